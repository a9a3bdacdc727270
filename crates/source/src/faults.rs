//! What is wrong in a text that is well-formed, and how it is told.

use crate::codes;
use crate::depth::MAX_DEPTH;
use crate::locate::key_spans;
use crate::pointer::{Pointer, Site};
use crate::repair::{Repaired, Repairs};
use crate::report::Sink;

/// What is wrong in a text that is well-formed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fault {
    /// An object states a key twice.
    KeyDuplicate,
    /// The value of `<<` is neither an object nor a list of objects.
    MergeInvalid,
    /// A number that JSON cannot state.
    NumberInvalid,
    /// More than [`MAX_DEPTH`] levels. Reading stops there.
    NestingTooDeep,
    /// Aliases make much more of the text than stands in it. Reading stops there.
    AliasBomb,
}

/// What [`codes::NESTING_TOO_DEEP`] says.
pub(crate) fn nesting_message() -> String {
    format!("more than {MAX_DEPTH} objects and arrays stand in each other")
}

/// What to do about a part that stands too deep, or too often.
pub(crate) const USE_COMPONENTS: &str = "move parts to `components` and refer to them with `$ref`";

/// Says where a text had to be mended.
pub(crate) fn warn(path: &str, repairs: &Repairs, sink: &mut Sink) {
    for repair in repairs.iter() {
        sink.warning(&codes::YAML_REPAIRED, Site::file(path, Pointer::root()), repair.kind.to_string())
            .span(repair.span.clone())
            .help(format!("write `{}`, as it was read", repair.after.trim()));
    }
}

/// Says what is wrong in a text, each fault once.
pub(crate) fn report(path: &str, repaired: &Repaired<'_>, faults: &[(Fault, Pointer)], sink: &mut Sink) {
    let mut duplicates: Vec<Pointer> = Vec::new();
    for (fault, pointer) in faults {
        let at = Site::file(path, pointer.clone());
        match fault {
            Fault::KeyDuplicate => {
                if !duplicates.contains(pointer) {
                    duplicates.push(pointer.clone());
                }
            }
            Fault::MergeInvalid => {
                sink.error(&codes::MERGE_INVALID, at, "`<<` merges objects only")
                    .help("give `<<` an alias of an object, or a list of such aliases");
            }
            Fault::NumberInvalid => {
                sink.error(&codes::NUMBER_INVALID, at, "JSON, by whose rules values are read, has no such number")
                    .help("leave it out, or put it in quotes to make it a text");
            }
            Fault::NestingTooDeep => {
                sink.error(&codes::NESTING_TOO_DEEP, at, nesting_message()).help(USE_COMPONENTS);
            }
            Fault::AliasBomb => {
                sink.error(&codes::ALIAS_BOMB, at, "the aliases make far more of this document than stands in it")
                    .help(USE_COMPONENTS);
            }
        }
    }
    // To find them again is to read the text again.
    if !duplicates.is_empty() {
        report_duplicates(path, repaired, &duplicates, sink);
    }
}

/// A key stated twice in an anchored part is met again through every alias, where no key stands: only the places in the
/// text are told, unless there is none.
fn report_duplicates(path: &str, repaired: &Repaired<'_>, pointers: &[Pointer], sink: &mut Sink) {
    let found = pointers.iter().zip(key_spans(&repaired.text, pointers));
    let (stated, met): (Vec<_>, Vec<_>) = found.partition(|(_, spans)| spans.len() > 1);
    for (pointer, spans) in if stated.is_empty() { met } else { stated } {
        let key = pointer.last().unwrap_or_default();
        let at = Site::file(path, pointer.clone()).on_key();
        let duplicate = sink.error(&codes::KEY_DUPLICATE, at.clone(), format!("the key `{key}` is stated twice"));
        if let Some(second) = spans.get(1) {
            duplicate.span(repaired.repairs.original(second.clone())).also(at, "it is stated here first");
        }
        duplicate.help("remove one of the two, or merge their values");
    }
}
