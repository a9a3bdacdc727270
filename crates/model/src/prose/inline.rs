//! Markdown in one line.

/// One line of the document's Markdown, reduced to emphasis, code spans and safe links.
///
/// No code span of the result contains a `|`: a renderer splits table cells before it looks for code, and half a span would be
/// live markup.
pub(super) fn inline(line: &str) -> String {
    inside(line, Inside::Line)
}

/// The context of the text: a link's text cannot contain another link.
#[derive(Clone, Copy, PartialEq)]
enum Inside {
    Line,
    Link,
}

fn inside(line: &str, holder: Inside) -> String {
    let mut out = String::with_capacity(line.len() + line.len() / 8);
    let mut rest = line;
    while let Some(character) = rest.chars().next() {
        let taken = match character {
            '`' => code_span(rest, &mut out),
            '\\' => escape(rest, &mut out),
            '<' => autolink(rest, &mut out),
            '&' => entity(rest, &mut out),
            // An image becomes a link, because it would be fetched by every reader of the page.
            '!' if rest.starts_with("![") => {
                guard_exclamation(&mut out);
                link(&rest[1..], &mut out) + 1
            }
            '[' => {
                guard_exclamation(&mut out);
                link(rest, &mut out)
            }
            ']' => {
                out.push_str("\\]");
                1
            }
            'h' if holder == Inside::Line && !out.ends_with(char::is_alphanumeric) => bare_url(rest, &mut out),
            other => {
                out.push(other);
                other.len_utf8()
            }
        };
        rest = &rest[taken..];
    }
    out
}

/// An exclamation mark before a bracket would start an image.
fn guard_exclamation(out: &mut String) {
    let Some(before) = out.strip_suffix('!') else { return };
    let backslashes = before.len() - before.trim_end_matches('\\').len();
    if backslashes % 2 == 0 {
        out.insert(out.len() - 1, '\\');
    }
}

/// One line of text that is not Markdown.
pub(super) fn plain(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut before = ' ';
    let mut characters = line.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            // Between letters it is not emphasis, and names are full of it.
            '_' if before.is_alphanumeric() && characters.peek().is_some_and(|c| c.is_alphanumeric()) => {
                out.push('_');
            }
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '~' => {
                out.push('\\');
                out.push(character);
            }
            other => out.push(other),
        }
        before = character;
    }
    out
}

/// A code span that closes on this line is kept; any other backtick is a letter.
fn code_span(rest: &str, out: &mut String) -> usize {
    let run = run_of_backticks(rest);
    let closing = closing_run(&rest[run..], run).filter(|&end| !rest[..run + end].contains('|'));
    if let Some(end) = closing {
        let whole = run + end + run;
        out.push_str(&rest[..whole]);
        return whole;
    }
    for _ in 0..run {
        out.push_str("\\`");
    }
    run
}

/// The start of the next run of exactly `run` backticks.
pub(super) fn closing_run(text: &str, run: usize) -> Option<usize> {
    let mut at = 0;
    while let Some(found) = text[at..].find('`') {
        let start = at + found;
        let length = run_of_backticks(&text[start..]);
        if length == run {
            return Some(start);
        }
        at = start + length;
    }
    None
}

pub(super) fn run_of_backticks(text: &str) -> usize {
    text.bytes().take_while(|&byte| byte == b'`').count()
}

/// A backslash escapes the punctuation after it; any other backslash is a letter.
fn escape(rest: &str, out: &mut String) -> usize {
    match rest[1..].chars().next() {
        // `table` escapes pipes itself.
        Some('|') => out.push('|'),
        Some('<') => out.push_str("&lt;"),
        Some('&') => out.push_str("&amp;"),
        Some(next) if next.is_ascii_punctuation() => {
            out.push('\\');
            out.push(next);
        }
        _ => {
            out.push_str("\\\\");
            return 1;
        }
    }
    2
}

/// `<https://…>` is kept; every other `<` is a letter.
fn autolink(rest: &str, out: &mut String) -> usize {
    if let Some(end) = rest[1..].find(['>', ' ', '<']) {
        let url = &rest[1..=end];
        if rest[1 + end..].starts_with('>') && is_safe(url) {
            out.push_str(&rest[..end + 2]);
            return end + 2;
        }
    }
    out.push_str("&lt;");
    1
}

/// A bare URL becomes an explicit link: renderers disagree about them, and rustdoc warns.
fn bare_url(rest: &str, out: &mut String) -> usize {
    let is_one = ["http://", "https://"].iter().any(|scheme| rest.starts_with(scheme));
    if !is_one {
        out.push('h');
        return 1;
    }
    let end = rest.find(|c: char| !c.is_ascii() || !is_url_byte(c as u8)).unwrap_or(rest.len());
    let url = rest[..end].trim_end_matches(['.', ',', ':', ';', '!', '?', '*', '_', '~', '&']);
    if url.len() > "https://".len() && is_safe(url) {
        out.push('<');
        out.push_str(url);
        out.push('>');
        return url.len();
    }
    out.push('h');
    1
}

/// The entities that are common in prose about code are kept. A number could spell any character.
fn entity(rest: &str, out: &mut String) -> usize {
    for known in ["&amp;", "&lt;", "&gt;", "&quot;", "&nbsp;", "&#124;"] {
        if rest.starts_with(known) {
            out.push_str(known);
            return known.len();
        }
    }
    out.push_str("&amp;");
    1
}

