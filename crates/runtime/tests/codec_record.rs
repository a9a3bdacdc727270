//! Records: members that are missing, null, unlisted or secret, and how they are written.

use bindery_runtime::{Empty, Extra, Field, Map, Node, Patch, View, decode, encode, record};

struct Job {
    id: String,
    parent: Option<String>,
    page_size: Option<i32>,
    lines: Option<Vec<Line>>,
    next: Option<Box<Job>>,
    extra: Extra,
}

record! {
    Job, extra {
        id = "id", required;
        parent = "parent", required;
        page_size = "page size";
        lines = "lines";
        next = "next";
    }
}

#[derive(Default)]
struct Line {
    price: Option<f64>,
    r#type: Option<String>,
}

record! {
    Line {
        price = "price";
        r#type = "type";
    }
}

#[derive(Default)]
struct Card {
    number: Option<String>,
    codes: Option<Map<i64>>,
}

record! {
    Card {
        number = "number", secret;
        codes = "codes", secret;
    }
}

fn text(node: &dyn bindery_runtime::Node) -> String {
    String::from_utf8(encode(node).expect("no number is infinite")).expect("JSON is UTF-8")
}

fn job(json: &str) -> Job {
    decode(json.as_bytes()).expect(json)
}

fn job_error(json: &str) -> String {
    decode::<Job>(json.as_bytes()).expect_err(json).to_string()
}

