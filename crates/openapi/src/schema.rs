//! JSON Schema 2020-12, whatever version the document was written for.
//!
//! 3.0's own keywords (`nullable`, boolean `exclusiveMinimum`, `example`) are already converted. A schema contains its
//! sub-schemas; a `$ref` is stored as the pointer to its target.

mod discriminator;
mod forms;
mod raise;
pub(crate) mod read;
mod write;

use std::borrow::Cow;

use bindery_source::{Pointer, Value};
use indexmap::IndexMap;

/// One schema. The empty schema, [`Schema::default`], allows everything.
///
/// Keywords are those of [JSON Schema 2020-12](https://json-schema.org/draft/2020-12) and of the OpenAPI base vocabulary.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Schema {
    /// The schema `false`: allows nothing.
    pub never: bool,
    /// `$ref`. Its siblings apply too, as in 2020-12.
    pub reference: Option<Reference>,
    /// `type`; empty if the schema does not declare one.
    pub kinds: Kinds,
    /// `format`.
    pub format: Option<String>,
    /// `title`.
    pub title: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `default`.
    pub default: Option<Value>,
    /// `examples`, with `example` as the first.
    pub examples: Vec<Value>,
    /// `enum`.
    pub enumeration: Option<Vec<Value>>,
    /// `const`.
    pub constant: Option<Value>,
    /// `deprecated`.
    pub deprecated: bool,
    /// `readOnly`.
    pub read_only: bool,
    /// `writeOnly`.
    pub write_only: bool,
    /// `properties`.
    pub properties: IndexMap<String, Schema>,
    /// `required`.
    pub required: Vec<String>,
    /// `additionalProperties`.
    pub additional_properties: Option<Box<Schema>>,
    /// `items`.
    pub items: Option<Box<Schema>>,
    /// `prefixItems`.
    pub prefix_items: Vec<Schema>,
    /// `allOf`.
    pub all_of: Vec<Schema>,
    /// `anyOf`.
    pub any_of: Vec<Schema>,
    /// `oneOf`.
    pub one_of: Vec<Schema>,
    /// `discriminator`.
    pub discriminator: Option<Box<Discriminator>>,
    /// Limits on size, length and value.
    pub bounds: Option<Box<Bounds>>,
    /// Rarely used keywords.
    pub rare: Option<Box<Rare>>,
}

/// The target of a `$ref`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reference {
    /// To a schema of this document.
    To(Pointer),
    /// Not resolved; already reported.
    Unresolved(String),
}

/// A set of JSON types; the empty set means that `type` is missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Kinds(u8);

/// One JSON type, as `type` names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Kind {
    /// `null`
    Null = 1,
    /// `boolean`
    Boolean = 2,
    /// `integer`
    Integer = 4,
    /// `number`
    Number = 8,
    /// `string`
    String = 16,
    /// `array`
    Array = 32,
    /// `object`
    Object = 64,
}

impl Kind {
    /// All types, in the order in which alternatives are listed for people.
    pub const ALL: [Self; 7] =
        [Self::Null, Self::Boolean, Self::Integer, Self::Number, Self::String, Self::Array, Self::Object];

    /// As `type` spells it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::String => "string",
            Self::Array => "array",
            Self::Object => "object",
        }
    }

    /// The type named `text`.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

impl Kinds {
    /// Whether `type` is missing.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether this set contains `kind`.
    pub const fn contains(self, kind: Kind) -> bool {
        self.0 & kind as u8 != 0
    }

    /// Adds a type.
    pub const fn insert(&mut self, kind: Kind) {
        self.0 |= kind as u8;
    }

    /// The set without `kind`.
    #[must_use]
    pub const fn without(self, kind: Kind) -> Self {
        Self(self.0 & !(kind as u8))
    }

    /// The types in both sets.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The number of types.
    pub const fn len(self) -> u32 {
        self.0.count_ones()
    }

    /// The type in this set, if there is exactly one.
    pub fn only(self) -> Option<Kind> {
        if self.len() == 1 { self.iter().next() } else { None }
    }

    /// Each type, `null` first.
    pub fn iter(self) -> impl Iterator<Item = Kind> {
        Kind::ALL.into_iter().filter(move |kind| self.contains(*kind))
    }
}

impl FromIterator<Kind> for Kinds {
    fn from_iter<I: IntoIterator<Item = Kind>>(kinds: I) -> Self {
        let mut set = Self::default();
        kinds.into_iter().for_each(|kind| set.insert(kind));
        set
    }
}

/// The Discriminator Object.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Discriminator {
    /// `propertyName`.
    pub property: String,
    /// `mapping`, resolved to places in this document; unresolved entries are left out and were reported.
    pub mapping: IndexMap<String, Pointer>,
    /// 3.2's `defaultMapping`.
    pub default: Option<Pointer>,
}

