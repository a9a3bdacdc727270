//! HTML that formats a description, as the Markdown that says the same.
//!
//! It need not be safe: what comes of it is the document's text as before, and is made inert behind this. Tags that format
//! nothing, that are not closed, or that stand in code stay as they are, letters to whoever makes them inert.

mod entity;
mod list;
mod table;
mod tag;

use std::borrow::Cow;

use self::list::Lists;
use self::table::Table;
use self::tag::Tag;
use super::inline::{closing_run, is_safe, run_of_backticks};

/// The Markdown of a text that may be written in HTML, in Markdown, or in both.
pub(super) fn to_markdown(text: &str) -> Cow<'_, str> {
    let may_have_some = text.contains('<') || text.contains('&');
    if may_have_some { Cow::Owned(Converter::default().convert(text)) } else { Cow::Borrowed(text) }
}

#[derive(Default)]
struct Converter {
    out: String,
    /// Tags whose ends are still to come; of each name there is one at most, so that no text is moved often.
    open: Vec<Open>,
    lists: Lists,
    /// The rows of the table that is open.
    table: Option<Table>,
    /// Where the last table, list and numbered list end: what is never closed is no list.
    last_ends: [Option<usize>; 3],
    /// Where the line begins that the last `<br>` made.
    broken_at: Option<usize>,
    /// Where the line begins that is being written, as far as the output was looked through.
    line_at: usize,
    seen: usize,
}

/// A tag that is a letter until its end comes.
struct Open {
    name: &'static str,
    /// Where it stands in the output.
    at: usize,
    length: usize,
    /// Where a link leads.
    url: String,
}

impl Converter {
    fn convert(mut self, text: &str) -> String {
        self.last_ends = ["table", "ul", "ol"].map(|name| text.rfind(&format!("</{name}")));
        let mut rest = text;
        while let Some(at) = rest.find(['<', '&', '`', '\\', '\n', '~']) {
            self.out.push_str(&rest[..at]);
            rest = &rest[at..];
            let taken = match rest.as_bytes()[0] {
                b'<' => match Tag::read(rest) {
                    Some(tag) => self.tag(&tag, rest, text.len() - rest.len()),
                    None => self.letters(&rest[..1]),
                },
                b'&' => self.entity(rest),
                b'`' | b'~' if self.begins_line() && is_fence(rest) => self.letters(fenced(rest)),
                b'`' if !self.is_open("code") => {
                    let run = run_of_backticks(rest);
                    let line = rest[run..].lines().next().unwrap_or_default();
                    let span = closing_run(line, run).map_or(run, |end| run + end + run);
                    self.letters(&rest[..span])
                }
                b'\\' => self.letters(&rest[..=rest[1..].chars().next().map_or(0, char::len_utf8)]),
                b'\n' => self.line_end(rest),
                _ => self.letters(&rest[..1]),
            };
            rest = &rest[taken..];
        }
        self.out.push_str(rest);
        // Its end stood where ends are letters.
        let table = self.table.take().map(Table::markdown).unwrap_or_default();
        self.out + &table
    }

    fn letters(&mut self, letters: &str) -> usize {
        self.out.push_str(letters);
        letters.len()
    }

