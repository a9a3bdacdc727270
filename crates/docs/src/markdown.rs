//! Markdown of our own making.

use crate::prose;

/// A code span with a name or a value of the document.
///
/// A table cuts its cells at every `|`, in code too; a text with one is therefore no code span.
pub(crate) fn code(text: &str) -> String {
    let text = prose::one_line(text);
    if text.is_empty() {
        return "\"\"".to_owned();
    }
    if text.contains('|') {
        return prose::plain(&text);
    }
    let marks = "`".repeat(longest_run(&text) + 1);
    let padding = if text.starts_with('`') || text.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{marks}{padding}{text}{padding}{marks}")
}

/// A fenced block that its text cannot leave.
pub(crate) fn fence(language: &str, text: &str) -> String {
    let marks = "`".repeat((longest_run(text) + 1).max(3));
    let text = prose::visible(text);
    format!(
        "{marks}{language}\n{}\n{marks}",
        text.trim_end_matches('\n')
    )
}

/// A link to another file of the tree. `text` is Markdown.
pub(crate) fn link(text: &str, path: &str) -> String {
    format!("[{text}]({path})")
}

/// A table. Cells are Markdown without line ends; a column that is empty in every row is left out.
pub(crate) fn table(head: &[&str], rows: &[Vec<String>]) -> String {
    let kept: Vec<usize> = (0..head.len())
        .filter(|&column| rows.iter().any(|row| !row[column].is_empty()))
        .collect();
    let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let mut lines = vec![
        line(kept.iter().map(|&column| head[column].to_owned()).collect()),
        line(kept.iter().map(|_| "---".to_owned()).collect()),
    ];
    lines.extend(rows.iter().map(|row| {
        line(
            kept.iter()
                .map(|&column| row[column].replace('|', "\\|"))
                .collect(),
        )
    }));
    lines.join("\n")
}

fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_span_holds_its_backticks() {
        assert_eq!(code("a"), "`a`");
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("`"), "`` ` ``");
    }

    #[test]
    fn a_name_with_a_pipe_does_not_cut_the_row() {
        assert_eq!(
            table(&["Name"], &[vec![code("a|<b>")]]),
            "| Name |\n| --- |\n| a\\|&lt;b> |"
        );
    }

    #[test]
    fn empty_columns_are_left_out() {
        let rows = [
            vec!["1".to_owned(), String::new()],
            vec!["2".to_owned(), String::new()],
        ];
        assert_eq!(table(&["A", "B"], &rows), "| A |\n| --- |\n| 1 |\n| 2 |");
    }

    #[test]
    fn a_fence_is_longer_than_what_it_holds() {
        assert_eq!(fence("text", "````\n"), "`````text\n````\n`````");
    }
}
