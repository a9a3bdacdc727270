//! Types the rest of the document with `openapiv3`, piece by piece.
//!
//! A rejected piece then affects nothing else, its error is easy to locate, and only one piece at a time is in memory
//! twice.

mod aside;
mod typed;

use std::collections::BTreeMap;

use bindery_source::{Pointer, Sink, Value};
use indexmap::IndexMap;
use openapiv3::{Components, OpenAPI, Operation, PathItem, ReferenceOr};
use serde::de::DeserializeOwned;
use serde_json::Map;

use crate::beyond::Beyond;
use crate::document::{Document, Parts};
use crate::grammar::{Kind, reference};
use crate::parts::Part;
use crate::read::FILES;
use crate::schema::Schema;
use crate::trail::Trail;

/// Builds the document from a value, and from parts stored by their own place, after their schemas moved out.
pub(crate) fn frame(
    mut root: Value,
    parts: Vec<Part>,
    schemas: IndexMap<Pointer, Schema>,
    sink: &mut Sink,
) -> Document {
    let mut framer =
        Framer { beyond: Beyond::default(), parts: Parts::default(), media_types: media_types(&root, &parts), sink };
    let frame = framer.document(members(root.take()));
    for Part { at, kind, value } in parts {
        framer.part(value, kind, &at);
    }
    let (beyond, parts) = (framer.beyond, framer.parts);
    Document { version: frame.openapi.clone(), frame, schemas, beyond, parts }
}

/// The media types that references may lead to.
fn media_types(root: &Value, parts: &[Part]) -> BTreeMap<Pointer, Value> {
    let section = Pointer::root().key("components").key("mediaTypes");
    let named = root.pointer(section.as_str()).and_then(Value::as_object).into_iter().flatten();
    let named = named.map(|(name, value)| (section.key(name), value.clone()));
    let others = parts.iter().filter(|part| part.kind == Kind::MediaType);
    named.chain(others.map(|part| (part.at.clone(), part.value.clone()))).collect()
}

struct Framer<'s> {
    beyond: Beyond,
    parts: Parts,
    media_types: BTreeMap<Pointer, Value>,
    sink: &'s mut Sink,
}

