//! One tag of HTML.

/// A tag: `<a href="…">`, `</p>`, `<br/>`.
pub(super) struct Tag<'t> {
    /// In small letters; of a name that means nothing here, empty.
    pub(super) name: &'static str,
    pub(super) is_end: bool,
    attributes: &'t str,
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
    /// The tag that `text` begins with, if it formats text.
    pub(super) fn read(text: &'t str) -> Option<Self> {
        let behind = text.strip_prefix('<')?;
        let is_end = behind.starts_with('/');
        let named = behind.strip_prefix('/').unwrap_or(behind);
        let length = named.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let name = NAMES.iter().copied().find(|name| name.eq_ignore_ascii_case(&named[..length]))?;
        let attributes = &named[length..];
        if !attributes.starts_with(['>', '/', ' ', '\n', '\t', '\r']) {
            return None;
        }
        let end = end(attributes)?;
        let length = text.len() - attributes.len() + end + 1;
        Some(Self { name, is_end, attributes: &attributes[..end], length })
    }

    /// The value of an attribute, without its quotes.
    pub(super) fn attribute(&self, name: &str) -> Option<&'t str> {
        let at = self.attributes.find(&format!("{name}="))?;
        let value = &self.attributes[at + name.len() + 1..];
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        match quote {
            Some(quote) => value[1..].split(quote).next(),
            None => value.split([' ', '\n', '\t', '/']).next(),
        }
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

/// The name under which a tag is opened and closed: `strong` is a `b`.
pub(super) fn kin(name: &str) -> &'static str {
    match name {
        "b" | "strong" => "b",
        "i" | "em" => "i",
        "code" | "tt" | "kbd" => "code",
        "pre" => "pre",
        "a" => "a",
        _ => "",
    }
}
