//! One run of the stages over a text, for all tests that need one, and their access to the environment.
#![expect(clippy::disallowed_methods, reason = "tests read the files that they check")]

use std::path::{Path, PathBuf};

use bindery::{Input, Output, RuntimeSource, Settings, Text, generate};

/// The workspace's folder.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The text of a file of the workspace.
pub(crate) fn read(path: impl AsRef<Path>) -> String {
    let path = path.as_ref();
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The value of an environment variable.
pub(crate) fn variable(name: &str) -> Option<PathBuf> {
    std::env::var_os(name).map(PathBuf::from)
}

/// Settings of a crate that is a member of this workspace.
pub(crate) fn member() -> Settings {
    Settings { runtime: Some(RuntimeSource::Workspace), standalone: false, ..Settings::default() }
}

/// Runs all stages over a document that needs no other files.
pub(crate) fn document(path: &str, text: &str, settings: &Settings) -> Output {
    let document = Text { path: path.to_owned(), text: text.to_owned() };
    let input = Input { document, overlays: Vec::new(), config: None };
    generate(input, settings, &mut |_| Err("there are no other files".to_owned()))
}

/// All messages of a run, as shown without a terminal.
pub(crate) fn report(output: &Output) -> String {
    let format = bindery_source::Format::Text { color: false, notes: true };
    bindery_source::render(output.sink.diagnostics(), &output.texts, &output.origins, format)
}

/// The folders in a folder, sorted.
pub(crate) fn folders(folder: PathBuf) -> Vec<PathBuf> {
    entries(folder).into_iter().filter(|path| path.is_dir()).collect()
}

/// The files in a folder with this extension, sorted.
pub(crate) fn files(folder: PathBuf, extension: &str) -> Vec<PathBuf> {
    entries(folder).into_iter().filter(|path| has_extension(path, extension)).collect()
}

/// Whether a path has this extension.
pub(crate) fn has_extension(path: impl AsRef<Path>, extension: &str) -> bool {
    path.as_ref().extension().is_some_and(|found| found == extension)
}

/// The entries of a folder, sorted.
pub(crate) fn entries(folder: PathBuf) -> Vec<PathBuf> {
    let entries = folder.read_dir().unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut entries: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    entries.sort();
    entries
}
