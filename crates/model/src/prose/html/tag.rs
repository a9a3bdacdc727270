//! One tag of HTML.

/// A tag: `<a href="…">`, `</p>`, `<br/>`.
pub(super) struct Tag<'t> {
    /// In small letters.
    pub(super) name: &'static str,
    pub(super) is_end: bool,
    /// Where a link leads.
    pub(super) href: &'t str,
    /// How many bytes it takes.
    pub(super) length: usize,
}

/// The tags that format text.
const NAMES: &[&str] = &[
    "a", "b", "br", "center", "code", "div", "em", "font", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "kbd", "li",
    "nobr", "ol", "p", "pre", "section", "small", "span", "strong", "table", "tbody", "td", "th", "thead", "tr", "tt",
    "u", "ul",
];

/// No tag of a description is longer.
const LONGEST: usize = 2_000;

impl<'t> Tag<'t> {
    /// The tag that `text` begins with, if it formats text. `<p and p>` does not: its words are no attributes.
    pub(super) fn read(text: &'t str) -> Option<Self> {
        let behind = text.strip_prefix('<')?;
        let is_end = behind.starts_with('/');
        let named = behind.strip_prefix('/').unwrap_or(behind);
        let length = named.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let name = NAMES.iter().copied().find(|name| name.eq_ignore_ascii_case(&named[..length]))?;
        let attributes = &named[length..];
        let end = end(attributes)?;
        let href = href(&attributes[..end])?;
        Some(Self { name, is_end, href, length: text.len() - attributes.len() + end + 1 })
    }
}

/// Where the `>` stands that is in no quotes. No tag begins inside of another.
fn end(attributes: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in attributes.bytes().enumerate().take(LONGEST) {
        match (quote, byte) {
            (None, b'>') => return Some(at),
            (None, b'<') => return None,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

/// The value of `href` among attributes, empty where there is none. None: they are no attributes.
fn href(attributes: &str) -> Option<&str> {
    let mut found = "";
    let mut rest = attributes;
    loop {
        let next = rest.trim_start();
        let is_apart = next.len() < rest.len();
        if next.is_empty() || next == "/" {
            return Some(found);
        }
        let (name, value) = next.split_once('=').filter(|_| is_apart)?;
        let name = name.trim_end();
        let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':');
        if name.is_empty() || !name.bytes().all(is_name) {
            return None;
        }
        let value = value.trim_start();
        let (value, behind) = match value.chars().next().filter(|first| matches!(first, '"' | '\'')) {
            Some(quote) => value[1..].split_once(quote)?,
            None => value.split_at(value.find(char::is_whitespace).unwrap_or(value.len())),
        };
        if name.eq_ignore_ascii_case("href") {
            found = value;
        }
        rest = behind;
    }
}

/// The name under which a tag is opened and closed: `strong` is a `b`.
pub(super) fn kin(name: &str) -> &'static str {
    match name {
        "b" | "strong" => "b",
        "i" | "em" => "i",
        "code" | "tt" | "kbd" => "code",
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => "h",
        "pre" => "pre",
        "a" => "a",
        _ => "",
    }
}
