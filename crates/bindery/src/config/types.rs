//! `types` and `formats` of the section `client`.

use bindery_client::options::{Dependency, ForeignType, FormatChoice, NATIVE, RustPath, TypeOptions};
use bindery_source::{Pointer, Value, nearest};

use super::client::{is_package_name, is_version_requirement};
use super::keys;
use super::reader::{Reader, Section, one_of};

/// Reads both.
pub(super) fn read(reader: &mut Reader<'_>, client: &Section<'_>) -> TypeOptions {
    let mut types = TypeOptions::default();
    if let Some((value, at)) = client.get("types") {
        for (pointer, value, at) in reader.free_section(value, &at).entries() {
            if let Some(foreign) = read_foreign(reader, value, &at) {
                types.by_pointer.insert(pointer.to_owned(), foreign);
            }
        }
    }
    if let Some((value, at)) = client.get("formats") {
        for (format, value, at) in reader.free_section(value, &at).entries() {
            if let Some(choice) = read_format(reader, format, value, &at) {
                types.by_format.insert(format.to_owned(), choice);
            }
        }
    }
    report_conflicts(reader, &types, client);
    types
}

/// A manifest has only one entry per package.
fn report_conflicts(reader: &mut Reader<'_>, types: &TypeOptions, client: &Section<'_>) {
    let by_format = types.by_format.iter().filter_map(|(format, choice)| match choice {
        FormatChoice::Foreign(foreign) => Some(("formats", format, foreign)),
        FormatChoice::Text | FormatChoice::Native => None,
    });
    let by_pointer = types.by_pointer.iter().map(|(pointer, foreign)| ("types", pointer, foreign));
    let mut known: Vec<&Dependency> = Vec::new();
    for (section, key, foreign) in by_pointer.chain(by_format) {
        let Some(dependency) = &foreign.dependency else { continue };
        let first = known.iter().find(|first| first.name == dependency.name);
        if first.is_some_and(|first| *first != dependency)
            && let Some((_, at)) = client.get(section)
        {
            let at = at.keys([key.as_str(), "dependency"]);
            reader
                .invalid(&at, format!("conflicting dependencies on `{}`", dependency.name))
                .help("use the same dependency in both places");
        }
        known.push(dependency);
    }
}

fn read_format(reader: &mut Reader<'_>, format: &str, value: &Value, at: &Pointer) -> Option<FormatChoice> {
    let native = NATIVE.iter().find(|(known, ..)| *known == format).map(|(_, of, _)| *of);
    match value.as_str() {
        Some("string") => Some(FormatChoice::Text),
        Some(word) if native == Some(word) => Some(FormatChoice::Native),
        Some(word) if !word.contains("::") => {
            let words: Vec<&str> = ["string"].into_iter().chain(native).collect();
            let said = reader.invalid(at, format!("the format `{format}` cannot be `{word}`"));
            said.help(match nearest(word, words.iter().copied()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("{}, or the path of a type, as in `rust_decimal::Decimal`", one_of(&words)),
            });
            None
        }
        _ => read_foreign(reader, value, at).map(FormatChoice::Foreign),
    }
}

/// A path, or an object with a path and the crate that it belongs to.
fn read_foreign(reader: &mut Reader<'_>, value: &Value, at: &Pointer) -> Option<ForeignType> {
    if value.is_string() {
        let path = read_path(reader, value, at)?;
        return Some(ForeignType { path, dependency: None });
    }
    let section = reader.section(value, at, keys::FOREIGN_TYPE);
    let path = match section.get("use") {
        Some((value, at)) => read_path(reader, value, &at),
        None => {
            reader.invalid(at, "a custom type needs a path").help("write `use: crate_name::TypeName`");
            None
        }
    };
    let dependency = section.get("dependency").and_then(|(value, at)| read_dependency(reader, value, &at));
    Some(ForeignType { path: path?, dependency })
}

fn read_path(reader: &mut Reader<'_>, value: &Value, at: &Pointer) -> Option<RustPath> {
    let text = reader.text_of(value, at)?;
    let path = RustPath::parse(&text);
    if path.is_none() {
        let said = reader.invalid(at, format!("`{text}` is not the path of a Rust type"));
        said.help("start with the crate, as in `rust_decimal::Decimal`");
    }
    path
}

