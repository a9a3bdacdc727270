//! Maps pointers to bytes of the source text.

mod json;
mod yaml;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::pointer::{Part, Pointer};

/// Finds the bytes of all wanted parts of a JSON or YAML text in one pass, in the order of `wanted`.
///
/// A scalar is located by itself, up to the end of its first line; an object, an array or an empty value by its key,
/// since readers look for it there. A part that does not exist, or that an alias or a merge inserted, is located by its
/// nearest ancestor that does.
///
/// ```
/// use bindery_source::{Part, Pointer, locate};
/// let text = "info:\n  title: Jobs\n";
/// let title = Pointer::root().key("info").key("title");
/// let spans = locate(text, &[(title.clone(), Part::Value), (title, Part::Key)]);
/// assert_eq!(&text[spans[0].clone()], "Jobs");
/// assert_eq!(&text[spans[1].clone()], "title");
/// ```
pub fn locate(text: &str, wanted: &[(Pointer, Part)]) -> Vec<Range<usize>> {
    let mut trie = Trie::default();
    let asked: Vec<_> = wanted.iter().map(|(pointer, part)| (trie.insert(pointer), *part)).collect();
    trie.find(text);
    asked.into_iter().map(|(node, part)| first_line(text, trie.span(node, part))).collect()
}

/// Every place where the key of each pointer occurs, to report duplicates.
pub(crate) fn key_spans(text: &str, pointers: &[Pointer]) -> Vec<Vec<Range<usize>>> {
    let mut trie = Trie::default();
    let asked: Vec<_> = pointers.iter().map(|pointer| trie.insert(pointer)).collect();
    trie.find(text);
    asked.into_iter().map(|node| trie.nodes[node].keys.clone()).collect()
}

fn first_line(text: &str, span: Range<usize>) -> Range<usize> {
    let line = text[span.clone()].lines().next().unwrap_or_default();
    span.start..span.start + line.trim_end().len()
}

/// Tokens of either format. In an object, keys and values alternate.
enum Token<'t> {
    Open { object: bool, span: Range<usize> },
    Close,
    Scalar { text: Cow<'t, str>, span: Range<usize> },
}

/// The steps of all wanted pointers. Node 0 is the root.
struct Trie {
    nodes: Vec<Node>,
}

#[derive(Default)]
struct Node {
    parent: usize,
    children: BTreeMap<String, usize>,
    keys: Vec<Range<usize>>,
    value: Option<Range<usize>>,
}

impl Default for Trie {
    fn default() -> Self {
        Self { nodes: vec![Node::default()] }
    }
}

impl Trie {
    fn insert(&mut self, pointer: &Pointer) -> usize {
        pointer.steps().fold(0, |parent, step| {
            let next = self.nodes.len();
            let node = *self.nodes[parent].children.entry(step.into_owned()).or_insert(next);
            if node == next {
                self.nodes.push(Node { parent, ..Node::default() });
            }
            node
        })
    }

    fn child(&self, node: Option<usize>, step: impl FnOnce() -> String) -> Option<usize> {
        let children = &self.nodes[node?].children;
        if children.is_empty() { None } else { children.get(&step()).copied() }
    }

    /// The span of a node, or of its nearest ancestor that was found.
    fn span(&self, node: usize, part: Part) -> Range<usize> {
        let key = self.nodes[node].keys.first().filter(|_| part == Part::Key);
        let parent = |&at: &usize| (at != 0).then(|| self.nodes[at].parent);
        let mut ancestry = std::iter::successors(Some(node), parent);
        key.or_else(|| ancestry.find_map(|at| self.nodes[at].value.as_ref())).cloned().unwrap_or_default()
    }

    fn find(&mut self, text: &str) {
        if json::is_json(text) {
            self.walk(json::tokens(text));
        } else {
            let edits = yaml::indent(text);
            self.walk(yaml::tokens(&edits.apply(text)));
            self.map(|span| edits.original(span));
        }
    }

    fn map(&mut self, place: impl Fn(Range<usize>) -> Range<usize>) {
        for span in self.nodes.iter_mut().flat_map(|node| node.keys.iter_mut().chain(&mut node.value)) {
            *span = place(span.clone());
        }
    }

