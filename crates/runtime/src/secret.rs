//! Secrets that must not be shown, and the mask that hides them.

use std::cmp::Reverse;
use std::fmt;
use std::sync::Arc;

use http::header::InvalidHeaderValue;
use http::{HeaderMap, HeaderValue};

/// Replaces a secret wherever text is shown.
pub(crate) const MASK: &str = "***";

/// A secret string. Its `Debug` is `***`.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Secret(Arc<str>);

impl Secret {
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self(text.into().into())
    }

    /// The string itself, to be sent only.
    pub(crate) fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(MASK)
    }
}

/// Masks secrets in text from elsewhere, which may quote what was sent.
#[derive(Clone)]
pub(crate) struct Mask(Arc<[String]>);

impl Mask {
    /// Creates a mask over these strings.
    pub(crate) fn over(secrets: impl IntoIterator<Item = String>) -> Self {
        let mut secrets: Vec<String> = secrets.into_iter().filter(|secret| !secret.is_empty()).collect();
        // One may be a prefix of another.
        secrets.sort_by_key(|secret| Reverse(secret.len()));
        Self(secrets.into())
    }

    /// Adds these strings.
    pub(crate) fn and(&self, more: impl IntoIterator<Item = String>) -> Self {
        let mut more = more.into_iter().peekable();
        if more.peek().is_none() { self.clone() } else { Self::over(self.0.iter().cloned().chain(more)) }
    }

    /// Replaces the secrets in `text`.
    pub(crate) fn cover(&self, text: &str) -> String {
        self.0.iter().fold(text.to_owned(), |text, secret| text.replace(secret, MASK))
    }

    /// Whether `text` contains any of the secrets.
    pub(crate) fn finds(&self, text: &str) -> bool {
        self.0.iter().any(|secret| text.contains(secret))
    }
}

/// The secrets in headers that a caller set: the whole value, and the part after the scheme's name.
pub(crate) fn in_headers(headers: &HeaderMap) -> impl Iterator<Item = String> {
    let texts = headers.values().filter(|value| value.is_sensitive()).filter_map(|value| value.to_str().ok());
    texts.flat_map(|text| [text, text.rsplit(' ').next().unwrap_or(text)]).map(str::to_owned)
}

/// A header value that HTTP libraries keep out of logs and compression tables.
pub(crate) fn sensitive(text: &str) -> Result<HeaderValue, InvalidHeaderValue> {
    let mut value = HeaderValue::from_str(text)?;
    value.set_sensitive(true);
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_secret_is_covered_first() {
        let mask = Mask::over(["key".to_owned(), "key2".to_owned()]);
        assert_eq!(mask.cover("key2, key"), "***, ***");
        assert!(mask.finds("a key") && !mask.finds("none"));
    }

    #[test]
    fn a_secret_is_not_shown() {
        let secret = Secret::new("canary");
        assert_eq!(format!("{secret:?}"), "***");
        assert!(sensitive("canary").unwrap().is_sensitive());
    }
}
