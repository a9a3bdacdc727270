//! Shows the first difference.

use similar::TextDiff;

use super::plan::Change;

/// Describes a change: the file, and the first lines that differ.
pub fn first_difference(change: &Change) -> String {
    let path = &change.path;
    match (&change.before, &change.after) {
        (None, Some(_)) => match change.foreign {
            Some(reason) => format!("{path}: {reason}\n"),
            None => format!("{path}: missing\n"),
        },
        (Some(_), None) => format!("{path}: this file is no longer generated\n"),
        (Some(before), Some(after)) if before.replace("\r\n", "\n") == *after => {
            format!("{path}: only the line endings differ (CRLF on disk, LF generated)\n")
        }
        (Some(before), Some(after)) => {
            let difference = TextDiff::from_lines(before.as_str(), after.as_str());
            let mut unified = difference.unified_diff();
            let hunk = unified.context_radius(2).iter_hunks().next().map(|hunk| hunk.to_string());
            format!("--- {path} (on disk)\n+++ {path} (generated)\n{}", hunk.unwrap_or_default())
        }
        (None, None) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::plan::Doing;
    use super::*;

    fn change(before: Option<&str>, after: Option<&str>) -> Change {
        Change {
            path: "a".to_owned(),
            doing: Doing::Update,
            before: before.map(str::to_owned),
            after: after.map(str::to_owned),
            foreign: None,
        }
    }

    #[test]
    fn only_the_first_hunk_is_shown() {
        let lines: Vec<String> = (0..100).map(|line| line.to_string()).collect();
        let before = lines.join(
            "
",
        );
        let after = before.replace("10\n", "ten\n").replace("90\n", "ninety\n");
        let shown = first_difference(&change(Some(&before), Some(&after)));
        assert!(shown.contains("-10\n+ten\n"), "{shown}");
        assert!(!shown.contains("ninety"), "{shown}");
    }

    #[test]
    fn line_ends_are_named_and_not_shown() {
        let shown = first_difference(&change(Some("a\r\nb\r\n"), Some("a\nb\n")));
        assert!(shown.contains("only the line endings differ"), "{shown}");
    }

    #[test]
    fn a_missing_file_is_not_shown_whole() {
        assert_eq!(first_difference(&change(None, Some("long"))), "a: missing\n");
    }
}
