//! Makes the user's text safe for the terminal.

/// Escapes every character that is invisible, or that changes how its surroundings look: control characters, line ends,
/// marks of writing direction, and zero-width characters. Tabs stay.
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

/// Escapes the same characters in JSON, as JSON escapes. They occur only in its strings, except line ends.
pub(super) fn escape_json(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len());
    for character in json.chars() {
        if is_unseen(character) && character != '\n' {
            let units =
                character.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect::<Vec<_>>();
            escaped.push_str(&units.concat());
        } else {
            escaped.push(character);
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
    fn escaped_json_means_the_same() {
        let json = "[\n\"a\u{202e}\u{e0041}\u{7f}\"]";
        let escaped = escape_json(json);
        assert_eq!(escaped, "[\n\"a\\u202e\\udb40\\udc41\\u007f\"]");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&escaped).expect("JSON")[0], "a\u{202e}\u{e0041}\u{7f}");
    }

    #[test]
    fn letters_of_all_scripts_stay() {
        assert_eq!(escape("Größe\tשלום 日本 😀"), "Größe\tשלום 日本 😀");
    }
}
