//! Tables of HTML.

/// A table that is open.
#[derive(Default)]
pub(super) struct Table {
    rows: Vec<Vec<String>>,
    /// Where in the output the cell begins that is open.
    cell: Option<usize>,
    /// How many tables are open inside of it: their tags say nothing.
    pub(super) inner: usize,
}

/// Whoever makes the text inert leaves it as it is.
const PIPE: &str = "&#124;";

/// Rows are filled up to here: a table of many rows, of which one is long, would become large.
const WIDEST: usize = 32;

impl Table {
    pub(super) fn begin_row(&mut self) {
        self.rows.push(Vec::new());
    }

    pub(super) fn begin_cell(&mut self, at: usize) {
        self.cell = Some(at);
    }

    /// Where the cell begins that is open until now.
    pub(super) fn end_cell(&mut self) -> Option<usize> {
        self.cell.take()
    }

    pub(super) fn push(&mut self, text: &str) {
        let cell = text.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', PIPE);
        match self.rows.last_mut() {
            Some(row) => row.push(cell),
            None => self.rows.push(vec![cell]),
        }
    }

    /// Its first row is the head: Markdown has no table without one.
    pub(super) fn markdown(mut self) -> String {
        self.rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
        let width = self.rows.iter().map(Vec::len).max().unwrap_or_default().min(WIDEST);
        let mut lines = Vec::new();
        for mut row in self.rows {
            row.resize(row.len().max(width), String::new());
            lines.push(format!("| {} |", row.join(" | ")));
            if lines.len() == 1 {
                lines.push(format!("| {} |", vec!["---"; row.len()].join(" | ")));
            }
        }
        lines.join("\n") + "\n\n"
    }
}
