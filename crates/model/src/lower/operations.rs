//! The operations and their groups.

use std::collections::BTreeSet;

use bindery_openapi::{Document, Endpoint};
use bindery_source::Pointer;
use indexmap::{IndexMap, IndexSet};

use super::schemas::Schemas;
use super::{auth, bodies, grouping, info, params};
use crate::auth::Scheme;
use crate::codes;
use crate::docs::Docs;
use crate::keys::Keys;
use crate::operations::{Group, Operation, Repeat, Requirement, Template};
use crate::types::Owner;

/// Lowers the operations at the endpoints, in document order. The API's credentials apply to those that state none.
pub(crate) fn lower(
    schemas: &mut Schemas<'_, '_>,
    endpoints: &[Endpoint<'_>],
    schemes: &[Scheme],
    auth: &[Requirement],
) -> (Vec<Group>, Vec<Operation>) {
    report_duplicate_ids(schemas, endpoints);
    let mut names = grouping::names(endpoints);
    grouping::unify(&mut names, &schemas.document.frame.tags);
    let groups = groups(schemas.document, &names);
    let collections: BTreeSet<&str> = endpoints.iter().filter_map(collection).collect();
    let mut operations = Vec::with_capacity(endpoints.len());
    for (index, (endpoint, name)) in endpoints.iter().zip(&names).enumerate() {
        let group = groups.get_index_of(name).unwrap_or_default();
        let has_items = collections.contains(endpoint.path.trim_end_matches('/'));
        operations.push(Operation { has_items, ..operation(schemas, endpoint, index, group, schemes, auth) });
    }
    let has_tag = |name: &str| endpoints.iter().any(|endpoint| endpoint.operation.tags.iter().any(|tag| tag == name));
    let group = |(name, docs): (String, Docs)| {
        let is_unnamed = name == grouping::UNNAMED && !has_tag(&name);
        Group { name, is_unnamed, docs }
    };
    let groups = groups.into_iter().map(group).collect();
    (groups, operations)
}

/// The path of the collection whose item an operation reads.
fn collection<'e>(endpoint: &Endpoint<'e>) -> Option<&'e str> {
    let (path, last) = endpoint.path.trim_end_matches('/').rsplit_once('/')?;
    let is_one = last.starts_with('{') && last.ends_with('}');
    (endpoint.method == "GET" && is_one).then_some(path)
}

/// The prose of an operation, or of its path if it has none.
pub(crate) fn docs(endpoint: &Endpoint<'_>) -> Docs {
    let operation = endpoint.operation;
    Docs {
        summary: operation.summary.clone().or_else(|| endpoint.item.summary.clone()),
        description: operation.description.clone().or_else(|| endpoint.item.description.clone()),
        more: info::link(operation.external_docs.as_ref()),
        deprecated: operation.deprecated,
        ..Docs::default()
    }
}

fn operation(
    schemas: &mut Schemas<'_, '_>,
    endpoint: &Endpoint<'_>,
    index: usize,
    group: usize,
    schemes: &[Scheme],
    auth: &[Requirement],
) -> Operation {
    let Endpoint { at, operation, .. } = endpoint;
    let owner = Owner::Operation(index);
    let path = Template::parse(endpoint.path);
    let auth = match &operation.security {
        Some(listed) => auth::requirements(listed, &at.key("security"), schemes, schemas.sink),
        None => auth.to_vec(),
    };
    if operation.request_body.is_none() && matches!(endpoint.method.as_str(), "POST" | "PUT" | "PATCH") {
        let message = format!("this {} has no `requestBody`, so its method takes no body", endpoint.method);
        let said = schemas.sink.note(&codes::BODY_UNSTATED, at, message);
        said.help("add the `requestBody` with an overlay, or set the body of a call with `with_json`");
    }
    Operation {
        at: at.clone(),
        keys: Keys::of(endpoint),
        id: operation.operation_id.clone(),
        method: endpoint.method.clone(),
        has_items: false,
        group,
        params: params::lower(schemas, endpoint, &path, owner),
        body: bodies::body(schemas, at, operation.request_body.as_ref(), owner),
        replies: bodies::replies(schemas, at, &endpoint.method, &operation.responses, owner),
        paging: None,
        auth,
        repeat: Repeat::default(),
        idempotency: None,
        servers: own_servers(endpoint),
        docs: docs(endpoint),
        path,
    }
}

/// The operation's servers, or those of its path.
fn own_servers(endpoint: &Endpoint<'_>) -> Vec<crate::operations::Server> {
    if endpoint.operation.servers.is_empty() {
        let path = endpoint.at.parent().unwrap_or_default();
        info::servers(endpoint.servers, &path.key("servers"))
    } else {
        info::servers(&endpoint.operation.servers, &endpoint.at.key("servers"))
    }
}

fn report_duplicate_ids(schemas: &mut Schemas<'_, '_>, endpoints: &[Endpoint<'_>]) {
    let mut seen: IndexMap<&str, &Pointer> = IndexMap::new();
    for endpoint in endpoints {
        let Some(id) = endpoint.operation.operation_id.as_deref() else { continue };
        if let Some(first) = seen.get(id) {
            schemas
                .sink
                .note(
                    &codes::OPERATION_ID_DUPLICATE,
                    endpoint.at.key("operationId"),
                    format!("two operations have the id `{id}`"),
                )
                .also(first.key("operationId"), "the first one")
                .help("give each operation its own id");
        } else {
            seen.insert(id, &endpoint.at);
        }
    }
}

/// The groups in use: in the order of the document's `tags`, then of first use.
fn groups(document: &Document, names: &[String]) -> IndexMap<String, Docs> {
    let used: IndexSet<&String> = names.iter().collect();
    let mut groups = IndexMap::new();
    for (index, tag) in document.frame.tags.iter().enumerate() {
        if used.contains(&tag.name) && !groups.contains_key(&tag.name) {
            let at = Pointer::root().key("tags").index(index);
            let docs = Docs {
                summary: document.beyond.text(&at, "summary").map(str::to_owned),
                description: tag.description.clone(),
                more: info::link(tag.external_docs.as_ref()),
                ..Docs::default()
            };
            groups.insert(tag.name.clone(), docs);
        }
    }
    for name in used {
        groups.entry(name.clone()).or_default();
    }
    groups
}
