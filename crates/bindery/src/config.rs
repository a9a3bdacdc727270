//! `bindery.yaml`: the user's options, one section for each part.
//!
//! ```yaml
//! client:
//!   package: { name: pet-store, version: 0.1.0, license: MIT OR Apache-2.0 }
//! api:
//!   auth: { apiKey: { prefix: Token } }
//! ```

mod api;
mod client;
mod keys;
mod limits;
mod paging;
mod reader;
mod schema;
mod sessions;
mod types;
mod webhooks;

use bindery_client::options::RuntimeSource;
use bindery_source::{Pointer, Sink, Value};

use crate::generate::Settings;
use reader::Reader;

pub(crate) use client::OWN_VERSION;
pub use client::is_package_name;
pub use schema::config_schema;

/// All options of `bindery.yaml`, by section.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// The section `api`: the meaning of the document.
    pub api: bindery_model::Overrides,
    /// The section `client`: options for the generated Rust.
    pub client: bindery_client::Options,
    /// The section `docs`.
    pub docs: bindery_docs::Options,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            api: bindery_model::Overrides::default(),
            client: client::defaults(),
            docs: bindery_docs::Options::default(),
        }
    }
}

impl Config {
    /// Reads a parsed `bindery.yaml`. `path` names the file in messages.
    ///
    /// Unknown keys and values that do not fit are errors; the rest is read anyway.
    ///
    /// ```
    /// use bindery_source::Sink;
    ///
    /// let mut sink = Sink::default();
    /// let value = serde_json::json!({ "client": { "package": { "name": "pet-store" } } });
    /// let config = bindery::Config::read("bindery.yaml", &value, &mut sink);
    /// assert_eq!(config.client.package.name.as_deref(), Some("pet-store"));
    /// assert!(!sink.has_errors());
    /// ```
    pub fn read(path: &str, value: &Value, sink: &mut Sink) -> Self {
        let mut reader = Reader::new(path, sink);
        let mut config = Self::default();
        let root = reader.section(value, &Pointer::root(), keys::ROOT);
        if let Some((value, at)) = root.get("api") {
            config.api = api::read(&mut reader, value, &at);
        }
        config.api.file = path.into();
        if let Some((value, at)) = root.get("client") {
            config.client = client::read(&mut reader, value, &at);
            path.clone_into(&mut config.client.file);
        }
        if let Some((value, at)) = root.get("docs") {
            reader.section(value, &at, keys::DOCS);
        }
        config
    }

    /// Whether the emitted crate depends on a registry's runtime of this program's version.
    pub(crate) fn takes_own_runtime(&self) -> bool {
        self.client.runtime == RuntimeSource::Version(OWN_VERSION.to_owned())
    }

    /// Applies the caller's settings, which take precedence.
    pub(crate) fn settle(&mut self, settings: &Settings) {
        if let Some(name) = &settings.package_name {
            self.client.package.name = Some(name.clone());
        }
        if let Some(runtime) = &settings.runtime {
            self.client.runtime = runtime.clone();
        }
        self.client.module = settings.module;
        self.client.standalone = settings.standalone && self.client.runtime != RuntimeSource::Workspace;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(value: &Value) -> Vec<String> {
        let mut sink = Sink::default();
        Config::read("bindery.yaml", value, &mut sink);
        let line = |said: &bindery_source::Diagnostic| {
            let at = said.at.as_ref().map(|site| site.pointer.to_string()).unwrap_or_default();
            let help = said.help.as_deref().map(|help| format!(" ({help})")).unwrap_or_default();
            format!("{} {at}: {}{help}", said.code.id, said.message)
        };
        sink.diagnostics().iter().map(line).collect()
    }

    #[test]
    fn a_slip_of_the_pen_is_an_error_that_knows_better() {
        let value = serde_json::json!({ "client": { "pakage": {} } });
        assert_eq!(said(&value), ["config-unknown-key /client/pakage: unknown key `pakage` (did you mean `package`?)"]);
    }

    #[test]
    fn a_strange_key_is_told_which_keys_there_are() {
        let value = serde_json::json!({ "server": {} });
        assert_eq!(
            said(&value),
            ["config-unknown-key /server: unknown key `server` (expected one of `api`, `client`, `docs`)"]
        );
    }

    #[test]
    fn a_section_is_an_object() {
        let value = serde_json::json!({ "api": [] });
        assert_eq!(said(&value), ["config-invalid /api: `api` must be an object, but is an array"]);
    }

    #[test]
    fn an_empty_section_is_fine() {
        let value = serde_json::json!({ "api": null, "client": null, "docs": null });
        assert_eq!(said(&value), Vec::<String>::new());
    }

    #[test]
    fn every_mistake_is_told() {
        let value = serde_json::json!({ "docs": { "x": 1 }, "client": { "package": { "publish": "no" } } });
        assert_eq!(said(&value).len(), 2);
    }

    #[test]
    fn messages_name_the_file_that_was_read() {
        let mut sink = Sink::default();
        Config::read("spec/bindery.yaml", &serde_json::json!({ "x": 1 }), &mut sink);
        let file = sink.diagnostics()[0].at.as_ref().and_then(|site| site.file.as_deref());
        assert_eq!(file, Some("spec/bindery.yaml"));
    }

    #[test]
    fn the_command_line_has_the_last_word() {
        let value = serde_json::json!({ "client": { "package": { "name": "a" }, "runtime": { "version": "1" } } });
        let mut config = Config::read("bindery.yaml", &value, &mut Sink::default());
        config.settle(&Settings {
            package_name: Some("b".to_owned()),
            runtime: Some(RuntimeSource::Workspace),
            ..Settings::default()
        });
        assert_eq!(config.client.package.name.as_deref(), Some("b"));
        assert!(!config.client.standalone, "a member of a workspace does not stand on its own");
    }
}
