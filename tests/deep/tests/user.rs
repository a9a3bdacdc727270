//! A program that uses such types need not raise its `recursion_limit`.

use bindery_runtime::{decode, encode};
use deep::deep_api::types::{List1, Map1, Ring0, Union1, Value1};

/// Typical use of a reply: a task owns it, waits, and drops it.
fn travels<T: Send + Sync + 'static>(value: T) {
    let task = async move {
        std::future::ready(()).await;
        drop(value);
    };
    std::thread::spawn(move || drop(task)).join().expect("it does not panic");
}

#[test]
fn a_task_can_own_them() {
    travels(None::<Value1>);
    travels(None::<List1>);
    travels(None::<Map1>);
    travels(None::<Union1>);
    travels(None::<Ring0>);
}

#[test]
fn they_are_read_and_written() {
    let json = format!("{}{{}}{}", r#"{"next":"#.repeat(100), "}".repeat(100));
    let ring: Ring0 = decode(json.as_bytes()).expect("it is a ring");
    assert_eq!(encode(&ring).expect("it can be said"), json.as_bytes());
    assert_eq!(ring.clone(), ring);
    travels(ring);
    let list: List1 = decode(br#"{"next":[{"next":[]}]}"#).expect("it is a list");
    assert_eq!(list.next.len(), 1);
}

#[test]
fn one_that_is_deeper_than_json_may_be_is_an_error_and_no_overflow() {
    assert!(decode::<Value1>(br#"{"next":{}}"#).is_err());
}
