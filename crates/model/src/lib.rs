//! The meaning of an API, independent of any language.
//!
//! [`lower`] reads a document and returns an [`Api`]: plain, resolved data. JSON Schema ends here.

pub mod api;
pub mod auth;
pub mod bindings;
pub mod codes;
pub mod docs;
pub mod keys;
pub mod limits;
pub mod media_type;
pub mod operations;
pub mod overrides;
pub mod paging;
pub mod prose;
pub mod segments;
pub mod signing;
pub mod types;

mod binary;
mod cycles;
mod dump;
mod evidence;
mod lower;
mod namespace;
mod nulls;
mod pattern;
mod repeats;
mod servers;
mod sessions;
mod tags;
mod travels;

use bindery_openapi::Document;
use bindery_source::{Pointer, Sink};

pub use api::Api;
pub use bindings::Bindings;
pub use codes::CODES;
pub use dump::dump;
pub use overrides::Overrides;

/// Decides what a document means.
///
/// Gaps and mistakes of the document are reported to `sink`, and the most plausible meaning is used: there is always
/// an [`Api`].
///
/// ```
/// use std::collections::BTreeMap;
///
/// use bindery_model::{Overrides, dump, lower};
/// use bindery_openapi::{Read, read};
/// use bindery_source::{Sink, parse};
///
/// let text = "
/// openapi: 3.1.0
/// info: { title: Jobs, version: '1' }
/// paths: {}
/// components: { schemas: { Job: { type: object, required: [id], properties: { id: { type: string } } } } }
/// ";
/// let mut sink = Sink::default();
/// let value = parse("openapi.yaml", text, &mut sink).expect("it is YAML").value;
/// let Read::Document(document) = read(value, &BTreeMap::new(), &mut sink) else { panic!("it is OpenAPI") };
/// let api = lower(&document, &Overrides::default(), &mut sink);
/// assert_eq!(dump(&api, None), "api \"Jobs\" \"1\"\n\nstruct Job\n  id: string\n");
/// ```
pub fn lower(document: &Document, overrides: &Overrides, sink: &mut Sink) -> Api {
    let keeps_all = overrides.operations.keeps_unused_types();
    if keeps_all {
        lower::constraints::report(document, None, sink);
    }
    let info = lower::info::info(document);
    let servers = lower::info::servers(&document.frame.servers, &Pointer::root().key("servers"));
    let schemes = lower::auth::schemes(document, overrides, sink);
    let security = document.frame.security.as_deref().unwrap_or_default();
    let auth = lower::auth::requirements(security, &Pointer::root().key("security"), &schemes, sink);

    let (endpoints, left_out) = lower::selection::select(document.endpoints(), overrides, sink);
    let mut schemas = lower::Schemas::new(document, overrides.unstated_types, sink);
    if keeps_all {
        schemas.start_with_components();
    }
    let (groups, operations) = lower::operations::lower(&mut schemas, &endpoints, &schemes, &auth);
    let webhooks = lower::webhooks::lower(&mut schemas, &operations, overrides);
    let types = schemas.types;
    if !keeps_all {
        lower::constraints::report(document, Some(&types), sink);
    }

    let namespace = namespace::find(document.named_schemas().map(|(name, _)| name));
    let mut api = Api {
        info,
        servers,
        schemes,
        auth,
        groups,
        operations,
        left_out,
        webhooks,
        namespace,
        types,
        ..Api::default()
    };
    servers::settle(&mut api, sink);
    sessions::apply(&mut api, overrides, sink);
    repeats::apply(&mut api, overrides, sink);
    api.limits = overrides.limits;
    signing::apply(&mut api, overrides, sink);
    // Tags ask for the JSON types of alternatives, so choices must end, and `null` must be in one place.
    nulls::simplify(&mut api.types);
    cycles::open_choices(&mut api.types, sink);
    tags::choose(&mut api.types, sink);
    // Examples are followed through alternatives by their tags.
    evidence::weigh(&mut api, sink);
    binary::keep_to_bodies(&mut api, sink);
    // A member that is absent in one direction becomes optional, which may already open a cycle.
    travels::mark(&mut api);
    travels::relax_one_way_members(&mut api.types);
    cycles::open(&mut api.types, sink);
    // Pages are recognized by the final shapes of replies.
    paging::decide(&mut api, overrides, sink);
    api
}
