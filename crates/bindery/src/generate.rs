//! The program as a function from files to files.

use std::collections::BTreeMap;

use bindery_client::options::RuntimeSource;
use bindery_client_tests::Told;
use bindery_openapi::{Document, Read};
use bindery_source::{Files, Origins, Pointer, Sink, Site, Value};

use crate::codes;
use crate::config::Config;
use crate::dump::{self, Stage};
use crate::emitters::{CLIENT_TESTS, EMITTERS, Emitter, Made};
use crate::summary::Summary;

/// The input of a run.
#[derive(Clone, Debug)]
pub struct Input {
    /// The OpenAPI document, YAML or JSON.
    pub document: Text,
    /// OpenAPI Overlays, applied to the document in this order.
    pub overlays: Vec<Text>,
    /// `bindery.yaml`.
    pub config: Option<Text>,
}

/// A text, and its path in messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// A path that the user can open.
    pub path: String,
    /// The text.
    pub text: String,
}

/// Settings of the caller, which take precedence over `bindery.yaml`.
#[derive(Clone, Debug)]
pub struct Settings {
    /// What to generate.
    pub emit: Vec<&'static Emitter>,
    /// The package's name.
    pub package_name: Option<String>,
    /// The source of the runtime.
    pub runtime: Option<RuntimeSource>,
    /// Whether the crate is its own workspace, and does not inherit lints from one.
    pub standalone: bool,
    /// Whether to generate a module of a larger crate instead of a crate.
    pub module: bool,
    /// Whether warnings are errors.
    pub strict: bool,
    /// A stage to print instead of generating files, and the part of it to print.
    pub dump: Option<(Stage, Pointer)>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            emit: EMITTERS.iter().filter(|emitter| emitter.by_default).collect(),
            package_name: None,
            runtime: None,
            standalone: true,
            module: false,
            strict: false,
            dump: None,
        }
    }
}

/// The output of a run.
#[derive(Debug, Default)]
pub struct Output {
    /// The generated files, each in the folder of its emitter. Empty after an error.
    pub files: Files,
    /// The diagnostics of all stages.
    pub sink: Sink,
    /// The texts that were read, for rendering messages.
    pub texts: Files,
    /// Where the parts of the document are in those texts.
    pub origins: Origins,
    /// The printed stage, or the result of an overlay command.
    pub dump: Option<String>,
    /// The numbers of the run; `None` after an error.
    pub summary: Option<Summary>,
    /// Whether the emitted crate depends on a registry's runtime of this program's version.
    pub(crate) asks_for_own_runtime: bool,
}

/// Loads a file that the document refers to, by its path relative to the document's folder. The error briefly says why
/// that failed.
pub type Load<'l> = &'l mut dyn FnMut(&str) -> Result<String, String>;

/// Runs all stages. Only `load` can access anything outside.
///
/// After an error [`Output::files`] is empty: there is no partial output.
///
/// ```
/// use bindery::{Input, Settings, Text, generate};
///
/// let document = Text { path: "openapi.yaml".to_owned(), text: "swagger: '2.0'".to_owned() };
/// let input = Input { document, overlays: Vec::new(), config: None };
/// let output = generate(input, &Settings::default(), &mut |_| Err("there are no other files".to_owned()));
/// assert!(output.sink.has_errors());
/// assert!(output.files.is_empty());
/// ```
pub fn generate(input: Input, settings: &Settings, load: Load<'_>) -> Output {
    let mut output = Output { origins: Origins::new(input.document.path.clone()), ..Output::default() };
    let made = stages(input, settings, load, &mut output);
    if made.is_none() {
        output.files = Files::default();
    }
    output
}

/// Returns `None` after the first stage with errors.
fn stages(input: Input, settings: &Settings, load: Load<'_>, output: &mut Output) -> Option<()> {
    let mut config = read_config(input.config, output);
    config.settle(settings);
    let root = read_value(input.document, output);
    let root = overlaid(root?, input.overlays, output);
    gate(output, settings)?;

    let document = read_document(root, load, output);
    gate(output, settings)?;
    let document = document?;
    if let Some(only) = wanted(settings, Stage::Document) {
        output.dump = Some(dump::document(&document, only));
    }

    let api = bindery_model::lower(&document, &config.api, &mut output.sink);
    // It is large, and dropped as soon as possible.
    let told = told(*document, settings);
    gate(output, settings)?;
    if let Some(only) = wanted(settings, Stage::Api) {
        output.dump = Some(dump::api(&api, only));
    }

    let package = bindery_client::lower(&api, &config.client, &mut output.sink);
    gate(output, settings)?;
    if let Some(only) = wanted(settings, Stage::Items) {
        output.dump = Some(dump::items(&package, only));
    }

    let made = Made { api: &api, package: &package, config: &config, told: told.as_ref() };
    if settings.dump.is_none() {
        for emitter in &settings.emit {
            output.files.absorb(emitter.name, (emitter.emit)(&made));
        }
    }
    let is_made = output.files.get("client/Cargo.toml").is_some();
    output.asks_for_own_runtime = is_made && config.takes_own_runtime();
    output.summary = Some(Summary::new(&api, &package.bindings, &output.sink));
    Some(())
}

