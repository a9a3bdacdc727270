//! The manifest.

use bindery_model::{Api, prose};
use bindery_source::Sink;

use super::chosen::Chosen;
use super::grammar::{is_article, is_preposition};
use super::{features, webhooks};
use crate::items::Manifest;
use crate::names::{Case, Scope, Words};
use crate::options::Options;

/// The subject of a client, from the title of its document: `the Pet API`, but `Pet Store`.
pub(super) fn subject(title: &str) -> String {
    let has = |wanted: &str| title.split_whitespace().any(|word| word.eq_ignore_ascii_case(wanted));
    if !has("the") && ["api", "apis", "service"].into_iter().any(has) {
        format!("the {title}")
    } else {
        title.to_owned()
    }
}

/// The manifest: from the options if they are set, otherwise from the document's title.
pub(super) fn manifest(api: &Api, options: &Options, chosen: &Chosen, sink: &mut Sink) -> Manifest {
    let package = &options.package;
    let features = features::lower(api, options, sink);
    let mut runtime_features = chosen.runtime_features.clone();
    // Without their own feature, webhooks are always compiled.
    runtime_features.extend((features.webhooks.is_none() && webhooks::hooks(api).next().is_some()).then_some(WEBHOOKS));
    let name = package.name.clone().unwrap_or_else(|| name(&api.info.title));
    Manifest {
        module: options.module.then(|| Scope::new(Case::Snake).claim_one(&Words::new(&name)).name),
        name,
        version: package.version.clone().unwrap_or_else(|| "0.1.0".to_owned()),
        description: package
            .description
            .clone()
            .unwrap_or_else(|| format!("Client for {}", subject(&prose::one_line(&api.info.title)))),
        license: package.license.clone(),
        repository: package.repository.clone(),
        publish: package.publish,
        features,
        runtime: options.runtime.clone(),
        runtime_features,
        dependencies: chosen.dependencies.clone(),
        standalone: options.standalone,
        is_workspace: options.standalone && !package.is_member,
    }
}

/// The manifest of the package of types, which is below the client's.
pub(super) fn of_types(client: &Manifest) -> Manifest {
    let is_of_types = |feature: &&str| *feature != WEBHOOKS;
    Manifest {
        name: types_name(client),
        description: format!("Types that replies contain, for the client {}", client.name),
        runtime: client.runtime.seen_from_below(),
        runtime_features: client.runtime_features.iter().copied().filter(is_of_types).collect(),
        is_workspace: false,
        ..client.clone()
    }
}

/// The client's name and `types`, unless a chosen type comes from a package of that name.
fn types_name(client: &Manifest) -> String {
    let joined = if client.name.contains('_') { "_" } else { "-" };
    let is_free = |name: &String| {
        let is_same = |other: &str| other.replace('-', "_") == name.replace('-', "_");
        !client.dependencies.iter().any(|dependency| is_same(&dependency.name))
    };
    let names = ["types", "reply_types"].map(|last| format!("{}{joined}{}", client.name, last.replace('_', joined)));
    let [_, last] = &names;
    names.iter().find(|name| is_free(name)).unwrap_or(last).clone()
}

/// The runtime's feature that receives webhooks.
const WEBHOOKS: &str = "webhooks";

/// Names that would shadow a crate in generated code, or that are a dependency.
const TAKEN: [&str; 6] = ["alloc", "bindery-runtime", "core", "proc-macro", "std", "test"];

/// The most words that a name has.
const MOST_WORDS: usize = 6;

/// The first words of a name, without joining words at the end.
fn cut(words: &[String]) -> Words {
    let joins = |word: &str| is_article(word) || is_preposition(word) || matches!(word, "and" | "or");
    let end = words.iter().rposition(|word| !joins(word)).map_or(words.len(), |last| last + 1);
    Words::from_slice(&words[..end])
}

/// A name in two parts, such as `OpenAI` or `GitHub`, is that of a product, and one word.
fn brand(word: &str) -> String {
    let is_plain = word.chars().all(char::is_alphanumeric);
    if is_plain && Words::new(word).as_slice().len() == 2 { word.to_lowercase() } else { word.to_owned() }
}

/// The package name from the document's title: valid in Cargo and in `use`.
fn name(title: &str) -> String {
    let words = Words::new(&title.split_whitespace().map(brand).collect::<Vec<_>>().join(" "));
    // A longer title is a description, and Cargo accepts at most 64 characters.
    let words = if words.as_slice().len() > MOST_WORDS { cut(&words.as_slice()[..MOST_WORDS]) } else { words };
    let mut name = words.in_case(Case::Kebab);
    name.truncate(50);
    let starts_well = name.starts_with(|first: char| first.is_ascii_alphabetic());
    if !starts_well {
        name.insert_str(0, if name.is_empty() { "api" } else { "api-" });
    }
    let name = name.trim_end_matches('-').to_owned();
    let is_word = Scope::new(Case::Snake).claim_one(&Words::new(&name)).name.as_str() == name.replace('-', "_");
    if TAKEN.contains(&name.as_str()) || !is_word { format!("{name}-client") } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_becomes_a_name_that_cargo_and_use_can_take() {
        for (title, wanted) in [
            ("Pet Store Public API", "pet-store-public-api"),
            ("3D Printing", "api-3d-printing"),
            ("OpenAI API", "openai-api"),
            ("MyPetStore", "my-pet-store"),
            ("Music Web API with fixes and improvements", "music-web-api-with-fixes"),
            ("Type", "type-client"),
            ("Core", "core-client"),
            ("Bindery Runtime", "bindery-runtime-client"),
            ("", "api"),
        ] {
            assert_eq!(name(title), wanted, "{title}");
        }
    }
}
