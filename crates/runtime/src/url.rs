//! Base URLs, path templates, and checks for origins and loopback.

use bytes::Bytes;
use http::Uri;

use crate::percent;

/// The root of an API: scheme, authority and optionally a path, without a trailing slash.
#[derive(Clone, Debug)]
pub(crate) struct BaseUrl {
    text: String,
    uri: Uri,
}

impl BaseUrl {
    /// Parses an absolute `http` or `https` URL without user, query and fragment.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        if text.contains('#') {
            return Err("the base URL has a fragment (`#`)".to_owned());
        }
        if !text.is_empty() && !text.starts_with('/') && !text.contains("://") {
            return Err(format!("the base URL `{}` lacks its `https://`", without_secrets(text)));
        }
        let unread = |error| format!("the base URL `{}` cannot be read: {error}", without_secrets(text));
        let uri: Uri = text.parse().map_err(unread)?;
        let fault = match (uri.scheme_str(), uri.authority()) {
            (Some("http" | "https"), Some(authority)) if authority.as_str().contains('@') => {
                "the base URL contains a user: set credentials on the builder"
            }
            (Some("http" | "https"), Some(authority)) if authority.host().is_empty() => "the base URL names no host",
            (Some("http" | "https"), Some(_)) if uri.query().is_some() => "the base URL has a query (`?`)",
            (Some("http" | "https"), Some(_)) => {
                return Ok(Self { text: text.trim_end_matches('/').to_owned(), uri });
            }
            _ => "the base URL does not start with `https://` or `http://` and a host",
        };
        Err(fault.to_owned())
    }

    /// The URL of a path and query below this one, both already encoded.
    pub(crate) fn join(&self, path_and_query: &str) -> Result<Uri, String> {
        let slash = if path_and_query.starts_with('/') { "" } else { "/" };
        let url = [&self.text, slash, path_and_query].concat();
        Uri::from_maybe_shared(Bytes::from(url)).map_err(|error| format!("the request's URL cannot be sent: {error}"))
    }

    /// The root that `url` names: an absolute URL, or a path at the same origin.
    pub(crate) fn sibling(&self, url: &str) -> Result<Self, String> {
        if url.starts_with('/') { Self::parse(&(self.origin() + url)) } else { Self::parse(url) }
    }

    /// Scheme, host and port.
    pub(crate) fn origin(&self) -> String {
        match (self.uri.scheme_str(), self.uri.authority()) {
            (Some(scheme), Some(authority)) => format!("{scheme}://{authority}"),
            _ => String::new(),
        }
    }

    pub(crate) fn is_https(&self) -> bool {
        self.uri.scheme_str() == Some("https")
    }

    pub(crate) fn uri(&self) -> &Uri {
        &self.uri
    }
}

/// A URL without the pairs of its query that `is_left_out` by their names, percent-decoded.
pub(crate) fn without_pairs(url: &str, is_left_out: impl Fn(&str) -> bool) -> String {
    let (url, fragment) = url.split_once('#').map_or((url, None), |(url, fragment)| (url, Some(fragment)));
    let Some((path, query)) = url.split_once('?') else { return url.to_owned() };
    let is_kept = |pair: &&str| {
        let name = pair.split('=').next().unwrap_or_default();
        !percent::decode(name).map_or_else(|| is_left_out(name), |name| is_left_out(&name))
    };
    let kept: Vec<&str> = query.split('&').filter(is_kept).collect();
    let query = if kept.is_empty() { String::new() } else { format!("?{}", kept.join("&")) };
    let fragment = fragment.map_or_else(String::new, |fragment| format!("#{fragment}"));
    format!("{path}{query}{fragment}")
}

/// Fills the expressions of a path template (`/jobs/{job_id}`) with values that are already encoded.
///
/// Refuses a value that is empty, or that makes a segment `.` or `..`. Encoded dots do not survive the normalization of RFC 3986
/// section 6.2.2, so such a request would reach another path.
pub(crate) fn fill<'v>(template: &str, mut value: impl FnMut(&str) -> Option<&'v str>) -> Result<String, String> {
    let mut out = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some((before, name, after)) = next_expression(rest) {
        percent::encode_around_triples(&mut out, before, percent::template);
        match value(name) {
            None => return Err(format!("the path parameter `{name}` is missing")),
            Some("") => return Err(format!("the path parameter `{name}` is empty")),
            Some(text) => out.push_str(text),
        }
        rest = after;
    }
    percent::encode_around_triples(&mut out, rest, percent::template);
    let path = out.split('?').next().unwrap_or_default();
    if path.split('/').any(is_dots) {
        return Err(
            "a path parameter makes a path segment `.` or `..`, which servers resolve to another path".to_owned()
        );
    }
    Ok(out)
}

/// Removes user and query, which may be credentials, from a possibly invalid URL.
fn without_secrets(text: &str) -> &str {
    let (shown, behind) = text.split_once('?').unwrap_or((text, ""));
    if behind.contains('@') {
        // It may be a password that contains a question mark.
        return "…";
    }
    shown.rsplit('@').next().unwrap_or_default()
}

