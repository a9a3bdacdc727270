//! Known ways in which published YAML is broken, and how to repair them.

mod line;
mod mend;

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use serde::de::IgnoredAny;

use crate::edits::Edits;
use crate::lines::{Lines, byte_order_mark};

/// How many bytes to parse while repairing a text before giving up.
const MOST_BYTES: usize = 1 << 28;

/// How many places of a text are repaired at most.
const MOST_REPAIRS: usize = 500;

/// A text after its repair.
#[derive(Clone, Debug)]
pub struct Repaired<'t> {
    /// The repaired text; borrowed if nothing was repaired.
    pub text: Cow<'t, str>,
    /// What was repaired.
    pub repairs: Repairs,
}

/// What was repaired in a text, and a map from the repaired bytes to those of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Repairs {
    repairs: Vec<Repair>,
    edits: Edits,
}

/// One repaired place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// What was wrong.
    pub kind: RepairKind,
    /// Where the parser stopped, in bytes of the file's text.
    pub span: Range<usize>,
    /// The original line, without its line ending.
    pub before: String,
    /// The line as it was parsed.
    pub after: String,
}

/// The known ways in which published YAML is broken. `Display` describes the fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RepairKind {
    /// A plain scalar contains `: `, which in YAML starts another key.
    ColonInScalar,
    /// A plain scalar starts with a character that YAML reserves: `` ` ``, `@` or `%`.
    ReservedStart,
    /// Lines are indented with tabs.
    TabIndentation,
}

impl fmt::Display for RepairKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::ColonInScalar => "a string that contains `: ` needs quotes",
            Self::ReservedStart => "a string that starts with a reserved character needs quotes",
            Self::TabIndentation => "YAML does not allow tabs for indentation",
        })
    }
}

/// Repairs YAML that does not parse, if its faults are known.
///
/// The parser finds the place where it fails. If the fault there is a known one, it is repaired, and the repair is kept
/// if the parser then gets further. So text that parses is never changed, and neither are block scalars, quoted strings
/// and flow collections, in which the parser does not fail on such things.
///
/// ```
/// let repaired = bindery_source::repair("about: passed as `Authorization: Token`\n");
/// assert_eq!(repaired.text, "about: 'passed as `Authorization: Token`'\n");
/// assert_eq!(repaired.repairs.iter().count(), 1);
/// ```
pub fn repair(text: &str) -> Repaired<'_> {
    let mut repaired = Repaired { text: Cow::Borrowed(text), repairs: Repairs::default() };
    let most = (MOST_BYTES / text.len().max(1)).clamp(1, MOST_REPAIRS);
    let mut stumble = Stumble::find(text);
    while let Some(at) = stumble.take()
        && repaired.repairs.repairs.len() < most
        && let Some((kind, edits)) = mend::mend(&repaired.text, at.offset, &at.problem)
    {
        let mut repairs = repaired.repairs.clone();
        let span = repairs.original(at.offset..at.offset + at.width);
        repairs.edits.add(edits);
        let mended = repairs.apply(text);
        stumble = Stumble::find(&mended);
        if stumble.as_ref().is_some_and(|next| repairs.original(next.offset..next.offset).start <= span.start) {
            break;
        }
        let line = Lines::new(text).line_at(span.start);
        let (before, after) = (text[line.clone()].to_owned(), repairs.edits.apply_within(text, line));
        repairs.repairs.push(Repair { kind, span, before, after });
        repaired = Repaired { text: Cow::Owned(mended.into_owned()), repairs };
    }
    repaired
}

impl Repairs {
    /// Whether nothing was repaired.
    pub fn is_empty(&self) -> bool {
        self.repairs.is_empty()
    }

    /// All repairs, in document order.
    pub fn iter(&self) -> impl Iterator<Item = &Repair> {
        self.repairs.iter()
    }

    /// Applies the repairs to the text of the file again.
    pub fn apply<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.edits.apply(text)
    }

    /// Maps bytes of the repaired text to those of the file.
    pub fn original(&self, span: Range<usize>) -> Range<usize> {
        self.edits.original(span)
    }
}

