//! The page of a group of operations.

use bindery_model::api::Callback;
use bindery_model::bindings::OperationBinding;
use bindery_model::operations::{Body, Content, Format, Group, Link, Operation, Place, Reply};
use bindery_model::types::{Access, Shape};

use crate::auth;
use crate::book::{Book, Folder, Page, heading};
use crate::facts;
use crate::markdown;
use crate::ty;
use bindery_model::prose;

const HERE: Folder = Folder::Operations;

/// The page, with a heading for every operation of the group.
pub(crate) fn page(book: &Book<'_>, group: &Group, page: &Page) -> String {
    let mut parts = vec![format!("# {}", prose::plain(&page.title)), markdown::link("All operations", "../index.md")];
    parts.extend(facts::paragraphs(&group.docs));
    let index = book.groups.iter().position(|known| std::ptr::eq(known, page));
    let operations = index.into_iter().flat_map(|index| book.operations_of(index));
    let operations: Vec<_> = operations.map(|(index, one)| (one, book.bindings.operations.get(index))).collect();
    let feature = operations.iter().find_map(|(_, binding)| binding.as_ref()?.feature.as_deref());
    parts.extend(feature.map(facts::feature));
    for (operation, binding) in operations {
        parts.extend(section(book, operation, binding));
    }
    parts.join("\n\n") + "\n"
}

fn section(book: &Book<'_>, operation: &Operation, binding: Option<&OperationBinding>) -> Vec<String> {
    let mut parts = vec![format!("## {}", prose::plain(&heading(operation))), request_line(operation, binding)];
    parts.extend(facts::paragraphs(&operation.docs));
    parts.extend(binding.map(|binding| face(book, binding)));
    parts.extend(params(book, operation, binding));
    parts.extend(operation.body.as_ref().map(|body| self::body(book, body)));
    parts.extend(replies(book, &operation.replies));
    parts.extend(links(&operation.replies));
    parts.extend(callbacks(book, operation));
    parts.push(format!("Authentication: {}.", auth::spell_requirements(book.api, &operation.auth)));
    parts.extend(servers(operation));
    parts.extend(binding.and_then(sample));
    parts
}

fn request_line(operation: &Operation, binding: Option<&OperationBinding>) -> String {
    let mut facts = vec![prose::code(&format!("{} {}", operation.method, operation.path.text))];
    facts.extend(operation.id.as_deref().map(|id| format!("operation {}", prose::code(id))));
    facts.extend(binding.map(|binding| format!("Rust {}", prose::code(&binding.rust))));
    facts.join(" · ")
}

/// The method as rustdoc shows it, and what awaiting it returns.
fn face(book: &Book<'_>, binding: &OperationBinding) -> String {
    let gives = match binding.success.as_str() {
        "()" => "nothing".to_owned(),
        success => match book.page_of_rust(success) {
            Some(page) => {
                format!("{}, {}", prose::code(success), markdown::link(&prose::plain(&page.title), &HERE.link_to(page)))
            }
            None => prose::code(success),
        },
    };
    format!("Method {}; awaiting it returns {gives}.", prose::code(&binding.signature))
}

fn params(book: &Book<'_>, operation: &Operation, binding: Option<&OperationBinding>) -> Option<String> {
    let rows: Vec<Vec<String>> = operation
        .params
        .iter()
        .enumerate()
        .map(|(index, param)| {
            let face = binding.and_then(|binding| binding.params.get(index));
            let rust = face.and_then(|face| face.given.as_ref());
            let fixed = face.and_then(|face| face.fixed.as_ref());
            vec![
                prose::code(&param.wire),
                place(param.place).to_owned(),
                rust.map(|given| prose::code(&given.name)).unwrap_or_default(),
                ty::spell(book, HERE, param.ty),
                match fixed {
                    Some(value) => format!("always {}", prose::code(value)),
                    None => facts::presence(book, &param.presence, param.ty, true),
                },
                facts::remarks(&param.docs, Access::ReadWrite),
            ]
        })
        .collect();
    let head = ["Parameter", "In", "Rust", "Type", "Presence", "Description"];
    (!rows.is_empty()).then(|| markdown::table(&head, &rows))
}

fn place(place: Place) -> &'static str {
    match place {
        Place::Path => "path",
        Place::Query => "query",
        Place::QueryString => "whole query",
        Place::Header => "header",
        Place::Cookie => "cookie",
    }
}

