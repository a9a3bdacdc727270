//! Turns a call into an HTTP request: URL, headers, credentials, body.

use std::borrow::Cow;
use std::time::Duration;

use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, COOKIE, HeaderName, USER_AGENT};
use http::{HeaderMap, HeaderValue, Method, Uri};

use crate::auth::{self, Carriers, Shown};
use crate::client::Api;
use crate::destination::Destination;
use crate::error::Error;
use crate::param::Place;
use crate::redirect;
use crate::request::Request;
use crate::secret::sensitive;
use crate::timeouts::Timeouts;
use crate::transport::HttpRequest;
use crate::url::{self, BaseUrl, same_origin};

/// Builds the request, except for the time that is left.
///
/// # Errors
/// [`ErrorKind::Construct`](crate::ErrorKind::Construct) for values that cannot be sent,
/// [`ErrorKind::Auth`](crate::ErrorKind::Auth) for credentials that are missing or would be sent in plain text.
pub(crate) fn assemble(request: &Request, key: Option<&str>, shown: &[Shown]) -> Result<HttpRequest, Error> {
    if let Some(fault) = &request.fault {
        return Err(Error::construct(fault));
    }
    if let Destination::Signed(url) = &request.to {
        return Ok(with_body(request, Method::PUT, url.uri()?, signed_headers(request).map_err(Error::construct)?));
    }
    let method = Method::from_bytes(request.operation.method().as_bytes())
        .map_err(|_| Error::construct(format!("`{}` is not a valid HTTP method", request.operation.method())))?;
    let mut path = url::fill(request.operation.path(), |name| value_of(request, name)).map_err(Error::construct)?;
    let mut carriers = Carriers {
        query: Vec::new(),
        headers: headers(request).map_err(Error::construct)?,
        cookies: values_in(request, Place::Cookie).map(str::to_owned).collect(),
        secret: false,
    };
    auth::authorize(&mut carriers, request.core.api().schemes, shown).map_err(Error::auth)?;
    let base = match &request.to {
        Destination::Elsewhere(base) => Cow::Borrowed(base),
        Destination::Api | Destination::Signed(_) => request.core.base(request.operation).map_err(Error::construct)?,
    };
    let own = [Place::Query, Place::Querystring].into_iter().flat_map(|place| values_in(request, place));
    let pairs = own.chain(request.query.iter().map(String::as_str));
    pairs.chain(carriers.query.iter().map(String::as_str)).for_each(|pair| push_pair(&mut path, pair));
    let url = base.join(&path).map_err(Error::construct)?;
    let url = match &request.url {
        Some(page) => {
            let page = rebased(request.core.api().servers, &base, page);
            page_url(&url, request.core.api(), &page, &carriers.query).map_err(Error::construct)?
        }
        None => url,
    };
    let mut headers = carriers.headers;
    if !carriers.cookies.is_empty() {
        let cookie = sensitive(&carriers.cookies.join("; "));
        headers
            .insert(COOKIE, cookie.map_err(|_| Error::construct("a cookie has characters that no header can carry"))?);
    }
    if let Some(key) = key {
        let (name, value) = idempotency(request, key).map_err(Error::construct)?;
        headers.insert(name, value);
    }
    headers.extend(request.headers.clone());
    let is_secret = carriers.secret || request.renewing.is_some() || headers.values().any(HeaderValue::is_sensitive);
    if is_secret && !url::is_private(&url) {
        return Err(Error::in_the_open(&url));
    }
    Ok(with_body(request, method, url, headers))
}

fn with_body(request: &Request, method: Method, url: Uri, headers: HeaderMap) -> HttpRequest {
    let body = request.body.as_ref().map(|body| body.content.clone().watched(request.progress.clone()));
    let body = body.unwrap_or_default();
    let timeouts = request.limits.over(request.core.timeouts());
    let mut timeouts = Timeouts { streams: request.is_download || request.operation.has_streams(), ..timeouts };
    if body.bytes().is_none() {
        // The time to send a large file is unknown, so only the limit of the whole call applies.
        timeouts.attempt = Duration::MAX;
    }
    HttpRequest { operation: request.operation, method, url, headers, body, timeouts }
}

