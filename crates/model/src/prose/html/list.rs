//! HTML lists.

use super::out::Out;

/// The open lists, from the outermost to the innermost.
#[derive(Default)]
pub(super) struct Lists(Vec<List>);

struct List {
    is_numbered: bool,
    items: usize,
}

/// The deepest nesting in descriptions.
const DEEPEST: usize = 6;

impl Lists {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn open(&mut self, is_numbered: bool) {
        self.0.push(List { is_numbered, items: 0 });
    }

    pub(super) fn close(&mut self) {
        self.0.pop();
    }

    /// Starts an item of the innermost list on a new line.
    pub(super) fn item(&mut self, out: &mut Out) {
        let depth = self.0.len().min(DEEPEST).saturating_sub(1);
        let Some(list) = self.0.last_mut() else { return };
        list.items += 1;
        if !out.is_empty() {
            out.push(if depth == 0 && list.items == 1 { "\n\n" } else { "\n" });
        }
        out.push(&"   ".repeat(depth));
        let marker = if list.is_numbered { format!("{}. ", list.items) } else { "- ".to_owned() };
        out.push(&marker);
    }
}
