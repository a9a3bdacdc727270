//! Markdown of several lines.

use super::code::fence;
use super::html;
use super::inline::inline;
use super::visible::visible;

/// A description as paragraphs, lists, tables, quotes and fences, without a final line break.
///
/// ```
/// use bindery_model::prose::block;
/// assert_eq!(block("# Jobs\n\n<form>\n\n```rust\npanic!()"), "**Jobs**\n\n&lt;form>\n\n```text\npanic!()\n```");
/// ```
pub fn block(text: &str) -> String {
    let text = visible(text).replace('\t', "    ");
    let text = visible(&html::to_markdown(&text));
    let mut blocks = Blocks::default();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let line = line.trim_end();
        // Other Unicode white space does not indent.
        let body = line.trim_start_matches(' ');
        let indent = line.len() - body.len();
        if body.is_empty() {
            blocks.blank();
        } else if let Some(fence) = Fence::open(body) {
            let code = lines.by_ref().take_while(|line| !fence.closes(line.trim())).map(|line| outdent(line, indent));
            blocks.code(fence.language, code);
        } else if indent >= 4 && blocks.takes_code() {
            blocks.code_line(&line[4..]);
            while let Some(line) = lines.next_if(|line| line.starts_with("    ") || line.trim().is_empty()) {
                blocks.code_line(outdent(line, 4));
            }
            blocks.end_code();
        } else {
            blocks.line(indent, body);
        }
    }
    blocks.finish()
}

/// The inert output so far.
#[derive(Default)]
struct Blocks {
    out: Vec<String>,
    /// The open items, from the outermost to the innermost.
    items: Vec<Item>,
    code: Vec<String>,
}

impl Blocks {
    fn line(&mut self, indent: usize, body: &str) {
        let after_blank = self.out.last().is_none_or(String::is_empty);
        if let Some(heading) = heading(body) {
            // The page has its own headings, and those of a description would be above them.
            self.items.clear();
            self.blank();
            self.out.push(format!("**{}**", inline(heading)));
            self.blank();
        } else if let Some((marker, item)) = list_item(body) {
            self.item(indent, marker, item);
        } else if let Some(quoted) = body.strip_prefix('>') {
            self.items.clear();
            self.out.push(format!("> {}", guarded(&inline(quoted.trim_start()))));
        } else {
            if indent == 0 && after_blank {
                self.items.clear();
            }
            // The lines of an item are aligned with its text, whatever the document does: renderers and linters agree on that.
            let indent = self.items.last().map_or(0, |item| item.text);
            self.out.push(format!("{}{}", " ".repeat(indent), guarded(&inline(body))));
        }
    }

    /// An item belongs to the closest item above it with less indentation.
    fn item(&mut self, indent: usize, marker: &str, item: &str) {
        while self.items.last().is_some_and(|above| indent <= above.marker) {
            self.items.pop();
        }
        self.items.truncate(DEEPEST);
        let start = self.items.last().map_or(0, |above| above.text);
        self.items.push(Item { marker: indent, text: start + marker.len() + 1 });
        self.out.push(format!("{}{marker} {}", " ".repeat(start), guarded(&inline(item))));
    }

    fn blank(&mut self) {
        if self.out.last().is_some_and(|line| !line.is_empty()) {
            self.out.push(String::new());
        }
    }

    /// Whether four spaces start a code block here, and are not part of a list item or paragraph.
    fn takes_code(&self) -> bool {
        self.items.is_empty() && self.out.last().is_none_or(String::is_empty)
    }

    fn code<'t>(&mut self, language: &str, lines: impl Iterator<Item = &'t str>) {
        self.items.clear();
        self.blank();
        let text = lines.collect::<Vec<_>>().join("\n");
        self.out.push(fence(language, &text));
        self.blank();
    }

    fn code_line(&mut self, line: &str) {
        self.code.push(line.to_owned());
    }

    fn end_code(&mut self) {
        let lines = std::mem::take(&mut self.code);
        let text = lines.join("\n");
        self.code("text", text.trim_end().lines());
    }

    fn finish(mut self) -> String {
        while self.out.last().is_some_and(String::is_empty) {
            self.out.pop();
        }
        self.out.join("\n")
    }
}

/// An open list item.
struct Item {
    /// The column of its marker in the document.
    marker: usize,
    /// The column of its text in the result.
    text: usize,
}

/// Deeper lists of the document are flattened.
const DEEPEST: usize = 6;

/// A fence that the document opened.
pub(super) struct Fence {
    mark: char,
    length: usize,
    language: &'static str,
}

/// Languages that a fence may name. Rust is not among them, because rustdoc must never compile text of the document.
const LANGUAGES: &[&str] = &[
    "bash",
    "csharp",
    "css",
    "curl",
    "go",
    "graphql",
    "html",
    "http",
    "java",
    "javascript",
    "js",
    "json",
    "jsonc",
    "php",
    "python",
    "ruby",
    "sh",
    "shell",
    "sql",
    "toml",
    "ts",
    "typescript",
    "xml",
    "yaml",
    "yml",
];

