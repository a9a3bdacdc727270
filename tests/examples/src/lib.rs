//! What people do with a client, each in a file that can be read alone.
//!
//! | module | what it does |
//! | --- | --- |
//! | [`week`] | lists all jobs of a week as a stream |
//! | [`mirror`] | keeps a copy of customers and jobs in SQLite, and survives being killed |
//! | [`visit`] | creates a job, schedules it, and sends people |
//! | [`attachment`] | attaches a file to a job |

pub mod attachment;
pub mod mirror;
pub mod visit;
pub mod week;
