//! One bad document per message: `bad/<code>.yaml`, or `bad/<code>/` with its arguments, and the rendered report.

use std::collections::BTreeSet;
use std::path::Path;

use bindery::{Input, Output, Settings, Text, generate};

use crate::run;

/// Not known to be reachable: a safety net behind the grammar check, tested in `frame::typed`.
const A_NET: &str = "frame-rejected";

/// Messages about the environment, which no document triggers; `crates/bindery/tests` has them.
const ABOUT_THE_WORLD: &[&str] = &[
    "document-not-utf8",
    "document-too-large",
    "file-foreign",
    "file-unreadable",
    "file-unwritable",
    "output-stale",
    "runtime-unpublished",
];

#[test]
fn every_message_is_as_its_snapshot_says() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots/bad");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for (code, output) in reports() {
            let report = run::report(&output);
            assert!(report.contains(&format!("[{code}]")), "bad/{code} does not provoke it:\n{report}");
            insta::assert_snapshot!(code, report);
        }
    });
}

#[test]
fn every_code_has_a_bad_document_and_every_bad_document_a_code() {
    let ids = bindery::codes::all().into_iter().map(|code| code.id);
    let codes: BTreeSet<String> =
        ids.filter(|id| *id != A_NET && !ABOUT_THE_WORLD.contains(id)).map(str::to_owned).collect();
    let documents: BTreeSet<String> = reports().into_iter().map(|(code, _)| code).collect();
    assert_eq!(codes, documents);
}

#[test]
fn every_message_has_a_place_and_no_full_stop() {
    for (code, output) in reports() {
        for said in output.sink.diagnostics() {
            assert!(said.at.is_some(), "bad/{code}: {}", said.message);
            assert!(!said.message.ends_with('.'), "bad/{code}: {}", said.message);
            assert!(!said.help.as_deref().unwrap_or_default().ends_with('.'), "bad/{code}: {:?}", said.help);
        }
    }
}

#[test]
fn every_code_has_a_page() {
    for code in bindery::codes::all() {
        assert!(code.explain.len() > 100, "`explain {}` says too little", code.id);
        assert!(code.id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'));
    }
}

fn reports() -> Vec<(String, Output)> {
    let paths = run::entries(run::root().join("tests/bad"));
    let stem = |path: &Path| path.file_stem().expect("an entry has a name").to_string_lossy().into_owned();
    paths.iter().map(|path| (stem(path), run(path))).collect()
}

/// A folder contains `openapi.yaml` or `openapi.json`, optionally `bindery.yaml` and overlays (by the prefix of their
/// names), and the files that the document refers to.
#[expect(clippy::disallowed_methods, reason = "the test reads the files of the folder")]
fn run(path: &Path) -> Output {
    if !path.is_dir() {
        let name = path.file_name().expect("a file has a name").to_string_lossy();
        return run::document(&name, &run::read(path), &Settings::default());
    }
    let text = |name: &str| {
        let file = path.join(name);
        file.exists().then(|| Text { path: name.to_owned(), text: run::read(file) })
    };
    let document = text("openapi.yaml").or_else(|| text("openapi.json")).expect("a folder holds a document");
    let names = run::files(path.to_owned(), "yaml").into_iter();
    let names = names.filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned()));
    let overlays = names.filter(|name| name.starts_with("overlay")).filter_map(|name| text(&name)).collect();
    let input = Input { document, overlays, config: text("bindery.yaml") };
    generate(input, &Settings::default(), &mut |name| match text(name) {
        Some(text) => Ok(text.text),
        None => Err("there is no such file".to_owned()),
    })
}
