//! Unions: how the variant is selected, what is kept, errors, and bounded work on hostile input.

mod by_fit;
mod by_kind;
mod by_tag;
mod limits;

use bindery_runtime::{Empty, Node, decode, encode};

fn text(node: &dyn Node) -> String {
    String::from_utf8(encode(node).expect("no number is infinite")).expect("JSON is UTF-8")
}

/// A text that is read and written back unchanged.
fn round_trip<T: Empty>(json: &str) -> T {
    let value: T = decode(json.as_bytes()).unwrap_or_else(|error| panic!("{json}: {error}"));
    assert_eq!(text(&value), json);
    value
}

fn error<T: Empty + core::fmt::Debug>(json: &str) -> String {
    decode::<T>(json.as_bytes()).expect_err(json).to_string()
}
