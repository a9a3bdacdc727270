//! The `operations` module: one file per group, with a handle, its methods and their builders.

use std::collections::BTreeMap;

use bindery_model::operations::{Place, Repeat, Style};
use bindery_source::Files;
use proc_macro2::TokenStream;
use quote::quote;

use crate::items::{
    Accept, Arg, Auth, BodyFormat, ContentKind, Contents, Docs, Encoding, Group, Kind, Operation, Outcome, Package,
    Paging, Param, Slot, Way,
};
use crate::names::Name;
use crate::print::{Item, Member, Method, RustFile, literal};
use crate::ty::Ty;

/// Prints `src/operations.rs` and the files of its modules.
pub(super) fn files(package: &Package, files: &mut Files) {
    if package.groups.is_empty() {
        return;
    }
    let mut root = RustFile::new(&Docs(vec!["Operations of the API, by group.".to_owned()]));
    let groups: BTreeMap<&Name, &Group> = package.groups.iter().map(|group| (&group.module, group)).collect();
    root.block(groups.iter().map(|(module, Group { gate, .. })| quote!(#gate mod #module;)));
    root.block(groups.iter().map(|(module, Group { gate, exports, .. })| {
        let names = exports.iter();
        quote!(#gate pub use #module::{#(#names),*};)
    }));
    root.finish("src/operations.rs", files);
    for group in &package.groups {
        let subject = format!("The group [`{}`].", group.name);
        let mut file = RustFile::new(&Docs(vec![subject]));
        let imports = group.imports.iter();
        // No path starts at the crate, so that a client can be a module of a larger crate.
        file.block([quote!(use bindery_runtime::{#(#imports),*};)].into_iter().chain(group.uses_types.then(|| {
            quote!(
                use super::super::types;
            )
        })));
        handle(group, &mut file);
        for operation in &group.operations {
            bundle(group, operation, &mut file);
            builder(group, operation, &mut file);
            operation.contents.iter().for_each(|contents| self::contents(group, operation, contents, &mut file));
            operation.reply.outcome.iter().for_each(|outcome| self::outcome(group, operation, outcome, &mut file));
        }
        group.operations.iter().for_each(|operation| file.item(Item::Tokens(table(operation))));
        file.finish(&format!("src/operations/{}.rs", group.module), files);
    }
}

fn handle(group: &Group, file: &mut RustFile) {
    let Group { name, docs, .. } = group;
    file.item(Item::Tokens(quote! {
        #docs
        #[derive(Clone, Debug)]
        pub struct #name {
            pub(crate) core: Core,
        }
    }));
    file.methods(name, group.operations.iter().map(method));
}

fn method(operation: &Operation) -> Method<'_> {
    let Operation { method, table, docs, reply, .. } = operation;
    let deprecated = operation.deprecated.then(|| quote!(#[deprecated = "the API marks this operation as deprecated"]));
    let args = match &operation.bundle {
        Some(bundle) => vec![quote!(required: #bundle)],
        None => operation.args.iter().map(parameter).collect(),
    };
    let steps = operation.args.iter().map(|arg| {
        let name = &arg.name;
        step(arg, &operation.bundle.as_ref().map_or(quote!(#name), |_| quote!(required.#name)))
    });
    let request = quote!(self.core.request(&#table)#(#steps)*);
    let code = match &operation.builder {
        Some(builder) => quote! {
            #deprecated
            #[inline]
            pub fn #method(&self, #(#args),*) -> #builder {
                #builder { request: #request }
            }
        },
        None => {
            let ty = reply.ty.from_outside();
            let reader = Name::ours(reply.reader.name());
            quote! {
                #deprecated
                #[inline]
                pub fn #method(&self, #(#args),*) -> Call<#ty> {
                    #request.call(#reader)
                }
            }
        }
    };
    Method::new(docs, code)
}

fn bundle(group: &Group, operation: &Operation, file: &mut RustFile) {
    let Some(name) = &operation.bundle else { return };
    let doc = format!("The required values of [`{}::{}`].", group.name, operation.method);
    let fields = operation.args.iter();
    let fields = fields.map(|Arg { name, docs, ty, .. }| Member::field(docs, name, &ty.from_outside().code()));
    file.item(Item::Body {
        docs: Docs::line(doc).into(),
        attributes: &["#[derive(Clone, Debug)]"],
        head: format!("struct {name}"),
        members: fields.collect(),
    });
}

fn builder(group: &Group, operation: &Operation, file: &mut RustFile) {
    let Some(name) = &operation.builder else { return };
    let doc = format!("Optional values of [`{}::{}`]; await it to send.", group.name, operation.method);
    file.item(Item::Body {
        docs: Docs::line(doc).into(),
        attributes: &["#[derive(Clone, Debug)]", "#[must_use = \"a request does nothing until it is awaited\"]"],
        head: format!("struct {name}"),
        members: vec![Member::private("request: Request")],
    });
    let setters = operation.setters.iter().map(|arg| {
        let Arg { name, docs, .. } = arg;
        let (parameter, step) = (parameter(arg), step(arg, &quote!(#name)));
        let code = quote! {
            #[inline]
            pub fn #name(self, #parameter) -> Self {
                Self { request: self.request #step }
            }
        };
        Method::new(docs, code)
    });
    file.methods(name, setters);
    let row = format!("{name} => {} -> {}", operation.reply.reader.name(), operation.reply.ty.from_outside().code());
    if let Some(Paging { item, .. }) = &operation.paging {
        let row = format!("{row}, of {}", item.from_outside().code());
        file.item(Item::table("paged", String::new(), vec![row]));
    }
    file.item(Item::table("call", String::new(), vec![row]));
    for way in &operation.ways {
        let table = match way {
            Way::Upload => "uploaded",
            Way::Download => "downloaded",
            Way::Negotiate => "negotiated",
        };
        file.item(Item::table(table, String::new(), vec![name.to_string()]));
    }
}

fn contents(group: &Group, operation: &Operation, contents: &Contents, file: &mut RustFile) {
    let Contents { name, kinds } = contents;
    let doc = format!("The body of [`{}::{}`].", group.name, operation.method);
    let variants = kinds.iter();
    let variants =
        variants.map(|ContentKind { name, docs, ty, .. }| Member::variant(docs, name, Some(&ty.from_outside().code())));
    file.item(Item::Body {
        docs: Docs::line(doc).into(),
        attributes: &["#[derive(Clone, Debug)]", "#[non_exhaustive]"],
        head: format!("enum {name}"),
        members: variants.collect(),
    });
    let rows = kinds.iter().map(|kind| {
        let whole = match &kind.ty {
            Ty::Boxed(whole) if kind.alone => format!("({})", whole.from_outside().code()),
            _ => String::new(),
        };
        format!("{}{whole} = {} => {};", kind.name, literal(&kind.media_type), writer(kind.format))
    });
    file.item(Item::table("contents", name.to_string(), rows.collect()));
}

fn outcome(group: &Group, operation: &Operation, outcome: &Outcome, file: &mut RustFile) {
    let Outcome { name, kinds, clone } = outcome;
    let attributes: &[_] = match clone {
        true => &["#[derive(Clone, Debug)]", "#[non_exhaustive]"],
        false => &["#[derive(Debug)]", "#[non_exhaustive]"],
    };
    let doc = format!("A reply to [`{}::{}`].", group.name, operation.method);
    let variants = kinds.iter().filter(|kind| !kind.repeats).map(|Kind { name, docs, ty, .. }| {
        let held = (*ty != Ty::Unit).then(|| ty.from_outside().code());
        Member::variant(docs, name, held.as_ref())
    });
    let other = Member::other("A success that the document does not list.", "bindery_runtime::Payload");
    file.item(Item::Body {
        docs: Docs::line(doc).into(),
        attributes,
        head: format!("enum {name}"),
        members: variants.chain([other]).collect(),
    });
    let rows = kinds.iter().map(|kind| {
        let media_types: String = kind.media_types.iter().map(|media| format!(", {}", literal(media))).collect();
        let reader = if kind.ty == Ty::Unit { String::new() } else { format!(" => {}", kind.reader.name()) };
        format!("{} = {}{media_types}{reader};", kind.name, literal(&kind.status))
    });
    file.item(Item::table("replies", name.to_string(), rows.collect()));
}

/// An argument as the method declares it.
fn parameter(arg: &Arg) -> TokenStream {
    let (name, declared) = (&arg.name, arg.declared.from_outside());
    quote!(#name: #declared)
}

/// Passes `value` on to the request.
fn step(arg: &Arg, value: &TokenStream) -> TokenStream {
    let node = if arg.accept == Accept::Reference { quote!(#value) } else { quote!(&#value) };
    let index = match arg.slot {
        Slot::Body(BodyFormat::Contents) => {
            let ty = arg.ty.from_outside();
            return quote!(.contents::<#ty>(#value));
        }
        Slot::Body(format) => {
            let writer = Name::ours(writer(format));
            let is_node = !matches!(format, BodyFormat::Text | BodyFormat::Bytes);
            return if is_node { quote!(.#writer(#node)) } else { quote!(.#writer(#value)) };
        }
        Slot::Param(index) => proc_macro2::Literal::usize_unsuffixed(index),
    };
    match arg.accept {
        Accept::Value | Accept::Reference => quote!(.set(#index, #node)),
        Accept::Into => {
            let ty = arg.ty.from_outside();
            quote!(.set(#index, &std::convert::Into::<#ty>::into(#value)))
        }
        Accept::IntoString => quote!(.text(#index, #value)),
        Accept::IntoStrings => quote!(.texts(#index, #value)),
        Accept::Elements => {
            let ty = arg.ty.from_outside();
            quote!(.set(#index, &#value.into_iter().collect::<#ty>()))
        }
    }
}

/// The method of the runtime's request that writes a body.
fn writer(format: BodyFormat) -> &'static str {
    match format {
        BodyFormat::Contents => "contents",
        BodyFormat::Json => "json",
        BodyFormat::Form => "form",
        BodyFormat::Multipart => "multipart",
        BodyFormat::Lines => "lines",
        BodyFormat::Text => "plain",
        BodyFormat::Bytes => "body",
    }
}

/// The static that describes an operation.
fn table(operation: &Operation) -> TokenStream {
    let (table, description) = (&operation.table, description(operation));
    quote!(static #table: Operation = #description;)
}

/// The part of an operation that is the same for every call.
pub(super) fn description(operation: &Operation) -> TokenStream {
    let Operation { id, http_method, path, .. } = operation;
    let params = (!operation.params.is_empty()).then(|| {
        let rows = operation.params.iter().map(param);
        quote!(.params(&[#(#rows),*]))
    });
    let auth = operation.auth.as_ref().map(|auth| {
        let auth = alternatives(auth);
        quote!(.auth(#auth))
    });
    let accept = operation.accept.as_ref().map(|accept| quote!(.accept(#accept)));
    let server = operation.server.as_ref().map(|url| quote!(.server(#url)));
    let repeat = match operation.repeat {
        Repeat::ByMethod => None,
        Repeat::Always => Some(quote!(.retry(bindery_runtime::Repeat::Always))),
        Repeat::Never => Some(quote!(.retry(bindery_runtime::Repeat::Never))),
    };
    let idempotency = operation.idempotency.as_ref().map(|header| quote!(.idempotency(#header)));
    let streams = &operation.streams;
    let streams = (!streams.is_empty()).then(|| quote!(.streams(&[#(#streams),*])));
    let content_type = operation.content_type.as_ref().map(|media| quote!(.content_type(#media)));
    let encodings = operation.encodings.iter().map(encoding);
    let encodings = (!operation.encodings.is_empty()).then(|| quote!(.encodings(&[#(#encodings),*])));
    let paging = operation.paging.as_ref().map(paging);
    let statuses = &operation.statuses;
    let statuses = (!statuses.is_empty()).then(|| quote!(.statuses(&[#(#statuses),*])));
    quote! {
        Operation::new(#id, #http_method, #path) #params #auth #server #content_type #encodings #accept #streams #statuses #paging #repeat #idempotency
    }
}

fn paging(Paging { way, texts, places, first, in_body, .. }: &Paging) -> TokenStream {
    let way = Name::ours(way);
    let in_body = in_body.then(|| quote!(.in_body()));
    let places = places.iter().map(|(what, place)| {
        let what = Name::ours(what);
        quote!(.#what(#place))
    });
    let first = first.map(|number| {
        let number = proc_macro2::Literal::u64_unsuffixed(number);
        quote!(.first(#number))
    });
    quote!(.paging(&bindery_runtime::Paging::#way(#(#texts),*) #in_body #first #(#places)*))
}

fn param(param: &Param) -> TokenStream {
    let wire = &param.wire;
    let place = Name::ours(match param.place {
        Place::Path => "path",
        Place::Query => "query",
        Place::QueryString => "querystring",
        Place::Header => "header",
        Place::Cookie => "cookie",
    });
    let style = param.style.map(style);
    let explode = param.explode.map(|explode| quote!(.explode(#explode)));
    let reserved = param.allow_reserved.then(|| quote!(.allow_reserved()));
    let json = param.json.then(|| quote!(.json()));
    let fixed = param.fixed.as_ref().map(|text| quote!(.fixed(#text)));
    quote!(Param::#place(#wire) #style #explode #reserved #json #fixed)
}

fn encoding(encoding: &Encoding) -> TokenStream {
    let Encoding { name, content_type, explode, allow_reserved, .. } = encoding;
    let content_type = content_type.as_ref().map(|media_type| quote!(.content_type(#media_type)));
    let style = encoding.style.map(style);
    let explode = explode.map(|explode| quote!(.explode(#explode)));
    let reserved = allow_reserved.then(|| quote!(.allow_reserved()));
    quote!(bindery_runtime::Encoding::new(#name) #content_type #style #explode #reserved)
}

fn style(style: Style) -> TokenStream {
    let style = Name::ours(match style {
        Style::Matrix => "Matrix",
        Style::Label => "Label",
        Style::Simple => "Simple",
        Style::Form => "Form",
        Style::SpaceDelimited => "SpaceDelimited",
        Style::PipeDelimited => "PipeDelimited",
        Style::DeepObject => "DeepObject",
        Style::Cookie => "Cookie",
    });
    quote!(.style(bindery_runtime::Style::#style))
}

/// The alternatives of sets of scheme names, in the syntax of the runtime's tables.
pub(super) fn alternatives(auth: &Auth) -> TokenStream {
    let sets = auth.iter().map(|set| quote!(&[#(#set),*]));
    quote!(&[#(#sets),*])
}
