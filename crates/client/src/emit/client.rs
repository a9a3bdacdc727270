//! The client and its builder.

use bindery_model::limits::{Limits, Rate};
use bindery_source::Files;
use proc_macro2::TokenStream;
use quote::quote;

use super::operations::{alternatives, description};
use crate::items::{
    ByCredentials, Client, Docs, Group, Package, Scheme, SchemeKind, Session, SessionMethod, TokenSource, Variable,
};
use crate::names::Name;
use crate::print::{Item, Method, RustFile};

/// Prints `src/client.rs`.
pub(super) fn file(package: &Package, files: &mut Files) {
    let client = &package.client;
    let mut file = RustFile::new(&Docs(vec!["The client and its builder.".to_owned()]));
    let imports = &client.imports;
    file.block([quote!(use bindery_runtime::{#(#imports),*};)]);
    let about = format!(" A client for {}.", client.title);
    file.item(Item::Tokens(quote! {
        #[doc = #about]
        ///
        /// Clones are cheap: they share connections, limits and credentials.
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
    let sessions = client.sessions.iter().flat_map(|session| {
        session.methods.iter().map(move |method| {
            let Session { table, scheme, .. } = session;
            let SessionMethod { name, does, docs } = method;
            let (does, scheme) = (Name::ours(does), proc_macro2::Literal::usize_unsuffixed(*scheme));
            quote! {
                #docs
                pub fn #name(&self) -> Call<()> {
                    #table.#does(&self.core, #scheme)
                }
            }
        })
    });
    file.methods(&Name::ours("Client"), groups.chain(sessions).map(Method::from));
    file.item(Item::Tokens(quote! {
        /// Builds a [`Client`].
        #[derive(Debug)]
        pub struct Builder {
            inner: bindery_runtime::Builder,
        }
    }));
    let of_schemes = client
        .schemes
        .iter()
        .enumerate()
        .flat_map(|row| [Some(setter(row)), source_setter(row), credentials_setter(row)]);
    let setters = of_schemes.flatten().chain(client.sessions.iter().map(log_in));
    file.methods(&Name::ours("Builder"), setters.chain(client.asks_for_codes.then(mfa)).map(Method::from));
    file.item(Item::table("client", String::new(), vec!["Client, Builder => API".to_owned()]));
    file.item(Item::Tokens(table(client)));
    client.sessions.iter().for_each(|session| file.item(Item::Tokens(session_table(session))));
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

fn source_setter((index, scheme): (usize, &Scheme)) -> Option<TokenStream> {
    let TokenSource { setter, docs, .. } = scheme.source.as_ref()?;
    let index = proc_macro2::Literal::usize_unsuffixed(index);
    Some(quote! {
        #docs
        #[must_use]
        pub fn #setter(self, source: impl bindery_runtime::TokenSource) -> Self {
            Self { inner: self.inner.source(#index, source) }
        }
    })
}

fn credentials_setter((index, scheme): (usize, &Scheme)) -> Option<TokenStream> {
    let ByCredentials { setter, docs, .. } = scheme.by_credentials()?;
    let index = proc_macro2::Literal::usize_unsuffixed(index);
    Some(quote! {
        #docs
        #[must_use]
        pub fn #setter(self, client_id: impl Into<String>, client_secret: impl Into<String>) -> Self {
            Self { inner: self.inner.client_credentials(#index, client_id, client_secret) }
        }
    })
}

fn log_in(session: &Session) -> TokenStream {
    let Session { setter, scheme, env: (name, password), .. } = session;
    let scheme = proc_macro2::Literal::usize_unsuffixed(*scheme);
    let env = format!(" `from_env` reads them from `{name}` and `{password}`.");
    quote! {
        /// Logs in with this name and password when a call needs it, and keeps the session alive.
        ///
        #[doc = #env]
        #[must_use]
        pub fn #setter(self, name: impl Into<String>, password: impl Into<String>) -> Self {
            Self { inner: self.inner.log_in(#scheme, name, password) }
        }
    }
}

fn mfa() -> TokenStream {
    quote! {
        /// Sets how to ask for the code of a second factor; `None` cancels the log-in.
        #[must_use]
        pub fn mfa<F, A>(self, ask: F) -> Self
        where
            F: Fn(Challenge) -> A + future::MaybeSend + future::MaybeSync + 'static,
            A: Future<Output = Option<String>> + future::MaybeSend + 'static,
        {
            Self { inner: self.inner.mfa(ask) }
        }
    }
}

/// The static that describes sessions.
fn session_table(session: &Session) -> TokenStream {
    let (table, log_in) = (&session.table, description(&session.log_in));
    let rows = session.rows.iter().map(|(row, arguments)| {
        let row = Name::ours(row);
        quote!(.#row(#(#arguments),*))
    });
    let operations = session.operations.iter().map(|(row, operation)| {
        let (row, operation) = (Name::ours(row), description(operation));
        quote!(.#row(#operation))
    });
    let (name, password) = &session.env;
    quote!(static #table: Session = Session::new(#log_in) .env(#name, #password) #(#rows)* #(#operations)*;)
}

/// The static that describes the API.
fn table(client: &Client) -> TokenStream {
    let Client { agent, env, servers, variables, schemes, auth, limits, idempotency, .. } = client;
    let idempotency = idempotency.as_ref().map(|header| quote!(.idempotency(#header)));
    let limits = self::limits(limits);
    let servers = (!servers.is_empty()).then(|| quote!(.servers(&[#(#servers),*])));
    let rows = variables.iter().map(|Variable { name, default, values, server }| {
        let values = (!values.is_empty()).then(|| quote!(.values(&[#(#values),*])));
        let server = server.as_ref().map(|url| quote!(.of(#url)));
        quote!(Variable::new(#name, #default) #values #server)
    });
    let variables = (!variables.is_empty()).then(|| quote!(.variables(&[#(#rows),*])));
    let rows = schemes.iter().enumerate().map(|(index, scheme)| {
        let session = client.sessions.iter().find(|session| session.scheme == index).map(|session| &session.table);
        let session = session.iter();
        let scheme = self::scheme(scheme);
        quote!(#scheme #(.session(&#session))*)
    });
    let schemes = (!schemes.is_empty()).then(|| quote!(.schemes(&[#(#rows),*])));
    let auth = (!auth.is_empty()).then(|| {
        let auth = alternatives(auth);
        quote!(.auth(#auth))
    });
    quote!(static API: Api = Api::new(#agent).env(#env) #servers #variables #schemes #auth #limits #idempotency;)
}

fn limits(Limits { rate, concurrent }: &Limits) -> TokenStream {
    let number = proc_macro2::Literal::u32_unsuffixed;
    let rate = rate.map(|Rate { requests, seconds, burst }| {
        let (requests, seconds) = (number(requests), number(seconds));
        let burst = burst.map(number);
        let burst = burst.iter();
        quote!(.rate_limit(bindery_runtime::Rate::new(#requests, std::time::Duration::from_secs(#seconds)) #(.burst(#burst))*))
    });
    let concurrent = concurrent.map(number);
    let concurrent = concurrent.iter();
    quote!(#rate #(.max_concurrent(#concurrent))*)
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
    let client = scheme
        .by_credentials()
        .map(|ByCredentials { url, env: (id, secret), .. }| quote!(.client_credentials(#url, #id, #secret)));
    quote!(Scheme::#made.env(#env) #client)
}
