//! Converts OpenAPI 3.0's deviations from JSON Schema 2020-12 into 2020-12.

use bindery_source::Value;

use super::{Kind, Rare, Schema};

/// Keywords of one schema whose meaning changed after 3.0.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Older {
    /// `nullable: true`, or `x-nullable: true`, which Swagger 2.0 documents used before `nullable` existed.
    pub(super) nullable: bool,
    /// `exclusiveMinimum: true`
    pub(super) exclusive_minimum: bool,
    /// `exclusiveMaximum: true`
    pub(super) exclusive_maximum: bool,
}

impl Older {
    /// The schema as 2020-12.
    pub(super) fn raise(self, mut schema: Schema) -> Schema {
        if let Some(bounds) = &mut schema.bounds {
            if self.exclusive_minimum {
                bounds.exclusive_minimum = bounds.minimum.take();
            }
            if self.exclusive_maximum {
                bounds.exclusive_maximum = bounds.maximum.take();
            }
        }
        if self.nullable { or_null(schema) } else { schema }
    }
}

/// The same schema, but it also allows `null`.
///
/// 3.0.3 gives `nullable` a meaning only next to `type`; authors also write it next to `$ref`, `allOf` and `enum`, and
/// mean it.
fn or_null(mut schema: Schema) -> Schema {
    if let Some(constant) = schema.constant.take() {
        schema.enumeration = Some(vec![constant]);
    }
    if let Some(values) = schema.enumeration.as_mut().filter(|values| !values.contains(&Value::Null)) {
        values.push(Value::Null);
    }
    if schema.reference.is_some() || !schema.all_of.is_empty() {
        return beside_null(schema);
    }
    if !schema.kinds.is_empty() {
        schema.kinds.insert(Kind::Null);
    }
    for alternatives in [&mut schema.any_of, &mut schema.one_of] {
        if !alternatives.is_empty() && !alternatives.iter().any(allows_null) {
            alternatives.push(null());
        }
    }
    schema
}

/// `anyOf` of the schema and `null`, with the purely descriptive keywords outside.
fn beside_null(mut inner: Schema) -> Schema {
    let mut outer = Schema {
        title: inner.title.take(),
        description: inner.description.take(),
        default: inner.default.take(),
        examples: std::mem::take(&mut inner.examples),
        deprecated: std::mem::take(&mut inner.deprecated),
        read_only: std::mem::take(&mut inner.read_only),
        write_only: std::mem::take(&mut inner.write_only),
        ..Schema::default()
    };
    if let Some(rare) = &mut inner.rare {
        let told = Rare {
            external_docs: rare.external_docs.take(),
            xml: rare.xml.take(),
            extensions: std::mem::take(&mut rare.extensions),
            ..Rare::default()
        };
        outer.rare = (told != Rare::default()).then(|| Box::new(told));
        inner.rare = inner.rare.filter(|rare| **rare != Rare::default());
    }
    outer.any_of = vec![inner, null()];
    outer
}

fn null() -> Schema {
    Schema { kinds: [Kind::Null].into_iter().collect(), ..Schema::default() }
}

fn allows_null(schema: &Schema) -> bool {
    schema.kinds.contains(Kind::Null)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::schema::{Kind, Reference, Schema, read};

    fn raised(value: Value) -> Schema {
        read::for_test(value, crate::grammar::Version::V30).0
    }

    #[test]
    fn nullable_adds_null_to_the_type() {
        let schema = raised(json!({"type": "string", "nullable": true}));
        assert_eq!(schema.kinds, [Kind::String, Kind::Null].into_iter().collect());
    }

    #[test]
    fn what_swagger_2_called_x_nullable_is_nullable() {
        let schema = raised(json!({"type": "string", "x-nullable": true}));
        assert_eq!(schema.kinds, [Kind::String, Kind::Null].into_iter().collect());
    }

    #[test]
    fn nullable_adds_null_to_the_values() {
        let schema = raised(json!({"type": "string", "enum": ["a"], "nullable": true}));
        assert_eq!(schema.enumeration, Some(vec![json!("a"), Value::Null]));
    }

    #[test]
    fn a_nullable_reference_is_one_of_two() {
        let schema = raised(json!({"$ref": "#/components/schemas/A", "nullable": true, "description": "Mine."}));
        assert_eq!(schema.description.as_deref(), Some("Mine."));
        assert_eq!(schema.reference, None);
        assert!(matches!(schema.any_of[0].reference, Some(Reference::To(_))));
        assert_eq!(schema.any_of[1].kinds.only(), Some(Kind::Null));
    }

    #[test]
    fn a_nullable_all_of_keeps_its_parts_together() {
        let schema = raised(json!({"allOf": [{"type": "object"}], "nullable": true}));
        assert_eq!(schema.any_of.len(), 2);
        assert_eq!(schema.any_of[0].all_of.len(), 1);
    }

    #[test]
    fn a_nullable_choice_has_null_as_its_last() {
        let schema = raised(json!({"oneOf": [{"type": "string"}, {"type": "object"}], "nullable": true}));
        assert_eq!(schema.one_of.len(), 3);
        assert_eq!(schema.one_of[2].kinds.only(), Some(Kind::Null));
    }

    #[test]
    fn an_exclusive_limit_takes_the_place_of_the_limit() {
        let bounds = raised(json!({"minimum": 1, "exclusiveMinimum": true, "maximum": 5})).bounds.unwrap();
        assert_eq!(bounds.minimum, None);
        assert_eq!(bounds.exclusive_minimum, Some(json!(1)));
        assert_eq!(bounds.maximum, Some(json!(5)));
    }
}
