//! HTML tags.

/// A tag: `<a href="…">`, `</p>`, `<br/>`.
pub(super) struct Tag<'t> {
    /// In lower case.
    pub(super) name: &'static str,
    pub(super) is_end: bool,
    /// The target of a link.
    pub(super) href: &'t str,
    /// The length in bytes.
    pub(super) length: usize,
}

/// The formatting tags.
const NAMES: &[&str] = &[
    "a", "b", "br", "center", "code", "div", "em", "font", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "kbd", "li",
    "nobr", "ol", "p", "pre", "section", "small", "span", "strong", "table", "tbody", "td", "th", "thead", "tr", "tt",
    "u", "ul",
];

/// The longest tag in descriptions.
const LONGEST: usize = 2_000;

impl<'t> Tag<'t> {
    /// The tag at the start of `text`, if it is a formatting tag. `<p and p>` is not, because its words are not attributes.
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

/// The position of the first `>` outside of quotes. Tags cannot be nested.
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

/// The value of `href`, empty without one. `None` if the text is not a list of attributes.
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

/// The name under which a tag is opened and closed: `b` for `strong`.
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
