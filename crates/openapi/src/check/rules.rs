//! Rules of the specification about combinations of members.

use bindery_source::{Site, Value};
use serde_json::{Map, json};

use super::{Check, LEFT_OUT, READ_AS_EMPTY, listed, lost};
use crate::codes;
use crate::grammar::{Kind, Version};
use crate::trail::Trail;

type Members = Map<String, Value>;

impl Check<'_> {
    /// Applies the rules for its kind to an object. Returns whether it is still usable.
    pub(super) fn rules(&mut self, object: &mut Members, kind: Kind, at: &Trail<'_>) -> bool {
        self.exclusions(object, kind, at);
        match kind {
            Kind::Parameter => return self.parameter(object, at),
            Kind::Link => return self.link(object, at),
            Kind::SecurityScheme => return self.security_scheme(object, at),
            Kind::ServerVariable => self.choices(object, at),
            Kind::Header => {
                self.schema_or_content(object, "header", at);
                self.reserved(object, "header", at);
            }
            Kind::Response | Kind::Encoding => self.header_names(object, at),
            Kind::Operation => self.query_strings(object, at),
            Kind::PathItem => {
                self.query_strings(object, at);
                self.additional_operations(object, at);
            }
            Kind::OauthFlows => self.flows(object, at),
            _ => {}
        }
        true
    }

    /// Since 3.1 a variable with an `enum` must list at least one value.
    fn choices(&mut self, object: &mut Members, at: &Trail<'_>) {
        let is_empty = object.get("enum").and_then(Value::as_array).is_some_and(Vec::is_empty);
        if is_empty && self.version > Version::V30 {
            let message = "an `enum` must list at least one value; it is left out, and any value is accepted";
            self.sink.warning(&codes::VALUE_UNKNOWN, at.key("enum").site(), message);
            object.shift_remove("enum");
        }
    }

    /// A header name is a token ([RFC 9110, section 5.1](https://www.rfc-editor.org/rfc/rfc9110#section-5.1)).
    fn header_names(&mut self, object: &mut Members, at: &Trail<'_>) {
        let Some(Value::Object(headers)) = object.get_mut("headers") else { return };
        let at = at.key("headers");
        headers.retain(|name, _| self.header_name(name, at.key(name).site().on_key()));
    }

    fn header_name(&mut self, name: &str, at: Site) -> bool {
        let is_name = !name.is_empty() && name.bytes().all(is_token);
        if !is_name {
            let message = format!("{name:?} is not a valid header name; it is left out");
            self.sink.warning(&codes::VALUE_UNKNOWN, at, message);
        }
        is_name
    }

    /// The query is either one value or made of parameters:
    /// [3.2, Parameter Object](https://spec.openapis.org/oas/v3.2.0.html#parameter-locations).
    fn query_strings(&mut self, object: &mut Members, at: &Trail<'_>) {
        let Some(Value::Array(items)) = object.get_mut("parameters") else { return };
        let place = |item: &Value| item.get("in").and_then(Value::as_str).map(str::to_owned);
        let Some(whole) = items.iter().position(|item| place(item).as_deref() == Some("querystring")) else { return };
        for (index, item) in items.iter_mut().enumerate().filter(|(index, _)| *index != whole) {
            let Some(place) = place(item).filter(|place| matches!(&**place, "query" | "querystring")) else { continue };
            let at = at.key("parameters");
            let message =
                format!("a {place} parameter cannot be combined with a `querystring` parameter; it is left out");
            let said = self.sink.warning(&codes::KEYWORD_CONFLICT, at.index(index).site(), message);
            said.also(at.index(whole).pointer(), "the whole query").help("remove one of the two");
            *item = lost();
        }
    }

    /// A method is a token ([RFC 9110, section 9.1](https://www.rfc-editor.org/rfc/rfc9110#section-9.1)), and has one operation.
    fn additional_operations(&mut self, object: &mut Members, at: &Trail<'_>) {
        let Some(Value::Object(mut more)) = object.get_mut("additionalOperations").map(Value::take) else { return };
        let at = at.key("additionalOperations");
        more.retain(|method, _| {
            let here = at.key(method);
            let fixed = method.to_lowercase();
            if method.is_empty() || !method.bytes().all(is_token) {
                let message = format!("{method:?} is not a valid HTTP method; its operation is left out");
                self.sink.warning(&codes::VALUE_UNKNOWN, here.site().on_key(), message);
                false
            } else if *method == fixed.to_uppercase() && object.contains_key(&fixed) {
                self.conflict(method, &fixed, &here);
                false
            } else {
                true
            }
        });
        object.insert("additionalOperations".to_owned(), Value::Object(more));
    }

    fn parameter(&mut self, object: &mut Members, at: &Trail<'_>) -> bool {
        let place = text(object, "in").to_owned();
        if !self.parameter_name(text(object, "name"), &place, at) {
            return false;
        }
        if place == "querystring" && self.version < Version::V32 {
            self.sink.note(
                &codes::KEYWORD_VERSION,
                at.key("in").site(),
                format!("`querystring` requires OpenAPI 3.2, but this document declares {}", self.version.as_str()),
            );
        }
        self.schema_or_content(object, "parameter", at);
        let styles: &[&str] = match &*place {
            "path" => &["simple", "matrix", "label"],
            "query" => &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
            "header" => &["simple"],
            "cookie" => &["form", "cookie"],
            _ => &[],
        };
        if object.get("style").and_then(Value::as_str).is_some_and(|style| !styles.contains(&style)) {
            self.sink
                .warning(
                    &codes::VALUE_UNKNOWN,
                    at.key("style").site(),
                    format!("`{}` is not a style of {place} parameters; it is left out", text(object, "style")),
                )
                .help(format!("use {}", listed(styles)));
            object.shift_remove("style");
        }
        if place == "path" && object.get("required") != Some(&Value::Bool(true)) {
            // Its meaning is clear: without a value there is no path.
            self.sink.note(
                &codes::MEMBER_MISSING,
                at.site(),
                format!(
                    "the path parameter `{}` must have `required: true`; it is treated as required",
                    text(object, "name")
                ),
            );
            object.insert("required".to_owned(), Value::Bool(true));
        }
        if place != "query" {
            self.without_meaning(object, &["allowEmptyValue"], &format!("a {place} parameter"), at);
        }
        self.reserved(object, &place, at);
        true
    }

    fn parameter_name(&mut self, name: &str, place: &str, at: &Trail<'_>) -> bool {
        match place {
            "header" => self.header_name(name, at.site()),
            "path" if name.contains(['{', '}']) => {
                let message = format!("the parameter name {name:?} cannot occur in a path; it is left out");
                self.sink.warning(&codes::VALUE_UNKNOWN, at.site(), message).help("remove the braces");
                false
            }
            _ => true,
        }
    }

    /// Reserved characters can only be exempt where others are percent-encoded; up to 3.1 that is the query.
    fn reserved(&mut self, object: &mut Members, place: &str, at: &Trail<'_>) {
        if !object.contains_key("allowReserved") || place == "query" {
            return;
        }
        let at = at.key("allowReserved");
        let is_encoded = matches!(place, "path" | "cookie") && text(object, "style") != "cookie";
        if is_encoded && self.version < Version::V32 {
            let message = format!("`allowReserved` in a {place} requires OpenAPI 3.2; it is read anyway");
            self.sink.warning(&codes::KEYWORD_VERSION, at.site().on_key(), message);
        } else if !is_encoded {
            let message = format!("nothing is percent-encoded in this {place}, so `allowReserved` is left out");
            self.sink.warning(&codes::KEYWORD_CONFLICT, at.site().on_key(), message).help("remove it");
            object.shift_remove("allowReserved");
        }
    }

    /// A parameter is described by either a schema or a media type.
    fn schema_or_content(&mut self, object: &mut Members, label: &str, at: &Trail<'_>) {
        let has = |name| object.contains_key(name);
        match (has("schema"), has("content")) {
            (true, true) => {
                self.conflict("content", "schema", &at.key("content"));
                object.shift_remove("content");
            }
            (false, false) => {
                self.missing("schema", label, READ_AS_EMPTY, at);
                object.insert("schema".to_owned(), Value::Object(Members::new()));
            }
            (true, false) if text(object, "in") == "querystring" => {
                let message = "a `querystring` parameter must use `content`; it is read as a form with this schema";
                self.sink.warning(&codes::MEMBER_MISSING, at.site(), message).help("state `content`");
                let schema = object.shift_remove("schema").unwrap_or_default();
                let form = json!({ "application/x-www-form-urlencoded": { "schema": schema } });
                object.insert("content".to_owned(), form);
            }
            _ => {}
        }
    }

    fn link(&mut self, object: &mut Members, at: &Trail<'_>) -> bool {
        let has = |name| object.contains_key(name);
        if has("operationId") || has("operationRef") {
            return true;
        }
        self.missing("operationId", "link", LEFT_OUT, at);
        false
    }

    fn security_scheme(&mut self, object: &mut Members, at: &Trail<'_>) -> bool {
        const MEMBERS: [&str; 7] =
            ["name", "in", "scheme", "bearerFormat", "flows", "openIdConnectUrl", "oauth2MetadataUrl"];
        let (vital, also): (&[&str], &[&str]) = match text(object, "type") {
            "apiKey" => (&["name", "in"], &[]),
            "http" => (&["scheme"], &["bearerFormat"]),
            "oauth2" => (&["flows"], &["oauth2MetadataUrl"]),
            "openIdConnect" => (&["openIdConnectUrl"], &[]),
            _ => (&[], &[]),
        };
        let label = format!("security scheme of type `{}`", text(object, "type"));
        if let Some(name) = vital.iter().find(|name| !object.contains_key(**name)) {
            self.missing(name, &label, LEFT_OUT, at);
            return false;
        }
        let idle: Vec<&str> =
            MEMBERS.into_iter().filter(|name| !vital.contains(name) && !also.contains(name)).collect();
        self.without_meaning(object, &idle, &format!("a {label}"), at);
        true
    }

    /// The URLs that each flow needs: [OAuth Flow Object](https://spec.openapis.org/oas/v3.2.0.html#oauth-flow-object).
    fn flows(&mut self, object: &mut Members, at: &Trail<'_>) {
        for (name, urls) in [
            ("implicit", ["authorizationUrl"].as_slice()),
            ("password", &["tokenUrl"]),
            ("clientCredentials", &["tokenUrl"]),
            ("authorizationCode", &["authorizationUrl", "tokenUrl"]),
        ] {
            let Some(Value::Object(flow)) = object.get_mut(name) else { continue };
            let at = at.key(name);
            for url in urls.iter().filter(|url| !flow.contains_key(**url)) {
                self.missing(url, &format!("OAuth flow `{name}`"), READ_AS_EMPTY, &at);
            }
            for url in urls {
                flow.entry(*url).or_insert_with(|| Value::String(String::new()));
            }
            let idle: Vec<&str> = ["authorizationUrl", "tokenUrl", "deviceAuthorizationUrl"]
                .into_iter()
                .filter(|url| !urls.contains(url))
                .collect();
            self.without_meaning(flow, &idle, &format!("the OAuth flow `{name}`"), &at);
        }
    }

    /// Drops members that have no meaning here, and reports them.
    fn without_meaning(&mut self, object: &mut Members, names: &[&str], owner: &str, at: &Trail<'_>) {
        for name in names {
            if object.shift_remove(*name).is_some() {
                self.sink.note(
                    &codes::KEYWORD_UNKNOWN,
                    at.key(name).site().on_key(),
                    format!("`{name}` has no meaning in {owner}"),
                );
            }
        }
    }

    pub(super) fn conflict(&mut self, dropped: &str, kept: &str, at: &Trail<'_>) {
        self.sink
            .warning(
                &codes::KEYWORD_CONFLICT,
                at.site().on_key(),
                format!("`{dropped}` cannot be combined with `{kept}`; it is left out"),
            )
            .help("remove one of the two");
    }
}

/// A `tchar` of [RFC 9110, section 5.6.2](https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2).
fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

fn text<'a>(object: &'a Members, name: &str) -> &'a str {
    object.get(name).and_then(Value::as_str).unwrap_or_default()
}
