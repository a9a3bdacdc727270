//! Security schemes and requirements.

use bindery_openapi::Document;
use bindery_source::{Pointer, Sink, Value, nearest};
use indexmap::IndexMap;
use openapiv3::{APIKeyLocation, OAuth2Flows, ReferenceOr, SecurityScheme};

use crate::auth::{Flow, KeyPlace, Scheme, SchemeKind};
use crate::codes;
use crate::operations::Requirement;
use crate::overrides::Overrides;

/// The security schemes under `components`, with what `bindery.yaml` adds to them.
pub(crate) fn schemes(document: &Document, overrides: &Overrides, sink: &mut Sink) -> Vec<Scheme> {
    let section = Pointer::root().keys(["components", "securitySchemes"]);
    let components = document.frame.components.iter().flat_map(|components| &components.security_schemes);
    let mut schemes: Vec<Scheme> =
        components.filter_map(|(name, item)| scheme(document, section.key(name), name, item, sink)).collect();
    for (name, wanted) in &overrides.auth {
        let Some(prefix) = &wanted.prefix else { continue };
        let found = schemes.iter_mut().find(|scheme| scheme.name == *name);
        match found.map(|scheme| &mut scheme.kind) {
            Some(SchemeKind::Key { prefix: known, .. }) => known.clone_from(prefix),
            Some(_) => {
                let message = format!("`{name}` is not an `apiKey` scheme: it cannot have a prefix");
                sink.error(&codes::OVERRIDE_UNUSED, overrides.auth_site(name), message).help("remove the entry");
            }
            None => {
                let message = format!("the document has no security scheme `{name}`");
                let said = sink.error(&codes::OVERRIDE_UNUSED, overrides.auth_site(name), message);
                said.help(instead_of(name, &schemes));
            }
        }
    }
    for scheme in &schemes {
        note_unknown_prefix(scheme, sink);
        note_challenge(scheme, sink);
    }
    schemes
}

/// A `security` list: sets of schemes, any one of which is enough. A set with an unknown scheme cannot be met and is left out.
pub(crate) fn requirements(
    listed: &[openapiv3::SecurityRequirement],
    at: &Pointer,
    schemes: &[Scheme],
    sink: &mut Sink,
) -> Vec<Requirement> {
    let mut requirements = Vec::new();
    for (index, listed) in listed.iter().enumerate() {
        let mut requirement = Requirement::default();
        for (name, scopes) in listed {
            if let Some(known) = schemes.iter().position(|scheme| scheme.name == *name) {
                requirement.schemes.push((known, scopes.clone()));
            } else {
                let message = format!("there is no security scheme `{name}`: this alternative is ignored");
                let at = at.index(index).key(name);
                // A document without any scheme describes them elsewhere, so the name is not misspelled.
                let said = if schemes.is_empty() {
                    sink.note(&codes::SECURITY_SCHEME_UNKNOWN, at, message)
                } else {
                    sink.warning(&codes::SECURITY_SCHEME_UNKNOWN, at, message)
                };
                said.help(instead_of(name, schemes));
            }
        }
        if requirement.schemes.len() == listed.len() {
            requirements.push(requirement);
        }
    }
    requirements
}

/// The help for an unknown scheme.
fn instead_of(name: &str, schemes: &[Scheme]) -> String {
    let known: Vec<&str> = schemes.iter().map(|scheme| scheme.name.as_str()).collect();
    match nearest(name, known.iter().copied()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None if known.is_empty() => "describe it under `components.securitySchemes`, or remove it".to_owned(),
        None => format!("use `{}`, or remove it", known.join("` or `")),
    }
}

fn scheme(
    document: &Document,
    at: Pointer,
    name: &str,
    item: &ReferenceOr<SecurityScheme>,
    sink: &mut Sink,
) -> Option<Scheme> {
    if document.beyond.is_mutual_tls(&at) {
        return Some(Scheme { at, name: name.to_owned(), kind: SchemeKind::MutualTls, description: None });
    }
    let (_, scheme) = document.security_scheme(&at, item)?;
    note_signature(scheme, &at, sink);
    let (kind, description) = match scheme {
        SecurityScheme::APIKey { location, name, description, .. } => {
            let place = match location {
                APIKeyLocation::Query => KeyPlace::Query,
                APIKeyLocation::Header => KeyPlace::Header,
                APIKeyLocation::Cookie => KeyPlace::Cookie,
            };
            (SchemeKind::Key { place, name: name.clone(), prefix: String::new() }, description)
        }
        // RFC 9110, section 11.1: scheme names are case-insensitive.
        SecurityScheme::HTTP { scheme, description, .. } => match scheme.to_ascii_lowercase().as_str() {
            "bearer" => (SchemeKind::Bearer, description),
            "basic" => (SchemeKind::Basic, description),
            _ => (SchemeKind::Http(scheme.clone()), description),
        },
        SecurityScheme::OAuth2 { flows, description, .. } => (SchemeKind::OAuth2(self::flows(flows)), description),
        SecurityScheme::OpenIDConnect { open_id_connect_url, description, .. } => {
            (SchemeKind::OpenIdConnect(open_id_connect_url.clone()), description)
        }
    };
    Some(Scheme { at, name: name.to_owned(), kind, description: description.clone() })
}

