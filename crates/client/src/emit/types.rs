//! The `types` module.

use std::collections::{BTreeMap, BTreeSet};

use bindery_source::{Files, Value};
use proc_macro2::TokenStream;
use quote::quote;

use crate::items::{
    Alternative, Constant, Docs, Field, New, Package, Struct, Told, Tuple, Type, TypeFile, TypeKind, Union, Variant,
};
use crate::names::Name;
use crate::print::{Item, RustFile, literal};
use crate::ty::Ty;

/// Prints `src/types.rs` and the files behind it.
pub(super) fn files(package: &Package, files: &mut Files) {
    if package.types.is_empty() {
        return;
    }
    let mut root = RustFile::new(&Docs(vec!["Types of the API.".to_owned()]));
    let sorted: BTreeMap<&Name, &TypeFile> = package.types.iter().map(|file| (&file.module, file)).collect();
    root.block(sorted.keys().map(|module| quote!(mod #module;)));
    root.block(sorted.iter().map(|(module, file)| {
        let names = exported(file);
        quote!(pub use #module::{#(#names),*};)
    }));
    root.finish("src/types.rs", files);
    for file in &package.types {
        let mut text = RustFile::new(&Docs(vec![file.subject.clone()]));
        let runtime = runtime_names(file);
        if !runtime.is_empty() {
            text.block([quote!(use bindery_runtime::{#(#runtime),*};)]);
        }
        let foreign = foreign_names(file);
        if !foreign.is_empty() {
            text.block([quote!(use super::{#(#foreign),*};)]);
        }
        for ty in &file.types {
            self::ty(ty, &mut text);
        }
        text.finish(&format!("src/types/{}.rs", file.module), files);
    }
}

/// Every name that a file gives to the module, sorted as rustfmt does.
fn exported(file: &TypeFile) -> BTreeSet<&Name> {
    let required = file.types.iter().filter_map(|ty| match &ty.kind {
        TypeKind::Struct(Struct { new: New::Required(name), .. }) => Some(name),
        _ => None,
    });
    file.types.iter().map(|ty| &ty.name).chain(required).collect()
}

/// Names of the runtime that a file says so often that it imports them.
fn runtime_names(file: &TypeFile) -> BTreeSet<Name> {
    let name = |ty: &Type| match &ty.kind {
        TypeKind::Struct(Struct { extra: Some((_, Ty::Runtime(extra))), .. }) => Some(Name::ours(extra)),
        TypeKind::StringEnum(_) => Some(Name::ours("Unrecognized")),
        TypeKind::ConstantEnum(_) => Some(Name::ours("UnrecognizedValue")),
        _ => None,
    };
    file.types.iter().filter_map(name).collect()
}

/// Names of other files that a file uses.
fn foreign_names(file: &TypeFile) -> BTreeSet<Name> {
    let mut names = BTreeSet::new();
    let mut see = |name: &Name| {
        names.insert(name.clone());
    };
    for ty in &file.types {
        match &ty.kind {
            TypeKind::Struct(shape) => {
                shape.fields.iter().for_each(|field| field.ty.each_name(&mut see));
                shape.extra.iter().for_each(|(_, ty)| ty.each_name(&mut see));
            }
            TypeKind::Union(union) => union.alternatives.iter().for_each(|held| held.ty.each_name(&mut see)),
            TypeKind::Alias(ty) => ty.each_name(&mut see),
            TypeKind::Tuple(tuple) => tuple.items.iter().chain(&tuple.rest).for_each(|(_, ty)| ty.each_name(&mut see)),
            TypeKind::StringEnum(_) | TypeKind::ConstantEnum(_) => {}
        }
    }
    let own = exported(file);
    names.retain(|name| !own.contains(name));
    names
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
    let default = (shape.new == New::Default).then(|| quote!(, Default));
    let fields = shape.fields.iter().map(|Field { name, ty, docs, .. }| quote!(#docs pub #name: #ty,));
    let extra = shape.extra.as_ref().map(|(name, ty)| {
        quote! {
            /// Members that the document does not name.
            pub #name: #ty,
        }
    });
    file.item(Item::Tokens(quote! {
        #docs
        #[derive(Clone, PartialEq #default)]
        #[non_exhaustive]
        pub struct #name { #(#fields)* #extra }
    }));
    file.item(Item::Table {
        name: "record",
        head: record_head(name, shape),
        rows: shape.fields.iter().map(row).collect(),
    });
    if let Some(new) = constructor(name, shape, file) {
        file.methods(name, [new]);
    }
    if shape.setters {
        setters(name, &shape.fields, file);
    }
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
    let required: Vec<&Field> = shape.fields.iter().filter(|field| field.required && !field.constant).collect();
    let names: Vec<&Name> = required.iter().map(|field| &field.name).collect();
    let rest = (required.len() < shape.fields.len() || shape.extra.is_some())
        .then(|| quote!(..bindery_runtime::Empty::empty()));
    match &shape.new {
        New::Default => None,
        New::Constants => {
            file.item(Item::Tokens(quote! {
                impl Default for #name {
                    fn default() -> Self {
                        bindery_runtime::Empty::empty()
                    }
                }
            }));
            None
        }
        New::Args => {
            let args = required.iter().map(|Field { name, ty, .. }| {
                let ty = argument(ty);
                quote!(#name: #ty)
            });
            let values = required.iter().map(|Field { name, ty, .. }| match ty {
                Ty::String | Ty::Boxed(_) => quote!(#name: #name.into()),
                _ => quote!(#name),
            });
            Some(quote! {
                /// The value with its required members.
                #[must_use]
                pub fn new(#(#args),*) -> Self {
                    Self { #(#values,)* #rest }
                }
            })
        }
        New::Required(bundle) => {
            let doc = format!(" The required members of [`{name}`].");
            let fields = required.iter().map(|Field { name, ty, docs, .. }| quote!(#docs pub #name: #ty,));
            file.item(Item::Tokens(quote! {
                #[doc = #doc]
                #[derive(Clone, PartialEq)]
                pub struct #bundle { #(#fields)* }
            }));
            // The table masks secrets in `Debug`.
            let rows = required.iter().map(|field| row(field)).collect();
            file.item(Item::Table { name: "record", head: bundle.to_string(), rows });
            Some(quote! {
                /// The value with its required members.
                #[must_use]
                pub fn new(required: #bundle) -> Self {
                    let #bundle { #(#names),* } = required;
                    Self { #(#names,)* #rest }
                }
            })
        }
    }
}

fn argument(ty: &Ty) -> TokenStream {
    match ty {
        Ty::String => quote!(impl Into<String>),
        Ty::Boxed(inner) => quote!(#inner),
        other => quote!(#other),
    }
}

/// A setter for each optional field: a row of the runtime's table, or a method where it cannot have the field's name.
fn setters(name: &Name, fields: &[Field], file: &mut RustFile) {
    let optional = || fields.iter().filter_map(|field| Some((field, field.setter.as_ref()?)));
    let rows: Vec<String> =
        optional().filter(|(field, setter)| **setter == field.name).map(|(field, _)| setter_row(field)).collect();
    if !rows.is_empty() {
        file.item(Item::Table { name: "setters", head: name.to_string(), rows });
    }
    let methods: Vec<TokenStream> = optional()
        .filter(|(field, setter)| **setter != field.name)
        .map(|(field, setter)| setter_method(field, setter))
        .collect();
    if !methods.is_empty() {
        file.methods(name, methods);
    }
}

fn setter_row(field: &Field) -> String {
    let name = &field.name;
    match &field.ty {
        Ty::Option(inner) => match &**inner {
            Ty::String => format!("{name}: Some(impl Into<String>);"),
            Ty::Boxed(inner) => format!("{name}: Some({});", inner.code()),
            inner => format!("{name}: Some({});", inner.code()),
        },
        other => format!("{name}: (impl Into<{}>);", other.code()),
    }
}

fn setter_method(field: &Field, setter: &Name) -> TokenStream {
    let Field { name, ty, .. } = field;
    let doc = format!(" Sets [`{name}`](Self::{name}).");
    quote! {
        #[doc = #doc]
        #[must_use]
        pub fn #setter(mut self, value: impl Into<#ty>) -> Self {
            self.#name = value.into();
            self
        }
    }
}

fn string_enum(ty: &Type, variants: &[Variant], file: &mut RustFile) {
    let Type { name, docs, .. } = ty;
    let arms = variants.iter().map(|Variant { name, docs, .. }| quote!(#docs #name,));
    file.item(Item::Tokens(quote! {
        #docs
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#arms)*
            /// A value that the document does not name.
            Other(Unrecognized),
        }
    }));
    let rows = variants.iter().map(|variant| format!("{} = {};", variant.name, literal(&variant.wire)));
    file.item(Item::Table { name: "string_enum", head: name.to_string(), rows: rows.collect() });
}

fn union(ty: &Type, shape: &Union, file: &mut RustFile) {
    let Type { name, docs, .. } = ty;
    let arms = shape.alternatives.iter().map(|Alternative { name, docs, ty, .. }| quote!(#docs #name(#ty),));
    file.item(Item::Tokens(quote! {
        #docs
        #[derive(Clone, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#arms)*
            /// A value that is none of these.
            Other(bindery_runtime::Value),
        }
    }));
    let told = match &shape.told {
        Told::Tag(member) => format!("tag {}", literal(member)),
        Told::Kind => "kind".to_owned(),
        Told::Best => "best".to_owned(),
    };
    let rows = shape.alternatives.iter().map(|alternative| alternative_row(alternative, &shape.told));
    file.item(Item::Table { name: "union", head: format!("{name}, {told}"), rows: rows.collect() });
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
    let arms = constants.iter().map(|Constant { name, docs, .. }| quote!(#docs #name,));
    file.item(Item::Tokens(quote! {
        #docs
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#arms)*
            /// A value that the document does not name.
            Other(UnrecognizedValue),
        }
    }));
    let rows = constants.iter().map(|constant| format!("{} = {};", constant.name, constant_literal(&constant.wire)));
    file.item(Item::Table { name: "constant_enum", head: name.to_string(), rows: rows.collect() });
}

/// A constant as the runtime's tables take it: a macro sees a negative number as two tokens.
fn constant_literal(value: &Value) -> String {
    match value {
        Value::String(text) => literal(text),
        other => {
            let text = other.to_string();
            if text.starts_with('-') { format!("({text})") } else { text }
        }
    }
}

fn tuple(ty: &Type, shape: &Tuple, file: &mut RustFile) {
    let Type { name, docs, .. } = ty;
    let items = shape.items.iter().enumerate().map(|(index, (name, ty))| {
        let doc = format!(" The element at position {index}.");
        quote!(#[doc = #doc] pub #name: #ty,)
    });
    let rest = shape.rest.as_ref().map(|(name, ty)| {
        quote! {
            /// What follows.
            pub #name: #ty,
        }
    });
    file.item(Item::Tokens(quote! {
        #docs
        #[derive(Clone, PartialEq)]
        pub struct #name { #(#items)* #rest }
    }));
    let head = match &shape.rest {
        Some((rest, _)) => format!("{name}, {rest}"),
        None => name.to_string(),
    };
    let rows = shape.items.iter().map(|(name, _)| format!("{name};"));
    file.item(Item::Table { name: "tuple", head, rows: rows.collect() });
}
