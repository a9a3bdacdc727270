//! Links and tables.

/// A link to another page. `text` is Markdown.
pub(crate) fn link(text: &str, path: &str) -> String {
    format!("[{text}]({path})")
}

/// A table. Cells are Markdown without line breaks. A column without content is left out.
pub(crate) fn table(head: &[&str], rows: &[Vec<String>]) -> String {
    let kept: Vec<usize> = (0..head.len()).filter(|&column| rows.iter().any(|row| !row[column].is_empty())).collect();
    let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let mut lines = vec![
        line(kept.iter().map(|&column| head[column].to_owned()).collect()),
        line(kept.iter().map(|_| "---".to_owned()).collect()),
    ];
    lines.extend(rows.iter().map(|row| line(kept.iter().map(|&column| row[column].replace('|', "\\|")).collect())));
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use bindery_model::prose;

    use super::*;

    #[test]
    fn a_name_with_a_pipe_does_not_cut_the_row() {
        assert_eq!(table(&["Name"], &[vec![prose::code("a|<b>")]]), "| Name |\n| --- |\n| a\\|&lt;b> |");
    }

    #[test]
    fn empty_columns_are_left_out() {
        let rows = [vec!["1".to_owned(), String::new()], vec!["2".to_owned(), String::new()]];
        assert_eq!(table(&["A", "B"], &rows), "| A |\n| --- |\n| 1 |\n| 2 |");
    }
}
