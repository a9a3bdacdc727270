//! Selection by the JSON type.

use bindery_runtime::{Value, decode, union};

use crate::{error, round_trip};

enum Id {
    Text(String),
    Count(i64),
    Amount(f64),
    Many(Vec<Id>),
    Nothing,
    Off,
    Other(Value),
}

union! {
    Id, kind {
        Text = string;
        Count = integer;
        Amount = number;
        Many = array;
    }
    const {
        Nothing = null;
        Off = false;
    }
}

#[test]
fn each_kind_goes_to_its_variant() {
    assert_eq!(round_trip::<Id>("\"a\""), Id::Text("a".into()));
    assert_eq!(round_trip::<Id>("7"), Id::Count(7));
    assert_eq!(round_trip::<Id>("7.5"), Id::Amount(7.5));
    assert_eq!(round_trip::<Id>("[[],1]"), Id::Many(vec![Id::Many(Vec::new()), Id::Count(1)]));
    assert_eq!(round_trip::<Id>("null"), Id::Nothing);
    assert_eq!(round_trip::<Id>("false"), Id::Off);
}

#[test]
fn a_copy_is_of_the_same_variant_and_differs_from_the_others() {
    let all = ["\"a\"", "7", "7.5", "[[],1]", "null", "false", "true"].map(round_trip::<Id>);
    for (index, one) in all.iter().enumerate() {
        assert_eq!(*one, one.clone());
        assert!(all.iter().enumerate().all(|(other, it)| (it == one) == (other == index)));
    }
}

#[test]
fn a_kind_without_a_variant_keeps_the_value() {
    assert!(matches!(round_trip::<Id>("true"), Id::Other(_)));
    assert!(matches!(round_trip::<Id>(r#"{"a":1}"#), Id::Other(_)));
}

#[test]
fn an_integer_is_a_number_where_no_variant_is_nearer() {
    enum Size {
        Number(f64),
        Name(String),
        Other(Value),
    }
    union! { Size, kind, closed { Number = number; Name = string; } }

    assert_eq!(decode::<Size>(b"7").unwrap(), Size::Number(7.0));
    assert_eq!(error::<Size>("[1]"), "expected one of Number, Name, found an array at $ (byte 0)");
}

#[test]
fn a_variant_may_be_of_several_kinds() {
    enum Flag {
        Number(f64),
        Any(Value),
        Other(Value),
    }
    union! { Flag, kind { Number = integer, number; Any = null, boolean, string; } }

    assert_eq!(decode::<Flag>(b"1").unwrap(), Flag::Number(1.0));
    assert_eq!(decode::<Flag>(b"null").unwrap(), Flag::Any(Value::Null));
}

#[test]
fn the_value_of_a_known_kind_must_fit() {
    assert_eq!(
        error::<Id>("[1, 99999999999999999999]"),
        "expected an integer from -9223372036854775808 to 9223372036854775807, found 99999999999999999999 at $[1] (byte 4)"
    );
}

#[test]
fn debug_shows_a_variant_without_a_value() {
    assert_eq!(format!("{:?} {:?}", Id::Off, Id::Count(1)), "Off Count(1)");
}
