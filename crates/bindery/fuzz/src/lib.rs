//! Properties that hold for any text given as an OpenAPI document.

use std::collections::BTreeMap;

use bindery::{Input, Output, Settings, Text};
use bindery_openapi::Read;
use bindery_source::{Files, Format, Origins, Sink, render};

/// Panics if reading a text, or rejecting it, breaks a promise of the readers.
pub fn read(text: &str) {
    let mut sink = Sink::default();
    let Some(parsed) = bindery_source::parse(PATH, text, &mut sink) else {
        assert!(sink.has_errors(), "nothing was read, and nothing said of it");
        return;
    };
    let mut origins = Origins::new(PATH.to_owned());
    origins.insert_repairs(PATH.to_owned(), parsed.repairs);
    let others = bindery_openapi::needs(&parsed.value, &BTreeMap::new());
    let others = others.into_keys().map(|path| (path, bindery_source::Value::Null)).collect();
    if let Read::Refused = bindery_openapi::read(parsed.value, &others, &mut sink) {
        assert!(sink.has_errors(), "the document was refused, and nothing said of it");
    }
    let mut texts = Files::default();
    texts.insert_read(PATH.to_owned(), text.to_owned());
    is_shown(&sink, &texts, &origins);
}

/// Panics if the output for a text breaks a promise of the emitters.
pub fn generate(text: &str) {
    let output = made(text);
    is_shown(&output.sink, &output.texts, &output.origins);
    assert_eq!(output.files.is_empty(), output.sink.has_errors(), "all or nothing");
    for (path, text) in output.files.iter() {
        is_inside(path);
        if path.ends_with(".rs") {
            syn::parse_file(text).unwrap_or_else(|error| panic!("{path} is no Rust: {error}\n{text}"));
        }
    }
    let again = made(text);
    assert!(output.files.iter().eq(again.files.iter()), "equal input, equal bytes");
}

const PATH: &str = "openapi.yaml";

fn made(text: &str) -> Output {
    let document = Text { path: PATH.to_owned(), text: text.to_owned() };
    let input = Input { document, overlays: Vec::new(), config: None };
    bindery::generate(input, &Settings::default(), &mut |_| Err("there are no other files".to_owned()))
}

/// All diagnostics can be rendered, with their lines.
fn is_shown(sink: &Sink, texts: &Files, origins: &Origins) {
    let text = Format::Text { color: false, notes: true };
    for format in [text, Format::JsonLines, Format::Github, Format::Sarif] {
        let shown = render(sink.diagnostics(), texts, origins, format);
        assert!(!shown.is_empty() || sink.diagnostics().is_empty());
    }
}

/// No document can make the output leave its folder.
fn is_inside(path: &str) {
    let is_name = |name: &str| {
        let known = |letter: char| letter.is_alphanumeric() || matches!(letter, '.' | '_' | '-');
        !name.is_empty() && name != "." && name != ".." && name.chars().all(known)
    };
    assert!(path.split('/').all(is_name), "`{path}` is no path of ours");
}
