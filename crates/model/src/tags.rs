//! Decides how the alternative of a value is selected, once all types are known.
//!
//! In this order: by the member that `discriminator` names; by a required member with a different constant in each alternative;
//! by the JSON type of the value; by the best match.

use std::collections::VecDeque;

use bindery_openapi::schema::{Kind, Kinds};
use bindery_source::{Pointer, Sink};
use indexmap::{IndexMap, IndexSet};

use crate::codes;
use crate::docs::Docs;
use crate::types::{Base, Field, Hint, Owner, Presence, Role, Scalar, Shape, Tag, TypeId, Types, Union, Variant};

/// Decides for every union. Alternatives with the same tags become one alternative, which is a union itself.
pub(crate) fn choose(types: &mut Types, sink: &mut Sink) {
    let mut kinds = kinds_of_all(types);
    let mut waiting: VecDeque<TypeId> = types.ids().collect();
    while let Some(id) = waiting.pop_front() {
        let Shape::Union(union) = &types[id].shape else { continue };
        let mut union = union.clone();
        let by_property = match &union.tag {
            Tag::Kind => {
                tell_kinds(&mut union, &kinds);
                types.get_mut(id).shape = Shape::Union(union);
                continue;
            }
            Tag::Property(name) if !union.variants.is_empty() => Some(name.clone()),
            Tag::Property(_) | Tag::Untagged => constant_member(types, &union),
        };
        let at = types[id].at.clone();
        let tagged = by_property.as_deref().map(|name| tagged(types, &kinds, &union, name));
        if let Some(Ok(tagged)) = tagged {
            let (variants, shared) = merge_shared(types, id, tagged);
            kinds.resize(types.len(), Kinds::from_iter([Kind::Object]));
            waiting.extend(shared);
            union = Union { variants, tag: Tag::Property(by_property.unwrap_or_default()) };
        } else {
            if let Some((name, Err(Unusable { alternative, because }))) = by_property.zip(tagged) {
                let message = format!("`{name}` does not distinguish the alternatives");
                sink.note(&codes::DISCRIMINATOR_UNUSABLE, &at, message).also(alternative, because);
            }
            if union.variants.iter().any(|variant| variant.is_default) {
                let message = "`defaultMapping` has no effect, because tags do not select the alternatives";
                sink.note(&codes::KEYWORD_NOT_ENFORCED, &at, message);
            }
            for variant in &mut union.variants {
                variant.tags.clear();
                variant.is_default = false;
            }
            union.tag = if differ(&kinds, &union) { Tag::Kind } else { Tag::Untagged };
            if union.tag == Tag::Kind {
                tell_kinds(&mut union, &kinds);
            }
        }
        if union.tag == Tag::Untagged {
            sink.note(&codes::UNION_UNTAGGED, &at, "nothing distinguishes the alternatives: the best match is used")
                .help("add a `discriminator`, or a `const` to each alternative");
        }
        types.get_mut(id).shape = Shape::Union(union);
    }
}

fn tell_kinds(union: &mut Union, kinds: &[Kinds]) {
    union.variants.iter_mut().for_each(|variant| variant.kinds = kinds[variant.ty.index()]);
}

/// The alternatives by their tags: those of the mapping, else the constants of the member, else the component's name.
fn tagged(types: &Types, kinds: &[Kinds], union: &Union, name: &str) -> Result<Tagged, Unusable> {
    let unusable = |variant: &Variant, because| Unusable { alternative: variant.at.clone(), because };
    if let Some(other) = union.variants.iter().find(|variant| kinds[variant.ty.index()].only() != Some(Kind::Object)) {
        return Err(unusable(other, "this alternative may be something other than an object"));
    }
    if let Some(other) = union.variants.iter().find(|variant| !may_be_text(types, kinds, variant.ty, name)) {
        return Err(unusable(other, "this alternative has no string there"));
    }
    let mut groups: IndexMap<Vec<String>, Vec<Variant>> = IndexMap::new();
    for (variant, tags) in union.variants.iter().zip(tags_of_all(types, union, name)) {
        if tags.is_empty() {
            return Err(unusable(variant, "no value leads to this alternative"));
        }
        groups.entry(tags).or_default().push(variant.clone());
    }
    let mut seen = IndexSet::new();
    let mixed = groups.iter().find(|(tags, _)| !tags.iter().all(|tag| seen.insert(tag.as_str())));
    if let Some((_, sharing)) = mixed {
        return Err(unusable(&sharing[0], "this alternative shares a value with another one"));
    }
    match groups.first() {
        Some((_, sharing)) if groups.len() == 1 && sharing.len() > 1 => {
            Err(unusable(&sharing[0], "all alternatives have the same values"))
        }
        _ => Ok(groups.into_iter().collect()),
    }
}

