//! The document's prose becomes doc comments.

use bindery_model::{Api, docs, prose};

use crate::items::Docs;

/// What the crate's own page says about the API.
pub(super) fn of_crate(api: &Api) -> Docs {
    let mut lines = of(&api.info.docs).0;
    if !api.info.version.is_empty() {
        section(&mut lines, format!("Version of the document: {}.", prose::code(&api.info.version)));
    }
    Docs(lines)
}

/// Docs of a type.
pub(super) fn of(docs: &docs::Docs) -> Docs {
    let mut lines = Vec::new();
    for text in [&docs.summary, &docs.description].into_iter().flatten() {
        paragraphs(&mut lines, text);
    }
    for constraint in &docs.constraints {
        section(&mut lines, prose::line(&sentence(constraint)));
    }
    if docs.deprecated {
        section(&mut lines, "Deprecated by the API.".to_owned());
    }
    Docs(lines)
}

/// Docs of something with a name in JSON that Rust spells otherwise.
pub(super) fn of_member(docs: &docs::Docs, wire: &str, rust: &str) -> Docs {
    let mut lines = of(docs).0;
    if lines.is_empty() {
        lines.push(prose::code(wire));
    } else if wire != rust {
        section(&mut lines, format!("In JSON: {}.", prose::code(wire)));
    }
    Docs(lines)
}

/// Adds a paragraph of our own.
pub(super) fn section(lines: &mut Vec<String>, text: String) {
    if !lines.is_empty() {
        lines.push(String::new());
    }
    lines.extend(text.lines().map(str::to_owned));
}

fn paragraphs(lines: &mut Vec<String>, text: &str) {
    let inert = prose::block(text);
    if !inert.trim().is_empty() {
        section(lines, inert);
    }
}

fn sentence(phrase: &str) -> String {
    let mut letters = phrase.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    let dot = if phrase.ends_with('.') { "" } else { "." };
    format!("{first}{}{dot}", letters.as_str())
}
