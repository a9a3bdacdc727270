//! Reads a value as a well-formed [Overlay Object](https://spec.openapis.org/overlay/latest.html#overlay-object).

use std::collections::BTreeSet;

use bindery_source::{Pointer, Sink, Site, Value, nearest};
use serde_json::Map;
use serde_json_path::JsonPath;

use super::target;
use crate::codes;

/// An overlay in which every action can be applied.
pub(super) struct Overlay<'v> {
    pub(super) version: Version,
    pub(super) extends: Option<&'v str>,
    pub(super) actions: Vec<Action<'v>>,
}

/// A version of the Overlay Specification.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Version {
    V1_0,
    V1_1,
}

/// One change and its targets.
pub(super) struct Action<'v> {
    /// The place in the overlay.
    pub(super) at: Pointer,
    pub(super) target: JsonPath,
    pub(super) change: Change<'v>,
}

/// What an action does to its targets.
pub(super) enum Change<'v> {
    Remove,
    Update(&'v Value),
    Copy(JsonPath),
    Nothing,
}

impl<'v> Overlay<'v> {
    /// Reads an overlay and reports every mistake. `None` after an error.
    pub(super) fn read(value: &'v Value, path: &str, sink: &mut Sink) -> Option<Self> {
        let mut said = Sink::default();
        let overlay = Reader { path, version: Version::V1_1, sink: &mut said }.overlay(value);
        let is_sound = !said.has_errors();
        sink.absorb(said);
        overlay.filter(|_| is_sound)
    }
}

struct Reader<'r> {
    path: &'r str,
    version: Version,
    sink: &'r mut Sink,
}

