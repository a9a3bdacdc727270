//! The user's text on our terminal.

/// A text with every character escaped that is not seen, or that changes what is seen around it: control characters, line
/// ends, marks of writing direction, and characters without width. Tabs stay.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\t' => escaped.push('\t'),
            '\n' | '\r' => escaped.extend(character.escape_default()),
            _ if is_unseen(character) => escaped.extend(character.escape_unicode()),
            _ => escaped.push(character),
        }
    }
    escaped
}

fn is_unseen(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_seen_is_escaped() {
        assert_eq!(escape("a\u{1b}[31mb\u{202e}c\u{200b}\0\n"), r"a\u{1b}[31mb\u{202e}c\u{200b}\u{0}\n");
    }

    #[test]
    fn letters_of_all_scripts_stay() {
        assert_eq!(escape("Größe\tשלום 日本 😀"), "Größe\tשלום 日本 😀");
    }
}
