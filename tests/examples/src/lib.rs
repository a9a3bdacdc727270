//! What people do with a client, each in a file that can be read alone.
//!
//! | module | what it does |
//! | --- | --- |
//! | [`week`] | lists all jobs of a week as a stream |
//! | [`mirror`] | keeps a copy of customers and jobs in SQLite, and survives being killed |
//! | [`visit`] | creates a job, schedules it, and sends people |
//! | [`attachment`] | attaches a file to a job, and tells how far it is |
//! | [`receiver`] | takes events by a web server, and keeps those that the API signed |
//! | [`session`] | logs in, with a second factor, and stays so |

pub mod attachment;
pub mod mirror;
pub mod receiver;
pub mod session;
pub mod visit;
pub mod week;
