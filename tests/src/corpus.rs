//! Documents that nobody here wrote: no panic, the same bytes twice, and every note counted.
//!
//! The folder comes from `OPENAPI_CORPUS`; its `MANIFEST.tsv` lists the documents. Without it the test says that it was
//! skipped. Emitted crates are compiled by a command of its own, since that takes much longer.

use std::collections::BTreeMap;
use std::path::Path;
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
