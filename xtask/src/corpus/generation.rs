//! Generates a crate from a document, twice, and compares.

use std::collections::BTreeMap;
use std::fmt;
use std::panic;
use std::path::{Path, PathBuf};

use bindery::{Emitter, Generator, Mode, Output, Summary};

use super::manifest::Document;

/// The result for a document.
#[derive(Debug)]
pub(super) struct Verdict {
    /// The document, relative to the corpus folder.
    pub(super) path: String,
    /// The folder of the emitted crate.
    pub(super) emitted: Option<PathBuf>,
    /// How often each code was reported.
    pub(super) codes: BTreeMap<&'static str, usize>,
    outcome: Result<Option<Summary>, String>,
}

impl Verdict {
    /// The error, if any.
    pub(super) fn fault(&self) -> Option<String> {
        self.outcome.as_ref().err().map(|fault| format!("{}: {fault}", self.path))
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.outcome {
            Ok(Some(summary)) => write!(f, "generates {}: {summary}", self.path),
            Ok(None) => write!(f, "refused   {}: Swagger 2.0", self.path),
            Err(_) => write!(f, "FAILS     {}", self.path),
        }
    }
}

/// Generates twice, compares, and writes the crate below `crates`, with its tests if requested.
pub(super) fn judge(corpus: &Path, document: &Document, crates: &Path, tests: bool) -> Verdict {
    let folder = crates.join(slug(&document.path));
    let emitters: &[&str] = if tests { &["client", "client-tests"] } else { &["client"] };
    let generator = generator(&corpus.join(&document.path), &document.path, emitters);
    let mut codes = BTreeMap::new();
    let outcome = run(&generator).and_then(|output| {
        for said in output.sink.diagnostics() {
            *codes.entry(said.code.id).or_default() += 1;
        }
        compare(&output, &run(&generator)?, document.is_swagger)?;
        if let Some(summary) = &output.summary {
            let written = bindery::write(&output.files, emitters, &folder, Mode::Write);
            written.map_err(|failure| failure.to_string())?;
            return Ok(Some(summary.clone()));
        }
        Ok(None)
    });
    let emitted = matches!(outcome, Ok(Some(_))).then(|| folder.join("client"));
    Verdict { path: document.path.clone(), emitted, codes, outcome }
}

/// As a user runs it, outside any workspace.
fn generator(document: &Path, path: &str, emitters: &[&str]) -> Generator {
    let emitters = emitters.iter().map(|name| name.parse::<&Emitter>().expect("it is in the table"));
    let runtime = concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/runtime");
    Generator::new(document).emit(emitters).package_name(format!("x-{}", slug(path))).runtime_path(runtime)
}

fn run(generator: &Generator) -> Result<Output, String> {
    panic::catch_unwind(|| generator.generate())
        .map_err(|_| "panicked".to_owned())?
        .map_err(|failure| failure.to_string())
}

fn compare(first: &Output, second: &Output, is_swagger: bool) -> Result<(), String> {
    if first.files != second.files {
        return Err("two runs gave different bytes".to_owned());
    }
    let refused = first.summary.is_none();
    let as_swagger = first.sink.diagnostics().iter().any(|said| said.message.contains("Swagger 2.0"));
    match (is_swagger, refused) {
        (true, true) if as_swagger => Ok(()),
        (true, _) => Err("Swagger 2.0 was not refused as such".to_owned()),
        (false, true) => {
            let messages = first.sink.diagnostics().iter().map(|said| said.message.as_str());
            Err(format!("refused: {}", messages.collect::<Vec<_>>().join("; ")))
        }
        (false, false) => Ok(()),
    }
}

/// Converts a path to a name for a folder and a package: `vendors/a/b.yaml` is `a-b-yaml`.
fn slug(path: &str) -> String {
    let words = path.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.filter(|word| *word != "vendors").collect::<Vec<_>>().join("-").to_ascii_lowercase()
}
