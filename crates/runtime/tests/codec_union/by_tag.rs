//! Selection by a member: its position, how it is written, and errors.

use bindery_runtime::{Extra, Value, decode, record, union};

use crate::{error, round_trip, text};

/// This type does not list the tag.
#[derive(Default)]
struct Cat {
    lives: Option<i64>,
    friend: Option<Box<Pet>>,
    extra: Extra,
}

record! {
    Cat, extra {
        lives = "lives";
        friend = "friend";
    }
}

/// This type lists the tag.
struct Dog {
    pet_type: Option<String>,
    tricks: Vec<String>,
}

record! {
    Dog {
        pet_type = "petType";
        tricks = "tricks", required;
    }
}

enum Pet {
    Cat(Cat),
    Dog(Box<Dog>),
    Other(Value),
}

union! {
    Pet, tag "petType" {
        Cat = "cat", "kitty";
        Dog = "dog";
    }
}

enum Closed {
    Cat(Cat),
    Dog(Dog),
    Other(Value),
}

union! {
    Closed, tag "petType", closed {
        Cat = "cat";
        Dog = "dog";
    }
}

#[test]
fn the_tag_may_stand_anywhere() {
    for json in [
        r#"{"petType": "cat", "lives": 9}"#,
        r#"{"lives": 9, "petType": "cat"}"#,
        r#"{"friend": null, "lives": 9, "\u0070etType": "c\u0061t"}"#,
    ] {
        let pet: Pet = decode(json.as_bytes()).unwrap();
        assert_eq!(pet, Pet::Cat(Cat { lives: Some(9), ..Cat::default() }), "{json}");
    }
}

#[test]
fn the_tag_is_written_first_where_the_type_does_not_list_it() {
    assert_eq!(text(&Pet::Cat(Cat::default())), r#"{"petType":"cat"}"#);
    let friend = Cat { friend: Some(Box::new(Pet::Cat(Cat::default()))), ..Cat::default() };
    assert_eq!(text(&vec![Pet::Cat(friend)]), r#"[{"petType":"cat","friend":{"petType":"cat"}}]"#);
}

#[test]
fn the_tag_is_written_once_where_the_type_lists_it() {
    let dog = |pet_type| Pet::Dog(Box::new(Dog { pet_type, tricks: Vec::new() }));
    assert_eq!(text(&dog(Some("dog".into()))), r#"{"petType":"dog","tricks":[]}"#);
    assert_eq!(text(&dog(None)), r#"{"petType":"dog","tricks":[]}"#);
}

#[test]
fn a_second_text_of_a_variant_is_kept() {
    round_trip::<Pet>(r#"{"lives":1,"petType":"kitty"}"#);
}

#[test]
fn a_tag_means_nothing_to_the_objects_inside() {
    let json = r#"{"petType":"cat","friend":{"petType":"cat","petTypes":1},"more":{"petType":"cat"}}"#;
    round_trip::<Pet>(json);
    let Pet::Cat(cat) = decode(json.as_bytes()).unwrap() else { panic!("it is a cat") };
    assert_eq!(cat.extra.len(), 1);
}

#[test]
fn a_tag_may_stand_only_once() {
    for json in [r#"{"petType":"cat","petType":"cat"}"#, r#"{"petType":"cat","petType":"kitty"}"#] {
        assert_eq!(error::<Pet>(json), "expected each member once, found another at $.petType (byte 27)", "{json}");
    }
}

#[test]
fn a_known_variant_that_does_not_fit_is_an_error_at_its_place() {
    assert_eq!(
        error::<Vec<Pet>>(r#"[{"friend": {"lives": "x", "petType": "cat"}, "petType": "cat"}]"#),
        "expected an integer, found \"x\" at $[0].friend.lives (byte 22)"
    );
    assert_eq!(error::<Pet>(r#"{"petType": "dog"}"#), "expected a required member, found nothing at $.tricks (byte 0)");
}

#[test]
fn an_unknown_tag_or_none_keeps_the_value() {
    for json in [r#"{"petType":"fish","fins":[1,2]}"#, r#"{"fins":2}"#, r#"{"petType":7}"#, r#"{"petType":null}"#] {
        assert!(matches!(round_trip::<Pet>(json), Pet::Other(_)), "{json}");
    }
}

#[test]
fn a_closed_union_says_which_tags_it_knows() {
    assert_eq!(
        error::<Closed>(r#"{"petType": "fish"}"#),
        "expected one of \"cat\", \"dog\", found \"fish\" at $.petType (byte 12)"
    );
    assert_eq!(error::<Closed>(r#"{"lives": 1}"#), "expected a required member, found nothing at $.petType (byte 0)");
}

#[test]
fn an_unknown_tag_may_stand_for_one_of_the_variants() {
    enum Animal {
        Cat(Cat),
        Dog(Dog),
        Other(Value),
    }

    union! {
        Animal, tag "petType", fallback Cat {
            Cat = "cat";
            Dog = "dog";
        }
    }

    assert!(matches!(round_trip::<Animal>(r#"{"lives":1,"petType":"fish"}"#), Animal::Cat(_)));
    assert!(matches!(decode(br#"{"lives": 1}"#).unwrap(), Animal::Cat(_)));
}

#[test]
fn it_takes_an_object_and_no_broken_json() {
    assert_eq!(error::<Pet>("[]"), "expected an object, found an array at $ (byte 0)");
    for json in [r#"{"petType":"cat""#, r#"{"lives":1,}"#, r#"{"petType":"fish","a":[}"#, r#"{"a" "#, ""] {
        assert!(decode::<Pet>(json.as_bytes()).is_err(), "{json}");
    }
}

#[test]
fn tags_of_two_unions_stand_side_by_side() {
    enum Thing {
        Pet(Pet),
        Other(Value),
    }
    union! { Thing, tag "kind" { Pet = "pet"; } }

    let thing = Thing::Pet(Pet::Cat(Cat::default()));
    assert_eq!(text(&thing), r#"{"kind":"pet","petType":"cat"}"#);
    assert_eq!(round_trip::<Thing>(&text(&thing)), thing);
}

#[test]
fn debug_shows_the_variant() {
    assert_eq!(format!("{:?}", Pet::Cat(Cat { lives: Some(9), ..Cat::default() })), "Cat(Cat { lives: Some(9), .. })");
}

#[test]
fn serde_takes_and_gives_the_same_json() {
    let pet: Pet = serde_json::from_str(r#"{"lives":9,"petType":"cat"}"#).unwrap();
    assert_eq!(serde_json::to_string(&pet).unwrap(), r#"{"petType":"cat","lives":9}"#);
}
