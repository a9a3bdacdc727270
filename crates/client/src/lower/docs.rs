//! Turns the document's prose into doc comments.

use bindery_model::operations::Link;
use bindery_model::types::{Hint, Owner, Role, Type, Variant};
use bindery_model::{Api, docs, prose};

use crate::items::{Docs, TypeKind};

/// The docs of the crate root.
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

/// The docs of a type. Without prose in the document, they state what the type is a part of.
pub(super) fn of_type(api: &Api, ty: &Type) -> Docs {
    let docs = of(&ty.docs);
    if docs.0.is_empty() { Docs(vec![place(api, &ty.hint)]) } else { docs }
}

/// The docs of an alternative: its own, or a description of its data.
pub(super) fn of_variant(api: &Api, variant: &Variant) -> Docs {
    let ty = &api.types[variant.ty];
    match variant.tags.first() {
        Some(tag) => Docs(vec![format!("The tag is {}.", prose::code(tag))]),
        None => match (of(&ty.docs), &ty.hint) {
            (docs, Hint { component: None, .. }) if !docs.0.is_empty() => docs,
            (_, Hint { component: None, owner: Some((_, Role::Variant(index))), .. }) => {
                Docs(vec![format!("Alternative {}.", index + 1)])
            }
            (_, hint) => Docs(vec![place(api, hint)]),
        },
    }
}

fn place(api: &Api, hint: &Hint) -> String {
    let Some((owner, role)) = &hint.owner else {
        return match &hint.component {
            Some(component) => format!("The schema {}.", prose::code(component)),
            None => "A schema of the document.".to_owned(),
        };
    };
    let part = match role {
        Role::Property(name) => format!("The member {}", prose::code(name)),
        Role::Item => "An element".to_owned(),
        Role::Position(index) => format!("The element at position {index}"),
        Role::Value => "A value".to_owned(),
        Role::Variant(index) => format!("The alternative {}", index + 1),
        Role::NonNull => "The value".to_owned(),
        Role::Parameter(name) => format!("The parameter {}", prose::code(name)),
        Role::Body => "The body".to_owned(),
        Role::Reply(status) => format!("The reply `{}`", prose::one_line(status)),
        Role::Header(name) => format!("The header {}", prose::code(name)),
    };
    let whole = match owner {
        Owner::Type(id) => match &api.types[*id].hint {
            Hint { component: Some(component), .. } => prose::code(component),
            Hint { owner: Some((_, Role::Property(name))), .. } => format!("the member {}", prose::code(name)),
            _ => "an inline schema".to_owned(),
        },
        Owner::Operation(index) => {
            let operation = &api.operations[*index];
            prose::code(&format!("{} {}", operation.method, operation.path.text))
        }
        Owner::Webhook(index) => {
            let webhook = &api.webhooks[*index];
            let kind = if webhook.callback.is_some() { "callback" } else { "webhook" };
            format!("the {kind} {}", prose::code(&webhook.name))
        }
    };
    format!("{part} of {whole}.")
}

/// Documents the members of a struct that have no field.
pub(super) fn fixed(docs: &mut Docs, kind: &TypeKind) {
    if let TypeKind::Struct(shape) = kind {
        for (wire, value) in &shape.constants {
            section(
                &mut docs.0,
                format!("In JSON, {} is always {}.", prose::code(wire), prose::code(&value.to_string())),
            );
        }
    }
}

/// A link to an operation that uses values of this reply.
pub(super) fn of_link(link: &Link) -> String {
    let mut with: Vec<String> = link
        .parameters
        .iter()
        .map(|(name, value)| format!("{} from {}", prose::code(name), prose::code(value)))
        .collect();
    with.extend(link.body.as_ref().map(|body| format!("its body from {}", prose::code(body))));
    let with = if with.is_empty() { String::new() } else { format!(", {}", with.join(", ")) };
    let text = prose::line(link.description.as_deref().unwrap_or_default());
    format!("- {}: {}{with}. {text}", prose::code(&link.name), prose::code(&link.operation)).trim_end().to_owned()
}

/// The docs of an item whose JSON name differs from its Rust name.
pub(super) fn of_member(docs: &docs::Docs, wire: &str, rust: &str) -> Docs {
    let mut lines = of(docs).0;
    if lines.is_empty() {
        lines.push(prose::code(wire));
    } else if wire != rust {
        section(&mut lines, format!("In JSON: {}.", prose::code(wire)));
    }
    Docs(lines)
}

/// Adds a paragraph that is already inert.
pub(super) fn section(lines: &mut Vec<String>, text: String) {
    if !lines.is_empty() {
        lines.push(String::new());
    }
    lines.extend(text.lines().map(str::to_owned));
}

/// Lines that are already inert.
pub(super) fn lines(text: String) -> Docs {
    Docs(text.lines().map(str::to_owned).collect())
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