/// The parts of the document that the client's tests need.
fn told(document: Document, settings: &Settings) -> Option<Told> {
    let wanted = settings.emit.iter().any(|emitter| emitter.name == CLIENT_TESTS);
    wanted.then(|| Told { document: document.to_value(), schemas: document.schemas.keys().cloned().collect() })
}

/// Stops the run if the previous stage reported errors.
fn gate(output: &mut Output, settings: &Settings) -> Option<()> {
    if settings.strict {
        output.sink.make_strict();
    }
    (!output.sink.has_errors()).then_some(())
}

fn read_config(text: Option<Text>, output: &mut Output) -> Config {
    let Some(Text { path, text }) = text else { return Config::default() };
    let parsed = bindery_source::parse(&path, &text, &mut output.sink);
    output.texts.insert_read(path.clone(), text);
    let Some(parsed) = parsed else { return Config::default() };
    output.origins.insert_repairs(path.clone(), parsed.repairs);
    Config::read(&path, &parsed.value, &mut output.sink)
}

pub(crate) fn read_value(Text { path, text }: Text, output: &mut Output) -> Option<Value> {
    let parsed = bindery_source::parse(&path, &text, &mut output.sink);
    output.texts.insert_read(path.clone(), text);
    let parsed = parsed?;
    output.origins.insert_repairs(path, parsed.repairs);
    Some(parsed.value)
}

/// Applies overlays to the document. Overlays that cannot be read are reported and skipped.
pub(crate) fn overlaid(mut root: Value, overlays: Vec<Text>, output: &mut Output) -> Value {
    for overlay in overlays {
        let path = overlay.path.clone();
        if let Some(overlay) = read_value(overlay, output) {
            bindery_openapi::overlay::apply(&mut root, &mut output.origins, &overlay, &path, &mut output.sink);
        }
    }
    root
}

fn read_document(root: Value, load: Load<'_>, output: &mut Output) -> Option<Box<Document>> {
    let mut others = BTreeMap::new();
    loop {
        let needed = bindery_openapi::needs(&root, &others);
        if needed.is_empty() {
            break;
        }
        for (path, reference) in needed {
            let value = read_other(&path, &reference, load, output).unwrap_or(Value::Null);
            others.insert(path, value);
        }
    }
    match bindery_openapi::read(root, &others, &mut output.sink) {
        Read::Document(document) => Some(document),
        Read::Need(_) | Read::Refused => None,
    }
}

fn read_other(path: &str, reference: &Pointer, load: Load<'_>, output: &mut Output) -> Option<Value> {
    let text = match load(path) {
        Ok(text) => text,
        Err(reason) => {
            output
                .sink
                .warning(&codes::REF_UNREADABLE, reference, format!("`{path}` cannot be read: {reason}"))
                .help("add the file, or correct the reference");
            return None;
        }
    };
    let shown = beside(output.origins.main(), path);
    let place = bindery_openapi::place_of_file(path);
    output.origins.insert(place, Site::file(shown.clone(), Pointer::root()));
    // A description in its own file.
    if [".md", ".markdown", ".txt"].iter().any(|ending| path.ends_with(ending)) {
        return Some(Value::String(text));
    }
    read_value(Text { path: shown, text }, output)
}

/// The path of a file at `path` relative to the folder of `main`.
fn beside(main: &str, path: &str) -> String {
    match main.rsplit_once('/') {
        Some((folder, _)) => format!("{folder}/{path}"),
        None => path.to_owned(),
    }
}

/// The requested part of a stage.
fn wanted(settings: &Settings, stage: Stage) -> Option<&Pointer> {
    settings.dump.as_ref().filter(|(wanted, _)| *wanted == stage).map(|(_, only)| only)
}
