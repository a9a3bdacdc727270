//! A strict reader of sections: it knows the keys, and reports the place of a value that does not fit.

use bindery_source::{Diagnostic, Pointer, Sink, Site, Value, nearest};
use serde_json::Map;

use super::keys::Key;
use crate::codes;

/// Reads one configuration file.
pub(super) struct Reader<'s> {
    path: &'s str,
    sink: &'s mut Sink,
}

/// An object whose keys are already checked.
pub(super) struct Section<'v> {
    at: Pointer,
    members: Option<&'v Map<String, Value>>,
    /// The allowed keys; `None` if the keys are names from the document.
    keys: Option<&'static [Key]>,
}

impl<'v> Section<'v> {
    /// The value of a key and its place, if it is present and not null.
    pub(super) fn get(&self, key: &str) -> Option<(&'v Value, Pointer)> {
        let is_known = self.keys.is_none_or(|keys| keys.iter().any(|known| known.name == key));
        debug_assert!(is_known, "`{key}` is missing in the table of keys");
        let value = self.members?.get(key).filter(|value| !value.is_null())?;
        Some((value, self.at.key(key)))
    }

    /// All values with their keys and places, in file order.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&'v str, &'v Value, Pointer)> {
        self.members.into_iter().flatten().map(|(key, value)| (key.as_str(), value, self.at.key(key)))
    }
}

impl<'s> Reader<'s> {
    pub(super) fn new(path: &'s str, sink: &'s mut Sink) -> Self {
        Self { path, sink }
    }

    /// An object with these keys only.
    pub(super) fn section<'v>(&mut self, value: &'v Value, at: &Pointer, keys: &'static [Key]) -> Section<'v> {
        let known: Vec<&str> = keys.iter().map(|key| key.name).collect();
        let section = Section { keys: Some(keys), ..self.free_section(value, at) };
        for (key, _, at) in section.entries().filter(|(key, ..)| !known.contains(key)) {
            let help = match nearest(key, known.iter().copied()) {
                Some(meant) => Some(format!("did you mean `{meant}`?")),
                None if known.is_empty() => None,
                None => Some(format!("expected one of `{}`", known.join("`, `"))),
            };
            let site = Site::file(self.path, at).on_key();
            let message = format!("unknown key `{key}`");
            let said = self.sink.error(&codes::CONFIG_UNKNOWN_KEY, site, message);
            said.help = help;
        }
        section
    }

    /// An object whose keys are names from the document.
    pub(super) fn free_section<'v>(&mut self, value: &'v Value, at: &Pointer) -> Section<'v> {
        let members = value.as_object();
        if members.is_none() && !value.is_null() {
            self.wrong_kind(value, at, "an object");
        }
        Section { at: at.clone(), members, keys: None }
    }

    /// The string value of a key.
    pub(super) fn text(&mut self, section: &Section<'_>, key: &str) -> Option<String> {
        let (value, at) = section.get(key)?;
        self.text_of(value, &at)
    }

    /// A value that must be a string.
    pub(super) fn text_of(&mut self, value: &Value, at: &Pointer) -> Option<String> {
        if let Some(text) = value.as_str() {
            return Some(text.to_owned());
        }
        let said = self.wrong_kind(value, at, "a string");
        if value.is_number() || value.is_boolean() {
            said.help(format!("quote it: \"{value}\""));
        }
        None
    }

    /// The value of a key that must be one of a few words.
    pub(super) fn choice(&mut self, section: &Section<'_>, key: &str, words: &[&str]) -> Option<String> {
        let (value, at) = section.get(key)?;
        self.word(value, &at, words)
    }

    /// A value that must be one of a few words.
    pub(super) fn word(&mut self, value: &Value, at: &Pointer, words: &[&str]) -> Option<String> {
        let Some(chosen) = value.as_str() else {
            // Quotes would make it a string, but still not one of the words.
            self.wrong_kind(value, at, "a string").help(one_of(words));
            return None;
        };
        if words.contains(&chosen) {
            return Some(chosen.to_owned());
        }
        let said = self.invalid(at, format!("unknown value `{chosen}`"));
        said.help(match nearest(chosen, words.iter().copied()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => one_of(words),
        });
        None
    }

    /// The list of strings under a key.
    pub(super) fn texts(&mut self, section: &Section<'_>, key: &str) -> Option<Vec<String>> {
        let (value, at) = section.get(key)?;
        let Some(list) = value.as_array() else {
            self.wrong_kind(value, &at, "a list of strings");
            return None;
        };
        Some(list.iter().enumerate().filter_map(|(index, value)| self.text_of(value, &at.index(index))).collect())
    }

    /// The boolean value of a key.
    pub(super) fn flag(&mut self, section: &Section<'_>, key: &str) -> Option<bool> {
        let (value, at) = section.get(key)?;
        let flag = value.as_bool();
        if flag.is_none() {
            self.wrong_kind(value, &at, "true or false");
        }
        flag
    }

    /// The non-negative integer under a key.
    pub(super) fn number(&mut self, section: &Section<'_>, key: &str) -> Option<u64> {
        let (value, at) = section.get(key)?;
        let number = value.as_u64();
        if number.is_none() {
            self.wrong_kind(value, &at, "a non-negative integer");
        }
        number
    }

    /// Reports a value that does not fit its key.
    pub(super) fn invalid(&mut self, at: &Pointer, message: impl Into<String>) -> &mut Diagnostic {
        let site = Site::file(self.path, at.clone());
        self.sink.error(&codes::CONFIG_INVALID, site, message)
    }

    fn wrong_kind(&mut self, value: &Value, at: &Pointer, wanted: &str) -> &mut Diagnostic {
        match at.last() {
            Some(key) => self.invalid(at, format!("`{key}` must be {wanted}, but is {}", kind(value))),
            None => self.invalid(at, format!("the file must contain {wanted}, but contains {}", kind(value))),
        }
    }
}

/// Lists the choices.
pub(super) fn one_of(words: &[&str]) -> String {
    match words {
        [only] => format!("expected `{only}`"),
        _ => format!("expected one of `{}`", words.join("`, `")),
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "nothing",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}