fn read_dependency(reader: &mut Reader<'_>, value: &Value, at: &Pointer) -> Option<Dependency> {
    let section = reader.section(value, at, keys::DEPENDENCY);
    let (name, version) = (reader.text(&section, "name"), reader.text(&section, "version"));
    let features = reader.texts(&section, "features").unwrap_or_default();
    let default_features = reader.flag(&section, "default-features").unwrap_or(true);
    let (Some(name), Some(version)) = (name, version) else {
        reader.invalid(at, "a dependency needs a `name` and a `version`");
        return None;
    };
    if !is_package_name(&name) || name == "bindery-runtime" {
        reader.invalid(&at.key("name"), format!("`{name}` is not a valid name for this dependency"));
        return None;
    }
    if !is_version_requirement(&version) {
        reader.invalid(&at.key("version"), format!("`{version}` is not a version requirement such as `1.2`"));
        return None;
    }
    Some(Dependency { name, version, features, default_features })
}

#[cfg(test)]
mod tests {
    use bindery_source::Sink;
    use serde_json::json;

    use super::*;

    fn read_with(value: &Value) -> (TypeOptions, Vec<String>) {
        let mut sink = Sink::default();
        let mut reader = Reader::new("bindery.yaml", &mut sink);
        let section = reader.section(value, &Pointer::root(), keys::CLIENT);
        let types = read(&mut reader, &section);
        (types, sink.diagnostics().iter().map(|said| said.message.clone()).collect())
    }

    #[test]
    fn a_type_is_a_path_and_perhaps_its_crate() {
        let money = json!({ "use": "money::Money", "dependency": { "name": "money", "version": "1" } });
        let (types, said) = read_with(&json!({ "types": { "/a": "std::net::IpAddr", "/b": money } }));
        assert_eq!(said, [""; 0]);
        assert_eq!(types.by_pointer["/a"].path.as_str(), "std::net::IpAddr");
        assert_eq!(types.by_pointer["/b"].dependency.as_ref().map(|money| money.version.as_str()), Some("1"));
    }

    #[test]
    fn a_format_may_have_a_type_of_the_runtime() {
        let (types, said) = read_with(&json!({ "formats": { "uuid": "uuid", "date": "string" } }));
        assert_eq!(said, [""; 0]);
        assert_eq!(types.by_format["uuid"], FormatChoice::Native);
        assert_eq!(types.by_format["date"], FormatChoice::Text);
    }

    #[test]
    fn every_word_that_editors_offer_is_taken() {
        for key in keys::FORMATS {
            let keys::Form::Either([keys::Form::Word(words), ..]) = key.form else { panic!("{}", key.name) };
            for word in *words {
                assert_eq!(read_with(&json!({ "formats": { key.name: word } })).1, [""; 0], "{}: {word}", key.name);
            }
        }
    }

    #[test]
    fn a_word_that_is_none_of_a_format_is_told_those_that_are() {
        let help = |format: &str, word: &str| {
            let mut sink = Sink::default();
            read_format(&mut Reader::new("bindery.yaml", &mut sink), format, &json!(word), &Pointer::root());
            sink.diagnostics()[0].help.clone().unwrap_or_default()
        };
        assert_eq!(help("date", "jif"), "did you mean `jiff`?");
        assert_eq!(
            help("unix-time", "jiff"),
            "expected `string`, or the path of a type, as in `rust_decimal::Decimal`"
        );
    }

    #[test]
    fn no_text_becomes_code_beyond_a_path() {
        for text in ["Decimal", "a::B; fn x() {}", "a::B<{ panic!() }>", "super::types::Job", "a::\nB", ""] {
            let (types, said) = read_with(&json!({ "types": { "/a": text } }));
            assert_eq!((types.by_pointer.len(), said.len()), (0, 1), "{text}");
        }
    }

    #[test]
    fn a_package_is_asked_for_in_one_way() {
        let of = |version| json!({ "use": "money::Money", "dependency": { "name": "money", "version": version } });
        let (_, said) =
            read_with(&json!({ "types": { "/a": of("1"), "/b": of("1") }, "formats": { "money": of("2") } }));
        assert_eq!(said, ["conflicting dependencies on `money`"]);
    }

    #[test]
    fn a_dependency_says_its_version() {
        for dependency in
            [json!({ "name": "a" }), json!({ "name": "a b", "version": "1" }), json!({ "name": "a", "version": "x\n" })]
        {
            let (_, said) = read_with(&json!({ "types": { "/a": { "use": "a::B", "dependency": dependency } } }));
            assert_eq!(said.len(), 1, "{said:?}");
        }
    }
}