/// `[text](url)` is kept if the URL is safe, and reduced to its text if not; every other bracket is a letter.
fn link(rest: &str, out: &mut String) -> usize {
    let Some((text, url, whole)) = parts_of_link(rest) else {
        out.push_str("\\[");
        return 1;
    };
    let text = inside(text, Inside::Link);
    if is_safe(url) {
        out.push('[');
        out.push_str(&text);
        out.push_str("](");
        out.push_str(url);
        out.push(')');
    } else {
        out.push_str(&text);
    }
    whole
}

/// The text, the URL and the length of a link whose text has no brackets. The title is dropped.
fn parts_of_link(rest: &str) -> Option<(&str, &str, usize)> {
    let close = 1 + rest[1..].find(['[', ']'])?;
    let target = rest[close..].strip_prefix("](")?;
    let end = target.find(['(', ')'])?;
    target[end..].starts_with(')').then_some(())?;
    let url = target[..end].split_whitespace().next().unwrap_or("");
    Some((&rest[1..close], url, close + 2 + end + 1))
}

/// Whether a URL leads to the web or to a mailbox, and only has characters of RFC 3986 without a meaning in Markdown or HTML.
pub(super) fn is_safe(url: &str) -> bool {
    let scheme = ["https://", "http://", "mailto:"]
        .into_iter()
        .any(|scheme| url.len() > scheme.len() && url.starts_with(scheme));
    scheme && url.bytes().all(is_url_byte)
}

/// Whether RFC 3986 allows this byte in a URL, and it has no meaning in Markdown or HTML.
fn is_url_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~:/?#@!$&+,;=%".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emphasis_and_code_stay() {
        assert_eq!(inline("*a* __b__ `c<d>`"), "*a* __b__ `c<d>`");
    }

    #[test]
    fn html_is_letters() {
        assert_eq!(inline("<script>alert(1)</script>"), "&lt;script>alert(1)&lt;/script>");
        assert_eq!(inline("<!-- x"), "&lt;!-- x");
        assert_eq!(inline(r"\<img>"), "&lt;img>");
    }

    #[test]
    fn a_backtick_without_partner_opens_nothing() {
        assert_eq!(inline("`<b>"), r"\`&lt;b>");
        assert_eq!(inline("``` <b> ``"), r"\`\`\` &lt;b> \`\`");
    }

    #[test]
    fn an_escaped_backtick_opens_nothing() {
        assert_eq!(inline(r"\`<b>`"), r"\`&lt;b>\`");
    }

    #[test]
    fn a_span_that_a_table_would_cut_is_no_span() {
        assert_eq!(inline("`<b>|`"), r"\`&lt;b>|\`");
    }

    #[test]
    fn numeric_entities_spell_nothing() {
        assert_eq!(inline("&#x202E; &lt; &copy;"), "&amp;#x202E; &lt; &amp;copy;");
    }

    #[test]
    fn links_to_the_web_stay_without_their_titles() {
        assert_eq!(inline("[a](https://x.example/y?z=1#w \"t\")"), "[a](https://x.example/y?z=1#w)");
        assert_eq!(inline("<https://x.example>"), "<https://x.example>");
    }

    #[test]
    fn urls_in_the_text_are_links() {
        assert_eq!(inline("See https://x.example/a, or http."), "See <https://x.example/a>, or http.");
        assert_eq!(inline("[https://x.example](https://x.example)"), "[https://x.example](https://x.example)");
    }

    #[test]
    fn other_links_are_their_text() {
        assert_eq!(inline("[a](javascript:alert)"), "a");
        assert_eq!(inline("[`a`](#b)"), "`a`");
        assert_eq!(inline("<javascript:x>"), "&lt;javascript:x>");
    }

    #[test]
    fn a_url_cannot_leave_its_parentheses() {
        assert_eq!(inline("[a](https://x.example/\"onclick=\"b)"), "a");
        assert_eq!(inline("[a](https://x(y)"), r"\[a\](<https://x>(y)");
    }

    #[test]
    fn images_are_not_fetched() {
        assert_eq!(inline("![pixel](https://x.example/p.png)"), "[pixel](https://x.example/p.png)");
        assert_eq!(inline("![x]"), r"\[x\]");
        assert_eq!(inline("!![x](https://x.example/p.png)"), r"\![x](https://x.example/p.png)");
        assert_eq!(inline(r"\![x](https://x.example/)"), r"\![x](https://x.example/)");
        assert_eq!(inline(r"\\![x](https://x.example/)"), r"\\[x](https://x.example/)");
        assert_eq!(inline(r"\\!![x](https://x.example/)"), r"\\\![x](https://x.example/)");
    }

    #[test]
    fn references_are_not_defined() {
        assert_eq!(inline("[a]: javascript:x"), r"\[a\]: javascript:x");
    }

    #[test]
    fn a_backslash_at_the_end_escapes_nothing_of_ours() {
        assert_eq!(inline("a\\"), r"a\\");
    }

    #[test]
    fn a_million_brackets_take_no_time() {
        assert_eq!(inline(&"[".repeat(1_000_000)).len(), 2_000_000);
    }
}
