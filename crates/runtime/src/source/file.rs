//! A file as a source.
#![expect(clippy::disallowed_methods, reason = "the caller names the file")]

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use super::Source;
use crate::transport::Body;

/// A source of the file's current length.
///
/// # Errors
/// There is no such file, or it is a directory.
pub(super) fn source(path: &Path) -> io::Result<Source> {
    let metadata = fs::metadata(path)?;
    if metadata.is_dir() {
        return Err(ErrorKind::IsADirectory.into());
    }
    let path = path.to_owned();
    let source = Source::from_fn(move || Body::reader(Reading { path: path.clone(), file: None }));
    // Pipes and devices have no meaningful length.
    Ok(if metadata.is_file() { source.length(metadata.len()) } else { source })
}

/// A file that is opened on the first read.
struct Reading {
    path: PathBuf,
    file: Option<File>,
}

impl Read for Reading {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let file = match &mut self.file {
            Some(file) => file,
            None => self.file.insert(File::open(&self.path)?),
        };
        file.read(buffer)
    }
}
