//! Runs the stages on files.

use std::path::{Path, PathBuf};

use bindery_client::options::RuntimeSource;
use bindery_source::{Diagnostic, Format, Origins, Pointer, Severity, Site};

use crate::codes;
use crate::config::OWN_VERSION;
use crate::disk::{self, Unread};
use crate::dump::Stage;
use crate::emitters::Emitter;
use crate::failure::{Attempt, Failure};
use crate::generate::{Input, Output, Settings, Text, generate};
use crate::overlay;
use crate::summary::Summary;
use crate::write::{Mode, write};

/// Generates from files, for a build script (see [`Generator::write_to_out_dir`]) or a tool.
///
/// ```no_run
/// use bindery::Generator;
///
/// let summary = Generator::new("openapi.yaml").package_name("pet-store").write_to("generated")?;
/// assert!(summary.operations > 0);
/// # Ok::<(), bindery::Failure>(())
/// ```
#[derive(Clone, Debug)]
pub struct Generator {
    document: PathBuf,
    overlays: Vec<PathBuf>,
    config: Option<PathBuf>,
    settings: Settings,
    limit: u64,
}

impl Generator {
    /// Generates from an OpenAPI document, YAML or JSON.
    pub fn new(document: impl Into<PathBuf>) -> Self {
        Self {
            document: document.into(),
            overlays: Vec::new(),
            config: None,
            settings: Settings::default(),
            limit: 64 << 20,
        }
    }

    /// Generates from a folder like those in `spec/`: `openapi.yaml`, corrected by `overlays/*.yaml` in name order,
    /// with the options of `bindery.yaml`. The crate is a member of the surrounding workspace, and is named after the
    /// folder if there is no `bindery.yaml`.
    ///
    /// # Errors
    ///
    /// [`Failure::Disk`] if the folder cannot be listed.
    pub fn of_folder(spec: &Path) -> Result<Self, Failure> {
        let mut generator = Self::new(spec.join("openapi.yaml")).runtime(RuntimeSource::Workspace);
        for name in disk::names_in(spec).map_err(|error| Failure::disk(Attempt::List, spec, error))? {
            match name.as_str() {
                "bindery.yaml" => generator.config = Some(spec.join(name)),
                "overlays" => generator.overlays = overlays(&spec.join(name))?,
                _ => {}
            }
        }
        if generator.config.is_none() {
            generator.settings.package_name = spec.file_name().map(|name| name.to_string_lossy().into_owned());
        }
        Ok(generator)
    }

    /// Adds an OpenAPI Overlay, applied after earlier ones.
    #[must_use]
    pub fn overlay(mut self, path: impl Into<PathBuf>) -> Self {
        self.overlays.push(path.into());
        self
    }

    /// Reads options from this `bindery.yaml`.
    #[must_use]
    pub fn config(mut self, path: impl Into<PathBuf>) -> Self {
        self.config = Some(path.into());
        self
    }

    /// Sets the package name; takes precedence over `bindery.yaml`.
    #[must_use]
    pub fn package_name(mut self, name: impl Into<String>) -> Self {
        self.settings.package_name = Some(name.into());
        self
    }

    /// Uses the runtime in this folder, relative to the emitted manifest or absolute; takes precedence over
    /// `bindery.yaml`.
    #[must_use]
    pub fn runtime_path(self, path: impl Into<String>) -> Self {
        self.runtime(RuntimeSource::Path { path: path.into(), version: OWN_VERSION.to_owned() })
    }

    /// Sets the source of the runtime; takes precedence over `bindery.yaml`. [`RuntimeSource::Workspace`] makes the
    /// crate a member of the surrounding workspace instead of its own.
    #[must_use]
    pub fn runtime(mut self, source: RuntimeSource) -> Self {
        self.settings.runtime = Some(source);
        self
    }

    /// Generates a module of a larger crate instead of a crate: `client/module.rs` instead of a manifest and its
    /// features. The larger crate includes that file, and depends on `bindery-runtime`; [`Generator::write_to_out_dir`]
    /// shows how. If chains of types are very long, the module's docs say which `recursion_limit` the crate needs.
    #[must_use]
    pub fn as_module(mut self) -> Self {
        self.settings.module = true;
        self
    }

    /// Selects the emitters to run; by default those of [`EMITTERS`](crate::EMITTERS) with `by_default`.
    #[must_use]
    pub fn emit(mut self, emitters: impl IntoIterator<Item = &'static Emitter>) -> Self {
        self.settings.emit = emitters.into_iter().collect();
        self
    }

    /// Turns warnings into errors.
    #[must_use]
    pub fn strict(mut self, strict: bool) -> Self {
        self.settings.strict = strict;
        self
    }

    /// Refuses documents of more bytes than this; the default is 64 MB.
    #[must_use]
    pub fn max_size(mut self, bytes: u64) -> Self {
        self.limit = bytes;
        self
    }

    /// Prints the part of a stage at or below a pointer, instead of generating files.
    #[must_use]
    pub fn dump(mut self, stage: Stage, only: Pointer) -> Self {
        self.settings.dump = Some((stage, only));
        self
    }

