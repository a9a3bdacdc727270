//! Tests of noting differences.

#![expect(unreachable_pub, reason = "the macros generate public items")]

use crate::codec::{Extra, Map, Reader, fill_watched};
use crate::drift::DriftKind::{self, Misfit, UnknownField, UnknownValue};
use crate::{Empty, Unrecognized, Value, decode, encode, record, string_enum, union};

#[derive(Default)]
struct Job {
    id: String,
    total: Option<i64>,
    status: Option<Status>,
    key: Option<String>,
    login: Option<Login>,
    lines: Option<Vec<Line>>,
    extra: Extra,
}

record! {
    Job, extra {
        id = "id", required;
        total = "total";
        status = "status";
        key = "key", secret;
        login = "login", secret;
        lines = "lines";
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Status {
    Open,
    Other(Unrecognized),
}

string_enum! { Status { Open = "open"; } }

/// It keeps no unknown members.
#[derive(Default)]
struct Line {
    price: f64,
    cost: Option<f64>,
}

record! { Line { price = "price", required; cost = "cost"; } }

struct Login {
    status: Status,
}

record! { Login { status = "status", required; } }

#[derive(Default)]
struct Tags {
    rest: Map<i64>,
}

record! { Tags, rest {} }

enum Shape {
    Circle(Circle),
    Square(Square),
    Other(Value),
}

union! { Shape, best { Circle; Square; } }

#[derive(Default)]
struct Circle {
    radius: f64,
    label: Option<i64>,
}

record! { Circle { radius = "radius", required; label = "label"; } }

#[derive(Default)]
struct Square {
    side: f64,
}

record! { Square { side = "side", required; } }

enum Pet {
    Cat(Line),
    Other(Value),
}

union! { Pet, tag "kind" { Cat = "cat"; } }

/// Returns the value and the findings: kind, place and value found.
fn read<T: Empty>(json: &str, is_lenient: bool) -> (T, Vec<(DriftKind, String, String)>) {
    let mut value = T::empty();
    let findings = fill_watched(&mut value, json.as_bytes(), "", is_lenient).unwrap();
    (value, findings.into_iter().map(|finding| (finding.kind, finding.path.pointer(), finding.found)).collect())
}

fn lenient<T: Empty>(json: &str) -> (T, Vec<(DriftKind, String, String)>) {
    read(json, true)
}

fn refused<T: Empty>(json: &str) -> String {
    fill_watched(&mut T::empty(), json.as_bytes(), "", true).unwrap_err().to_string()
}

fn row(kind: DriftKind, pointer: &str, found: &str) -> (DriftKind, String, String) {
    (kind, pointer.to_owned(), found.to_owned())
}

#[test]
fn what_does_not_fit_an_optional_member_is_set_aside() {
    let (job, found) = lenient::<Job>(r#"{"total": "n/a", "id": "7", "lines": [{"price": 1, "cost": []}]}"#);
    assert_eq!((job.id.as_str(), job.total, job.lines.unwrap()[0].cost), ("7", None, None));
    assert_eq!(found, [row(Misfit, "/total", "\"n/a\""), row(Misfit, "/lines/0/cost", "an array")]);
}

#[test]
fn what_does_not_fit_a_required_member_makes_the_optional_one_around_it_unfit() {
    let (job, found) = lenient::<Job>(r#"{"id": "7", "lines": [{"price": 1}, {"price": "x"}], "total": 1}"#);
    assert_eq!((job.lines, job.total), (None, Some(1)));
    assert_eq!(found, [row(Misfit, "/lines/1/price", "\"x\"")]);
    assert_eq!(refused::<Job>(r#"{"id": 7}"#), "expected a string, found 7 at $.id (byte 7)");
}

#[test]
fn what_is_set_aside_is_written_back_until_there_is_a_value() {
    let json = r#"{"id":"7","total":"n/a","lines":[0]}"#;
    let (mut job, _) = lenient::<Job>(json);
    assert_eq!(encode(&job).unwrap(), json.as_bytes());
    assert_eq!(job.extra.get("total"), Some(&"n/a".into()));
    job.total = Some(3);
    assert_eq!(encode(&job).unwrap(), br#"{"id":"7","total":3,"lines":[0]}"#);
}

#[test]
fn a_strict_reader_only_notes() {
    let (job, found) = read::<Job>(r#"{"id": "7", "status": "shut", "new": {"a": [1]}}"#, false);
    assert!(matches!(job.status, Some(Status::Other(_))));
    assert_eq!(found, [row(UnknownValue, "/status", "\"shut\""), row(UnknownField, "/new", "an object")]);
    assert!(fill_watched(&mut Job::empty(), br#"{"id": "7", "total": ""}"#, "", false).is_err());
}

#[test]
fn what_is_foretold_is_no_drift() {
    assert_eq!(lenient::<Job>(r#"{"id": "7", "status": "open", "total": null, "lines": []}"#).1, []);
    assert_eq!(lenient::<Tags>(r#"{"a": 1}"#).1, []);
    assert_eq!(lenient::<Value>(r#"{"a": 1}"#).1, []);
    assert_eq!(lenient::<Pet>(r#"{"kind": "cat", "price": 1}"#).1, []);
    assert_eq!(lenient::<Shape>(r#"{"radius": 1}"#).1, []);
}

#[test]
fn broken_text_is_always_an_error() {
    for json in [r#"{"id": "7", "total": [}"#, r#"{"id": "7", "total": "a"#, r#"{"id": "7", "total": nul}"#] {
        assert!(refused::<Job>(json).contains("$.total"), "{json}");
    }
    let deep = format!(r#"{{"id": "7", "total": {}{}}}"#, "[".repeat(200), "]".repeat(200));
    assert!(refused::<Job>(&deep).contains("at most 128 levels"), "{}", refused::<Job>(&deep));
    assert!(refused::<Job>(r#"{"id": "7", "total": 1, "total": 2}"#).contains("each member once"));
    assert!(refused::<Job>(r#"{"id": "7", "total": "a", "total": 2}"#).contains("each member once"));
}

#[test]
fn a_number_that_no_value_holds_is_dropped() {
    let (job, found) = lenient::<Job>(r#"{"id": "7", "total": 1e999}"#);
    assert!(job.extra.is_empty());
    assert_eq!(found, [row(Misfit, "/total", "1e999")]);
}

#[test]
fn nothing_of_a_secret_is_told_or_shown() {
    let json = r#"{"id":"7","key":["hunter2"],"login":{"status":"x","hunter2":1},"lines":[{"hunter2":1}]}"#;
    let (job, found) = lenient::<Job>(json);
    assert_eq!(format!("{job:?}"), r#"Job { id: "7", login: ***, extra: {"key": ***, "lines": ***}, .. }"#);
    let masked = |kind, pointer| row(kind, pointer, "***");
    assert_eq!(found[..3], [masked(Misfit, "/key"), masked(UnknownValue, "/login"), masked(UnknownField, "/login")]);
    assert_eq!(found[3..], [row(Misfit, "/lines/0/price", "nothing")]);
}

#[test]
fn variants_are_tried_strictly() {
    // A lenient attempt would make it a circle without its label.
    let (shape, found) = lenient::<Shape>(r#"{"radius": 1, "label": "x", "side": 2}"#);
    assert!(matches!(shape, Shape::Square(_)));
    assert_eq!(found, [row(UnknownField, "/radius", "a number"), row(UnknownField, "/label", "a string")]);
}

#[test]
fn a_value_that_is_no_variant_is_noted_once() {
    let (shape, found) = lenient::<Vec<Shape>>(r#"[{"radius": "r"}, {"radius": 1}]"#);
    assert!(matches!(&shape[..], [Shape::Other(_), Shape::Circle(_)]));
    assert_eq!(found, [row(UnknownValue, "/0/radius", "\"r\"")]);
    let (pet, found) = lenient::<Pet>(r#"{"price": 1, "kind": "dog"}"#);
    assert!(matches!(pet, Pet::Other(_)));
    assert_eq!(found, [row(UnknownValue, "/kind", "\"dog\"")]);
}

#[test]
fn a_chosen_variant_is_read_leniently() {
    let (pet, found) = lenient::<Pet>(r#"{"kind": "cat", "price": 1, "cost": true}"#);
    assert!(matches!(pet, Pet::Cat(Line { cost: None, .. })));
    assert_eq!(found, [row(Misfit, "/cost", "true")]);
}

#[test]
fn a_hundred_things_are_noted_of_a_text() {
    let unknown: Vec<String> = (0..300).map(|number| format!(r#""n{number}": 0"#)).collect();
    let (_, found) = lenient::<Square>(&format!(r#"{{"side": 1, {}}}"#, unknown.join(", ")));
    assert_eq!(found.len(), 100);
}

#[test]
fn a_strict_reader_reads_what_it_reads_unwatched() {
    for json in [
        r#"{"radius": 1, "side": 2, "label": "x"}"#,
        r#"{"radius": 1, "label": 3, "side": "2"}"#,
        r#"{"radius": [{}], "label": 3}"#,
        r#"{"side": 1, "side": 2}"#,
        r#"{"radius": 1"#,
        "[]",
    ] {
        let mut watched = Shape::empty();
        let read = fill_watched(&mut watched, json.as_bytes(), "", false);
        match (read, decode::<Shape>(json.as_bytes())) {
            (Ok(_), Ok(shape)) => assert_eq!(watched, shape, "{json}"),
            (Err(watched), Err(error)) => assert_eq!(watched.to_string(), error.to_string(), "{json}"),
            (watched, other) => panic!("{json}: {watched:?}, {other:?}"),
        }
    }
}

/// A text with a bit of everything.
const PAGE: &str = r#"{"jobs": [{"id": "7", "total": 1, "status": "open", "key": "k", "login": {"status": "open"}, "new": [1],
    "lines": [{"price": 1.5, "cost": null}, {"price": 2, "cost": 0.5}]}], "shapes": [{"radius": 1, "label": 2}, {"side": 3}, 4],
    "pet": {"price": 1, "kind": "cat"}}"#;

#[derive(Default)]
struct Page {
    jobs: Option<Vec<Job>>,
    shapes: Option<Vec<Shape>>,
    pet: Option<Pet>,
}

record! { Page { jobs = "jobs"; shapes = "shapes"; pet = "pet"; } }

#[test]
fn texts_broken_by_chance_are_read_alike() {
    // Pseudo-random numbers that are the same every time (xorshift, by G. Marsaglia).
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut below = |limit: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % limit as u64).unwrap()
    };
    for _ in 0..20_000 {
        let mut text = PAGE.as_bytes().to_vec();
        for _ in 0..=below(3) {
            let at = below(text.len());
            text[at] = br#"{}[],:"0e-atn "#[below(14)];
        }
        let shown = || String::from_utf8_lossy(&text);
        let plain = decode::<Page>(&text).map_err(|error| error.to_string());
        let mut watched = Page::empty();
        let strict = fill_watched(&mut watched, &text, "", false).map(|_| watched).map_err(|error| error.to_string());
        assert_eq!(strict, plain, "{}", shown());
        let mut lenient = Page::empty();
        let findings = fill_watched(&mut lenient, &text, "", true);
        if let Ok(page) = &plain {
            assert_eq!(*page, lenient, "{}", shown());
            assert!(findings.iter().flatten().all(|finding| finding.kind != Misfit), "{}", shown());
        }
        let is_whole = Reader::new(&text).is_ok_and(|mut reader| reader.skip().and_then(|()| reader.finish()).is_ok());
        assert!(is_whole || findings.is_err(), "{}", shown());
    }
}

#[test]
fn what_nobody_wants_to_know_is_not_looked_for() {
    assert!(decode::<Job>(br#"{"id": "7", "total": ""}"#).is_err());
}