/// Limits that a Rust type rarely enforces and the docs always show. Numbers keep their spelling in the document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bounds {
    /// `minimum`
    pub minimum: Option<Value>,
    /// `maximum`
    pub maximum: Option<Value>,
    /// `exclusiveMinimum`
    pub exclusive_minimum: Option<Value>,
    /// `exclusiveMaximum`
    pub exclusive_maximum: Option<Value>,
    /// `multipleOf`
    pub multiple_of: Option<Value>,
    /// `minLength`
    pub min_length: Option<u64>,
    /// `maxLength`
    pub max_length: Option<u64>,
    /// `pattern`
    pub pattern: Option<String>,
    /// `minItems`
    pub min_items: Option<u64>,
    /// `maxItems`
    pub max_items: Option<u64>,
    /// `uniqueItems`
    pub unique_items: bool,
    /// `minProperties`
    pub min_properties: Option<u64>,
    /// `maxProperties`
    pub max_properties: Option<u64>,
}

/// Rarely used keywords.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rare {
    /// `not`
    pub not: Option<Schema>,
    /// `if`
    pub if_: Option<Schema>,
    /// `then`
    pub then: Option<Schema>,
    /// `else`
    pub else_: Option<Schema>,
    /// `patternProperties`
    pub pattern_properties: IndexMap<String, Schema>,
    /// `propertyNames`
    pub property_names: Option<Schema>,
    /// `contains`
    pub contains: Option<Schema>,
    /// `minContains`
    pub min_contains: Option<u64>,
    /// `maxContains`
    pub max_contains: Option<u64>,
    /// `dependentRequired`
    pub dependent_required: IndexMap<String, Vec<String>>,
    /// `dependentSchemas`
    pub dependent_schemas: IndexMap<String, Schema>,
    /// `unevaluatedItems`
    pub unevaluated_items: Option<Schema>,
    /// `unevaluatedProperties`
    pub unevaluated_properties: Option<Schema>,
    /// `$defs`, and `definitions` as older drafts call it
    pub defs: IndexMap<String, Schema>,
    /// `$dynamicRef`
    pub dynamic_reference: Option<Reference>,
    /// `contentEncoding`
    pub content_encoding: Option<String>,
    /// `contentMediaType`
    pub content_media_type: Option<String>,
    /// `contentSchema`
    pub content_schema: Option<Schema>,
    /// `externalDocs.url`
    pub external_docs: Option<String>,
    /// `xml`
    pub xml: Option<Value>,
    /// `x-…`
    pub extensions: IndexMap<String, Value>,
}

impl Schema {
    /// Whether it allows everything and has no keywords: `{}` or `true`.
    pub fn is_anything(&self) -> bool {
        *self == Self::default()
    }

    /// The rarely used keywords, empty if this schema has none.
    pub fn rare(&self) -> &Rare {
        static NONE: std::sync::LazyLock<Rare> = std::sync::LazyLock::new(Rare::default);
        self.rare.as_deref().unwrap_or(&NONE)
    }

    /// The sub-schema `below` this one, by the steps of its pointer (`/properties/id`).
    pub fn below(&self, below: &Pointer) -> Option<&Self> {
        let mut steps = below.steps();
        let mut schema = self;
        while let Some(keyword) = steps.next() {
            let key = if has_keys(&keyword) { steps.next()? } else { Cow::Borrowed("") };
            schema = schema.child(&keyword, &key).or_else(|| schema.beside_null()?.child(&keyword, &key))?;
        }
        Some(schema)
    }

    /// The sub-schema under a keyword, or under a key of it.
    fn child(&self, keyword: &str, key: &str) -> Option<&Self> {
        let rare = self.rare.as_deref();
        let index = || key.parse::<usize>().ok();
        match keyword {
            "properties" => self.properties.get(key),
            "additionalProperties" => self.additional_properties.as_deref(),
            "items" => self.items.as_deref(),
            "prefixItems" => self.prefix_items.get(index()?),
            "allOf" => self.all_of.get(index()?),
            "anyOf" => self.any_of.get(index()?),
            "oneOf" => self.one_of.get(index()?),
            "not" => rare?.not.as_ref(),
            "if" => rare?.if_.as_ref(),
            "then" => rare?.then.as_ref(),
            "else" => rare?.else_.as_ref(),
            "patternProperties" => rare?.pattern_properties.get(key),
            "propertyNames" => rare?.property_names.as_ref(),
            "contains" => rare?.contains.as_ref(),
            "dependentSchemas" => rare?.dependent_schemas.get(key),
            "unevaluatedItems" => rare?.unevaluated_items.as_ref(),
            "unevaluatedProperties" => rare?.unevaluated_properties.as_ref(),
            "$defs" | "definitions" => rare?.defs.get(key),
            "contentSchema" => rare?.content_schema.as_ref(),
            _ => None,
        }
    }

    /// The original schema, if `null` was added around it: pointers of the document do not know about that.
    fn beside_null(&self) -> Option<&Self> {
        match self.any_of.as_slice() {
            [schema, null] if null.kinds.only() == Some(Kind::Null) => Some(schema),
            _ => None,
        }
    }
}

/// Whether a keyword contains schemas under keys or indices, not directly.
fn has_keys(keyword: &str) -> bool {
    use crate::grammar::{Form, Kind};
    matches!(Form::One(Kind::Schema).step(keyword), Form::List(_) | Form::Map(_))
}
