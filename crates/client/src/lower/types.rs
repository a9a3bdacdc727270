//! Lowers the types of the API.

use std::collections::BTreeSet;

use bindery_model::bindings::TypeBinding;
use bindery_model::types::{Base, Scalar, Shape, TypeId};
use bindery_model::{Api, Bindings};
use bindery_source::{Code, Pointer, Sink};
use indexmap::{IndexMap, IndexSet};

use super::claims::Claims;
use super::held::Held;
use super::sample_bodies::Bodies;
use super::{conversions, docs, fields, files, fixed, manifest, reply_types, twins, type_names, unions};
use crate::codes;
use crate::items::{Gate, Manifest, Type, TypeFile, TypeKind, TypesPackage};
use crate::names::{Name, Scope};
use crate::options::Options;
use crate::ty::Ty;

/// The types of the crate, before they are split into files.
pub(super) struct Types {
    /// The Rust type of each type of the API.
    tys: Vec<Ty>,
    /// The items, in the order in which their names were claimed.
    items: IndexMap<TypeId, Type>,
    /// The aliases of equal items.
    twins: IndexMap<TypeId, TypeId>,
    /// [`Package::recursion_limit`](crate::items::Package::recursion_limit)
    pub(super) recursion_limit: Option<usize>,
}

/// Names all types, and decides the Rust type of each.
pub(super) fn lower(api: &Api, chosen: &IndexMap<TypeId, Ty>, claims: &mut Claims<'_>, sink: &mut Sink) -> Types {
    let fixed = fixed::find(api, chosen);
    let (names, mut scope) = type_names::claim(api, &fixed, claims, sink);
    let tys = Spelling { api, names: &names, chosen, fixed: &fixed, told: IndexSet::new(), sink: &mut *sink }.all();
    let held = Held::find(api);
    let mut items = names
        .iter()
        .filter_map(|(id, name)| {
            let kind = match chosen.get(id) {
                Some(ty) => Some(TypeKind::Alias(ty.clone())),
                None => kind(api, *id, name, &tys, &held, &mut scope, sink),
            }?;
            let mut docs = docs::of_type(api, &api.types[*id]);
            docs::fixed(&mut docs, &kind);
            Some((*id, Type { name: name.clone(), docs, kind }))
        })
        .collect();
    let twins = twins::merge(api, &mut items);
    conversions::find(api, &mut items, &twins);
    Types { tys, items, twins, recursion_limit: held.recursion_limit }
}

fn kind(
    api: &Api,
    id: TypeId,
    name: &Name,
    tys: &[Ty],
    held: &Held,
    scope: &mut Scope,
    sink: &mut Sink,
) -> Option<TypeKind> {
    match &api.types[id].shape {
        Shape::Struct(shape) => {
            let lowering = fields::Fields { sink, api, id, name, tys, held };
            Some(TypeKind::Struct(lowering.lower(shape, scope)))
        }
        Shape::Enum(shape) if shape.base == Base::String => {
            Some(TypeKind::StringEnum(fields::variants(shape, &api.types[id].at, sink)))
        }
        Shape::Enum(shape) if shape.is_simple() => {
            Some(TypeKind::ConstantEnum(fields::constants(shape, &api.types[id].at, sink)))
        }
        Shape::Tuple(shape) => Some(TypeKind::Tuple(fields::tuple(id, shape, tys, held))),
        Shape::Union(shape) => Some(TypeKind::Union(unions::lower(api, id, shape, name, tys, held, sink))),
        _ => {
            // An alias with the same name as its target needs no second item.
            let ty = tys[id.index()].clone();
            (ty != Ty::Named(name.clone())).then_some(TypeKind::Alias(ty))
        }
    }
}

impl Types {
    /// The Rust type of a type of the API.
    pub(super) fn ty(&self, id: TypeId) -> &Ty {
        &self.tys[id.index()]
    }

    /// Records the Rust type of each schema.
    pub(super) fn bind(&self, api: &Api, bindings: &mut Bindings) {
        let mut ids: IndexMap<&Pointer, TypeId> = IndexMap::new();
        for (id, ty) in api.types.iter() {
            let binding = self.binding(api, id, &bindings.crate_name);
            // A part of a schema has the same pointer as the schema.
            let former = bindings.types.insert(ty.at.clone(), binding);
            if let Some((id, binding)) = ids.insert(&ty.at, id).zip(former)
                && self.items.contains_key(&id)
            {
                bindings.parts.insert(id, binding);
            }
        }
    }

    fn binding(&self, api: &Api, id: TypeId, crate_name: &str) -> TypeBinding {
        let item = self.items.get(&id);
        let rust = match item {
            Some(item) => format!("types::{}", item.name),
            None => self.ty(id).from_outside().to_string(),
        };
        let item = self.twins.get(&id).map_or(item, |twin| self.items.get(twin));
        let members = item.map(fields::members).unwrap_or_default();
        let whole = api.types.at(&api.types[id].at).unwrap_or(id);
        let code = self.ty(whole).from_outside().code_through(crate_name).to_string();
        TypeBinding { rust, code, kind: item.map_or("inline", kind_word), members }
    }

