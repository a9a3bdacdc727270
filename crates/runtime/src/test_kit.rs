//! What tests of generated clients lean on.

mod contract;
mod examples;

pub use self::contract::{Agreeable, Contract, Finding, Refusal, Send, Values, contract};
pub use self::examples::{Examples, Miss, RoundTrip, examples, round_trip};
