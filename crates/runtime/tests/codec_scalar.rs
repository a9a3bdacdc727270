//! Scalars and containers: the values that fit each type.

use bindery_runtime::{Empty, Map, Node, decode, encode};

fn error<T: Empty + core::fmt::Debug>(json: &str) -> String {
    decode::<T>(json.as_bytes()).map(|value| format!("{value:?}")).expect_err(json).to_string()
}

fn text(node: &dyn Node) -> String {
    String::from_utf8(encode(node).expect("no number is infinite")).expect("JSON is UTF-8")
}

#[test]
fn null_is_the_value_of_a_unit() {
    decode::<()>(b" null ").unwrap();
    assert_eq!(text(&()), "null");
    assert_eq!(error::<()>("0"), "expected null, found 0 at $ (byte 0)");
    assert_eq!(decode::<Option<()>>(b"null").unwrap(), Some(()), "the value is there");
    assert_eq!(text(&decode::<Vec<()>>(b"[null,null]").unwrap()), "[null,null]");
}

#[test]
fn an_integer_that_does_not_fit_names_the_range() {
    assert_eq!(decode::<i8>(b"-128").unwrap(), i8::MIN);
    assert_eq!(error::<i8>("128"), "expected an integer from -128 to 127, found 128 at $ (byte 0)");
    assert_eq!(error::<u32>("-1"), "expected an integer from 0 to 4294967295, found -1 at $ (byte 0)");
    assert_eq!(decode::<u64>(b"18446744073709551615").unwrap(), u64::MAX);
    assert_eq!(decode::<i64>(b"-9223372036854775808").unwrap(), i64::MIN);
    assert!(decode::<i64>(b"9223372036854775808").is_err());
    assert!(decode::<u64>(b"18446744073709551616").is_err());
}

#[test]
fn a_fraction_of_zeros_is_still_an_integer() {
    assert_eq!(decode::<i64>(b"-2.00").unwrap(), -2);
    assert_eq!(error::<i64>("2.5"), "expected an integer, found 2.5 at $ (byte 0)");
    assert_eq!(
        error::<i64>("0.99999999999999999999"),
        "expected an integer, found 0.99999999999999999999 at $ (byte 0)"
    );
    assert_eq!(error::<i64>("\"2\""), "expected an integer, found \"2\" at $ (byte 0)");
}

#[test]
fn a_double_is_rounded_to_the_nearest() {
    for (json, double) in [
        ("0.1", 0.1),
        ("9007199254740993", 9_007_199_254_740_992.0),
        ("5e-324", 5e-324),
        ("123456789012345678", 123_456_789_012_345_680.0),
    ] {
        assert_eq!(decode::<f64>(json.as_bytes()).unwrap().to_bits(), f64::to_bits(double), "{json}");
    }
    assert!(decode::<f64>(b"-0").unwrap().is_sign_negative());
    assert_eq!(error::<f64>("1e999"), "expected a number within the range of f64, found 1e999 at $ (byte 0)");
}

#[test]
fn a_single_is_rounded_once() {
    // Halfway between two `f32` values once it is rounded to an `f64`, and above that before.
    let json = "1.00000005960464477540";
    assert_eq!(decode::<f32>(json.as_bytes()).unwrap().to_bits(), 1.000_000_1_f32.to_bits());
    assert_eq!(text(&0.1_f32), "0.1");
    assert!(decode::<f32>(b"1e39").is_err());
}

#[test]
fn doubles_are_written_with_the_fewest_digits() {
    for (double, json) in
        [(0.1, "0.1"), (1.0, "1.0"), (-0.0, "-0.0"), (1e21, "1e+21"), (5e-324, "5e-324"), (1e-7, "1e-7")]
    {
        assert_eq!(text(&double), json);
        assert_eq!(decode::<f64>(json.as_bytes()).unwrap().to_bits(), f64::to_bits(double));
    }
}

#[test]
fn json_has_no_infinity() {
    assert_eq!(encode(&Some(f64::INFINITY)).unwrap_err().to_string(), "JSON has no number inf at $");
    assert_eq!(encode(&vec![0.0, f64::NAN]).unwrap_err().path(), "$[1]");
}

#[test]
fn the_items_of_a_list_may_be_null_where_the_type_says_so() {
    assert_eq!(decode::<Vec<Option<u8>>>(b"[1, null]").unwrap(), [Some(1), None]);
    assert_eq!(text(&vec![Some(1_u8), None]), "[1,null]");
    assert_eq!(error::<Vec<u8>>("[1, null]"), "expected an integer, found null at $[1] (byte 4)");
}

#[test]
fn a_map_keeps_the_order_of_the_wire() {
    let json = r#"{"b":[1],"a":[],"c\"":[2,3]}"#;
    let map: Map<Vec<i64>> = decode(json.as_bytes()).unwrap();
    assert_eq!(text(&map), json);
    assert_eq!(
        error::<Map<Map<bool>>>(r#"{"a": {"b c": 1}}"#),
        "expected true or false, found 1 at $.a['b c'] (byte 14)"
    );
}

#[test]
fn a_member_of_a_map_that_comes_twice_is_read_anew() {
    let map: Map<Vec<i64>> = decode(br#"{"a": [1], "a": [2]}"#).unwrap();
    assert_eq!(text(&map), r#"{"a":[2]}"#);
}

#[test]
fn a_box_is_its_content() {
    assert_eq!(decode::<Box<Option<u8>>>(b"null").unwrap(), Box::new(None));
    assert_eq!(text(&Box::new(7_u8)), "7");
}
