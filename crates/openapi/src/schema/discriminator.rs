//! The [Discriminator Object](https://spec.openapis.org/oas/v3.2.0.html#discriminator-object).

use bindery_source::Value;

use super::read::Reader;
use super::{Discriminator, Reference};
use crate::codes;
use crate::trail::Trail;

impl Reader<'_> {
    pub(super) fn discriminator(&mut self, value: Value, at: &Trail<'_>) -> Option<Discriminator> {
        let mut object = match value {
            // The form of Swagger 2.0.
            Value::String(property) => {
                self.sink.warning(
                    &codes::KIND_MISMATCH,
                    at.site(),
                    format!("expected a discriminator, found a string; it is read as `propertyName: {property}`"),
                );
                return Some(Discriminator { property, ..Discriminator::default() });
            }
            Value::Object(object) => object,
            other => {
                return self.misfit(&other, "a discriminator", at);
            }
        };
        let Some(property) =
            object.shift_remove("propertyName").and_then(|name| self.text(name, &at.key("propertyName")))
        else {
            self.sink.warning(
                &codes::MEMBER_MISSING,
                at.site(),
                "a discriminator must have a `propertyName`; it is left out",
            );
            return None;
        };
        let mut discriminator = Discriminator { property, ..Discriminator::default() };
        for (name, value) in object {
            let at = at.key(&name);
            match name.as_str() {
                "mapping" => {
                    let Value::Object(mapping) = value else {
                        self.misfit::<()>(&value, "a map", &at);
                        continue;
                    };
                    for (value, target) in mapping {
                        if let Some(Reference::To(target)) = self.reference(target, &at.key(&value)) {
                            discriminator.mapping.insert(value, target);
                        }
                    }
                }
                "defaultMapping" => {
                    if let Some(Reference::To(target)) = self.reference(value, &at) {
                        discriminator.default = Some(target);
                    }
                }
                extension if extension.starts_with("x-") => {}
                unknown => {
                    self.sink.note(
                        &codes::KEYWORD_UNKNOWN,
                        at.site().on_key(),
                        format!("unknown member `{unknown}` in a discriminator"),
                    );
                }
            }
        }
        Some(discriminator)
    }
}