    fn walk<'t>(&mut self, tokens: impl Iterator<Item = Token<'t>>) {
        let mut frames: Vec<Frame> = Vec::new();
        for token in tokens {
            if matches!(token, Token::Close) {
                frames.pop();
                continue;
            }
            let (node, key) = match frames.last_mut() {
                None => (Some(0), None),
                Some(Frame::Array { node, next }) => {
                    let index = *next;
                    *next += 1;
                    (self.child(*node, || index.to_string()), None)
                }
                Some(Frame::Object { node, member: member @ None }) => {
                    *member = Some(self.key(*node, &token));
                    // An object or array as a key has no pointer, and neither do its contents.
                    if matches!(token, Token::Open { .. }) {
                        frames.push(Frame::new(&token, None));
                    }
                    continue;
                }
                Some(Frame::Object { member, .. }) => member.take().unwrap_or_default(),
            };
            if let Some(node) = node {
                self.nodes[node].value.get_or_insert_with(|| value_span(&token, key));
            }
            if matches!(token, Token::Open { .. }) {
                frames.push(Frame::new(&token, node));
            }
        }
    }

    fn key(&mut self, object: Option<usize>, token: &Token<'_>) -> Member {
        let Token::Scalar { text, span } = token else {
            return (None, None);
        };
        let node = self.child(object, || text.clone().into_owned());
        if let Some(node) = node {
            self.nodes[node].keys.push(span.clone());
        }
        (node, Some(span.clone()))
    }
}

/// The node and the key of a member whose value comes next.
type Member = (Option<usize>, Option<Range<usize>>);

/// An open object or array, and its node if it is wanted.
enum Frame {
    Object { node: Option<usize>, member: Option<Member> },
    Array { node: Option<usize>, next: usize },
}

impl Frame {
    fn new(token: &Token<'_>, node: Option<usize>) -> Self {
        match token {
            Token::Open { object: true, .. } => Self::Object { node, member: None },
            _ => Self::Array { node, next: 0 },
        }
    }
}

fn value_span(token: &Token<'_>, key: Option<Range<usize>>) -> Range<usize> {
    match token {
        Token::Scalar { span, .. } if !span.is_empty() => span.clone(),
        Token::Scalar { span, .. } | Token::Open { span, .. } => key.unwrap_or_else(|| span.clone()),
        Token::Close => 0..0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'t>(text: &'t str, pointer: &str, part: Part) -> &'t str {
        let pointer = Pointer::parse(pointer).expect("a pointer");
        &text[locate(text, &[(pointer, part)])[0].clone()]
    }

    const YAML: &str = "\
# a comment
info:
  title: 'Jöbs: one' # and more
  about: >
    many
    lines
paths:
  /jobs: { get: [a, {b: c}] }
servers:
- url: here
-
  - deep
