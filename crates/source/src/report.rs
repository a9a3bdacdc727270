//! Diagnostics of all stages: one type, one sink.

use crate::pointer::Site;

/// A kind of message. Each crate lists its own in `codes.rs`.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// Words joined by `-`, stable: users search for it and may silence it.
    pub id: &'static str,
    /// One line: the subject.
    pub title: &'static str,
    /// A page for `explain`: what happened, why it matters, what to do. Markdown.
    pub explain: &'static str,
}

/// How severe a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// A choice that lost nothing but is worth knowing: listed on request, always counted.
    Note,
    /// The document is wrong or incomplete; generation went on with the best honest meaning.
    Warning,
    /// No crate can be emitted.
    Error,
}

/// One message.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// Its kind.
    pub code: &'static Code,
    /// Its severity.
    pub severity: Severity,
    /// The place. `None` if the message is not about a text, such as a missing file.
    pub at: Option<Site>,
    /// A byte span in the text of `at.file`, if it is known already, for texts that do not parse and so have no
    /// pointers. It takes precedence over the pointer.
    pub span: Option<std::ops::Range<usize>>,
    /// One sentence without a full stop.
    pub message: String,
    /// Other relevant places, each with a label.
    pub notes: Vec<(Site, String)>,
    /// What to do.
    pub help: Option<String>,
}

impl Diagnostic {
    /// Whether it only reports a choice.
    pub fn is_note(&self) -> bool {
        self.severity == Severity::Note
    }

    /// Adds what the user can do.
    pub fn help(&mut self, text: impl Into<String>) -> &mut Self {
        self.help = Some(text.into());
        self
    }

    /// Adds another relevant place.
    pub fn also(&mut self, at: impl Into<Site>, label: impl Into<String>) -> &mut Self {
        self.notes.push((at.into(), label.into()));
        self
    }

    /// Sets the bytes, for a text that does not parse.
    pub fn span(&mut self, span: std::ops::Range<usize>) -> &mut Self {
        self.span = Some(span);
        self
    }
}

/// Collects the diagnostics of every stage.
///
/// After a user's mistake, stages go on with the best value that they can make; the caller checks [`Sink::has_errors`]
/// between stages.
#[derive(Debug, Default)]
pub struct Sink {
    diagnostics: Vec<Diagnostic>,
}

impl Sink {
    /// Reports that no crate can be emitted, and why.
    pub fn error(&mut self, code: &'static Code, at: impl Into<Site>, message: impl Into<String>) -> &mut Diagnostic {
        self.push(code, Severity::Error, Some(at.into()), message)
    }

    /// Reports that the document is wrong, and what was assumed instead.
    pub fn warning(&mut self, code: &'static Code, at: impl Into<Site>, message: impl Into<String>) -> &mut Diagnostic {
        self.push(code, Severity::Warning, Some(at.into()), message)
    }

    /// Reports a choice.
    pub fn note(&mut self, code: &'static Code, at: impl Into<Site>, message: impl Into<String>) -> &mut Diagnostic {
        self.push(code, Severity::Note, Some(at.into()), message)
    }

    /// Adds a message of any severity, with or without a place.
    pub fn push(
        &mut self,
        code: &'static Code,
        severity: Severity,
        at: Option<Site>,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        let index = self.diagnostics.len();
        self.diagnostics.push(Diagnostic {
            code,
            severity,
            at,
            span: None,
            message: message.into(),
            notes: Vec::new(),
            help: None,
        });
        &mut self.diagnostics[index]
    }

    /// Whether an error was reported, so that no crate can be emitted.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// Turns every warning into an error, for `--strict`.
    pub fn make_strict(&mut self) {
        for diagnostic in &mut self.diagnostics {
            if diagnostic.severity == Severity::Warning {
                diagnostic.severity = Severity::Error;
            }
        }
    }

    /// All messages in the order in which they were reported.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// Moves all messages of another sink into this one.
    pub fn absorb(&mut self, other: Sink) {
        self.diagnostics.extend(other.diagnostics);
    }
}
