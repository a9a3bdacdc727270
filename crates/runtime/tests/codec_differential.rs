//! The same texts read with the runtime's tables and with serde's derived code: equal acceptance, equal values.

use bindery_runtime::{Empty, Node, Value, decode, encode, union};
use serde::Serialize;
use serde::de::{DeserializeOwned, IgnoredAny};

/// Each struct twice: once with a table, once with derived code.
macro_rules! twins {
    ($($name:ident { $($field:ident: $type:ty = $wire:literal $(, $flag:ident)*;)* })*) => {
        mod tables {
            $(
                pub(crate) struct $name { $($field: $type),* }
                bindery_runtime::record! { $name { $($field = $wire $(, $flag)*;)* } }
            )*
        }

        mod derived {
            $(
                #[derive(serde::Serialize, serde::Deserialize)]
                pub(crate) struct $name { $(#[serde(rename = $wire)] $field: $type),* }
            )*
        }
    };
}

twins! {
    Job {
        id: String = "id", required;
        count: u8 = "count", required;
        amount: Option<i64> = "amount";
        price: Option<f64> = "price";
        paid: Option<bool> = "paid";
        name: Option<String> = "first name";
        tags: Option<Vec<String>> = "tags";
        next: Option<Box<Job>> = "next";
        line: Option<Line> = "line";
    }
    Line {
        a: Option<i32> = "a";
        b: Option<Vec<Option<u64>>> = "b";
    }
    Cat {
        lives: i64 = "lives", required;
        name: Option<String> = "name";
    }
    Dog {
        tricks: Vec<Cat> = "tricks", required;
    }
}

enum Pet {
    Cat(tables::Cat),
    Dog(Box<tables::Dog>),
    Other(Value),
}

union! { Pet, tag "type", closed { Cat = "cat"; Dog = "dog"; } }

#[derive(Serialize, serde::Deserialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum DerivedPet {
    Cat(derived::Cat),
    Dog(Box<derived::Dog>),
}

enum Id {
    Cat(tables::Cat),
    Count(i64),
    Text(String),
    Pair(Vec<bool>),
    Other(Value),
}

union! { Id, best, closed { Cat; Count; Text; Pair; } }

#[derive(Serialize, serde::Deserialize)]
#[serde(untagged)]
enum DerivedId {
    Cat(derived::Cat),
    Count(i64),
    Text(String),
    Pair(Vec<bool>),
}

/// Small seed texts that together contain every kind of token.
const SEEDS: [&str; 8] = [
    r#"{"id":"x","count":1}"#,
    r#"{ "count" : 20 , "id" : "\u00e4\ud83d\ude00\n" , "amount" : -5 }"#,
    r#"{"id":"","count":0,"price":1.25e1,"paid":true,"first name":"ä\\\"b"}"#,
    r#"{"id":"1","count":9,"tags":["a","",null],"paid":null}"#,
    r#"{"id":"1","count":9,"tags":["a","b"],"amount":12345678901234567}"#,
    r#"{"id":"1","count":9,"next":{"id":"2","count":8,"line":{"a":-3,"b":[1,null]}}}"#,
    r#"{"id":"1","unknown":[{"a":[]},{},1.5,"s",false],"count":255,"id2":null}"#,
    r#"{"line":{"a":1,"b":[],"c":{"d":"e"}},"id":"1","count":1}"#,
];

/// Bytes that have a meaning in JSON, and some that do not.
const BYTES: &[u8] = b"{}[]:,\"\\/ \n\t0123456789-+.eEtrufalsenxI\x00\x1f\x7f\x80\xc3\xff";

#[test]
fn seeds_are_taken_with_equal_values() {
    let taken = SEEDS.iter().filter(|seed| compare_jobs(seed.as_bytes())).count();
    assert_eq!(taken, SEEDS.len() - 1, "all but the one with a null among its tags");
}

#[test]
fn a_text_may_end_anywhere() {
    for seed in SEEDS {
        for end in 0..seed.len() {
            assert!(!compare_jobs(&seed.as_bytes()[..end]), "{seed} up to {end}");
        }
    }
}

#[test]
fn any_byte_may_be_any_other() {
    every_edit(|text, place, byte| text[place] = byte);
}

#[test]
fn any_byte_may_come_in_between() {
    every_edit(|text, place, byte| text.insert(place, byte));
}

#[test]
fn any_token_may_be_any_other_value() {
    let values = r#"null true "" 0 -0 1.0 1.5 -1 255 256 1e2 9223372036854775808 1e400 [] [1] ["a"] [null] {} {"a":1,"a":1}
        {"id":"1","count":1} "\ud800" nul 'a'"#;
    for name in ["id", "count", "amount", "price", "paid", "first name", "tags", "next", "line", "unknown"] {
        for value in values.split_whitespace().chain([""]) {
            compare_jobs(format!(r#"{{"id":"1","{name}":{value},"count":1}}"#).as_bytes());
            compare_jobs(format!(r#"{{"{name}":{value}}}"#).as_bytes());
        }
    }
}

#[test]
fn a_tagged_union_takes_what_serde_takes() {
    for json in [r#"{"name":"a","type":"cat","lives":9}"#, r#"{"type":"dog","tricks":[{"lives":1,"name":"b"}]}"#] {
        assert!(compare::<Pet, DerivedPet>(json.as_bytes()), "{json}");
        edits_of(json, |text| {
            // Serde also accepts a tagged value as an array: the tag, then the rest.
            if !has_other_integers(text) && !skips_bad_text(text) && text.first() != Some(&b'[') {
                compare::<Pet, DerivedPet>(text);
            }
        });
    }
}

#[test]
fn an_untagged_union_takes_what_serde_takes() {
    for json in [r#"{"lives":9,"name":"a"}"#, "17", r#" "17""#, "[true, false]"] {
        assert!(compare::<Id, DerivedId>(json.as_bytes()), "{json}");
        edits_of(json, |text| {
            // Serde also accepts a struct as an array: its members in order.
            let is_cat = serde_json::from_slice::<Vec<Value>>(text).is_ok_and(|items| items.len() == 2);
            if !has_other_integers(text) && !skips_bad_text(text) && !is_cat {
                compare::<Id, DerivedId>(text);
            }
        });
    }
}

#[test]
fn scalars_agree_on_every_value() {
    let values = r#"0 1 -1 127 128 -128 -129 255 256 65536 2147483648 4294967296 9007199254740993 9223372036854775807
        9223372036854775808 -9223372036854775808 -9223372036854775809 18446744073709551615 18446744073709551616 1.5 0.1 1e3
        1E-3 -0 -0.0 1.0 3.14159265358979 1e308 null true "1" [1] {} "a\u0000b" "\uDC00" "\uD834\uDD1E""#;
    for value in values.split_whitespace() {
        let json = value.as_bytes();
        compare_integers::<i8>(json);
        compare_integers::<i16>(json);
        compare_integers::<i32>(json);
        compare_integers::<i64>(json);
        compare_integers::<u8>(json);
        compare_integers::<u16>(json);
        compare_integers::<u32>(json);
        compare_integers::<u64>(json);
        compare::<f64, f64>(json);
        compare::<bool, bool>(json);
        compare::<String, String>(json);
        compare::<Option<String>, Option<String>>(json);
        compare::<Vec<f64>, Vec<f64>>(json);
        compare::<Value, Value>(json);
    }
}

/// The text with each byte in turn replaced, removed or duplicated.
fn edits_of(json: &str, check: impl Fn(&[u8])) {
    for place in 0..json.len() {
        let (before, after) = json.as_bytes().split_at(place);
        check(&[before, &after[1..]].concat());
        for byte in BYTES {
            check(&[before, &[*byte], after].concat());
            check(&[before, &[*byte], &after[1..]].concat());
        }
    }
}

fn every_edit(edit: impl Fn(&mut Vec<u8>, usize, u8)) {
    for seed in SEEDS {
        for place in 0..seed.len() {
            for byte in BYTES {
                let mut text = seed.as_bytes().to_vec();
                edit(&mut text, place, *byte);
                compare_jobs(&text);
            }
        }
    }
}

/// All intended differences between the two.
fn compare_jobs(json: &[u8]) -> bool {
    if has_other_integers(json) || skips_bad_text(json) {
        return decode::<tables::Job>(json).is_ok();
    }
    compare::<tables::Job, derived::Job>(json)
}

/// JSON Schema counts these as integers, serde does not.
fn has_other_integers(json: &[u8]) -> bool {
    [&b"-0"[..], b".0"].iter().any(|text| json.windows(text.len()).any(|window| window == *text))
}

/// Serde does not validate the text of skipped strings.
fn skips_bad_text(json: &[u8]) -> bool {
    decode::<Value>(json).is_err() && serde_json::from_slice::<IgnoredAny>(json).is_ok()
}

fn compare_integers<T: Empty + Serialize + DeserializeOwned>(json: &[u8]) {
    match (decode::<T>(json), serde_json::from_slice::<T>(json)) {
        (Ok(ours), Err(_)) => {
            assert_eq!(tree(&ours).as_f64(), serde_json::from_slice(json).ok(), "{}", json.escape_ascii());
        }
        _ => {
            compare::<T, T>(json);
        }
    }
}

/// Returns whether both accept the text; panics if only one does, or if the values differ.
fn compare<Ours: Empty, Theirs: Serialize + DeserializeOwned>(json: &[u8]) -> bool {
    match (decode::<Ours>(json), serde_json::from_slice::<Theirs>(json)) {
        (Ok(ours), Ok(theirs)) => {
            let theirs = without_nulls(serde_json::to_value(&theirs).expect("values are trees"));
            assert_eq!(without_nulls(tree(&ours)), theirs, "{}", json.escape_ascii());
            true
        }
        (Err(_), Err(_)) => false,
        (Ok(_), Err(error)) => panic!("only the tables take {}: {error}", json.escape_ascii()),
        (Err(error), Ok(_)) => panic!("only serde takes {}: {error}", json.escape_ascii()),
    }
}

fn tree(node: &dyn Node) -> Value {
    let json = encode(node).expect("no number is infinite");
    serde_json::from_slice(&json).expect("JSON was written")
}

/// Derived code writes absent optional members as null, the tables omit them.
fn without_nulls(mut value: Value) -> Value {
    match &mut value {
        Value::Object(members) => {
            members.retain(|_, member| !member.is_null());
            members.values_mut().for_each(|member| *member = without_nulls(member.take()));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| *item = without_nulls(item.take())),
        _ => {}
    }
    value
}
