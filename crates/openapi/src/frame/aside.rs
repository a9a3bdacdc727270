//! Sets aside members that `openapiv3` does not support.

use bindery_source::{Pointer, Value};
use serde_json::Map;

use super::{Framer, target};
use crate::grammar::{Kind, each_below_mut, reference};
use crate::hoist::reference_to;
use crate::trail::Trail;

impl Framer<'_> {
    /// Removes from a hoisted piece, at every depth, the members that `openapiv3` does not support.
    pub(super) fn set_aside(&mut self, value: &mut Value, kind: Kind, at: &Trail<'_>) {
        if reference(value, kind).is_some() {
            let target = target(value, kind);
            match (kind, &mut *value) {
                (Kind::Schema, _) => return,
                // A media type of `openapiv3` cannot be a reference, so it is replaced with its target.
                (Kind::MediaType, Value::Object(object)) => {
                    self.take(object, "$ref", at);
                    let target = target.and_then(|target| self.media_types.get(&target)).cloned();
                    *value = target.unwrap_or_else(|| Value::Object(Map::new()));
                }
                (_, Value::Object(object)) => {
                    for name in ["summary", "description"] {
                        self.take(object, name, at);
                    }
                    return;
                }
                _ => return,
            }
        }
        let Value::Object(object) = value else { return };
        for member in kind.object().members.iter().filter(|member| member.beyond) {
            self.take(object, member.name, at);
        }
        let is =
            |object: &Map<String, Value>, name: &str, word: &str| object.get(name).is_some_and(|value| value == word);
        match kind {
            Kind::Parameter => {
                if !is(object, "in", "query") {
                    self.take(object, "allowReserved", at);
                }
                if is(object, "style", "cookie") {
                    self.take(object, "style", at);
                }
            }
            Kind::OauthFlow => self.take(object, "deviceAuthorizationUrl", at),
            _ => {}
        }
        each_below_mut(object, kind, at, &mut |value, kind, at| self.set_aside(value, kind, at));
        let is_whole = (kind == Kind::SecurityScheme && is(object, "type", "mutualTLS"))
            || (kind == Kind::Parameter && is(object, "in", "querystring"));
        if is_whole {
            let place = at.pointer();
            let whole = std::mem::replace(value, reference_to(&place));
            if kind == Kind::Parameter {
                self.query_string(&whole, &place);
            }
            self.beyond.members.insert(place, whole);
        }
    }

    fn take(&mut self, object: &mut Map<String, Value>, name: &str, at: &Trail<'_>) {
        if let Some(value) = object.shift_remove(name) {
            self.beyond.members.insert(at.key(name).pointer(), value);
        }
    }

    /// 3.2's parameter for the whole query string is typed as a query parameter; only its place differs.
    fn query_string(&mut self, whole: &Value, place: &Pointer) {
        let mut typable = whole.clone();
        typable["in"] = Value::from("query");
        if let Some(parameter) = super::typed::typed(typable, place, self.sink) {
            self.parts.query_strings.insert(place.clone(), parameter);
        }
    }
}
