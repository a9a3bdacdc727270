//! Every schema with a reference gets one type. A queue instead of recursion visits all of them.

use std::collections::VecDeque;

use bindery_openapi::schema::Reference;
use bindery_openapi::{Document, Schema, file_of};
use bindery_source::{Code, Diagnostic, Pointer, Severity, Sink, Value};
use indexmap::{IndexMap, IndexSet};

use super::facts::Facts;
use super::heirs::Heirs;
use super::place::{LONGEST_WAY, Lens, Part, Place, View, ViewKey, component_name, is_shapeless, stem};
use super::{docs, shape};
use crate::codes;
use crate::docs::Docs;
use crate::overrides::UnstatedTypes;
use crate::types::{Hint, Owner, Role, Scalar, Shape, TypeId, Types};

/// The schemas of a document while they become types.
#[derive(Debug)]
pub(crate) struct Schemas<'d, 's> {
    pub(crate) document: &'d Document,
    pub(crate) unstated_types: UnstatedTypes,
    pub(crate) sink: &'s mut Sink,
    pub(crate) types: Types,
    pub(crate) heirs: Heirs<'d>,
    parts: IndexMap<ViewKey, TypeId>,
    combinations: usize,
    queue: VecDeque<(TypeId, View<'d>)>,
    said: IndexSet<(&'static str, Pointer, String)>,
}

/// The limit for combinations of schemas with their own type. Real documents have a few thousand at most.
const MOST_COMBINATIONS: usize = 20_000;

impl<'d, 's> Schemas<'d, 's> {
    /// Creates an empty set: a schema becomes a type when something refers to it.
    pub(crate) fn new(document: &'d Document, unstated_types: UnstatedTypes, sink: &'s mut Sink) -> Self {
        Self {
            document,
            unstated_types,
            sink,
            types: Types::default(),
            heirs: Heirs::find(document),
            parts: IndexMap::new(),
            combinations: 0,
            queue: VecDeque::new(),
            said: IndexSet::new(),
        }
    }

    /// Makes types of all components, even unused ones. The content of each follows directly after it, in document order.
    pub(crate) fn start_with_components(&mut self) {
        let mut views = Vec::new();
        let named = self.document.named_schemas().map(|(_, at)| at);
        let in_files = self.document.schemas.keys().filter(|at| file_of(at).is_some()).cloned();
        for at in named.chain(in_files) {
            let (Some(schema), Some(name)) = (self.document.schema(&at), component_name(&at)) else { continue };
            if self.types.at(&at).is_some() {
                continue;
            }
            let whole = self.in_file(Place::whole(at.clone(), schema));
            let id = self.types.reserve(at, component_hint(name, whole.schema));
            self.types.also_at(whole.at.clone(), id);
            views.push((id, View::of(whole)));
        }
        // Schemas in files are in the order in which a bundler would write them.
        views.sort_by_key(|(_, view)| {
            let at = &view.places[0].at;
            file_of(at).and_then(|_| self.document.schemas.get_index_of(at))
        });
        for (id, view) in views {
            self.queue.push_back((id, view));
            self.drain();
        }
    }

    /// Replaces a component that only refers to a file by the content of the file, unless another component already does.
    fn in_file(&self, component: Place<'d>) -> Place<'d> {
        let mut place = component.clone();
        for _ in 0..LONGEST_WAY {
            let Some(Reference::To(next)) = &place.schema.reference else { return place };
            let bare = Schema { reference: place.schema.reference.clone(), ..Schema::default() };
            let Some(schema) = self.document.schema(next) else { return place };
            if file_of(next).is_none() || *place.schema != bare {
                return place;
            }
            if self.types.at(next).is_some() {
                break;
            }
            place = Place::whole(next.clone(), schema);
        }
        component
    }

    /// The type of a schema at a place outside of schemas.
    pub(crate) fn position(&mut self, at: &Pointer, owner: Owner, role: Role) -> TypeId {
        let id = match self.document.schema(at) {
            Some(schema) => self.ty(View::of(Place::whole(at.clone(), schema)), owner, role),
            None => self.anything(at.clone(), owner, role),
        };
        self.drain();
        id
    }

    /// The type of a view. A schema that only points to another one gets the type of its target.
    pub(crate) fn ty(&mut self, view: View<'d>, owner: Owner, role: Role) -> TypeId {
        let view = self.settle(view);
        if let ([place @ Place { at, schema, part: Part::Whole }], Lens::All) = (view.places.as_slice(), view.lens) {
            if let Some(known) = self.types.at(at) {
                return known;
            }
            let hint = match place.component() {
                Some(name) => component_hint(name, schema),
                None => {
                    let (owner, role) = self.home(at).unwrap_or((owner, role));
                    hint(at, schema, owner, role)
                }
            };
            let id = self.types.reserve(at.clone(), hint);
            self.queue.push_back((id, view));
            return id;
        }
        let key = view.key();
        if let Some(known) = self.parts.get(&key) {
            return *known;
        }
        let Place { at, schema, .. } = view.places[0].clone();
        let id = self.types.reserve_part(at.clone(), hint(&at, schema, owner, role));
        self.combinations += usize::from(view.places.len() > 1);
        if self.combinations < MOST_COMBINATIONS {
            self.parts.insert(key, id);
            self.queue.push_back((id, view));
        } else {
            self.note(&codes::SCHEMA_TOO_COMPLEX, &at, "too many combinations of schemas: the type accepts any value");
        }
        id
    }

    /// The owner of a schema by its place, whatever led to it first: a member of a base belongs to the base, not to the first
    /// heir.
    fn home(&self, at: &Pointer) -> Option<(Owner, Role)> {
        let keyword = |at: &Pointer| at.last().map(std::borrow::Cow::into_owned);
        let (parent, last) = (at.parent()?, keyword(at)?);
        let (mut whole, role) = match last.as_str() {
            _ if keyword(&parent).as_deref() == Some("properties") => (parent.parent()?, Role::Property(last)),
            "items" => (parent, Role::Item),
            "additionalProperties" => (parent, Role::Value),
            _ => return None,
        };
        loop {
            if let Some(owner) = self.types.at(&whole) {
                return Some((Owner::Type(owner), role));
            }
            let list = whole.parent()?;
            if list.last().as_deref() != Some("allOf") {
                return None;
            }
            whole = list.parent()?;
        }
    }

    /// Reports a decision once, however many types contain the schema.
    pub(crate) fn note(
        &mut self,
        code: &'static Code,
        at: &Pointer,
        message: impl Into<String>,
    ) -> Option<&mut Diagnostic> {
        self.say(code, Severity::Note, at, message.into())
    }

    /// Reports a mistake once, however many operations share it.
    pub(crate) fn warning(
        &mut self,
        code: &'static Code,
        at: &Pointer,
        message: impl Into<String>,
    ) -> Option<&mut Diagnostic> {
        self.say(code, Severity::Warning, at, message.into())
    }

    fn say(
        &mut self,
        code: &'static Code,
        severity: Severity,
        at: &Pointer,
        message: String,
    ) -> Option<&mut Diagnostic> {
        let is_new = self.said.insert((code.id, at.clone(), message.clone()));
        is_new.then(|| self.sink.push(code, severity, Some(at.into()), message))
    }

    /// A new type for any value.
    pub(crate) fn anything(&mut self, at: Pointer, owner: Owner, role: Role) -> TypeId {
        self.types.reserve_part(at, Hint { component: None, title: None, owner: Some((owner, role)) })
    }

    /// A new type for any string.
    pub(crate) fn text(&mut self, at: Pointer, owner: Owner, role: Role) -> TypeId {
        let id = self.anything(at, owner, role);
        self.types.define(id, Docs::default(), Shape::Scalar(Scalar::String));
        id
    }

    /// The shape of a type, through aliases.
    pub(crate) fn shape(&self, id: TypeId) -> &Shape {
        &self.types[self.types.resolve(id)].shape
    }

    /// The docs of the schema at a place, and of its targets up to a component, which has its own docs.
    pub(crate) fn docs_at(&self, at: &Pointer) -> Docs {
        let Some(schema) = self.document.schema(at) else { return Docs::default() };
        let settled = Place::whole(at.clone(), schema).settle(self.document);
        docs::of_all(&settled.said_here())
    }

    /// The `default` of the schema at a place.
    pub(crate) fn default_at(&self, at: &Pointer) -> Option<Value> {
        let settled = Place::whole(at.clone(), self.document.schema(at)?).settle(self.document);
        settled.said().iter().find_map(|schema| schema.default.clone())
    }

    /// Follows every schema of a view to the one that states something, and drops those that add nothing.
    fn settle(&self, mut view: View<'d>) -> View<'d> {
        if let (Lens::NotNull, [place]) = (view.lens, view.places.as_slice())
            && let Some(target) = place.target(self.document, Lens::NotNull)
        {
            view = View::of(target);
        }
        if view.lens != Lens::All {
            return view;
        }
        let mut settled: Vec<Place<'d>> = Vec::new();
        for place in view.places {
            let place = place.settle(self.document).place;
            if !settled.iter().any(|known| known.at == place.at && known.part == place.part) {
                settled.push(place);
            }
        }
        if settled.len() > 1 {
            let first = settled[0].clone();
            settled.retain(|place| place.component().is_some() || !is_shapeless(place.schema));
            if settled.is_empty() {
                settled.push(first);
            }
        }
        View { places: settled, lens: Lens::All }
    }

    fn drain(&mut self) {
        while let Some((id, view)) = self.queue.pop_front() {
            let docs = docs::of_schema(view.places[0].schema);
            let shape = self.alias(id, &view).unwrap_or_else(|| {
                let facts = Facts::of(self.document, &view);
                self.types.get_mut(id).format = facts.format.map(str::to_owned);
                shape::of(self, id, &view, &facts)
            });
            self.types.define(id, docs, shape);
        }
    }

    /// An alias, for a component that is another component under a second name.
    fn alias(&mut self, id: TypeId, view: &View<'d>) -> Option<Shape> {
        let [place] = view.places.as_slice() else { return None };
        if view.lens != Lens::All || place.part != Part::Whole {
            return None;
        }
        let target = place.target(self.document, Lens::All)?.settle(self.document).place;
        target.component()?;
        // An heir that adds nothing to its base is still not the whole choice.
        if place.schema.reference.is_none() && self.heirs.leads_to(self.document, &target, &place.at) {
            return None;
        }
        Some(Shape::Alias(self.ty(View::of(target), Owner::Type(id), Role::Variant(0))))
    }
}

/// The hint for the schema of a component.
fn component_hint(name: String, schema: &Schema) -> Hint {
    Hint { component: Some(name), title: schema.title.clone(), owner: None }
}

/// The hint for the schema at a place.
fn hint(at: &Pointer, schema: &Schema, owner: Owner, role: Role) -> Hint {
    let title = schema.title.clone().or_else(|| name_of_home(at));
    Hint { component: None, title, owner: Some((owner, role)) }
}

/// The name of the place of a schema that is not a component schema: that of its parameter, response or request body under
/// `components`, that of the file of one, or its own under `$defs`.
fn name_of_home(at: &Pointer) -> Option<String> {
    let steps: Vec<_> = at.steps().collect();
    let steps: Vec<&str> = steps.iter().map(AsRef::as_ref).collect();
    match steps.as_slice() {
        [_, path, "schema"] | [_, path, "content", _, "schema"] if file_of(at).is_some() => Some(stem(path).to_owned()),
        [_, _, name, "schema"] | [_, _, name, "content", _, "schema"] if file_of(at).is_some() => {
            Some((*name).to_owned())
        }
        ["components", _, name, "schema"] | ["components", _, name, "content", _, "schema"] | [.., "$defs", name] => {
            Some((*name).to_owned())
        }
        _ => None,
    }
}
