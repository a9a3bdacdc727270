//! Members that exclude each other.

use bindery_source::Value;
use serde_json::Map;

use super::Check;
use crate::grammar::Kind;
use crate::trail::Trail;

/// The kind of object, the member that stays, and the member that it excludes.
const PAIRS: [(Kind, &str, &str); 12] = [
    (Kind::Parameter, "examples", "example"),
    (Kind::Header, "examples", "example"),
    (Kind::MediaType, "examples", "example"),
    (Kind::MediaType, "encoding", "prefixEncoding"),
    (Kind::MediaType, "encoding", "itemEncoding"),
    (Kind::Encoding, "encoding", "prefixEncoding"),
    (Kind::Encoding, "encoding", "itemEncoding"),
    (Kind::Example, "value", "externalValue"),
    (Kind::Example, "value", "dataValue"),
    (Kind::Example, "value", "serializedValue"),
    (Kind::Example, "serializedValue", "externalValue"),
    (Kind::Link, "operationId", "operationRef"),
];

impl Check<'_> {
    /// Drops the excluded member of each pair.
    pub(super) fn exclusions(&mut self, object: &mut Map<String, Value>, kind: Kind, at: &Trail<'_>) {
        for (_, kept, dropped) in PAIRS.into_iter().filter(|(owner, ..)| *owner == kind) {
            if object.contains_key(kept) && object.contains_key(dropped) {
                self.conflict(dropped, kept, &at.key(dropped));
                object.shift_remove(dropped);
            }
        }
    }
}
