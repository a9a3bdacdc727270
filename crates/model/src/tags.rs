//! How a value's alternative is found, decided once all types are known.
//!
//! In this order: the member that the document names in `discriminator`; a required member that is a different constant
//! in each alternative; the value's JSON type; trying.

use bindery_openapi::schema::{Kind, Kinds};
use bindery_source::Sink;
use indexmap::IndexSet;

use crate::codes;
use crate::types::{Base, Field, Presence, Scalar, Shape, Tag, TypeId, Types, Union};

/// Decides for every union.
pub(crate) fn choose(types: &mut Types, sink: &mut Sink) {
    let kinds = kinds_of_all(types);
    for id in types.ids() {
        let Shape::Union(union) = &types[id].shape else { continue };
        let mut union = union.clone();
        let by_property = match &union.tag {
            Tag::Kind => continue,
            Tag::Property(name) => Some(name.clone()),
            Tag::Untagged => constant_member(types, &union),
        };
        let tagged = by_property.as_deref().is_some_and(|name| tag_by(types, &mut union, name));
        let at = &types[id].at;
        if tagged {
            union.tag = Tag::Property(by_property.unwrap_or_default());
        } else {
            if let Some(name) = by_property {
                let message = format!("`{name}` does not tell the alternatives apart");
                sink.note(&codes::DISCRIMINATOR_UNUSABLE, at, message);
            }
            union.variants.iter_mut().for_each(|variant| variant.tags.clear());
            union.tag = if differ(&kinds, &union) { Tag::Kind } else { Tag::Untagged };
        }
        if union.tag == Tag::Untagged {
            sink.note(&codes::UNION_UNTAGGED, at, "nothing tells the alternatives apart: the best match is taken");
        }
        types.get_mut(id).shape = Shape::Union(union);
    }
}

/// Completes the tags of a union: from its mapping, else from the constants of the member, else from the component's
/// name. `false` where an alternative has no tag or shares one.
fn tag_by(types: &Types, union: &mut Union, name: &str) -> bool {
    let mut seen = IndexSet::new();
    for variant in &mut union.variants {
        if !is_object(types, variant.ty) {
            return false;
        }
        if variant.tags.is_empty() {
            variant.tags = constants(types, variant.ty, name)
                .or_else(|| nested_tags(types, variant.ty, name))
                .unwrap_or_else(|| variant.name.clone().into_iter().collect());
        }
        if variant.tags.is_empty() || !variant.tags.iter().all(|tag| seen.insert(tag.clone())) {
            return false;
        }
        if variant.name.is_none() {
            variant.name = variant.tags.first().cloned();
        }
    }
    true
}

/// A member that every alternative requires and that is a different constant in each.
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

/// The texts that a member is limited to.
fn constants(types: &Types, id: TypeId, name: &str) -> Option<Vec<String>> {
    let field = fields(types, id).iter().find(|field| field.wire == name)?;
    match &types[types.resolve(field.ty)].shape {
        Shape::Enum(list) if list.base == Base::String => {
            Some(list.values.iter().filter_map(|value| value.wire.as_str().map(str::to_owned)).collect())
        }
        _ => None,
    }
}

/// The tags of a union that the same member decides.
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

fn is_object(types: &Types, id: TypeId) -> bool {
    match &types[types.resolve(id)].shape {
        Shape::Struct(_) | Shape::Map(_) => true,
        Shape::Union(union) => matches!(union.tag, Tag::Property(_)),
        _ => false,
    }
}

/// Whether no two alternatives share a JSON type.
fn differ(kinds: &[Kinds], union: &Union) -> bool {
    let mut seen = Kinds::default();
    union.variants.iter().all(|variant| {
        let mut own = kinds[variant.ty.index()];
        // JSON has one kind of number.
        if own.contains(Kind::Integer) {
            own.insert(Kind::Number);
        }
        let apart = !own.is_empty() && seen.and(own).is_empty();
        own.iter().for_each(|kind| seen.insert(kind));
        apart
    })
}

/// The JSON types of the values of every type, by [`TypeId::index`]: sets grow until none grows any more, which takes
/// at most seven rounds for each type.
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
            Scalar::Boolean => Kind::Boolean,
            Scalar::Integer(_) => Kind::Integer,
            Scalar::Float | Scalar::Double => Kind::Number,
            // Written as a number or as a text.
            Scalar::Decimal => return Kinds::from_iter([Kind::Number, Kind::String]),
            _ => Kind::String,
        }),
        Shape::Any => Kind::ALL.into_iter().collect(),
        Shape::Never => Kinds::default(),
    }
}
