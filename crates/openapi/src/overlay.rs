//! Overlays: corrections and additions to a document, in a separate file.
//!
//! An overlay is a list of actions. Each selects parts of the document with a JSONPath
//! ([RFC 9535](https://www.rfc-editor.org/rfc/rfc9535)) and updates, removes or fills them. Versions 1.0 and 1.1 of the
//! [Overlay Specification](https://spec.openapis.org/overlay/latest.html) are supported, each by its own rules.

mod diff;
mod merge;
mod read;
mod remove;
mod target;

use bindery_source::{Origins, Pointer, Sink, Site, Value};
use serde_json_path::JsonPath;

pub use diff::diff;

use crate::codes;
use merge::{Growth, Merge, Written};
use read::{Action, Change, Overlay, Version};

/// Applies an overlay to a document.
///
/// Actions are applied in order, each to the result of the previous one. `origins` records what was written where, so
/// later diagnostics about a part that the overlay added show the overlay. `path` names the overlay's file.
///
/// An overlay that is not well formed changes nothing. An action that does not fit the document is applied to the parts
/// that do. Both are errors in `sink`; an action that selects nothing is a warning.
///
/// ```
/// use bindery_openapi::overlay;
/// use bindery_source::{Origins, Pointer, Sink, Site};
/// use serde_json::json;
///
/// let mut document = json!({ "openapi": "3.1.0", "info": { "title": "Jobs" } });
/// let overlay = json!({
///     "overlay": "1.1.0",
///     "info": { "title": "The version was missing.", "version": "1" },
///     "actions": [{ "target": "$.info", "update": { "version": "2" } }]
/// });
/// let mut origins = Origins::new("openapi.yaml");
/// overlay::apply(&mut document, &mut origins, &overlay, "overlay.yaml", &mut Sink::default());
/// assert_eq!(document["info"], json!({ "title": "Jobs", "version": "2" }));
///
/// let version = Pointer::root().key("info").key("version");
/// let written = Pointer::root().key("actions").index(0).key("update").key("version");
/// assert_eq!(origins.resolve(&version.into()), Site::file("overlay.yaml", written));
/// ```
pub fn apply(document: &mut Value, origins: &mut Origins, overlay: &Value, path: &str, sink: &mut Sink) {
    let Some(overlay) = Overlay::read(overlay, path, sink) else { return };
    say_if_meant_for_another(&overlay, origins, path, sink);
    let mut run = Run { document, origins, path, version: overlay.version, growth: Growth::default(), sink };
    for action in &overlay.actions {
        run.act(action);
    }
}

/// A relative `extends` is compared by file name only: callers know where files are.
fn say_if_meant_for_another(overlay: &Overlay<'_>, origins: &Origins, path: &str, sink: &mut Sink) {
    let name = |path: &str| path.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
    let Some(extends) = overlay.extends.filter(|extends| !extends.contains(':')) else { return };
    if name(extends) != name(origins.main()) {
        let at = Site::file(path, Pointer::root().key("extends"));
        let message = format!("the overlay extends `{extends}`, but is applied to `{}`", origins.main());
        sink.warning(&codes::OVERLAY_EXTENDS, at, message).help("apply it to that document, or correct `extends`");
    }
}

/// Applies the actions of one overlay to a document.
struct Run<'r> {
    document: &'r mut Value,
    origins: &'r mut Origins,
    path: &'r str,
    version: Version,
    growth: Growth,
    sink: &'r mut Sink,
}

