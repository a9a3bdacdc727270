//! The Info Object and the servers.

use bindery_openapi::Document;
use bindery_source::{Pointer, Value};
use indexmap::IndexMap;
use openapiv3::ExternalDocumentation;

use crate::api::Info;
use crate::docs::Docs;
use crate::operations::{Server, Variable};

/// The Info Object.
pub(crate) fn info(document: &Document) -> Info {
    let at = Pointer::root().key("info");
    let info = &document.frame.info;
    let contact = info.contact.as_ref().and_then(|contact| contact.url.clone().or_else(|| contact.email.clone()));
    Info {
        title: info.title.clone(),
        version: info.version.clone(),
        docs: Docs {
            summary: document.beyond.text(&at, "summary").map(str::to_owned),
            description: info.description.clone(),
            more: link(document.frame.external_docs.as_ref()),
            ..Docs::default()
        },
        contact,
        license: info.license.as_ref().map(|license| license.name.clone()),
        terms: info.terms_of_service.clone(),
        extensions: extensions(&info.extensions),
    }
}

/// The Server Objects of a list at a place.
pub(crate) fn servers(servers: &[openapiv3::Server], at: &Pointer) -> Vec<Server> {
    let server = |(index, server): (usize, &openapiv3::Server)| Server {
        at: at.index(index),
        url: server.url.clone(),
        description: server.description.clone(),
        variables: server.variables.iter().flatten().map(variable).collect(),
    };
    servers.iter().enumerate().map(server).collect()
}

/// The address of an External Documentation Object.
pub(crate) fn link(docs: Option<&ExternalDocumentation>) -> Option<String> {
    docs.map(|docs| docs.url.clone())
}

fn variable((name, variable): (&String, &openapiv3::ServerVariable)) -> Variable {
    Variable {
        name: name.clone(),
        default: variable.default.clone(),
        values: variable.enumeration.clone(),
        description: variable.description.clone(),
    }
}

fn extensions(extensions: &IndexMap<String, Value>) -> Vec<(String, Value)> {
    extensions.iter().map(|(name, value)| (name.clone(), value.clone())).collect()
}
