//! Parses source text into a value, strictly.

use std::fmt::Write as _;

use serde::Deserializer as _;
use serde_json::Value;

use crate::codes;
use crate::depth;
use crate::faults::{self, Fault};
use crate::lines::{Lines, byte_order_mark};
use crate::pointer::{Pointer, Site};
use crate::read::Reading;
use crate::repair::{Repaired, Repairs, repair};
use crate::report::{Code, Sink};

/// The result of parsing.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// The value; objects keep the order of the text.
    pub value: Value,
    /// How the text was repaired before it could be parsed; pass it to
    /// [`Origins::insert_repairs`](crate::Origins::insert_repairs).
    pub repairs: Repairs,
}

/// Parses JSON (RFC 8259) or YAML (1.2, core schema, plus `<<` merges). `path` names the file in diagnostics.
///
/// Keys become strings verbatim, integers beyond 64 bits become the closest number, and tags are ignored. YAML that
/// does not parse is repaired where [`repair`] can, with a warning for each place. A duplicate key is an error, and so
/// is anything that JSON cannot represent; nesting and the growth of aliases are bounded.
///
/// Returns `None` after an error that leaves no value; `sink` has all diagnostics.
///
/// ```
/// use bindery_source::{Sink, parse};
/// let mut sink = Sink::default();
/// let parsed = parse("api.yaml", "responses: { 200: yes }", &mut sink).expect("it is YAML");
/// assert_eq!(parsed.value["responses"]["200"], "yes");
/// ```
pub fn parse(path: &str, text: &str, sink: &mut Sink) -> Option<Parsed> {
    let (outcome, repaired) = match read(text) {
        Err(misread) if misread.code == &codes::YAML_SYNTAX => {
            let repaired = repair(text);
            let again = if repaired.repairs.is_empty() { Err(misread) } else { read_yaml(&repaired.text) };
            (again, repaired)
        }
        outcome => (outcome, Repaired { text: text.into(), repairs: Repairs::default() }),
    };
    faults::warn(path, &repaired.repairs, sink);
    match outcome {
        Ok(Read { value: Some(Value::Null), .. }) => {
            sink.error(&codes::DOCUMENT_EMPTY, Site::file(path, Pointer::root()), "the document is empty")
                .span(0..0)
                .help("check that this is the right file, and that its download did not fail");
            None
        }
        Ok(Read { value, faults }) => {
            faults::report(path, &repaired, &faults, sink);
            value.map(|value| Parsed { value, repairs: repaired.repairs })
        }
        Err(Misread { code, at, message, help }) => {
            let at = repaired.repairs.original(at..at);
            sink.error(code, Site::file(path, Pointer::root()), message).span(at).help(help);
            None
        }
    }
}

/// Well-formed source text.
struct Read {
    /// `None` if a fault stopped the parse.
    value: Option<Value>,
    faults: Vec<(Fault, Pointer)>,
}

/// A syntax error, and the byte where it starts.
struct Misread {
    code: &'static Code,
    at: usize,
    message: String,
    help: &'static str,
}

/// YAML's flow style looks like JSON and allows more, so text that fails as JSON gets a second chance. If that fails
/// too, the JSON error is reported.
fn read(text: &str) -> Result<Read, Misread> {
    if text[byte_order_mark(text)..].trim_start().starts_with(['{', '[']) {
        read_json(text).or_else(|misread| read_yaml(text).map_err(|_| misread))
    } else {
        read_yaml(text)
    }
}

fn read_json(text: &str) -> Result<Read, Misread> {
    let start = byte_order_mark(text);
    let mut reading = Reading::of_json();
    let mut input = serde_json::Deserializer::from_str(&text[start..]);
    // `Reading` counts levels itself, so it can report where there are too many.
    input.disable_recursion_limit();
    match reading.value(&mut input).and_then(|value| input.end().map(|()| value)) {
        Ok(value) => Ok(Read { value: Some(value), faults: reading.faults() }),
        Err(_) if reading.has_stopped() => Ok(Read { value: None, faults: reading.faults() }),
        Err(error) => {
            let line = Lines::new(text).start_of(error.line());
            let at = line + error.column().saturating_sub(1);
            let help = "check this line and the one above for a missing or extra comma, or a missing quote";
            Err(Misread { code: &codes::JSON_SYNTAX, at, message: unplaced(&error.to_string()), help })
        }
    }
}