impl Fence {
    pub(super) fn open(body: &str) -> Option<Self> {
        let mark = body.chars().next().filter(|&c| c == '`' || c == '~')?;
        let info = body.trim_start_matches(mark);
        let length = body.len() - info.len();
        if length < 3 || (mark == '`' && info.contains('`')) {
            return None;
        }
        let named = info.split_whitespace().next().unwrap_or_default();
        let language =
            LANGUAGES.iter().find(|language| language.eq_ignore_ascii_case(named)).copied().unwrap_or("text");
        Some(Self { mark, length, language })
    }

    pub(super) fn closes(&self, body: &str) -> bool {
        body.len() >= self.length && body.chars().all(|c| c == self.mark)
    }
}

fn heading(body: &str) -> Option<&str> {
    let text = body.trim_start_matches('#');
    let level = body.len() - text.len();
    let text = text.strip_prefix(' ').filter(|_| (1..=6).contains(&level))?;
    Some(text.trim().trim_end_matches('#').trim_end()).filter(|text| !text.is_empty())
}

/// The marker and the text of a list item.
fn list_item(body: &str) -> Option<(&str, &str)> {
    let (marker, text) = body.split_once(' ')?;
    let numbered = marker
        .strip_suffix(['.', ')'])
        .is_some_and(|number| (1..=9).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit()));
    let text = text.trim();
    let is_rule = is_underline(body);
    ((numbered || matches!(marker, "-" | "*" | "+")) && !text.is_empty() && !is_rule).then_some((marker, text))
}

/// A line that does not start a block: no heading, rule, quote, list or fence.
fn guarded(line: &str) -> String {
    let opens = is_underline(line)
        || line.starts_with(['#', '>'])
        || line.starts_with("~~~")
        || matches!(line, "-" | "*" | "+")
        || list_item(line).is_some_and(|(marker, _)| marker.len() == 1);
    if opens {
        return format!("\\{line}");
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && line[digits..].starts_with(['.', ')']) {
        return format!("{}\\{}", &line[..digits], &line[digits..]);
    }
    line.to_owned()
}

/// Whether a line is a rule, or turns the line above into a heading.
fn is_underline(line: &str) -> bool {
    let mut marks = line.chars().filter(|&c| c != ' ');
    marks.next().is_some_and(|mark| "-=*_".contains(mark) && marks.all(|other| other == mark))
}

fn outdent(line: &str, indent: usize) -> &str {
    let spaces = line.bytes().take_while(|&byte| byte == b' ').count();
    &line[spaces.min(indent)..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_and_lists_stay() {
        let text = "One.\n\nTwo:\n- a\n  - b\n1. c";
        assert_eq!(block(text), text);
    }

    #[test]
    fn lines_of_an_item_stand_under_its_text() {
        assert_eq!(block("- a\nb\n     c\n   - d\ne"), "- a\n  b\n  c\n  - d\n    e");
        assert_eq!(block("10. a\nb\n\nc"), "10. a\n    b\n\nc");
    }

    #[test]
    fn tables_stay() {
        let text = "| a | b |\n|---|---|\n| 1 | 2 |";
        assert_eq!(block(text), text);
    }

    #[test]
    fn a_fence_is_closed_even_if_the_document_forgot() {
        assert_eq!(block("```json\n{}"), "```json\n{}\n```");
    }

    #[test]
    fn a_fence_is_longer_than_what_it_holds() {
        assert_eq!(block("~~~\n```\n<b>\n~~~\nafter"), "````text\n```\n<b>\n````\n\nafter");
    }

    #[test]
    fn no_fence_says_that_it_is_rust() {
        assert_eq!(block("```rust,ignore\nx\n```"), "```text\nx\n```");
    }

    #[test]
    fn a_fence_inside_a_list_or_a_quote_does_not_swallow_the_page() {
        assert_eq!(block("- ~~~\n<b>"), "- \\~~~\n  &lt;b>");
        assert_eq!(block("> ```\n<b>"), "> \\`\\`\\`\n&lt;b>");
    }

    #[test]
    fn indented_code_is_fenced() {
        assert_eq!(block("Run:\n\n    <rm>\n\n    -rf\n\nDone."), "Run:\n\n```text\n<rm>\n\n-rf\n```\n\nDone.");
    }

    #[test]
    fn wide_spaces_indent_nothing() {
        assert_eq!(block("\u{3000}\u{3000}x"), "\u{3000}\u{3000}x");
        assert_eq!(block("   \u{a0}x"), "\u{a0}x");
    }

    #[test]
    fn an_indented_line_of_a_paragraph_is_no_code() {
        assert_eq!(block("a\n    <b>"), "a\n&lt;b>");
    }

    #[test]
    fn headings_are_bold_lines() {
        assert_eq!(block("a\n## B ##\nc"), "a\n\n**B**\n\nc");
        assert_eq!(block("Title\n===\nx\n---"), "Title\n\\===\nx\n\\---");
    }

    #[test]
    fn nothing_nests_without_bound() {
        assert_eq!(block("> > > x"), "> \\> > x");
        assert_eq!(block("- - - x"), "- \\- - x");
    }

    #[test]
    fn html_blocks_are_letters() {
        assert_eq!(block("<details>\n\n**x**\n\n</details>"), "&lt;details>\n\n**x**\n\n&lt;/details>");
    }

    #[test]
    fn line_ends_of_other_systems_are_ours() {
        assert_eq!(block("a\r\nb\rc"), "a\nb\nc");
    }
}