impl Framer<'_> {
    /// The frame of the whole document.
    fn document(&mut self, root: Map<String, Value>) -> OpenAPI {
        let mut frame = OpenAPI::default();
        let start = Pointer::root();
        let start = Trail::Start(&start);
        for (name, value) in root {
            let at = start.key(&name);
            match name.as_str() {
                "openapi" => frame.openapi = value.as_str().map_or_else(String::new, str::to_owned),
                "info" => frame.info = self.piece(value, Kind::Info, &at).unwrap_or_default(),
                "servers" => frame.servers = self.list(value, Kind::Server, &at),
                "security" => frame.security = Some(self.list(value, Kind::SecurityRequirement, &at)),
                "tags" => frame.tags = self.list(value, Kind::Tag, &at),
                "externalDocs" => frame.external_docs = self.piece(value, Kind::ExternalDocs, &at),
                "components" => frame.components = Some(self.components(value, &at)),
                "paths" => {
                    for (path, mut item) in members(value) {
                        let at = at.key(&path);
                        if path.starts_with("x-") {
                            frame.paths.extensions.insert(path, item);
                        } else if let Some(text) = reference(&item, Kind::PathItem) {
                            let reference = text.to_owned();
                            self.set_aside(&mut item, Kind::PathItem, &at);
                            frame.paths.paths.insert(path, ReferenceOr::Reference { reference });
                        } else {
                            let item = self.path_item(item, &at);
                            frame.paths.paths.insert(path, ReferenceOr::Item(item));
                        }
                    }
                }
                "webhooks" => {
                    for (hook, item) in members(value) {
                        let place = self.path_item_apart(item, &at.key(&hook));
                        self.beyond.webhooks.extend(place.map(|place| (hook, place)));
                    }
                }
                FILES => {}
                extension if extension.starts_with("x-") => {
                    frame.extensions.insert(name, value);
                }
                _ => {
                    self.beyond.members.insert(at.pointer(), value);
                }
            }
        }
        frame
    }

    /// An object of `kind` outside the places where the frame keeps such objects.
    fn part(&mut self, value: Value, kind: Kind, place: &Pointer) {
        let at = Trail::Start(place);
        macro_rules! keep {
            ($parts:ident) => {
                if let Some(part) = self.piece(value, kind, &at) {
                    self.parts.$parts.insert(place.clone(), part);
                }
            };
        }
        match kind {
            Kind::Parameter => keep!(parameters),
            Kind::RequestBody => keep!(request_bodies),
            Kind::Response => keep!(responses),
            Kind::Header => keep!(headers),
            Kind::Example => keep!(examples),
            Kind::Link => keep!(links),
            Kind::SecurityScheme => keep!(security_schemes),
            Kind::PathItem => {
                self.path_item_apart(value, &at);
            }
            Kind::Operation => {
                self.operation_apart(value, &at);
            }
            Kind::Callback => {
                self.callback(value, &at);
            }
            _ => {}
        }
    }

    fn components(&mut self, value: Value, at: &Trail<'_>) -> Components {
        let mut components = Components::default();
        for (name, value) in members(value) {
            let at = at.key(&name);
            match name.as_str() {
                "schemas" => components.schemas = self.section(value, Kind::Schema, &at),
                "responses" => components.responses = self.section(value, Kind::Response, &at),
                "parameters" => components.parameters = self.section(value, Kind::Parameter, &at),
                "examples" => components.examples = self.section(value, Kind::Example, &at),
                "requestBodies" => components.request_bodies = self.section(value, Kind::RequestBody, &at),
                "headers" => components.headers = self.section(value, Kind::Header, &at),
                "securitySchemes" => components.security_schemes = self.section(value, Kind::SecurityScheme, &at),
                "links" => components.links = self.section(value, Kind::Link, &at),
                "callbacks" => {
                    for (name, callback) in members(value) {
                        self.callback(callback, &at.key(&name));
                    }
                }
                "pathItems" => {
                    for (name, item) in members(value) {
                        self.path_item_apart(item, &at.key(&name));
                    }
                }
                extension if extension.starts_with("x-") => {
                    components.extensions.insert(name, value);
                }
                _ => {
                    self.beyond.members.insert(at.pointer(), value);
                }
            }
        }
        components
    }

    fn section<T: DeserializeOwned>(
        &mut self,
        value: Value,
        kind: Kind,
        at: &Trail<'_>,
    ) -> IndexMap<String, ReferenceOr<T>> {
        let mut section = IndexMap::new();
        for (name, mut value) in members(value) {
            let at = at.key(&name);
            self.set_aside(&mut value, kind, &at);
            let entry = match reference(&value, kind) {
                Some(text) => Some(ReferenceOr::Reference { reference: text.to_owned() }),
                None => typed::typed(value, &at.pointer(), self.sink).map(ReferenceOr::Item),
            };
            section.extend(entry.map(|entry| (name, entry)));
        }
        section
    }

    /// A path item outside `paths`. Returns its place, which is elsewhere for a reference.
    fn path_item_apart(&mut self, value: Value, at: &Trail<'_>) -> Option<Pointer> {
        let place = at.pointer();
        if reference(&value, Kind::PathItem).is_some() {
            let target = target(&value, Kind::PathItem);
            self.beyond.members.insert(place, value);
            return target;
        }
        let item = self.path_item(value, at);
        self.parts.path_items.insert(place.clone(), item);
        Some(place)
    }

    fn path_item(&mut self, value: Value, at: &Trail<'_>) -> PathItem {
        let mut item = PathItem::default();
        let mut methods = Vec::new();
        let mut rest = Map::new();
        for (name, value) in members(value) {
            let at = at.key(&name);
            let slot = match name.as_str() {
                "get" => &mut item.get,
                "put" => &mut item.put,
                "post" => &mut item.post,
                "delete" => &mut item.delete,
                "options" => &mut item.options,
                "head" => &mut item.head,
                "patch" => &mut item.patch,
                "trace" => &mut item.trace,
                "query" => {
                    methods.extend(self.operation_apart(value, &at).map(|place| ("QUERY".to_owned(), place)));
                    continue;
                }
                "additionalOperations" => {
                    for (method, operation) in members(value) {
                        let place = self.operation_apart(operation, &at.key(&method));
                        methods.extend(place.map(|place| (method, place)));
                    }
                    continue;
                }
                _ => {
                    rest.insert(name, value);
                    continue;
                }
            };
            let method = name.to_uppercase();
            if reference(&value, Kind::Operation).is_some() {
                methods.extend(self.operation_apart(value, &at).map(|place| (method, place)));
                continue;
            }
            *slot = self.operation(value, &at);
            if slot.is_some() {
                methods.push((method, at.pointer()));
            }
        }
        let rest: PathItem = self.piece(Value::Object(rest), Kind::PathItem, at).unwrap_or_default();
        self.parts.methods.insert(at.pointer(), methods);
        PathItem {
            summary: rest.summary,
            description: rest.description,
            servers: rest.servers,
            parameters: rest.parameters,
            extensions: rest.extensions,
            ..item
        }
    }

    /// An operation that a path item of `openapiv3` does not support. Returns its place, which is elsewhere for a
    /// reference.
    fn operation_apart(&mut self, value: Value, at: &Trail<'_>) -> Option<Pointer> {
        let place = at.pointer();
        if reference(&value, Kind::Operation).is_some() {
            let target = target(&value, Kind::Operation);
            self.beyond.members.insert(place, value);
            return target;
        }
        let operation = self.operation(value, at)?;
        self.parts.operations.insert(place.clone(), operation);
        Some(place)
    }

    fn operation(&mut self, mut value: Value, at: &Trail<'_>) -> Option<Operation> {
        let callbacks = value.as_object_mut().and_then(|operation| operation.shift_remove("callbacks"));
        let operation = self.piece(value, Kind::Operation, at)?;
        if let Some(callbacks) = callbacks {
            let below = at.key("callbacks");
            let mut places = IndexMap::new();
            for (name, callback) in members(callbacks) {
                let place = self.callback(callback, &below.key(&name));
                places.extend(place.map(|place| (name, place)));
            }
            self.beyond.callbacks.insert(at.pointer(), places);
        }
        Some(operation)
    }

    /// Returns the callback's place, which is elsewhere for a reference.
    fn callback(&mut self, value: Value, at: &Trail<'_>) -> Option<Pointer> {
        let place = at.pointer();
        if reference(&value, Kind::Callback).is_some() {
            let target = target(&value, Kind::Callback);
            self.beyond.members.insert(place, value);
            return target;
        }
        let mut items = IndexMap::new();
        for (expression, item) in members(value) {
            let at = at.key(&expression);
            if expression.starts_with("x-") {
                self.beyond.members.insert(at.pointer(), item);
            } else {
                let place = self.path_item_apart(item, &at);
                items.extend(place.map(|place| (expression, place)));
            }
        }
        self.parts.callbacks.insert(place.clone(), items);
        Some(place)
    }

    fn list<T: DeserializeOwned>(&mut self, value: Value, kind: Kind, at: &Trail<'_>) -> Vec<T> {
        let Value::Array(items) = value else { return Vec::new() };
        items.into_iter().enumerate().filter_map(|(index, item)| self.piece(item, kind, &at.index(index))).collect()
    }

    fn piece<T: DeserializeOwned>(&mut self, mut value: Value, kind: Kind, at: &Trail<'_>) -> Option<T> {
        self.set_aside(&mut value, kind, at);
        typed::typed(value, &at.pointer(), self.sink)
    }
}

/// The target of a reference.
fn target(value: &Value, kind: Kind) -> Option<Pointer> {
    Pointer::parse(reference(value, kind)?.strip_prefix('#')?)
}

fn members(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(object) => object,
        _ => Map::new(),
    }
}