fn body(book: &Book<'_>, body: &Body) -> String {
    let presence = if body.required { "required" } else { "optional" };
    let mut text = format!("Body ({presence}): {}.", contents(book, &body.contents));
    if let Some(description) = &body.docs.description {
        text = format!("{text}\n\n{}", prose::block(description));
    }
    text
}

fn contents(book: &Book<'_>, contents: &[Content]) -> String {
    let spelled: Vec<String> = contents
        .iter()
        .map(|content| {
            let media_type = prose::code(&content.media_type);
            let spelled = content.ty.map(|id| (ty::spell(book, HERE, id), &book.api.types[book.api.types.resolve(id)]));
            match (content.format, spelled) {
                (Format::Bytes, Some((spelled, ty))) if !matches!(ty.shape, Shape::Scalar(_)) => {
                    format!("{spelled} as {media_type}, as bytes")
                }
                // The format of a scalar, such as `byte`, describes a string; the body is bytes.
                (Format::Bytes, _) => format!("bytes as {media_type}"),
                (_, Some((spelled, _))) => format!("{spelled} as {media_type}"),
                (_, None) => format!("{media_type} without a schema"),
            }
        })
        .collect();
    spelled.join(", or ")
}

fn replies(book: &Book<'_>, replies: &[Reply]) -> Option<String> {
    let rows: Vec<Vec<String>> = replies
        .iter()
        .map(|reply| {
            let content =
                if reply.contents.is_empty() { "not stated".to_owned() } else { contents(book, &reply.contents) };
            let headers: Vec<String> = reply
                .headers
                .iter()
                .map(|header| format!("{}: {}", prose::code(&header.name), ty::spell(book, HERE, header.ty)))
                .collect();
            vec![
                prose::code(&reply.status.to_string()),
                content,
                headers.join(", "),
                facts::remarks(&reply.docs, Access::ReadWrite),
            ]
        })
        .collect();
    (!rows.is_empty()).then(|| markdown::table(&["Reply", "Content", "Headers", "Description"], &rows))
}

/// The operations that a reply links to.
fn links(replies: &[Reply]) -> Option<String> {
    let row = |reply: &Reply, link: &Link| {
        let parameters =
            link.parameters.iter().map(|(name, value)| format!("{} = {}", prose::code(name), prose::code(value)));
        let body = link.body.iter().map(|body| format!("body = {}", prose::code(body)));
        vec![
            prose::code(&link.name),
            prose::code(&reply.status.to_string()),
            prose::code(&link.operation),
            parameters.chain(body).collect::<Vec<_>>().join(", "),
            prose::line(link.description.as_deref().unwrap_or_default()),
        ]
    };
    let rows: Vec<Vec<String>> =
        replies.iter().flat_map(|reply| reply.links.iter().map(move |link| row(reply, link))).collect();
    (!rows.is_empty()).then(|| markdown::table(&["Link", "Reply", "Operation", "With", "Description"], &rows))
}

/// The requests that the API sends to a URL of the call.
fn callbacks(book: &Book<'_>, operation: &Operation) -> Option<String> {
    let asks = |callback: &Callback| book.api.operations[callback.operation].at == operation.at;
    let rows: Vec<Vec<String>> = book
        .api
        .webhooks
        .iter()
        .filter_map(|webhook| {
            let callback = webhook.callback.as_ref().filter(|callback| asks(callback))?;
            let body = webhook.body.as_ref().map(|body| contents(book, &body.contents));
            Some(vec![
                prose::code(&webhook.name),
                prose::code(&format!("{} {}", webhook.method, callback.url)),
                body.unwrap_or_default(),
                facts::remarks(&webhook.docs, Access::ReadWrite),
            ])
        })
        .collect();
    (!rows.is_empty()).then(|| markdown::table(&["Callback", "Request", "Body", "Description"], &rows))
}

fn servers(operation: &Operation) -> Option<String> {
    let urls: Vec<String> = operation.servers.iter().map(|server| prose::code(&server.url)).collect();
    (!urls.is_empty()).then(|| format!("Sent to {} instead of the API's own servers.", urls.join(" or ")))
}

fn sample(binding: &OperationBinding) -> Option<String> {
    (!binding.sample.trim().is_empty()).then(|| prose::fence("rust", &binding.sample))
}
