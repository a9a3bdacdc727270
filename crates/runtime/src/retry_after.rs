//! The pause that the server asks for before the next attempt.

use std::time::{Duration, SystemTime};

use http::header::{DATE, RETRY_AFTER};
use http::{HeaderMap, StatusCode};

/// From this number on, whole seconds are a date (2001-09-09), not a pause.
const EPOCH: f64 = 1e9;

/// From this number on, it is a date in milliseconds.
const EPOCH_IN_MILLISECONDS: f64 = 1e12;

/// The pause that a reply asks for. `unix_time` is the client's time, for servers that do not send theirs.
///
/// In order of precision: `retry-after-ms` and `x-ms-retry-after-ms` in milliseconds, `Retry-After` in seconds or as a date (RFC
/// 9110 section 10.2.3); for 429 also `RateLimit-Reset` and `X-RateLimit-Reset`, whose seconds some servers count from now and
/// some from 1970.
pub(crate) fn hint(status: StatusCode, headers: &HeaderMap, unix_time: Duration) -> Option<Duration> {
    let number = |name: &str| headers.get(name)?.to_str().ok()?.trim().parse::<f64>().ok();
    let milliseconds = || number("retry-after-ms").or_else(|| number("x-ms-retry-after-ms")).map(|ms| ms / 1_000.0);
    if let Some(seconds) = milliseconds().or_else(|| number(RETRY_AFTER.as_str())) {
        return duration(seconds);
    }
    // Dates are by the server's clock, so they are compared to its `Date`, if it sends one.
    let moment = |name| date(headers.get(name)?.to_str().ok()?);
    let now = moment(DATE).unwrap_or(unix_time);
    if let Some(date) = moment(RETRY_AFTER) {
        return Some(date.saturating_sub(now));
    }
    if status != StatusCode::TOO_MANY_REQUESTS {
        return None;
    }
    let reset = number("ratelimit-reset").or_else(|| number("x-ratelimit-reset"))?;
    if reset < EPOCH {
        return duration(reset);
    }
    let seconds = if reset < EPOCH_IN_MILLISECONDS { reset } else { reset / 1_000.0 };
    Some(duration(seconds)?.saturating_sub(now))
}

/// An HTTP date in one of its three forms, RFC 9110 section 5.6.7, as the time since 1970.
pub(crate) fn date(text: &str) -> Option<Duration> {
    let moment = httpdate::parse_http_date(text).ok()?;
    moment.duration_since(SystemTime::UNIX_EPOCH).ok()
}

/// `None` for seconds that are negative, infinite or out of range.
fn duration(seconds: f64) -> Option<Duration> {
    Duration::try_from_secs_f64(seconds).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-01-01T00:00:00Z.
    const NOW: Duration = Duration::from_secs(1_767_225_600);

    fn asked(status: u16, headers: &[(&'static str, &'static str)]) -> Option<f64> {
        let headers = headers
            .iter()
            .map(|(name, value)| (http::HeaderName::from_static(name), http::HeaderValue::from_static(value)));
        let status = StatusCode::from_u16(status).unwrap();
        hint(status, &headers.collect(), NOW).map(|hint| hint.as_secs_f64())
    }

    #[test]
    fn every_form_is_read() {
        for (name, value, wanted) in [
            ("retry-after", "2", 2.0),
            ("retry-after", "1.5", 1.5),
            ("retry-after", "0", 0.0),
            ("retry-after", "Thu, 01 Jan 2026 00:00:07 GMT", 7.0),
            ("retry-after", "Thursday, 01-Jan-26 00:00:07 GMT", 7.0),
            ("retry-after", "Thu Jan  1 00:00:07 2026", 7.0),
            ("retry-after", "Wed, 31 Dec 2025 23:00:00 GMT", 0.0),
            ("retry-after-ms", "250", 0.25),
            ("x-ms-retry-after-ms", "1500", 1.5),
            ("ratelimit-reset", "9", 9.0),
            ("x-ratelimit-reset", "1767225609", 9.0),
            ("x-ratelimit-reset", "1767225609500", 9.5),
        ] {
            assert_eq!(asked(429, &[(name, value)]), Some(wanted), "{name}: {value}");
        }
    }

    #[test]
    fn the_most_precise_form_counts() {
        assert_eq!(asked(503, &[("retry-after", "1"), ("retry-after-ms", "400")]), Some(0.4));
        assert_eq!(asked(429, &[("ratelimit-reset", "9"), ("retry-after", "1")]), Some(1.0));
    }

    #[test]
    fn a_date_is_counted_from_the_server_s_own() {
        let date = ("date", "Thu, 01 Jan 2026 01:00:00 GMT");
        assert_eq!(asked(503, &[date, ("retry-after", "Thu, 01 Jan 2026 01:00:03 GMT")]), Some(3.0));
        assert_eq!(asked(429, &[date, ("x-ratelimit-reset", "1767229203")]), Some(3.0));
    }

    #[test]
    fn a_limit_that_was_not_hit_asks_for_nothing() {
        assert_eq!(asked(503, &[("ratelimit-reset", "9")]), None);
    }

    #[test]
    fn nonsense_asks_for_nothing() {
        for value in ["", "soon", "-1", "NaN", "inf", "1e300"] {
            assert_eq!(asked(429, &[("retry-after", value)]), None, "{value}");
        }
    }
}
