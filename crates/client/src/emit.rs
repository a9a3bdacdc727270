//! Prints a [`Package`] as text. Nothing is decided here.

mod answers;
mod client;
mod operations;
mod readme;
mod types;
mod types_package;
mod webhooks;

use std::collections::BTreeSet;

use bindery_source::Files;
use proc_macro2::TokenStream;
use quote::quote;

use crate::items::{Client, Docs, Gate, Package};
use crate::manifest;
use crate::names::Name;
use crate::print::{Item, RustFile};

/// Prints the crate. Paths are relative to its folder.
pub fn emit(package: &Package) -> Files {
    let mut files = Files::default();
    match &package.manifest.module {
        Some(name) => module(name, &mut files),
        None => files.insert("Cargo.toml", manifest::client(&package.manifest, package.types_package.as_ref())),
    }
    files.insert("README.md", readme::readme(package));
    files.insert("bindings.json", crate::bindings::json(&package.bindings));
    root(package, &mut files);
    client::file(package, &mut files);
    operations::files(package, &mut files);
    types::files(package, &mut files);
    types_package::files(package, &mut files);
    webhooks::file(package, &mut files);
    answers::file(package, &mut files);
    files
}

/// The file that a larger crate includes. Its paths work wherever the files are.
fn module(name: &Name, files: &mut Files) {
    let mut file = RustFile::new(&Docs::default());
    file.block([quote!(#[path = "src/lib.rs"] pub mod #name;)]);
    file.finish("module.rs", files);
}

fn root(package: &Package, files: &mut Files) {
    let mut docs = vec![format!("Client for {}.", package.client.title)];
    if !package.docs.0.is_empty() {
        docs.push(String::new());
        docs.extend(package.docs.0.iter().cloned());
    }
    let is_module = package.manifest.module.is_some();
    // This is an attribute of whole crates, so a module can only ask for it.
    if let Some(limit) = package.recursion_limit.filter(|_| is_module) {
        docs.push(String::new());
        docs.push(format!("The crate that contains this module needs `#![recursion_limit = \"{limit}\"]`."));
    }
    let mut file = RustFile::new(&Docs(docs));
    file.block(recursion_limit(package).filter(|_| !is_module));
    let operations = (!package.groups.is_empty()).then(|| {
        quote!(
            pub mod operations;
        )
    });
    let types = package.has_types().then(|| {
        quote!(
            pub mod types;
        )
    });
    let webhooks = package.webhooks.as_ref().map(|webhooks| {
        let gate = &webhooks.gate;
        quote!(#gate pub mod webhooks;)
    });
    file.block(
        [
            Some(quote!(
                mod client;
            )),
            operations,
            types,
            webhooks,
        ]
        .into_iter()
        .flatten(),
    );
    file.block([
        quote!(
            pub use bindery_runtime as runtime;
        ),
        exports(&package.client),
        quote!(
            pub use client::{Builder, Client};
        ),
    ]);
    file.item(Item::Tokens(quote!(bindery_runtime::abi_1!();)));
    if !package.groups.is_empty() {
        let answers = answers::NAME;
        file.item(Item::Tokens(quote!(bindery_runtime::test_kit!(Client => #answers);)));
    }
    file.finish("src/lib.rs", files);
}

/// The attribute that raises rustc's recursion limit, if the types need it.
fn recursion_limit(package: &Package) -> Option<TokenStream> {
    let limit = package.recursion_limit?.to_string();
    Some(quote!(#![recursion_limit = #limit]))
}

/// Re-exports the runtime types that users of every client name, and those for log-ins and token renewal.
fn exports(client: &Client) -> TokenStream {
    let groups: [(bool, &[&'static str]); 3] = [
        (true, &["Call", "Error", "ErrorKind", "Items", "Limits", "Meta", "Page", "Pages", "Payload", "Rate", "Retry"]),
        (client.asks_for_codes, &["Challenge"]),
        (
            client.schemes.iter().any(|scheme| scheme.source.is_some()),
            &["Endpoint", "OAuth2", "Renewal", "Token", "TokenSource"],
        ),
    ];
    let names = groups.into_iter().filter(|(is_said, _)| *is_said).flat_map(|(_, names)| names);
    let names: BTreeSet<Name> = names.map(|name| Name::ours(name)).collect();
    let names = names.iter();
    quote!(pub use bindery_runtime::{#(#names),*};)
}

impl quote::ToTokens for Docs {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        for line in &self.0 {
            let line = if line.is_empty() { String::new() } else { format!(" {line}") };
            tokens.extend(quote!(#[doc = #line]));
        }
    }
}

impl quote::ToTokens for Gate {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(match self.features() {
            [] => return,
            [feature] => quote!(#[cfg(feature = #feature)]),
            features => quote!(#[cfg(any(#(feature = #features),*))]),
        });
    }
}