    /// Reads the files and runs all stages; writes nothing. Errors in the input are reported in the output.
    ///
    /// # Errors
    ///
    /// [`Failure::Disk`] if a file cannot be read.
    pub fn generate(&self) -> Result<Output, Failure> {
        let mut unread = Output::default();
        let document = self.read(&self.document, &mut unread)?;
        let config = match &self.config {
            Some(path) => self.read(path, &mut unread)?.map(Some),
            None => Some(None),
        };
        let overlays = self.read_overlays(&mut unread)?;
        let (Some(document), Some(overlays), Some(config)) = (document, overlays, config) else { return Ok(unread) };
        let folder = self.document.parent().unwrap_or(Path::new(""));
        let mut load = |path: &str| self.load(folder, path);
        Ok(generate(Input { document, overlays, config }, &self.settings, &mut load))
    }

    /// Reads the files and only applies the overlays: see [`overlay::apply`].
    ///
    /// # Errors
    ///
    /// [`Failure::Disk`] if a file cannot be read.
    pub fn overlaid(&self) -> Result<Output, Failure> {
        let mut unread = Output::default();
        let document = self.read(&self.document, &mut unread)?;
        let overlays = self.read_overlays(&mut unread)?;
        let (Some(document), Some(overlays)) = (document, overlays) else { return Ok(unread) };
        Ok(overlay::apply(Input { document, overlays, config: None }, self.settings.strict))
    }

    /// The overlay that turns the document into the one in the file `after`: see [`overlay::between`].
    ///
    /// # Errors
    ///
    /// [`Failure::Disk`] if a file cannot be read.
    pub fn overlay_to(&self, after: &Path) -> Result<Output, Failure> {
        let mut unread = Output::default();
        let (before, after) = (self.read(&self.document, &mut unread)?, self.read(after, &mut unread)?);
        let (Some(before), Some(after)) = (before, after) else { return Ok(unread) };
        Ok(overlay::between(before, after))
    }

    /// Generates, and writes below the folder `out`. Notes and warnings are not reported; [`Generator::generate`]
    /// returns them.
    ///
    /// # Errors
    ///
    /// [`Failure::Text`] if the document has errors, and the errors of [`write()`].
    pub fn write_to(&self, out: impl AsRef<Path>) -> Result<Summary, Failure> {
        self.write_output(&self.generate()?, out.as_ref())
    }

    /// Writes the output below the folder `out`.
    pub(crate) fn write_output(&self, output: &Output, out: &Path) -> Result<Summary, Failure> {
        let Some(summary) = &output.summary else { return Err(Failure::Text(messages(output))) };
        write(&output.files, &self.folders(), out, Mode::Write)?;
        Ok(summary.clone())
    }

    /// The folders to write.
    pub(crate) fn folders(&self) -> Vec<&'static str> {
        self.settings.emit.iter().map(|emitter| emitter.name).collect()
    }

    /// The document's path for messages.
    pub(crate) fn shown(&self) -> String {
        disk::shown(&self.document)
    }

    fn read_overlays(&self, unread: &mut Output) -> Result<Option<Vec<Text>>, Failure> {
        self.overlays.iter().map(|path| self.read(path, unread)).collect()
    }

    /// Reads a file. Invalid contents are reported in `unread`, and give `None`.
    fn read(&self, path: &Path, unread: &mut Output) -> Result<Option<Text>, Failure> {
        let shown = disk::shown(path);
        match disk::read_text(path, self.limit) {
            Ok(text) => return Ok(Some(Text { path: shown, text })),
            Err(Unread::Refused(error)) => return Err(Failure::disk(Attempt::Read, path, error)),
            Err(Unread::TooLarge) => {
                let megabytes = self.limit >> 20;
                let message = format!("`{shown}` is larger than {megabytes} MB");
                let said = unread.sink.push(&codes::DOCUMENT_TOO_LARGE, Severity::Error, None, message);
                said.help("check the path, or raise the limit with `--max-size`");
            }
            Err(Unread::NotUtf8 { text, at }) => {
                let site = Site::file(shown.clone(), Pointer::root());
                let said = unread.sink.error(&codes::DOCUMENT_NOT_UTF8, site, "the file is not UTF-8 from here on");
                said.span(at..at + char::REPLACEMENT_CHARACTER.len_utf8());
                said.help("save it as UTF-8");
                unread.origins = Origins::new(shown.clone());
                unread.texts.insert_read(shown, text);
            }
        }
        Ok(None)
    }

    fn load(&self, folder: &Path, path: &str) -> Result<String, String> {
        let found = disk::inside(folder, path).map_err(|error| error.to_string())?;
        let found = found.ok_or("it is outside the document's folder")?;
        disk::read_text(&found, self.limit).map_err(|unread| match unread {
            Unread::TooLarge => format!("it is larger than {} MB", self.limit >> 20),
            Unread::NotUtf8 { .. } => "it is not UTF-8".to_owned(),
            Unread::Refused(error) => error.to_string(),
        })
    }
}

fn overlays(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let names = disk::names_in(folder).map_err(|error| Failure::disk(Attempt::List, folder, error))?;
    let paths = names.into_iter().map(|name| folder.join(name));
    Ok(paths.filter(|path| path.extension().is_some_and(|extension| extension == "yaml")).collect())
}

fn messages(output: &Output) -> String {
    let worst: Vec<Diagnostic> =
        output.sink.diagnostics().iter().filter(|said| said.severity == Severity::Error).cloned().collect();
    let format = Format::Text { color: false, notes: false };
    bindery_source::render(&worst, &output.texts, &output.origins, format)
}
