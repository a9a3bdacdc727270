//! Unions: variants, their data, and how they are distinguished.

use bindery_model::Api;
use bindery_model::types::{Kind, Scalar, Shape, Tag, TypeId, Union as Model, Variant as ModelVariant};
use bindery_source::Sink;

use super::held::Held;
use super::{docs, fields, fixed};
use crate::items::{Alternative, Told, Union};
use crate::names::{Case, Name, Scope, Words};
use crate::ty::Ty;

/// Lowers a union called `name`.
pub(super) fn lower(
    api: &Api,
    id: TypeId,
    union: &Model,
    name: &Name,
    tys: &[Ty],
    held: &Held,
    sink: &mut Sink,
) -> Union {
    let told = match &union.tag {
        Tag::Property(property) => Told::Tag(property.clone()),
        Tag::Kind => Told::Kind,
        Tag::Untagged => Told::Best,
    };
    let mut names = Scope::new(Case::Camel);
    names.ours("Other");
    let (mut alternatives, mut units, mut order, mut default) = (Vec::new(), Vec::new(), Vec::new(), None);
    for (index, variant) in union.variants.iter().enumerate() {
        if let Some(value) = fixed::of_alternative(api, tys, union, variant.ty) {
            let unit = fields::constant(value, &mut names, &api.types[id].at, sink);
            order.push(unit.name.clone());
            units.push(unit);
            continue;
        }
        let name = names.claim(&candidates(api, union, variant, name, index)).name;
        order.push(name.clone());
        default = default.or_else(|| variant.is_default.then(|| name.clone()));
        alternatives.push(Alternative {
            name,
            docs: docs::of_variant(api, variant),
            ty: held.part(id, variant.ty, tys[variant.ty.index()].clone()),
            tags: variant.tags.clone(),
            kinds: kinds(variant),
            made_from: Vec::new(),
        });
    }
    Union { told, alternatives, units, order, default }
}

/// The possible names of a variant: the document's, that of its type, or its position.
fn candidates(api: &Api, union: &Model, variant: &ModelVariant, name: &Name, index: usize) -> Vec<Words> {
    let of_union = Words::new(name.as_str());
    let own = |name: &str| Words::new(api.own_name(name)).after(&of_union);
    let named = variant.name.as_deref().map(own);
    let component = api.types[variant.ty].hint.component.as_deref().map(own);
    let mut candidates: Vec<Words> = named.into_iter().chain(component).filter(|words| !words.is_empty()).collect();
    if candidates.is_empty() {
        candidates.extend(of_shape(api, variant.ty).or_else(|| sole_object(api, union, variant.ty)).map(Words::new));
    }
    candidates.push(Words::new(&format!("variant{}", index + 1)));
    candidates
}

/// If JSON types distinguish the alternatives, only one of them is an object.
pub(super) fn sole_object(api: &Api, union: &Model, id: TypeId) -> Option<&'static str> {
    let is_object = matches!(api.types[api.types.resolve(id)].shape, Shape::Struct(_));
    (union.tag == Tag::Kind && is_object).then_some("object")
}

fn of_shape(api: &Api, id: TypeId) -> Option<&'static str> {
    Some(match &api.types[api.types.resolve(id)].shape {
        Shape::Scalar(Scalar::Null) => "null",
        Shape::Scalar(Scalar::Boolean) => "bool",
        Shape::Scalar(Scalar::Integer(_)) => "integer",
        Shape::Scalar(Scalar::Float | Scalar::Double) => "number",
        Shape::Scalar(Scalar::DateTime | Scalar::Date) => "time",
        Shape::Scalar(_) => "text",
        Shape::Enum(_) => "constant",
        Shape::List(_) | Shape::Tuple(_) => "list",
        Shape::Map(_) => "map",
        Shape::Any => "value",
        Shape::Struct(_) | Shape::Union(_) | Shape::Nullable(_) | Shape::Alias(_) | Shape::Never => return None,
    })
}

/// A number includes integers.
fn kinds(variant: &ModelVariant) -> Vec<&'static str> {
    let kinds = variant.kinds;
    let kinds = if kinds.contains(Kind::Number) { kinds.without(Kind::Integer) } else { kinds };
    kinds.iter().map(Kind::as_str).collect()
}
