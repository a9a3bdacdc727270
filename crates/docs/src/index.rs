//! The first page.

use bindery_model::operations::Server;

use crate::auth;
use crate::authentication;
use crate::book::{Book, Folder, Page, heading};
use crate::facts;
use crate::markdown;
use crate::webhooks;
use bindery_model::prose;

/// The same for every API, so it names no operation.
const HOW_TO_READ: &str = "\
## How to read this

- An operation is a method of its group; awaiting it sends the request. Required values are arguments; optional values are setters
  between the method and its `.await`.
- `.with_meta()` before `.await` also returns status and headers.
- `Payload` is a reply without a schema in the document: `bytes()`, `text()`, `json()` and `decode::<T>()` read it.
- `Patch` is a value, `null` or absent; `Map` an object with arbitrary names; `Timestamp` an instant; `File` raw content, from
  `File::new` (bytes) or `File::path` (disk). All are in `runtime`; a `Box` or a `Link` around a type is one pointer wide.
- `not stated` means that the document does not say whether a field may be missing; in Rust it is an `Option`.
- Enums are open: a value that the document does not list becomes the variant `Other`, which keeps it.
- Fields that the document does not name are kept in `extra`, and sent back.";

/// The title, facts, servers, authentication and contents of the API.
pub(crate) fn page(book: &Book<'_>) -> String {
    let info = &book.api.info;
    let title = if info.title.trim().is_empty() { "API" } else { &info.title };
    let mut parts = vec![format!("# {}", prose::plain(title))];
    parts.extend(facts_line(book));
    parts.extend(info.docs.summary.as_deref().map(prose::block));
    parts.extend(facts::paragraphs(&info.docs));
    parts.extend(servers(&book.api.servers));
    parts.extend(schemes(book));
    parts.extend((!book.bindings.operations.is_empty()).then(|| HOW_TO_READ.to_owned()));
    for (index, page) in book.groups.iter().enumerate() {
        parts.extend(group(book, index, page));
    }
    parts.extend(messages(book));
    parts.extend(types(book));
    parts.join("\n\n") + "\n"
}

fn facts_line(book: &Book<'_>) -> Option<String> {
    let info = &book.api.info;
    let facts: Vec<String> = [
        (!info.version.is_empty()).then(|| format!("Version {}", prose::code(&info.version))),
        (!book.bindings.package.is_empty()).then(|| format!("Rust crate {}", prose::code(&book.bindings.package))),
        info.license.as_deref().map(|license| format!("License of the API: {}", prose::plain(license))),
        info.contact.as_deref().map(|contact| format!("Contact: {}", prose::line(contact))),
        info.terms.as_deref().map(|terms| format!("Terms: {}", prose::line(terms))),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!facts.is_empty()).then(|| facts.join(" · "))
}

fn servers(servers: &[Server]) -> Option<String> {
    let rows: Vec<Vec<String>> = servers
        .iter()
        .map(|server| {
            let variables: Vec<String> = server
                .variables
                .iter()
                .map(|variable| format!("{} = {}", prose::code(&variable.name), prose::code(&variable.default)))
                .collect();
            vec![
                prose::code(&server.url),
                server.description.as_deref().map(prose::line).unwrap_or_default(),
                variables.join(", "),
            ]
        })
        .collect();
    section("Servers", &["URL", "Description", "Variables"], &rows)
}

fn schemes(book: &Book<'_>) -> Option<String> {
    let rows: Vec<Vec<String>> = book
        .api
        .schemes
        .iter()
        .map(|scheme| {
            vec![
                prose::code(&scheme.name),
                auth::spell_scheme(scheme),
                scheme.description.as_deref().map(prose::line).unwrap_or_default(),
            ]
        })
        .collect();
    let table = section("Authentication", &["Scheme", "Sends", "Description"], &rows)?;
    let asked = auth::spell_requirements(book.api, &book.api.auth);
    let more = markdown::link("How to set them in Rust", authentication::PATH);
    Some(format!("{table}\n\nRequired by default: {asked}. {more}."))
}

fn group(book: &Book<'_>, index: usize, page: &Page) -> Option<String> {
    let rows: Vec<Vec<String>> = book
        .operations_of(index)
        .filter_map(|(index, operation)| {
            let call = book.bindings.operations.get(index).map(|binding| prose::code(&binding.rust));
            Some(vec![
                markdown::link(&prose::plain(&heading(operation)), &book.link_to_operation(Folder::Root, index)?),
                prose::code(&format!("{} {}", operation.method, operation.path.text)),
                call.unwrap_or_default(),
            ])
        })
        .collect();
    let title = markdown::link(&prose::plain(&page.title), &Folder::Root.link_to(page));
    section(&title, &["Operation", "Request", "Rust"], &rows)
}

fn messages(book: &Book<'_>) -> Option<String> {
    let text = match webhooks::messages(book).count() {
        0 => return None,
        1 => "One webhook, and how it is signed".to_owned(),
        count => format!("{count} webhooks, and how they are signed"),
    };
    Some(format!("## Webhooks\n\n{}", markdown::link(&text, webhooks::PATH)))
}

fn types(book: &Book<'_>) -> Option<String> {
    let items: Vec<String> = book
        .types
        .iter()
        .map(|(&id, page)| {
            let link = markdown::link(&prose::plain(&page.title), &Folder::Root.link_to(page));
            let rust = book.binding(id).map(|binding| binding.rust.as_str()).unwrap_or_default();
            let is_the_same = rust.rsplit("::").next().is_none_or(|name| name.is_empty() || name == page.title);
            if is_the_same { format!("- {link}") } else { format!("- {link}, in Rust {}", prose::code(rust)) }
        })
        .collect();
    (!items.is_empty()).then(|| format!("## Schemas\n\n{}", items.join("\n")))
}

fn section(title: &str, head: &[&str], rows: &[Vec<String>]) -> Option<String> {
    (!rows.is_empty()).then(|| format!("## {title}\n\n{}", markdown::table(head, rows)))
}
