//! The document, as the other crates see it.

mod whole;

use bindery_source::Pointer;
use indexmap::IndexMap;
use openapiv3::{
    Example, Header, Link, Operation, Parameter, PathItem, ReferenceOr, RequestBody, Response, SecurityScheme, Server,
};

use crate::beyond::Beyond;
use crate::hoist::schema_in;
use crate::schema::Schema;

/// An OpenAPI document of any 3.x version.
///
/// The frame is typed by `openapiv3`. Every schema in it is replaced with a reference to the schema's own pointer, and
/// is in [`Document::schemas`]. References in the frame are canonical: each leads, in one hop, to something that is not
/// a reference itself, or to nothing, which was reported when the document was read.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The value of `openapi`, such as `3.1.0`.
    pub version: String,
    /// Everything but the schemas.
    pub frame: openapiv3::OpenAPI,
    /// Every schema of the frame by its place, in document order.
    pub schemas: IndexMap<Pointer, Schema>,
    /// Members that `openapiv3` does not support.
    pub beyond: Beyond,
    pub(crate) parts: Parts,
}

/// An operation, with everything that its path contributes.
#[derive(Clone, Debug)]
pub struct Endpoint<'a> {
    /// The operation's place.
    pub at: Pointer,
    /// The path template as written; a name for webhooks, an expression for callbacks.
    pub path: &'a str,
    /// The place where the path item is named, which differs from its own place if it is a `$ref`.
    pub path_at: Pointer,
    /// The HTTP method in capitals as sent, standard or not.
    pub method: String,
    /// The operation.
    pub operation: &'a Operation,
    /// Parameters that the path item declares for all its operations, with their places.
    pub shared: Vec<(Pointer, &'a ReferenceOr<Parameter>)>,
    /// Servers that the path item declares; empty if it has none of its own.
    pub servers: &'a [Server],
    /// The path item, for its summary and description.
    pub item: &'a PathItem,
}

/// Parts typed like the frame but outside the places that `openapiv3` supports, by their place.
#[derive(Clone, Debug, Default)]
pub(crate) struct Parts {
    pub(crate) parameters: IndexMap<Pointer, Parameter>,
    pub(crate) request_bodies: IndexMap<Pointer, RequestBody>,
    pub(crate) responses: IndexMap<Pointer, Response>,
    pub(crate) headers: IndexMap<Pointer, Header>,
    pub(crate) examples: IndexMap<Pointer, Example>,
    pub(crate) links: IndexMap<Pointer, Link>,
    pub(crate) security_schemes: IndexMap<Pointer, SecurityScheme>,
    pub(crate) path_items: IndexMap<Pointer, PathItem>,
    pub(crate) operations: IndexMap<Pointer, Operation>,
    /// Parameters that are the whole query string, typed as query parameters.
    pub(crate) query_strings: IndexMap<Pointer, Parameter>,
    /// The path items of each callback by their expression.
    pub(crate) callbacks: IndexMap<Pointer, IndexMap<String, Pointer>>,
    /// The operations of each path item in document order: the method in capitals, and the operation's place.
    pub(crate) methods: IndexMap<Pointer, Vec<(String, Pointer)>>,
}

impl Document {
    /// The schema at a place: one of [`Document::schemas`], or a sub-schema of one.
    pub fn schema(&self, at: &Pointer) -> Option<&Schema> {
        schema_in(&self.schemas, at)
    }

    /// The schemas of `components.schemas` in document order, each with its place.
    pub fn named_schemas(&self) -> impl Iterator<Item = (&str, Pointer)> {
        let section = Pointer::root().key("components").key("schemas");
        self.frame
            .components
            .iter()
            .flat_map(|components| components.schemas.keys())
            .map(move |name| (name.as_str(), section.key(name)))
    }

    /// Every operation under `paths`, in document order.
    pub fn endpoints(&self) -> Vec<Endpoint<'_>> {
        let section = Pointer::root().key("paths");
        let paths = self.frame.paths.paths.iter();
        paths
            .filter_map(|(path, item)| {
                let path_at = section.key(path);
                let item_at = match item {
                    ReferenceOr::Reference { reference } => target(reference)?,
                    ReferenceOr::Item(_) => path_at.clone(),
                };
                Some(self.endpoints_of(path, &path_at, &item_at))
            })
            .flatten()
            .collect()
    }

    /// Every operation under `webhooks`, in document order; [`Endpoint::path`] is the webhook's name.
    pub fn webhooks(&self) -> Vec<Endpoint<'_>> {
        let section = Pointer::root().key("webhooks");
        let hooks = self.beyond.webhooks.iter();
        hooks.flat_map(|(name, item_at)| self.endpoints_of(name, &section.key(name), item_at)).collect()
    }

    /// The callbacks of the operation at a place: their name and operations. [`Endpoint::path`] is the expression for
    /// the URL.
    pub fn callbacks(&self, operation: &Pointer) -> Vec<(&str, Vec<Endpoint<'_>>)> {
        let named = self.beyond.callbacks.get(operation).into_iter().flatten();
        named
            .map(|(name, callback)| {
                let items = self.parts.callbacks.get(callback).into_iter().flatten();
                let endpoints = items
                    .flat_map(|(expression, item)| self.endpoints_of(expression, &callback.key(expression), item))
                    .collect();
                (name.as_str(), endpoints)
            })
            .collect()
    }

    /// The parameter that is the whole query string (3.2's `in: querystring`), if a place holds or refers to one. It is
    /// like a query parameter described by one media type.
    pub fn query_string(&self, item: &ReferenceOr<Parameter>) -> Option<(Pointer, &Parameter)> {
        let ReferenceOr::Reference { reference } = item else { return None };
        let at = target(reference)?;
        self.parts.query_strings.get(&at).map(|parameter| (at, parameter))
    }

    /// The schema that a place in the frame refers to, always in this document.
    pub fn schema_at(&self, item: &ReferenceOr<openapiv3::Schema>) -> Option<Pointer> {
        match item {
            ReferenceOr::Reference { reference } => target(reference),
            ReferenceOr::Item(_) => None,
        }
    }
}

