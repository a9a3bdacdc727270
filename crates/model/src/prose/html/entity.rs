//! Characters by their names and numbers.

use std::borrow::Cow;

/// No number of a character is longer: `#x10FFFF`.
const LONGEST: usize = 7;

/// Those that descriptions have.
const ENTITIES: &[(&str, &str)] = &[
    ("&apos;", "'"),
    ("&mdash;", "—"),
    ("&ndash;", "–"),
    ("&hellip;", "…"),
    ("&lsquo;", "‘"),
    ("&rsquo;", "’"),
    ("&ldquo;", "“"),
    ("&rdquo;", "”"),
    ("&bull;", "•"),
    ("&middot;", "·"),
    ("&times;", "×"),
    ("&rarr;", "→"),
    ("&copy;", "©"),
    ("&reg;", "®"),
    ("&trade;", "™"),
];

/// The character that `text` begins with the name or the number of, and the length of that. `&lt;` and its like are left to
/// Markdown.
pub(super) fn read(text: &str) -> Option<(Cow<'static, str>, usize)> {
    if let Some((name, character)) = ENTITIES.iter().find(|(name, _)| text.starts_with(name)) {
        return Some((Cow::Borrowed(character), name.len()));
    }
    let digits = text.strip_prefix("&#")?;
    let number = &digits[..digits.bytes().take(LONGEST + 1).position(|byte| byte == b';')?];
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => number.parse().ok()?,
    };
    let character = char::from_u32(code).map(|character| if character.is_whitespace() { ' ' } else { character })?;
    Some((Cow::Owned(character.to_string()), number.len() + "&#;".len()))
}
