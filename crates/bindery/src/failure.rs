//! Why a run failed.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use bindery_source::{Code, Severity, Sink};

use crate::codes;

/// Why a run failed.
#[derive(Debug)]
#[non_exhaustive]
pub enum Failure {
    /// The document or `bindery.yaml` has errors: the rendered messages.
    Text(String),
    /// Files in the way that were not generated, each with the reason; nothing was written.
    Foreign(Vec<(String, &'static str)>),
    /// The operating system reported an error.
    Disk {
        /// The attempted operation.
        attempt: Attempt,
        /// The file or folder.
        path: PathBuf,
        /// The original error.
        source: io::Error,
    },
}

/// An operation that failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[expect(missing_docs, reason = "the names say it")]
pub enum Attempt {
    Read,
    List,
    Write,
    Remove,
}

impl Failure {
    pub(crate) fn disk(attempt: Attempt, path: &Path, source: io::Error) -> Self {
        Self::Disk { attempt, path: path.to_owned(), source }
    }

    /// Reports the failure as diagnostics.
    pub(crate) fn tell(&self, sink: &mut Sink) {
        let mut error = |code: &'static Code, message: String, help: &str| {
            sink.push(code, Severity::Error, None, message).help(help);
        };
        match self {
            Self::Text(_) => {}
            Self::Foreign(files) => {
                for (path, reason) in files {
                    let message = format!("`{path}` is in the way: {reason}");
                    error(&codes::FILE_FOREIGN, message, "move it away, or undo the change");
                }
            }
            Self::Disk { attempt: Attempt::Read | Attempt::List, .. } => {
                error(&codes::FILE_UNREADABLE, self.to_string(), "check the path and its permissions");
            }
            Self::Disk { .. } => {
                error(&codes::FILE_UNWRITABLE, self.to_string(), "check the path and its permissions");
            }
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(messages) => f.write_str(messages.trim_end()),
            Self::Foreign(files) => {
                f.write_str("nothing was written, these files are in the way:")?;
                files.iter().try_for_each(|(path, reason)| write!(f, "\n  {path}: {reason}"))
            }
            Self::Disk { attempt, path, source } => write!(f, "cannot {attempt} `{}`: {source}", path.display()),
        }
    }
}

impl fmt::Display for Attempt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Read => "read",
            Self::List => "list",
            Self::Write => "write to",
            Self::Remove => "remove",
        })
    }
}

impl std::error::Error for Failure {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Disk { source, .. } => Some(source),
            Self::Text(_) | Self::Foreign(_) => None,
        }
    }
}
