//! Character references.

use std::borrow::Cow;

/// The longest reference by number: `#x10FFFF`.
const LONGEST: usize = 7;

/// The entities that descriptions use.
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

/// The character that is referenced at the start of `text`, and the length of the reference. `&lt;` and similar are left to
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
