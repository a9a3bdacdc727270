//! Redirects that are followed: those to the same origin that keep the meaning of the request.

use http::header::{CONTENT_TYPE, LOCATION};
use http::{Method, Uri};

use crate::source::Source;
use crate::transport::{HttpReply, HttpRequest};
use crate::url::same_origin;

/// A server that redirects more often than this is redirecting in circles.
pub(crate) const MOST: u32 = 5;

/// The request that a redirect asks for; `None` if the reply is not a redirect, or one that is not followed.
///
/// RFC 9110 section 15.4: 307 and 308 repeat the request, 303 asks for a GET. Clients have disagreed on the meaning of 301 and
/// 302 for other methods, so they are followed only for GET and HEAD. A body that can be read only once is not repeated.
/// Credentials never reach another origin, because redirects to one are not followed.
pub(crate) fn next(request: &HttpRequest, reply: &HttpReply) -> Option<HttpRequest> {
    let is_read = request.method == Method::GET || request.method == Method::HEAD;
    let becomes_get = match reply.status.as_u16() {
        307 | 308 => false,
        301..=303 if is_read => false,
        303 => true,
        _ => return None,
    };
    if !becomes_get && request.body.is_spent() {
        return None;
    }
    let location = reply.headers.get(LOCATION)?.to_str().ok()?;
    let url = resolve(&request.url, location).filter(|url| same_origin(&request.url, url))?;
    let mut next = HttpRequest { url, ..request.clone() };
    if becomes_get {
        next.method = Method::GET;
        next.body = Source::default();
        next.headers.remove(CONTENT_TYPE);
    }
    Some(next)
}

/// Resolves a reference to an absolute URL: RFC 3986 section 5.2. `None` if the result is not a URL, or contains a name and
/// password, which a server must not choose (RFC 9110 section 4.2.4).
pub(crate) fn resolve(base: &Uri, reference: &str) -> Option<Uri> {
    let reference = reference.split('#').next().unwrap_or_default();
    if reference.is_empty() {
        return Some(base.clone());
    }
    let (scheme, authority, path) = (base.scheme_str()?, base.authority()?, base.path());
    let text = if is_absolute(reference) {
        reference.to_owned()
    } else if reference.starts_with("//") {
        format!("{scheme}:{reference}")
    } else if reference.starts_with('/') {
        format!("{scheme}://{authority}{reference}")
    } else if reference.starts_with('?') {
        format!("{scheme}://{authority}{path}{reference}")
    } else {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        format!("{scheme}://{authority}{folder}/{reference}")
    };
    let url: Uri = text.parse().ok()?;
    if url.authority()?.as_str().contains('@') {
        return None;
    }
    if !url.path().split('/').any(|segment| matches!(segment, "." | "..")) {
        return Some(url);
    }
    let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
    format!("{}://{}{}{query}", url.scheme_str()?, url.authority()?, without_dots(url.path())).parse().ok()
}

/// Removes the segments `.` and `..` from the path: RFC 3986 section 5.2.4.
fn without_dots(path: &str) -> String {
    let mut kept = Vec::new();
    for segment in path.split('/').skip(1) {
        match segment {
            "." => {}
            ".." => drop(kept.pop()),
            segment => kept.push(segment),
        }
    }
    // A path that ends with them is a folder.
    if path.ends_with("/.") || path.ends_with("/..") {
        kept.push("");
    }
    format!("/{}", kept.join("/"))
}

/// Whether it starts with a scheme; `://` may also occur in a query.
fn is_absolute(reference: &str) -> bool {
    let scheme = reference.split_once("://").map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte)))
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderValue, StatusCode};

    use super::*;
    use crate::operation::Operation;
    use crate::timeouts::Timeouts;

    fn redirected(method: Method, status: u16, location: &'static str) -> Option<HttpRequest> {
        static OPERATION: Operation = Operation::new("listJobs", "GET", "/v1/jobs");
        let request = HttpRequest {
            operation: &OPERATION,
            method,
            url: "https://a.example/v1/jobs?page=1".parse().unwrap(),
            headers: HeaderMap::from_iter([(CONTENT_TYPE, HeaderValue::from_static("application/json"))]),
            body: "{}".into(),
            timeouts: Timeouts::default(),
        };
        let headers = HeaderMap::from_iter([(LOCATION, HeaderValue::from_static(location))]);
        next(&request, &HttpReply::new(StatusCode::from_u16(status).unwrap(), "").with_headers(headers))
    }

    #[test]
    fn references_are_resolved() {
        for (reference, wanted) in [
            ("https://a.example/x?y=z#f", "https://a.example/x?y=z"),
            ("//a.example:443/x", "https://a.example:443/x"),
            ("/x", "https://a.example/x"),
            ("/x?to=https://b.example/", "https://a.example/x?to=https://b.example/"),
            ("x", "https://a.example/v1/x"),
            ("?page=2", "https://a.example/v1/jobs?page=2"),
            ("", "https://a.example/v1/jobs?page=1"),
            ("./x/../y?z=..", "https://a.example/v1/y?z=.."),
            ("../..", "https://a.example/"),
        ] {
            assert_eq!(redirected(Method::GET, 302, reference).unwrap().url, wanted, "{reference}");
        }
    }

    #[test]
    fn another_origin_is_never_asked() {
        for elsewhere in ["https://b.example/", "http://a.example/", "//b.example/", "https://a.example:8443/"] {
            assert!(redirected(Method::GET, 307, elsewhere).is_none(), "{elsewhere}");
        }
    }

    #[test]
    fn a_server_chooses_no_credentials() {
        assert!(redirected(Method::GET, 307, "https://ann:pw@a.example/x").is_none());
    }

    #[test]
    fn a_write_is_repeated_only_when_the_status_says_so() {
        assert!(redirected(Method::POST, 301, "/x").is_none());
        assert!(redirected(Method::POST, 302, "/x").is_none());
        let repeated = redirected(Method::POST, 308, "/x").unwrap();
        assert_eq!((repeated.method, repeated.body), (Method::POST, "{}".into()));
        let read = redirected(Method::POST, 303, "/x").unwrap();
        assert_eq!((read.method, read.body.is_empty(), read.headers.len()), (Method::GET, true, 0));
    }

    #[test]
    fn other_replies_are_answers() {
        assert!(redirected(Method::GET, 200, "/x").is_none());
        assert!(redirected(Method::GET, 304, "/x").is_none());
    }
}
