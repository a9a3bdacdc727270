//! Typical uses of a client, each in a self-contained file.
//!
//! | module | what it does |
//! | --- | --- |
//! | [`week`] | lists all jobs of a week as a stream |
//! | [`mirror`] | keeps a copy of customers and jobs in SQLite, and survives being killed |
//! | [`visit`] | creates a job, schedules it, and sends people |
//! | [`attachment`] | attaches a file to a job, and reports progress |
//! | [`receiver`] | receives events with a web server, and keeps those that the API signed |
//! | [`session`] | logs in, with a second factor, and stays logged in |

pub mod attachment;
pub mod mirror;
pub mod receiver;
pub mod session;
pub mod visit;
pub mod week;