fn flows(flows: &OAuth2Flows) -> Vec<Flow> {
    let scopes = |scopes: &IndexMap<String, String>| {
        scopes.iter().map(|(name, allows)| (name.clone(), allows.clone())).collect::<Vec<_>>()
    };
    let implicit = flows.implicit.as_ref().map(|flow| Flow {
        name: "implicit".to_owned(),
        authorization_url: Some(flow.authorization_url.clone()),
        token_url: None,
        refresh_url: flow.refresh_url.clone(),
        scopes: scopes(&flow.scopes),
    });
    let password = flows.password.as_ref().map(|flow| Flow {
        name: "password".to_owned(),
        authorization_url: None,
        token_url: Some(flow.token_url.clone()),
        refresh_url: flow.refresh_url.clone(),
        scopes: scopes(&flow.scopes),
    });
    let client_credentials = flows.client_credentials.as_ref().map(|flow| Flow {
        name: "clientCredentials".to_owned(),
        authorization_url: None,
        token_url: Some(flow.token_url.clone()),
        refresh_url: flow.refresh_url.clone(),
        scopes: scopes(&flow.scopes),
    });
    let authorization_code = flows.authorization_code.as_ref().map(|flow| Flow {
        name: "authorizationCode".to_owned(),
        authorization_url: Some(flow.authorization_url.clone()),
        token_url: Some(flow.token_url.clone()),
        refresh_url: flow.refresh_url.clone(),
        scopes: scopes(&flow.scopes),
    });
    [implicit, password, client_credentials, authorization_code].into_iter().flatten().collect()
}

/// Notes an `apiKey` in `Authorization` whose description shows a prefix, for which OpenAPI has no keyword.
fn note_unknown_prefix(scheme: &Scheme, sink: &mut Sink) {
    let SchemeKind::Key { place: KeyPlace::Header, name, prefix } = &scheme.kind else { return };
    let Some(word) = scheme.description.as_deref().and_then(shown_prefix) else { return };
    if prefix.is_empty() && name.eq_ignore_ascii_case("authorization") {
        sink.note(
            &codes::AUTH_PREFIX_UNKNOWN,
            &scheme.at,
            format!(
                "the description shows `{word}` before the key, which OpenAPI cannot express: the key is sent without it"
            ),
        )
        .help(format!("set `api.auth.{}.prefix` to `{word}` in bindery.yaml if the API requires it", scheme.name));
    }
}

/// The schemes of the [IANA registry](https://www.iana.org/assignments/http-authschemes/) that answer a challenge.
const ANSWERING: [&str; 7] = ["digest", "hoba", "mutual", "negotiate", "ntlm", "scram-sha-1", "scram-sha-256"];

fn note_challenge(scheme: &Scheme, sink: &mut Sink) {
    let SchemeKind::Http(name) = &scheme.kind else { return };
    if ANSWERING.contains(&name.to_ascii_lowercase().as_str()) {
        let message = format!("`{name}` answers a challenge, but the client sends the given credential unchanged");
        sink.note(&codes::AUTH_CHALLENGE_UNANSWERED, &scheme.at, message);
    }
}

/// Notes a scheme whose requests are signed with the credential, as Amazon's extension says.
fn note_signature(scheme: &SecurityScheme, at: &Pointer, sink: &mut Sink) {
    let SecurityScheme::APIKey { extensions, .. } = scheme else { return };
    let kind = extensions.get("x-amazon-apigateway-authtype").and_then(Value::as_str);
    if kind.is_some_and(|kind| kind.eq_ignore_ascii_case("awsSigv4")) {
        let message = "this scheme signs each request, but the client sends the given credential unchanged";
        sink.note(&codes::AUTH_SIGNATURE_UNMADE, at, message);
    }
}

/// The word in `Authorization: <word> {key}`, with any brackets around the key.
fn shown_prefix(description: &str) -> Option<&str> {
    let (_, shown) = description.split_once("Authorization:")?;
    let mut words = shown.split_whitespace();
    let word = words.next()?;
    let key = words.next()?;
    let is_word = word.chars().all(|character| character.is_ascii_alphanumeric() || character == '-');
    (is_word && key.starts_with(['{', '<', '[', '$', ':'])).then_some(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_before_a_bracketed_key_is_a_prefix() {
        assert_eq!(shown_prefix("passed as `Authorization: Token {key}`."), Some("Token"));
        assert_eq!(shown_prefix("Authorization: Api-Key <your key>"), Some("Api-Key"));
    }

    #[test]
    fn prose_is_no_prefix() {
        assert_eq!(shown_prefix("Authorization: {key}"), None);
        assert_eq!(shown_prefix("Authorization: see the guide"), None);
        assert_eq!(shown_prefix("An API key."), None);
    }
}
