//! Each overlay of Housecall Pro works on its own: without any one of them there is still a crate, and the loss is
//! reported.

use std::path::Path;

use bindery::{Input, Output, Settings, Text, generate};
use bindery_source::Severity;

use crate::run;

#[test]
fn every_action_says_why_and_how_sure_it_is() {
    for overlay in overlays() {
        let mut sink = bindery_source::Sink::default();
        let parsed = bindery_source::parse(&overlay.path, &overlay.text, &mut sink).expect("an overlay can be read");
        for action in parsed.value["actions"].as_array().into_iter().flatten() {
            let why = action["description"].as_str().unwrap_or_default();
            let mark = ["(S)", "(F)", "(W)", "not written down."].into_iter().any(|mark| why.contains(mark));
            assert!(mark, "{}: {} has no mark: {why}", overlay.path, action["target"]);
        }
    }
}

#[test]
fn with_all_of_them_one_warning_is_left() {
    let output = generated(overlays());
    assert_eq!(said(&output), ["yaml-repaired"], "{}", run::report(&output));
}

#[test]
fn without_any_one_of_them_there_is_a_crate_and_what_got_thinner_is_told() {
    let whole = generated(overlays());
    for left_out in 0..overlays().len() {
        let mut overlays = overlays();
        let overlay = overlays.remove(left_out);
        let output = generated(overlays);
        assert!(!output.sink.has_errors() && !output.files.is_empty(), "{}: {}", overlay.path, run::report(&output));
        let told = |output: &Output| output.summary.as_ref().map(ToString::to_string);
        assert_ne!(told(&output), told(&whole), "{}", overlay.path);
        assert_ne!(output.files, whole.files, "{} changes nothing", overlay.path);
    }
}

fn generated(overlays: Vec<Text>) -> Output {
    let config = Some(text(&folder().join("bindery.yaml")));
    let input = Input { document: text(&folder().join("openapi.yaml")), overlays, config };
    let emit = bindery::EMITTERS.iter().filter(|emitter| emitter.name == "client").collect();
    generate(input, &Settings { emit, ..run::member() }, &mut |_| Err("there are no other files".to_owned()))
}

fn overlays() -> Vec<Text> {
    run::files(folder().join("overlays"), "yaml").iter().map(|path| text(path)).collect()
}

fn text(path: &Path) -> Text {
    Text {
        path: path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
        text: run::read(path),
    }
}

fn folder() -> std::path::PathBuf {
    run::root().join("spec/housecall-pro")
}

/// The codes of all warnings and errors.
fn said(output: &Output) -> Vec<&'static str> {
    let loud = output.sink.diagnostics().iter().filter(|said| said.severity > Severity::Note);
    loud.map(|said| said.code.id).collect()
}
