//! The section `api.webhooks`.

use bindery_model::overrides::Overrides;
use bindery_model::signing::{Signing, Told};
use bindery_source::{Pointer, Value};

use super::api::is_token_byte;
use super::keys;
use super::reader::{Reader, Section};

/// Reads the additional events, how webhooks are signed, and where a message names its event.
pub(super) fn read(reader: &mut Reader<'_>, value: &Value, at: &Pointer, overrides: &mut Overrides) {
    let section = reader.section(value, at, keys::WEBHOOKS);
    if let Some((value, at)) = section.get("events") {
        for (name, value, at) in reader.free_section(value, &at).entries() {
            overrides.events.extend(reader.text_of(value, &at).map(|schema| (name.to_owned(), schema)));
        }
    }
    overrides.told = section.get("event").and_then(|(value, at)| read_told(reader, value, &at));
    overrides.signing = read_signing(reader, &section, at);
}

fn read_told(reader: &mut Reader<'_>, value: &Value, at: &Pointer) -> Option<Told> {
    let section = reader.section(value, at, keys::EVENT);
    match (reader.text(&section, "member"), header(reader, &section, "header")) {
        (Some(member), None) => Some(Told::Member(member)),
        (None, Some(header)) => Some(Told::Header(header)),
        _ => {
            reader.invalid(at, "an event is named by either a `member` of the body or a `header`");
            None
        }
    }
}

fn read_signing(reader: &mut Reader<'_>, section: &Section<'_>, at: &Pointer) -> Option<Signing> {
    let part =
        |key, keys, reader: &mut Reader<'_>| section.get(key).map(|(value, at)| (reader.section(value, &at, keys), at));
    let signature = part("signature", keys::SIGNATURE, reader);
    let timestamp = part("timestamp", keys::TIMESTAMP, reader);
    let secret = part("secret", keys::SECRET, reader);
    let signed = reader.text(section, "signed");
    let id = header(reader, section, "id");
    let tolerance = timestamp.as_ref().and_then(|(section, _)| reader.number(section, "tolerance"));
    let timestamp_prefix = timestamp.as_ref().and_then(|(section, _)| reader.text(section, "prefix"));
    let timestamp = timestamp.and_then(|(section, at)| needed(reader, &section, &at));
    let base64_secret = secret.and_then(|(section, _)| {
        let prefix = reader.text(&section, "prefix");
        let is_base64 = reader.choice(&section, "encoding", &["text", "base64"]).is_some_and(|word| word == "base64");
        is_base64.then(|| prefix.unwrap_or_default())
    });
    let Some((signature, signature_at)) = signature else {
        if signed.is_some() || id.is_some() || timestamp.is_some() || base64_secret.is_some() {
            reader.invalid(at, "a `signature` is missing");
        }
        return None;
    };
    let base64 = reader.choice(&signature, "encoding", &["hex", "base64"]).is_some_and(|word| word == "base64");
    let prefix = reader.text(&signature, "prefix").unwrap_or_default();
    let header = needed(reader, &signature, &signature_at)?;
    let signed = signed.unwrap_or_else(|| "{body}".to_owned());
    for (slot, is_known) in [("{body}", true), ("{timestamp}", timestamp.is_some()), ("{id}", id.is_some())] {
        // Unsigned values can be forged.
        if signed.contains(slot) != is_known {
            let message = if is_known {
                format!("`signed` must contain `{slot}`")
            } else {
                format!("no header provides `{slot}`")
            };
            reader.invalid(&at.key("signed"), message);
            return None;
        }
    }
    let told = Signing::default().told;
    let timestamp_prefix = timestamp_prefix.unwrap_or_default();
    Some(Signing { header, prefix, base64, signed, timestamp, timestamp_prefix, tolerance, id, base64_secret, told })
}

/// The required header of a section.
fn needed(reader: &mut Reader<'_>, section: &Section<'_>, at: &Pointer) -> Option<String> {
    if section.get("header").is_none() {
        reader.invalid(at, "a `header` is missing");
    }
    header(reader, section, "header")
}

/// A header name (RFC 9110, section 5.1).
pub(super) fn header(reader: &mut Reader<'_>, section: &Section<'_>, key: &str) -> Option<String> {
    let name = reader.text(section, key)?;
    if !name.is_empty() && name.bytes().all(is_token_byte) {
        return Some(name);
    }
    let (_, at) = section.get(key)?;
    reader.invalid(&at, format!("`{name}` is not a valid header name"));
    None
}

#[cfg(test)]
mod tests {
    use bindery_source::Sink;
    use serde_json::json;

    use super::*;

    fn said(value: &Value) -> (Option<Signing>, Vec<String>) {
        let mut sink = Sink::default();
        let mut overrides = Overrides::default();
        read(&mut Reader::new("bindery.yaml", &mut sink), value, &Pointer::root(), &mut overrides);
        (overrides.signing, sink.diagnostics().iter().map(|said| said.message.clone()).collect())
    }

    #[test]
    fn what_is_signed_is_told_whole() {
        let (signing, said) = said(&json!({
            "signature": { "header": "X-Signature", "prefix": "v1=" },
            "timestamp": { "header": "X-Time", "tolerance": 60 },
            "signed": "{timestamp}.{body}",
        }));
        assert_eq!(said, Vec::<String>::new());
        let signing = signing.unwrap();
        assert_eq!((signing.prefix.as_str(), signing.tolerance, signing.base64), ("v1=", Some(60), false));
        assert_eq!(signing.id, None, "nothing of the standard is left");
    }

    #[test]
    fn signature_and_time_may_share_a_header() {
        let (signing, said) = said(&json!({
            "signature": { "header": "Stripe-Signature", "prefix": "v1=" },
            "timestamp": { "header": "Stripe-Signature", "prefix": "t=" },
            "signed": "{timestamp}.{body}",
        }));
        assert_eq!(said, Vec::<String>::new());
        assert_eq!(signing.unwrap().timestamp_prefix, "t=");
    }

    #[test]
    fn what_is_not_signed_proves_nothing() {
        let signature = json!({ "header": "X-Signature" });
        for (value, wanted) in [
            (json!({ "signature": signature, "signed": "{timestamp}" }), "`signed` must contain `{body}`"),
            (json!({ "signature": signature, "signed": "{id}.{body}" }), "no header provides `{id}`"),
            (json!({ "signature": signature, "timestamp": { "header": "T" } }), "`signed` must contain `{timestamp}`"),
            (json!({ "signature": {} }), "a `header` is missing"),
            (json!({ "signed": "{body}" }), "a `signature` is missing"),
            (json!({ "signature": { "header": "a b" } }), "`a b` is not a valid header name"),
        ] {
            assert_eq!(said(&value), (None, vec![wanted.to_owned()]), "{value}");
        }
    }
}
