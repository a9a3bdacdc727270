//! Standalone overlays: a document with its overlays applied, and the overlay between two documents.

use bindery_openapi::codes::DOCUMENT_NOT_OPENAPI;
use bindery_openapi::overlay::diff;
use bindery_source::{Origins, Pointer, Site, Value};

use crate::generate::{Input, Output, Text, overlaid, read_value};

/// Reads a document and applies its overlays. The result is [`Output::dump`], as JSON, unless there are errors.
///
/// ```
/// use bindery::{Input, Text};
///
/// let text = |path: &str, text: &str| Text { path: path.to_owned(), text: text.to_owned() };
/// let overlay = "{overlay: 1.1.0, info: {title: '', version: ''}, actions: [{target: $.info, remove: true}]}";
/// let document = text("openapi.yaml", "{openapi: 3.1.0, info: {}}");
/// let input = Input { document, overlays: vec![text("overlay.yaml", overlay)], config: None };
/// let output = bindery::overlay::apply(input, false);
/// assert_eq!(output.dump.as_deref(), Some("{\n  \"openapi\": \"3.1.0\"\n}\n"));
/// ```
pub fn apply(input: Input, strict: bool) -> Output {
    let mut output = Output { origins: Origins::new(input.document.path.clone()), ..Output::default() };
    let document = read_value(input.document, &mut output);
    let document = document.map(|document| overlaid(document, input.overlays, &mut output));
    if strict {
        output.sink.make_strict();
    }
    if !output.sink.has_errors() {
        output.dump = document.as_ref().map(json);
    }
    output
}

/// The overlay that turns one document into another: [`Output::dump`], as JSON, or an empty string if they are equal.
pub fn between(before: Text, after: Text) -> Output {
    let mut output = Output { origins: Origins::new(before.path.clone()), ..Output::default() };
    let after_path = after.path.clone();
    let (before, after) = (read_value(before, &mut output), read_value(after, &mut output));
    let (Some(before), Some(after)) = (before, after) else { return output };
    for (document, site) in [(&before, Pointer::root().into()), (&after, Site::file(after_path, Pointer::root()))] {
        if !document.is_object() {
            output.sink.error(&DOCUMENT_NOT_OPENAPI, site, "a document must be an object");
        }
    }
    if !output.sink.has_errors() {
        output.dump = Some(diff(&before, &after).as_ref().map(json).unwrap_or_default());
    }
    output
}

/// JSON is also YAML, and every tool reads it alike.
fn json(value: &Value) -> String {
    format!("{value:#}\n")
}