    /// The sample bodies of the types.
    pub(super) fn bodies(&self) -> Bodies<'_> {
        Bodies::of(self.items.values())
    }

    /// Whether some member can be absent, `null` or a value.
    pub(super) fn has_patches(&self) -> bool {
        let fields = self.items.values().filter_map(|item| match &item.kind {
            TypeKind::Struct(shape) => Some(&shape.fields),
            _ => None,
        });
        fields.flatten().any(|field| matches!(field.ty, Ty::Patch(_)))
    }

    /// Splits the items into files, and into packages.
    pub(super) fn into_files(
        self,
        api: &Api,
        client: &Manifest,
        options: &Options,
        sink: &mut Sink,
    ) -> (Vec<TypeFile>, Option<TypesPackage>) {
        let Self { tys, items, .. } = self;
        let features = &client.features;
        let manifest = manifest::of_types(client);
        let Some(of_replies) = reply_types::find(api, &tys, &items, &manifest.name, options, sink) else {
            return (files::split(api, &tys, items, features, &BTreeSet::new()).0, None);
        };
        let (of_client, types) = files::split(api, &tys, items, features, &of_replies);
        let gate = Gate::any(types.iter().map(|file| &file.gate));
        (of_client, Some(TypesPackage { manifest, gate, types }))
    }
}

fn kind_word(item: &Type) -> &'static str {
    match item.kind {
        TypeKind::Struct(_) => "struct",
        TypeKind::StringEnum(_) | TypeKind::ConstantEnum(_) => "enum",
        TypeKind::Tuple(_) => "tuple",
        TypeKind::Union(_) => "union",
        TypeKind::Alias(_) => "alias",
    }
}

/// The Rust types of all types of the API, being computed.
struct Spelling<'a> {
    api: &'a Api,
    names: &'a IndexMap<TypeId, Name>,
    chosen: &'a IndexMap<TypeId, Ty>,
    fixed: &'a IndexSet<TypeId>,
    /// Types with a note, because several types may contain them.
    told: IndexSet<TypeId>,
    sink: &'a mut Sink,
}

impl Spelling<'_> {
    fn all(mut self) -> Vec<Ty> {
        self.api.types.iter().map(|(id, _)| self.spell(id, &mut Vec::new())).collect()
    }

    /// `within` has the types being spelled, because an array may contain itself.
    fn spell(&mut self, id: TypeId, within: &mut Vec<TypeId>) -> Ty {
        if let Some(chosen) = self.chosen.get(&id) {
            return chosen.clone();
        }
        let ty = &self.api.types[id];
        if within.contains(&id) {
            let message = "this type contains itself without an object in between: the inner type accepts any value";
            self.note(id, &codes::TYPE_ENDLESS, message);
            return Ty::Any;
        }
        within.push(id);
        let spelled = match &ty.shape {
            Shape::Struct(_) | Shape::Union(_) | Shape::Tuple(_) => Ty::Named(self.names[&id].clone()),
            Shape::Enum(shape) if self.fixed.contains(&id) => fixed::ty(&shape.values[0].wire),
            Shape::Enum(shape) if shape.is_simple() => Ty::Named(self.names[&id].clone()),
            Shape::Enum(_) => {
                self.note(id, &codes::TYPE_UNTYPED, "constants that are arrays or objects become an untyped value");
                Ty::Any
            }
            Shape::List(item) => Ty::Vec(Box::new(self.spell(*item, within))),
            Shape::Map(value) => Ty::Map(Box::new(self.spell(*value, within))),
            Shape::Nullable(inner) => match self.spell(*inner, within) {
                nullable @ (Ty::Option(_) | Ty::Any) => nullable,
                plain => plain.option(),
            },
            Shape::Alias(target) => self.spell(*target, within),
            Shape::Scalar(scalar) => of_scalar(*scalar),
            Shape::Any | Shape::Never => Ty::Any,
        };
        within.pop();
        spelled
    }

    fn note(&mut self, id: TypeId, code: &'static Code, message: &str) {
        if self.told.insert(id) {
            self.sink.note(code, &self.api.types[id].at, message);
        }
    }
}

fn of_scalar(scalar: Scalar) -> Ty {
    match scalar {
        Scalar::Null => Ty::Primitive("()"),
        Scalar::Boolean => Ty::Primitive("bool"),
        Scalar::Integer(width) => Ty::Primitive(width.as_str()),
        // Servers that state `float` send more digits than 32 bits can hold.
        Scalar::Float | Scalar::Double => Ty::Primitive("f64"),
        Scalar::DateTime => Ty::Runtime("Timestamp"),
        Scalar::Date => Ty::Runtime("Date"),
        // These keep their text: it is what the API understands, and it round-trips.
        Scalar::Decimal
        | Scalar::String
        | Scalar::Password
        | Scalar::Time
        | Scalar::Duration
        | Scalar::Uuid
        | Scalar::Uri => Ty::String,
        Scalar::Base64 => Ty::Runtime("Base64"),
        Scalar::Binary => Ty::Runtime("File"),
    }
}