impl Run<'_> {
    fn act(&mut self, action: &Action<'_>) {
        let targets = target::select(&action.target, self.document);
        if targets.is_empty() {
            let message = "this path selects nothing in the document, so the action has no effect";
            let said = self.sink.warning(&codes::OVERLAY_UNMATCHED, self.site(&action.at.key("target")), message);
            said.help("correct the path, or remove the action if the document has changed");
            return;
        }
        match &action.change {
            Change::Nothing => {}
            Change::Remove => self.remove(action, &targets),
            Change::Update(update) => self.merge(action, &targets, update, &action.at.key("update"), None),
            Change::Copy(source) => self.copy(action, &targets, source),
        }
    }

    fn remove(&mut self, action: &Action<'_>, targets: &[Pointer]) {
        if targets.iter().any(Pointer::is_root) {
            let at = self.site(&action.at.key("target"));
            let message = "the whole document cannot be removed";
            self.sink.error(&codes::OVERLAY_CONFLICT, at, message).help("select a part of it");
            return;
        }
        remove::remove(self.document, self.origins, targets);
    }

    fn copy(&mut self, action: &Action<'_>, targets: &[Pointer], source: &JsonPath) {
        let found = target::select(source, self.document);
        let [from] = found.as_slice() else {
            let at = self.site(&action.at.key("copy"));
            let message = format!("`copy` must select exactly one part of the document, but selects {}", found.len());
            self.sink.error(&codes::OVERLAY_COPY_SOURCE, at, message).help("select the part to copy by its keys");
            return;
        };
        let Some(value) = self.document.pointer(from.as_str()).cloned() else { return };
        let before = self.origins.clone();
        self.merge(action, targets, &value, from, Some(&before));
    }

    /// Merges a value into every target. `before` holds the origins of a value copied from the document.
    fn merge(
        &mut self,
        action: &Action<'_>,
        targets: &[Pointer],
        value: &Value,
        from: &Pointer,
        before: Option<&Origins>,
    ) {
        let site = self.site(&action.at.key(if before.is_some() { "copy" } else { "update" }));
        if !self.are_alike(action, targets) {
            return;
        }
        for at in targets {
            let written = before.map_or(Written::Overlay(self.path), Written::Document);
            let mut merge = Merge::new(self.origins, written, &mut self.growth);
            let Some(target) = self.document.pointer_mut(at.as_str()) else { continue };
            match target {
                // In 1.0 any value is appended to an array as one entry; since 1.1 an array adds its elements.
                Value::Array(array) if self.version == Version::V1_0 || !value.is_array() => {
                    merge.append(array, at, value, from);
                }
                target => merge.value(target, at, value, from),
            }
            let (conflicts, is_full) = merge.finish();
            for conflict in conflicts {
                let place = if before.is_some() { site.clone() } else { self.site(&conflict.from) };
                let present = self.origins.resolve(&conflict.at.into());
                let said = self.sink.error(&codes::OVERLAY_CONFLICT, place, conflict.message);
                said.also(present, "the existing value").help("remove the existing value with an earlier action");
            }
            if is_full {
                let message = "this action makes the document too large or too deep";
                self.sink
                    .error(&codes::OVERLAY_EXCESSIVE, site, message)
                    .help("select fewer parts, or add less to them");
                return;
            }
        }
    }

    /// Whether one value can update all targets: since 1.1 they must be of one kind, and 1.0 has no primitive targets.
    fn are_alike(&mut self, action: &Action<'_>, targets: &[Pointer]) -> bool {
        let kinds: Vec<&str> =
            targets.iter().filter_map(|at| Some(kind(self.document.pointer(at.as_str())?))).collect();
        let (message, help) = match self.version {
            Version::V1_0 if kinds.contains(&PRIMITIVE) => (
                "Overlay 1.0 updates only objects and arrays, but this path selects a primitive value".to_owned(),
                "select the object that contains it, or declare `overlay: 1.1.0`",
            ),
            Version::V1_1 if kinds.windows(2).any(|pair| pair[0] != pair[1]) => {
                let other = kinds.iter().find(|other| **other != kinds[0]).copied().unwrap_or_default();
                (format!("this path selects {} and {other} at once", kinds[0]), "write an action for each kind")
            }
            _ => return true,
        };
        let at = self.site(&action.at.key("target"));
        self.sink.error(&codes::OVERLAY_CONFLICT, at, message).help(help);
        false
    }

    fn site(&self, at: &Pointer) -> Site {
        Site::file(self.path, at.clone())
    }
}

const PRIMITIVE: &str = "a primitive value";

/// The three kinds that the merge rules distinguish.
fn kind(value: &Value) -> &'static str {
    match value {
        Value::Object(_) => "an object",
        Value::Array(_) => "an array",
        _ => PRIMITIVE,
    }
}

#[cfg(test)]
mod tests;
