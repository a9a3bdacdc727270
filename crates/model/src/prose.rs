//! Text of the document, made inert: it can be read, and nothing else.
//!
//! What a description may do is a short list: emphasis, lists, tables, quotes, code, and links over `http`, `https` and
//! `mailto`; HTML that says one of these is written as Markdown first. All else loses its meaning and keeps its letters.
//! HTML never starts, a fence never outlives its description nor claims to be Rust, and characters that steer a terminal or
//! turn the reading direction are spelled out.
//!
//! The rule that makes this hold without a Markdown parser: every line is finished by itself. A code span closes on its
//! line or is no code span, so that no renderer, whichever block it believes to be in, sees markup that we did not.

mod block;
mod code;
mod html;
mod inline;
mod visible;

pub use block::block;
pub use code::{code, fence};
pub use visible::{is_acting, visible};

/// Markdown of the document as the content of one line: a table's cell, or a list's item.
///
/// ```
/// use bindery_model::prose::line;
/// assert_eq!(line("the *first*\n<b>name</b> of <owner>"), "the *first* **name** of &lt;owner>");
/// ```
pub fn line(text: &str) -> String {
    inline::inline(&one_line(&html::to_line(&visible(text))))
}

/// Text of the document that is no Markdown, such as a title, as the content of one line.
///
/// ```
/// use bindery_model::prose::plain;
/// assert_eq!(plain("snake_case is *not* Markdown"), r"snake_case is \*not\* Markdown");
/// ```
pub fn plain(text: &str) -> String {
    inline::plain(&one_line(text))
}

/// Text of the document as one line, as a reader will see it.
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
