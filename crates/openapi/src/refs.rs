//! Every `$ref` of the document, led to its end.
//!
//! References may lead anywhere: to a component, deep into another part, to an anchor, into another file. What comes out is
//! simple: each reference is rewritten to `#<pointer>` of a thing that is there, or to [`NOWHERE`] after a warning.

mod copies;
mod order;
mod resolve;
mod uri;

use std::collections::{BTreeMap, BTreeSet};

use bindery_source::{Pointer, Sink, Site, Value};
use indexmap::IndexSet;

use self::copies::Copy;
pub(crate) use self::copies::{missing, settle};
use self::resolve::{Bundle, End};
use crate::check::a;
use crate::codes;
use crate::grammar::{Form, Kind, each_object, reference};
use crate::trail::Trail;

/// What a reference that leads nowhere starts with after it was reported.
pub(crate) const NOWHERE: &str = "unresolved:";

/// What is known about the references of a document.
#[derive(Debug, Default)]
pub(crate) struct Links {
    /// Texts of references that have to be rewritten, by the place of the text.
    pub(crate) rewritten: Vec<(Pointer, String)>,
    /// Things that are referred to and do not stand where the document keeps things of their kind.
    pub(crate) parts: BTreeSet<(Pointer, Kind)>,
    /// Files that have to be loaded before the references can be judged, with the first reference to each.
    pub(crate) missing: BTreeMap<String, Pointer>,
    /// What is referred to, in the order in which a reader comes to it; empty for a document of one file.
    pub(crate) order: IndexSet<Pointer>,
    /// References where none may stand.
    copies: Vec<Copy>,
}

/// Follows all references of a document.
fn link(root: &Value, files: &BTreeMap<String, Value>, sink: &mut Sink) -> Links {
    let mut linker = Linker {
        bundle: Bundle::new(root, files),
        links: Links::default(),
        hops: BTreeMap::new(),
        ends: Vec::new(),
        unread: vec![(Pointer::root(), Kind::OpenApi)],
        sink,
    };
    while !linker.unread.is_empty() {
        let mut found = Collected::default();
        for (at, kind) in std::mem::take(&mut linker.unread) {
            if let Some(value) = linker.bundle.get(&at) {
                linker.collect(value, kind, &Trail::Start(&at), &mut found);
            }
        }
        found.references.iter().for_each(|found| linker.follow(found));
        found.inclusions.into_iter().for_each(|found| linker.include(found));
    }
    linker.cut_cycles();
    if !files.is_empty() {
        linker.links.order = order::find(&linker.ends);
    }
    linker.links
}

struct Linker<'v, 's> {
    bundle: Bundle<'v>,
    links: Links,
    /// From a schema that is a reference to the schema to which it refers.
    hops: BTreeMap<Pointer, Pointer>,
    /// Each reference's place and where it leads, in the order in which they were found.
    ends: Vec<(Pointer, Pointer)>,
    /// Places that were found to hold something and were not walked yet.
    unread: Vec<(Pointer, Kind)>,
    sink: &'s mut Sink,
}

/// A reference in the document.
struct Found<'v> {
    /// Where its text stands.
    slot: Pointer,
    text: &'v str,
    /// What it has to lead to.
    kind: Kind,
}

/// A reference in place of something that is no object of the specification with references.
struct Inclusion<'v> {
    /// Where the object stands whose text it is.
    slot: Pointer,
    text: &'v str,
    /// What it has to lead to.
    form: Form,
}

#[derive(Default)]
struct Collected<'v> {
    references: Vec<Found<'v>>,
    inclusions: Vec<Inclusion<'v>>,
}