/// The tags of each alternative. If a base lists the tags of all its heirs, each heir lists them too. A shared tag belongs to the
/// alternative that the mapping assigns it to, or that has its name.
fn tags_of_all(types: &Types, union: &Union, name: &str) -> Vec<Vec<String>> {
    let listed = union.variants.iter().map(|variant| {
        let known = || constants(types, variant.ty, name).or_else(|| nested_tags(types, variant.ty, name));
        if variant.tags.is_empty() { known().unwrap_or_default() } else { variant.tags.clone() }
    });
    let mut listed: Vec<Vec<String>> = listed.collect();
    let mut owners: IndexMap<String, usize> = IndexMap::new();
    for (index, variant) in union.variants.iter().enumerate() {
        let called = variant.name.iter().filter(|name| variant.tags.is_empty() && listed[index].contains(name));
        for tag in variant.tags.iter().chain(called) {
            owners.entry(tag.clone()).or_insert(index);
        }
    }
    for (index, variant) in union.variants.iter().enumerate().filter(|(_, variant)| variant.tags.is_empty()) {
        listed[index].retain(|tag| owners.get(tag).is_none_or(|owner| *owner == index));
        if listed[index].is_empty() {
            listed[index].extend(variant.name.clone());
        }
    }
    listed
}

/// The alternatives by their common tags.
type Tagged = Vec<(Vec<String>, Vec<Variant>)>;

/// An alternative that a discriminator does not select, and the reason.
struct Unusable {
    alternative: Pointer,
    because: &'static str,
}

/// Makes one alternative for each set of tags, and the unions that this needs.
fn merge_shared(types: &mut Types, id: TypeId, groups: Tagged) -> (Vec<Variant>, Vec<TypeId>) {
    let mut made = Vec::new();
    let mut variants = Vec::with_capacity(groups.len());
    for (index, (tags, mut sharing)) in groups.into_iter().enumerate() {
        let mut variant = sharing[0].clone();
        if sharing.len() > 1 {
            let owner = Some((Owner::Type(id), Role::Variant(index)));
            let hint = Hint { component: None, title: tags.first().cloned(), owner };
            let ty = types.reserve_part(variant.at.clone(), hint);
            variant.is_default = sharing.iter().any(|variant| variant.is_default);
            for variant in &mut sharing {
                variant.tags.clear();
                variant.is_default = false;
            }
            let union = Union { variants: sharing, tag: Tag::Untagged };
            types.define(ty, Docs::default(), Shape::Union(union));
            made.push(ty);
            variant = Variant { name: None, ty, ..variant };
        }
        variant.name = variant.name.or_else(|| tags.first().cloned());
        variants.push(Variant { tags, ..variant });
    }
    (variants, made)
}

/// A member that every alternative requires, with a different constant in each.
fn constant_member(types: &Types, union: &Union) -> Option<String> {
    let (first, others) = union.variants.split_first()?;
    fields(types, first.ty)
        .iter()
        .filter(|field| field.presence == Presence::Required)
        .map(|field| field.wire.as_str())
        .find(|name| {
            let mut seen = IndexSet::new();
            std::iter::once(first).chain(others).all(|variant| {
                let required = fields(types, variant.ty)
                    .iter()
                    .any(|field| field.wire == *name && field.presence == Presence::Required);
                let tags = constants(types, variant.ty, name).unwrap_or_default();
                required && !tags.is_empty() && tags.into_iter().all(|tag| seen.insert(tag))
            })
        })
        .map(str::to_owned)
}

