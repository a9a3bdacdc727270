//! The facts of a schema once `$ref` and `allOf` are merged into it.

use std::borrow::Cow;

use bindery_openapi::Document;
use bindery_openapi::schema::{Bounds, Discriminator, Kind, Kinds, Reference, Schema};
use bindery_source::{Pointer, Value};
use indexmap::{IndexMap, IndexSet};

use super::place::{Lens, Part, Place, View, is_condition, is_null, states_own_shape};

/// Everything that several schemas state about the values that match all of them. Sub-schemas are not merged: if two schemas
/// describe the same one, both are listed.
#[derive(Debug)]
pub(crate) struct Facts<'d> {
    /// The schemas that contributed their own keywords, bases first.
    pub(crate) own: Vec<Place<'d>>,
    /// Whether no value can match.
    pub(crate) never: bool,
    /// The place and the reason if two schemas contradict each other.
    pub(crate) clash: Option<(Pointer, String)>,
    /// The stated JSON types; empty if none is stated.
    pub(crate) kinds: Kinds,
    /// `format`.
    pub(crate) format: Option<&'d str>,
    /// `enum` and `const`.
    pub(crate) constants: Option<Vec<Constant<'d>>>,
    /// `properties`.
    pub(crate) properties: IndexMap<&'d str, Vec<Place<'d>>>,
    /// `required`, and the place of each name.
    pub(crate) required: IndexMap<&'d str, Pointer>,
    /// `additionalProperties`.
    pub(crate) additional: Vec<Place<'d>>,
    /// Schemas whose `additionalProperties` or `unevaluatedProperties` forbids further members.
    pub(crate) closers: Vec<(&'d Schema, Reach)>,
    /// Whether rules that only appear in the docs may allow further members despite `unevaluatedProperties`.
    pub(crate) evaluates_elsewhere: bool,
    /// `patternProperties`.
    pub(crate) patterns: Vec<Place<'d>>,
    /// `items`.
    pub(crate) items: Vec<Place<'d>>,
    /// `prefixItems`, by position.
    pub(crate) prefix: Vec<Vec<Place<'d>>>,
    /// The minimum and maximum number of elements.
    pub(crate) length: (u64, Option<u64>),
    /// `contentEncoding`.
    pub(crate) content_encoding: Option<&'d str>,
    /// `contentMediaType`.
    pub(crate) content_media_type: Option<&'d str>,
    /// `anyOf` and `oneOf` with more than one alternative.
    pub(crate) choices: Vec<Choice<'d>>,
    /// Whether merging was cut off because there are too many schemas.
    pub(crate) too_many: bool,
    lens: Lens,
}

/// The scope of a closing keyword.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// The properties beside it: `additionalProperties`.
    Beside,
    /// All known properties: `unevaluatedProperties`.
    Everything,
}

/// A value of `enum` or `const`, with its docs.
#[derive(Clone, Debug)]
pub(crate) struct Constant<'d> {
    /// Its place.
    pub(crate) at: Pointer,
    /// The value, as written or as intended.
    pub(crate) value: Cow<'d, Value>,
    /// A name for it.
    pub(crate) name: Option<&'d str>,
    /// A description of it.
    pub(crate) description: Option<&'d str>,
}

/// An `anyOf` or a `oneOf`.
#[derive(Clone, Debug)]
pub(crate) struct Choice<'d> {
    /// The keyword's place.
    pub(crate) at: Pointer,
    /// The alternatives.
    pub(crate) alternatives: Vec<Place<'d>>,
    /// The discriminator.
    pub(crate) discriminator: Option<&'d Discriminator>,
}

/// The limit for merged schemas: far above real documents, and low enough to stop a hostile one early.
const MOST_MERGED: usize = 256;

/// The limit for schemas that are visited.
const MOST_SEEN: usize = 1_024;

impl<'d> Facts<'d> {
    /// Merges all that the schemas of a view and their bases state.
    pub(crate) fn of(document: &'d Document, view: &View<'d>) -> Self {
        let mut facts = Self::new(view.lens);
        let mut seen = IndexSet::new();
        let mut stack: Vec<Place<'d>> = view.places.iter().rev().cloned().collect();
        while let Some(place) = stack.pop() {
            if !seen.insert((place.at.clone(), place.part)) {
                continue;
            }
            if facts.own.len() > MOST_MERGED || seen.len() > MOST_SEEN {
                facts.too_many = true;
                break;
            }
            facts.evaluates_elsewhere |= evaluates_elsewhere(place.schema);
            match place.part {
                Part::Own => facts.take(place),
                Part::Whole => {
                    let mut bases = place.bases(document);
                    bases.extend(facts.choose(&place));
                    if states_own_shape(place.schema) || !place.schema.kinds.is_empty() {
                        stack.push(place.own());
                    }
                    stack.extend(bases.into_iter().rev());
                }
            }
        }
        // A base that lists its heirs as alternatives is not a choice for an heir. A choice that is nothing else may list itself.
        let itself = match view.places.as_slice() {
            [place] if !states_own_shape(place.schema) => Some(&place.at),
            _ => None,
        };
        facts.choices.retain(|choice| {
            !choice.alternatives.iter().any(|alternative| {
                let target = alternative.clone().settle(document).place;
                Some(&target.at) != itself && seen.contains(&(target.at, Part::Whole))
            })
        });
        facts.look_through_lens();
        facts
    }

