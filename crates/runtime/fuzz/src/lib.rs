//! Properties of the codec that must hold for any input.

mod zoo;

use core::fmt::Debug;

use bindery_runtime::{Empty, Node, Value, decode, encode};

use crate::zoo::Zoo;

/// Panics if the codec breaks a property on these bytes.
pub fn check(json: &[u8]) {
    agrees_with_serde_json(json);
    comes_back(decode::<Zoo>(json).ok());
    comes_back(decode::<Vec<Zoo>>(json).ok());
    comes_back(serde_json::from_slice::<Zoo>(json).ok());
}

/// Both accept the same texts, and read the same values.
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

/// The value reads back as equal after writing, and `serde_json` accepts the output.
fn comes_back<T: Empty + PartialEq + Debug>(value: Option<T>) {
    let Some(value) = value else { return };
    // A repeated member is kept once, and may then fit although the text did not.
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
