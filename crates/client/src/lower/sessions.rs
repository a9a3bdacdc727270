//! Sessions: the names of their methods and setters.

use bindery_model::Api;
use bindery_model::auth::Session as Model;
use bindery_model::overrides::TokenPlace;

use super::client::BuilderNames;
use super::operations::{self, CLIENT};
use crate::items::{Client, Docs, Group, Session, SessionMethod};
use crate::names::{Case, Scope, Words};

/// The sessions of the API.
pub(super) fn lower(api: &Api, client: &Client, groups: &[Group], names: &mut BuilderNames) -> Vec<Session> {
    let mut scopes =
        Scopes { names, methods: Scope::with(Case::Snake, CLIENT), tables: Scope::with(Case::Shouty, ["API"]) };
    for group in groups {
        scopes.methods.claim_one(&Words::new(group.accessor.as_str()));
    }
    api.sessions.iter().filter_map(|session| lower_one(api, session, client, groups, &mut scopes)).collect()
}

struct Scopes<'n> {
    names: &'n mut BuilderNames,
    methods: Scope,
    tables: Scope,
}

fn lower_one(
    api: &Api,
    session: &Model,
    client: &Client,
    groups: &[Group],
    scopes: &mut Scopes<'_>,
) -> Option<Session> {
    let wire = &api.schemes[session.scheme].name;
    let words = Words::new(wire);
    // A session for a scheme of the caller's own HTTP client is left to that client.
    let scheme = client.schemes.iter().position(|scheme| scheme.wire == *wire)?;
    let operation = |index: usize| operations::of(api, groups, index).clone();
    let others = [
        ("refresh", session.refresh),
        ("verify", session.verify),
        ("log_out", session.log_out),
        ("health", session.health),
    ];
    let mut method = |short: &str, does, docs: &str| {
        let longer = words.clone().then(&Words::new(short));
        let name = scopes.methods.claim(&[Words::new(short), longer]).name;
        SessionMethod { name, does, docs: Docs(vec![docs.to_owned()]) }
    };
    let mut methods = vec![method("log_in", "open", "Logs in unless a session is open. Calls do so automatically.")];
    if session.log_out.is_some() {
        methods.push(method("log_out", "end", "Ends the session. The next call opens a new one."));
    }
    if session.health.is_some() {
        methods.push(method("health", "check", "Asks the server whether the session is alive."));
    }
    let mut variable = |what: &str| {
        let (prefix, what) = (Words::new(&client.env), Words::new(what));
        let candidates = [prefix.clone().then(&what), prefix.then(&words).then(&what)];
        scopes.names.variables.claim(&candidates).name.to_string()
    };
    Some(Session {
        env: (variable("username"), variable("password")),
        scheme,
        table: scopes.tables.claim_one(&words).name,
        setter: scopes.names.setters.claim(&[Words::new("log_in"), words.clone().then(&Words::new("log_in"))]).name,
        methods,
        log_in: operation(session.log_in),
        rows: rows(session),
        operations: others.into_iter().filter_map(|(row, index)| Some((row, operation(index?)))).collect(),
    })
}

fn rows(session: &Model) -> Vec<(&'static str, Vec<String>)> {
    let by = &session.by;
    let mut rows = Vec::new();
    if by.name.is_some() || by.password.is_some() {
        let or = |member: &Option<String>, default: &str| member.clone().unwrap_or_else(|| default.to_owned());
        rows.push(("members", vec![or(&by.name, "username"), or(&by.password, "password")]));
    }
    rows.extend(by.token.as_ref().map(|place| match place {
        TokenPlace::Body(at) => ("token", vec![at.clone()]),
        TokenPlace::Header(name) => ("token_header", vec![name.clone()]),
        TokenPlace::Cookie(name) => ("token_cookie", vec![name.clone()]),
    }));
    let places = [("expires_in", &by.expires_in), ("expires_at", &by.expires_at), ("code", &by.code)];
    rows.extend(places.into_iter().filter_map(|(row, text)| Some((row, vec![text.clone()?]))));
    let handed = [("refresh_token", &by.refresh_token), ("challenge", &by.challenge)];
    rows.extend(handed.into_iter().filter_map(|(row, handed)| {
        let handed = handed.as_ref()?;
        Some((row, vec![handed.member.clone(), handed.at.clone()]))
    }));
    rows
}
