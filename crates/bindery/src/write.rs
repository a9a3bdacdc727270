//! Texts reach the disk: all of them or none, and never over somebody's own work.
//!
//! Every folder that an emitter owns holds a list, `.bindery`, of what was written and its hashes. A file is overwritten or
//! removed only while the list vouches for it; a file that is equal already is not touched.

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

/// What to do with the texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Write what differs.
    Write,
    /// Only say what differs.
    Check,
    /// Print every text to standard output, and leave the disk alone.
    Print,
}

/// Writes the texts of `files` below the folder `out`, checks them, or prints them. `folders` are the emitters' own:
/// files that they listed and that are not among `files` any more are removed.
///
/// The changes that were made, or that [`Mode::Check`] would have made, come back sorted by path.
///
/// # Errors
///
/// [`Failure::Foreign`] when a file is in the way that the list does not vouch for: nothing was written. [`Failure::Disk`]
/// when the operating system refuses.
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

/// Whoever reads our output may stop when he has seen enough.
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
