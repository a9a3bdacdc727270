//! The `types` module.

use std::collections::BTreeMap;

use bindery_source::{Files, Value};
use proc_macro2::TokenStream;
use quote::quote;

use super::types_package;
use crate::items::{
    Alternative, Asked, Constant, Docs, Field, New, Package, Setter, Struct, Told, Tuple, Type, TypeFile, TypeKind,
    Union, Variant,
};
use crate::names::Name;
use crate::print::{Item, Member, RustFile, literal};
use crate::ty::Ty;

/// Prints `src/types.rs` and the files of its modules.
pub(super) fn files(package: &Package, files: &mut Files) {
    if !package.has_types() {
        return;
    }
    let mut root = RustFile::new(&Docs(vec!["Types of the API.".to_owned()]));
    let separate = package.types_package.iter().map(types_package::reexport);
    modules(&package.types, separate, &mut root);
    root.finish("src/types.rs", files);
    parts(&package.types, "src/types", files);
}

/// Prints the modules of the files, and exports their types after `exports`.
pub(super) fn modules(types: &[TypeFile], exports: impl Iterator<Item = TokenStream>, root: &mut RustFile) {
    let sorted: BTreeMap<&Name, &TypeFile> = types.iter().map(|file| (&file.module, file)).collect();
    root.block(sorted.iter().map(|(module, TypeFile { gate, .. })| quote!(#gate mod #module;)));
    root.block(exports.chain(sorted.iter().map(|(module, TypeFile { gate, exports, .. })| {
        let names = exports.iter();
        quote!(#gate pub use #module::{#(#names),*};)
    })));
}

/// Prints the files into a folder.
pub(super) fn parts(types: &[TypeFile], folder: &str, files: &mut Files) {
    for file in types {
        let mut text = RustFile::new(&Docs(vec![file.subject.clone()]));
        if !file.imports.is_empty() {
            let names = file.imports.iter();
            text.block([quote!(use bindery_runtime::{#(#names),*};)]);
        }
        if !file.foreign.is_empty() {
            let names = file.foreign.iter();
            text.block([quote!(use super::{#(#names),*};)]);
        }
        for ty in &file.types {
            self::ty(ty, &mut text);
        }
        text.finish(&format!("{folder}/{}.rs", file.module), files);
    }
}

fn ty(ty: &Type, file: &mut RustFile) {
    match &ty.kind {
        TypeKind::Struct(shape) => structure(ty, shape, file),
        TypeKind::StringEnum(variants) => string_enum(ty, variants, file),
        TypeKind::ConstantEnum(constants) => constant_enum(ty, constants, file),
        TypeKind::Tuple(shape) => tuple(ty, shape, file),
        TypeKind::Union(shape) => union(ty, shape, file),
        TypeKind::Alias(target) => {
            let Type { name, docs, .. } = ty;
            file.item(Item::Tokens(quote!(#docs pub type #name = #target;)));
        }
    }
}

fn structure(ty: &Type, shape: &Struct, file: &mut RustFile) {
    let Type { name, docs, .. } = ty;
    let attributes: &[_] = match shape.new {
        New::Default => &["#[derive(Default)]", "#[non_exhaustive]"],
        _ => &["#[non_exhaustive]"],
    };
    let about = || Docs::line("Members that the document does not name.");
    let extra = shape.extra.as_ref().map(|(name, ty)| Member::field(about(), name, &ty.code()));
    file.item(Item::Body {
        docs: docs.into(),
        attributes,
        head: format!("struct {name}"),
        members: shape.fields.iter().map(field).chain(extra).collect(),
    });
    file.item(Item::Table {
        name: "record",
        head: record_head(name, shape),
        rows: shape.fields.iter().map(row).collect(),
        constants: shape.constants.iter().map(|(wire, value)| constant_row(&literal(wire), value)).collect(),
    });
    if let Some(new) = constructor(name, shape, file) {
        file.methods(name, [new.into()]);
    }
    if shape.setters {
        setters(name, &shape.fields, file);
    }
}

fn field(Field { name, ty, docs, .. }: &Field) -> Member<'_> {
    Member::field(docs, name, &ty.code())
}

fn record_head(name: &Name, shape: &Struct) -> String {
    match &shape.extra {
        Some((extra, _)) => format!("{name}, {extra}"),
        None => name.to_string(),
    }
}

fn row(field: &Field) -> String {
    let required = if field.required { ", required" } else { "" };
    let secret = if field.secret { ", secret" } else { "" };
    format!("{} = {}{required}{secret};", field.name, literal(&field.wire))
}

fn constructor(name: &Name, shape: &Struct, file: &mut RustFile) -> Option<TokenStream> {
    let asked = || shape.fields.iter().filter_map(|field| Some((field, field.asked.as_ref()?)));
    let rest = shape.leaves_rest.then(|| quote!(..bindery_runtime::Empty::empty()));
    match &shape.new {
        New::Default => None,
        New::Args => {
            let args = asked().map(|(Field { name, .. }, Asked { accepts, .. })| quote!(#name: #accepts));
            let values = asked().map(|(Field { name, .. }, Asked { accepts, converts })| {
                let into = converts.then(|| match accepts {
                    Ty::Elements(item) if matches!(**item, Ty::Into(_)) => {
                        quote!(: #name.into_iter().map(Into::into).collect())
                    }
                    Ty::Elements(_) => quote!(: #name.into_iter().collect()),
                    _ => quote!(: #name.into()),
                });
                quote!(#name #into)
            });
            Some(quote! {
                /// Creates it from required members.
                #[must_use]
                #[inline]
                pub fn new(#(#args),*) -> Self {
                    Self { #(#values,)* #rest }
                }
            })
        }
        New::Required(bundle) => {
            file.item(Item::Body {
                docs: Docs::line(format!("The required members of [`{name}`].")).into(),
                attributes: &[],
                head: format!("struct {bundle}"),
                members: asked().map(|(asked, _)| field(asked)).collect(),
            });
            // The table masks secrets in `Debug`.
            let rows = asked().map(|(field, _)| row(field)).collect();
            file.item(Item::table("record", bundle.to_string(), rows));
            let names: Vec<&Name> = asked().map(|(field, _)| &field.name).collect();
            Some(quote! {
                /// Creates it from required members.
                #[must_use]
                #[inline]
                pub fn new(required: #bundle) -> Self {
                    let #bundle { #(#names),* } = required;
                    Self { #(#names,)* #rest }
                }
            })
        }
    }
}

/// The setters of the optional fields: rows of the runtime's table, then those with names of their own.
fn setters(name: &Name, fields: &[Field], file: &mut RustFile) {
    let optional = || fields.iter().filter_map(|field| Some((&field.name, field.setter.as_ref()?)));
    let (rows, methods): (Vec<_>, Vec<_>) = optional().partition(|(_, setter)| setter.is_row);
    let is_list = |(_, setter): &(_, &Setter)| matches!(setter.accepts, Ty::Elements(_));
    let (lists, plain): (Vec<_>, Vec<_>) = rows.into_iter().partition(is_list);
    for (table, rows) in [("setters", plain), ("list_setters", lists)] {
        let rows: Vec<_> = rows.into_iter().map(|(field, setter)| setter_row(field, setter)).collect();
        if !rows.is_empty() {
            file.item(Item::table(table, name.to_string(), rows));
        }
    }
    file.methods(name, methods.into_iter().map(|(field, setter)| setter_method(field, setter).into()));
}

fn setter_row(field: &Name, setter: &Setter) -> String {
    let wrap = if setter.is_wrapped { "Some" } else { "" };
    format!("{field}: {wrap}({});", setter.accepts.code())
}

fn setter_method(field: &Name, setter: &Setter) -> TokenStream {
    let Setter { name, accepts, .. } = setter;
    let doc = format!(" Sets [`{field}`](Self::{field}).");
    quote! {
        #[doc = #doc]
        #[must_use]
        #[inline]
        pub fn #name(mut self, value: #accepts) -> Self {
            self.#field = value.into();
            self
        }
    }
}

/// An enum of constants. The variant for other values holds an `other`.
fn enumeration<'a>(name: &Name, docs: &'a Docs, arms: impl Iterator<Item = Member<'a>>, other: &str) -> Item<'a> {
    Item::Body {
        docs: docs.into(),
        attributes: &["#[derive(Clone, Debug, PartialEq, Eq, Hash)]", "#[non_exhaustive]"],
        head: format!("enum {name}"),
        members: arms.chain([Member::other("A value that the document does not name.", other)]).collect(),
    }
}

fn string_enum(ty: &Type, variants: &[Variant], file: &mut RustFile) {
    let Type { name, docs, .. } = ty;
    let arms = variants.iter().map(|Variant { name, docs, .. }| Member::variant(docs, name, None));
    file.item(enumeration(name, docs, arms, "Unrecognized"));
    let rows = variants.iter().map(|variant| format!("{} = {};", variant.name, literal(&variant.wire))).collect();
    file.item(Item::table("string_enum", name.to_string(), rows));
}

fn union(ty: &Type, shape: &Union, file: &mut RustFile) {
    let Type { name, docs, .. } = ty;
    let arms = shape.alternatives.iter();
    let arms = arms.map(|Alternative { name, docs, ty, .. }| Member::variant(docs, name, Some(&ty.code())));
    let units = shape.units.iter().map(|Constant { name, docs, .. }| Member::variant(docs, name, None));
    let other = Member::other("Any other value.", "bindery_runtime::Value");
    file.item(Item::Body {
        docs: docs.into(),
        attributes: &["#[non_exhaustive]"],
        head: format!("enum {name}"),
        members: arms.chain(units).chain([other]).collect(),
    });
    let told = match &shape.told {
        Told::Tag(member) => format!("tag {}", literal(member)),
        Told::Kind => "kind".to_owned(),
        Told::Best => "best".to_owned(),
    };
    let default = shape.default.as_ref().map(|variant| format!(", fallback {variant}")).unwrap_or_default();
    let rows = shape.alternatives.iter().map(|alternative| alternative_row(alternative, &shape.told));
    file.item(Item::Table {
        name: "union",
        head: format!("{name}, {told}{default}"),
        rows: rows.collect(),
        constants: shape.units.iter().map(constant_variant).collect(),
    });
    let made = |Alternative { name, made_from, .. }: &Alternative| {
        made_from.iter().map(|ty| format!("{name}: {};", ty.code())).collect::<Vec<_>>()
    };
    let made: Vec<String> = shape.alternatives.iter().flat_map(made).collect();
    if !made.is_empty() {
        file.item(Item::table("from", name.to_string(), made));
    }
}

fn alternative_row(alternative: &Alternative, told: &Told) -> String {
    let name = &alternative.name;
    match told {
        Told::Tag(_) => {
            let tags: Vec<String> = alternative.tags.iter().map(|tag| literal(tag)).collect();
            format!("{name} = {};", tags.join(", "))
        }
        Told::Kind => format!("{name} = {};", alternative.kinds.join(", ")),
        Told::Best => format!("{name};"),
    }
}

fn constant_enum(ty: &Type, constants: &[Constant], file: &mut RustFile) {
    let Type { name, docs, .. } = ty;
    let arms = constants.iter().map(|Constant { name, docs, .. }| Member::variant(docs, name, None));
    file.item(enumeration(name, docs, arms, "UnrecognizedValue"));
    let rows = constants.iter().map(constant_variant).collect();
    file.item(Item::table("constant_enum", name.to_string(), rows));
}

fn constant_variant(constant: &Constant) -> String {
    constant_row(constant.name.as_str(), &constant.wire)
}

/// A constant in the syntax of the runtime's tables: a macro sees a negative number as two tokens.
fn constant_row(name: &str, value: &Value) -> String {
    match value {
        Value::String(text) => format!("{name} = {};", literal(text)),
        Value::Number(number) if number.to_string().starts_with('-') => format!("{name} = ({number});"),
        other => format!("{name} = {other};"),
    }
}

fn tuple(ty: &Type, shape: &Tuple, file: &mut RustFile) {
    let Type { name, docs, .. } = ty;
    let items = shape.items.iter().enumerate().map(|(index, (name, ty))| {
        Member::field(Docs::line(format!("The element at position {index}.")), name, &ty.code())
    });
    let about = || Docs::line("The rest.");
    let rest = shape.rest.as_ref().map(|(name, ty)| Member::field(about(), name, &ty.code()));
    file.item(Item::Body {
        docs: docs.into(),
        attributes: &["#[derive(Clone, PartialEq)]"],
        head: format!("struct {name}"),
        members: items.chain(rest).collect(),
    });
    let head = match &shape.rest {
        Some((rest, _)) => format!("{name}, {rest}"),
        None => name.to_string(),
    };
    let rows = shape.items.iter().map(|(name, _)| format!("{name};")).collect();
    file.item(Item::table("tuple", head, rows));
}
