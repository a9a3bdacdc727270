//! Security schemes and requirements.

use bindery_model::Api;
use bindery_model::auth::{KeyPlace, SchemeKind as Model};
use bindery_model::bindings::{CredentialBinding, PairBinding};
use bindery_model::operations::Requirement;
use bindery_model::prose;

use super::client::BuilderNames;
use super::docs;
use crate::items::{Auth, ByCredentials, Client, Docs, Scheme, SchemeKind, Session, TokenSource};
use crate::names::{Name, Words};

/// The sets of scheme names of an operation or of the API. Schemes of the caller's own HTTP client, such as mutual TLS, are left
/// out.
pub(super) fn alternatives(api: &Api, requirements: &[Requirement]) -> Auth {
    let names = |requirement: &Requirement| {
        let schemes = requirement.schemes.iter().map(|(index, _)| &api.schemes[*index]);
        schemes.filter(|scheme| kind(&scheme.kind).is_some()).map(|scheme| scheme.name.clone()).collect()
    };
    requirements.iter().map(names).collect()
}

/// The schemes that the client supports. Environment variables start with `env`.
pub(super) fn schemes(api: &Api, env: &str, names: &mut BuilderNames) -> Vec<Scheme> {
    let BuilderNames { setters, variables } = names;
    let usable = api.schemes.iter().filter_map(|scheme| Some((scheme, kind(&scheme.kind)?)));
    usable
        .map(|(scheme, kind)| {
            let words = Words::new(&scheme.name);
            let setter = setters.claim(&[words.clone(), words.clone().then(&Words::new("credential"))]).name;
            let prefix = Words::new(env);
            let suffix = Words::new(match kind {
                SchemeKind::Bearer => "token",
                SchemeKind::Basic => "basic",
                SchemeKind::HeaderKey { .. } | SchemeKind::QueryKey { .. } | SchemeKind::CookieKey { .. } => "api_key",
            });
            let short = prefix.clone().then(&suffix);
            let env = variables.claim(&[short, prefix.clone().then(&words)]).name.to_string();
            let docs = setter_docs(scheme, &kind, &env);
            let source = source_docs(&scheme.kind).map(|docs| {
                let setter = setters.claim_one(&words.clone().then(&Words::new("source"))).name;
                let by_credentials = token_url(&scheme.kind).map(|url| {
                    let mut variable = |what: &str| {
                        let what = Words::new(what);
                        let short = prefix.clone().then(&what);
                        variables.claim(&[short, prefix.clone().then(&words).then(&what)]).name.to_string()
                    };
                    let env = (variable("client_id"), variable("client_secret"));
                    ByCredentials {
                        docs: credentials_docs(url, &setter, &env),
                        setter: setters.claim_one(&words.clone().then(&Words::new("client_credentials"))).name,
                        url: url.to_owned(),
                        env,
                    }
                });
                TokenSource { setter, docs, by_credentials }
            });
            Scheme { wire: scheme.name.clone(), setter, source, env, kind, docs }
        })
        .collect()
}

/// The Rust names of the schemes.
pub(super) fn bindings(client: &Client) -> Vec<CredentialBinding> {
    let binding = |(index, scheme): (usize, &Scheme)| {
        let session = client.sessions.iter().find(|session| session.scheme == index);
        CredentialBinding {
            scheme: scheme.wire.clone(),
            setter: scheme.setter.to_string(),
            env: scheme.env.clone(),
            source: scheme.source.as_ref().map(|source| source.setter.to_string()),
            by_credentials: scheme
                .by_credentials()
                .map(|ByCredentials { setter, env, .. }| PairBinding { setter: setter.to_string(), env: env.clone() }),
            log_in: session
                .map(|Session { setter, env, .. }| PairBinding { setter: setter.to_string(), env: env.clone() }),
            is_basic: scheme.kind == SchemeKind::Basic,
        }
    };
    client.schemes.iter().enumerate().map(binding).collect()
}