impl Document {
    fn endpoints_of<'a>(&'a self, path: &'a str, path_at: &Pointer, item_at: &Pointer) -> Vec<Endpoint<'a>> {
        let Some(item) = self.path_item(item_at) else { return Vec::new() };
        let methods = self.parts.methods.get(item_at).into_iter().flatten();
        methods
            .filter_map(|(method, at)| {
                let operation = operation_of(item, method).or_else(|| self.parts.operations.get(at))?;
                let parameters_at = item_at.key("parameters");
                let shared = item.parameters.iter().enumerate();
                Some(Endpoint {
                    at: at.clone(),
                    path,
                    path_at: path_at.clone(),
                    method: method.clone(),
                    operation,
                    shared: shared.map(|(index, parameter)| (parameters_at.index(index), parameter)).collect(),
                    servers: &item.servers,
                    item,
                })
            })
            .collect()
    }

    fn path_item(&self, at: &Pointer) -> Option<&PathItem> {
        let under_paths = || {
            let mut steps = at.steps();
            let path = (steps.next()? == "paths").then(|| steps.next()).flatten()?;
            steps.next().is_none().then(|| self.frame.paths.paths.get(&*path)?.as_item()).flatten()
        };
        under_paths().or_else(|| self.parts.path_items.get(at))
    }
}

/// The operation of a path item for a method that `openapiv3` supports.
fn operation_of<'a>(item: &'a PathItem, method: &str) -> Option<&'a Operation> {
    match method {
        "GET" => item.get.as_ref(),
        "PUT" => item.put.as_ref(),
        "POST" => item.post.as_ref(),
        "DELETE" => item.delete.as_ref(),
        "OPTIONS" => item.options.as_ref(),
        "HEAD" => item.head.as_ref(),
        "PATCH" => item.patch.as_ref(),
        "TRACE" => item.trace.as_ref(),
        _ => None,
    }
}

macro_rules! lookups {
    ($($(#[$docs:meta])* $name:ident: $section:literal $components:ident $type:ty;)*) => {
        impl Document {
            $(
                $(#[$docs])*
                pub fn $name<'a>(&'a self, at: &Pointer, item: &'a ReferenceOr<$type>) -> Option<(Pointer, &'a $type)> {
                    let reference = match item {
                        ReferenceOr::Item(item) => return Some((at.clone(), item)),
                        ReferenceOr::Reference { reference } => target(reference)?,
                    };
                    let found = component(&reference, $section)
                        .and_then(|name| self.frame.components.as_ref()?.$components.get(&name)?.as_item())
                        .or_else(|| self.parts.$components.get(&reference))?;
                    Some((reference, found))
                }
            )*
        }
    };
}

lookups! {
    /// The parameter at a place, or the one that the place refers to, with its own place. `None` was reported.
    parameter: "parameters" parameters Parameter;
    /// The same for a request body.
    request_body: "requestBodies" request_bodies RequestBody;
    /// The same for a response.
    response: "responses" responses Response;
    /// The same for a header.
    header: "headers" headers Header;
    /// The same for a security scheme.
    security_scheme: "securitySchemes" security_schemes SecurityScheme;
    /// The same for an example.
    example: "examples" examples Example;
    /// The same for a link.
    link: "links" links Link;
}

/// The target of a reference in the frame. `None` if it was not resolved.
fn target(reference: &str) -> Option<Pointer> {
    Pointer::parse(reference.strip_prefix('#')?)
}

/// The name in `/components/<section>/<name>`, if `at` is such a place.
fn component(at: &Pointer, section: &str) -> Option<String> {
    let mut steps = at.steps();
    let names_one = steps.next()? == "components" && steps.next()? == section;
    let name = steps.next().filter(|_| names_one)?.into_owned();
    steps.next().is_none().then_some(name)
}
