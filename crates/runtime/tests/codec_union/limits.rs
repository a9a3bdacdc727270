//! Unions in unions: bounded work, bounded depth.

use std::time::{Duration, Instant};

use bindery_runtime::{Value, decode, record, union};

use crate::round_trip;

/// Every variant fits as far as a survey sees, and fails at the end of the text.
enum Tree {
    First(Box<First>),
    Second(Box<Second>),
    Third(Vec<Tree>),
    Fourth(Vec<Tree>),
    Other(Value),
}

union! { Tree, best, closed { First; Second; Third; Fourth; } }

struct First {
    next: Tree,
}

record! { First { next = "next", required; } }

struct Second {
    next: Tree,
}

record! { Second { next = "next", required; } }

/// Usually milliseconds; without the limit it would be years.
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
fn a_misfit_at_the_end_of_a_long_text_ends_soon() {
    let items = "[],".repeat(5_000);
    for (open, close) in [("[", "]"), (r#"{"next":"#, "}")] {
        let json = format!("{}[{items}1]{}", open.repeat(10), close.repeat(10));
        soon(|| decode::<Tree>(json.as_bytes())).unwrap_err();
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
    enum Nest {
        Items(Vec<Nest>),
        Other(Value),
    }
    union! { Nest, kind { Items = array; } }

    let nested = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
    round_trip::<Nest>(&nested(128));
    assert_eq!(decode::<Nest>(nested(129).as_bytes()).unwrap_err().expected(), "at most 128 levels of nesting");
}
