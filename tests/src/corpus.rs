//! Documents that nobody here wrote: no panic, the same bytes twice, and every note counted.
//!
//! The folder comes from `OPENAPI_CORPUS`; its `MANIFEST.tsv` lists the documents. Without it the test says that it was
//! skipped. Emitted crates are compiled by a command of its own, since that takes much longer.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use bindery::{Generator, Output};

use crate::run;

#[test]
fn no_foreign_document_breaks_us() {
    let Some(corpus) = run::variable("OPENAPI_CORPUS") else {
        eprintln!("skipped: OPENAPI_CORPUS does not name the folder of the corpus");
        return;
    };
    let documents = documents(&corpus);
    assert!(!documents.is_empty(), "{}: the manifest lists no document", corpus.display());
    let results = in_parallel(&documents, |document| judge(&corpus.join(&document.path), document.is_swagger));
    let faults: Vec<String> = documents
        .iter()
        .zip(&results)
        .filter_map(|(document, verdict)| Some(format!("{}: {}", document.path, verdict.fault.as_ref()?)))
        .collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (code, count) in results.iter().flat_map(|verdict| &verdict.notes) {
        *counts.entry(code).or_default() += count;
    }
    let counts: Vec<String> = counts.iter().map(|(code, count)| format!("  {count:>6} {code}")).collect();
    eprintln!("{} documents\n{}", documents.len(), counts.join("\n"));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_initiatives_own_suites_are_judged_as_they_judge() {
    let Some(corpus) = run::variable("OPENAPI_CORPUS") else {
        eprintln!("skipped: OPENAPI_CORPUS does not name the folder of the corpus");
        return;
    };
    let suites = corpus.join("peers/OAI-schema-tests");
    let all = run::all_files(&suites).into_iter().filter(|path| run::has_extension(path, "yaml"));
    let judged =
        all.filter(|path| path.parent().is_some_and(|folder| folder.ends_with("pass") || folder.ends_with("fail")));
    let (passing, failing): (Vec<_>, Vec<_>) =
        judged.partition(|path| path.parent().is_some_and(|folder| folder.ends_with("pass")));
    assert!(passing.len() > 50 && failing.len() > 30, "{}: the suites are not there", suites.display());
    for path in passing {
        let output = generated(&path).unwrap();
        let said = output.sink.diagnostics().iter().find(|said| !said.is_note());
        assert!(said.is_none(), "{} passes\n{}", path.display(), run::report(&output));
    }
    for path in failing {
        let output = generated(&path).unwrap();
        let located = |said: &bindery_source::Diagnostic| !said.is_note() && said.at.is_some();
        assert!(output.sink.diagnostics().iter().any(located), "{} fails\n{}", path.display(), run::report(&output));
    }
}

#[test]
fn no_document_of_a_peer_is_refused() {
    let Some(corpus) = run::variable("OPENAPI_CORPUS") else {
        eprintln!("skipped: OPENAPI_CORPUS does not name the folder of the corpus");
        return;
    };
    let is_document = |path: &PathBuf| {
        ["json", "yaml", "yml"].iter().any(|extension| run::has_extension(path, extension))
            && run::read(path).lines().any(|line| line.trim_start().trim_start_matches('"').starts_with("openapi"))
    };
    let documents: Vec<PathBuf> = run::all_files(&corpus.join("peers")).into_iter().filter(is_document).collect();
    assert!(documents.len() > 100, "{}: there are no documents of peers", corpus.display());
    let faults = in_parallel(&documents, |path| match generated(path) {
        Err(fault) => Some(fault),
        Ok(output) if output.sink.has_errors() && is_3_x(&output) => Some(run::report(&output)),
        Ok(_) => None,
    });
    let faults = documents.iter().zip(faults).filter_map(|(path, fault)| Some((path, fault?)));
    let faults: Vec<String> = faults.map(|(path, fault)| format!("{}: {fault}", path.display())).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Whether the document was let in at all.
fn is_3_x(output: &Output) -> bool {
    let refusals = ["document-not-openapi", "openapi-version", "swagger-2"];
    !output.sink.diagnostics().iter().any(|said| refusals.contains(&said.code.id))
}

/// A row of the manifest.
struct Row {
    path: String,
    is_swagger: bool,
}

fn documents(corpus: &Path) -> Vec<Row> {
    let manifest = run::read(corpus.join("MANIFEST.tsv"));
    let mut lines = manifest.lines();
    let head: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    let column = |name| head.iter().position(|cell| *cell == name).unwrap_or_else(|| panic!("no column `{name}`"));
    let (path, version) = (column("path"), column("openapi"));
    lines
        .map(|line| line.split('\t').collect::<Vec<_>>())
        .map(|cells| Row { path: cells[path].to_owned(), is_swagger: cells[version].starts_with("swagger") })
        .collect()
}

/// What came of one document.
#[derive(Default)]
struct Verdict {
    fault: Option<String>,
    notes: BTreeMap<&'static str, usize>,
}

fn judge(path: &Path, is_swagger: bool) -> Verdict {
    let (first, second) = match (generated(path), generated(path)) {
        (Ok(first), Ok(second)) => (first, second),
        (Err(fault), _) | (_, Err(fault)) => return Verdict { fault: Some(fault), ..Verdict::default() },
    };
    let mut notes = BTreeMap::new();
    for said in first.sink.diagnostics() {
        *notes.entry(said.code.id).or_default() += 1;
    }
    let refused = first.files.is_empty();
    let fault = if first.files != second.files {
        Some("two runs gave different bytes".to_owned())
    } else if refused && !is_swagger {
        Some(format!("refused\n{}", run::report(&first).lines().take(12).collect::<Vec<_>>().join("\n")))
    } else if is_swagger && !run::report(&first).lines().next().is_some_and(|line| line.contains("Swagger 2.0")) {
        Some("Swagger 2.0 was not refused as such".to_owned())
    } else {
        None
    };
    Verdict { fault, notes }
}

fn generated(path: &Path) -> Result<Output, String> {
    let generator = Generator::new(path);
    std::panic::catch_unwind(|| generator.generate())
        .map_err(|_| "panicked".to_owned())?
        .map_err(|failure| failure.to_string())
}

/// Runs `work` over all items on every core, and gives the results in the order of the items.
fn in_parallel<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let mut results: Vec<(usize, R)> = std::thread::scope(|scope| {
        let run = || {
            let mut mine = Vec::new();
            while let Some((index, item)) =
                Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|i| Some((i, items.get(i)?)))
            {
                mine.push((index, work(item)));
            }
            mine
        };
        let handles: Vec<_> = (0..threads).map(|_| scope.spawn(run)).collect();
        handles.into_iter().flat_map(|handle| handle.join().expect("verdicts do not panic")).collect()
    });
    results.sort_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}