fn kind(kind: &Model) -> Option<SchemeKind> {
    Some(match kind {
        Model::Bearer | Model::OAuth2(_) | Model::OpenIdConnect(_) => SchemeKind::Bearer,
        Model::Basic => SchemeKind::Basic,
        Model::Http(scheme) => SchemeKind::HeaderKey { name: "Authorization".to_owned(), prefix: format!("{scheme} ") },
        Model::Key { place: KeyPlace::Header, name, prefix } => {
            let prefix = if prefix.is_empty() { String::new() } else { format!("{prefix} ") };
            SchemeKind::HeaderKey { name: name.clone(), prefix }
        }
        Model::Key { place: KeyPlace::Query, name, .. } => SchemeKind::QueryKey { name: name.clone() },
        Model::Key { place: KeyPlace::Cookie, name, .. } => SchemeKind::CookieKey { name: name.clone() },
        Model::MutualTls => return None,
    })
}

/// The token endpoint of the client credentials flow: a URL, or a path of the server.
fn token_url(kind: &Model) -> Option<&str> {
    let Model::OAuth2(flows) = kind else { return None };
    let url = flows.iter().find(|flow| flow.name == "clientCredentials")?.token_url.as_deref()?;
    let is_path = url.starts_with('/') && !url.starts_with("//");
    let is_template = url.contains(['{', '<']);
    ((is_path || url.starts_with("https://") || url.starts_with("http://")) && !is_template).then_some(url)
}

fn credentials_docs(url: &str, source: &Name, (id, secret): &(String, String)) -> Docs {
    let from = prose::code(url);
    Docs(vec![
        format!("Requests tokens for this client from {from} (RFC 6749, section 4.4) when needed, and renews them."),
        String::new(),
        format!(
            "`from_env` reads `{id}` and `{secret}`. `{source}` takes your own `OAuth2`, for scopes or another URL."
        ),
    ])
}

/// Where an issuer describes itself: OpenID Connect Discovery 1.0, section 4.
const DISCOVERY: &str = "/.well-known/openid-configuration";

/// The docs of the setter for a source of tokens, if tokens of this scheme expire.
fn source_docs(kind: &Model) -> Option<Docs> {
    let from = match kind {
        Model::OAuth2(flows) => {
            let urls = flows.iter().filter_map(|flow| flow.token_url.as_deref().or(flow.refresh_url.as_deref()));
            urls.map(prose::code).collect::<std::collections::BTreeSet<_>>().into_iter().collect::<Vec<_>>().join(", ")
        }
        Model::OpenIdConnect(url) => {
            let issuer = url.strip_suffix(DISCOVERY).unwrap_or(url);
            prose::code(&format!("Endpoint::issuer({issuer:?})"))
        }
        _ => return None,
    };
    let mut lines = vec!["Takes tokens from this source, which renews them: an `OAuth2` or your own.".to_owned()];
    if !from.is_empty() {
        docs::section(&mut lines, format!("Issued by {from}."));
    }
    Some(Docs(lines))
}

fn setter_docs(scheme: &bindery_model::auth::Scheme, kind: &SchemeKind, env: &str) -> Docs {
    let sent = match kind {
        SchemeKind::Bearer => "Sends `Authorization: Bearer <token>`.".to_owned(),
        SchemeKind::Basic => "Sends `Authorization: Basic …` (RFC 7617).".to_owned(),
        SchemeKind::HeaderKey { name, prefix } => {
            format!("Sends {}.", prose::code(&format!("{name}: {prefix}<key>")))
        }
        SchemeKind::QueryKey { name } => format!("Sends the key as the query parameter {}.", prose::code(name)),
        SchemeKind::CookieKey { name } => format!("Sends the key as the cookie {}.", prose::code(name)),
    };
    let mut lines = vec![sent];
    if let Some(description) = &scheme.description {
        docs::section(&mut lines, prose::block(description));
    }
    docs::section(&mut lines, format!("`from_env` reads it from `{env}`."));
    Docs(lines)
}
