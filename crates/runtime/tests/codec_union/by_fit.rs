//! Selection by best fit, and the errors if nothing fits.

use bindery_runtime::{Map, Unrecognized, Value, decode, record, string_enum, union};

use crate::{error, round_trip};

#[derive(Clone, Debug, PartialEq, Eq)]
enum Status {
    Deleted,
    Other(Unrecognized),
}

string_enum! { Status { Deleted = "deleted"; } }

#[derive(Default)]
struct Customer {
    id: Option<String>,
    status: Option<String>,
    name: Option<String>,
    tags: Option<Map<i64>>,
}

record! {
    Customer {
        id = "id";
        status = "status";
        name = "name";
        tags = "tags";
    }
}

struct Gone {
    id: String,
    status: Status,
}

record! {
    Gone {
        id = "id", required;
        status = "status", required;
    }
}

enum Expandable {
    Id(String),
    Customer(Box<Customer>),
    Gone(Gone),
    Other(Value),
}

union! {
    Expandable, best {
        Id;
        Customer;
        Gone;
    }
}

enum Strict {
    Customer(Box<Customer>),
    Gone(Gone),
    Never,
    Other(Value),
}

union! {
    Strict, best, closed {
        Customer;
        Gone;
    }
    const {
        Never = "never";
    }
}

#[test]
fn the_kind_decides_before_all_else() {
    assert!(matches!(round_trip::<Expandable>("\"cus_1\""), Expandable::Id(_)));
}

#[test]
fn a_fixed_text_counts_more_than_members() {
    let json = r#"{"id":"1","status":"deleted"}"#;
    assert!(matches!(round_trip::<Expandable>(json), Expandable::Gone(_)));
    let json = r#"{"id":"1","status":"open"}"#;
    assert!(matches!(round_trip::<Expandable>(json), Expandable::Customer(_)));
}

#[test]
fn required_members_must_be_there() {
    assert!(matches!(round_trip::<Expandable>(r#"{"status":"deleted"}"#), Expandable::Customer(_)));
}

#[test]
fn most_known_members_win_then_the_first_variant() {
    #[derive(Default)]
    struct Circle {
        name: Option<String>,
        radius: Option<f64>,
    }
    record! { Circle { name = "name"; radius = "radius"; } }

    #[derive(Default)]
    struct Box3 {
        name: Option<String>,
        width: Option<f64>,
    }
    record! { Box3 { name = "name"; width = "width"; } }

    enum Shape {
        Circle(Circle),
        Box3(Box3),
        Other(Value),
    }
    union! { Shape, best { Circle; Box3; } }

    assert!(matches!(decode(br#"{"name": "a", "width": 1, "depth": 2}"#).unwrap(), Shape::Box3(_)));
    assert!(matches!(decode(br#"{"name": "a"}"#).unwrap(), Shape::Circle(_)));
}

#[test]
fn a_listed_text_prefers_the_enum_and_any_other_the_string() {
    enum Model {
        Named(String),
        Listed(Status),
        Other(Value),
    }
    union! { Model, best { Named; Listed; } }

    assert_eq!(round_trip::<Model>("\"deleted\""), Model::Listed(Status::Deleted));
    assert_eq!(round_trip::<Model>("\"new\""), Model::Named("new".into()));
}

#[test]
fn what_is_deeper_decides_where_nothing_else_does() {
    enum Input {
        Texts(Vec<String>),
        Tokens(Vec<i64>),
        Batches(Vec<Vec<i64>>),
        Names(Vec<Vec<String>>),
        Other(Value),
    }
    union! { Input, best, closed { Texts; Tokens; Batches; Names; } }

    assert!(matches!(round_trip(r#"["a","b"]"#), Input::Texts(_)));
    assert!(matches!(round_trip("[1,2]"), Input::Tokens(_)));
    assert!(matches!(round_trip("[[1],[2]]"), Input::Batches(_)));
    assert!(matches!(round_trip(r#"[[],["a"]]"#), Input::Names(_)));
}

#[test]
fn what_fits_nothing_is_kept() {
    for json in ["true", "[1]", r#"{"status":1}"#, r#"{"tags":{"a":"x"}}"#] {
        assert!(matches!(round_trip::<Expandable>(json), Expandable::Other(_)), "{json}");
    }
}

#[test]
fn an_error_is_the_one_of_the_nearest_variant() {
    assert_eq!(
        error::<Map<Strict>>(r#"{"a": {"name": "x", "tags": {"b": "c"}}}"#),
        "expected an integer (as Customer, the nearest; one of Customer, Gone, \"never\"), found \"c\" \
         at $.a.tags.b (byte 34)"
    );
    assert_eq!(
        error::<Strict>(r#"{"status": "deleted", "id": 1}"#),
        "expected a string (as Gone, the nearest; one of Customer, Gone, \"never\"), found 1 at $.id (byte 28)"
    );
    assert_eq!(error::<Strict>("17"), "expected one of Customer, Gone, \"never\", found 17 at $ (byte 0)");
    assert_eq!(decode::<Strict>(b"\"never\"").unwrap(), Strict::Never);
}

#[test]
fn broken_json_is_told_as_such() {
    let broken = r#"{"id": "1", "tags": {"a": 1,}}"#;
    assert_eq!(error::<Strict>(broken), "expected the name of a member, found `}` at $.tags (byte 28)");
    assert_eq!(error::<Expandable>(broken), "expected the name of a member, found `}` at $.tags (byte 28)");
}

#[test]
fn a_survey_says_nothing_of_secrets() {
    struct Login {
        user: String,
        key: i64,
    }
    record! { Login { user = "user", required; key = "key", required, secret; } }
    enum Session {
        Login(Login),
        Gone(Gone),
        Other(Value),
    }
    union! { Session, best, closed { Login; Gone; } }

    let error = decode::<Session>(br#"{"user": "ann", "key": "hunter2"}"#).unwrap_err();
    assert_eq!((error.path().as_str(), error.found()), ("$.key", "***"));
}