impl Reader<'_> {
    fn overlay<'v>(&mut self, value: &'v Value) -> Option<Overlay<'v>> {
        let root = Pointer::root();
        let object = self.object(value, &root, "an overlay")?;
        self.version = self.version(object)?;
        self.know(object, &root, &["overlay", "info", "extends", "actions"]);
        if let Some(info) = self.required(object, &root, "info") {
            self.info(info, &root.key("info"));
        }
        let extends = self.string(object, &root, "extends");
        let actions = self.required(object, &root, "actions")?;
        let actions = self.actions(actions);
        Some(Overlay { version: self.version, extends, actions })
    }

    fn version(&mut self, object: &Map<String, Value>) -> Option<Version> {
        let root = Pointer::root();
        let stated = self.required(object, &root, "overlay")?;
        let numbers = stated.as_str().map(|text| text.split('.').collect::<Vec<_>>()).unwrap_or_default();
        let is_patch = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        match numbers.as_slice() {
            ["1", "0", patch] if is_patch(patch) => Some(Version::V1_0),
            ["1", "1", patch] if is_patch(patch) => Some(Version::V1_1),
            _ => {
                let message = format!("{stated} is not a supported version of the Overlay Specification");
                let said =
                    self.sink.error(&codes::OVERLAY_VERSION, Site::file(self.path, root.key("overlay")), message);
                said.help("write `1.0.0` or `1.1.0`");
                None
            }
        }
    }

    fn info(&mut self, info: &Value, at: &Pointer) {
        let Some(info) = self.object(info, at, "`info`") else { return };
        let keys = ["title", "version", "description"];
        self.know(info, at, if self.version == Version::V1_0 { &keys[..2] } else { &keys });
        for key in ["title", "version"] {
            self.required(info, at, key);
        }
        for key in keys {
            self.string(info, at, key);
        }
    }

    fn actions<'v>(&mut self, value: &'v Value) -> Vec<Action<'v>> {
        let at = Pointer::root().key("actions");
        let Value::Array(elements) = value else {
            self.invalid(&at, "`actions` must be an array");
            return Vec::new();
        };
        if elements.is_empty() {
            self.invalid(&at, "`actions` must contain at least one action");
        }
        let mut actions = Vec::new();
        let mut seen = BTreeSet::new();
        for (index, element) in elements.iter().enumerate() {
            let at = at.index(index);
            let mut in_order = element.clone();
            in_order.sort_all_objects();
            if !seen.insert(in_order.to_string()) {
                self.invalid(&at, "duplicate action");
            }
            actions.extend(self.action(element, at));
        }
        actions
    }

    fn action<'v>(&mut self, value: &'v Value, at: Pointer) -> Option<Action<'v>> {
        let object = self.object(value, &at, "an action")?;
        let keys = ["target", "description", "update", "remove", "copy"];
        self.know(object, &at, if self.version == Version::V1_0 { &keys[..4] } else { &keys });
        self.string(object, &at, "description");
        self.required(object, &at, "target");
        let target = self.path(object, &at, "target");
        let copy = self.path(object, &at, "copy");
        let change = match (self.flag(object, &at, "remove"), object.get("update"), copy) {
            (true, _, _) => Change::Remove,
            (_, Some(update), None) => Change::Update(update),
            (_, None, Some(copy)) => Change::Copy(copy),
            (_, Some(_), Some(_)) => {
                self.idle(&at, "`update` and `copy` exclude each other, so the action does nothing");
                Change::Nothing
            }
            (_, None, None) => {
                self.idle(&at, "the action neither updates nor removes anything");
                Change::Nothing
            }
        };
        Some(Action { at, target: target?, change })
    }

    fn path(&mut self, object: &Map<String, Value>, at: &Pointer, key: &str) -> Option<JsonPath> {
        let text = self.string(object, at, key)?;
        if !text.starts_with('$') {
            self.invalid(&at.key(key), format!("`{key}` must start with `$`, the whole document"));
            return None;
        }
        match target::parse(text) {
            Ok(path) => Some(path),
            Err(reason) => {
                let message = format!("`{key}` is not a JSONPath: {reason}");
                let said = self.sink.error(&codes::OVERLAY_TARGET_INVALID, self.site(&at.key(key)), message);
                said.help("quote special names, as in `$.paths['/jobs'].get`");
                None
            }
        }
    }

    fn flag(&mut self, object: &Map<String, Value>, at: &Pointer, key: &str) -> bool {
        let value = object.get(key);
        if value.is_some_and(|value| !value.is_boolean()) {
            self.invalid(&at.key(key), format!("`{key}` must be `true` or `false`"));
        }
        value == Some(&Value::Bool(true))
    }

    fn string<'v>(&mut self, object: &'v Map<String, Value>, at: &Pointer, key: &str) -> Option<&'v str> {
        let value = object.get(key)?;
        if !value.is_string() {
            self.invalid(&at.key(key), format!("`{key}` must be a string"));
        }
        value.as_str()
    }

    fn required<'v>(&mut self, object: &'v Map<String, Value>, at: &Pointer, key: &str) -> Option<&'v Value> {
        let value = object.get(key);
        if value.is_none() {
            self.invalid(at, format!("missing `{key}`"));
        }
        value
    }

    fn object<'v>(&mut self, value: &'v Value, at: &Pointer, what: &str) -> Option<&'v Map<String, Value>> {
        if !value.is_object() {
            self.invalid(at, format!("{what} must be an object"));
        }
        value.as_object()
    }

    /// Reports members of an object that the version does not define.
    fn know(&mut self, object: &Map<String, Value>, at: &Pointer, known: &[&str]) {
        for key in object.keys().filter(|key| !known.contains(&key.as_str()) && !key.starts_with("x-")) {
            let help = match nearest(key, known.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("expected `{}`, or an extension that starts with `x-`", known.join("`, `")),
            };
            let message = format!("Overlay {} has no member `{key}` here", self.version.name());
            self.sink.error(&codes::OVERLAY_INVALID, self.site(&at.key(key)).on_key(), message).help(help);
        }
    }

    fn invalid(&mut self, at: &Pointer, message: impl Into<String>) {
        self.sink.error(&codes::OVERLAY_INVALID, self.site(at), message);
    }

    /// Reports that an action has no effect, unless there are errors, which may be the cause.
    fn idle(&mut self, at: &Pointer, message: &str) {
        if self.sink.has_errors() {
            return;
        }
        let said = self.sink.warning(&codes::OVERLAY_INVALID, self.site(at), message);
        said.help("add one of `update`, `remove` and, since 1.1, `copy`");
    }

    fn site(&self, at: &Pointer) -> Site {
        Site::file(self.path, at.clone())
    }
}

impl Version {
    fn name(self) -> &'static str {
        match self {
            Self::V1_0 => "1.0",
            Self::V1_1 => "1.1",
        }
    }
}
