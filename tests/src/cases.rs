//! One idea per case: `cases/<idea>.yaml`, at most forty lines, and the output of each stage for it. Options that a
//! document cannot express are in `cases/config/<idea>.yaml`.
//!
//! `golden` is the code of all cases as a crate of this workspace, so that the expected code also compiles with our
//! lints. `BINDERY_BLESS=1 cargo test` regenerates it.

use std::path::Path;

use bindery::{Files, Input, Mode, Output, Pointer, Settings, Stage, Text, generate, write};

use crate::run;

#[test]
#[expect(clippy::disallowed_methods, reason = "`glob!` resolves the folder of the cases")]
fn every_case_becomes_what_its_snapshots_say() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        insta::glob!("../cases", "*.yaml", |path| {
            let text = run::read(path);
            assert!(text.lines().count() <= 40, "{}: a case shows one idea", path.display());
            insta::assert_snapshot!("api", dump(path, Stage::Api));
            insta::assert_snapshot!("items", dump(path, Stage::Items));
            let files = made(path);
            insta::assert_snapshot!("code", joined(&files, is_code));
            insta::assert_snapshot!("docs", joined(&files, |path| path.starts_with("docs/")));
        });
    });
}

#[test]
fn golden_is_the_code_of_all_cases() {
    let mut files = Files::default();
    let mut root =
        String::from("//! The code of every case of `tests/cases`, so that it compiles under our lints.\n\n");
    for path in run::files(run::root().join("tests/cases"), "yaml") {
        let case = stem(&path);
        root.extend(["pub mod ", &case, ";\n"]);
        for (path, text) in made(&path).iter() {
            match path.strip_prefix("client/src/") {
                // Next to the files that it includes.
                Some("lib.rs") => files.insert(format!("src/{case}/mod.rs"), text),
                Some(inner) => files.insert(format!("src/{case}/{inner}"), text),
                None => {}
            }
        }
    }
    files.insert("src/lib.rs", root);
    let bless = run::variable("BINDERY_BLESS").is_some();
    let mode = if bless { Mode::Write } else { Mode::Check };
    let changes = write(&files, &["src"], &run::root().join("tests/golden"), mode).expect("the folder can be read");
    let stale = changes.first().filter(|_| !bless);
    assert!(
        stale.is_none(),
        "golden is stale; run `BINDERY_BLESS=1 cargo test -p tests golden`\n{}",
        stale.map(bindery::first_difference).unwrap_or_default()
    );
}

/// The output of a stage for a case, with the diagnostics.
fn dump(case: &Path, stage: Stage) -> String {
    let output = run(case, &Settings { dump: Some((stage, Pointer::root())), ..run::member() });
    let report = if stage == Stage::Api { run::report(&output) } else { String::new() };
    format!("{}{report}", output.dump.unwrap_or_default())
}

fn made(case: &Path) -> Files {
    let output = run(case, &run::member());
    assert!(!output.sink.has_errors(), "{}", run::report(&output));
    output.files
}

fn run(case: &Path, settings: &Settings) -> Output {
    let configs = run::files(run::root().join("tests/cases/config"), "yaml");
    let config = configs.iter().find(|config| stem(config) == stem(case));
    let text = |path: &str, file: &Path| Text { path: path.to_owned(), text: run::read(file) };
    let config = config.map(|config| text("bindery.yaml", config));
    let input = Input { document: text("case.yaml", case), overlays: Vec::new(), config };
    generate(input, &Settings { module: true, ..settings.clone() }, &mut |_| Err("there are no other files".to_owned()))
}

/// Types and operations; the client is the same in every case.
fn is_code(path: &str) -> bool {
    path.starts_with("client/src/types/") || path.starts_with("client/src/operations/")
}

fn joined(files: &Files, keep: impl Fn(&str) -> bool) -> String {
    files.iter().filter(|(path, _)| keep(path)).map(|(path, text)| format!("==> {path} <==\n{text}\n")).collect()
}

fn stem(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}
