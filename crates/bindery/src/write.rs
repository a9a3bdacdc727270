//! Writes files to disk: all or none, and never over user changes.
//!
//! Every folder of an emitter contains a list, `.bindery`, of the generated files and their hashes. A file is
//! overwritten or removed only if its hash is listed; a file that is already equal is not touched.

mod apply;
mod difference;
mod list;
mod plan;

use std::io::{self, Write as _};
use std::path::Path;

use bindery_source::Files;

use crate::failure::{Attempt, Failure};
use plan::Plan;

pub use difference::first_difference;
pub use plan::{Change, Doing};

/// What to do with the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Write changed files.
    Write,
    /// Only report changes.
    Check,
    /// Print every file to standard output, and leave the disk alone.
    Print,
}

/// Writes `files` below the folder `out`, checks them, or prints them. `folders` are the emitters' folders: listed
/// files in them that are no longer generated are removed.
///
/// Returns the changes that were made, or that [`Mode::Check`] would have made, sorted by path.
///
/// # Errors
///
/// [`Failure::Foreign`] if an unlisted file is in the way; nothing was written. [`Failure::Disk`] if the operating
/// system reports an error.
pub fn write(files: &Files, folders: &[&str], out: &Path, mode: Mode) -> Result<Vec<Change>, Failure> {
    if mode == Mode::Print {
        print(files)?;
        return Ok(Vec::new());
    }
    let plan = Plan::new(files, folders, out)?;
    if mode == Mode::Write {
        let foreign = plan.foreign();
        if !foreign.is_empty() {
            return Err(Failure::Foreign(foreign));
        }
        apply::apply(&plan, out)?;
    }
    Ok(plan.changes)
}

fn print(files: &Files) -> Result<(), Failure> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    let printed =
        files.iter().try_for_each(|(path, text)| writeln!(out, "==> {path} <==\n{text}")).and_then(|()| out.flush());
    printed_or_unread(printed)
}

/// A reader of our output may stop early.
pub(crate) fn printed_or_unread(printed: io::Result<()>) -> Result<(), Failure> {
    match printed {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::disk(Attempt::Write, Path::new("standard output"), error))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests;
