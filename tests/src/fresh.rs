//! The checked-in files are up to date.

use bindery::{Generator, Mode, write};

use crate::run;

#[test]
fn generated_is_fresh() {
    for spec in run::folders(run::root().join("spec")) {
        let api = spec.file_name().expect("a folder has a name");
        let generator = Generator::of_folder(&spec).expect("the folder can be listed");
        let output = generator.generate().expect("the document can be read");
        assert!(!output.sink.has_errors(), "{}", run::report(&output));
        let folders: Vec<&str> =
            bindery::EMITTERS.iter().filter(|emitter| emitter.by_default).map(|emitter| emitter.name).collect();
        let out = run::root().join("generated").join(api);
        let changes = write(&output.files, &folders, &out, Mode::Check).expect("the folder can be read");
        if let Some(change) = changes.first() {
            panic!("{} is stale; run `cargo xtask generate`\n{}", change.path, bindery::first_difference(change));
        }
    }
}

#[test]
fn equal_input_gives_equal_bytes() {
    let path = run::root().join("spec/housecall-pro/openapi.yaml");
    let text = run::read(path);
    let first = run::document("openapi.yaml", &text, &run::member());
    let second = run::document("openapi.yaml", &text, &run::member());
    assert_eq!(first.files, second.files);
}

#[test]
fn line_ends_of_the_document_do_not_matter() {
    let path = run::root().join("spec/housecall-pro/openapi.yaml");
    let text = run::read(path);
    let unix = run::document("openapi.yaml", &text, &run::member());
    let windows = run::document("openapi.yaml", &text.replace('\n', "\r\n"), &run::member());
    assert!(!unix.files.is_empty());
    assert_eq!(unix.files, windows.files);
}

#[test]
fn the_published_document_has_one_warning() {
    let path = run::root().join("spec/housecall-pro/openapi.yaml");
    let output = run::document("spec/housecall-pro/openapi.yaml", &run::read(path), &run::member());
    let warnings: Vec<&str> = output
        .sink
        .diagnostics()
        .iter()
        .filter(|said| said.severity == bindery_source::Severity::Warning)
        .map(|said| said.code.id)
        .collect();
    assert_eq!(warnings, ["yaml-repaired"], "{}", run::report(&output));
    assert!(run::report(&output).contains("spec/housecall-pro/openapi.yaml:367:52"));
}
