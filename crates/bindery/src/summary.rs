//! A one-line summary of a run.

use std::fmt;

use bindery_model::{Api, Bindings};
use bindery_source::{Severity, Sink};

/// The results of a run, in numbers.
///
/// ```
/// let summary = bindery::Summary { package: "pet-store".to_owned(), operations: 3, ..Default::default() };
/// assert_eq!(summary.to_string(), "pet-store: 3 operations, 0 types, untyped 0 of 0, 0 notes");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// The name of the package.
    pub package: String,
    /// The number of operations.
    pub operations: usize,
    /// How many of them are deprecated.
    pub deprecated: usize,
    /// The number of webhook messages.
    pub messages: usize,
    /// The number of authentication methods.
    pub credentials: usize,
    /// The number of named types.
    pub types: usize,
    /// The number of positions (fields, bodies, replies, elements) whose type is any JSON.
    pub untyped: usize,
    /// The number of all positions.
    pub positions: usize,
    /// The number of warnings.
    pub warnings: usize,
    /// The number of notes.
    pub notes: usize,
}

impl Summary {
    pub(crate) fn new(api: &Api, bindings: &Bindings, sink: &Sink) -> Self {
        let count = |severity| sink.diagnostics().iter().filter(|said| said.severity == severity).count();
        let named = |kind| matches!(kind, "struct" | "enum" | "union");
        Self {
            package: bindings.package.clone(),
            operations: api.operations.len(),
            deprecated: api.operations.iter().filter(|operation| operation.docs.deprecated).count(),
            messages: api.webhooks.iter().filter(|webhook| webhook.callback.is_none()).count(),
            credentials: api.schemes.len(),
            types: bindings.types.values().filter(|ty| named(ty.kind)).count(),
            untyped: bindings.untyped.len(),
            positions: bindings.positions,
            warnings: count(Severity::Warning),
            notes: count(Severity::Note),
        }
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.package, counted(self.operations, "operation"))?;
        if self.deprecated > 0 {
            write!(f, " ({} deprecated)", self.deprecated)?;
        }
        for (count, noun) in [(self.messages, "message"), (self.credentials, "credential")] {
            if count > 0 {
                write!(f, ", {}", counted(count, noun))?;
            }
        }
        write!(f, ", {}, untyped {} of {}, ", counted(self.types, "type"), self.untyped, self.positions)?;
        if self.warnings > 0 {
            write!(f, "{}, ", counted(self.warnings, "warning"))?;
        }
        f.write_str(&counted(self.notes, "note"))
    }
}

/// `1 note`, `2 notes`.
pub(crate) fn counted(count: usize, noun: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{ending}")
}
