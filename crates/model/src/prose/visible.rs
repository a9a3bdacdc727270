//! Characters with an effect instead of a glyph.

use std::fmt::Write as _;

/// The text with `\n` line ends and tabs. Every character that is invisible or controls a terminal or the text direction is
/// spelled out: `U+202E`.
///
/// ```
/// assert_eq!(bindery_model::prose::visible("a\u{202E}b\r\n"), "a(U+202E)b\n");
/// ```
pub fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    // Visible text is copied in one piece.
    while let Some(at) = rest.find(is_acting) {
        shown.push_str(&rest[..at]);
        let mut characters = rest[at..].chars();
        match characters.next() {
            Some('\r') => {
                shown.push('\n');
                characters = characters.as_str().strip_prefix('\n').unwrap_or(characters.as_str()).chars();
            }
            Some('\u{85}' | '\u{2028}' | '\u{2029}') => shown.push('\n'),
            Some(acting) => {
                let _ = write!(shown, "(U+{:04X})", u32::from(acting));
            }
            None => {}
        }
        rest = characters.as_str();
    }
    shown.push_str(rest);
    shown
}

/// Whether a character has an effect instead of a glyph. Line ends and tabs do not count.
///
/// Joiners (U+200C, U+200D) are kept, because scripts and emoji need them.
pub fn is_acting(character: char) -> bool {
    match character {
        '\n' | '\t' | ' '..='~' => false,
        '\u{AD}'
        | '\u{61C}'
        | '\u{180E}'
        | '\u{200B}'
        | '\u{FEFF}'
        | '\u{200E}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{2028}'..='\u{2029}'
        | '\u{FFF9}'..='\u{FFFB}'
        | '\u{E0000}'..='\u{E007F}' => true,
        other => other.is_control(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_end_is_one() {
        assert_eq!(visible("a\r\nb\rc\u{2029}d"), "a\nb\nc\nd");
    }

    #[test]
    fn escape_sequences_are_spelled_out() {
        assert_eq!(visible("\u{1b}[31m"), "(U+001B)[31m");
    }

    #[test]
    fn direction_marks_and_invisible_letters_are_spelled_out() {
        assert_eq!(visible("\u{2066}x\u{200B}\u{E0041}"), "(U+2066)x(U+200B)(U+E0041)");
    }

    #[test]
    fn joined_emoji_stay_whole() {
        assert_eq!(visible("👩\u{200D}🔧"), "👩\u{200D}🔧");
    }
}
