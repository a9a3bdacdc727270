//! Diagnostics as annotations of a change on GitHub, with the workflow commands `error`, `warning` and `notice` (GitHub
//! Actions, "Workflow commands").

use super::escape::escape;
use super::place::Placed;
use crate::report::Severity;

/// One command per line.
pub(super) fn commands(diagnostics: &[Placed<'_>]) -> String {
    diagnostics.iter().map(command).collect::<Vec<_>>().concat()
}

fn command(placed: &Placed<'_>) -> String {
    let said = placed.said;
    let command = match said.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut properties = Vec::new();
    if let Some(place) = &placed.at {
        properties.push(format!("file={}", property(&place.file)));
        if let Some(here) = &place.text {
            properties.push(format!("line={},col={}", here.start.line, here.start.column));
            properties.push(format!("endLine={},endColumn={}", here.end.line, here.end.column));
        }
    }
    properties.push(format!("title={}", said.code.id));
    let mut message = escape(&said.message);
    if let Some(help) = &said.help {
        message.push('\n');
        message.push_str(&escape(help));
    }
    format!("::{command} {}::{}\n", properties.join(","), data(&message))
}

/// A value after the second `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A value after `=`.
fn property(text: &str) -> String {
    data(&escape(text)).replace(':', "%3A").replace(',', "%2C")
}
