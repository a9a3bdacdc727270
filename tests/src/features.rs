//! A generated crate compiles without a warning with each of its Cargo features alone, and with none.
//!
//! `gated/client` is generated from `gated/openapi.yaml`, a document whose groups share types in every way, and whose
//! `bindery.yaml` uses types of other crates. The types that replies of `split/openapi.yaml` contain are a package of their own.
//! `BINDERY_BLESS=1 cargo test` regenerates both.

use std::process::Command;

use bindery::{Input, Mode, Settings, Text, generate, write};
use cargo_metadata::MetadataCommand;

use crate::run;

#[test]
fn gated_is_what_its_document_says() {
    is_what_its_document_says("gated");
}

#[test]
fn split_is_what_its_document_says() {
    is_what_its_document_says("split");
}

fn is_what_its_document_says(folder: &str) {
    let folder = run::root().join("tests").join(folder);
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
    assert_eq!(stale, None, "{} is stale; run `BINDERY_BLESS=1 cargo test -p tests features`", folder.display());
}

#[test]
fn each_feature_alone_compiles_without_a_warning() {
    let metadata = MetadataCommand::new().no_deps().exec().expect("cargo describes the workspace");
    let is_generated = |package: &&cargo_metadata::Package| {
        let is_in = |end| package.manifest_path.ends_with(end);
        is_in("client/Cargo.toml") && package.name.as_str() != "bindery-client" || is_in("client/types/Cargo.toml")
    };
    for package in metadata.packages.iter().filter(is_generated) {
        for feature in package.features.keys().map(String::as_str).chain([""]) {
            let mut cargo = Command::new(env!("CARGO"));
            cargo.args(["check", "--quiet", "--offline", "--no-default-features", "--features", feature]);
            let said = cargo.args(["--package", &package.name]).output().expect("cargo runs").stderr;
            assert_eq!(String::from_utf8_lossy(&said), "", "{} with the feature `{feature}`", package.name);
        }
    }
}
