//! The section `client`.

use bindery_client::Options;
use bindery_client::options::{FeatureOptions, PackageOptions, RuntimeSource, TypeOptions};
use bindery_source::{Pointer, Value};
use indexmap::IndexMap;

use super::reader::{Reader, Section};
use super::{keys, types};

/// The defaults: a crate with its own workspace that depends on the runtime of this version.
pub(super) fn defaults() -> Options {
    Options {
        file: "bindery.yaml".to_owned(),
        package: PackageOptions::default(),
        runtime: RuntimeSource::Version(OWN_VERSION.to_owned()),
        standalone: true,
        module: false,
        names: IndexMap::new(),
        types: TypeOptions::default(),
        features: FeatureOptions::default(),
    }
}

/// The runtime is published together with this crate, with the same version.
pub(crate) const OWN_VERSION: &str = env!("CARGO_PKG_VERSION");

/// `package`, `runtime`, `names`, `types`, `formats` and `features`.
pub(super) fn read(reader: &mut Reader<'_>, value: &Value, at: &Pointer) -> Options {
    let mut options = defaults();
    let section = reader.section(value, at, keys::CLIENT);
    if let Some((value, at)) = section.get("package") {
        options.package = read_package(reader, value, &at);
    }
    if let Some((value, at)) = section.get("runtime") {
        options.runtime = read_runtime(reader, value, &at).unwrap_or(options.runtime);
    }
    if let Some((value, at)) = section.get("names") {
        for (place, value, at) in reader.free_section(value, &at).entries() {
            if let Some(name) = reader.text_of(value, &at) {
                options.names.insert(place.to_owned(), name);
            }
        }
    }
    options.types = types::read(reader, &section);
    if let Some((value, at)) = section.get("features") {
        let section = reader.section(value, &at, keys::FEATURES);
        options.features.groups = reader.flag(&section, "groups").unwrap_or(true);
        options.features.default = reader.texts(&section, "default");
    }
    options
}

fn read_package(reader: &mut Reader<'_>, value: &Value, at: &Pointer) -> PackageOptions {
    let section = reader.section(value, at, keys::PACKAGE);
    let package = PackageOptions {
        name: reader.text(&section, "name"),
        version: read_version(reader, &section),
        description: reader.text(&section, "description"),
        license: reader.text(&section, "license"),
        repository: reader.text(&section, "repository"),
        publish: reader.flag(&section, "publish").unwrap_or(false),
        split: reader.flag(&section, "split"),
        is_member: reader.choice(&section, "workspace", keys::WORKSPACES).as_deref() == Some("member"),
    };
    if package.name.as_deref().is_some_and(|name| !is_package_name(name)) {
        let message = "a package name must start with a letter and contain only letters, digits, `-` and `_`";
        reader.invalid(&at.key("name"), message);
    }
    package
}

/// A version. YAML reads `1.0` as a number, which has one part too few: quotes alone would not help.
fn read_version(reader: &mut Reader<'_>, section: &Section<'_>) -> Option<String> {
    let (value, at) = section.get("version")?;
    let version = if value.is_number() { Some(value.to_string()) } else { reader.text_of(value, &at) };
    if version.as_deref().is_some_and(|version| !is_version(version)) {
        reader.invalid(&at, "a version must be three numbers, such as 0.1.0");
    }
    version
}

fn read_runtime(reader: &mut Reader<'_>, value: &Value, at: &Pointer) -> Option<RuntimeSource> {
    let section = reader.section(value, at, keys::RUNTIME);
    let version = reader.text(&section, "version");
    let path = reader.text(&section, "path");
    let url = reader.text(&section, "git");
    let rev = reader.text(&section, "rev");
    match (version, path, url, rev) {
        (Some(version), None, None, None) => Some(RuntimeSource::Version(version)),
        (version, Some(path), None, None) => {
            Some(RuntimeSource::Path { path, version: version.unwrap_or_else(|| OWN_VERSION.to_owned()) })
        }
        (None, None, Some(url), rev) => Some(RuntimeSource::Git { url, rev }),
        _ => {
            let said = reader.invalid(at, "the runtime must have exactly one source");
            said.help("set `version`, or `path` (with the `version` that publishing needs), or `git` (with a `rev`)");
            None
        }
    }
}

/// Whether Cargo accepts this as the name of a package.
pub fn is_package_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.len() <= 64
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

/// Whether this is a version (Semantic Versioning 2.0.0, section 2).
fn is_version(version: &str) -> bool {
    let core = version.split(['-', '+']).next().unwrap_or_default();
    let numbers: Vec<&str> = core.split('.').collect();
    numbers.len() == 3
        && numbers.iter().all(|number| number.parse::<u64>().is_ok() && !number.starts_with('+'))
        && version.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-+".contains(&byte))
}

/// Whether this is a version requirement with one part, such as `1.2` or `=1.2.3`.
pub(super) fn is_version_requirement(requirement: &str) -> bool {
    let version = requirement.trim_start_matches(['^', '=', '~', '>', '<']);
    version.starts_with(|first: char| first.is_ascii_digit())
        && version.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-+*".contains(&byte))
}

#[cfg(test)]
mod tests {
    use bindery_source::Sink;
    use serde_json::json;

    use super::*;

    fn read_with(value: &Value) -> (Options, Vec<String>) {
        let mut sink = Sink::default();
        let options = read(&mut Reader::new("bindery.yaml", &mut sink), value, &Pointer::root());
        (options, sink.diagnostics().iter().map(|said| said.message.clone()).collect())
    }

    #[test]
    fn the_runtime_is_this_version_unless_told_otherwise() {
        let (options, said) = read_with(&json!({}));
        assert_eq!(options.runtime, RuntimeSource::Version(OWN_VERSION.to_owned()));
        assert_eq!(said, [""; 0]);
    }

    #[test]
    fn a_path_carries_the_version_that_publishing_needs() {
        let (options, _) = read_with(&json!({ "runtime": { "path": "../runtime" } }));
        let path = "../runtime".to_owned();
        assert_eq!(options.runtime, RuntimeSource::Path { path, version: OWN_VERSION.to_owned() });
    }

    #[test]
    fn two_sources_are_one_too_many() {
        let (_, said) = read_with(&json!({ "runtime": { "path": "a", "git": "b" } }));
        assert_eq!(said, ["the runtime must have exactly one source"]);
    }

    #[test]
    fn names_keep_their_order() {
        let (options, _) = read_with(&json!({ "names": { "b": "X", "a": "Y" } }));
        assert_eq!(options.names.keys().collect::<Vec<_>>(), ["b", "a"]);
    }

    #[test]
    fn what_cargo_would_refuse_is_refused_here() {
        let (_, said) = read_with(&json!({ "package": { "name": "a b", "version": "1.0" } }));
        assert_eq!(said.len(), 2);
    }

    #[test]
    fn a_version_that_yaml_takes_for_a_number_is_too_short() {
        let (_, said) = read_with(&json!({ "package": { "version": 0.1 } }));
        assert_eq!(said, ["a version must be three numbers, such as 0.1.0"]);
    }

    #[test]
    fn versions_may_name_a_pre_release() {
        assert!(is_version("1.0.0-rc.1+build"));
        assert!(!is_version("1.0.0\"\n[lib]"));
    }
}
