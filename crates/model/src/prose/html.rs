//! Converts HTML that formats a description to Markdown.
//!
//! The result need not be safe: it is still text of the document, and is made inert afterwards. Tags that do not format, are not
//! closed, or are inside code stay as letters.

mod entity;
mod list;
mod out;
mod table;
mod tag;

use std::borrow::Cow;

use self::list::Lists;
use self::out::Out;
use self::table::Table;
use self::tag::Tag;
use super::block::Fence;
use super::inline::{closing_run, is_safe, run_of_backticks};

/// Converts text in HTML, Markdown, or both to Markdown. Its lines end with `\n`, and it has no tabs.
pub(super) fn to_markdown(text: &str) -> Cow<'_, str> {
    convert(text, false)
}

/// The same for a single line: without blocks.
pub(super) fn to_line(text: &str) -> Cow<'_, str> {
    convert(text, true)
}

fn convert(text: &str, is_line: bool) -> Cow<'_, str> {
    let may_have_some = text.contains('<') || text.contains('&');
    if may_have_some { Cow::Owned(Converter::new(text, is_line).convert()) } else { Cow::Borrowed(text) }
}

struct Converter<'t> {
    text: &'t str,
    /// The position up to which the text is converted.
    at: usize,
    /// The end of the current line, if it was looked for.
    line_end: usize,
    /// Whether blocks are left out.
    is_line: bool,
    /// The positions of the last closing tags: an element that is never closed is not a list.
    last_ends: [Option<usize>; CLOSED.len()],
    out: Out,
    /// Open tags. There is at most one of each name, so that text is rarely moved.
    open: Vec<Open<'t>>,
    lists: Lists,
    table: Option<Table>,
    /// The start of the line after the last `<br>`.
    broken_at: Option<usize>,
}

/// A tag that counts as letters until it is closed.
struct Open<'t> {
    name: &'static str,
    /// Its position in the output.
    at: usize,
    length: usize,
    /// The target of a link.
    url: &'t str,
}

/// Tags that count as letters if they are never closed. The others need no end, or are letters until they are closed.
const CLOSED: [&str; 10] = ["table", "ul", "ol", "section", "center", "small", "u", "font", "span", "nobr"];

impl<'t> Converter<'t> {
    fn new(text: &'t str, is_line: bool) -> Self {
        let small = text.to_ascii_lowercase();
        Self {
            text,
            at: 0,
            line_end: 0,
            is_line,
            last_ends: CLOSED.map(|name| small.rfind(&format!("</{name}>"))),
            out: Out::default(),
            open: Vec::new(),
            lists: Lists::default(),
            table: None,
            broken_at: None,
        }
    }

    fn convert(mut self) -> String {
        self.indented();
        while let Some(plain) = self.rest().find(['<', '&', '`', '\\', '\n', '~']) {
            self.letters(plain);
            let is_code = self.is_code();
            match self.rest().as_bytes()[0] {
                b'<' => match Tag::read(self.rest()) {
                    Some(tag) => self.tag(&tag),
                    None => self.letters(1),
                },
                b'&' => self.entity(),
                b'\n' => self.new_line(),
                b'`' | b'~' if !is_code && self.out.begins_line() && self.fence() => {}
                b'`' if !is_code => self.code_span(),
                b'\\' if !is_code => self.letters(1 + self.rest()[1..].chars().next().map_or(0, char::len_utf8)),
                _ => self.letters(1),
            }
        }
        self.letters(self.rest().len());
        // Its closing tag was in a place where tags are letters.
        if let Some(table) = self.table.take() {
            self.paragraph();
            self.out.push(&table.markdown());
        }
        self.out.finish()
    }

    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    /// Copies this much text verbatim.
    fn letters(&mut self, length: usize) {
        self.out.push(&self.rest()[..length]);
        self.at += length;
    }

    fn tag(&mut self, tag: &Tag<'t>) {
        let begins = self.at;
        let has_end =
            |name| CLOSED.iter().position(|closed| *closed == name).is_some_and(|at| self.last_ends[at] > Some(begins));
        match (tag.name, tag.is_end) {
            // `<pre><code>` is a single code block.
            ("code", _) if self.is_open("pre") => self.at += tag.length,
            ("code" | "tt" | "kbd" | "pre", true) => self.end(tag, Self::code),
            // Everything inside code is code.
            _ if self.is_code() => self.letters(tag.length),
            (name, false) if !tag::kin(name).is_empty() => self.begin(tag),
            ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", true) => self.end(tag, Self::heading),
            ("b" | "strong", true) => self.end(tag, |this, open, text| this.emphasis("**", open, text)),
            ("i" | "em", true) => self.end(tag, |this, open, text| this.emphasis("*", open, text)),
            ("a", true) => self.end(tag, Self::link),
            (name, false) if CLOSED.contains(&name) && !has_end(name) => self.letters(tag.length),
            _ => {
                self.at += tag.length;
                self.block(tag);
            }
        }
    }