    fn new(lens: Lens) -> Self {
        Self {
            own: Vec::new(),
            never: false,
            clash: None,
            kinds: Kinds::default(),
            format: None,
            constants: None,
            properties: IndexMap::new(),
            required: IndexMap::new(),
            additional: Vec::new(),
            closers: Vec::new(),
            evaluates_elsewhere: false,
            patterns: Vec::new(),
            items: Vec::new(),
            prefix: Vec::new(),
            length: (0, None),
            content_encoding: None,
            content_media_type: None,
            choices: Vec::new(),
            too_many: false,
            lens,
        }
    }

    /// Whether `null` matches.
    pub(crate) fn admits_null(&self) -> bool {
        if self.lens != Lens::All {
            return false;
        }
        if let Some(constants) = &self.constants {
            return constants.iter().any(|constant| constant.value.is_null());
        }
        let chosen = |choice: &Choice<'_>| choice.alternatives.iter().any(|alternative| is_null(alternative.schema));
        self.kinds.contains(Kind::Null) || self.choices.iter().any(chosen)
    }

    /// The stated JSON types, or else those to which the other keywords apply. Empty if there are none.
    pub(crate) fn kinds_or_implied(&self) -> Kinds {
        let object = !self.properties.is_empty()
            || !self.required.is_empty()
            || !self.additional.is_empty()
            || !self.closers.is_empty()
            || !self.patterns.is_empty();
        let array = !self.items.is_empty() || !self.prefix.is_empty();
        let string = self.format.is_some() || self.content_encoding.is_some() || self.content_media_type.is_some();
        let implied = match (object, array, string) {
            _ if !self.kinds.is_empty() => return self.kinds,
            (true, _, _) => Kind::Object,
            (_, true, _) => Kind::Array,
            (_, _, true) => Kind::String,
            _ => return Kinds::default(),
        };
        Kinds::from_iter([implied])
    }

