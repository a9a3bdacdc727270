//! The page about credentials: what each is, how to set it in Rust, and how sessions provide it.

use bindery_model::auth::{Flow, Scheme, SchemeKind, Session};
use bindery_model::bindings::{CredentialBinding, PairBinding};
use bindery_model::prose;

use crate::auth;
use crate::book::{Book, Folder, heading};
use crate::markdown;

/// Its path in the tree.
pub(crate) const PATH: &str = "authentication.md";

/// The page, unless the API has no security schemes.
pub(crate) fn page(book: &Book<'_>) -> Option<String> {
    if book.api.schemes.is_empty() {
        return None;
    }
    let asked = auth::spell_requirements(book.api, &book.api.auth);
    let mut parts = vec![
        "# Authentication".to_owned(),
        markdown::link("Overview", "index.md"),
        format!("Required by default: {asked}."),
    ];
    for (index, scheme) in book.api.schemes.iter().enumerate() {
        parts.extend(section(book, scheme));
        let sessions = book.api.sessions.iter().filter(|session| session.scheme == index);
        parts.extend(sessions.flat_map(|session| opened(book, session, binding(book, scheme))));
    }
    Some(parts.join("\n\n") + "\n")
}

fn binding<'a>(book: &Book<'a>, scheme: &Scheme) -> Option<&'a CredentialBinding> {
    book.bindings.credentials.iter().find(|credential| credential.scheme == scheme.name)
}

fn section(book: &Book<'_>, scheme: &Scheme) -> Vec<String> {
    let mut parts = vec![format!("## {}", prose::code(&scheme.name)), format!("Sends {}.", auth::spell_scheme(scheme))];
    parts.extend(scheme.description.as_deref().map(prose::block));
    if let SchemeKind::OAuth2(flows) = &scheme.kind {
        parts.extend(self::flows(flows));
    }
    match binding(book, scheme) {
        Some(credential) => parts.extend(in_rust(&book.bindings.crate_name, credential)),
        None if book.bindings.crate_name.is_empty() => {}
        None => parts.push("Your own HTTP client provides it.".to_owned()),
    }
    parts
}

fn in_rust(crate_name: &str, credential: &CredentialBinding) -> Vec<String> {
    let CredentialBinding { setter, env, source, by_credentials, is_basic, .. } = credential;
    let args: &[&str] = if *is_basic { &["name", "password"] } else { &["secret"] };
    let sample = sample(crate_name, setter, args);
    let from_env = format!("`Client::from_env()` reads it from the variable `{env}`.");
    let source = source.as_ref().map(|source| {
        format!(
            "`Builder::{source}` takes a source of tokens instead, which renews expired tokens:\n\n\
```rust
use {crate_name}::runtime::OAuth2;
use {crate_name}::{{Client, Error}};

fn client(token_url: &str, id: &str, secret: &str, refresh_token: &str) -> Result<Client, Error> {{
    let tokens = OAuth2::refresh_token(token_url, id, refresh_token).client_secret(secret);
    Client::builder().{source}(tokens).build()
}}
```"
        )
    });
    let by_credentials = by_credentials.as_ref().map(|PairBinding { setter, env }| {
        let why =
            "A program that acts for itself passes its id and secret; the client then requests and renews tokens:"
                .to_owned();
        [why, self::sample(crate_name, setter, &["client_id", "client_secret"]), from_variables(env)]
    });
    [sample, from_env].into_iter().chain(by_credentials.into_iter().flatten()).chain(source).collect()
}

fn from_variables((one, other): &(String, String)) -> String {
    format!("`Client::from_env()` reads them from the variables `{one}` and `{other}`.")
}

/// A function that creates a client with the arguments of the setter.
fn sample(crate_name: &str, setter: &str, args: &[&str]) -> String {
    let params: Vec<String> = args.iter().map(|arg| format!("{arg}: &str")).collect();
    format!(
        "\
```rust
use {crate_name}::{{Client, Error}};

fn client({}) -> Result<Client, Error> {{
    Client::builder().{setter}({}).build()
}}
```",
        params.join(", "),
        args.join(", ")
    )
}

fn flows(flows: &[Flow]) -> Option<String> {
    let code = |url: &Option<String>| url.as_deref().map(prose::code).unwrap_or_default();
    let rows: Vec<Vec<String>> = flows
        .iter()
        .map(|flow| {
            let scope = |(name, allows): &(String, String)| format!("{}: {}", prose::code(name), prose::line(allows));
            let scopes: Vec<String> = flow.scopes.iter().map(scope).collect();
            let urls = [&flow.authorization_url, &flow.token_url, &flow.refresh_url].map(code);
            [prose::code(&flow.name)].into_iter().chain(urls).chain([scopes.join("; ")]).collect()
        })
        .collect();
    let head = ["Flow", "Authorization URL", "Token URL", "Refresh URL", "Scopes"];
    (!rows.is_empty()).then(|| markdown::table(&head, &rows))
}

/// How a session provides the credentials of a scheme.
fn opened(book: &Book<'_>, session: &Session, credential: Option<&CredentialBinding>) -> Vec<String> {
    let operation = |index: usize| {
        let text = prose::plain(&heading(&book.api.operations[index]));
        book.link_to_operation(Folder::Root, index).map_or_else(|| text.clone(), |path| markdown::link(&text, &path))
    };
    let mut parts = vec!["Or a session provides it.".to_owned()];
    if let Some(PairBinding { setter, env }) = credential.and_then(|credential| credential.log_in.as_ref()) {
        parts.push(sample(&book.bindings.crate_name, setter, &["name", "password"]));
        parts.push(from_variables(env));
    }
    let by = &session.by;
    let lasts = by.expires_in.as_deref().or(by.expires_at.as_deref());
    let lasts = lasts.map(|at| format!("; {} of its reply says when it expires", prose::code(at)));
    let mut items =
        vec![format!("Opened by {} when a call needs it{}.", operation(session.log_in), lasts.unwrap_or_default())];
    items.extend(session.refresh.map(|index| format!("Renewed by {} before it expires.", operation(index))));
    items.push("Reopened, once for all calls, when the API answers 401.".to_owned());
    if let Some(code) = &by.code {
        let taken = operation(session.verify.unwrap_or(session.log_in));
        let code = prose::code(code);
        items.push(format!(
            "If a second factor is required, `Builder::mfa` supplies its code, which is sent as {code} of {taken}."
        ));
    }
    items.extend(session.log_out.map(|index| format!("Ended by {}.", operation(index))));
    items.extend(session.health.map(|index| format!("Checked by {}.", operation(index))));
    parts.push(items.iter().map(|item| format!("- {item}")).collect::<Vec<_>>().join("\n"));
    parts
}