    /// A tag that makes a block, or nothing.
    fn block(&mut self, tag: &Tag<'_>) {
        match (tag.name, tag.is_end) {
            ("br", _) => self.line_break(),
            ("p" | "div" | "hr" | "section" | "center", _) => self.paragraph(),
            ("table" | "tr" | "td" | "th" | "tbody" | "thead", _) => self.table(tag),
            ("ul" | "ol", false) => self.lists.open(tag.name == "ol"),
            ("ul" | "ol", true) if !self.lists.is_empty() => {
                self.lists.close();
                self.paragraph();
            }
            ("li", false) if !self.lists.is_empty() => self.item(),
            ("li", true) if !self.lists.is_empty() => {}
            ("li" | "ul" | "ol", _) => {
                self.at -= tag.length;
                self.letters(tag.length);
            }
            _ => {}
        }
    }

    fn is_open(&self, name: &str) -> bool {
        self.open.iter().any(|open| open.name == tag::kin(name))
    }

    fn is_code(&self) -> bool {
        self.is_open("code") || self.is_open("pre")
    }

    /// Whether a new line here would leave the enclosing block.
    fn is_inside(&self) -> bool {
        self.is_line || self.table.is_some() || !self.lists.is_empty() || self.is_open("h1") || self.out.is_row()
    }

    fn new_line(&mut self) {
        let rest = &self.rest()[1..];
        // Open tags must be closed in the same paragraph; only code may have empty lines.
        if rest.trim_start_matches(' ').starts_with('\n') {
            self.open.retain(|open| open.name == "pre");
        }
        if self.is_open("pre") {
            return self.letters(1);
        }
        if self.table.is_some() || !self.lists.is_empty() {
            self.space();
            self.at += 1 + rest.len() - rest.trim_start().len();
            return;
        }
        let is_blank = self.out.ends_with("\n");
        if self.out.ends_with("\n\n") {
            self.at += 1;
        } else {
            self.letters(1);
        }
        if is_blank {
            self.indented();
        }
    }

    /// After an empty line, four spaces start a code block.
    fn indented(&mut self) {
        let lines = self.rest().split_inclusive('\n');
        self.letters(lines.take_while(|line| line.starts_with("    ")).map(str::len).sum());
    }

    /// A fence with its content.
    fn fence(&mut self) -> bool {
        let mut lines = self.rest().split_inclusive('\n');
        let Some((first, fence)) = lines.next().and_then(|line| Some((line, Fence::open(line.trim_end())?))) else {
            return false;
        };
        let mut length = first.len();
        for line in lines {
            length += line.len();
            if fence.closes(line.trim()) {
                break;
            }
        }
        self.letters(length);
        true
    }

    fn code_span(&mut self) {
        if self.line_end <= self.at {
            self.line_end = self.rest().find('\n').map_or(self.text.len(), |length| self.at + length);
        }
        let run = run_of_backticks(self.rest());
        let line = &self.text[(self.at + run).min(self.line_end)..self.line_end];
        self.letters(closing_run(line, run).map_or(run, |end| run + end + run));
    }

    fn space(&mut self) {
        if !self.out.ends_with(" ") && !self.out.ends_with("\n") {
            self.out.push(" ");
        }
    }

    /// Ends a paragraph, if the place allows paragraphs.
    fn paragraph(&mut self) {
        if self.is_inside() {
            return self.space();
        }
        if !self.out.ends_with("\n\n") {
            self.out.trim_end();
            self.out.push(if self.out.is_empty() { "" } else { "\n\n" });
        }
    }

    /// `<br>`, which documents use as a line break, as a paragraph break, and before list items.
    fn line_break(&mut self) {
        let behind = self.rest().trim_start_matches(' ');
        let begins = self.out.line_start();
        if (behind.starts_with("- ") || behind.starts_with("* ")) && !self.is_inside() {
            self.out.push("\n");
        } else if self.out.is_item() && self.broken_at != Some(begins) {
            self.space();
        } else {
            self.paragraph();
        }
        self.broken_at = Some(self.out.len());
    }

    fn item(&mut self) {
        if self.table.is_some() || self.is_line {
            return self.space();
        }
        self.out.trim_end();
        self.lists.item(&mut self.out);
    }