    /// What a tag says, and how much of the text says it.
    fn tag(&mut self, tag: &Tag<'_>, rest: &str, at: usize) -> usize {
        let letters = &rest[..tag.length];
        match (tag.name, tag.is_end) {
            // `<pre><code>` is code once.
            ("code", _) if self.is_open("pre") => {}
            ("code" | "tt" | "kbd" | "pre", true) => self.code(tag, letters),
            // What stands in code is code.
            _ if self.is_open("code") || self.is_open("pre") => self.out.push_str(letters),
            ("code" | "tt" | "kbd" | "b" | "strong" | "i" | "em" | "a" | "pre", false) => self.begin(tag, letters),
            ("b" | "strong", true) => self.emphasis("**", tag, letters),
            ("i" | "em", true) => self.emphasis("*", tag, letters),
            ("a", true) => self.link(tag, letters),
            ("p" | "div" | "hr" | "section" | "center", _) | ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", true) => {
                self.paragraph();
            }
            ("br", _) => self.line_break(&rest[tag.length..]),
            ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", false) => {
                self.paragraph();
                if !self.is_inside() {
                    self.out.push_str("#### ");
                }
            }
            ("ul", false) if self.last_ends[1] > Some(at) => self.lists.open(false),
            ("ol", false) if self.last_ends[2] > Some(at) => self.lists.open(true),
            ("ul" | "ol", true) if !self.lists.is_empty() => {
                self.lists.close();
                self.paragraph();
            }
            ("li", false) if !self.lists.is_empty() => self.item(),
            ("li", true) if !self.lists.is_empty() => {}
            ("table", false) if self.last_ends[0] > Some(at) && self.table.is_none() => {
                self.open.clear();
                self.table = Some(Table::default());
            }
            ("table" | "tr" | "td" | "th" | "tbody" | "thead", _) if self.table.is_some() => self.row(tag),
            ("span" | "nobr" | "font" | "u" | "small", _) => {}
            _ => self.out.push_str(letters),
        }
        tag.length
    }

    fn is_open(&self, name: &str) -> bool {
        self.open.iter().any(|open| open.name == tag::kin(name))
    }

    /// Whether a line that begins here would leave a table's cell or a list.
    fn is_inside(&self) -> bool {
        self.table.is_some() || !self.lists.is_empty()
    }

    fn begins_line(&self) -> bool {
        let before = self.out.trim_end_matches([' ', '\t']);
        before.is_empty() || before.ends_with('\n')
    }

    /// Where the line begins that is being written. No part of the output is looked through twice.
    fn line_start(&mut self) -> usize {
        if let Some(at) = self.out[self.seen..].rfind('\n') {
            self.line_at = self.seen + at + 1;
        }
        self.seen = self.out.len();
        self.line_at
    }

    fn line(&mut self) -> &str {
        let start = self.line_start();
        self.out[start..].trim_start()
    }

    /// Takes the end of the output away.
    fn cut(&mut self, at: usize) -> String {
        let text = self.out.split_off(at);
        self.seen = self.seen.min(at);
        if self.line_at > at {
            self.line_at = self.out.rfind('\n').map_or(0, |at| at + 1);
        }
        text
    }

    fn trim_end(&mut self) {
        let end = self.out.trim_end().len();
        self.cut(end);
    }

    fn line_end(&mut self, rest: &str) -> usize {
        // What is open is closed in its paragraph, or not at all; code may have empty lines.
        if rest[1..].trim_start_matches([' ', '\r', '\t']).starts_with('\n') {
            self.open.retain(|open| open.name == "pre");
        }
        if self.is_inside() && !self.is_open("pre") {
            self.space();
            return rest.len() - rest.trim_start().len();
        }
        if self.out.ends_with('\n') && !self.is_open("pre") {
            // Behind an empty line four spaces make code.
            let lines = rest[1..].split_inclusive('\n');
            let code = lines.take_while(|line| line.starts_with("    ")).map(str::len).sum();
            let is_blank = self.out.ends_with("\n\n");
            self.letters(&rest[usize::from(is_blank)..=code]);
            return 1 + code;
        }
        self.letters("\n")
    }

    fn space(&mut self) {
        if !self.out.ends_with([' ', '\n']) {
            self.out.push(' ');
        }
    }

    /// The end of a paragraph, as far as the place has any.
    fn paragraph(&mut self) {
        if self.is_inside() || self.line().starts_with('|') {
            self.space();
        } else {
            self.trim_end();
            if !self.out.is_empty() {
                self.out.push_str("\n\n");
            }
        }
    }

    /// `<br>`, which people write for a line's end, for a paragraph's, and before the items of a list.
    fn line_break(&mut self, behind: &str) {
        let is_item = |line: &str| line.starts_with("- ") || line.starts_with("* ");
        let begins = self.line_start();
        if is_item(behind.trim_start_matches(' ')) && !self.is_inside() {
            self.out.push('\n');
        } else if is_item(self.line()) && self.broken_at != Some(begins) {
            self.space();
        } else {
            self.paragraph();
        }
        self.broken_at = Some(self.out.len());
    }

    fn item(&mut self) {
        if self.table.is_some() {
            return self.space();
        }
        self.trim_end();
        self.lists.item(&mut self.out);
    }

    fn begin(&mut self, tag: &Tag<'_>, letters: &str) {
        let name = tag::kin(tag.name);
        if !self.is_open(name) {
            let url = if name == "a" { tag.attribute("href").unwrap_or_default() } else { "" };
            self.open.push(Open { name, at: self.out.len(), length: letters.len(), url: url.to_owned() });
        }
        self.out.push_str(letters);
    }

    /// What stands between the tag that is ended here and its end. The tag leaves the output; so does what it holds.
    fn taken(&mut self, tag: &Tag<'_>) -> Option<(Open, String)> {
        let index = self.open.iter().rposition(|open| open.name == tag::kin(tag.name))?;
        let open = self.open.swap_remove(index);
        // Those inside were not closed: they stay letters.
        self.open.retain(|other| other.at < open.at);
        let text = self.cut(open.at).split_off(open.length);
        Some((open, text))
    }

    fn emphasis(&mut self, mark: &str, tag: &Tag<'_>, letters: &str) {
        let Some((_, text)) = self.taken(tag) else { return self.out.push_str(letters) };
        let inner = text.trim();
        let (before, after) = (&text[..text.len() - text.trim_start().len()], &text[text.trim_end().len()..]);
        let parts = if inner.is_empty() { [&text, "", "", "", ""] } else { [before, mark, inner, mark, after] };
        parts.iter().for_each(|part| self.out.push_str(part));
    }

    fn link(&mut self, tag: &Tag<'_>, letters: &str) {
        let Some((open, text)) = self.taken(tag) else { return self.out.push_str(letters) };
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if words.is_empty() || words.contains(['[', ']']) || !is_safe(&open.url) {
            self.out.push_str(&text);
        } else {
            ["[", &words, "](", &open.url, ")"].iter().for_each(|part| self.out.push_str(part));
        }
    }

    fn code(&mut self, tag: &Tag<'_>, letters: &str) {
        let Some((open, text)) = self.taken(tag) else { return self.out.push_str(letters) };
        let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
        if open.name == "pre" && !self.is_inside() {
            self.paragraph();
            self.out.push_str(&super::fence("text", text.trim_matches('\n')));
            self.out.push_str("\n\n");
        } else {
            let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
            let quoted = if words.contains('`') { words.clone() } else { format!("`{words}`") };
            self.out.push_str(if words.is_empty() { "" } else { &quoted });
        }
    }

    /// A tag of a table: what ends a cell, begins one, begins a row, or ends it all.
    fn row(&mut self, tag: &Tag<'_>) {
        // What begins in a cell ends there.
        self.open.clear();
        let cell = self.table.as_mut().and_then(Table::end_cell);
        if let Some(at) = cell {
            let text = self.cut(at);
            self.table.iter_mut().for_each(|table| table.push(&text));
        }
        match (tag.name, tag.is_end, &mut self.table) {
            ("tr", false, Some(table)) => table.begin_row(),
            ("td" | "th", false, Some(table)) => table.begin_cell(self.out.len()),
            ("table", true, table) => {
                let text = table.take().map(Table::markdown).unwrap_or_default();
                self.lists = Lists::default();
                self.paragraph();
                self.out.push_str(&text);
            }
            _ => {}
        }
    }

    /// A character that is written by its name or number. It means nothing to Markdown.
    fn entity(&mut self, rest: &str) -> usize {
        let Some((text, length)) = entity::read(rest) else { return self.letters("&") };
        let acts = text.starts_with(|first: char| first.is_ascii_punctuation() && !"'\".,;:!?/()".contains(first));
        if acts && !self.is_open("code") && !self.is_open("pre") {
            self.out.push('\\');
        }
        self.out.push_str(&text);
        length
    }
}

fn is_fence(rest: &str) -> bool {
    rest.starts_with("```") || rest.starts_with("~~~")
}

/// A fence with all that it holds.
fn fenced(rest: &str) -> &str {
    let mark = &rest[..3];
    let inside = rest.find('\n').unwrap_or(rest.len());
    let closing = rest[inside..].split_inclusive('\n').scan(inside, |at, line| {
        *at += line.len();
        Some((*at, line.trim_start().starts_with(mark)))
    });
    let end = closing.skip(1).find(|(_, closes)| *closes).map_or(rest.len(), |(end, _)| end);
    &rest[..end]
}

#[cfg(test)]
mod tests;
