//! The command that updates stale files: this one, without `--check`.

/// This process's command line without `--check`, quoted for a shell.
#[expect(clippy::disallowed_methods, reason = "the command line is what this is about")]
pub(crate) fn command() -> String {
    let arguments = std::env::args_os().skip(1).map(|argument| argument.to_string_lossy().into_owned());
    spell(arguments)
}

fn spell(arguments: impl Iterator<Item = String>) -> String {
    let words = arguments.filter(|argument| argument != "--check").map(|argument| quoted(&argument));
    std::iter::once("bindery".to_owned()).chain(words).collect::<Vec<_>>().join(" ")
}

fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_=./,:@%+".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelled(words: &[&str]) -> String {
        spell(words.iter().map(|&word| word.to_owned()))
    }

    #[test]
    fn the_check_is_left_out() {
        assert_eq!(spelled(&["generate", "a.yaml", "--check", "--out", "b"]), "bindery generate a.yaml --out b");
    }

    #[test]
    fn a_shell_reads_back_what_it_gave() {
        assert_eq!(spelled(&["generate", "my api.yaml", "it's"]), r"bindery generate 'my api.yaml' 'it'\''s'");
    }
}