fn read_yaml(text: &str) -> Result<Read, Misread> {
    if let Some(at) = depth::too_deep(text) {
        let message = faults::nesting_message();
        return Err(Misread { code: &codes::NESTING_TOO_DEEP, at, message, help: faults::USE_COMPONENTS });
    }
    let start = byte_order_mark(text);
    let misread = |code, error: &serde_yaml::Error| {
        let message = error.to_string();
        // A character that YAML forbids has no line, only a position.
        let position = message.split(" at position ").nth(1).and_then(|position| position.parse().ok());
        let at = start + position.or(error.location().map(|location| location.index())).unwrap_or_default();
        let help = "check here and above for an unclosed quote or bracket, or a string that needs quotes";
        Misread { code, at, message: plain(&message), help }
    };
    let mut documents = serde_yaml::Deserializer::from_str(&text[start..]);
    let Some(document) = documents.next() else {
        return Ok(Read { value: Some(Value::Null), faults: Vec::new() });
    };
    let mut reading = Reading::of_yaml(text.len());
    let value = match reading.value(document) {
        Ok(value) => Some(value),
        Err(_) if reading.has_stopped() => None,
        // The YAML parser has its own limit on aliases.
        Err(error) if error.to_string() == "repetition limit exceeded" => {
            return Ok(Read { value: None, faults: vec![(Fault::AliasBomb, Pointer::root())] });
        }
        Err(error) => return Err(misread(&codes::YAML_SYNTAX, &error)),
    };
    if value.is_some()
        && let Some(Err(error)) = documents.next().map(|second| second.deserialize_any(NoDocument))
    {
        let message = "a second document starts here".to_owned();
        let help = "keep one document per file";
        return Err(Misread { message, help, ..misread(&codes::DOCUMENTS_SEVERAL, &error) });
    }
    Ok(Read { value, faults: reading.faults() })
}

/// Rejects every value, which makes the YAML parser report its location.
struct NoDocument;

impl serde::de::Visitor<'_> for NoDocument {
    type Value = std::convert::Infallible;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the end of the text")
    }
}

/// The YAML parser's message, reworded to match ours. The line of the construct being parsed is kept if it differs,
/// because the cause is often there.
fn plain(message: &str) -> String {
    let (fault, reading) = message.split_once(", while ").unwrap_or((message, ""));
    let line = |text: &str| Some(text.split_once(" at line ")?.1.split(' ').next()?.to_owned());
    let mut plain =
        unplaced(fault).replace("did not find expected", "expected").replace("could not find expected", "expected");
    if !reading.is_empty() {
        let _ = write!(plain, " while {}", unplaced(reading));
        if let Some(start) = line(reading).filter(|start| line(fault).as_ref() != Some(start)) {
            let _ = write!(plain, " that starts on line {start}");
        }
    }
    plain.replace('\'', "`")
}

