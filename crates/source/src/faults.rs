//! Faults in well-formed text, and their diagnostics.

use crate::codes;
use crate::depth::MAX_DEPTH;
use crate::locate::key_spans;
use crate::pointer::{Pointer, Site};
use crate::repair::{Repaired, Repairs};
use crate::report::Sink;

/// A fault in well-formed text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fault {
    /// An object has a duplicate key.
    KeyDuplicate,
    /// The value of `<<` is neither an object nor a list of objects.
    MergeInvalid,
    /// A number that JSON cannot represent.
    NumberInvalid,
    /// More than [`MAX_DEPTH`] levels. Parsing stops there.
    NestingTooDeep,
    /// Aliases expand the text far beyond its size. Parsing stops there.
    AliasBomb,
}

/// The message of [`codes::NESTING_TOO_DEEP`].
pub(crate) fn nesting_message() -> String {
    format!("objects and arrays are nested more than {MAX_DEPTH} levels deep")
}

/// The help for a part that is nested too deep or repeated too often.
pub(crate) const USE_COMPONENTS: &str = "move parts to `components` and refer to them with `$ref`";

/// Reports where a text was repaired.
pub(crate) fn warn(path: &str, repairs: &Repairs, sink: &mut Sink) {
    for repair in repairs.iter() {
        sink.warning(&codes::YAML_REPAIRED, Site::file(path, Pointer::root()), repair.kind.to_string())
            .span(repair.span.clone())
            .help(format!("write `{}`, which is how it was read", repair.after.trim()));
    }
}

/// Reports the faults of a text, each once.
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
                sink.error(&codes::MERGE_INVALID, at, "`<<` can only merge objects")
                    .help("give `<<` an alias of an object, or a list of such aliases");
            }
            Fault::NumberInvalid => {
                sink.error(&codes::NUMBER_INVALID, at, "JSON cannot represent this number")
                    .help("remove it, or quote it to make it a string");
            }
            Fault::NestingTooDeep => {
                sink.error(&codes::NESTING_TOO_DEEP, at, nesting_message()).help(USE_COMPONENTS);
            }
            Fault::AliasBomb => {
                sink.error(&codes::ALIAS_BOMB, at, "aliases expand this document far beyond its size")
                    .help(USE_COMPONENTS);
            }
        }
    }
    // Finding them again means reading the text again.
    if !duplicates.is_empty() {
        report_duplicates(path, repaired, &duplicates, sink);
    }
}

/// A duplicate key in an anchored part occurs again for every alias, where no key is written: only the places in the
/// text are reported, unless there are none.
fn report_duplicates(path: &str, repaired: &Repaired<'_>, pointers: &[Pointer], sink: &mut Sink) {
    let found = pointers.iter().zip(key_spans(&repaired.text, pointers));
    let (stated, met): (Vec<_>, Vec<_>) = found.partition(|(_, spans)| spans.len() > 1);
    for (pointer, spans) in if stated.is_empty() { met } else { stated } {
        let key = pointer.last().unwrap_or_default();
        let at = Site::file(path, pointer.clone()).on_key();
        let duplicate = sink.error(&codes::KEY_DUPLICATE, at.clone(), format!("duplicate key `{key}`"));
        if let Some(second) = spans.get(1) {
            duplicate.span(repaired.repairs.original(second.clone())).also(at, "first defined here");
        }
        duplicate.help("remove one of the two, or merge their values");
    }
}
