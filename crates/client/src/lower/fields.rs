//! The fields and variants of types.

use bindery_model::bindings::MemberBinding;
use bindery_model::types::{self as model, Access, Presence, Rest, Scalar, Shape, TypeId};
use bindery_model::{Api, prose};
use bindery_source::{Pointer, Sink, Value};

use super::held::Held;
use super::{docs, fixed};
use crate::codes;
use crate::items::{Alternative, Asked, Constant, Field, New, Setter, Struct, Tuple, Type, TypeKind, Variant};
use crate::names::{Case, Name, Scope, Words};
use crate::ty::Ty;

/// More required values make a call unreadable, and clippy rejects it.
pub(super) const MOST_ARGUMENTS: usize = 6;

/// The context in which the fields of a struct are lowered.
pub(super) struct Fields<'a> {
    pub(super) sink: &'a mut Sink,
    pub(super) api: &'a Api,
    pub(super) id: TypeId,
    pub(super) name: &'a Name,
    pub(super) tys: &'a [Ty],
    pub(super) held: &'a Held,
}

impl Fields<'_> {
    /// Lowers the struct. `scope` is that of the types, for the struct of its required values.
    pub(super) fn lower(mut self, shape: &model::Struct, scope: &mut Scope) -> Struct {
        let mut names = Scope::new(Case::Snake);
        // Inherent functions of every struct, and trait methods that a setter would hide.
        let mut setters = Scope::with(Case::Snake, ["new", "default", "clone", "eq", "fmt", "into"]);
        let extra = match shape.rest {
            Rest::Closed => None,
            Rest::Open => Some((names.ours("extra"), Ty::Runtime("Extra"))),
            Rest::Typed(value) => {
                let plain = self.tys[value.index()].clone();
                Some((names.ours("extra"), Ty::Map(Box::new(self.held.part(self.id, value, plain)))))
            }
        };
        let (mut fields, mut constants) = (Vec::new(), Vec::new());
        for field in &shape.fields {
            match fixed::of_field(self.api, self.tys, field) {
                Some(value) => constants.push((field.wire.clone(), value.clone())),
                None => fields.push(self.field(field, shape.rest, &mut names, &mut setters)),
            }
        }
        let asked = fields.iter().filter(|field| field.required).count();
        let new = match asked {
            0 => New::Default,
            1..=MOST_ARGUMENTS => New::Args,
            _ => {
                let words = Words::new(self.name.as_str()).then(&Words::new("required"));
                New::Required(scope.claim_one(&words).name)
            }
        };
        let leaves_rest = asked < fields.len() || extra.is_some();
        Struct { fields, constants, extra, new, leaves_rest, setters: self.api.types[self.id].travels.out }
    }

    fn field(&mut self, field: &model::Field, rest: Rest, names: &mut Scope, setters: &mut Scope) -> Field {
        let words = Words::new(&field.wire);
        let claimed = names.claim_one(&words);
        codes::note_taken(self.sink, &claimed, &field.at, "field");
        let name = claimed.name;
        let required = field.presence == Presence::Required;
        let ty = self.ty(field, rest);
        let converts = self.converts(field.ty);
        let setter = (!required).then(|| {
            let setter = setters.claim(&[words.clone(), Words::new("with").then(&words)]).name;
            self::setter(setter, &name, &ty, converts)
        });
        Field {
            docs: self.docs(field, &name),
            asked: required.then(|| asked(&ty, converts)),
            ty,
            secret: field.access == Access::WriteOnly || self.is_password(field.ty),
            is_only_read: field.access == Access::ReadOnly,
            wire: field.wire.clone(),
            name,
            setter,
            required,
        }
    }

    /// Decides how absent, `null` and a value are represented. A read-only member needs no `Patch` if `Extra` remembers nulls.
    fn ty(&self, field: &model::Field, rest: Rest) -> Ty {
        let plain = self.tys[field.ty.index()].clone();
        let (nullable, inner) = match plain {
            Ty::Option(inner) => (true, *inner),
            other => (false, other),
        };
        let value = self.held.part(self.id, field.ty, inner);
        let tells_apart = self.api.types[self.id].travels.out || rest != Rest::Open;
        match (field.presence == Presence::Required, nullable) {
            (true, false) => value,
            (false, true) if tells_apart => Ty::Patch(Box::new(value)),
            _ => value.option(),
        }
    }

    fn docs(&self, field: &model::Field, name: &Name) -> crate::items::Docs {
        let mut own = field.docs.clone();
        let ty = &self.api.types[field.ty];
        // An inline schema describes the property; a component has its own docs.
        if own.is_empty() && ty.hint.component.is_none() {
            own = ty.docs.clone();
        }
        let mut docs = docs::of_member(&own, &field.wire, name.as_str());
        if let Presence::Defaulted(value) = &field.presence {
            docs::section(&mut docs.0, format!("If absent, the API uses {}.", prose::code(&value.to_string())));
        }
        docs
    }

    /// Whether values of the type can be passed as what they hold.
    fn converts(&self, id: TypeId) -> bool {
        let ty = &self.api.types[self.api.types.without_null(id)];
        matches!(ty.shape, Shape::Union(_)) && ty.travels.out || self.api.types.takes_any_text(id)
    }

    fn is_password(&self, id: TypeId) -> bool {
        self.api.types[self.api.types.without_null(id)].shape == Shape::Scalar(Scalar::Password)
    }
}