/// A parser's message without lines and columns: the diagnostic has its own, for the original file.
fn unplaced(message: &str) -> String {
    let mut pieces = message.split(" at line ");
    let first = pieces.next().unwrap_or_default();
    let mut text = first.split(" at position ").next().unwrap_or_default().to_owned();
    for piece in pieces {
        let digits = |c: char| c.is_ascii_digit();
        let rest = piece.trim_start_matches(digits);
        text.push_str(rest.strip_prefix(" column ").unwrap_or(rest).trim_start_matches(digits));
    }
    text
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read_well(text: &str) -> Value {
        let mut sink = Sink::default();
        let parsed = parse("it.yaml", text, &mut sink);
        assert_eq!(sink.diagnostics(), [], "in {text:?}");
        parsed.expect("a value").value
    }

    /// The codes reported for a text, each with its byte where that is known already.
    fn said(text: &str) -> Vec<(&'static str, Option<usize>)> {
        let mut sink = Sink::default();
        parse("it.yaml", text, &mut sink);
        sink.diagnostics().iter().map(|said| (said.code.id, said.span.clone().map(|span| span.start))).collect()
    }

    #[test]
    fn objects_keep_the_order_of_the_text() {
        let value = read_well("b: 1\na: 2\n");
        assert_eq!(value.to_string(), r#"{"b":1,"a":2}"#);
    }

    #[test]
    fn keys_are_texts_as_they_are_written() {
        assert_eq!(
            read_well("200: a\ntrue: b\nnull: c\n1.10: d\n"),
            json!({"200": "a", "true": "b", "null": "c", "1.10": "d"})
        );
    }

    #[test]
    fn words_that_older_yaml_took_for_booleans_are_texts() {
        assert_eq!(read_well("[yes, no, on, off, y, n]"), json!(["yes", "no", "on", "off", "y", "n"]));
        assert_eq!(read_well("2002-12-14T21:59:43Z"), json!("2002-12-14T21:59:43Z"));
    }

    #[test]
    fn integers_beyond_64_bits_keep_the_closest_number() {
        let big = json!([18_446_744_073_709_551_616.0, -9_223_372_036_854_775_809.0]);
        assert_eq!(read_well("- 18446744073709551616\n- -9223372036854775809\n"), big);
        assert_eq!(read_well("[18446744073709551616, -9223372036854775809]"), big);
        assert_eq!(read_well("[18446744073709551615]"), json!([u64::MAX]));
    }

    #[test]
    fn fractions_are_what_was_written() {
        assert_eq!(read_well("[0.9404651451800253]").to_string(), "[0.9404651451800253]");
        assert_eq!(read_well("- 0.9404651451800253\n").to_string(), "[0.9404651451800253]");
    }

    #[test]
    fn merges_yield_to_what_is_stated_and_then_to_the_earlier_object() {
        let text = "a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc:\n  z: 3\n  <<: [*a, *b]\n";
        assert_eq!(read_well(text)["c"], json!({"z": 3, "x": 1, "y": 1}));
    }

    #[test]
    fn json_has_no_merges() {
        assert_eq!(read_well(r#"{"<<": 1}"#), json!({"<<": 1}));
    }

    #[test]
    fn a_merge_of_anything_else_is_an_error() {
        assert_eq!(said("a:\n  <<: 1\n"), [("merge-invalid", None)]);
        assert_eq!(said("a:\n  <<: [{}, 1]\n"), [("merge-invalid", None)]);
    }

    #[test]
    fn anchors_and_aliases_repeat_a_part() {
        assert_eq!(read_well("a: &x [1]\nb: *x\n"), json!({"a": [1], "b": [1]}));
    }

    #[test]
    fn tags_are_passed_over() {
        assert_eq!(read_well("a: !mine [1]\nb: !yours {c: !z 2}\n"), json!({"a": [1], "b": {"c": 2}}));
        assert_eq!(read_well("a: !!str 200\n"), json!({"a": "200"}));
    }

    #[test]
    fn a_byte_order_mark_and_windows_lines_change_nothing() {
        assert_eq!(read_well("\u{feff}a: 1\r\nb: |\r\n  x\r\n"), json!({"a": 1, "b": "x\n"}));
        assert_eq!(read_well("\u{feff}{\"a\": 1}"), json!({"a": 1}));
    }

    #[test]
    fn a_key_stated_twice_is_shown_at_its_second_place() {
        assert_eq!(said("a: 1\nb: 2\na: 3\n"), [("key-duplicate", Some(10))]);
        assert_eq!(said(r#"{"a": {"b": 1, "\u0062": 2}}"#), [("key-duplicate", Some(15))]);
        assert_eq!(said("\u{feff}200: 1\n'200': 3\n"), [("key-duplicate", Some(10))]);
    }

    #[test]
    fn a_key_stated_three_times_is_told_once() {
        assert_eq!(said("a: 1\na: 2\na: 3\n"), [("key-duplicate", Some(5))]);
    }

    #[test]
    fn a_duplicate_in_an_anchored_part_is_not_told_again_for_each_alias() {
        assert_eq!(said("x: &x {a: 1, a: 2}\ny: *x\nz: *x\n"), [("key-duplicate", Some(13))]);
    }

    #[test]
    fn numbers_that_json_cannot_state_are_errors() {
        assert_eq!(said("a: .inf\n"), [("number-invalid", None)]);
        assert_eq!(said("a: .nan\n"), [("number-invalid", None)]);
    }

    #[test]
    fn an_object_is_no_key() {
        assert_eq!(said("? {a: 1}\n: 2\n"), [("yaml-syntax", Some(2))]);
    }

    #[test]
    fn an_empty_text_is_no_document() {
        for text in ["", "\u{feff}", "\n\n", "# nothing\n", "---\n", "null\n"] {
            assert_eq!(said(text), [("document-empty", Some(0))], "{text:?}");
        }
    }

    #[test]
    fn a_second_document_is_an_error_where_it_starts() {
        assert_eq!(said("a: 1\n---\nb: 2\n"), [("documents-several", Some(9))]);
        assert_eq!(said("---\na: 1\n...\n"), []);
    }

    #[test]
    fn what_looks_like_json_is_reported_as_json() {
        assert_eq!(said("{\n  \"a\": 1,,\n}\n"), [("json-syntax", Some(11))]);
    }

    #[test]
    fn what_looks_like_json_may_be_yaml() {
        assert_eq!(read_well("{a: 1, b: [c,],}"), json!({"a": 1, "b": ["c"]}));
    }

    #[test]
    fn an_unknown_fault_is_an_error_at_its_byte() {
        assert_eq!(said("a: 1\nb: 'x\n"), [("yaml-syntax", Some(11))]);
        assert_eq!(said("a: *nobody\n"), [("yaml-syntax", Some(3))]);
        assert_eq!(said("ä: \u{1b}\n"), [("yaml-syntax", Some(4))]);
    }

    #[test]
    fn a_parsers_message_keeps_the_line_of_what_it_was_reading() {
        assert_eq!(
            plain(
                "did not find expected ',' or ']' at line 3 column 1, while parsing a flow sequence at line 2 column 7"
            ),
            "expected `,` or `]` while parsing a flow sequence that starts on line 2"
        );
    }

    #[test]
    fn a_parsers_message_loses_the_line_that_is_shown_anyway() {
        assert_eq!(plain("found unknown anchor at line 1 column 4"), "found unknown anchor");
        assert_eq!(
            plain("did not find expected key at line 3 column 9, while parsing a block mapping at line 3 column 1"),
            "expected key while parsing a block mapping"
        );
    }

    #[test]
    fn nesting_has_an_end_in_every_style() {
        for depth in [128, 1_000, 100_000] {
            let arrays = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
            let objects = r#"{"a":"#.repeat(depth);
            let block_arrays = "- ".repeat(depth);
            let block_objects: Vec<_> = (0..depth.min(1_000)).map(|level| format!("{:level$}a:\n", "")).collect();
            let flow = format!("a: {}", "{a: ".repeat(depth));
            for text in [arrays, objects, block_arrays, block_objects.concat(), flow] {
                let said = said(&text);
                assert_eq!(said.len(), 1);
                assert_eq!(said[0].0, "nesting-too-deep", "{} at {depth}", &text[..10]);
            }
        }
        read_well(&format!("{}1{}", "[".repeat(127), "]".repeat(127)));
        read_well(&format!("a: {}1{}", "[".repeat(126), "]".repeat(126)));
    }

    #[test]
    fn aliases_of_aliases_have_an_end() {
        let level = |level: usize| {
            let below = format!("*a{}", level - 1);
            format!("a{level}: &a{level} [{}]\n", [below.as_str(); 9].join(", "))
        };
        let levels: Vec<_> = (1..12).map(level).collect();
        let text = format!("a0: &a0 [x, x, x, x, x, x, x, x, x]\n{}", levels.concat());
        assert_eq!(said(&text), [("alias-bomb", None)]);
    }

    #[test]
    fn many_aliases_of_a_long_text_have_an_end() {
        let text = format!("a: &a {}\nb: [{}]\n", "x".repeat(100_000), ["*a"; 1_000].join(", "));
        assert_eq!(said(&text), [("alias-bomb", None)]);
    }

    #[test]
    fn an_alias_of_what_holds_it_has_an_end() {
        assert_eq!(said("a: &a [*a]\n"), [("nesting-too-deep", None)]);
    }
}
