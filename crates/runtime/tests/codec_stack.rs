//! The deepest values fit into the stack of a thread.

use bindery_runtime::{Value, decode, encode, union};

/// Unions in unions, as many as are allowed around one value, each starting a list.
macro_rules! chain {
    ($($name:ident($next:ty) $how:ident $(= $kind:ident)?;)*) => {$(
        pub(crate) enum $name {
            A($next),
            Other(Value),
        }

        union! { $name, $how { A $(= $kind)?; } }
    )*};
}

mod by_kind {
    use super::{Value, union};

    chain! {
        V1(Box<V2>) kind = array; V2(Box<V3>) kind = array; V3(Box<V4>) kind = array; V4(Box<V5>) kind = array;
        V5(Box<V6>) kind = array; V6(Box<V7>) kind = array; V7(Box<V8>) kind = array; V8(Box<V9>) kind = array;
        V9(Box<V10>) kind = array; V10(Box<V11>) kind = array; V11(Box<V12>) kind = array; V12(Box<V13>) kind = array;
        V13(Box<V14>) kind = array; V14(Box<V15>) kind = array; V15(Box<V16>) kind = array; V16(Vec<V1>) kind = array;
    }
}

mod by_fit {
    use super::{Value, union};

    chain! {
        V1(Box<V2>) best; V2(Box<V3>) best; V3(Box<V4>) best; V4(Box<V5>) best;
        V5(Box<V6>) best; V6(Box<V7>) best; V7(Box<V8>) best; V8(Box<V9>) best;
        V9(Box<V10>) best; V10(Box<V11>) best; V11(Box<V12>) best; V12(Box<V13>) best;
        V13(Box<V14>) best; V14(Box<V15>) best; V15(Box<V16>) best; V16(Vec<V1>) best;
    }
}

const DEPTH: usize = 128;

/// The default stack size of Rust's and Tokio's threads.
const STACK: usize = 2 << 20;

fn on_a_thread(what: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(what).expect("a thread can be started");
    thread.join().expect("nothing panics");
}

fn text() -> String {
    format!("{}{}", "[".repeat(DEPTH), "]".repeat(DEPTH))
}

#[test]
fn unions_by_kind_are_read_written_copied_compared_and_printed() {
    on_a_thread(|| {
        let value: by_kind::V1 = decode(text().as_bytes()).unwrap();
        let copy = value.clone();
        assert!(copy == value);
        assert_eq!(encode(&copy).unwrap(), text().as_bytes());
        assert!(format!("{copy:?}").contains("A("));
    });
}

#[test]
fn unions_by_fit_are_read() {
    on_a_thread(|| {
        let value: by_fit::V1 = decode(text().as_bytes()).unwrap();
        assert_eq!(encode(&value).unwrap(), text().as_bytes());
    });
}
