//! The page of a named type.

use bindery_model::api::Webhook;
use bindery_model::bindings::{MemberBinding, TypeBinding};
use bindery_model::types::{Access, Enum, Presence, Rest, Shape, Struct, Tag, TypeId, Union};

use crate::book::{Book, Folder, Page, heading};
use crate::facts;
use crate::markdown;
use crate::ty;
use crate::uses::User;
use crate::webhooks;
use bindery_model::prose;

const HERE: Folder = Folder::Schemas;

/// The values of a type, and its users.
pub(crate) fn page(book: &Book<'_>, id: TypeId, page: &Page) -> String {
    let ty = &book.api.types[id];
    let binding = book.binding(id);
    let mut parts = vec![
        format!("# {}", prose::plain(&page.title)),
        markdown::link("All schemas", "../index.md#schemas"),
        place_line(ty.at.as_str(), binding),
    ];
    // Many documents repeat the title as the name and the description.
    let description = ty.docs.description.as_deref();
    let title = ty.docs.summary.as_deref().filter(|title| *title != page.title && Some(*title) != description);
    parts.extend(title.map(prose::block));
    parts.extend(facts::paragraphs(&ty.docs));
    match &ty.shape {
        Shape::Struct(object) => {
            parts.extend(fields(book, object, binding));
            parts.extend(binding.filter(|_| ty.travels.out).map(|binding| construction(object, binding)));
        }
        Shape::Enum(list) => parts.push(values(list, binding)),
        Shape::Union(union) => parts.extend(alternatives(book, union, binding)),
        _ => parts.push(format!("Values: {}.", ty::spell_values(book, HERE, id))),
    }
    parts.extend(used_by(book, id));
    parts.join("\n\n") + "\n"
}

fn place_line(pointer: &str, binding: Option<&TypeBinding>) -> String {
    let rust = binding.map(|binding| format!("Rust {} · ", prose::code(&binding.rust)));
    format!("{}schema {}", rust.unwrap_or_default(), prose::code(pointer))
}

fn fields(book: &Book<'_>, object: &Struct, binding: Option<&TypeBinding>) -> Vec<String> {
    // If no field is required, the document does not say which fields may be missing.
    let stated = object.fields.iter().any(|field| field.presence == Presence::Required);
    let rows: Vec<Vec<String>> = object
        .fields
        .iter()
        .map(|field| {
            vec![
                prose::code(&field.wire),
                member(binding, &field.wire),
                ty::spell(book, HERE, field.ty),
                facts::presence(book, &field.presence, field.ty, stated),
                facts::remarks(&field.docs, field.access),
            ]
        })
        .collect();
    let table = markdown::table(&["Field", "Rust", "Type", "Presence", "Description"], &rows);
    let rest = match object.rest {
        Rest::Open => None,
        Rest::Closed => Some("No other fields.".to_owned()),
        Rest::Typed(id) => Some(format!("Other fields: {}.", ty::spell(book, HERE, id))),
    };
    let silence = (!stated && !rows.is_empty())
        .then(|| "Not stated: the document does not say which fields are required.".to_owned());
    let table = if rows.is_empty() { "An object without named fields.".to_owned() } else { table };
    std::iter::once(table).chain(silence).chain(rest).collect()
}

/// How to create a value to send.
fn construction(object: &Struct, binding: &TypeBinding) -> String {
    let rust = &binding.rust;
    // A field with a single value is not an argument.
    let is_asked = |wire: &str| binding.members.iter().any(|member| member.wire == wire);
    if object.fields.iter().any(|field| field.presence == Presence::Required && is_asked(&field.wire)) {
        let new = prose::code(&format!("{rust}::new(…)"));
        format!("To create one, pass the required fields to {new}; every other field has a setter.")
    } else {
        let default = prose::code(&format!("{rust}::default()"));
        format!("To create one, call {default}; every field has a setter.")
    }
}

fn values(list: &Enum, binding: Option<&TypeBinding>) -> String {
    let rows: Vec<Vec<String>> = list
        .values
        .iter()
        .map(|value| {
            let wire = value.wire.as_str().map_or_else(|| value.wire.to_string(), str::to_owned);
            vec![prose::code(&wire), member(binding, &wire), facts::remarks(&value.docs, Access::ReadWrite)]
        })
        .collect();
    markdown::table(&["Value", "Rust", "Description"], &rows)
}

fn alternatives(book: &Book<'_>, union: &Union, binding: Option<&TypeBinding>) -> Vec<String> {
    let choice = match &union.tag {
        Tag::Property(name) => format!("One of these, chosen by the field {}:", prose::code(name)),
        Tag::Kind => "One of these, chosen by its JSON type:".to_owned(),
        Tag::Untagged => "One of these, the best match:".to_owned(),
    };
    let members = binding.map(|binding| &binding.members).filter(|members| members.len() == union.variants.len());
    let rows: Vec<Vec<String>> = union
        .variants
        .iter()
        .enumerate()
        .map(|(index, variant)| {
            let rust = members.map(|members| match &members[index] {
                // An alternative that is a single value is a variant without data.
                MemberBinding { rust, ty, .. } if ty.is_empty() => rust.clone(),
                MemberBinding { rust, ty, .. } => format!("{rust}({ty})"),
            });
            let tags: Vec<String> = variant.tags.iter().map(|tag| prose::code(tag)).collect();
            let rust = rust.map(|rust| prose::code(&rust)).unwrap_or_default();
            vec![ty::spell(book, HERE, variant.ty), rust, tags.join(", ")]
        })
        .collect();
    let mut parts = vec![choice, markdown::table(&["Type", "Rust", "Chosen by"], &rows)];
    let default = union.variants.iter().position(|variant| variant.is_default);
    parts.extend(members.map(|members| match default {
        Some(index) => format!("Without a known value there, it is read as {}.", prose::code(&members[index].rust)),
        None => "Any other value is `Other`, which keeps it.".to_owned(),
    }));
    parts
}

/// A webhook or callback, by its name. Callbacks are described with their operations.
fn message(webhook: &Webhook) -> String {
    let name = prose::code(&webhook.name);
    if webhook.callback.is_some() {
        return format!("callback {name}");
    }
    format!("webhook {}", markdown::link(&name, &format!("../{}", webhooks::PATH)))
}

/// The Rust name of the field or variant whose JSON name is `wire`.
fn member(binding: Option<&TypeBinding>, wire: &str) -> String {
    binding
        .and_then(|binding| binding.members.iter().find(|member| member.wire == wire))
        .map(|member| match member.ty.as_str() {
            "" => prose::code(&member.rust),
            ty => prose::code(&format!("{}: {ty}", member.rust)),
        })
        .unwrap_or_default()
}

fn used_by(book: &Book<'_>, id: TypeId) -> Option<String> {
    let items: Vec<String> = book
        .uses
        .get(&id)?
        .iter()
        .filter_map(|user| match *user {
            User::Operation(index) => {
                let text = prose::plain(&heading(&book.api.operations[index]));
                Some(markdown::link(&text, &book.link_to_operation(HERE, index)?))
            }
            User::Webhook(index) => Some(message(&book.api.webhooks[index])),
            User::Type(id) => Some(ty::spell(book, HERE, id)),
        })
        .map(|user| format!("- {user}"))
        .collect();
    Some(format!("Used by:\n\n{}", items.join("\n")))
}
