//! A position in a list, as a string that can be stored.

use std::fmt;
use std::str::FromStr;

/// Where a page starts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Position {
    /// Where the request itself starts.
    Start,
    /// At the page with this number.
    Page(u64),
    /// After this many items.
    Offset(u64),
    /// At this cursor.
    Cursor(String),
    /// At this URL.
    Url(String),
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Start => f.write_str("start"),
            Self::Page(number) => write!(f, "page:{number}"),
            Self::Offset(items) => write!(f, "offset:{items}"),
            Self::Cursor(cursor) => write!(f, "cursor:{cursor}"),
            Self::Url(url) => write!(f, "url:{url}"),
        }
    }
}

impl FromStr for Position {
    type Err = ();

    fn from_str(token: &str) -> Result<Self, ()> {
        if token == "start" {
            return Ok(Self::Start);
        }
        let (kind, value) = token.split_once(':').ok_or(())?;
        match kind {
            "page" => value.parse().map(Self::Page).map_err(drop),
            "offset" => value.parse().map(Self::Offset).map_err(drop),
            "cursor" => Ok(Self::Cursor(value.to_owned())),
            "url" => Ok(Self::Url(value.to_owned())),
            _ => Err(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_reads_back() {
        let cursor = Position::Cursor("a:b".to_owned());
        for position in [Position::Start, Position::Page(3), Position::Offset(40), cursor] {
            assert_eq!(position.to_string().parse(), Ok(position));
        }
        assert_eq!("next".parse::<Position>(), Err(()));
    }
}
