//! All disk access.
#![expect(clippy::disallowed_methods, reason = "this module does all disk access")]

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

/// The entry at a path, without following symbolic links.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Entry {
    Nothing,
    File(Vec<u8>),
    Folder,
    /// A link, a device, a pipe: never generated.
    Other,
}

/// Why a text was not read.
#[derive(Debug)]
pub(crate) enum Unread {
    /// It exceeds the size limit.
    TooLarge,
    /// It is not UTF-8 from this byte on; the text has a replacement character there.
    NotUtf8 { text: String, at: usize },
    /// The operating system reported an error.
    Refused(io::Error),
}

/// Reads a text of at most `limit` bytes, and never more than that into memory.
pub(crate) fn read_text(path: &Path, limit: u64) -> Result<String, Unread> {
    let metadata = fs::metadata(path).map_err(Unread::Refused)?;
    if metadata.is_dir() {
        return Err(Unread::Refused(io::Error::from(io::ErrorKind::IsADirectory)));
    }
    if metadata.len() > limit {
        return Err(Unread::TooLarge);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0));
    let file = File::open(path).map_err(Unread::Refused)?;
    // A pipe has no length to check in advance.
    file.take(limit + 1).read_to_end(&mut bytes).map_err(Unread::Refused)?;
    if bytes.len() as u64 > limit {
        return Err(Unread::TooLarge);
    }
    String::from_utf8(bytes).map_err(|error| Unread::NotUtf8 {
        at: error.utf8_error().valid_up_to(),
        text: String::from_utf8_lossy(error.as_bytes()).into_owned(),
    })
}

/// The path of a file relative to `folder`, or `None` if it is outside; symbolic links are resolved first.
pub(crate) fn inside(folder: &Path, relative: &str) -> io::Result<Option<PathBuf>> {
    let folder = fs::canonicalize(if folder.as_os_str().is_empty() { Path::new(".") } else { folder })?;
    let path = fs::canonicalize(folder.join(relative))?;
    Ok(path.starts_with(&folder).then_some(path))
}

/// The names of the entries of a folder, sorted.
pub(crate) fn names_in(folder: &Path) -> io::Result<Vec<String>> {
    let names = fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
    let mut names = names.collect::<io::Result<Vec<String>>>()?;
    names.sort();
    Ok(names)
}

/// The entry at a path.
pub(crate) fn entry(path: &Path) -> io::Result<Entry> {
    let kind = match fs::symlink_metadata(path) {
        Ok(metadata) => metadata.file_type(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Entry::Nothing),
        Err(error) => return Err(error),
    };
    if kind.is_file() {
        fs::read(path).map(Entry::File)
    } else if kind.is_dir() {
        Ok(Entry::Folder)
    } else {
        Ok(Entry::Other)
    }
}

/// Whether the path is a folder, or a link to one.
pub(crate) fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// Creates a folder, and returns whether it is new.
pub(crate) fn make_folder(path: &Path) -> io::Result<bool> {
    match fs::create_dir(path) {
        Ok(()) => Ok(true),
        Err(_) if path.is_dir() => Ok(false),
        Err(error) => Err(error),
    }
}

/// Writes a text to a path that does not exist yet.
pub(crate) fn create(path: &Path, text: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(text.as_bytes()).inspect_err(|_| {
        // A partial file is useless; the caller reports the write error.
        let _ = fs::remove_file(path);
    })
}

/// Moves a file over another, atomically.
pub(crate) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    fs::rename(from, to)
}

/// Removes a file.
pub(crate) fn remove(path: &Path) -> io::Result<()> {
    fs::remove_file(path)
}

/// Removes a folder if it is empty.
pub(crate) fn remove_empty_folder(path: &Path) {
    // A folder that is not empty stays.
    let _ = fs::remove_dir(path);
}

/// A path for messages: relative to the working folder if it is below it, and with `/` on every platform.
pub(crate) fn shown(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let path = path.strip_prefix(&here).unwrap_or(path).to_string_lossy();
    if cfg!(windows) { path.replace('\\', "/") } else { path.into_owned() }
}