/// Splits a template at its first expression: the text before it, its name, the text after it.
pub(crate) fn next_expression(template: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = template.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

/// Whether both URLs have the same scheme, host and port.
pub(crate) fn same_origin(one: &Uri, other: &Uri) -> bool {
    let host = |uri: &Uri| uri.host().map(str::to_ascii_lowercase);
    one.scheme() == other.scheme() && host(one) == host(other) && port(one) == port(other)
}

/// Whether credentials may be sent there: over TLS, or only to this machine.
pub(crate) fn is_private(uri: &Uri) -> bool {
    uri.scheme_str() == Some("https") || is_local(uri)
}

/// Whether requests to it stay on this machine.
pub(crate) fn is_local(uri: &Uri) -> bool {
    uri.host().is_some_and(is_loopback)
}

/// Whether a segment is one dot or two, encoded or not.
fn is_dots(segment: &str) -> bool {
    let behind_dot = |text: &mut &str| {
        let is_triple = text.get(..3).is_some_and(|triple| triple.eq_ignore_ascii_case("%2e"));
        *text = if is_triple { &text[3..] } else { text.strip_prefix('.')? };
        Some(())
    };
    let mut rest = segment;
    let dots = std::iter::from_fn(|| behind_dot(&mut rest)).take(3).count();
    matches!(dots, 1 | 2) && rest.is_empty()
}

fn port(uri: &Uri) -> Option<u16> {
    uri.port_u16().or(match uri.scheme_str() {
        Some("https") => Some(443),
        Some("http") => Some(80),
        _ => None,
    })
}

fn is_loopback(host: &str) -> bool {
    let host = host.trim_start_matches('[').trim_end_matches(']');
    // Names below `localhost` never leave the machine: RFC 6761 section 6.3.
    let localhost = host.rsplit('.').next().is_some_and(|label| label.eq_ignore_ascii_case("localhost"));
    localhost || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn uri(text: &str) -> Uri {
        text.parse().unwrap()
    }

    #[test]
    fn a_path_is_joined_below_the_base() {
        for base in ["https://api.example.com/v1", "https://api.example.com/v1/"] {
            let base = BaseUrl::parse(base).unwrap();
            assert_eq!(base.join("/jobs?page=2").unwrap(), uri("https://api.example.com/v1/jobs?page=2"));
        }
    }

    #[test]
    fn a_base_without_scheme_user_query_or_fragment_only() {
        for text in [
            "",
            "api.example.com",
            "/v1",
            "ftp://a",
            "https://u:p@a",
            "https://a?b=c",
            "https://a#b",
            "https://",
            "https://:80",
        ] {
            assert!(BaseUrl::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_base_without_a_scheme_is_shown_without_its_user() {
        let fault = |text| BaseUrl::parse(text).unwrap_err();
        assert_eq!(fault("api.example.com/v1"), "the base URL `api.example.com/v1` lacks its `https://`");
        assert_eq!(fault("me:secret@a.example?k=secret"), "the base URL `a.example` lacks its `https://`");
        let unread = fault("https://me:se cret@a.example");
        assert!(unread.starts_with("the base URL `a.example` cannot be read: "), "{unread}");
    }

    #[test]
    fn a_sibling_is_elsewhere_or_at_the_same_origin() {
        let base = BaseUrl::parse("https://api.example.com:8443/v1").unwrap();
        assert_eq!(
            base.sibling("https://up.example.com/v2").unwrap().join("/x").unwrap(),
            uri("https://up.example.com/v2/x")
        );
        assert_eq!(base.sibling("/v2").unwrap().join("/x").unwrap(), uri("https://api.example.com:8443/v2/x"));
    }

    #[test]
    fn templates_are_filled_by_name() {
        let filled = fill("/a/{x}/b/{y}", |name| Some(if name == "x" { "1" } else { "2" }));
        assert_eq!(filled.unwrap(), "/a/1/b/2");
    }

    #[test]
    fn template_text_is_encoded_but_not_twice() {
        assert_eq!(fill("/a b/%20/{", |_| None).unwrap(), "/a%20b/%20/%7B");
    }

    #[test]
    fn a_value_cannot_leave_its_segment() {
        assert!(fill("/a/{x}", |_| Some("..")).is_err());
        assert!(fill("/a/.{x}", |_| Some(".")).is_err());
        assert!(fill("/a/{x}", |_| Some("%2e%2E")).is_err());
        assert!(fill("/a/{x}/b", |_| Some("")).is_err());
        assert!(fill("/a/{x}", |_| None).is_err());
        assert_eq!(fill("/a/{x}", |_| Some("...")).unwrap(), "/a/...");
    }

    #[test]
    fn origins_compare_with_default_ports_and_without_case() {
        assert!(same_origin(&uri("https://A.example/x"), &uri("https://a.example:443/y")));
        for other in ["http://a.example/", "https://b.example/", "https://a.example:8443/"] {
            assert!(!same_origin(&uri("https://a.example/"), &uri(other)), "{other}");
        }
    }

    #[test]
    fn credentials_travel_over_tls_or_stay_here() {
        for private in
            ["https://a.example", "http://127.0.0.1:80", "http://[::1]:80", "http://localhost", "http://x.localhost"]
        {
            assert!(is_private(&uri(private)), "{private}");
        }
        for open in ["http://a.example", "http://10.0.0.1", "http://localhost.example"] {
            assert!(!is_private(&uri(open)), "{open}");
        }
    }
}