/// Callers pass the content of a field: without its `Option` or box, strings as `Into<String>`, and lists as iterators of their
/// items.
fn setter(setter: Name, field: &Name, ty: &Ty, converts: bool) -> Setter {
    let is_row = setter == *field;
    let (is_wrapped, accepts) = match ty {
        Ty::Option(inner) if is_row => (true, handed_over(inner, converts)),
        ty => (false, Ty::Into(Box::new(ty.clone()))),
    };
    Setter { name: setter, accepts, is_wrapped, is_row }
}

fn asked(ty: &Ty, converts: bool) -> Asked {
    let accepts = handed_over(ty, converts);
    Asked { converts: accepts != *ty, accepts }
}

fn handed_over(ty: &Ty, converts: bool) -> Ty {
    match ty {
        Ty::Named(_) if converts => Ty::Into(Box::new(ty.clone())),
        Ty::Vec(item) if **item == Ty::String => Ty::Elements(Box::new(Ty::Into(item.clone()))),
        Ty::Vec(item) => Ty::Elements(item.clone()),
        Ty::String | Ty::Foreign(_) => Ty::Into(Box::new(ty.clone())),
        Ty::Boxed(inner) | Ty::Link(inner) => (**inner).clone(),
        other => other.clone(),
    }
}

/// The variants of an enum of strings.
pub(super) fn variants(shape: &model::Enum, at: &Pointer, sink: &mut Sink) -> Vec<Variant> {
    let mut names = Scope::new(Case::Camel);
    names.ours("Other");
    shape
        .values
        .iter()
        .filter_map(|value| value.wire.as_str().map(|wire| (value, wire)))
        .map(|(value, wire)| {
            let claimed = names.claim(&of_value(value));
            codes::note_taken(sink, &claimed, at, "variant");
            let docs = docs::of_member(&value.docs, wire, "");
            Variant { name: claimed.name, wire: wire.to_owned(), docs }
        })
        .collect()
}

/// The variants of an enum of constants that are not all strings.
pub(super) fn constants(shape: &model::Enum, at: &Pointer, sink: &mut Sink) -> Vec<Constant> {
    let mut names = Scope::new(Case::Camel);
    names.ours("Other");
    shape.values.iter().map(|value| constant(value, &mut names, at, sink)).collect()
}

/// A variant for a JSON constant.
pub(super) fn constant(value: &model::EnumValue, names: &mut Scope, at: &Pointer, sink: &mut Sink) -> Constant {
    let claimed = names.claim(&of_value(value));
    codes::note_taken(sink, &claimed, at, "variant");
    let docs = docs::of_member(&value.docs, &value.wire.to_string(), "");
    Constant { name: claimed.name, wire: value.wire.clone(), docs }
}

