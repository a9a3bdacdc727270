//! Open enums: an unlisted string is kept.

use bindery_runtime::{AsNode, Unrecognized, decode, encode, record, string_enum};

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Status {
    Open,
    OnHold,
    Other(Unrecognized),
}

string_enum! {
    Status {
        Open = "open";
        OnHold = "on \"hold\"";
    }
}

fn other(text: &str) -> Unrecognized {
    match Status::from(text) {
        Status::Other(unrecognized) => unrecognized,
        known => panic!("{known} is listed"),
    }
}

#[test]
fn a_listed_text_is_its_variant_from_every_side() {
    for text in ["open", "on \"hold\""] {
        let status = Status::from(text);
        assert!(Status::VALUES.contains(&status));
        assert_eq!(text.parse(), Ok(status.clone()));
        assert_eq!(decode::<Status>(&encode(&text.to_owned()).unwrap()).unwrap(), status);
        assert_eq!(status.as_str(), text);
    }
}

#[test]
fn an_unlisted_text_is_kept_and_written_back() {
    let status: Status = decode(br#""Open""#).unwrap();
    assert_eq!(status, Status::Other(other("Open")));
    assert_eq!(status.to_string(), "Open");
    assert_eq!(encode(&status).unwrap(), br#""Open""#);
}

#[test]
fn an_unrecognized_text_compares_and_prints_as_text() {
    assert_eq!(other("x"), "x");
    assert_eq!(format!("[{:>3}] {:?}", other("x"), Status::from("x")), "[  x] Other(\"x\")");
    assert!(other("a") < other("b"));
}

#[test]
fn an_enum_takes_a_string_and_nothing_else() {
    for json in ["1", "null", "{}", "[\"open\"]"] {
        assert_eq!(decode::<Status>(json.as_bytes()).expect_err(json).expected(), "a string");
    }
}

#[test]
fn an_enum_is_a_member_as_any_other() {
    #[derive(Default)]
    struct Job {
        status: Option<Status>,
        all: Option<Vec<Status>>,
    }

    record! {
        Job {
            status = "status";
            all = "all";
        }
    }

    let job: Job = decode(br#"{"status": null, "all": ["open", "new"]}"#).unwrap();
    assert_eq!(job.status, None);
    assert_eq!(job.all, Some(vec![Status::Open, "new".into()]));
    assert_eq!(decode::<Job>(br#"{"all": ["open", 1]}"#).unwrap_err().path(), "$.all[1]");
}

#[test]
fn a_raw_identifier_is_printed_by_its_name_inside_of_another_value() {
    let words = vec![Some(Word::r#in), Some(Word::from("out"))];
    assert_eq!(format!("{:?}", words.as_node()), format!("{words:?}"));
}

#[derive(Clone, Debug, PartialEq)]
#[expect(non_camel_case_types, reason = "`r#in` is what this is about")]
enum Word {
    r#in,
    Other(Unrecognized),
}

string_enum! {
    Word {
        r#in = "in";
    }
}
