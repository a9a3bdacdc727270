//! The JSON syntax of RFC 8259, and where a reader has a choice.

use bindery_runtime::{DecodeError, Value, decode, encode};

fn reject(json: &[u8]) -> DecodeError {
    decode::<Value>(json).expect_err(&format!("no JSON: {}", json.escape_ascii()))
}

/// Reads a value and writes it compactly.
fn rewrite(json: &str) -> String {
    let value: Value = decode(json.as_bytes()).expect(json);
    String::from_utf8(encode(&value).expect("what was read is written")).expect("JSON is UTF-8")
}

#[test]
fn white_space_is_the_four_characters_of_the_grammar() {
    assert_eq!(rewrite(" \t\r\n[ 1 ,\n2\t] \r\n"), "[1,2]");
    assert_eq!(rewrite(" { \"a\" : { } , \"b\" : [ ] } "), r#"{"a":{},"b":[]}"#);
    for space in ["\u{b}", "\u{c}", "\u{a0}", "\u{feff}"] {
        reject(format!("{space}1").as_bytes());
    }
}

#[test]
fn a_text_is_one_value() {
    for text in ["", " ", "1 2", "1,", "[1]]", "{}{}", "null null"] {
        reject(text.as_bytes());
    }
}

#[test]
fn literals_are_lower_case_and_whole() {
    for text in ["true", "false", "null"] {
        assert_eq!(rewrite(text), text);
    }
    for text in ["True", "tru", "nul", "nulll", "truefalse", "undefined", "NaN", "Infinity"] {
        reject(text.as_bytes());
    }
}

#[test]
fn numbers_follow_the_grammar() {
    for (text, written) in [
        ("0", "0"),
        ("-1", "-1"),
        ("1.50", "1.5"),
        ("1e2", "100.0"),
        ("1E+2", "100.0"),
        ("25e-2", "0.25"),
        ("-0", "-0.0"),
        ("9223372036854775807", "9223372036854775807"),
        ("-9223372036854775808", "-9223372036854775808"),
        ("18446744073709551615", "18446744073709551615"),
    ] {
        assert_eq!(rewrite(text), written);
    }
    for text in ["+1", "01", "-01", "1.", ".1", "-", "1e", "1e+", "1.e1", "0x1", "1_0", "-a", "1e999", "--1", "٣"] {
        reject(text.as_bytes());
    }
}

#[test]
fn brackets_and_commas_match() {
    for text in ["[", "]", "[1", "[1,", "[1,]", "[,1]", "[1,,2]", "[1 2]", "[1}", "{", "}", "{]"] {
        reject(text.as_bytes());
    }
    for text in [
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{,\"a\":1}",
        "{\"a\" 1}",
        "{\"a\":1 \"b\":2}",
        "{a:1}",
        "{1:1}",
        "{null:1}",
        "{'a':1}",
        "{\"a\":1",
        "{\"a\"",
        "{\"a\":1}}",
        "{\"a\"::1}",
    ] {
        reject(text.as_bytes());
    }
}

#[test]
fn escapes_are_those_of_the_grammar() {
    assert_eq!(rewrite(r#""\"\\\/\b\f\n\r\t\u0041\u00e4""#), r#""\"\\/\b\f\n\r\tAä""#);
    for text in [r#""\a""#, r#""\'""#, r#""\u12""#, r#""\u12G4""#, r#""\u+123""#, r#""\U0041""#, r#""\""#, r#""\"#] {
        reject(text.as_bytes());
    }
}

#[test]
fn a_surrogate_pair_is_one_character_and_half_a_pair_is_none() {
    assert_eq!(rewrite(r#""\ud83d\ude00""#), "\"😀\"");
    for text in
        [r#""\ud83d""#, r#""\ude00""#, r#""\ud83dx""#, r#""\ud83d\n""#, r#""\ud83d\ud83d""#, r#""\ud83d\u0041""#]
    {
        assert_eq!(reject(text.as_bytes()).expected(), "a whole surrogate pair", "{text}");
    }
}

#[test]
fn control_characters_in_strings_are_escaped() {
    for byte in 0..0x20_u8 {
        reject(&[b'"', byte, b'"']);
        let text = String::from(char::from(byte));
        assert_eq!(decode::<String>(&encode(&text).unwrap()).unwrap(), text);
    }
    assert_eq!(rewrite("\"\u{7f}\u{2028}\""), "\"\u{7f}\u{2028}\"");
}

#[test]
fn bytes_that_are_no_utf_8_are_found_by_offset() {
    let error = reject(b"\"ab\xff\"");
    assert_eq!(error.to_string(), "expected UTF-8, found byte 0xff at $ (byte 3)");
    reject(b"\"\xed\xa0\x80\"");
    reject(b"\"\xc3");
}

#[test]
fn of_members_with_one_name_the_last_counts() {
    assert_eq!(rewrite(r#"{"a":1,"b":2,"a":3}"#), r#"{"a":3,"b":2}"#);
}

#[test]
fn nesting_ends_at_128_levels() {
    let nested = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
    assert_eq!(rewrite(&nested(128)), nested(128));
    let error = reject(nested(129).as_bytes());
    assert_eq!(error.expected(), "at most 128 levels of nesting");
    assert_eq!(error.offset(), Some(128));
    reject("[".repeat(1_000_000).as_bytes());
    reject("{\"a\":".repeat(1_000_000).as_bytes());
}

#[test]
fn a_value_nested_deeper_than_can_be_read_is_not_written() {
    let nested = |levels: usize| (0..levels).fold(Value::Null, |value, _| Value::Array(vec![value]));
    assert!(encode(&nested(128)).is_ok());
    let error = encode(&nested(129)).unwrap_err();
    assert!(error.to_string().starts_with("the value nests deeper than 128 levels at $[0][0]"), "{error}");
}
