//! The client and its builder.

use bindery_source::Files;
use proc_macro2::TokenStream;
use quote::quote;

use super::operations::alternatives;
use crate::items::{Client, Docs, Group, Package, Scheme, SchemeKind, Variable};
use crate::names::Name;
use crate::print::{Item, RustFile};

/// Prints `src/client.rs`.
pub(super) fn file(package: &Package, files: &mut Files) {
    let client = &package.client;
    let mut file = RustFile::new(&Docs(vec!["The client and its builder.".to_owned()]));
    let scheme = (!client.schemes.is_empty()).then(|| quote!(, Credential, Scheme));
    let variable = (!client.variables.is_empty()).then(|| quote!(, Variable));
    file.block([quote!(use bindery_runtime::{Api, Core #scheme #variable};)]);
    let about = format!(" A client of the {}.", client.title);
    file.item(Item::Tokens(quote! {
        #[doc = #about]
        ///
        /// It is cheap to clone: clones share connections, limits and credentials.
        #[derive(Clone, Debug)]
        pub struct Client {
            core: Core,
        }
    }));
    let groups = package.groups.iter().map(|group| {
        let Group { name, accessor, gate, docs, .. } = group;
        quote! {
            #docs
            #gate
            pub fn #accessor(&self) -> super::operations::#name {
                super::operations::#name { core: self.core.clone() }
            }
        }
    });
    file.methods(&Name::ours("Client"), groups);
    file.item(Item::Tokens(quote! {
        /// Settings of a [`Client`].
        #[derive(Debug)]
        pub struct Builder {
            inner: bindery_runtime::Builder,
        }
    }));
    file.methods(&Name::ours("Builder"), client.schemes.iter().enumerate().map(setter));
    file.item(Item::table("client", String::new(), vec!["Client, Builder => API".to_owned()]));
    file.item(Item::Tokens(table(client)));
    file.finish("src/client.rs", files);
}

fn setter((index, scheme): (usize, &Scheme)) -> TokenStream {
    let Scheme { setter, docs, .. } = scheme;
    let index = proc_macro2::Literal::usize_unsuffixed(index);
    let (parameters, credential) = match scheme.kind {
        SchemeKind::Basic => {
            (quote!(name: impl AsRef<str>, password: impl AsRef<str>), quote!(Credential::basic(name, password)))
        }
        SchemeKind::Bearer => (quote!(token: impl Into<String>), quote!(Credential::key(token))),
        SchemeKind::HeaderKey { .. } | SchemeKind::QueryKey { .. } | SchemeKind::CookieKey { .. } => {
            (quote!(key: impl Into<String>), quote!(Credential::key(key)))
        }
    };
    quote! {
        #docs
        #[must_use]
        pub fn #setter(self, #parameters) -> Self {
            Self { inner: self.inner.credential(#index, #credential) }
        }
    }
}

/// The static that describes the API.
fn table(client: &Client) -> TokenStream {
    let Client { agent, env, servers, variables, schemes, auth, idempotency, .. } = client;
    let idempotency = idempotency.as_ref().map(|header| quote!(.idempotency(#header)));
    let servers = (!servers.is_empty()).then(|| quote!(.servers(&[#(#servers),*])));
    let rows = variables.iter().map(|Variable { name, default, values }| {
        let values = (!values.is_empty()).then(|| quote!(.values(&[#(#values),*])));
        quote!(Variable::new(#name, #default) #values)
    });
    let variables = (!variables.is_empty()).then(|| quote!(.variables(&[#(#rows),*])));
    let rows = schemes.iter().map(scheme);
    let schemes = (!schemes.is_empty()).then(|| quote!(.schemes(&[#(#rows),*])));
    let auth = (!auth.is_empty()).then(|| {
        let auth = alternatives(auth);
        quote!(.auth(#auth))
    });
    quote!(static API: Api = Api::new(#agent).env(#env) #servers #variables #schemes #auth #idempotency;)
}

fn scheme(scheme: &Scheme) -> TokenStream {
    let Scheme { wire, env, .. } = scheme;
    let made = match &scheme.kind {
        SchemeKind::Bearer => quote!(bearer(#wire)),
        SchemeKind::Basic => quote!(basic(#wire)),
        SchemeKind::HeaderKey { name, prefix } if prefix.is_empty() => quote!(header_key(#wire, #name)),
        SchemeKind::HeaderKey { name, prefix } => quote!(header_key(#wire, #name).prefix(#prefix)),
        SchemeKind::QueryKey { name } => quote!(query_key(#wire, #name)),
        SchemeKind::CookieKey { name } => quote!(cookie_key(#wire, #name)),
    };
    quote!(Scheme::#made.env(#env))
}
