//! Security schemes and requirements in words.

use bindery_model::Api;
use bindery_model::auth::{KeyPlace, Scheme, SchemeKind};
use bindery_model::operations::Requirement;

use bindery_model::prose;

/// The credential that a security scheme sends.
pub(crate) fn spell_scheme(scheme: &Scheme) -> String {
    match &scheme.kind {
        SchemeKind::Bearer => "a token as `Authorization: Bearer`".to_owned(),
        SchemeKind::Basic => "user name and password as `Authorization: Basic`".to_owned(),
        SchemeKind::Http(name) => format!("credentials as {}", prose::code(&format!("Authorization: {name}"))),
        SchemeKind::Key { place, name, prefix } => {
            let place = match place {
                KeyPlace::Header => "header",
                KeyPlace::Query => "query parameter",
                KeyPlace::Cookie => "cookie",
            };
            let after =
                if prefix.is_empty() { String::new() } else { format!(", prefixed with {}", prose::code(prefix)) };
            format!("a key in the {place} {}{after}", prose::code(name))
        }
        SchemeKind::OAuth2(flows) => {
            let names: Vec<String> = flows.iter().map(|flow| prose::code(&flow.name)).collect();
            format!("an OAuth 2.0 token ({})", names.join(" or "))
        }
        SchemeKind::OpenIdConnect(issuer) => {
            format!("an OpenID Connect token from {}", prose::plain(issuer))
        }
        SchemeKind::MutualTls => "a client certificate".to_owned(),
    }
}

/// Sets of schemes. Any one of them is enough.
pub(crate) fn spell_requirements(api: &Api, requirements: &[Requirement]) -> String {
    if requirements.is_empty() {
        return "none".to_owned();
    }
    let alternatives: Vec<String> =
        requirements.iter().map(|requirement| spell_requirement(api, requirement)).collect();
    alternatives.join(", or ")
}

fn spell_requirement(api: &Api, requirement: &Requirement) -> String {
    if requirement.schemes.is_empty() {
        return "none".to_owned();
    }
    let schemes: Vec<String> = requirement
        .schemes
        .iter()
        .filter_map(|(index, scopes)| {
            let name = prose::code(&api.schemes.get(*index)?.name);
            let scopes: Vec<String> = scopes.iter().map(|scope| prose::code(scope)).collect();
            Some(if scopes.is_empty() { name } else { format!("{name} with {}", scopes.join(" ")) })
        })
        .collect();
    schemes.join(" and ")
}
