//! Third-party documents: the Initiative's own suites, and the test documents of other generators.
//!
//! The folder comes from `OPENAPI_CORPUS`. Without it the tests report that they were skipped. Documents of vendors
//! have their own command, `cargo xtask corpus`, since their crates are compiled as well.
#![expect(clippy::disallowed_methods, reason = "tests read the given folder")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use bindery::{Generator, Output};
use bindery_source::{Diagnostic, Format, render};

#[test]
fn the_initiatives_own_suites_are_judged_as_they_judge() {
    let Some(corpus) = folder() else {
        eprintln!("skipped: OPENAPI_CORPUS does not name the folder of the corpus");
        return;
    };
    let suites = corpus.join("peers/OAI-schema-tests");
    let all = all_files(&suites).into_iter().filter(|path| has_extension(path, "yaml"));
    let judged =
        all.filter(|path| path.parent().is_some_and(|folder| folder.ends_with("pass") || folder.ends_with("fail")));
    let (passing, failing): (Vec<_>, Vec<_>) =
        judged.partition(|path| path.parent().is_some_and(|folder| folder.ends_with("pass")));
    assert!(passing.len() > 50 && failing.len() > 30, "{}: the suites are not there", suites.display());
    for path in passing {
        let output = generated(&path).unwrap();
        let said = output.sink.diagnostics().iter().find(|said| !said.is_note());
        assert!(said.is_none(), "{} passes\n{}", path.display(), report(&output));
    }
    for path in failing {
        let output = generated(&path).unwrap();
        let located = |said: &Diagnostic| !said.is_note() && said.at.is_some();
        assert!(output.sink.diagnostics().iter().any(located), "{} fails\n{}", path.display(), report(&output));
    }
}

#[test]
fn no_document_of_a_peer_is_refused() {
    let Some(corpus) = folder() else {
        eprintln!("skipped: OPENAPI_CORPUS does not name the folder of the corpus");
        return;
    };
    let is_document = |path: &PathBuf| {
        ["json", "yaml", "yml"].iter().any(|extension| has_extension(path, extension))
            && std::fs::read_to_string(path).is_ok_and(|text| {
                text.lines().any(|line| line.trim_start().trim_start_matches('"').starts_with("openapi"))
            })
    };
    let documents: Vec<PathBuf> = all_files(&corpus.join("peers")).into_iter().filter(is_document).collect();
    assert!(documents.len() > 100, "{}: there are no documents of peers", corpus.display());
    let fault = |path: &PathBuf| match generated(path) {
        Err(fault) => Some(format!("{}: {fault}", path.display())),
        Ok(output) if output.sink.has_errors() && is_3_x(&output) => Some(report(&output)),
        Ok(_) => None,
    };
    let faults: Vec<String> = documents.iter().filter_map(fault).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Whether the document was accepted at all.
fn is_3_x(output: &Output) -> bool {
    let refusals = ["document-not-openapi", "openapi-version", "swagger-2"];
    !output.sink.diagnostics().iter().any(|said| refusals.contains(&said.code.id))
}

fn generated(path: &Path) -> Result<Output, String> {
    let generator = Generator::new(path);
    std::panic::catch_unwind(|| generator.generate())
        .map_err(|_| "panicked".to_owned())?
        .map_err(|failure| failure.to_string())
}

/// Documents split into files, and their bundles by Redocly.
const BUNDLED: [(&str, &str, &[&str]); 2] = [
    (
        "digitalocean/multi/DigitalOcean-public.v2.yaml",
        "digitalocean/DigitalOcean-public.v2.bundled.yaml",
        // If two files have the same name, the bundler numbers the second one it reaches; a body in its own file is
        // inlined, so it has no name.
        &[
            "Version",
            "Version2",
            "Urn2",
            "UrnSchema",
            "Schema",
            "NfsAction",
            "NfsActionSchema",
            "NfsActionResourceType",
            "NfsActionStatus",
            "NfsAction2",
            "NfsAction2ResourceType",
            "NfsAction2Status",
            "RequestBody",
            "SshKeysUpdateBody",
        ],
    ),
    ("lichess/multi/lichess-api.yaml", "lichess/lichess-api.bundled.yaml", &[]),
];

#[test]
fn a_document_in_many_files_is_what_it_is_in_one() {
    let Some(corpus) = folder() else {
        eprintln!("skipped: OPENAPI_CORPUS does not name the folder of the corpus");
        return;
    };
    for (tree, bundle, renamed) in BUNDLED {
        let types =
            |path: &str| items(&generated(&corpus.join("vendors").join(path)).expect("it is a document"), renamed);
        let (tree, bundle) = (types(tree), types(bundle));
        assert!(tree.len() > 500, "{bundle:?}");
        let alone: Vec<_> = tree.symmetric_difference(&bundle).collect();
        assert!(alone.is_empty(), "{alone:#?}");
    }
}

/// The types of a client without their docs, except those that mention these names.
fn items(output: &Output, but: &[&str]) -> BTreeSet<String> {
    let files = output.files.iter().filter(|(path, _)| path.starts_with("client/src/types/"));
    let blocks = files
        .flat_map(|(_, text)| text.split("\n\n"))
        .map(|block| block.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n"));
    let speaks = |block: &String| {
        let mut words = block.split(|letter: char| !letter.is_alphanumeric());
        words.any(|word| but.contains(&word))
    };
    let is_item = |block: &String| !block.starts_with("use ") && !block.is_empty();
    blocks.filter(is_item).filter(|block| !speaks(block)).collect()
}

/// The folder of the corpus.
fn folder() -> Option<PathBuf> {
    std::env::var_os("OPENAPI_CORPUS").map(PathBuf::from)
}

/// All messages of a run.
fn report(output: &Output) -> String {
    let format = Format::Text { color: false, notes: true };
    render(output.sink.diagnostics(), &output.texts, &output.origins, format)
}

fn has_extension(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|found| found == extension)
}

/// All files below a folder, sorted.
fn all_files(folder: &Path) -> Vec<PathBuf> {
    let mut unseen = vec![folder.to_owned()];
    let mut found = Vec::new();
    while let Some(folder) = unseen.pop() {
        for path in folder.read_dir().into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path())) {
            if path.is_dir() { &mut unseen } else { &mut found }.push(path);
        }
    }
    found.sort();
    found
}
