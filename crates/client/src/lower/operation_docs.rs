//! The docs of methods.

use bindery_model::api::Webhook;
use bindery_model::operations::{Format, Header, Reply};
use bindery_model::{Api, prose};

use super::docs;
use super::types::Types;
use crate::items::{Docs, Paging, Way};

/// Writes the docs of operations.
pub(super) struct OperationDocs<'a> {
    pub(super) api: &'a Api,
    pub(super) types: &'a Types,
}

impl OperationDocs<'_> {
    /// The docs of an operation; `index` is its place in the API, `choice` the sentence about its body.
    pub(super) fn of(&self, index: usize, paging: Option<&Paging>, ways: &[Way], choice: Option<&str>) -> Docs {
        let operation = &self.api.operations[index];
        let mut lines = docs::of(&operation.docs).0;
        if paging.is_some() {
            let hint = "The list is paged: awaiting returns one page, `items()` yields all items, `pages()` all pages.";
            docs::section(&mut lines, hint.to_owned());
        }
        if ways.contains(&Way::Download) {
            let hint = "The reply may be large: awaiting reads all of it, `download()` streams it.";
            docs::section(&mut lines, hint.to_owned());
        }
        choice.into_iter().for_each(|choice| docs::section(&mut lines, choice.to_owned()));
        docs::section(&mut lines, prose::code(&format!("{} {}", operation.method, operation.path.text)));
        list(&mut lines, "Errors", operation.refusals().map(|reply| self.error_row(reply)).collect());
        list(&mut lines, "Reply headers", operation.successes().flat_map(|reply| self.header_rows(reply)).collect());
        let mut next: Vec<String> =
            operation.replies.iter().flat_map(|reply| &reply.links).map(docs::of_link).collect();
        next.dedup();
        list(&mut lines, "Links", next);
        let asked = |webhook: &&Webhook| webhook.callback.as_ref().is_some_and(|callback| callback.operation == index);
        let callbacks = self.api.webhooks.iter().filter(asked);
        list(&mut lines, "Callbacks", callbacks.map(|callback| self.callback_row(callback)).collect());
        Docs(lines)
    }

    /// The headers of a successful reply, and how to read them.
    fn header_rows(&self, reply: &Reply) -> Vec<String> {
        let row = |header: &Header| {
            let ty = self.types.ty(header.ty).from_outside().to_string();
            let text = prose::sentence(&prose::line(header.docs.description.as_deref().unwrap_or_default()));
            let call = format!("meta.header::<{ty}>({:?})", header.name);
            format!("- {}: {text} Via {} after `with_meta`.", prose::code(&header.name), prose::code(&call))
        };
        reply.headers.iter().map(row).collect()
    }

    /// A callback to a URL of the call, and the type of its body.
    fn callback_row(&self, callback: &Webhook) -> String {
        let url = callback.callback.as_ref().map(|callback| callback.url.as_str()).unwrap_or_default();
        let text = prose::sentence(&prose::line(callback.docs.summary.as_deref().unwrap_or_default()));
        let body = callback.body.as_ref().and_then(|body| body.contents.iter().find_map(|content| content.ty));
        let body = match body.map(|ty| self.types.ty(ty).from_outside().to_string()) {
            Some(ty) => format!(" Body: {}.", prose::code(&ty)),
            None => String::new(),
        };
        format!(
            "- {}: {text} {}{body}",
            prose::code(&callback.name),
            prose::code(&format!("{} {url}", callback.method))
        )
    }

    /// The status of an error reply, and the type of its body.
    fn error_row(&self, reply: &Reply) -> String {
        let status = reply.status;
        let text = reply.docs.description.as_deref().or(reply.docs.summary.as_deref()).unwrap_or_default();
        let text = prose::sentence(&prose::line(text));
        let body = reply.contents.iter().find(|content| content.format == Format::Json);
        let body = match body.and_then(|content| content.ty).map(|ty| self.types.ty(ty).from_outside().to_string()) {
            Some(ty) => format!(" Body: `{ty}`, via `Error::body_as`."),
            None => String::new(),
        };
        format!("- `{status}`: {text}{body}")
    }
}

fn list(lines: &mut Vec<String>, title: &str, rows: Vec<String>) {
    if !rows.is_empty() {
        docs::section(lines, format!("# {title}\n\n{}", rows.join("\n")));
    }
}
