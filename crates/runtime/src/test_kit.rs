//! What tests of generated clients lean on.

mod examples;

pub use self::examples::{Examples, Miss, RoundTrip, examples, round_trip};
