//! HTML tables.

/// An open table.
#[derive(Default)]
pub(super) struct Table {
    rows: Vec<Vec<String>>,
    /// The start of the open cell in the output.
    cell: Option<usize>,
    /// The number of open tables inside it. Their tags are ignored.
    pub(super) inner: usize,
}

/// The later steps leave it unchanged.
const PIPE: &str = "&#124;";

/// Rows are filled up to this width: a table of many rows with a single long one would become large.
const WIDEST: usize = 32;

impl Table {
    pub(super) fn begin_row(&mut self) {
        self.rows.push(Vec::new());
    }

    pub(super) fn begin_cell(&mut self, at: usize) {
        self.cell = Some(at);
    }

    /// Ends the open cell and returns its start.
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

    /// The first row is the head, because Markdown requires one.
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
