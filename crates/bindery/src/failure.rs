//! Why nothing, or not everything, was made.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use bindery_source::{Code, Severity, Sink};

use crate::codes;

/// Why a run ended without its result.
#[derive(Debug)]
pub enum Failure {
    /// The document or `bindery.yaml` has errors: the messages as a terminal would show them.
    Text(String),
    /// Files in the way that this program did not write, each with the reason; nothing was written.
    Foreign(Vec<(String, &'static str)>),
    /// The operating system refused.
    Disk {
        /// What we wanted to do.
        doing: &'static str,
        /// With which file.
        path: PathBuf,
        /// Its own words.
        source: io::Error,
    },
}

impl Failure {
    pub(crate) fn disk(doing: &'static str, path: &Path, source: io::Error) -> Self {
        Self::Disk { doing, path: path.to_owned(), source }
    }

    /// The same as messages.
    pub(crate) fn tell(&self, sink: &mut Sink) {
        let mut error = |code: &'static Code, message: String, help: &str| {
            sink.push(code, Severity::Error, None, message).help(help);
        };
        match self {
            Self::Text(_) => {}
            Self::Foreign(files) => {
                for (path, reason) in files {
                    let message = format!("`{path}` is in the way: {reason}");
                    error(&codes::FILE_FOREIGN, message, "move it away, or undo the change to it");
                }
            }
            Self::Disk { doing: "read", .. } => {
                error(&codes::FILE_UNREADABLE, self.to_string(), "check the path, and that you may read it");
            }
            Self::Disk { .. } => {
                error(&codes::FILE_UNWRITABLE, self.to_string(), "check the path, and that you may write there");
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
            Self::Disk { doing, path, source } => write!(f, "cannot {doing} `{}`: {source}", path.display()),
        }
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
