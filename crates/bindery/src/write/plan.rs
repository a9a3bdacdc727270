//! What has to change on disk, and whether that is allowed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use bindery_source::Files;

use super::list::{List, NAME};
use crate::disk::{self, Entry};
use crate::failure::{Attempt, Failure};

/// A file that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its path below the output folder.
    pub path: String,
    /// The operation.
    pub doing: Doing,
    /// The file on disk, read as UTF-8.
    pub before: Option<String>,
    /// The generated file.
    pub after: Option<String>,
    /// Why the change is not allowed.
    pub foreign: Option<&'static str>,
}

/// An operation on a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Doing {
    Create,
    Update,
    Remove,
}

/// All changes, and the lists before and after them.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub(super) changes: Vec<Change>,
    /// The emitters' folders whose list changes, each with the list to use during the write, which covers old and new
    /// files.
    pub(super) meanwhile: Vec<(String, List)>,
}

impl Plan {
    /// Compares the files with the disk.
    pub(super) fn new(files: &Files, folders: &[&str], out: &Path) -> Result<Self, Failure> {
        if !matches!(look(out)?, Entry::Nothing | Entry::Folder) && !disk::is_folder(out) {
            let error = std::io::Error::from(std::io::ErrorKind::NotADirectory);
            return Err(Failure::disk(Attempt::Write, out, error));
        }
        let mut plan = Self::default();
        for folder in folders {
            let prefix = format!("{folder}/");
            let wanted = files.iter().filter_map(|(path, text)| Some((path.strip_prefix(&prefix)?, text)));
            Folder::new(out, folder, wanted.collect())?.compare(&mut plan)?;
        }
        plan.changes.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(plan)
    }

    /// The changes that are not allowed, as path and reason.
    pub(super) fn foreign(&self) -> Vec<(String, &'static str)> {
        self.changes.iter().filter_map(|change| Some((change.path.clone(), change.foreign?))).collect()
    }
}

/// The folder of one emitter.
struct Folder<'f> {
    out: &'f Path,
    name: &'f str,
    wanted: BTreeMap<&'f str, &'f str>,
    list: List,
    /// The folders checked so far, and whether they are folders or can be created.
    passable: BTreeMap<PathBuf, bool>,
}

const CHANGED: &str = "it was changed, or was not generated";
const NOT_A_FILE: &str = "it is not a plain file";
const NOT_A_FOLDER: &str = "a folder in its path is a link or a file";

impl<'f> Folder<'f> {
    fn new(out: &'f Path, name: &'f str, wanted: BTreeMap<&'f str, &'f str>) -> Result<Self, Failure> {
        let list = match look(&out.join(name).join(NAME))? {
            Entry::File(bytes) => List::parse(&String::from_utf8_lossy(&bytes)),
            _ => List::default(),
        };
        Ok(Self { out, name, wanted, list, passable: BTreeMap::new() })
    }

    fn compare(mut self, plan: &mut Plan) -> Result<(), Failure> {
        let after = List::of(self.wanted.iter().map(|(path, text)| (*path, *text)));
        let wanted = std::mem::take(&mut self.wanted);
        for (&path, &text) in &wanted {
            plan.changes.extend(self.wants(path, text)?);
        }
        let listed: Vec<String> = self.list.paths().map(str::to_owned).collect();
        for path in listed.iter().filter(|path| !wanted.contains_key(path.as_str())) {
            plan.changes.extend(self.is_done_with(path)?);
        }
        if let Some(mut change) = self.wants(NAME, &after.to_text())? {
            // The list needs no entry in the list.
            change.foreign = change.foreign.filter(|&reason| reason != CHANGED);
            plan.changes.push(change);
            plan.meanwhile.push((self.name.to_owned(), self.list.union(&after)));
        }
        Ok(())
    }

    /// The change after which `path` contains `text`.
    fn wants(&mut self, path: &str, text: &str) -> Result<Option<Change>, Failure> {
        let full = format!("{}/{path}", self.name);
        let change =
            |doing, before, foreign| Change { path: full, doing, before, after: Some(text.to_owned()), foreign };
        if !self.is_passable(path)? {
            return Ok(Some(change(Doing::Create, None, Some(NOT_A_FOLDER))));
        }
        Ok(match look(&self.place(path))? {
            Entry::Nothing => Some(change(Doing::Create, None, None)),
            Entry::File(bytes) if bytes == text.as_bytes() => None,
            Entry::File(bytes) => {
                let foreign = (!self.list.vouches(path, &bytes)).then_some(CHANGED);
                let before = String::from_utf8_lossy(&bytes).into_owned();
                Some(change(Doing::Update, Some(before), foreign))
            }
            Entry::Folder | Entry::Other => Some(change(Doing::Update, None, Some(NOT_A_FILE))),
        })
    }

    /// The change after which `path` does not exist.
    fn is_done_with(&mut self, path: &str) -> Result<Option<Change>, Failure> {
        if !self.is_passable(path)? {
            return Ok(None);
        }
        let Entry::File(bytes) = look(&self.place(path))? else { return Ok(None) };
        Ok(Some(Change {
            path: format!("{}/{path}", self.name),
            doing: Doing::Remove,
            foreign: (!self.list.vouches(path, &bytes)).then_some(CHANGED),
            before: Some(String::from_utf8_lossy(&bytes).into_owned()),
            after: None,
        }))
    }

    /// Whether every folder in `path` is one, or can be created.
    fn is_passable(&mut self, path: &str) -> Result<bool, Failure> {
        let place = self.place(path);
        for folder in place.ancestors().skip(1).take_while(|folder| *folder != self.out) {
            let passable = match self.passable.get(folder) {
                Some(&known) => known,
                None => matches!(look(folder)?, Entry::Nothing | Entry::Folder),
            };
            self.passable.insert(folder.to_owned(), passable);
            if !passable {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn place(&self, path: &str) -> PathBuf {
        self.out.join(self.name).join(path)
    }
}

fn look(path: &Path) -> Result<Entry, Failure> {
    disk::entry(path).map_err(|error| Failure::disk(Attempt::Write, path, error))
}
