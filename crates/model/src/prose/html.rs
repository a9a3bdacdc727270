//! HTML that formats a description, as the Markdown that says the same.
//!
//! It need not be safe: what comes of it is the document's text as before, and is made inert behind this. Tags that format
//! nothing, that are not closed, or that stand in code stay as they are, letters to whoever makes them inert.

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

/// The Markdown of a text that may be written in HTML, in Markdown, or in both. Its lines end with `\n`, and it has no tabs.
pub(super) fn to_markdown(text: &str) -> Cow<'_, str> {
    convert(text, false)
}

/// The same as the content of one line: without blocks.
pub(super) fn to_line(text: &str) -> Cow<'_, str> {
    convert(text, true)
}

fn convert(text: &str, is_line: bool) -> Cow<'_, str> {
    let may_have_some = text.contains('<') || text.contains('&');
    if may_have_some { Cow::Owned(Converter::new(text, is_line).convert()) } else { Cow::Borrowed(text) }
}

struct Converter<'t> {
    text: &'t str,
    /// How far it is converted.
    at: usize,
    /// Where its line ends, as far as that was looked for.
    line_end: usize,
    /// Whether there are no blocks.
    is_line: bool,
    /// Where the last of these ends stand: what is never closed is no list.
    last_ends: [Option<usize>; CLOSED.len()],
    out: Out,
    /// Tags whose ends are still to come; of each name there is one at most, so that no text is moved often.
    open: Vec<Open<'t>>,
    lists: Lists,
    table: Option<Table>,
    /// Where the line begins that the last `<br>` made.
    broken_at: Option<usize>,
}

/// A tag that is a letter until its end comes.
struct Open<'t> {
    name: &'static str,
    /// Where it stands in the output.
    at: usize,
    length: usize,
    /// Where a link leads.
    url: &'t str,
}

/// Tags that are letters without an end. The others need none, or are letters until their end comes.
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
        // Its end stood where ends are letters.
        if let Some(table) = self.table.take() {
            self.paragraph();
            self.out.push(&table.markdown());
        }
        self.out.finish()
    }

    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    /// Takes so much of the text as it is.
    fn letters(&mut self, length: usize) {
        self.out.push(&self.rest()[..length]);
        self.at += length;
    }

    fn tag(&mut self, tag: &Tag<'t>) {
        let begins = self.at;
        let has_end =
            |name| CLOSED.iter().position(|closed| *closed == name).is_some_and(|at| self.last_ends[at] > Some(begins));
        match (tag.name, tag.is_end) {
            // `<pre><code>` is code once.
            ("code", _) if self.is_open("pre") => self.at += tag.length,
            ("code" | "tt" | "kbd" | "pre", true) => self.end(tag, Self::code),
            // What stands in code is code.
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

    /// Whether a line that begins here would leave what it stands in.
    fn is_inside(&self) -> bool {
        self.is_line || self.table.is_some() || !self.lists.is_empty() || self.is_open("h1") || self.out.is_row()
    }

    fn new_line(&mut self) {
        let rest = &self.rest()[1..];
        // What is open is closed in its paragraph, or not at all; code may have empty lines.
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

    /// Behind an empty line four spaces make code.
    fn indented(&mut self) {
        let lines = self.rest().split_inclusive('\n');
        self.letters(lines.take_while(|line| line.starts_with("    ")).map(str::len).sum());
    }

    /// A fence with all that it holds.
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

    /// The end of a paragraph, as far as the place has any.
    fn paragraph(&mut self) {
        if self.is_inside() {
            return self.space();
        }
        if !self.out.ends_with("\n\n") {
            self.out.trim_end();
            self.out.push(if self.out.is_empty() { "" } else { "\n\n" });
        }
    }

    /// `<br>`, which people write for a line's end, for a paragraph's, and before the items of a list.
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

    /// Ends what was begun: the tag leaves the output, and what it holds is written by `write`. An end of nothing is letters.
    fn end(&mut self, tag: &Tag<'_>, write: impl FnOnce(&mut Self, &Open<'t>, &str)) {
        let Some(index) = self.open.iter().rposition(|open| open.name == tag::kin(tag.name)) else {
            return self.letters(tag.length);
        };
        self.at += tag.length;
        let open = self.open.swap_remove(index);
        // Those inside were not closed: they stay letters.
        self.open.retain(|other| other.at < open.at);
        let text = self.out.cut(open.at).split_off(open.length);
        write(self, &open, &text);
    }

    fn emphasis(&mut self, mark: &str, _: &Open<'_>, text: &str) {
        let inner = text.trim();
        // Marks hold neither nothing nor paragraphs.
        if inner.is_empty() || inner.contains("\n\n") {
            return self.out.push(text);
        }
        let is_word = |character: Option<char>| character.is_some_and(char::is_alphanumeric);
        let is_mark = |character: Option<char>| character.is_some_and(|character| !character.is_alphanumeric());
        self.out.push(&text[..text.len() - text.trim_start().len()]);
        // Between a letter and punctuation a mark would be read the other way round.
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

    /// A tag of a table: what ends a cell, begins one, begins a row, or ends it all. In a list, a line, or a table there are none.
    fn table(&mut self, tag: &Tag<'_>) {
        if self.table.is_none() && (tag.name != "table" || tag.is_end || self.is_inside()) {
            return self.space();
        }
        // What begins in a cell ends there.
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

    /// A character that is written by its name or number. It means nothing to Markdown.
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