    /// Sets the alternatives of a schema aside if there are several, or returns the only one.
    fn choose(&mut self, place: &Place<'d>) -> Option<Place<'d>> {
        let mut sole = None;
        for (keyword, alternatives) in [("anyOf", &place.schema.any_of), ("oneOf", &place.schema.one_of)] {
            if alternatives.is_empty() || alternatives.iter().all(is_condition) {
                continue;
            }
            let at = place.at.key(keyword);
            let mut left: Vec<_> = alternatives
                .iter()
                .enumerate()
                .filter(|(_, alternative)| self.lens == Lens::All || !is_null(alternative))
                .map(|(index, alternative)| Place::whole(at.index(index), alternative))
                .collect();
            if left.len() == 1 && sole.is_none() {
                sole = left.pop();
            } else {
                let discriminator = place.schema.discriminator.as_deref();
                self.choices.push(Choice { at, alternatives: left, discriminator });
            }
        }
        sole
    }

    /// Adds the schema's own keywords.
    fn take(&mut self, place: Place<'d>) {
        let Place { at, schema, .. } = &place;
        let rare = schema.rare();
        self.never |= schema.never;
        self.take_kinds(at, schema.kinds);
        self.format = self.format.or(schema.format.as_deref());
        self.content_encoding = self.content_encoding.or(rare.content_encoding.as_deref());
        self.content_media_type = self.content_media_type.or(rare.content_media_type.as_deref());
        self.take_constants(at, schema);
        for (name, property) in &schema.properties {
            let property = Place::whole(at.key("properties").key(name), property);
            self.properties.entry(name).or_default().push(property);
        }
        for (index, name) in schema.required.iter().enumerate() {
            self.required.entry(name).or_insert_with(|| at.key("required").index(index));
        }
        let closing = [
            (&schema.additional_properties.as_deref(), "additionalProperties", Reach::Beside),
            (&rare.unevaluated_properties.as_ref(), "unevaluatedProperties", Reach::Everything),
        ];
        for (rest, keyword, reach) in closing {
            match rest {
                Some(rest) if rest.never => self.closers.push((schema, reach)),
                Some(rest) => self.additional.push(Place::whole(at.key(keyword), rest)),
                None => {}
            }
        }
        let patterns = rare.pattern_properties.iter();
        self.patterns
            .extend(patterns.map(|(name, schema)| Place::whole(at.key("patternProperties").key(name), schema)));
        self.items.extend(schema.items.as_deref().map(|items| Place::whole(at.key("items"), items)));
        for (index, item) in schema.prefix_items.iter().enumerate() {
            if self.prefix.len() == index {
                self.prefix.push(Vec::new());
            }
            self.prefix[index].push(Place::whole(at.key("prefixItems").index(index), item));
        }
        if let Some(Bounds { min_items, max_items, .. }) = schema.bounds.as_deref() {
            self.length.0 = self.length.0.max(min_items.unwrap_or(0));
            self.length.1 = [self.length.1, *max_items].into_iter().flatten().min();
        }
        self.own.push(place);
    }

    fn take_kinds(&mut self, at: &Pointer, kinds: Kinds) {
        if kinds.is_empty() {
            return;
        }
        let met = if self.kinds.is_empty() { kinds } else { meet(self.kinds, kinds) };
        if met.is_empty() {
            let reason = format!("a value cannot be both {} and {}", names(self.kinds), names(kinds));
            self.clash.get_or_insert((at.clone(), reason));
        }
        self.kinds = met;
    }

    fn take_constants(&mut self, at: &Pointer, schema: &'d Schema) {
        let Some(stated) = constants_of(at, schema) else { return };
        let Some(known) = &mut self.constants else {
            self.constants = Some(stated);
            return;
        };
        known.retain(|known| stated.iter().any(|stated| stated.value == known.value));
        if known.is_empty() {
            self.clash.get_or_insert((at.clone(), "the lists have no value in common".to_owned()));
        }
    }

    fn look_through_lens(&mut self) {
        let stated = !self.kinds.is_empty();
        let fits = |kind: Kind, lens: Lens| match lens {
            Lens::All => true,
            Lens::NotNull => kind != Kind::Null,
            Lens::Only(only) => kind == only,
        };
        let lens = self.lens;
        self.kinds = self.kinds.iter().filter(|kind| fits(*kind, lens)).collect();
        self.never |= stated && self.kinds.is_empty() && self.clash.is_none();
        if let Some(constants) = &mut self.constants {
            constants.retain(|constant| fits(kind_of(&constant.value), lens));
            self.never |= constants.is_empty() && self.clash.is_none();
        }
    }
}

/// Whether a schema evaluates members that no type has: through a rule, another matching alternative, or a dynamic reference.
fn evaluates_elsewhere(schema: &Schema) -> bool {
    let rare = schema.rare();
    rare.if_.is_some()
        || rare.dynamic_reference.is_some()
        || !rare.dependent_schemas.is_empty()
        || !schema.any_of.is_empty()
        || !schema.one_of.is_empty()
        || schema.reference.as_ref().is_some_and(|reference| matches!(reference, Reference::Unresolved(_)))
}

/// The JSON type of a value: `integer` for a number without a fraction.
pub(crate) fn kind_of(value: &Value) -> Kind {
    match value {
        Value::Null => Kind::Null,
        Value::Bool(_) => Kind::Boolean,
        Value::Number(number) if number.is_f64() => Kind::Number,
        Value::Number(_) => Kind::Integer,
        Value::String(_) => Kind::String,
        Value::Array(_) => Kind::Array,
        Value::Object(_) => Kind::Object,
    }
}

/// The types in both sets. Every integer is a number.
fn meet(one: Kinds, other: Kinds) -> Kinds {
    let mut met = one.and(other);
    let integer_and_number = |one: Kinds, other: Kinds| one.contains(Kind::Integer) && other.contains(Kind::Number);
    if integer_and_number(one, other) || integer_and_number(other, one) {
        met.insert(Kind::Integer);
    }
    met
}

/// A set of types in words.
pub(crate) fn names(kinds: Kinds) -> String {
    kinds.iter().map(Kind::as_str).collect::<Vec<_>>().join(" or ")
}

fn constants_of<'d>(at: &Pointer, schema: &'d Schema) -> Option<Vec<Constant<'d>>> {
    if let Some(value) = &schema.constant {
        let name = schema.title.as_deref();
        let description = schema.description.as_deref();
        return Some(vec![Constant { at: at.key("const"), value: Cow::Borrowed(value), name, description }]);
    }
    let values = schema.enumeration.as_ref()?;
    let at = at.key("enum");
    let extensions = &schema.rare().extensions;
    let listed = |keys: [&str; 2]| keys.into_iter().find_map(|key| extensions.get(key)?.as_array());
    let names = listed(["x-enum-varnames", "x-enumNames"]);
    let descriptions = listed(["x-enum-descriptions", "x-enumDescriptions"]);
    Some(
        values
            .iter()
            .enumerate()
            .map(|(index, value)| Constant {
                at: at.index(index),
                value: Cow::Borrowed(value),
                name: names.and_then(|names| names.get(index)?.as_str()),
                description: descriptions.and_then(|texts| texts.get(index)?.as_str()),
            })
            .collect(),
    )
}
