//! What must hold of any bytes that the codec is given.

mod zoo;

use core::fmt::Debug;

use bindery_runtime::{Empty, Node, Value, decode, encode};

use crate::zoo::Zoo;

/// Panics if the codec breaks a promise on these bytes.
pub fn check(json: &[u8]) {
    agrees_with_serde_json(json);
    comes_back(decode::<Zoo>(json).ok());
    comes_back(decode::<Vec<Zoo>>(json).ok());
    comes_back(serde_json::from_slice::<Zoo>(json).ok());
}

/// Both take the same texts, and read the same out of them.
fn agrees_with_serde_json(json: &[u8]) {
    match (decode::<Value>(json), serde_json::from_slice::<Value>(json)) {
        (Ok(ours), Ok(theirs)) => {
            assert_eq!(ours, theirs);
            comes_back(Some(ours));
        }
        (Err(_), Err(_)) => {}
        // Serde counts one level less.
        (Ok(_), Err(error)) => assert!(error.to_string().starts_with("recursion limit"), "only we take it: {error}"),
        (Err(error), Ok(_)) => panic!("only serde takes it: {error}"),
    }
}

/// What was read is written so that it reads as the same again, and `serde_json` takes what is written.
fn comes_back<T: Empty + PartialEq + Debug>(value: Option<T>) {
    let Some(value) = value else { return };
    // A member that stands twice stands once in what is kept of it, which may then fit where the text did not.
    let value: T = decode(&text(&value)).expect("what was written is read");
    let json = text(&value);
    let again: T = decode(&json).expect("what was written is read");
    assert!(again == value, "{value:?} became {again:?}");
    assert_eq!(json, text(&again));
    if let Err(error) = serde_json::from_slice::<Value>(&json) {
        assert!(error.to_string().starts_with("recursion limit"), "{error}");
    }
}

fn text(node: &dyn Node) -> Vec<u8> {
    encode(node).expect("what was read can be written")
}
