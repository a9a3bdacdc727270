//! Messages of servers: one line from the many shapes of error bodies.

use http::StatusCode;
use serde_json::{Map, Value};

use crate::codec::find::{find, items};

/// The longest useful line, in characters.
const LONGEST: usize = 300;

/// No real message is this long, and parsing it as a tree takes many times its size.
const LARGEST: usize = 1 << 20;

/// The server's message, if the body has one of the usual shapes or is plain text. Mask secrets before making it a [`line`],
/// because a truncated secret is not recognized.
pub(crate) fn words(body: &[u8]) -> Option<String> {
    if body.len() > LARGEST {
        return None;
    }
    let text = std::str::from_utf8(body).ok()?.trim();
    let said = match serde_json::from_str(text) {
        Ok(value) => of_value(&value)?,
        Err(_) if text.starts_with(['<', '{', '[']) => return None,
        Err(_) => text.to_owned(),
    };
    (!line(&said).is_empty()).then_some(said)
}

/// The server's message in a reply that should have been a value, but has a member for an error: some APIs send these with status
/// 200. Other bodies are not quoted, because they may contain personal data.
pub(crate) fn words_of_error(body: &[u8]) -> Option<String> {
    let told = [find(body, "/error"), find(body, "/errors")].into_iter().flatten();
    let is_error = told.into_iter().any(|said| !matches!(said, "null" | "false" | "[]" | "{}" | "\"\""));
    if is_error { words(body) } else { None }
}

/// Where the usual shapes have a code for programs. `/error` is one if it looks so: `invalid_grant` (RFC 6749 section 5.2).
const CODES: [&str; 8] =
    ["/error/code", "/code", "/error_code", "/errorCode", "/error/type", "/error/status", "/error", "/__type"];

/// No real code is this long, in bytes.
const LONGEST_CODE: usize = 80;

/// The server's code of an error, a word or a number other than the reply's `status`.
pub(crate) fn code(body: &[u8], status: StatusCode) -> Option<String> {
    let of_first = find(body, "/errors").and_then(|errors| find(items(errors)?.first()?.as_bytes(), "/code"));
    CODES.into_iter().filter_map(|place| find(body, place)).chain(of_first).find_map(|json| {
        let code = match serde_json::from_str(json).ok()? {
            Value::String(code) => code,
            Value::Number(code) => code.to_string(),
            _ => return None,
        };
        // AWS puts a namespace in front: `com.amazonaws.ssm#ParameterNotFound`.
        let code = code.rsplit_once('#').map_or(code.clone(), |(_, code)| code.to_owned());
        let is_word = code.len() <= LONGEST_CODE && code.bytes().all(|byte| byte.is_ascii_graphic());
        (is_word && !code.is_empty() && code != status.as_str()).then_some(code)
    })
}

/// `text` as one line of bounded length, without control characters.
pub(crate) fn line(text: &str) -> String {
    let mut out = String::new();
    for (at, character) in text.split_whitespace().flat_map(|word| word.chars().chain([' '])).enumerate() {
        if at == LONGEST {
            return out.trim_end().to_owned() + "…";
        }
        if !character.is_control() && !is_bidi_control(character) {
            out.push(character);
        }
    }
    out.truncate(out.trim_end().len());
    out
}

fn of_value(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Array(items) => joined(items.iter().filter_map(of_value), "; "),
        Value::Object(members) => of_object(members),
        _ => None,
    }
}

/// The main message, followed by details if there are any.
fn of_object(members: &Map<String, Value>) -> Option<String> {
    let text = |name: &str| members.get(name).and_then(Value::as_str).map(str::to_owned);
    let nested = |name: &str| members.get(name).filter(|value| !value.is_string()).and_then(of_value);

    let headline =
        nested("error").or_else(|| text("message")).or_else(|| joined_pair(text("error"), text("error_description")));
    let headline = headline.or_else(|| joined_pair(text("title"), text("detail")));
    let headline = headline.or_else(|| text("description")).or_else(|| text("msg")).or_else(|| text("code"));
    let particulars = members.get("errors").and_then(of_errors).or_else(|| nested("detail"));
    joined_pair(headline, particulars)
}

