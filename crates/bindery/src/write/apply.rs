//! Carries out a plan: every new file is complete on disk before the first one is moved into place.

use std::collections::VecDeque;
use std::io;
use std::path::{Path, PathBuf};

use super::list::NAME;
use super::plan::{Change, Plan};
use crate::disk;
use crate::failure::{Attempt, Failure};

/// Makes the changes of a plan without foreign files.
pub(super) fn apply(plan: &Plan, out: &Path) -> Result<(), Failure> {
    let mut staged = Staged::default();
    let (lists, others): (Vec<&Change>, Vec<&Change>) = plan.changes.iter().partition(|change| is_list(&change.path));

    // If the process dies between two renames, the next run must recognise both the old and the new files.
    for (folder, list) in &plan.meanwhile {
        staged.stage(&out.join(folder).join(NAME), &list.to_text())?;
    }
    for change in others.iter().chain(&lists) {
        if let Some(text) = &change.after {
            staged.stage(&out.join(&change.path), text)?;
        }
    }
    let removed = others.iter().filter(|change| change.after.is_none()).map(|change| out.join(&change.path));
    staged.settle(removed.collect(), lists.len())
}

fn is_list(path: &str) -> bool {
    path.rsplit('/').next() == Some(NAME)
}

/// Files that are complete next to their destinations. Those not moved into place are removed on drop.
#[derive(Default)]
struct Staged {
    /// Each with its destination, in the order of the renames.
    texts: VecDeque<(PathBuf, PathBuf)>,
    /// Folders that were created.
    folders: Vec<PathBuf>,
}

impl Staged {
    /// Writes a file next to its destination.
    fn stage(&mut self, place: &Path, text: &str) -> Result<(), Failure> {
        let refused = |error| Failure::disk(Attempt::Write, place, error);
        if let Some(folder) = place.parent() {
            self.make_folders(folder).map_err(refused)?;
        }
        let beside = create_beside(place, text).map_err(refused)?;
        self.texts.push_back((beside, place.to_owned()));
        Ok(())
    }

    /// Moves all files into place and removes obsolete ones; the last `lists` files are moved after that.
    fn settle(mut self, removed: Vec<PathBuf>, lists: usize) -> Result<(), Failure> {
        self.rename_until(lists)?;
        for path in removed {
            disk::remove(&path).map_err(|error| Failure::disk(Attempt::Remove, &path, error))?;
            path.ancestors().skip(1).take(2).for_each(disk::remove_empty_folder);
        }
        self.rename_until(0)
    }

    fn rename_until(&mut self, left: usize) -> Result<(), Failure> {
        while self.texts.len() > left {
            let (beside, place) = &self.texts[0];
            disk::rename(beside, place).map_err(|error| Failure::disk(Attempt::Write, place, error))?;
            self.texts.pop_front();
        }
        Ok(())
    }

    fn make_folders(&mut self, folder: &Path) -> io::Result<()> {
        let missing: Vec<&Path> = folder
            .ancestors()
            .take_while(|folder| !folder.as_os_str().is_empty() && !disk::is_folder(folder))
            .collect();
        for folder in missing.into_iter().rev() {
            if disk::make_folder(folder)? {
                self.folders.push(folder.to_owned());
            }
        }
        Ok(())
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        for (beside, _) in &self.texts {
            // The error that led here is more informative than a second one.
            let _ = disk::remove(beside);
        }
        // Folders that are not empty stay.
        for folder in self.folders.iter().rev() {
            disk::remove_empty_folder(folder);
        }
    }
}

/// Writes a file under an unused name in the same folder, where a rename is atomic.
fn create_beside(place: &Path, text: &str) -> io::Result<PathBuf> {
    let name = place.file_name().unwrap_or_default().to_string_lossy();
    let process = std::process::id();
    let mut number = 0;
    loop {
        let beside = place.with_file_name(format!(".{name}.{process}-{number}.new"));
        match disk::create(&beside, text) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && number < 100 => number += 1,
            created => return created.map(|()| beside),
        }
    }
}