    fn begin(&mut self, tag: &Tag<'t>) {
        let name = tag::kin(tag.name);
        if !self.is_open(name) {
            self.open.push(Open { name, at: self.out.len(), length: tag.length, url: tag.href });
        }
        self.letters(tag.length);
    }

    /// Closes a tag: it is removed from the output, and `write` writes its content. An unmatched closing tag is letters.
    fn end(&mut self, tag: &Tag<'_>, write: impl FnOnce(&mut Self, &Open<'t>, &str)) {
        let Some(index) = self.open.iter().rposition(|open| open.name == tag::kin(tag.name)) else {
            return self.letters(tag.length);
        };
        self.at += tag.length;
        let open = self.open.swap_remove(index);
        // Tags inside it were not closed: they stay letters.
        self.open.retain(|other| other.at < open.at);
        let text = self.out.cut(open.at).split_off(open.length);
        write(self, &open, &text);
    }

    fn emphasis(&mut self, mark: &str, _: &Open<'_>, text: &str) {
        let inner = text.trim();
        // Emphasis can be neither empty nor contain paragraphs.
        if inner.is_empty() || inner.contains("\n\n") {
            return self.out.push(text);
        }
        let is_word = |character: Option<char>| character.is_some_and(char::is_alphanumeric);
        let is_mark = |character: Option<char>| character.is_some_and(|character| !character.is_alphanumeric());
        self.out.push(&text[..text.len() - text.trim_start().len()]);
        // Between a letter and punctuation, a mark would be read the other way round.
        if is_word(self.out.last()) && is_mark(inner.chars().next()) {
            self.out.push(" ");
        }
        [mark, inner, mark, &text[text.trim_end().len()..]].iter().for_each(|part| self.out.push(part));
        if is_mark(inner.chars().next_back()) && is_word(self.rest().chars().next()) && text.ends_with(inner) {
            self.out.push(" ");
        }
    }

    fn link(&mut self, open: &Open<'_>, text: &str) {
        let words = words(text);
        if words.is_empty() || words.contains(['[', ']']) || !is_safe(open.url) {
            self.out.push(text);
        } else {
            ["[", &words, "](", open.url, ")"].iter().for_each(|part| self.out.push(part));
        }
    }

    fn heading(&mut self, _: &Open<'_>, text: &str) {
        self.paragraph();
        let words = words(text);
        if !words.is_empty() {
            self.out.push(if self.is_inside() { "" } else { "#### " });
            self.out.push(&words);
            self.paragraph();
        }
    }

    fn code(&mut self, open: &Open<'_>, text: &str) {
        let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
        if open.name == "pre" && !self.is_inside() {
            self.paragraph();
            self.out.push(&super::fence("text", text.trim_matches('\n')));
            return self.out.push("\n\n");
        }
        let words = words(&text);
        let quote = if words.contains('`') || words.is_empty() { "" } else { "`" };
        [quote, &words, quote].iter().for_each(|part| self.out.push(part));
    }

    /// A tag of a table, which ends a cell, starts a cell or a row, or ends the table. Lists, lines and tables cannot contain a
    /// table.
    fn table(&mut self, tag: &Tag<'_>) {
        if self.table.is_none() && (tag.name != "table" || tag.is_end || self.is_inside()) {
            return self.space();
        }
        // Tags that are opened in a cell end there.
        self.open.clear();
        let Some(table) = &mut self.table else {
            self.table = Some(Table::default());
            return;
        };
        match (tag.name, tag.is_end) {
            ("table", false) => table.inner += 1,
            ("table", true) if table.inner > 0 => table.inner -= 1,
            _ if table.inner > 0 => {}
            (name, is_end) => {
                if let Some(at) = table.end_cell() {
                    table.push(&self.out.cut(at));
                }
                match name {
                    "tr" if !is_end => table.begin_row(),
                    "td" | "th" if !is_end => table.begin_cell(self.out.len()),
                    "table" => {
                        let text = self.table.take().map(Table::markdown).unwrap_or_default();
                        self.paragraph();
                        self.out.push(&text);
                    }
                    _ => {}
                }
                return;
            }
        }
        self.space();
    }

    /// A character reference. The character has no meaning in Markdown.
    fn entity(&mut self) {
        let Some((text, length)) = entity::read(self.rest()) else { return self.letters(1) };
        let acts = text.starts_with(|first: char| first.is_ascii_punctuation() && !"'\".,;:!?/()".contains(first));
        if acts && !self.is_code() {
            self.out.push("\\");
        }
        self.out.push(&text);
        self.at += length;
    }
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
