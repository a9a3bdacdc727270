//! Unions: how the variant is told, what is kept, what is an error, and that hostile text cannot make it slow.

use bindery_runtime::{Extra, Map, Node, Unrecognized, Value, decode, encode, record, string_enum, union};

fn text(node: &dyn Node) -> String {
    String::from_utf8(encode(node).expect("no number is infinite")).expect("JSON is UTF-8")
}

/// A text that is read and comes back as it was.
fn round_trip<T: bindery_runtime::Empty>(json: &str) -> T {
    let value: T = decode(json.as_bytes()).unwrap_or_else(|error| panic!("{json}: {error}"));
    assert_eq!(text(&value), json);
    value
}

fn error<T: bindery_runtime::Empty>(json: &str) -> String {
    decode::<T>(json.as_bytes()).expect_err(json).to_string()
}

mod by_tag {
    use super::*;

    /// Its type does not list the tag.
    #[derive(Clone, Default, PartialEq)]
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

    /// Its type does.
    #[derive(Clone, PartialEq)]
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

    #[derive(Clone, PartialEq)]
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

    #[derive(Clone, PartialEq)]
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
    fn a_known_variant_that_does_not_fit_is_an_error_at_its_place() {
        assert_eq!(
            error::<Vec<Pet>>(r#"[{"friend": {"lives": "x", "petType": "cat"}, "petType": "cat"}]"#),
            "expected an integer, found \"x\" at $[0].friend.lives (byte 22)"
        );
        assert_eq!(
            error::<Pet>(r#"{"petType": "dog"}"#),
            "expected a required member, found nothing at $.tricks (byte 0)"
        );
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
        assert_eq!(
            error::<Closed>(r#"{"lives": 1}"#),
            "expected a required member, found nothing at $.petType (byte 0)"
        );
    }

    #[test]
    fn an_unknown_tag_may_stand_for_one_of_the_variants() {
        #[derive(Clone, PartialEq)]
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
        #[derive(Clone, PartialEq)]
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
        assert_eq!(
            format!("{:?}", Pet::Cat(Cat { lives: Some(9), ..Cat::default() })),
            "Cat(Cat { lives: Some(9), .. })"
        );
    }

    #[test]
    fn serde_takes_and_gives_the_same_json() {
        let pet: Pet = serde_json::from_str(r#"{"lives":9,"petType":"cat"}"#).unwrap();
        assert_eq!(serde_json::to_string(&pet).unwrap(), r#"{"petType":"cat","lives":9}"#);
    }
}

mod by_kind {
    use super::*;

    #[derive(Clone, PartialEq)]
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
    fn a_kind_without_a_variant_keeps_the_value() {
        assert!(matches!(round_trip::<Id>("true"), Id::Other(_)));
        assert!(matches!(round_trip::<Id>(r#"{"a":1}"#), Id::Other(_)));
    }

    #[test]
    fn an_integer_is_a_number_where_no_variant_is_nearer() {
        #[derive(Clone, PartialEq)]
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
        #[derive(Clone, PartialEq)]
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
}

mod by_fit {
    use super::*;

    #[derive(Clone, Debug, PartialEq, Eq)]
    enum Status {
        Deleted,
        Other(Unrecognized),
    }

    string_enum! { Status { Deleted = "deleted"; } }

    #[derive(Clone, Default, PartialEq)]
    struct Customer {
        id: Option<String>,
        status: Option<String>,
        name: Option<String>,
        tags: Option<Map<i64>>,
    }

    record! {
        Customer {
            id = "id";
            status = "status";
            name = "name";
            tags = "tags";
        }
    }

    #[derive(Clone, PartialEq)]
    struct Gone {
        id: String,
        status: Status,
    }

    record! {
        Gone {
            id = "id", required;
            status = "status", required;
        }
    }

    #[derive(Clone, PartialEq)]
    enum Expandable {
        Id(String),
        Customer(Box<Customer>),
        Gone(Gone),
        Other(Value),
    }

    union! {
        Expandable, best {
            Id;
            Customer;
            Gone;
        }
    }

    #[derive(Clone, PartialEq)]
    enum Strict {
        Customer(Box<Customer>),
        Gone(Gone),
        Never,
        Other(Value),
    }

    union! {
        Strict, best, closed {
            Customer;
            Gone;
        }
        const {
            Never = "never";
        }
    }

    #[test]
    fn the_kind_decides_before_all_else() {
        assert!(matches!(round_trip::<Expandable>("\"cus_1\""), Expandable::Id(_)));
    }

    #[test]
    fn a_fixed_text_counts_more_than_members() {
        let json = r#"{"id":"1","status":"deleted"}"#;
        assert!(matches!(round_trip::<Expandable>(json), Expandable::Gone(_)));
        let json = r#"{"id":"1","status":"open"}"#;
        assert!(matches!(round_trip::<Expandable>(json), Expandable::Customer(_)));
    }

    #[test]
    fn required_members_must_be_there() {
        assert!(matches!(round_trip::<Expandable>(r#"{"status":"deleted"}"#), Expandable::Customer(_)));
    }

    #[test]
    fn most_known_members_win_then_the_first_variant() {
        #[derive(Clone, Default, PartialEq)]
        struct Circle {
            name: Option<String>,
            radius: Option<f64>,
        }
        record! { Circle { name = "name"; radius = "radius"; } }

        #[derive(Clone, Default, PartialEq)]
        struct Box3 {
            name: Option<String>,
            width: Option<f64>,
        }
        record! { Box3 { name = "name"; width = "width"; } }

        #[derive(Clone, PartialEq)]
        enum Shape {
            Circle(Circle),
            Box3(Box3),
            Other(Value),
        }
        union! { Shape, best { Circle; Box3; } }

        assert!(matches!(decode(br#"{"name": "a", "width": 1, "depth": 2}"#).unwrap(), Shape::Box3(_)));
        assert!(matches!(decode(br#"{"name": "a"}"#).unwrap(), Shape::Circle(_)));
    }

    #[test]
    fn a_listed_text_prefers_the_enum_and_any_other_the_string() {
        #[derive(Clone, PartialEq)]
        enum Model {
            Named(String),
            Listed(Status),
            Other(Value),
        }
        union! { Model, best { Named; Listed; } }

        assert_eq!(round_trip::<Model>("\"deleted\""), Model::Listed(Status::Deleted));
        assert_eq!(round_trip::<Model>("\"new\""), Model::Named("new".into()));
    }

    #[test]
    fn what_is_deeper_decides_where_nothing_else_does() {
        #[derive(Clone, PartialEq)]
        enum Input {
            Texts(Vec<String>),
            Tokens(Vec<i64>),
            Batches(Vec<Vec<i64>>),
            Names(Vec<Vec<String>>),
            Other(Value),
        }
        union! { Input, best, closed { Texts; Tokens; Batches; Names; } }

        assert!(matches!(round_trip(r#"["a","b"]"#), Input::Texts(_)));
        assert!(matches!(round_trip("[1,2]"), Input::Tokens(_)));
        assert!(matches!(round_trip("[[1],[2]]"), Input::Batches(_)));
        assert!(matches!(round_trip(r#"[[],["a"]]"#), Input::Names(_)));
    }

    #[test]
    fn what_fits_nothing_is_kept() {
        for json in ["true", "[1]", r#"{"status":1}"#, r#"{"tags":{"a":"x"}}"#] {
            assert!(matches!(round_trip::<Expandable>(json), Expandable::Other(_)), "{json}");
        }
    }

    #[test]
    fn an_error_is_the_one_of_the_nearest_variant() {
        assert_eq!(
            error::<Map<Strict>>(r#"{"a": {"name": "x", "tags": {"b": "c"}}}"#),
            "expected an integer (as Customer, the nearest; one of Customer, Gone, \"never\"), found \"c\" \
             at $.a.tags.b (byte 34)"
        );
        assert_eq!(
            error::<Strict>(r#"{"status": "deleted", "id": 1}"#),
            "expected a string (as Gone, the nearest; one of Customer, Gone, \"never\"), found 1 at $.id (byte 28)"
        );
        assert_eq!(error::<Strict>("17"), "expected one of Customer, Gone, \"never\", found 17 at $ (byte 0)");
        assert_eq!(decode::<Strict>(b"\"never\"").unwrap(), Strict::Never);
    }

    #[test]
    fn broken_json_is_told_as_such() {
        let broken = r#"{"id": "1", "tags": {"a": 1,}}"#;
        assert_eq!(error::<Strict>(broken), "expected the name of a member, found `}` at $.tags (byte 28)");
        assert_eq!(error::<Expandable>(broken), "expected the name of a member, found `}` at $.tags (byte 28)");
    }

    #[test]
    fn a_survey_says_nothing_of_secrets() {
        #[derive(Clone, PartialEq)]
        struct Login {
            user: String,
            key: i64,
        }
        record! { Login { user = "user", required; key = "key", required, secret; } }
        #[derive(Clone, PartialEq)]
        enum Session {
            Login(Login),
            Gone(Gone),
            Other(Value),
        }
        union! { Session, best, closed { Login; Gone; } }

        let error = decode::<Session>(br#"{"user": "ann", "key": "hunter2"}"#).unwrap_err();
        assert_eq!((error.path().as_str(), error.found()), ("$.key", "***"));
    }
}

mod limits {
    use std::time::{Duration, Instant};

    use super::*;

    /// Every variant fits as far as a survey sees, and fails at the end of the text.
    #[derive(Clone, PartialEq)]
    enum Tree {
        First(Box<First>),
        Second(Box<Second>),
        Third(Vec<Tree>),
        Fourth(Vec<Tree>),
        Other(Value),
    }

    union! { Tree, best, closed { First; Second; Third; Fourth; } }

    #[derive(Clone, PartialEq)]
    struct First {
        next: Tree,
    }

    record! { First { next = "next", required; } }

    #[derive(Clone, PartialEq)]
    struct Second {
        next: Tree,
    }

    record! { Second { next = "next", required; } }

    /// Milliseconds are usual, years what it guards against.
    #[expect(clippy::disallowed_methods, reason = "how long it takes is the question")]
    fn soon<T>(run: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let value = run();
        assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
        value
    }

    #[test]
    fn unions_in_unions_that_fit_nothing_end_soon() {
        for levels in [10, 60, 120] {
            let arrays = format!("{}1{}", "[".repeat(levels), "]".repeat(levels));
            let objects = format!("{}1{}", r#"{"next":"#.repeat(levels), "}".repeat(levels));
            for json in [arrays, objects] {
                soon(|| decode::<Tree>(json.as_bytes())).unwrap_err();
            }
        }
    }

    #[test]
    fn unions_in_unions_that_fit_are_read_to_the_bottom() {
        let json = format!("{}[]{}", r#"{"next":"#.repeat(100), "}".repeat(100));
        soon(|| round_trip::<Tree>(&json));
    }

    #[test]
    fn a_long_text_is_stepped_over_once_a_level() {
        let rows = vec![r#"{"next":{"next":[[],[[]]]}}"#; 5_000].join(",");
        let json = format!("{}[{rows}]{}", r#"{"next":"#.repeat(20), "}".repeat(20));
        soon(|| decode::<Tree>(json.as_bytes())).unwrap();
    }

    #[test]
    fn a_union_that_is_its_own_variant_ends() {
        #[derive(Clone, PartialEq)]
        enum Loop {
            Again(Box<Loop>),
            AndAgain(Box<Loop>),
            Other(Value),
        }
        union! { Loop, best, closed { Again; AndAgain; } }

        soon(|| decode::<Loop>(b"1")).unwrap_err();
    }

    #[test]
    fn nesting_ends_at_128_levels() {
        #[derive(Clone, PartialEq)]
        enum Nest {
            Items(Vec<Nest>),
            Other(Value),
        }
        union! { Nest, kind { Items = array; } }

        let nested = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
        round_trip::<Nest>(&nested(128));
        assert_eq!(decode::<Nest>(nested(129).as_bytes()).unwrap_err().expected(), "at most 128 levels of nesting");
    }
}
