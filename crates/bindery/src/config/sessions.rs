//! `sessions` of the section `api`.

use bindery_model::overrides::{Handed, SessionBy, TokenPlace};
use bindery_source::{Pointer, Value};
use indexmap::IndexMap;

use super::keys;
use super::paging::place;
use super::reader::{Reader, Section};
use super::webhooks::header;

/// Reads the sessions, by the name of a security scheme.
pub(super) fn read(reader: &mut Reader<'_>, value: &Value, at: &Pointer) -> IndexMap<String, SessionBy> {
    let mut sessions = IndexMap::new();
    for (scheme, value, at) in reader.free_section(value, at).entries() {
        if let Some(session) = read_one(reader, value, &at) {
            sessions.insert(scheme.to_owned(), session);
        }
    }
    sessions
}

fn read_one(reader: &mut Reader<'_>, value: &Value, at: &Pointer) -> Option<SessionBy> {
    let section = reader.section(value, at, keys::SESSION);
    let mut session = SessionBy {
        log_in: reader.text(&section, "log_in").unwrap_or_default(),
        name: reader.text(&section, "name"),
        password: reader.text(&section, "password"),
        token: token(reader, &section, at),
        expires_in: place(reader, &section, "expires_in"),
        expires_at: place(reader, &section, "expires_at"),
        refresh: reader.text(&section, "refresh"),
        refresh_token: handed(reader, &section, "refresh_token"),
        log_out: reader.text(&section, "log_out"),
        health: reader.text(&section, "health"),
        ..SessionBy::default()
    };
    if let Some((value, at)) = section.get("mfa") {
        let mfa = reader.section(value, &at, keys::MFA);
        session.code = reader.text(&mfa, "code");
        session.verify = reader.text(&mfa, "operation");
        session.challenge = handed(reader, &mfa, "challenge");
        if mfa.get("code").is_none() {
            reader.invalid(&at, "a second factor needs `code`").help("set it to the member that takes the code");
        }
    }
    if section.get("log_in").is_none() {
        reader.invalid(at, "a session needs `log_in`").help("set it to the operation that opens a session");
        return None;
    }
    Some(session)
}

/// The place of the token: one of three keys.
fn token(reader: &mut Reader<'_>, section: &Section<'_>, at: &Pointer) -> Option<TokenPlace> {
    let said = ["token", "header", "cookie"].into_iter().filter(|key| section.get(key).is_some()).count();
    if said > 1 {
        reader.invalid(at, "only one of `token`, `header` and `cookie` is allowed");
    }
    let body = place(reader, section, "token").map(TokenPlace::Body);
    let header = header(reader, section, "header").map(TokenPlace::Header);
    body.or(header).or(reader.text(section, "cookie").map(TokenPlace::Cookie))
}

fn handed(reader: &mut Reader<'_>, section: &Section<'_>, key: &str) -> Option<Handed> {
    let (value, at) = section.get(key)?;
    let section = reader.section(value, &at, keys::HANDED);
    let (place, member) = (place(reader, &section, "at"), reader.text(&section, "member"));
    if section.get("at").is_none() || section.get("member").is_none() {
        reader.invalid(&at, format!("`{key}` needs `at` and `member`"));
    }
    Some(Handed { at: place?, member: member? })
}

#[cfg(test)]
mod tests {
    use bindery_source::Sink;
    use serde_json::json;

    use super::*;

    fn said(value: &Value) -> Vec<String> {
        let mut sink = Sink::default();
        read(&mut Reader::new("bindery.yaml", &mut sink), value, &Pointer::root());
        sink.diagnostics().iter().map(|said| said.message.clone()).collect()
    }

    #[test]
    fn a_session_is_opened_by_an_operation() {
        assert_eq!(said(&json!({ "session": { "log_in": "createSession", "token": "/token" } })), Vec::<String>::new());
        assert_eq!(said(&json!({ "session": {} })), ["a session needs `log_in`"]);
    }

    #[test]
    fn a_token_stands_in_one_place() {
        assert_eq!(said(&json!({ "session": { "log_in": "a", "cookie": "sid" } })), Vec::<String>::new());
        assert_eq!(
            said(&json!({ "session": { "log_in": "a", "cookie": "sid", "header": "x y" } })),
            ["only one of `token`, `header` and `cookie` is allowed", "`x y` is not a valid header name"]
        );
    }

    #[test]
    fn what_is_handed_on_has_two_ends() {
        let session = json!({ "log_in": "a", "refresh_token": { "at": "/x" }, "mfa": {} });
        assert_eq!(
            said(&json!({ "session": session })),
            ["`refresh_token` needs `at` and `member`", "a second factor needs `code`"]
        );
    }
}
