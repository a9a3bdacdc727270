//! Tuples: arrays of items with different types.

use bindery_runtime::{Empty, Node, Value, decode, encode, tuple};

#[derive(Clone, PartialEq)]
struct Position(f64, f64, Option<f64>, Option<String>);

tuple! { Position { 0; 1; 2; 3; } }

#[derive(Clone, PartialEq)]
struct Command {
    name: String,
    user: Option<String>,
    arguments: Vec<i64>,
}

tuple! { Command, arguments { name; user; } }

fn text(node: &dyn Node) -> String {
    String::from_utf8(encode(node).expect("no number is infinite")).expect("JSON is UTF-8")
}

fn error<T: Empty + core::fmt::Debug>(json: &str) -> String {
    decode::<T>(json.as_bytes()).expect_err(json).to_string()
}

#[test]
fn each_item_has_its_type() {
    for json in ["[1.5,2.5]", "[1.5,2.5,0.5]", r#"[1.5,2.5,null,"sea"]"#] {
        assert_eq!(text(&decode::<Position>(json.as_bytes()).unwrap()), json);
    }
    assert_eq!(decode::<Position>(b"[1, 2]").unwrap(), Position(1.0, 2.0, None, None));
}

#[test]
fn an_item_that_is_no_option_must_be_there() {
    assert_eq!(error::<Position>("[1.5]"), "expected a required item, found `]` at $[1] (byte 4)");
    assert_eq!(error::<Position>("[]"), "expected a required item, found `]` at $[0] (byte 1)");
}

#[test]
fn what_goes_on_behind_the_items_is_the_rest_or_an_error() {
    let command: Command = decode(br#"["add", null, 1, 2]"#).unwrap();
    assert_eq!(command.arguments, [1, 2]);
    assert_eq!(text(&command), r#"["add",null,1,2]"#);
    assert_eq!(text(&decode::<Command>(br#"["add"]"#).unwrap()), r#"["add"]"#);
    assert_eq!(error::<Command>(r#"["add", null, 1, "x"]"#), "expected an integer, found \"x\" at $[3] (byte 17)");
    assert_eq!(error::<Position>(r#"[1, 2, 3, "", 5]"#), "expected no more than 4 items, found 5 at $[4] (byte 14)");
}

#[test]
fn an_item_that_does_not_fit_has_its_index() {
    assert_eq!(error::<Position>(r#"[1, "x"]"#), "expected a number, found \"x\" at $[1] (byte 4)");
    assert_eq!(error::<Position>("{}"), "expected an array, found an object at $ (byte 0)");
}

#[test]
fn debug_is_that_of_a_tuple() {
    let command: Command = decode(br#"["add", null, 1]"#).unwrap();
    assert_eq!(format!("{command:?}"), r#"Command("add", None, [1])"#);
    assert_eq!(format!("{:?}", Position(1.0, 2.0, None, None)), "Position(1.0, 2.0, None, None)");
}

#[test]
fn serde_takes_and_gives_the_same_json() {
    let tree: Value = serde_json::from_str(r#"["add","ann",7]"#).unwrap();
    assert_eq!(serde_json::to_value(serde_json::from_value::<Command>(tree.clone()).unwrap()).unwrap(), tree);
}
