//! Diagnostics, rendered for people and programs.

mod escape;
mod excerpt;
mod github;
mod json;
mod place;
mod sarif;
mod text;

use crate::files::Files;
use crate::origins::Origins;
use crate::report::Diagnostic;

/// How diagnostics are rendered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people: every error and warning with its source line, and one line for all notes of a code.
    Text {
        /// Whether to color the text with escape sequences.
        color: bool,
        /// Whether to show notes like errors and warnings.
        notes: bool,
    },
    /// One JSON object per line, with `code`, `severity`, `file`, `line`, `column`, `end`, `pointer`, `message`,
    /// `notes` and `help`.
    JsonLines,
    /// Workflow commands that annotate a change on GitHub.
    Github,
    /// One log of the Static Analysis Results Interchange Format, SARIF 2.1.0.
    Sarif,
}

/// Renders diagnostics in the given order, with source lines from `files`, located through `origins`.
///
/// Lines and columns count from 1, columns in characters. Control characters, direction marks and invisible characters
/// of the user's text are escaped.
///
/// ```
/// use bindery_source::{Files, Format, Origins, Sink, parse, render};
/// let mut files = Files::default();
/// files.insert("api.yaml", "info:\n  title: Jobs\n  title: Visits\n");
/// let mut sink = Sink::default();
/// parse("api.yaml", files.get("api.yaml").unwrap_or_default(), &mut sink);
/// let text = render(sink.diagnostics(), &files, &Origins::new("api.yaml"), Format::Text { color: false, notes: false });
/// assert!(text.starts_with("error[key-duplicate]: duplicate key `title`\n --> api.yaml:3:3\n"), "{text}");
/// ```
pub fn render(diagnostics: &[Diagnostic], files: &Files, origins: &Origins, format: Format) -> String {
    let folds = matches!(format, Format::Text { notes: false, .. });
    let (folded, whole): (Vec<_>, Vec<_>) = diagnostics.iter().partition(|said| folds && said.is_note());
    let placed = place::place(&whole, files, origins);
    match format {
        Format::Text { color, .. } => text::whole(&placed, color) + &text::folded(&folded),
        Format::JsonLines => json::lines(&placed),
        Format::Github => github::commands(&placed),
        Format::Sarif => sarif::log(&placed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pointer::{Pointer, Site};
    use crate::report::{Code, Severity, Sink};
    use crate::value::parse;

    static CODE: Code = Code { id: "some-code", title: "something to know", explain: "" };

    const TEXT: Format = Format::Text { color: false, notes: false };

    fn files(text: &str) -> Files {
        let mut files = Files::default();
        files.insert("api.yaml", text);
        files
    }

    fn at(pointer: &str) -> Pointer {
        Pointer::parse(pointer).expect("a pointer")
    }

    fn shown(text: &str, sink: &Sink, format: Format) -> String {
        render(sink.diagnostics(), &files(text), &Origins::new("api.yaml"), format)
    }

    #[test]
    fn a_message_shows_its_line_its_help_and_its_other_places() {
        let mut sink = Sink::default();
        sink.warning(&CODE, at("/info/title"), "this is odd").help("change it").also(at("/info"), "it stands in this");
        let text = shown("info:\n  title: Jobs\n", &sink, TEXT);
        let expected = "\
warning[some-code]: this is odd
 --> api.yaml:2:10
  |
2 |   title: Jobs
  |          ^^^^
  |
  = help: change it
note: it stands in this
 --> api.yaml:1:1
  |
1 | info:
  | ^^^^

";
        assert_eq!(text, expected);
    }

    #[test]
    fn a_repair_is_shown_at_the_line_of_the_file() {
        let text = "components:\n  apiKey:\n    description: API key passed as `Authorization: Token {key}`.\n  x: 1\n";
        let mut sink = Sink::default();
        let mut origins = Origins::new("api.yaml");
        let parsed = parse("api.yaml", text, &mut sink).expect("it can be mended");
        origins.insert_repairs("api.yaml", parsed.repairs);
        sink.error(&CODE, at("/components/x"), "behind the repair");
        let shown = render(sink.diagnostics(), &files(text), &origins, TEXT);
        let expected = "\
warning[yaml-repaired]: a string that contains `: ` needs quotes
 --> api.yaml:3:50
  |
3 |     description: API key passed as `Authorization: Token {key}`.
  |                                                  ^
  |
  = help: write `description: 'API key passed as `Authorization: Token {key}`.'`, which is how it was read

error[some-code]: behind the repair
 --> api.yaml:4:6
  |
4 |   x: 1
  |      ^

";
        assert_eq!(shown, expected);
    }

    #[test]
    fn notes_are_one_line_a_code() {
        let mut sink = Sink::default();
        sink.note(&CODE, at("/a"), "this");
        sink.note(&CODE, at("/b"), "that");
        assert_eq!(shown("a: 1\nb: 2\n", &sink, TEXT), "note[some-code]: something to know (2 places)\n");
        let whole = shown("a: 1\nb: 2\n", &sink, Format::Text { color: false, notes: true });
        assert!(whole.contains("note[some-code]: that\n --> api.yaml:2:4\n"), "{whole}");
    }

    #[test]
    fn a_long_line_is_cut_and_keeps_its_column() {
        let mut sink = Sink::default();
        sink.error(&CODE, at("/k5000"), "here");
        let members: Vec<_> = (0..10_000).map(|number| format!("\"k{number}\": \"ä\"")).collect();
        let text = shown(&format!("{{{}}}", members.join(", ")), &sink, TEXT);
        assert!(text.contains("\n --> api.yaml:1:68901\n"), "{text}");
        assert!(text.contains(r#""k4999": "ä", "k5000": "ä", "k5001""#), "{text}");
        assert!(
            text.contains("note: the place is `/k5000`"),
            "a line that is cut does not show where it stands: {text}"
        );
        assert!(text.lines().all(|line| line.chars().count() < 220), "{text}");
    }

    #[test]
    fn nothing_of_the_users_text_reaches_the_terminal_raw() {
        let mut sink = Sink::default();
        sink.error(&CODE, at("/a"), "holds \u{1b}[31m").help("\u{202e}").also(at("/a"), "\u{7}");
        let text = shown("{\"a\u{202e}\": 1, \"a\": \"\u{200b}\u{1b}[2J\"}", &sink, TEXT);
        assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "{text:?}");
        assert!(!text.contains(['\u{202e}', '\u{200b}']), "{text:?}");
        assert!(text.contains("api.yaml:1:16"), "{text}");
    }

    #[test]
    fn what_another_file_brought_is_shown_there() {
        let mut files = files("paths: {}\n");
        files.insert("more.yaml", "get:\n  summary: List\n");
        let mut origins = Origins::new("api.yaml");
        origins.insert(at("/paths/~1jobs"), Site::file("more.yaml", Pointer::root()));
        let mut sink = Sink::default();
        sink.error(&CODE, at("/paths/~1jobs/get/summary"), "there");
        let text = render(sink.diagnostics(), &files, &origins, TEXT);
        assert!(text.contains("--> more.yaml:2:12\n"), "{text}");
    }

    #[test]
    fn a_place_without_a_text_is_named() {
        let mut sink = Sink::default();
        sink.error(&CODE, Site::file("gone.yaml", Pointer::root()), "not read");
        sink.push(&CODE, Severity::Error, None, "about nothing");
        let text = shown("", &sink, TEXT);
        assert_eq!(text, "error[some-code]: not read\n --> gone.yaml\n\nerror[some-code]: about nothing\n\n");
    }

    #[test]
    fn a_line_of_json_says_it_all() {
        let mut sink = Sink::default();
        sink.warning(&CODE, at("/a"), "odd").help("do").also(Site::document(at("/a")).on_key(), "its key");
        let expected = concat!(
            r#"{"code":"some-code","severity":"warning","file":"api.yaml","line":1,"column":4,"#,
            r#""end":{"line":1,"column":6},"pointer":"/a","message":"odd","notes":[{"file":"api.yaml","line":1,"#,
            r#""column":1,"end":{"line":1,"column":2},"pointer":"/a","message":"its key"}],"help":"do"}"#,
            "\n"
        );
        assert_eq!(shown("a: 10\n", &sink, Format::JsonLines), expected);
    }

    #[test]
    fn a_workflow_command_cannot_be_left() {
        let mut sink = Sink::default();
        sink.note(&CODE, at("/a"), "50 %\n::error::x");
        let expected =
            "::notice file=api.yaml,line=1,col=4,endLine=1,endColumn=6,title=some-code::50 %25\\n::error::x\n";
        assert_eq!(shown("a: 10\n", &sink, Format::Github), expected);
    }

    #[test]
    fn a_sarif_log_has_a_rule_for_each_code_and_a_result_for_each_message() {
        let mut sink = Sink::default();
        sink.error(&CODE, at("/a"), "one").also(at("/a"), "again");
        sink.note(&CODE, at("/b"), "two");
        let log: serde_json::Value = serde_json::from_str(&shown("a: 1\nb: 2\n", &sink, Format::Sarif)).expect("JSON");
        let run = &log["runs"][0];
        assert_eq!(run["tool"]["driver"]["rules"].as_array().map(Vec::len), Some(1));
        let levels: Vec<_> = run["results"].as_array().into_iter().flatten().map(|result| &result["level"]).collect();
        assert_eq!(levels, ["error", "note"]);
        let region = |result: usize| &run["results"][result]["locations"][0]["physicalLocation"]["region"];
        assert_eq!((&region(1)["startLine"], &region(1)["startColumn"]), (&2.into(), &4.into()));
        assert_eq!(run["results"][0]["relatedLocations"][0]["message"]["text"], "again");
    }
}
