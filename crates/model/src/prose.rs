//! Makes text of the document inert: readers can read it, and nothing more.
//!
//! A description may only use emphasis, lists, tables, quotes, code, and links with `http`, `https` and `mailto`. Equivalent HTML
//! is converted to Markdown first. Everything else loses its meaning but keeps its letters. HTML never starts, a fence never
//! outlives its description or claims to be Rust, and characters that control a terminal or the text direction are spelled out.
//!
//! One rule makes this safe without a Markdown parser: every line is complete by itself. A code span closes on its line or is not
//! a code span, so that a renderer in whatever block never sees other markup than this module does.

mod block;
mod code;
mod html;
mod inline;
mod visible;

pub use block::block;
pub use code::{code, fence};
pub use visible::{is_acting, visible};

/// Markdown of the document in one line: for a table cell or a list item.
///
/// ```
/// use bindery_model::prose::line;
/// assert_eq!(line("the *first*\n<b>name</b> of <owner>"), "the *first* **name** of &lt;owner>");
/// ```
pub fn line(text: &str) -> String {
    inline::inline(&one_line(&html::to_line(&visible(text))))
}

/// A line with a full stop, unless it ends with another mark.
///
/// ```
/// use bindery_model::prose::sentence;
/// assert_eq!((sentence("It is gone").as_str(), sentence("Really?").as_str(), sentence("").as_str()), ("It is gone.", "Really?", ""));
/// ```
pub fn sentence(line: &str) -> String {
    const ENDS: [char; 4] = ['.', '!', '?', ':'];
    let letters = line.trim_end_matches(|c: char| !c.is_alphanumeric() && !ENDS.contains(&c));
    if line.is_empty() || letters.ends_with(ENDS) { line.to_owned() } else { format!("{line}.") }
}

/// Text of the document that is not Markdown, such as a title, in one line.
///
/// ```
/// use bindery_model::prose::plain;
/// assert_eq!(plain("snake_case is *not* Markdown"), r"snake_case is \*not\* Markdown");
/// ```
pub fn plain(text: &str) -> String {
    inline::plain(&one_line(text))
}

/// Text of the document in one line, as a reader sees it.
pub fn one_line(text: &str) -> String {
    visible(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_holds_what_was_many() {
        assert_eq!(line("a\r\n\r\n  b\u{2028}c"), "a b c");
    }

    #[test]
    fn a_fence_on_one_line_is_a_code_span() {
        assert_eq!(line("```\n<x>\n```"), "``` <x> ```");
    }

    #[test]
    fn plain_text_has_no_markup() {
        assert_eq!(plain("[a](b) `c` <d> &amp; #e"), r"\[a\](b) \`c\` &lt;d> &amp;amp; \#e");
        assert_eq!(plain("__init__"), r"\_\_init\_\_");
    }
}
