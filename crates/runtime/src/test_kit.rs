//! What tests of generated clients lean on, and those of their users: a [`Server`] in process.

mod answers;
mod contract;
mod examples;
mod page;
mod script;
mod seen;
mod server;

pub use self::answers::Answers;
pub use self::contract::{Agreeable, Contract, Finding, Refusal, Send, Values, contract};
pub use self::examples::{Examples, Miss, RoundTrip, examples, round_trip};
pub use self::script::{On, Scripted};
pub use self::seen::Seen;
pub use self::server::Server;
