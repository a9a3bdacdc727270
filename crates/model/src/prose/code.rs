//! Names and values of the document as code.

use super::{one_line, plain, visible};

/// A code span with a name or a value of the document.
///
/// A table splits its cells at every `|`, even in code, so text with one does not become a code span.
pub fn code(text: &str) -> String {
    let text = one_line(text);
    if text.is_empty() {
        return "\"\"".to_owned();
    }
    if text.contains('|') {
        return plain(&text);
    }
    let marks = "`".repeat(longest_run(&text) + 1);
    let padding = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{marks}{padding}{text}{padding}{marks}")
}

/// A fenced block whose text cannot close it.
pub fn fence(language: &str, text: &str) -> String {
    let marks = "`".repeat((longest_run(text) + 1).max(3));
    let text = visible(text);
    format!("{marks}{language}\n{}\n{marks}", text.trim_end_matches('\n'))
}

fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_span_holds_its_backticks() {
        assert_eq!(code("a"), "`a`");
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("`"), "`` ` ``");
    }

    #[test]
    fn a_fence_is_longer_than_what_it_holds() {
        assert_eq!(fence("text", "````\n"), "`````text\n````\n`````");
    }
}