/// Where a text stops being YAML.
struct Stumble {
    offset: usize,
    /// The length of the character there, in bytes.
    width: usize,
    /// The parser's message.
    problem: String,
}

impl Stumble {
    fn find(text: &str) -> Option<Self> {
        let start = byte_order_mark(text);
        let error = serde_yaml::from_str::<IgnoredAny>(&text[start..]).err()?;
        let offset = start + error.location()?.index();
        let width = text.get(offset..)?.chars().next()?.len_utf8();
        Some(Self { offset, width, problem: error.to_string() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(text: &str) -> String {
        repair(text).text.into_owned()
    }

    fn is_left_alone(text: &str) {
        let repaired = repair(text);
        assert_eq!(repaired.text, text);
        assert_eq!(repaired.repairs, Repairs::default());
    }

    #[test]
    fn a_colon_in_a_text_is_quoted() {
        assert_eq!(mended("a: b: c\n"), "a: 'b: c'\n");
        assert_eq!(mended("- a: b: c\n"), "- a: 'b: c'\n");
        assert_eq!(mended("'a: x': b: c\n"), "'a: x': 'b: c'\n");
        assert_eq!(mended("a: the following:\nb: 1\n"), "a: 'the following:'\nb: 1\n");
    }

    #[test]
    fn a_comment_stays_a_comment() {
        assert_eq!(mended("a: b: c # d\n"), "a: 'b: c' # d\n");
        assert_eq!(mended("a: b: c#d\n"), "a: 'b: c#d'\n");
    }

    #[test]
    fn quotes_in_the_text_are_kept() {
        assert_eq!(mended("a: it's b: c\n"), "a: \"it's b: c\"\n");
        assert_eq!(mended("a: it's \"b\": c\n"), "a: 'it''s \"b\": c'\n");
    }

    #[test]
    fn a_text_of_many_lines_is_quoted_as_a_whole() {
        assert_eq!(mended("a: b: c\n  d\n\n  e\nf: g\n"), "a: 'b: c\n  d\n\n  e'\nf: g\n");
        assert_eq!(mended("a: b\n  c d: e\nf: g\n"), "a: 'b\n  c d: e'\nf: g\n");
        assert_eq!(mended("a:\n  b\n  c d: e\nf: g\n"), "a:\n  'b\n  c d: e'\nf: g\n");
        assert_eq!(mended("- b\n  c d: e\n- f\n"), "- 'b\n  c d: e'\n- f\n");
    }

    #[test]
    fn a_line_that_may_be_meant_for_a_key_is_left_alone() {
        is_left_alone("a: b\n  c: d\n");
        is_left_alone("a: b: c\n  d: e\n");
        is_left_alone("- b\n  c: d\n");
    }

    #[test]
    fn a_reserved_start_is_quoted() {
        assert_eq!(mended("a: `b` c\n"), "a: '`b` c'\n");
        assert_eq!(mended("a: @b\n"), "a: '@b'\n");
        assert_eq!(mended("a: %d\n"), "a: '%d'\n");
        assert_eq!(mended("a: `b: c`\n"), "a: '`b: c`'\n");
        assert_eq!(mended("- @b\n- `c`\n  d\n"), "- '@b'\n- '`c`\n  d'\n");
        assert_eq!(mended("a:\n  `b`\n  c\n"), "a:\n  '`b`\n  c'\n");
    }

    #[test]
    fn a_key_with_a_reserved_start_is_quoted() {
        assert_eq!(mended("a:\n  @id: x\n"), "a:\n  '@id': x\n");
    }

    #[test]
    fn tabs_become_spaces() {
        assert_eq!(mended("a:\n\tb:\n\t\tc: |\n\t\t\td\n"), "a:\n  b:\n    c: |\n      d\n");
        assert_eq!(repair("a:\n\tb:\n\t\tc: 1\n").repairs.iter().count(), 1);
    }

    #[test]
    fn a_tab_in_an_empty_line_of_a_block_scalar_becomes_spaces() {
        assert_eq!(mended("a: |\n  b\n\t\n  c\n"), "a: |\n  b\n  \n  c\n");
    }

    #[test]
    fn a_tab_is_as_wide_as_its_neighbours_stand() {
        assert_eq!(mended("a:\n    b: 1\n\tc: 2\n"), "a:\n    b: 1\n    c: 2\n");
        assert_eq!(mended("a:\n  b:\n  \tc: 2\n"), "a:\n  b:\n    c: 2\n");
    }

    #[test]
    fn several_faults_are_mended_each() {
        let repaired = repair("a: b: c\nd: e\nf: `g`\nh: i: j\n");
        let kinds: Vec<_> = repaired.repairs.iter().map(|repair| repair.kind).collect();
        assert_eq!(kinds, [RepairKind::ColonInScalar, RepairKind::ReservedStart, RepairKind::ColonInScalar]);
    }

    #[test]
    fn windows_lines_and_a_byte_order_mark_are_kept() {
        assert_eq!(mended("\u{feff}a: b: c\r\nd: ä: e\r\n"), "\u{feff}a: 'b: c'\r\nd: 'ä: e'\r\n");
    }

    #[test]
    fn a_repair_tells_its_line_before_and_after() {
        let text = "x: 1\nä: 'b'\nc: d: e # f\n";
        let repaired = repair(text);
        let told: Vec<_> = repaired.repairs.iter().collect();
        assert_eq!(told.len(), 1);
        assert_eq!((told[0].before.as_str(), told[0].after.as_str()), ("c: d: e # f", "c: 'd: e' # f"));
        assert_eq!(&text[told[0].span.clone()], ":");
        assert_eq!(text[..told[0].span.start].lines().last(), Some("c: d"));
    }

    #[test]
    fn bytes_of_the_mended_text_lead_back() {
        let text = "a: it's \"b\": c\nd:\n\te: f\n";
        let Repaired { text: mended, repairs } = repair(text);
        assert_eq!(mended, "a: 'it''s \"b\": c'\nd:\n  e: f\n");
        for piece in ["it", "s \"b", "c", "d:", "e: f"] {
            let at = mended.find(piece).expect("a piece of the text");
            let original = repairs.original(at..at + piece.len());
            assert_eq!(&text[original], piece);
        }
        assert_eq!(repairs.original(mended.len()..mended.len()), text.len()..text.len());
        assert_eq!(repairs.apply(text), mended);
    }

    #[test]
    fn what_parses_is_never_touched() {
        for text in [
            "a: |\n  b: c: d\n  `e`\n  \tf\n",
            "a: >-\n  @b: c: d\n",
            "a: 'b: c: d\n  e: f: g'\n",
            "a: \"b: c\n\t@d\"\n",
            "a: {b: c,\n\td: e}\n",
            "a: [\n\tb: c,\n\t'@d']\n",
            "a:\tb\n",
            "a: b # c: d: e\n",
            "a: http://b:c\n",
            "? a\n: b\n",
            "# `a: b: c`\n",
            "{\"a\": \"b: c: d\"}\n",
        ] {
            assert!(Stumble::find(text).is_none(), "{text:?} is meant to be YAML");
            is_left_alone(text);
        }
    }

    #[test]
    fn unknown_faults_are_left_alone() {
        for text in [
            "a: [b\n",
            "a: 'b\n",
            "a: {b: c: d}\n",
            "a: [@b,\n  @c]\n",
            "a: \"b\" c: d\n",
            "a: *b: c\n",
            "a: b\n c\n: d\n",
        ] {
            is_left_alone(text);
        }
    }

    #[test]
    fn a_thousand_faults_take_a_bounded_time() {
        let text = "a: b: c\n".repeat(1_000);
        assert_eq!(repair(&text).repairs.iter().count(), MOST_REPAIRS);
    }
}
