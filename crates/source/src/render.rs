//! Diagnostics as a person or a program reads them.

use crate::files::Files;
use crate::origins::Origins;
use crate::report::Diagnostic;

/// How diagnostics are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people: an excerpt of the text under every message.
    Text {
        /// Whether escape sequences colour the text.
        color: bool,
        /// Whether notes are shown whole instead of one line a code.
        notes: bool,
    },
    /// One JSON object a line.
    JsonLines,
    /// Workflow commands by which GitHub annotates a change.
    Github,
    /// One SARIF 2.1.0 log.
    Sarif,
}

/// Shows diagnostics, with the texts of `files` to which `origins` leads.
pub fn render(
    diagnostics: &[Diagnostic],
    files: &Files,
    origins: &Origins,
    format: Format,
) -> String {
    let _ = (files, origins, format);
    diagnostics
        .iter()
        .map(|diagnostic| format!("{}\n", diagnostic.message))
        .collect()
}