impl<'v> Linker<'v, '_> {
    /// Finds the references in a value, and the names that references may use.
    fn collect(&mut self, value: &'v Value, kind: Kind, at: &Trail<'_>, found: &mut Collected<'v>) {
        let Some(object) = value.as_object() else {
            // Before 2020-12 `items` could be a list of schemas.
            for (index, item) in value.as_array().into_iter().flatten().enumerate().filter(|_| kind == Kind::Schema) {
                self.collect(item, kind, &at.index(index), found);
            }
            return;
        };
        if let Some(text) = reference(value, kind) {
            found.references.push(Found { slot: at.key("$ref").pointer(), text, kind });
            if kind != Kind::Schema {
                return;
            }
        }
        let texts = |keyword| object.get(keyword).and_then(Value::as_str);
        if kind == Kind::Schema {
            if let Some(id) = texts("$id") {
                self.bundle.add_base(at.pointer(), id);
            }
            for name in ["$anchor", "$dynamicAnchor"].into_iter().filter_map(texts) {
                self.bundle.add_anchor(at.pointer(), name);
            }
            if let Some(text) = texts("$dynamicRef") {
                found.references.push(Found { slot: at.key("$dynamicRef").pointer(), text, kind });
            }
        }
        if kind == Kind::Discriminator {
            let mapping = object.get("mapping").and_then(Value::as_object);
            for (value, text) in mapping.into_iter().flatten().filter_map(|(value, text)| Some((value, text.as_str()?)))
            {
                found.references.push(Found { slot: at.key("mapping").key(value).pointer(), text, kind });
            }
            if let Some(text) = texts("defaultMapping") {
                found.references.push(Found { slot: at.key("defaultMapping").pointer(), text, kind });
            }
        }
        let grammar = kind.object();
        for (name, value) in object {
            // What a schema says beside its sub-schemas is read with the schema itself.
            let is_text = kind == Kind::Schema && name == "description";
            self.collect_form(value, if is_text { Form::Text } else { grammar.form(name) }, &at.key(name), found);
        }
    }

    fn collect_form(&mut self, value: &'v Value, form: Form, at: &Trail<'_>, found: &mut Collected<'v>) {
        if let Some(text) = inclusion(value, form) {
            found.inclusions.push(Inclusion { slot: at.pointer(), text, form });
            return;
        }
        each_object(value, form, at, &mut |value, kind, at| match inclusion(value, Form::One(kind)) {
            Some(text) => found.inclusions.push(Inclusion { slot: at.pointer(), text, form: Form::One(kind) }),
            None => self.collect(value, kind, at, found),
        });
    }

    /// Leads a reference to what has to be copied into its place.
    fn include(&mut self, Inclusion { slot, text, form }: Inclusion<'v>) {
        let from = match self.bundle.resolve(text, &slot) {
            End::At(from) if !within(&slot, &from) => from,
            End::At(_) => {
                return self.report(&Found { slot: slot.key("$ref"), text, kind: Kind::OpenApi }, Lost::Cycle);
            }
            end => return self.report(&Found { slot: slot.key("$ref"), text, kind: Kind::OpenApi }, Lost::End(end)),
        };
        let Some(value) = self.bundle.get(&from) else { return };
        let mut below = Collected::default();
        self.collect_form(value, form, &Trail::Start(&from), &mut below);
        let is_name = |found: &Found<'_>| found.kind == Kind::Discriminator && could_be_name(found.text);
        let references = below.references.into_iter().filter(|found| !is_name(found));
        let references = references.map(|found| (found.slot, found.text));
        let inclusions = below.inclusions.into_iter().map(|found| (found.slot.key("$ref"), found.text));
        let rebased = references.chain(inclusions).filter_map(|(place, text)| {
            let rebased = self.bundle.rebased(text, &place, &slot)?;
            Some((place.below(&from)?, rebased))
        });
        let rebased = rebased.collect();
        self.links.copies.push(Copy { slot, text: text.to_owned(), from, rebased });
    }

    /// Leads one reference to its end and keeps what came of it.
    fn follow(&mut self, found: &Found<'v>) {
        let end = match found.kind {
            Kind::Discriminator => self.schema_of_mapping(found),
            Kind::Schema => self.admit(self.bundle.resolve(found.text, &found.slot), Kind::Schema),
            _ => self.last_of_chain(found),
        };
        let rewritten = match end {
            Ok(target) => {
                self.ends.push((found.slot.clone(), target.clone()));
                if found.kind == Kind::Schema && found.slot.last().is_some_and(|last| last == "$ref") {
                    self.hops.extend(found.slot.parent().map(|schema| (schema, target.clone())));
                }
                format!("#{}", target.as_str())
            }
            Err(lost) => {
                self.report(found, lost);
                format!("{NOWHERE}{}", found.text)
            }
        };
        if rewritten != found.text {
            self.links.rewritten.push((found.slot.clone(), rewritten));
        }
    }

    /// A mapping names a component before it names anything else:
    /// [Discriminator Object](https://spec.openapis.org/oas/v3.2.0.html#discriminator-object).
    fn schema_of_mapping(&mut self, found: &Found<'v>) -> Result<Pointer, Lost> {
        let is_name = could_be_name(found.text) || self.bundle.has_component("schemas", found.text);
        let end = if is_name {
            self.bundle.component("schemas", found.text)
        } else {
            self.bundle.resolve(found.text, &found.slot)
        };
        self.admit(end, Kind::Schema)
    }

    /// References in the frame may lead to references: only the last of them matters.
    fn last_of_chain(&mut self, found: &Found<'v>) -> Result<Pointer, Lost> {
        let mut passed = Vec::from_iter(found.slot.parent());
        let (mut slot, mut text) = (found.slot.clone(), found.text);
        loop {
            let end = self.bundle.resolve(text, &slot);
            let next = match &end {
                End::At(at) => self.bundle.get(at).and_then(|value| Some((at, reference(value, found.kind)?))),
                _ => None,
            };
            let Some((at, next)) = next else {
                return self.admit(end, found.kind);
            };
            if passed.contains(at) {
                return Err(Lost::Cycle);
            }
            (slot, text) = (at.key("$ref"), next);
            passed.push(at.clone());
        }
    }

    /// Makes sure that what stands at the end of a reference can be what it has to be.
    fn admit(&mut self, end: End, kind: Kind) -> Result<Pointer, Lost> {
        let at = match end {
            End::At(at) => at,
            other => return Err(Lost::End(other)),
        };
        match self.bundle.form(&at) {
            Form::One(stands) if stands == kind => {
                if !has_home(&at, kind) {
                    self.links.parts.insert((at.clone(), kind));
                }
                Ok(at)
            }
            Form::Any if self.bundle.get(&at).is_some_and(|value| could_be(value, kind)) => {
                self.bundle.adopted.insert((at.clone(), kind));
                self.links.parts.insert((at.clone(), kind));
                self.unread.push((at.clone(), kind));
                Ok(at)
            }
            Form::One(other) => Err(Lost::Kind(a(other.object().label))),
            _ => Err(Lost::Kind("something else".to_owned())),
        }
    }

    /// A schema that is a reference to a reference to … itself allows nothing and everything; the reference that closes the
    /// circle is cut.
    fn cut_cycles(&mut self) {
        let mut settled = BTreeSet::new();
        let mut closing = Vec::new();
        for start in self.hops.keys() {
            let mut way = BTreeSet::new();
            let mut at = start;
            while let Some(next) = self.hops.get(at).filter(|_| !settled.contains(at)) {
                way.insert(at);
                if way.contains(next) {
                    closing.push(at.key("$ref"));
                    break;
                }
                at = next;
            }
            settled.extend(way);
        }
        for slot in closing {
            let text = self.bundle.get(&slot).and_then(Value::as_str).unwrap_or_default();
            self.report(&Found { slot: slot.clone(), text, kind: Kind::Schema }, Lost::Cycle);
            self.links.rewritten.push((slot, format!("{NOWHERE}{text}")));
        }
    }

    fn report(&mut self, found: &Found<'v>, lost: Lost) {
        let Found { slot, text, kind } = found;
        let site = Site::from(slot);
        match lost {
            Lost::End(End::Missing(path)) => {
                self.links.missing.entry(path).or_insert_with(|| slot.clone());
            }
            Lost::End(End::Remote) => {
                let message = format!("`{text}` leads to another host; nothing is fetched");
                // What refers to such a component leads there itself, and says so.
                let said = if *kind != Kind::Schema && is_component(slot) {
                    self.sink.note(&codes::REF_REMOTE, site, message)
                } else {
                    self.sink.warning(&codes::REF_REMOTE, site, message)
                };
                said.help("save it in the document's folder and refer to the file");
            }
            Lost::End(End::Nowhere(why, help)) => {
                let message = format!("`{text}` leads nowhere: {why}");
                // A tag that nothing is mapped to is read as an unknown one, with or without a default.
                let said = if *kind == Kind::Discriminator && slot.last().is_some_and(|last| last == "defaultMapping") {
                    self.sink.note(&codes::REF_UNRESOLVED, site, message)
                } else {
                    self.sink.warning(&codes::REF_UNRESOLVED, site, message)
                };
                if let Some(help) = help {
                    said.help(help);
                }
            }
            Lost::End(End::At(_)) => {}
            Lost::Cycle => {
                let message = format!("`{text}` leads back to itself through references alone");
                self.sink.warning(&codes::REF_CYCLE, site, message).help("replace it by what was meant");
            }
            Lost::Kind(label) => {
                let wanted = if *kind == Kind::Discriminator { Kind::Schema } else { *kind }.object().label;
                let wanted = a(wanted);
                let message = format!("`{text}` leads to {label} where {wanted} has to stand; it is left out");
                self.sink
                    .warning(&codes::REF_KIND, site, message)
                    .help(format!("refer to {wanted}, or write it out here"));
            }
        }
    }
}

