//! Presence, constraints and remarks of fields and parameters, in words.

use bindery_model::docs::Docs;
use bindery_model::types::{Access, Presence, Shape, TypeId};

use crate::book::Book;
use bindery_model::prose;

/// Whether a value may be omitted or `null`. `stated` is whether the document says anything about it.
pub(crate) fn presence(book: &Book<'_>, presence: &Presence, ty: TypeId, stated: bool) -> String {
    let types = &book.api.types;
    let mut words = vec![match presence {
        Presence::Required => "required".to_owned(),
        Presence::Optional if stated => "optional".to_owned(),
        Presence::Optional => "not stated".to_owned(),
        Presence::Defaulted(value) => format!("optional, default {}", prose::code(&value.to_string())),
    }];
    if matches!(types[types.resolve(ty)].shape, Shape::Nullable(_)) {
        words.push("nullable".to_owned());
    }
    words.join(", ")
}

/// The last cell of a row: deprecation, direction, prose, constraints.
pub(crate) fn remarks(docs: &Docs, access: Access) -> String {
    let mut sentences = Vec::new();
    if docs.deprecated {
        sentences.push("**Deprecated.**".to_owned());
    }
    match access {
        Access::ReadWrite => {}
        Access::ReadOnly => sentences.push("Only in replies.".to_owned()),
        Access::WriteOnly => sentences.push("Only in requests.".to_owned()),
    }
    sentences.extend(docs.summary.as_deref().map(|text| prose::sentence(&prose::plain(text))));
    sentences.extend(docs.description.as_deref().map(|text| prose::sentence(&prose::line(text))));
    if !docs.constraints.is_empty() {
        let constraints: Vec<String> = docs.constraints.iter().map(|text| prose::line(text)).collect();
        sentences.push(prose::sentence(&capitalized(&constraints.join("; "))));
    }
    sentences.retain(|text| !text.is_empty());
    sentences.join(" ")
}

/// The paragraphs that open a page or a section: deprecation, description, constraints, further reading.
pub(crate) fn paragraphs(docs: &Docs) -> Vec<String> {
    let mut paragraphs = Vec::new();
    if docs.deprecated {
        paragraphs.push("**Deprecated.**".to_owned());
    }
    paragraphs.extend(docs.description.as_deref().map(prose::block).filter(|text| !text.is_empty()));
    if !docs.constraints.is_empty() {
        let items: Vec<String> = docs.constraints.iter().map(|text| format!("- {}", prose::line(text))).collect();
        paragraphs.push(items.join("\n"));
    }
    if let Some(url) = &docs.more {
        paragraphs.push(format!("See also: {}", prose::line(&format!("<{url}>"))));
    }
    paragraphs
}

fn capitalized(text: &str) -> String {
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}

/// The Cargo feature that compiles what a page describes.
pub(crate) fn feature(name: &str) -> String {
    format!("Cargo feature: {}.", prose::code(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_once() {
        assert_eq!(prose::sentence("a"), "a.");
        assert_eq!(prose::sentence("a."), "a.");
        assert_eq!(prose::sentence("see \"[a](https://a.example).\""), "see \"[a](https://a.example).\"");
        assert_eq!(prose::sentence("one of `a`"), "one of `a`.");
    }
}
