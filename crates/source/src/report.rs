//! What the stages have to say to the user: one value, one bag.

use crate::pointer::Site;

/// A kind of message. Each crate lists its own in `codes.rs`.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// Words joined by `-`, stable: users search for it and may silence it.
    pub id: &'static str,
    /// One line: what it is about.
    pub title: &'static str,
    /// A page for `explain`: what happened, why it matters, what to do. Markdown.
    pub explain: &'static str,
}

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// A choice that lost nothing the user stated but deserves to be known: listed on request, counted always.
    Note,
    /// The document is wrong or thinner than it looks; we went on with the best honest meaning.
    Warning,
    /// No crate can be emitted.
    Error,
}

/// One message.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// What kind.
    pub code: &'static Code,
    /// How bad.
    pub severity: Severity,
    /// Where. `None` when it is about no text at all, such as a missing file.
    pub at: Option<Site>,
    /// A byte span in the text of `at.file` that is known already, for texts that cannot be pointed into because they do
    /// not parse. It wins over the pointer.
    pub span: Option<std::ops::Range<usize>>,
    /// One sentence without a full stop.
    pub message: String,
    /// Other places that matter, each with a label.
    pub notes: Vec<(Site, String)>,
    /// What to do.
    pub help: Option<String>,
}

impl Diagnostic {
    /// Whether it only says what was chosen.
    pub fn is_note(&self) -> bool {
        self.severity == Severity::Note
    }

    /// Adds what the user can do.
    pub fn help(&mut self, text: impl Into<String>) -> &mut Self {
        self.help = Some(text.into());
        self
    }

    /// Adds another place that matters.
    pub fn also(&mut self, at: impl Into<Site>, label: impl Into<String>) -> &mut Self {
        self.notes.push((at.into(), label.into()));
        self
    }

    /// Says which bytes are meant, for a text that does not parse.
    pub fn span(&mut self, span: std::ops::Range<usize>) -> &mut Self {
        self.span = Some(span);
        self
    }
}

/// The bag in which every stage puts what it has to say.
///
/// Stages go on after a mistake of the user with the best value they can make; whoever runs them looks at
/// [`Sink::has_errors`] between stages.
#[derive(Debug, Default)]
pub struct Sink {
    diagnostics: Vec<Diagnostic>,
}

impl Sink {
    /// Says that no crate can be emitted, and why.
    pub fn error(&mut self, code: &'static Code, at: impl Into<Site>, message: impl Into<String>) -> &mut Diagnostic {
        self.push(code, Severity::Error, Some(at.into()), message)
    }

    /// Says that the document is wrong and what was assumed instead.
    pub fn warning(&mut self, code: &'static Code, at: impl Into<Site>, message: impl Into<String>) -> &mut Diagnostic {
        self.push(code, Severity::Warning, Some(at.into()), message)
    }

    /// Says what was chosen.
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

    /// Whether something was said after which no crate can be emitted.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// Makes every warning an error, as `--strict` asks.
    pub fn make_strict(&mut self) {
        for diagnostic in &mut self.diagnostics {
            if diagnostic.severity == Severity::Warning {
                diagnostic.severity = Severity::Error;
            }
        }
    }

    /// All messages in the order in which they were said.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// Takes all messages out of another bag.
    pub fn absorb(&mut self, other: Sink) {
        self.diagnostics.extend(other.diagnostics);
    }
}