/// The headers of an upload to a signed URL: only those that a signature allows for.
fn signed_headers(request: &Request) -> Result<HeaderMap, String> {
    let mut headers = HeaderMap::new();
    headers.insert(USER_AGENT, request.core.user_agent().clone());
    if let Some(named) = request.body.as_ref().and_then(|body| body.media_type.as_deref()) {
        headers.insert(CONTENT_TYPE, media_type(named)?);
    }
    headers.extend(request.headers.clone());
    Ok(headers)
}

/// The URL of a page below the client's own base, if it is below a server of the document: a client may talk to that through a
/// proxy, or to a server for tests.
fn rebased<'p>(servers: &[&str], base: &BaseUrl, page: &'p str) -> Cow<'p, str> {
    let below = |server: &&str| {
        let rest = page.strip_prefix(server.trim_end_matches('/')).filter(|_| server.contains("://"))?;
        (rest.is_empty() || rest.starts_with(['/', '?'])).then_some(rest)
    };
    let url = servers.iter().find_map(below).and_then(|rest| base.join(rest).ok());
    url.map_or(page.into(), |url| url.to_string().into())
}

/// The URL of the next page, with the credentials that are sent in the query instead of those that the server repeats.
fn page_url(first: &Uri, api: &Api, page: &str, credentials: &[String]) -> Result<Uri, String> {
    let url = redirect::resolve(first, page).ok_or("the URL of the next page is invalid")?;
    if !same_origin(first, &url) {
        return Err(format!("the next page is at another origin: `{}`", url.host().unwrap_or_default()));
    }
    let mut text = auth::without_credentials(api, &url.to_string());
    credentials.iter().for_each(|pair| push_pair(&mut text, pair));
    text.parse().map_err(|_| "the URL of the next page is invalid".to_owned())
}

/// Later headers replace earlier ones: the operation's, the client's, those of parameters.
fn headers(request: &Request) -> Result<HeaderMap, String> {
    let mut headers = HeaderMap::new();
    headers.insert(ACCEPT, media_type(request.operation.accept)?);
    headers.insert(USER_AGENT, request.core.user_agent().clone());
    if let Some(body) = &request.body {
        headers.insert(CONTENT_TYPE, media_type(body.media_type.as_deref().unwrap_or(request.declared))?);
    }
    if request.to.is_api() {
        headers.extend(request.core.headers().clone());
    }
    for (param, value) in request.operation.params.iter().zip(&request.values) {
        let (Place::Header, Some(value)) = (param.place, value) else { continue };
        let (name, value) = crate::request::header(request.core.api(), param.name(), value)?;
        headers.insert(name, value);
    }
    Ok(headers)
}

fn idempotency(request: &Request, key: &str) -> Result<(HeaderName, HeaderValue), String> {
    let name = request.idempotency_header().ok_or("the API has no header for idempotency keys")?;
    crate::request::header(request.core.api(), name, key)
}

/// Whether the caller sets `Authorization` by hand.
pub(crate) fn says_itself(request: &Request) -> bool {
    let has = |headers: &HeaderMap| headers.contains_key(AUTHORIZATION);
    let values = request.operation.params.iter().zip(&request.values);
    let is_param = values
        .filter(|(_, value)| value.is_some())
        .any(|(param, _)| param.place == Place::Header && param.name().eq_ignore_ascii_case(AUTHORIZATION.as_str()));
    is_param || has(&request.headers) || (request.to.is_api() && has(request.core.headers()))
}

fn value_of<'r>(request: &'r Request, name: &str) -> Option<&'r str> {
    let index = request.operation.params.iter().position(|param| param.place == Place::Path && param.name() == name)?;
    request.values.get(index)?.as_deref()
}

fn values_in(request: &Request, place: Place) -> impl Iterator<Item = &str> {
    let values = request.operation.params.iter().zip(&request.values);
    values.filter(move |(param, _)| param.place == place).filter_map(|(_, value)| value.as_deref())
}

/// A template may already contain a fixed query.
fn push_pair(url: &mut String, pair: &str) {
    url.push(if url.contains('?') { '&' } else { '?' });
    url.push_str(pair);
}

fn media_type(value: &str) -> Result<HeaderValue, String> {
    HeaderValue::from_str(value).map_err(|_| format!("`{value}` is not a valid media type"))
}
