//! The bridge to serde: generated types in other formats and inside foreign types.

use bindery_runtime::{
    Base64, Extra, Map, Unrecognized, UnrecognizedValue, Value, constant_enum, decode, encode, record, string_enum,
    tuple, union,
};
use serde::{Deserialize, Serialize};

struct Job {
    id: String,
    status: Option<Status>,
    amount: Option<i64>,
    balance: Option<f64>,
    limits: Option<Map<u64>>,
    parent: Option<Box<Job>>,
    extra: Extra,
}

record! {
    Job, extra {
        id = "id", required;
        status = "status";
        amount = "amount";
        balance = "balance";
        limits = "limits";
        parent = "parent";
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Status {
    Open,
    Other(Unrecognized),
}

string_enum! {
    Status {
        Open = "open";
    }
}

/// A foreign type with a generated one inside.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Fixture {
    name: String,
    #[serde(flatten)]
    job: Job,
    history: Vec<Status>,
}

const JOB: &str = r#"{"id":"j\n1","status":"new","amount":-9223372036854775808,"balance":1.0,"limits":{"b":18446744073709551615,"a":0},"parent":{"id":""},"more":[true,null,{"x":0.1}]}"#;

fn job() -> Job {
    decode(JOB.as_bytes()).expect("the job is valid")
}

#[test]
fn serde_json_says_what_the_codec_says() {
    assert_eq!(serde_json::to_string(&job()).unwrap(), JOB);
    assert_eq!(serde_json::from_str::<Job>(JOB).unwrap(), job());
    assert_eq!(encode(&serde_json::from_str::<Job>(JOB).unwrap()).unwrap(), JOB.as_bytes());
}

#[test]
fn a_tree_of_values_is_a_source_like_any_other() {
    let tree: Value = serde_json::from_str(JOB).unwrap();
    assert_eq!(serde_json::to_value(job()).unwrap(), tree);
    assert_eq!(serde_json::from_value::<Job>(tree).unwrap(), job());
}

#[test]
fn a_binary_format_that_describes_itself_gives_everything_back() {
    let mut bytes = Vec::new();
    ciborium::into_writer(&job(), &mut bytes).unwrap();
    assert_eq!(ciborium::from_reader::<Job, _>(&*bytes).unwrap(), job());
}

#[derive(Clone, PartialEq)]
struct Place(f64, Option<Base64>);

tuple! { Place { 0; 1; } }

#[derive(Clone, Debug, PartialEq)]
enum Code {
    Ok,
    Auto,
    Other(UnrecognizedValue),
}

constant_enum! {
    Code {
        Ok = 200;
        Auto = "auto";
    }
}

enum Thing {
    Job(Box<Job>),
    Place(Place),
    Code(Code),
    Other(Value),
}

union! {
    Thing, best {
        Job;
        Place;
        Code;
    }
}

#[test]
fn unions_tuples_and_fixed_values_go_through_a_binary_format() {
    let json = r#"[{"id":"1","parent":{"id":"2"}},[1.5,"aGk="],200,"auto",404,null,{"no":"id"}]"#;
    let things: Vec<Thing> = decode(json.as_bytes()).unwrap();
    let mut bytes = Vec::new();
    ciborium::into_writer(&things, &mut bytes).unwrap();
    let again: Vec<Thing> = ciborium::from_reader(&*bytes).unwrap();
    assert_eq!(again, things);
    assert_eq!(encode(&again).unwrap(), json.as_bytes());
}

#[test]
fn our_types_may_be_flattened_into_others() {
    let fixture = Fixture { name: "one".to_owned(), job: job(), history: vec![Status::Open, "new".into()] };
    let text = serde_json::to_string(&fixture).unwrap();
    assert!(text.starts_with(r#"{"name":"one","id":"j\n1""#), "{text}");
    assert_eq!(serde_json::from_str::<Fixture>(&text).unwrap(), fixture);
}

#[test]
fn an_error_through_serde_has_the_path() {
    let error = serde_json::from_str::<Job>(r#"{"id": "1", "parent": {"id": "2", "amount": 1.5}}"#).unwrap_err();
    assert_eq!(error.to_string(), "expected an integer, found 1.5 at $.parent.amount");
}

#[test]
fn what_json_cannot_say_is_an_error() {
    let id = ("id".into(), "1".into());
    let nan = ciborium::Value::Map(vec![id.clone(), ("balance".into(), f64::NAN.into())]);
    let error = nan.deserialized::<Job>().unwrap_err();
    assert!(error.to_string().contains("JSON has no number NaN"), "{error}");

    let bytes = ciborium::Value::Map(vec![id, ("more".into(), ciborium::Value::Bytes(vec![0]))]);
    let error = bytes.deserialized::<Job>().unwrap_err();
    assert!(error.to_string().contains("a value that JSON can express"), "{error}");
}

#[test]
fn deep_input_is_an_error_and_no_overflow() {
    let mut deep = ciborium::Value::Null;
    for _ in 0..200 {
        deep = ciborium::Value::Array(vec![deep]);
    }
    let error = ciborium::Value::Map(vec![("id".into(), deep)]).deserialized::<Job>().unwrap_err();
    assert!(error.to_string().contains("nests deeper than 128 levels"), "{error}");
}

#[test]
fn names_that_are_integers_become_their_digits() {
    let map = ciborium::Value::Map(vec![("id".into(), "1".into()), (7.into(), true.into()), ((-7).into(), 1.into())]);
    let job: Job = map.deserialized().unwrap();
    assert_eq!(encode(&job).unwrap(), br#"{"id":"1","7":true,"-7":1}"#);
}

#[test]
fn numbers_may_come_as_serde_json_hands_over_arbitrary_precision() {
    let number = |digits: &str| format!(r#"{{"id": "1", "amount": {{"$serde_json::private::Number": "{digits}"}}}}"#);
    assert_eq!(serde_json::from_str::<Job>(&number("12")).unwrap().amount, Some(12));
    assert!(serde_json::from_str::<Job>(&number(r#"12,\"balance\":1"#)).is_err());
}
