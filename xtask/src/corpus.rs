//! `cargo xtask corpus`: tests with third-party documents.

mod compile;
mod examples;
mod generation;
mod manifest;
mod pool;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use bindery::{Console, Exit};
use clap::Args;

pub(crate) use self::compile::ONCE;
use self::examples::Survival;
use self::generation::Verdict;
use self::manifest::Document;
pub(crate) use self::manifest::read as documents;

/// The documents that `--sample` compiles: a few of every kind, and the largest.
const SAMPLE: &str = include_str!("corpus/sample.txt");

/// Generates from every document of the corpus: no panics, reproducible output, other formats refused by name.
#[derive(Debug, Args)]
pub(crate) struct Corpus {
    /// The unpacked corpus: a folder with a `MANIFEST.tsv`
    #[arg(long, value_name = "FOLDER", env = "OPENAPI_CORPUS")]
    folder: PathBuf,
    /// Also compile the emitted crates: no errors and no warnings, with default and with all features
    #[arg(long)]
    check: bool,
    /// Compile only the documents listed in `xtask/src/corpus/sample.txt`
    #[arg(long, requires = "check")]
    sample: bool,
    /// Read every example in the documents into its type, and write it again
    #[arg(long)]
    examples: bool,
    /// Only documents whose path contains this
    #[arg(long, value_name = "SUBSTR")]
    only: Option<String>,
}

impl Corpus {
    pub(crate) fn run(&self, root: &Path) -> Exit {
        let console = Console::default();
        let documents = match manifest::read(&self.folder) {
            Ok(documents) => documents,
            Err(error) => return console.misuse(&error),
        };
        let wanted = |document: &Document| self.only.as_ref().is_none_or(|part| document.path.contains(part));
        let documents: Vec<Document> = documents.into_iter().filter(wanted).collect();
        if documents.is_empty() {
            return console.misuse("no document of the corpus matches this path");
        }
        let crates = root.join("target/corpus-crates");
        let verdicts = pool::each(&documents, |_, document| {
            let verdict = generation::judge(&self.folder, document, &crates, self.examples);
            println!("{verdict}");
            verdict
        });
        let mut faults: Vec<String> = verdicts.iter().filter_map(Verdict::fault).collect();
        println!("{} documents\n{}", documents.len(), counts(&verdicts));
        if self.check {
            faults.extend(self.compile(root, &crates, &verdicts));
        }
        if self.examples {
            faults.extend(examples_survive(root, &crates, &verdicts));
        }
        for fault in &faults {
            eprintln!("error: {fault}");
        }
        if faults.is_empty() { Exit::Done } else { Exit::Text }
    }

    /// Compiles the emitted crates, and returns the failures.
    fn compile(&self, root: &Path, crates: &Path, verdicts: &[Verdict]) -> Vec<String> {
        let emitted = verdicts.iter().filter_map(|verdict| Some((verdict.path.as_str(), verdict.emitted.as_deref()?)));
        let chosen: Vec<_> =
            emitted.filter(|(path, _)| !self.sample || SAMPLE.lines().any(|line| line == *path)).collect();
        let results = pool::each(&chosen, |worker, (path, emitted)| {
            let built = crates.join(format!("build-{worker}"));
            let result = compile::check(root, emitted, &built);
            println!("{} {path}", if result.is_ok() { "compiles" } else { "FAILS   " });
            result.map_err(|fault| format!("{path}: {fault}"))
        });
        results.into_iter().filter_map(Result::err).collect()
    }
}

/// Tests the examples of all documents, and returns the failures.
fn examples_survive(root: &Path, crates: &Path, verdicts: &[Verdict]) -> Vec<String> {
    let emitted = verdicts.iter().filter_map(|verdict| Some((verdict.path.as_str(), verdict.emitted.as_deref()?)));
    let results = pool::each(&emitted.collect::<Vec<_>>(), |worker, (path, emitted)| {
        let built = crates.join(format!("build-{worker}"));
        let result = examples::survive(root, &emitted.with_file_name("client-tests"), &built);
        match &result {
            Ok((survival, misses)) => {
                println!("{path}: {survival}");
                misses.iter().for_each(|miss| println!("  {miss}"));
            }
            Err(fault) => println!("FAILS    {path}: {fault}"),
        }
        result.map(|(survival, _)| survival).map_err(|fault| format!("{path}: {fault}"))
    });
    let all: Survival = results.iter().filter_map(|result| result.as_ref().ok()).copied().sum();
    println!("all documents: {all}");
    results.into_iter().filter_map(Result::err).collect()
}

/// How often each code was reported, over all documents.
fn counts(verdicts: &[Verdict]) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (code, count) in verdicts.iter().flat_map(|verdict| &verdict.codes) {
        *counts.entry(code).or_default() += count;
    }
    counts.iter().map(|(code, count)| format!("  {count:>6} {code}\n")).collect()
}