/// Why a reference has no use.
enum Lost {
    End(End),
    Cycle,
    /// It leads to another kind of thing.
    Kind(String),
}

/// The reference that stands in place of a map, a list, a text, or an object that has no references.
fn inclusion(value: &Value, form: Form) -> Option<&str> {
    let has_none = match form {
        Form::Text | Form::Texts | Form::List(_) | Form::Map(_) => true,
        Form::One(kind) => !kind.object().referable && kind != Kind::OpenApi,
        Form::Any | Form::Flag | Form::Word(_) | Form::TextMap | Form::AnyMap => false,
    };
    has_none.then(|| value.get("$ref")?.as_str()).flatten()
}

/// Whether a place is another, or below it.
fn within(at: &Pointer, above: &Pointer) -> bool {
    at.below(above).is_some()
}

/// Whether a thing stands where the document keeps things of its kind, so that it is found there.
fn has_home(at: &Pointer, kind: Kind) -> bool {
    matches!(kind, Kind::Schema | Kind::PathItem | Kind::Callback)
        || (at.steps().count() == 3 && at.steps().next().is_some_and(|first| first == "components"))
}

/// Whether a reference stands in place of a component: `/components/<section>/<name>/$ref`.
fn is_component(slot: &Pointer) -> bool {
    slot.steps().count() == 4 && slot.steps().next().is_some_and(|first| first == "components")
}

fn could_be(value: &Value, kind: Kind) -> bool {
    value.is_object() || (kind == Kind::Schema && value.is_boolean())
}

/// Whether a text reads as the name of a component, and not as a reference to a file or a part of one.
fn could_be_name(text: &str) -> bool {
    let is_file = [".json", ".yaml", ".yml"].iter().any(|suffix| text.ends_with(suffix));
    !is_file && !text.contains(['/', '#', ':'])
}
