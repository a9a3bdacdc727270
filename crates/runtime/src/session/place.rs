//! Where a reply carries the token.

use std::time::Duration;

use http::header::{DATE, HeaderMap, SET_COOKIE};
use serde_json::Value;

use super::log_in::text;
use crate::retry_after;

/// Where a reply carries the token.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Place {
    /// In the body, at a JSON Pointer.
    Body(&'static str),
    /// The value of a header.
    Header(&'static str),
    /// The value of a cookie.
    Cookie(&'static str),
}

/// A token that was found.
#[derive(Debug, PartialEq)]
pub(crate) struct Found {
    pub(crate) text: String,
    /// Its lifetime, if the cookie says so.
    pub(crate) life: Option<Duration>,
}

impl Place {
    /// The token of a reply; `None` if it is missing, empty or expired. `now` is the time since 1970, for servers that do not
    /// send a `Date`.
    pub(crate) fn find(self, headers: &HeaderMap, body: &Value, now: Duration) -> Option<Found> {
        let header = |name| headers.get(name)?.to_str().ok();
        match self {
            Self::Body(place) => Some(Found { text: text(body, place)?, life: None }),
            Self::Header(name) => {
                let value = header(name)?.trim();
                // Some servers include the word `Bearer`.
                let is_bearer = value.get(..BEARER.len()).is_some_and(|word| word.eq_ignore_ascii_case(BEARER));
                let token = if is_bearer { value[BEARER.len()..].trim_start() } else { value };
                (!token.is_empty()).then(|| Found { text: token.to_owned(), life: None })
            }
            Self::Cookie(name) => {
                let now = header(DATE.as_str()).and_then(retry_after::date).unwrap_or(now);
                let lines = headers.get_all(SET_COOKIE).into_iter().filter_map(|line| line.to_str().ok());
                let lives = |found: &Found| !found.text.is_empty() && found.life != Some(Duration::ZERO);
                lines.filter_map(|line| cookie(line, name, now)).rfind(lives)
            }
        }
    }

    /// Describes a missing token for a message.
    pub(super) fn told(self) -> String {
        match self {
            Self::Body(place) => format!("there is no token at `{place}`"),
            Self::Header(name) => format!("there is no token in the header `{name}`"),
            Self::Cookie(name) => format!("it does not set the cookie `{name}`, or sets an expired one"),
        }
    }
}

/// The word before a token in RFC 6750.
const BEARER: &str = "Bearer ";

/// The cookie that a `Set-Cookie` line sets, if it has this name (RFC 6265, section 5.2). `Max-Age` takes precedence over
/// `Expires`.
fn cookie(line: &str, name: &str, now: Duration) -> Option<Found> {
    let mut parts = line.split(';').map(str::trim);
    let (_, text) = parts.next()?.split_once('=').filter(|(found, _)| found.trim() == name)?;
    let (mut max_age, mut expires) = (None, None);
    for (attribute, value) in parts.filter_map(|part| part.split_once('=')) {
        match attribute.trim() {
            word if word.eq_ignore_ascii_case("max-age") => max_age = seconds(value.trim()).or(max_age),
            word if word.eq_ignore_ascii_case("expires") => {
                expires = date(value.trim()).map(|end| end.saturating_sub(now)).or(expires);
            }
            _ => {}
        }
    }
    Some(Found { text: text.trim().to_owned(), life: max_age.or(expires) })
}

/// An HTTP date; many servers write it with dashes.
fn date(text: &str) -> Option<Duration> {
    retry_after::date(text).or_else(|| retry_after::date(&text.replace('-', " ")))
}

/// A negative number means that it has expired.
fn seconds(text: &str) -> Option<Duration> {
    let number: i64 = text.parse().ok()?;
    Some(Duration::from_secs(number.try_into().unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Duration = Duration::from_secs(1_767_225_600);

    fn found(place: Place, headers: &[(&'static str, &'static str)]) -> Option<(String, Option<u64>)> {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, value.parse().unwrap());
        }
        let found = place.find(&map, &Value::Null, NOW)?;
        Some((found.text, found.life.map(|life| life.as_secs())))
    }

    fn cookie(line: &'static str) -> Option<(String, Option<u64>)> {
        found(Place::Cookie("sid"), &[("set-cookie", "other=1"), ("set-cookie", line)])
    }

    #[test]
    fn a_header_is_the_token() {
        assert_eq!(found(Place::Header("x-token"), &[("X-Token", "t0k3n")]), Some(("t0k3n".to_owned(), None)));
        assert_eq!(found(Place::Header("x-token"), &[("X-Token", "")]), None);
        assert_eq!(found(Place::Header("x-token"), &[("X-Token", "bearer t")]), Some(("t".to_owned(), None)));
    }

    #[test]
    fn a_cookie_says_how_long_it_lives() {
        let lives = |life| Some(("t".to_owned(), life));
        assert_eq!(cookie("sid=t; Path=/; HttpOnly"), lives(None));
        assert_eq!(cookie("sid=t; Max-Age=60; Expires=Thu, 01 Jan 2026 01:00:00 GMT"), lives(Some(60)));
        assert_eq!(cookie("sid=t; expires=Thu, 01 Jan 2026 01:00:00 GMT"), lives(Some(3600)));
        assert_eq!(cookie("sid=t; Expires=at some time"), lives(None));
    }

    #[test]
    fn a_cookie_that_is_taken_back_is_none() {
        assert_eq!(cookie("sid="), None);
        assert_eq!(cookie("sid=t; Max-Age=0"), None);
        assert_eq!(cookie("sid=t; Max-Age=-1"), None);
        assert_eq!(cookie("sid=t; Expires=Thu, 01 Jan 1970 00:00:00 GMT"), None);
        assert_eq!(cookie("sid=deleted; Expires=Thu, 01-Jan-1970 00:00:01 GMT"), None);
        assert_eq!(cookie("side=t"), None);
    }

    #[test]
    fn the_last_of_two_counts() {
        let two = [("set-cookie", "sid=old"), ("set-cookie", "sid=new")];
        assert_eq!(found(Place::Cookie("sid"), &two), Some(("new".to_owned(), None)));
        let taken_back = [("set-cookie", "sid=new"), ("set-cookie", "sid=; Path=/old; Max-Age=0")];
        assert_eq!(found(Place::Cookie("sid"), &taken_back), Some(("new".to_owned(), None)));
    }

    #[test]
    fn the_servers_own_time_counts() {
        let headers =
            [("date", "Wed, 31 Dec 2025 23:00:00 GMT"), ("set-cookie", "sid=t; Expires=Thu, 01 Jan 2026 00:00:00 GMT")];
        assert_eq!(found(Place::Cookie("sid"), &headers), Some(("t".to_owned(), Some(3600))));
    }
}
