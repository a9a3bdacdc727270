//! Compares the value with the grammar: whatever does not fit is reported, and dropped or fixed.
//!
//! Afterwards every member of the frame is known to its object and has the required form. Schemas are left alone; they
//! are checked when they are read.

mod exclusions;
mod rules;

use bindery_source::{Sink, Value, nearest};
use serde_json::Map;

use crate::codes;
use crate::grammar::{Form, Kind, Member, Need, Object, Version, reference};
use crate::refs::NOWHERE;
use crate::trail::Trail;

/// Checks a part of a document and fixes it in place.
///
/// Returns whether the part is still usable.
pub(crate) fn check(value: &mut Value, kind: Kind, at: &Trail<'_>, version: Version, sink: &mut Sink) -> bool {
    Check { version, sink }.part(value, kind, at)
}

struct Check<'s> {
    version: Version,
    sink: &'s mut Sink,
}

/// The consequence of a missing member that an empty value can replace.
const READ_AS_EMPTY: &str = "it is read as empty";

/// The consequence of a missing member that its object is useless without.
const LEFT_OUT: &str = "the whole object is left out";

impl Check<'_> {
    fn part(&mut self, value: &mut Value, kind: Kind, at: &Trail<'_>) -> bool {
        if kind == Kind::Schema {
            return true;
        }
        let is_reference = reference(value, kind).is_some();
        let Value::Object(object) = value else {
            return self.misfit(value, &a(kind.object().label), at);
        };
        if is_reference {
            self.reference(object, kind, at);
            return true;
        }
        self.members(object, kind.object(), at);
        self.required(object, kind.object(), at) && self.rules(object, kind, at)
    }

    /// 3.1 and later allow `summary` and `description` next to a `$ref`:
    /// [Reference Object](https://spec.openapis.org/oas/v3.1.1.html#reference-object).
    fn reference(&mut self, object: &mut Map<String, Value>, kind: Kind, at: &Trail<'_>) {
        if kind == Kind::Operation || (kind == Kind::MediaType && self.version < Version::V32) {
            let message = format!("{} cannot be a `$ref`; it is followed anyway", a(kind.object().label));
            let said = self.sink.note(&codes::REF_PLACE, at.key("$ref").site().on_key(), message);
            said.help("write it inline: other tools may reject the reference");
        }
        object.retain(|name, _| {
            let known = name == "$ref" || (self.version > Version::V30 && matches!(&**name, "summary" | "description"));
            if !known && !name.starts_with("x-") {
                let site = at.key(name).site().on_key();
                let message = format!("`{name}` next to `$ref` is ignored");
                if kind == Kind::PathItem {
                    self.sink.warning(&codes::REF_SIBLINGS, site, message);
                } else {
                    self.sink.note(&codes::REF_SIBLINGS, site, message);
                }
            }
            known
        });
    }

    fn members(&mut self, object: &mut Map<String, Value>, grammar: &Object, at: &Trail<'_>) {
        object.retain(|name, value| {
            let here = at.key(name);
            if let Some(member) = grammar.member(name) {
                if member.since > self.version && !value.is_null() {
                    self.early(member, &here);
                }
                return self.form(value, member.form, &here);
            }
            match &grammar.rest {
                Some(rest) if (rest.accepts)(name) => self.form(value, rest.form, &here),
                _ if name.starts_with("x-") => true,
                Some(rest) => {
                    self.sink.warning(
                        &codes::KEYWORD_UNKNOWN,
                        here.site().on_key(),
                        format!("`{name}` is left out: names under `{}` must {}", grammar.label, rest.shape),
                    );
                    false
                }
                None => {
                    self.unknown(name, value, grammar, &here);
                    false
                }
            }
        });
    }

    fn early(&mut self, member: &Member, at: &Trail<'_>) {
        self.sink.note(
            &codes::KEYWORD_VERSION,
            at.site().on_key(),
            format!(
                "`{}` requires OpenAPI {}, but this document declares {}; it is read anyway",
                member.name,
                member.since.as_str(),
                self.version.as_str()
            ),
        );
    }

    /// A member that holds more than a scalar is a part of the description that is lost.
    fn unknown(&mut self, name: &str, value: &Value, grammar: &Object, at: &Trail<'_>) {
        let (site, message) = (at.site().on_key(), format!("unknown member `{name}` in {}", a(grammar.label)));
        let said = if value.is_object() || value.is_array() {
            self.sink.warning(&codes::KEYWORD_UNKNOWN, site, message)
        } else {
            self.sink.note(&codes::KEYWORD_UNKNOWN, site, message)
        };
        if let Some(meant) = nearest(name, grammar.members.iter().map(|member| member.name)) {
            said.help(format!("did you mean `{meant}`?"));
        }
    }

    /// Converts a value to a form. Returns whether it has that form now.
    fn form(&mut self, value: &mut Value, form: Form, at: &Trail<'_>) -> bool {
        match (form, &mut *value) {
            (Form::Any, _)
            | (Form::Text, Value::String(_))
            | (Form::Flag, Value::Bool(_))
            | (Form::AnyMap, Value::Object(_)) => true,
            (Form::Text, Value::Number(_) | Value::Bool(_)) => {
                let text = value.to_string();
                self.mended(at, format!("`{text}` is not a string; it is read as \"{text}\""));
                *value = Value::String(text);
                true
            }
            (Form::Flag, Value::String(text)) if matches!(&**text, "true" | "false") => {
                let flag = text == "true";
                self.mended(at, format!("\"{flag}\" is a string; it is read as `{flag}`"));
                *value = Value::Bool(flag);
                true
            }
            (Form::Word(words), Value::String(text)) => {
                let known = words.contains(&text.as_str());
                if !known {
                    let text = text.clone();
                    self.not_a_word(&text, words, at);
                }
                known
            }
            (Form::Texts, Value::Array(items)) => {
                let mut index = 0;
                items.retain_mut(|item| {
                    index += 1;
                    self.form(item, Form::Text, &at.index(index - 1))
                });
                true
            }
            // `apiKey:` in YAML names a scheme without scopes; leaving it out would require no credentials at all.
            (Form::Texts, Value::Null) => {
                self.misfit(value, "a list of strings", at);
                *value = Value::Array(Vec::new());
                true
            }
            (Form::TextMap, Value::Object(entries)) => {
                entries.retain(|key, entry| self.form(entry, Form::Text, &at.key(key)));
                true
            }
            (Form::One(kind), _) => self.part(value, kind, at),
            (Form::List(kind), Value::Array(items)) => {
                self.list(items, kind, at);
                true
            }
            (Form::Map(kind), Value::Object(entries)) => {
                entries.retain(|key, entry| self.part(entry, kind, &at.key(key)));
                true
            }
            (Form::Text | Form::Word(_), _) => self.misfit(value, "a string", at),
            (Form::Flag, _) => self.misfit(value, "`true` or `false`", at),
            (Form::Texts, _) => self.misfit(value, "a list of strings", at),
            (Form::List(kind), _) => self.misfit(value, &format!("a list of {} objects", kind.object().label), at),
            (Form::TextMap | Form::AnyMap | Form::Map(_), _) => self.misfit(value, "a map", at),
        }
    }

    /// Items keep their indices, so that later ones are still found at their places.
    fn list(&mut self, items: &mut Vec<Value>, kind: Kind, at: &Trail<'_>) {
        let referable = kind.object().referable;
        let mut index = 0;
        items.retain_mut(|item| {
            index += 1;
            let fits = self.part(item, kind, &at.index(index - 1));
            if !fits && referable {
                *item = lost();
            }
            fits || referable
        });
    }

    fn required(&mut self, object: &mut Map<String, Value>, grammar: &Object, at: &Trail<'_>) -> bool {
        for member in grammar.members {
            if object.contains_key(member.name) {
                continue;
            }
            match member.need {
                Need::Optional => {}
                Need::Required(until) => {
                    if self.version <= until {
                        self.missing(member.name, grammar.label, READ_AS_EMPTY, at);
                    }
                    object.insert(member.name.to_owned(), empty(member.form));
                }
                Need::Vital => {
                    self.missing(member.name, grammar.label, LEFT_OUT, at);
                    return false;
                }
            }
        }
        true
    }

    /// Reports a missing required member, and the consequence.
    fn missing(&mut self, name: &str, label: &str, consequence: &str, at: &Trail<'_>) {
        let message = format!("{} must have a usable `{name}`; {consequence}", a(label));
        self.sink.warning(&codes::MEMBER_MISSING, at.site(), message).help(format!("add `{name}`"));
    }

    fn not_a_word(&mut self, text: &str, words: &[&'static str], at: &Trail<'_>) {
        let said = self.sink.warning(
            &codes::VALUE_UNKNOWN,
            at.site(),
            format!("unknown value `{text}`, expected one of {}", listed(words)),
        );
        // Parameter locations of Swagger 2.0.
        if matches!(text, "body" | "formData") {
            said.help("describe the body under `requestBody`");
        } else if let Some(meant) = nearest(text, words.iter().copied()) {
            said.help(format!("did you mean `{meant}`?"));
        }
    }

    fn mended(&mut self, at: &Trail<'_>, message: String) {
        self.sink.warning(&codes::KIND_MISMATCH, at.site(), message);
    }

    /// Reports a value of the wrong form, which is then ignored. An empty YAML value (`tags:`) is only a note.
    fn misfit(&mut self, value: &Value, wanted: &str, at: &Trail<'_>) -> bool {
        if value.is_null() {
            self.sink.note(&codes::KIND_MISMATCH, at.site(), format!("expected {wanted}, found no value"));
        } else {
            self.sink.warning(
                &codes::KIND_MISMATCH,
                at.site(),
                format!("expected {wanted}, found {}; it is left out", described(value)),
            );
        }
        false
    }
}

/// An unresolved reference that was already reported.
fn lost() -> Value {
    Value::Object(Map::from_iter([("$ref".to_owned(), Value::String(NOWHERE.to_owned()))]))
}

/// The minimal value of a form, with the members that `openapiv3` requires.
fn empty(form: Form) -> Value {
    match form {
        Form::Text | Form::Word(_) => Value::String(String::new()),
        Form::Flag => Value::Bool(false),
        Form::List(_) | Form::Texts => Value::Array(Vec::new()),
        Form::One(kind) => {
            let required = kind.object().members.iter().filter(|member| matches!(member.need, Need::Required(_)));
            Value::Object(required.map(|member| (member.name.to_owned(), empty(member.form))).collect())
        }
        Form::Any | Form::TextMap | Form::AnyMap | Form::Map(_) => Value::Object(Map::new()),
    }
}

/// The type of a value, for people.
pub(crate) fn described(value: &Value) -> &'static str {
    match value {
        Value::Null => "`null`",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// A noun with its article.
pub(crate) fn a(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'O']) { "an" } else { "a" };
    format!("{article} {noun}")
}

fn listed(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}
