//! A generated crate compiles without a warning with each of its Cargo features alone, and with none.
//!
//! `gated/client` is generated from `gated/openapi.yaml`, a document whose groups share types in every way, and whose
//! `bindery.yaml` uses types of other crates. `BINDERY_BLESS=1 cargo test` regenerates it.

use std::process::Command;

use bindery::{Input, Mode, Settings, Text, generate, write};
use cargo_metadata::MetadataCommand;

use crate::run;

#[test]
fn gated_is_what_its_document_says() {
    let folder = run::root().join("tests/gated");
    let settings = Settings { emit: vec!["client".parse().expect("it is an emitter")], ..run::member() };
    let text = |name: &str| Text { path: name.to_owned(), text: run::read(folder.join(name)) };
    let (document, config) = (text("openapi.yaml"), Some(text("bindery.yaml")));
    let input = Input { document, overlays: Vec::new(), config };
    let output = generate(input, &settings, &mut |_| Err("there are no other files".to_owned()));
    assert!(!output.sink.has_errors(), "{}", run::report(&output));
    let bless = run::variable("BINDERY_BLESS").is_some();
    let mode = if bless { Mode::Write } else { Mode::Check };
    let changes = write(&output.files, &["client"], &folder, mode).expect("the folder can be read");
    let stale = changes.first().filter(|_| !bless).map(bindery::first_difference);
    assert_eq!(stale, None, "gated is stale; run `BINDERY_BLESS=1 cargo test -p tests gated`");
}

#[test]
fn each_feature_alone_compiles_without_a_warning() {
    let metadata = MetadataCommand::new().no_deps().exec().expect("cargo describes the workspace");
    let is_generated = |package: &&cargo_metadata::Package| package.manifest_path.ends_with("client/Cargo.toml");
    for package in
        metadata.packages.iter().filter(is_generated).filter(|package| package.name.as_str() != "bindery-client")
    {
        for feature in package.features.keys().map(String::as_str).chain([""]) {
            let mut cargo = Command::new(env!("CARGO"));
            cargo.args(["check", "--quiet", "--offline", "--no-default-features", "--features", feature]);
            let said = cargo.args(["--package", &package.name]).output().expect("cargo runs").stderr;
            assert_eq!(String::from_utf8_lossy(&said), "", "{} with the feature `{feature}`", package.name);
        }
    }
}