nothing:
";

    #[test]
    fn a_scalar_of_yaml_is_shown_by_itself() {
        assert_eq!(found(YAML, "/info/title", Part::Value), "'Jöbs: one'");
        assert_eq!(found(YAML, "/paths/~1jobs/get/0", Part::Value), "a");
        assert_eq!(found(YAML, "/paths/~1jobs/get/1/b", Part::Value), "c");
        assert_eq!(found(YAML, "/servers/0/url", Part::Value), "here");
        assert_eq!(found(YAML, "/servers/1/0", Part::Value), "deep");
    }

    #[test]
    fn a_text_of_many_lines_is_shown_by_its_first() {
        assert_eq!(found(YAML, "/info/about", Part::Value), "many");
    }

    #[test]
    fn objects_arrays_and_nothing_are_shown_by_their_key() {
        assert_eq!(found(YAML, "/info", Part::Value), "info");
        assert_eq!(found(YAML, "/paths/~1jobs/get", Part::Value), "get");
        assert_eq!(found(YAML, "/nothing", Part::Value), "nothing");
        assert_eq!(found(YAML, "/info/title", Part::Key), "title");
    }

    #[test]
    fn what_has_no_key_is_shown_by_its_start() {
        assert_eq!(found(YAML, "", Part::Value), "info:");
        assert_eq!(found(YAML, "/servers/0", Part::Value), "url: here");
        assert_eq!(found(YAML, "/servers/1", Part::Value), "- deep");
        assert_eq!(found(YAML, "/paths/~1jobs/get/1", Part::Key), "{");
    }

    #[test]
    fn what_is_missing_is_shown_by_its_nearest_ancestor() {
        assert_eq!(found(YAML, "/info/contact/name", Part::Value), "info");
        assert_eq!(found(YAML, "/info/contact", Part::Key), "info");
        assert_eq!(found(YAML, "/servers/7/url", Part::Value), "servers");
        assert_eq!(found(YAML, "/info/title/deeper", Part::Value), "'Jöbs: one'");
    }

    #[test]
    fn what_an_alias_or_a_merge_brought_is_shown_by_them() {
        let text = "a: &a {x: 1}\nb: *a\nc:\n  <<: *a\n";
        assert_eq!(found(text, "/b/x", Part::Value), "*a");
        assert_eq!(found(text, "/c/x", Part::Value), "c");
    }

    #[test]
    fn json_is_shown_the_same_way() {
        let text = r#"{"a": {"b\"/": [1, "two", null, {}]}, "c": -1.5e3}"#;
        assert_eq!(found(text, "/a", Part::Value), "\"a\"");
        assert_eq!(found(text, "/a/b\"~1/1", Part::Value), "\"two\"");
        assert_eq!(found(text, "/a/b\"~1/2", Part::Value), "null");
        assert_eq!(found(text, "/a/b\"~1/3", Part::Value), "{");
        assert_eq!(found(text, "/a/b\"~1/4", Part::Value), r#""b\"/""#);
        assert_eq!(found(text, "/c", Part::Value), "-1.5e3");
        assert_eq!(found(text, "", Part::Value), "{");
    }

    #[test]
    fn a_byte_order_mark_shifts_nothing() {
        assert_eq!(found("\u{feff}ä: b\n", "/ä", Part::Value), "b");
        assert_eq!(found("\u{feff}{\"a\": 1}", "/a", Part::Value), "1");
    }

    #[test]
    fn windows_lines_shift_nothing() {
        assert_eq!(found("a: 1\r\nb:\r\n  c: 2 \r\n", "/b/c", Part::Value), "2");
        assert_eq!(found("a:\r\n- b: 1\r\n", "/a/0", Part::Value), "b: 1");
    }

    #[test]
    fn quotes_and_brackets_that_are_indented_too_little_hide_nothing() {
        let text = "a:\n  b: \"one\ntwo\"\n  c: 'one\n\n  two'\n  d: {\n    e: 1\n  }\n  f: [\n1\n]\ng: 2\n";
        assert_eq!(found(text, "/a/b", Part::Value), "\"one");
        assert_eq!(found(text, "/a/c", Part::Value), "'one");
        assert_eq!(found(text, "/a/d/e", Part::Value), "1");
        assert_eq!(found(text, "/a/f/0", Part::Value), "1");
        assert_eq!(found(text, "/g", Part::Value), "2");
    }

    #[test]
    fn an_object_for_a_key_is_passed_over() {
        assert_eq!(found("? {a: 1}\n: {a: 2}\na: 3\n", "/a", Part::Value), "3");
    }

    #[test]
    fn a_text_that_breaks_off_is_shown_as_far_as_it_goes() {
        assert_eq!(found("a: 1\nb: [", "/b/0", Part::Value), "b");
        assert_eq!(found("{\"a\": [1, 2", "/a/1", Part::Value), "2");
        assert_eq!(found("{\"a\": \"x", "/a", Part::Value), "\"x");
        assert_eq!(found("", "/a", Part::Value), "");
    }

    #[test]
    fn deep_nesting_needs_no_stack() {
        let deep = Pointer::parse(&"/0".repeat(100_000)).expect("a pointer");
        let wanted = [(deep, Part::Value)];
        assert_eq!(locate(&"[".repeat(100_001), &wanted)[0], 100_000..100_001);
        assert_eq!(locate(&"- ".repeat(100_001), &wanted)[0], 200_000..200_001);
    }
}
