//! The types of an API: an arena, independent of any language.

mod hint;
mod scalar;

pub use bindery_openapi::schema::{Kind, Kinds};
use bindery_source::{Pointer, Value};
use indexmap::IndexMap;

pub use self::hint::{Hint, Owner, Role};
pub use self::scalar::{Scalar, Width};
use crate::docs::Docs;

/// A type of [`Types`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(u32);

/// All types of an API, in document order.
#[derive(Clone, Debug, Default)]
pub struct Types {
    all: Vec<Type>,
    by_pointer: IndexMap<Pointer, TypeId>,
}

/// One type.
#[derive(Clone, Debug)]
pub struct Type {
    /// The schema it was lowered from.
    pub at: Pointer,
    /// Its possible names.
    pub hint: Hint,
    /// Its docs in the document.
    pub docs: Docs,
    /// Its shape.
    pub shape: Shape,
    /// `format`, as the document writes it.
    pub format: Option<String>,
    /// The directions in which its values are sent.
    pub travels: Travels,
}

/// The values of a type.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// An object with named members.
    Struct(Struct),
    /// One of a list of constants.
    Enum(Enum),
    /// One of several types.
    Union(Union),
    /// An array of equal elements.
    List(TypeId),
    /// An object whose members all have one type.
    Map(TypeId),
    /// An array with a type for each position.
    Tuple(Tuple),
    /// The inner type, or `null`.
    Nullable(TypeId),
    /// The values of another type under a separate name: a schema that is only a `$ref`.
    Alias(TypeId),
    /// A single value.
    Scalar(Scalar),
    /// Any JSON value.
    Any,
    /// No value at all.
    Never,
}

/// An object with named members.
#[derive(Clone, Debug, PartialEq)]
pub struct Struct {
    /// Its members, in document order.
    pub fields: Vec<Field>,
    /// The other members that it allows.
    pub rest: Rest,
}

/// The members that an object allows in addition to its named ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rest {
    /// Any; they are kept.
    Open,
    /// None.
    Closed,
    /// Any name, with values of this type.
    Typed(TypeId),
}

/// A member of a [`Struct`].
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// The property's pointer.
    pub at: Pointer,
    /// Its name in JSON.
    pub wire: String,
    /// The type of its value.
    pub ty: TypeId,
    /// Whether it may be left out.
    pub presence: Presence,
    /// The direction in which it is sent.
    pub access: Access,
    /// Its docs in the document.
    pub docs: Docs,
}

/// Whether a member or a parameter may be omitted.
#[derive(Clone, Debug, PartialEq)]
pub enum Presence {
    /// It is required.
    Required,
    /// It is optional.
    Optional,
    /// It is optional, and this value by default.
    Defaulted(Value),
}

/// The direction in which a member is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Both.
    ReadWrite,
    /// `readOnly`: only in replies.
    ReadOnly,
    /// `writeOnly`: only in requests, and never shown.
    WriteOnly,
}

/// One of a list of constants.
#[derive(Clone, Debug, PartialEq)]
pub struct Enum {
    /// The type of the constants.
    pub base: Base,
    /// The constants, in document order, without repetitions and without `null`.
    pub values: Vec<EnumValue>,
    /// Whether the document allows any other text: it lists them beside a plain `type: string`.
    pub is_open: bool,
}

impl Enum {
    /// Whether no constant is an array or an object.
    pub fn is_simple(&self) -> bool {
        self.values.iter().all(|value| !value.wire.is_array() && !value.wire.is_object())
    }
}

/// The type of the constants of an [`Enum`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    /// Strings.
    String,
    /// Integers.
    Integer,
    /// Anything else, or a mixture.
    Mixed,
}

/// One constant.
#[derive(Clone, Debug, PartialEq)]
pub struct EnumValue {
    /// In JSON.
    pub wire: Value,
    /// A name in the document (`x-enum-varnames`, or a `title` beside a `const`).
    pub name: Option<String>,
    /// Its docs in the document.
    pub docs: Docs,
}

/// One of several types.
#[derive(Clone, Debug, PartialEq)]
pub struct Union {
    /// The alternatives, in document order.
    pub variants: Vec<Variant>,
    /// How the alternative of a value is selected.
    pub tag: Tag,
}

impl Union {
    /// The alternative that a tag selects, or else the default.
    pub fn selected_by(&self, tag: &str) -> Option<&Variant> {
        let by_tag = self.variants.iter().find(|variant| variant.tags.iter().any(|known| known == tag));
        by_tag.or_else(|| self.variants.iter().find(|variant| variant.is_default))
    }
}

