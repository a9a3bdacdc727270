//! The client and its builder.

use std::collections::BTreeSet;

use bindery_model::operations::{Server, Variable as Declared};
use bindery_model::{Api, prose};

use super::auth;
use super::manifest::subject;
use crate::items::{Client, Manifest, Variable};
use crate::names::{Case, Scope, Words};

/// Methods of every builder.
const BUILDER: [&str; 25] = [
    "base_url",
    "mfa",
    "header",
    "timeout",
    "connect_timeout",
    "attempt_timeout",
    "read_timeout",
    "max_reply_bytes",
    "user_agent",
    "proxy_from_env",
    "transport",
    "build",
    "new",
    "retry",
    "server",
    "server_variable",
    "rate_limit",
    "max_concurrent",
    "interceptor",
    "lenient",
    "on_drift",
    "clock",
    "in_process",
    "clone",
    "default",
];

/// The names of the builder's setters, and the environment variables that it reads.
pub(super) struct BuilderNames {
    pub(super) setters: Scope,
    pub(super) variables: Scope,
}

impl BuilderNames {
    pub(super) fn new() -> Self {
        Self { setters: Scope::with(Case::Snake, BUILDER), variables: Scope::new(Case::Shouty) }
    }
}

/// Lowers the client of an API, without the parts that its groups decide.
pub(super) fn lower(api: &Api, manifest: &Manifest, names: &mut BuilderNames) -> Client {
    let env = Words::new(&manifest.name).in_case(Case::Shouty);
    Client {
        title: subject(&prose::plain(&api.info.title)),
        agent: format!("{}/{}", manifest.name, manifest.version),
        servers: api.servers.iter().map(|server| server.url.clone()).collect(),
        variables: variables(api),
        schemes: auth::schemes(api, &env, names),
        sessions: Vec::new(),
        asks_for_codes: api.sessions.iter().any(|session| session.by.code.is_some()),
        limits: api.limits,
        idempotency: api.idempotency.clone(),
        imports: BTreeSet::new(),
        auth: auth::alternatives(api, &api.auth),
        env,
    }
}

/// The variables of all servers. If servers differ in one, each has its own.
fn variables(api: &Api) -> Vec<Variable> {
    let all = || api.servers.iter().flat_map(|server| server.variables.iter().map(move |variable| (server, variable)));
    let mut variables: Vec<Variable> = Vec::new();
    for (server, variable) in all() {
        let is_one = |other: &Declared| other.default == variable.default && other.values == variable.values;
        let is_shared = all().filter(|(_, other)| other.name == variable.name).all(|(_, other)| is_one(other));
        if is_shared && variables.iter().any(|known| known.name == variable.name) {
            continue;
        }
        variables.push(Variable {
            name: variable.name.clone(),
            default: variable.default.clone(),
            values: variable.values.clone(),
            server: (!is_shared).then(|| server.url.clone()),
        });
    }
    variables
}

/// The URL of a server with the default of every variable.
pub(super) fn expand(server: &Server) -> String {
    server
        .variables
        .iter()
        .fold(server.url.clone(), |url, variable| url.replace(&format!("{{{}}}", variable.name), &variable.default))
}