/// `{"email": ["is taken"]}`, or a list of strings or problems.
fn of_errors(errors: &Value) -> Option<String> {
    let Value::Object(fields) = errors else { return of_value(errors) };
    let field = |(name, value): (&String, &Value)| {
        let said = match value {
            Value::Array(items) => joined(items.iter().filter_map(of_value), ", "),
            other => of_value(other),
        };
        said.map(|said| format!("{name} {said}"))
    };
    joined(fields.iter().filter_map(field), "; ")
}

fn joined(texts: impl Iterator<Item = String>, between: &str) -> Option<String> {
    let texts: Vec<String> = texts.collect();
    if texts.is_empty() { None } else { Some(texts.join(between)) }
}

fn joined_pair(one: Option<String>, other: Option<String>) -> Option<String> {
    joined([one, other].into_iter().flatten(), ": ")
}

/// Characters that make a terminal reorder text.
fn is_bidi_control(character: char) -> bool {
    matches!(character, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(body: &[u8]) -> Option<String> {
        words(body).map(|said| line(&said))
    }

    #[test]
    fn what_is_no_error_is_not_quoted() {
        assert_eq!(words_of_error(br#"{"ok": false, "error": "invalid_auth"}"#).as_deref(), Some("invalid_auth"));
        assert_eq!(words_of_error(br#"{"message": "meet me at nine", "error": null}"#), None);
        assert_eq!(words_of_error(br#"{"message": "meet me at nine"}"#), None);
    }

    #[test]
    fn the_usual_shapes_give_their_code() {
        let code = |body: &str| code(body.as_bytes(), StatusCode::NOT_FOUND);
        for (body, wanted) in [
            (r#"{"error": {"code": "card_declined", "message": "Your card was declined."}}"#, Some("card_declined")),
            (r#"{"error": {"code": 404, "message": "Not found", "status": "NOT_FOUND"}}"#, Some("NOT_FOUND")),
            (r#"{"code": 10003, "message": "Unknown channel"}"#, Some("10003")),
            (r#"{"errors": [{"code": "too_long"}]}"#, Some("too_long")),
            (r#"{"error": "invalid_grant", "error_description": "expired"}"#, Some("invalid_grant")),
            (r#"{"error": "it broke"}"#, None),
            (r#"{"ok": false, "error": "channel_not_found"}"#, Some("channel_not_found")),
            (r#"{"__type": "com.amazonaws.ssm#ParameterNotFound"}"#, Some("ParameterNotFound")),
            (r#"{"code": "no code at all"}"#, None),
            ("<html>", None),
        ] {
            assert_eq!(code(body).as_deref(), wanted, "{body}");
        }
    }

    #[test]
    fn the_usual_shapes_give_their_message() {
        for (body, wanted) in [
            (r#"{"error": {"message": "no such job", "type": "not_found"}}"#, "no such job"),
            (
                r#"{"errors": {"email": ["is taken", "is odd"], "zip": "is short"}}"#,
                "email is taken, is odd; zip is short",
            ),
            (r#"{"errors": ["one", {"message": "two"}, {"title": "Bad", "detail": "three"}]}"#, "one; two; Bad: three"),
            (r#"{"message": "Unauthorized"}"#, "Unauthorized"),
            (r#"{"message": "Invalid", "errors": {"name": ["is blank"]}}"#, "Invalid: name is blank"),
            (r#"{"error": "nope"}"#, "nope"),
            (r#"{"error": "invalid_grant", "error_description": "expired"}"#, "invalid_grant: expired"),
            (
                r#"{"type": "about:blank", "title": "Out of credit", "detail": "You have 30."}"#,
                "Out of credit: You have 30.",
            ),
            (r#"{"detail": [{"loc": ["body"], "msg": "field required"}]}"#, "field required"),
            (r#""just text""#, "just text"),
            ("Bad  gateway\n", "Bad gateway"),
        ] {
            assert_eq!(message(body.as_bytes()).as_deref(), Some(wanted), "{body}");
        }
    }

    #[test]
    fn other_bodies_give_none() {
        for body in ["", "{}", "null", "17", "<html>oops</html>", "{\"message\": ", "{\"data\": {\"message\": 1}}"] {
            assert_eq!(message(body.as_bytes()), None, "{body}");
        }
        assert_eq!(message(b"\xFF\xFE"), None);
    }

    #[test]
    fn a_message_is_one_short_line() {
        assert_eq!(line("a\nb\u{1b}[31mc\u{202e}d"), "a b[31mcd");
        assert_eq!(line(&"x".repeat(1_000)).chars().count(), LONGEST + 1);
    }
}
