//! Fixed values: enums of them, and members with only one possible value.

use bindery_runtime::{
    Empty, Extra, Map, Node, UnrecognizedValue, Value, constant_enum, decode, encode, record, union,
};

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Level {
    Low,
    High,
    Auto,
    Off,
    Unset,
    Other(UnrecognizedValue),
}

constant_enum! {
    Level {
        Low = (-1);
        High = 10;
        Auto = "auto";
        Off = false;
        Unset = null;
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Code {
    Ok,
    Gone,
    Other(UnrecognizedValue),
}

constant_enum! { Code { Ok = 200; Gone = 410; } }

struct Circle {
    radius: f64,
    extra: Extra,
}

record! {
    Circle, extra { radius = "radius", required; }
    const { "type" = "circle"; "version" = 2; }
}

struct Square {
    side: f64,
}

record! {
    Square { side = "side", required; }
    const { "type" = "square"; }
}

enum Shape {
    Circle(Circle),
    Square(Square),
    Other(Value),
}

union! { Shape, best, closed { Circle; Square; } }

fn text(node: &dyn Node) -> String {
    String::from_utf8(encode(node).expect("no number is infinite")).expect("JSON is UTF-8")
}

fn error<T: Empty + core::fmt::Debug>(json: &str) -> String {
    decode::<T>(json.as_bytes()).expect_err(json).to_string()
}

#[test]
fn a_listed_value_is_its_variant_from_every_side() {
    for (json, level) in ["-1", "10", "\"auto\"", "false", "null"].iter().zip(Level::VALUES) {
        assert_eq!(decode::<Level>(json.as_bytes()).unwrap(), *level);
        assert_eq!(text(level), *json);
        assert_eq!(Level::from(level.to_value()), *level);
    }
    assert_eq!(decode::<Level>(b"10.0").unwrap(), Level::High);
}

#[test]
fn an_unlisted_value_is_kept_and_written_back() {
    for json in ["7", "0.5", "\"new\"", "true"] {
        let level: Level = decode(json.as_bytes()).unwrap();
        assert!(matches!(level, Level::Other(_)), "{json}");
        assert_eq!(text(&level), json);
    }
    assert_eq!(format!("{} {:?}", Level::from(Value::from("new")), Code::from(Value::from(7))), "new Other(7)");
}

#[test]
fn a_value_of_an_unlisted_kind_is_an_error() {
    assert_eq!(error::<Code>("\"200\""), "expected a value such as 200, found \"200\" at $ (byte 0)");
    assert_eq!(error::<Level>("[]"), "expected a value such as -1, found an array at $ (byte 0)");
}

#[test]
fn values_are_shown_as_on_the_wire() {
    let shown: Vec<String> = Level::VALUES.iter().map(Level::to_string).collect();
    assert_eq!(shown, ["-1", "10", "auto", "false", "null"]);
}

#[test]
fn serde_takes_and_gives_the_same_json() {
    assert_eq!(serde_json::to_string(&[Level::Low, Level::Auto]).unwrap(), r#"[-1,"auto"]"#);
    assert_eq!(serde_json::from_str::<Vec<Code>>("[410]").unwrap(), [Code::Gone]);
}

#[test]
fn a_fixed_member_is_written_first_and_must_be_there() {
    let json = r#"{"type":"circle","version":2,"radius":1.5,"color":"red"}"#;
    let circle: Circle = decode(json.as_bytes()).unwrap();
    assert_eq!(text(&circle), json);
    assert_eq!(circle.extra.len(), 1);
    assert_eq!(
        error::<Circle>(r#"{"type":"circle","radius":1}"#),
        "expected a required member, found nothing at $.version (byte 0)"
    );
}

#[test]
fn a_fixed_member_is_there_once() {
    assert_eq!(
        error::<Circle>(r#"{"type":"circle","type":"circle"}"#),
        "expected each member once, found another at $.type (byte 24)"
    );
}

#[test]
fn another_value_of_a_fixed_member_is_kept_and_written_back() {
    let circle: Circle = decode(br#"{"type":"ring","version":2,"radius":1}"#).unwrap();
    assert_eq!(text(&circle), r#"{"version":2,"radius":1.0,"type":"ring"}"#);
    assert_eq!(circle.extra.get("type"), Some(&Value::from("ring")));
}

#[test]
fn what_keeps_no_unknown_member_takes_no_other_value() {
    assert_eq!(
        error::<Square>(r#"{"type":"ring","side":1}"#),
        "expected \"square\", found \"ring\" at $.type (byte 8)"
    );
}

#[test]
fn fixed_members_tell_the_variants_of_a_union() {
    assert!(matches!(decode(br#"{"side":1,"radius":1,"version":2,"type":"circle"}"#).unwrap(), Shape::Circle(_)));
    assert!(matches!(decode(br#"{"type":"square","side":1,"radius":1}"#).unwrap(), Shape::Square(_)));
    assert_eq!(
        error::<Shape>(r#"{"type":"square","side":"x"}"#),
        "expected a number (as Square, the nearest; one of Circle, Square), found \"x\" at $.side (byte 24)"
    );
}

#[test]
fn a_fixed_member_may_be_the_tag_of_a_union() {
    enum Tagged {
        Circle(Circle),
        Square(Square),
        Other(Value),
    }
    union! { Tagged, tag "type" { Circle = "circle"; Square = "square"; } }

    let json = r#"{"type":"square","side":1.0}"#;
    assert_eq!(text(&decode::<Tagged>(json.as_bytes()).unwrap()), json);
}

#[test]
fn unlisted_members_may_have_a_type() {
    #[derive(Default)]
    struct Scores {
        name: Option<String>,
        others: Map<i64>,
    }
    record! { Scores, others { name = "name"; } }

    let scores: Scores = decode(br#"{"b": 2, "name": "x", "a": 1}"#).unwrap();
    assert_eq!(scores.others["a"], 1);
    assert_eq!(text(&scores), r#"{"name":"x","b":2,"a":1}"#);
    assert_eq!(error::<Scores>(r#"{"b": "2"}"#), "expected an integer, found \"2\" at $.b (byte 6)");
    assert_eq!(format!("{scores:?}"), r#"Scores { name: Some("x"), extra: {"b": 2, "a": 1} }"#);
}