/// An alternative of a [`Union`].
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    /// The alternative's schema.
    pub at: Pointer,
    /// A name in the document: the component's, or a discriminator value.
    pub name: Option<String>,
    /// Its values.
    pub ty: TypeId,
    /// The tags that select it; empty with [`Tag::Kind`] or [`Tag::Untagged`].
    pub tags: Vec<String>,
    /// Whether it stands for objects that no tag selects: 3.2's `defaultMapping`. Only with [`Tag::Property`].
    pub is_default: bool,
    /// The JSON types that select it; empty without [`Tag::Kind`].
    pub kinds: Kinds,
}

/// How the alternative of a value is selected.
#[derive(Clone, Debug, PartialEq)]
pub enum Tag {
    /// By the string in this member.
    Property(String),
    /// By the JSON type of the value, which is different for each alternative.
    Kind,
    /// By the best match.
    Untagged,
}

/// An array with a type for each position.
#[derive(Clone, Debug, PartialEq)]
pub struct Tuple {
    /// The first elements.
    pub items: Vec<TypeId>,
    /// The type of further elements; `None` if there may be none.
    pub rest: Option<TypeId>,
}

/// The directions in which values of a type are sent, decided by a pass over all operations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Travels {
    /// In requests.
    pub out: bool,
    /// In replies and webhooks.
    pub back: bool,
}

impl Types {
    /// Reserves the type of a schema, so that its content can refer to it. The shape is [`Shape::Any`] until [`Types::define`]
    /// sets it.
    pub fn reserve(&mut self, at: Pointer, hint: Hint) -> TypeId {
        let id = self.reserve_part(at.clone(), hint);
        self.by_pointer.entry(at).or_insert(id);
        id
    }

    /// Assigns the type to the schema at a second pointer.
    pub fn also_at(&mut self, at: Pointer, id: TypeId) {
        self.by_pointer.entry(at).or_insert(id);
    }

    /// Reserves a type for a part of a schema, such as its values without `null`. The schema's pointer does not lead to it.
    pub fn reserve_part(&mut self, at: Pointer, hint: Hint) -> TypeId {
        let id = TypeId(u32::try_from(self.all.len()).expect("fewer than four thousand million types"));
        let (docs, travels) = (Docs::default(), Travels::default());
        self.all.push(Type { at, hint, docs, shape: Shape::Any, format: None, travels });
        id
    }

    /// Sets the docs and the shape of a reserved type.
    pub fn define(&mut self, id: TypeId, docs: Docs, shape: Shape) {
        let ty = self.get_mut(id);
        ty.docs = docs;
        ty.shape = shape;
    }

    /// The type of the schema at a pointer.
    pub fn at(&self, pointer: &Pointer) -> Option<TypeId> {
        self.by_pointer.get(pointer).copied()
    }

    /// One type.
    pub fn get(&self, id: TypeId) -> &Type {
        &self.all[id.0 as usize]
    }

    /// One type, to change it.
    pub fn get_mut(&mut self, id: TypeId) -> &mut Type {
        &mut self.all[id.0 as usize]
    }

    /// The type behind aliases.
    pub fn resolve(&self, mut id: TypeId) -> TypeId {
        for _ in 0..self.all.len() {
            match self.get(id).shape {
                Shape::Alias(next) => id = next,
                _ => return id,
            }
        }
        id
    }

    /// The type behind aliases and `null`.
    pub fn without_null(&self, id: TypeId) -> TypeId {
        let id = self.resolve(id);
        match self.get(id).shape {
            Shape::Nullable(inner) => self.resolve(inner),
            _ => id,
        }
    }

    /// Whether any text is a value of the type, though the document lists some: `null` does not count.
    pub fn takes_any_text(&self, id: TypeId) -> bool {
        matches!(&self.get(self.without_null(id)).shape, Shape::Enum(list) if list.is_open)
    }

    /// All types, in document order.
    pub fn iter(&self) -> impl Iterator<Item = (TypeId, &Type)> {
        self.all.iter().zip(0..).map(|(ty, index)| (TypeId(index), ty))
    }

    /// The types in document order.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = TypeId> + use<> {
        (0..self.all.len()).map(|index| TypeId(u32::try_from(index).expect("as many as were reserved")))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there are no types.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }
}

impl std::ops::Index<TypeId> for Types {
    type Output = Type;

    fn index(&self, id: TypeId) -> &Type {
        self.get(id)
    }
}

impl Shape {
    /// The types that this one directly contains, in document order.
    pub fn parts(&self) -> Vec<TypeId> {
        match self {
            Self::Struct(object) => {
                let rest = if let Rest::Typed(rest) = object.rest { Some(rest) } else { None };
                object.fields.iter().map(|field| field.ty).chain(rest).collect()
            }
            Self::Union(union) => union.variants.iter().map(|variant| variant.ty).collect(),
            Self::Tuple(tuple) => tuple.items.iter().copied().chain(tuple.rest).collect(),
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) | Self::Alias(inner) => vec![*inner],
            Self::Enum(_) | Self::Scalar(_) | Self::Any | Self::Never => Vec::new(),
        }
    }
}

impl TypeId {
    /// Its index in document order.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}