#[test]
fn members_are_written_in_the_order_of_the_table() {
    let read = job(r#"{"lines": [{"type": "labor", "price": 1.5}], "parent": "j0", "page size": 7, "id": "j1"}"#);
    assert_eq!(text(&read), r#"{"id":"j1","parent":"j0","page size":7,"lines":[{"price":1.5,"type":"labor"}]}"#);
}

#[test]
fn an_optional_member_is_none_when_missing_or_null() {
    let read = job(r#"{"id": "j1", "parent": "j0", "page size": null}"#);
    assert_eq!((read.page_size, &read.lines), (None, &None));
    assert!(read.extra.is_empty());
    assert!(read == job(r#"{"id": "j1", "parent": "j0"}"#));
}

#[test]
fn what_was_null_is_null_again_until_it_has_a_value() {
    let mut read = job(r#"{"id": "j1", "parent": "j0", "page size": null}"#);
    assert_eq!(text(&read), r#"{"id":"j1","parent":"j0","page size":null}"#);
    read.page_size = Some(7);
    assert_eq!(text(&read), r#"{"id":"j1","parent":"j0","page size":7}"#);
}

#[test]
fn a_copy_has_every_member_and_is_another_value() {
    let text = r#"{"id": "j1", "parent": null, "page size": null, "lines": [{}], "next": {"id": "j2", "parent": "j1"}, "new": 1}"#;
    let first = job(text);
    let mut second = first.clone();
    assert!(first == second);
    assert_eq!(self::text(&first), self::text(&second));
    second.next.as_mut().unwrap().id.push('x');
    assert!(first != second && first == job(text));
}

#[test]
fn records_differ_in_what_the_table_does_not_list() {
    let job = |new: u8| job(&format!(r#"{{"id": "j1", "parent": null, "new": {new}}}"#));
    assert!(job(1) == job(1) && job(1) != job(2));
}

#[test]
fn without_an_extra_null_is_forgotten() {
    let line: Line = decode(br#"{"price": null}"#).unwrap();
    assert_eq!(text(&line), "{}");
}

#[test]
fn a_required_member_that_may_be_null_is_always_written() {
    let read = job(r#"{"id": "j1", "parent": null}"#);
    assert_eq!(text(&read), r#"{"id":"j1","parent":null}"#);
}

#[test]
fn a_required_member_must_be_there() {
    assert_eq!(job_error(r#" {"id": "j1"}"#), "expected a required member, found nothing at $.parent (byte 1)");
    assert_eq!(job_error(r#"{"parent": null}"#), "expected a required member, found nothing at $.id (byte 0)");
}

#[test]
fn a_member_that_cannot_be_null_is_not() {
    assert_eq!(job_error(r#"{"id": null, "parent": null}"#), "expected a string, found null at $.id (byte 7)");
}

#[test]
fn an_error_tells_the_way_to_its_value() {
    let json = r#"{"id": "1", "parent": null, "next": {"id": "2", "parent": null, "lines": [{}, {"price": "ten"}]}}"#;
    let error = decode::<Job>(json.as_bytes()).unwrap_err();
    assert_eq!(error.path(), "$.next.lines[1].price");
    assert_eq!(error.offset(), Some(88));
    assert_eq!((error.expected(), error.found()), ("a number", "\"ten\""));
    assert_eq!(size_of_val(&error), size_of::<usize>());
}

#[test]
fn a_member_named_twice_is_an_error() {
    assert_eq!(job_error(r#"{"id": "1", "id": "1"}"#), "expected each member once, found another at $.id (byte 17)");
    assert_eq!(
        job_error(r#"{"id": "1", "\u0069d": "1"}"#),
        "expected each member once, found another at $.id (byte 22)"
    );
}

#[test]
fn unknown_members_survive_in_their_order() {
    let read = job(r#"{"z": [1, {"y": null}], "id": "j1", "parent": null, "a\n": 2}"#);
    assert_eq!(read.extra.len(), 2);
    assert_eq!(text(&read), r#"{"id":"j1","parent":null,"z":[1,{"y":null}],"a\n":2}"#);
}

#[test]
fn an_extra_member_cannot_stand_in_for_a_listed_one() {
    let mut changed = job(r#"{"id": "j1", "parent": null}"#);
    changed.extra.insert("id", "other");
    changed.extra.insert("page size", 1);
    assert_eq!(text(&changed), r#"{"id":"j1","parent":null}"#);
}

#[test]
fn a_closed_record_reads_over_unknown_members_and_still_minds_their_syntax() {
    let line: Line = decode(br#"{"a": [{"b": "\n"}, null, true, -1e5], "price": 1}"#).unwrap();
    assert_eq!(text(&line), r#"{"price":1.0}"#);
    for json in [r#"{"a": [1,]}"#, r#"{"a": "\x"}"#, r#"{"a": {"b"}}"#, r#"{"a": -}"#, r#"{"a": nul}"#] {
        let error = decode::<Line>(json.as_bytes()).expect_err(json);
        assert!(error.path().starts_with("$.a"), "{error}");
    }
}

#[test]
fn records_inside_of_records_end_at_128_levels() {
    let nested = |levels: usize| {
        let inner = levels - 1;
        format!("{}{{}}{}", r#"{"id":"1","parent":null,"next":"#.repeat(inner), "}".repeat(inner))
    };
    assert_eq!(decode::<Job>(nested(128).as_bytes()).unwrap_err().expected(), "a required member");
    assert_eq!(decode::<Job>(nested(129).as_bytes()).unwrap_err().expected(), "at most 128 levels of nesting");
}

#[test]
fn a_record_takes_an_object_and_nothing_else() {
    for json in ["[]", "\"\"", "1", "null", ""] {
        assert_eq!(decode::<Line>(json.as_bytes()).expect_err(json).expected(), "an object");
    }
}

#[test]
fn debug_shows_the_members_that_are_there() {
    let read = job(r#"{"id": "j1", "parent": null, "lines": [{"type": "labor"}], "new": 1}"#);
    assert_eq!(
        format!("{read:?}"),
        r#"Job { id: "j1", lines: Some([Line { type: Some("labor"), .. }]), extra: {"new": Number(1)}, .. }"#
    );
}

#[test]
fn a_secret_is_masked_in_debug_and_in_errors() {
    let card: Card = decode(br#"{"number": "4111"}"#).unwrap();
    assert_eq!(format!("{card:?}"), "Card { number: ***, .. }");

    let error = decode::<Card>(br#"{"number": 4111}"#).unwrap_err();
    assert_eq!(error.to_string(), "expected a string, found *** at $.number (byte 11)");
    let error = decode::<Card>(br#"{"codes": {"hunter2": "x"}}"#).unwrap_err();
    assert_eq!(error.to_string(), "expected an integer, found *** at $.codes (byte 22)");
}

#[test]
fn a_patch_tells_absent_from_null() {
    #[derive(Default)]
    struct Change {
        name: Patch<String>,
        tags: Patch<Vec<String>>,
        note: Patch<String>,
    }

    record! {
        Change {
            name = "name";
            tags = "tags";
            note = "note";
        }
    }

    let read: Change = decode(br#"{"name": null, "tags": ["a"]}"#).unwrap();
    assert!(read.name.is_null());
    assert_eq!(read.tags.value().map(Vec::len), Some(1));
    assert!(read.note.is_absent());
    assert_eq!(text(&read), r#"{"name":null,"tags":["a"]}"#);
    assert_eq!(format!("{read:?}"), r#"Change { name: Null, tags: Value(["a"]), .. }"#);
}

#[test]
fn a_record_may_have_no_members() {
    #[derive(Default)]
    struct Nothing {}
    record! { Nothing {} }

    #[derive(Default)]
    struct Open {
        extra: Extra,
    }
    record! { Open, extra {} }

    let nothing: Nothing = decode(br#"{"a": 1}"#).unwrap();
    assert_eq!(text(&nothing), "{}");
    let open: Open = decode(br#"{"a": 1}"#).unwrap();
    assert_eq!(text(&open), r#"{"a":1}"#);
    assert_eq!(format!("{nothing:?} {open:?}"), r#"Nothing Open { extra: {"a": Number(1)} }"#);
}

#[test]
fn a_name_that_json_must_escape_is_read_and_written_as_such() {
    #[derive(Default)]
    struct Odd {
        quoted: Option<i64>,
        after: Option<i64>,
    }

    record! {
        Odd {
            quoted = "a\"b\\";
            after = "größe";
        }
    }

    let json = r#"{"a\"b\\":1,"größe":2}"#;
    let odd: Odd = decode(json.as_bytes()).unwrap();
    assert_eq!((odd.quoted, odd.after), (Some(1), Some(2)));
    assert_eq!(text(&odd), json);
    assert!(decode::<Odd>(br#"{"a"b\":1}"#).is_err());
}

#[test]
fn members_beyond_the_128th_are_counted_too() {
    macro_rules! wide {
        ($($name:ident)*) => {
            struct Wide { $($name: Option<u8>,)* last: u8 }
            record! { Wide { $($name = "x"; )* last = "last", required; } }
        };
    }
    wide! {
        a00 a01 a02 a03 a04 a05 a06 a07 a08 a09 a10 a11 a12 a13 a14 a15 a16 a17 a18 a19 a20 a21 a22 a23 a24 a25 a26 a27 a28
        a29 a30 a31 a32 a33 a34 a35 a36 a37 a38 a39 a40 a41 a42 a43 a44 a45 a46 a47 a48 a49 a50 a51 a52 a53 a54 a55 a56 a57
        a58 a59 a60 a61 a62 a63 a64 a65 a66 a67 a68 a69 a70 a71 a72 a73 a74 a75 a76 a77 a78 a79 a80 a81 a82 a83 a84 a85 a86
        a87 a88 a89 a90 a91 a92 a93 a94 a95 a96 a97 a98 a99 b00 b01 b02 b03 b04 b05 b06 b07 b08 b09 b10 b11 b12 b13 b14 b15
        b16 b17 b18 b19 b20 b21 b22 b23 b24 b25 b26 b27 b28 b29
    }
    assert_eq!(decode::<Wide>(b"{}").unwrap_err().path(), "$.last");
    assert_eq!(decode::<Wide>(br#"{"last": 1, "last": 1}"#).unwrap_err().expected(), "each member once");
    assert_eq!(text(&decode::<Wide>(br#"{"last": 1}"#).unwrap()), r#"{"last":1}"#);
}

#[test]
fn the_table_is_data_that_can_be_read() {
    let mut table = None;
    Job::empty().look(&mut |view| {
        if let View::Record(shape, ..) = view {
            table = Some(shape);
        }
    });
    let table = table.unwrap();
    assert_eq!(table.name(), "Job");
    let required = table.fields().iter().filter(|field| field.is_required());
    let required: Vec<&str> = required.map(Field::wire).collect();
    assert_eq!(required, ["id", "parent"]);
}