/// The possible names of a constant's variant: the document's name, then the value.
fn of_value(value: &model::EnumValue) -> Vec<Words> {
    let from_value = match &value.wire {
        Value::String(text) => match Words::new(text) {
            signs if signs.is_empty() => Words::new(&spell_signs(text)),
            words => words,
        },
        Value::Number(number) => Words::new(&format!("value {}", number.to_string().replace('-', "minus "))),
        other => Words::new(&other.to_string()),
    };
    let longer = from_value.clone().then(&Words::new("value"));
    value.name.as_deref().map(Words::new).into_iter().chain([from_value, longer]).collect()
}

/// The fields of an array with a type for each position.
pub(super) fn tuple(id: TypeId, shape: &model::Tuple, tys: &[Ty], held: &Held) -> Tuple {
    let mut names = Scope::new(Case::Snake);
    let mut claim = |text: &str| names.claim_one(&Words::new(text)).name;
    let ty = |part: TypeId| held.part(id, part, tys[part.index()].clone());
    let items = shape.items.iter().enumerate();
    Tuple {
        items: items.map(|(index, part)| (claim(&format!("item{}", index + 1)), ty(*part))).collect(),
        rest: shape.rest.map(|part| (claim("rest"), Ty::Vec(Box::new(ty(part))))),
    }
}

/// Spells out a value of only signs, so that `<` and `>` do not become `Empty` and `Empty2`.
fn spell_signs(text: &str) -> String {
    let word = |sign| match sign {
        '<' => "less",
        '>' => "greater",
        '=' => "equal",
        '!' => "not",
        '*' => "star",
        '+' => "plus",
        '-' => "minus",
        '/' => "slash",
        '%' => "percent",
        '&' => "and",
        '|' => "or",
        '~' => "tilde",
        '^' => "caret",
        '.' => "dot",
        ',' => "comma",
        ':' => "colon",
        ';' => "semicolon",
        '#' => "hash",
        '$' => "dollar",
        '@' => "at",
        '?' => "question",
        '_' => "underscore",
        ' ' => "space",
        _ => "sign",
    };
    text.chars().map(word).collect::<Vec<_>>().join(" ")
}

/// The members of a type, for its docs.
pub(super) fn members(item: &Type) -> Vec<MemberBinding> {
    match &item.kind {
        TypeKind::Struct(shape) => shape
            .fields
            .iter()
            .map(|field| MemberBinding {
                wire: field.wire.clone(),
                rust: field.name.to_string(),
                ty: field.ty.from_outside().to_string(),
            })
            .collect(),
        TypeKind::StringEnum(variants) => variants
            .iter()
            .map(|variant| MemberBinding {
                wire: variant.wire.clone(),
                rust: variant.name.to_string(),
                ty: String::new(),
            })
            .collect(),
        TypeKind::ConstantEnum(constants) => constants
            .iter()
            .map(|constant| MemberBinding {
                wire: constant.wire.to_string(),
                rust: constant.name.to_string(),
                ty: String::new(),
            })
            .collect(),
        TypeKind::Tuple(tuple) => tuple
            .items
            .iter()
            .chain(&tuple.rest)
            .map(|(name, ty)| MemberBinding {
                wire: String::new(),
                rust: name.to_string(),
                ty: ty.from_outside().to_string(),
            })
            .collect(),
        TypeKind::Union(union) => {
            let alternative = |alternative: &Alternative| MemberBinding {
                wire: alternative.tags.join(", "),
                rust: alternative.name.to_string(),
                ty: alternative.ty.from_outside().to_string(),
            };
            let unit = |unit: &Constant| MemberBinding {
                wire: unit.wire.to_string(),
                rust: unit.name.to_string(),
                ty: String::new(),
            };
            let mut members: Vec<MemberBinding> =
                union.alternatives.iter().map(alternative).chain(union.units.iter().map(unit)).collect();
            members.sort_by_key(|member| union.order.iter().position(|name| name.as_str() == member.rust));
            members
        }
        TypeKind::Alias(_) => Vec::new(),
    }
}
