//! The document as every other crate sees it.

use bindery_source::Pointer;
use indexmap::IndexMap;
use openapiv3::{
    Example, Header, Link, Operation, Parameter, PathItem, ReferenceOr, RequestBody, Response, SecurityScheme, Server,
};

use crate::beyond::Beyond;
use crate::schema::Schema;

/// An OpenAPI document of any 3.x version.
///
/// The frame is typed by `openapiv3`; in every place of it where a schema stood there is now a reference to the schema's
/// own pointer, and the schema is in [`Document::schemas`]. References in the frame are canonical: each leads, in one hop,
/// to something that is not a reference itself, or to nothing, which was reported when the document was read.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The text of `openapi`, such as `3.1.0`.
    pub version: String,
    /// Everything but the schemas.
    pub frame: openapiv3::OpenAPI,
    /// Every schema that stands in the frame, in document order, by its place.
    pub schemas: IndexMap<Pointer, Schema>,
    /// What `openapiv3` has no room for.
    pub beyond: Beyond,
    pub(crate) parts: Parts,
}

/// An operation with what its path says for it.
#[derive(Clone, Debug)]
pub struct Endpoint<'a> {
    /// The operation's place.
    pub at: Pointer,
    /// The path's template as written; for webhooks their name, for callbacks their expression.
    pub path: &'a str,
    /// The place where the path item is named, which is not where it stands when it is a `$ref`.
    pub path_at: Pointer,
    /// The HTTP method in capitals as it is sent, of any kind.
    pub method: String,
    /// The operation.
    pub operation: &'a Operation,
    /// Parameters that the path item states for all its operations, with their places.
    pub shared: Vec<(Pointer, &'a ReferenceOr<Parameter>)>,
    /// Servers that the path item states; empty when it leaves that to the document.
    pub servers: &'a [Server],
    /// The path item, for its summary and description.
    pub item: &'a PathItem,
}

/// What is typed like the frame but stands outside of the places that `openapiv3` has, by its place.
#[derive(Clone, Debug, Default)]
#[expect(dead_code, reason = "the frame fills it")]
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
    /// The operations of each path item in document order: the method in capitals and the operation's place.
    pub(crate) methods: IndexMap<Pointer, Vec<(String, Pointer)>>,
}

impl Document {
    /// The schema at a place: one of [`Document::schemas`], or a sub-schema of one.
    pub fn schema(&self, at: &Pointer) -> Option<&Schema> {
        let _ = at;
        None
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
        Vec::new()
    }

    /// Every operation under `webhooks`, in document order; [`Endpoint::path`] is the webhook's name.
    pub fn webhooks(&self) -> Vec<Endpoint<'_>> {
        Vec::new()
    }

    /// The callbacks of the operation at a place: their name, and their operations, whose [`Endpoint::path`] is the
    /// expression that gives the URL.
    pub fn callbacks(&self, operation: &Pointer) -> Vec<(&str, Vec<Endpoint<'_>>)> {
        let _ = operation;
        Vec::new()
    }

    /// The schema to which a place in the frame leads, always of this document.
    pub fn schema_at(&self, item: &ReferenceOr<openapiv3::Schema>) -> Option<Pointer> {
        match item {
            ReferenceOr::Reference { reference } => target(reference),
            ReferenceOr::Item(_) => None,
        }
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
    /// The parameter that stands at a place or to which the place refers, with the parameter's own place. `None` was
    /// reported.
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

/// Where a reference of the frame leads. `None` for one that leads nowhere.
fn target(reference: &str) -> Option<Pointer> {
    Pointer::parse(reference.strip_prefix('#')?)
}

/// The name in `/components/<section>/<name>`, when `at` is such a place.
fn component(at: &Pointer, section: &str) -> Option<String> {
    let mut steps = at.steps();
    let names_one = steps.next()? == "components" && steps.next()? == section;
    let name = steps.next().filter(|_| names_one)?.into_owned();
    steps.next().is_none().then_some(name)
}