/// Whether a member may be a string, if the alternative has it.
fn may_be_text(types: &Types, kinds: &[Kinds], id: TypeId, name: &str) -> bool {
    let field = fields(types, id).iter().find(|field| field.wire == name);
    field.is_none_or(|field| kinds[field.ty.index()].contains(Kind::String))
}

/// The strings to which a member is limited.
fn constants(types: &Types, id: TypeId, name: &str) -> Option<Vec<String>> {
    let field = fields(types, id).iter().find(|field| field.wire == name)?;
    match &types[types.without_null(field.ty)].shape {
        Shape::Enum(list) if list.base == Base::String => {
            Some(list.values.iter().filter_map(|value| value.wire.as_str().map(str::to_owned)).collect())
        }
        _ => None,
    }
}

/// The tags of a union with the same discriminating member.
fn nested_tags(types: &Types, id: TypeId, name: &str) -> Option<Vec<String>> {
    match &types[types.resolve(id)].shape {
        Shape::Union(Union { variants, tag: Tag::Property(property) }) if property == name => {
            let tags: Vec<_> = variants.iter().flat_map(|variant| variant.tags.clone()).collect();
            (!tags.is_empty()).then_some(tags)
        }
        _ => None,
    }
}

fn fields(types: &Types, id: TypeId) -> &[Field] {
    match &types[types.resolve(id)].shape {
        Shape::Struct(object) => &object.fields,
        _ => &[],
    }
}

/// Whether no two alternatives share a JSON type.
fn differ(kinds: &[Kinds], union: &Union) -> bool {
    let mut seen = Kinds::default();
    union.variants.iter().all(|variant| {
        let mut own = kinds[variant.ty.index()];
        // JSON has only one kind of number.
        if own.contains(Kind::Integer) {
            own.insert(Kind::Number);
        }
        let apart = !own.is_empty() && seen.and(own).is_empty();
        own.iter().for_each(|kind| seen.insert(kind));
        apart
    })
}

/// The JSON types of the values of every type, by [`TypeId::index`]. The sets grow until nothing changes, which takes at most
/// seven rounds per type.
fn kinds_of_all(types: &Types) -> Vec<Kinds> {
    let mut kinds = vec![Kinds::default(); types.len()];
    let mut users: Vec<Vec<TypeId>> = vec![Vec::new(); types.len()];
    for (id, ty) in types.iter() {
        if matches!(ty.shape, Shape::Union(_) | Shape::Nullable(_) | Shape::Alias(_)) {
            ty.shape.parts().into_iter().for_each(|part| users[part.index()].push(id));
        }
    }
    let mut waiting: Vec<TypeId> = types.ids().rev().collect();
    while let Some(id) = waiting.pop() {
        let now = kinds_of(types, &kinds, id);
        if now != kinds[id.index()] {
            kinds[id.index()] = now;
            waiting.extend(&users[id.index()]);
        }
    }
    kinds
}

fn kinds_of(types: &Types, kinds: &[Kinds], id: TypeId) -> Kinds {
    let of = |id: &TypeId| kinds[id.index()];
    let only = |kind: Kind| Kinds::from_iter([kind]);
    match &types[id].shape {
        Shape::Struct(_) | Shape::Map(_) => only(Kind::Object),
        Shape::List(_) | Shape::Tuple(_) => only(Kind::Array),
        Shape::Enum(list) => match list.base {
            Base::String => only(Kind::String),
            Base::Integer => only(Kind::Integer),
            Base::Mixed => list.values.iter().map(|value| crate::lower::kind_of(&value.wire)).collect(),
        },
        Shape::Union(union) => {
            union.variants.iter().flat_map(|variant| of(&variant.ty).iter().collect::<Vec<_>>()).collect()
        }
        Shape::Nullable(inner) => of(inner).iter().chain([Kind::Null]).collect(),
        Shape::Alias(target) => of(target),
        Shape::Scalar(scalar) => only(match scalar {
            Scalar::Null => Kind::Null,
            Scalar::Boolean => Kind::Boolean,
            Scalar::Integer(_) => Kind::Integer,
            Scalar::Float | Scalar::Double => Kind::Number,
            _ => Kind::String,
        }),
        Shape::Any => Kind::ALL.into_iter().collect(),
        Shape::Never => Kinds::default(),
    }
}
