//! Resolves every `$ref` of the document.
//!
//! References may lead anywhere: to a component, deep into another part, to an anchor, into another file. Each is
//! rewritten to `#<pointer>` of an existing object, or to [`NOWHERE`] after a warning.

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

/// The prefix of an unresolved reference, after it was reported.
pub(crate) const NOWHERE: &str = "unresolved:";

/// The references of a document.
#[derive(Debug, Default)]
pub(crate) struct Links {
    /// References to rewrite: the place of each, and its new text.
    pub(crate) rewritten: Vec<(Pointer, String)>,
    /// Referenced objects outside the places where the document keeps objects of their kind.
    pub(crate) parts: BTreeSet<(Pointer, Kind)>,
    /// Files to load before the references can be resolved, with the first reference to each.
    pub(crate) missing: BTreeMap<String, Pointer>,
    /// The targets, in the order in which a reader reaches them; empty for a document of one file.
    pub(crate) order: IndexSet<Pointer>,
    /// References where none are allowed.
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
    /// Maps a schema that is a reference to its target.
    hops: BTreeMap<Pointer, Pointer>,
    /// Each reference's place and target, in the order in which they were found.
    ends: Vec<(Pointer, Pointer)>,
    /// Places that contain something and were not walked yet.
    unread: Vec<(Pointer, Kind)>,
    sink: &'s mut Sink,
}

/// A reference in the document.
struct Found<'v> {
    /// The place of its text.
    slot: Pointer,
    text: &'v str,
    /// The kind of object that it must lead to.
    kind: Kind,
}

/// A reference in place of something that the specification does not allow references for.
struct Inclusion<'v> {
    /// The place of the object that contains it.
    slot: Pointer,
    text: &'v str,
    /// The form that it must lead to.
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
            // The other keywords of a schema are handled when the schema is read.
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

    /// Resolves a reference to a part to copy.
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

    /// Resolves one reference and records the result.
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

    /// A mapping names a component first of all:
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

    /// References in the frame may lead to references: only the last one matters.
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

    /// Checks that the target of a reference is of the required kind.
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

    /// A chain of schema references back to itself has no meaning; the reference that closes the cycle is cut.
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
                let message = format!("`{text}` is on another host and is not fetched");
                // References to such a component resolve to the same URL, and report it themselves.
                let said = if *kind != Kind::Schema && is_component(slot) {
                    self.sink.note(&codes::REF_REMOTE, site, message)
                } else {
                    self.sink.warning(&codes::REF_REMOTE, site, message)
                };
                said.help("save it in the document's folder and refer to the file");
            }
            Lost::End(End::Nowhere(why, help)) => {
                let message = format!("cannot resolve `{text}`: {why}");
                // A tag without a mapping is treated as unknown, with or without a default.
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
                let message = format!("`{text}` refers to itself through references only");
                self.sink.warning(&codes::REF_CYCLE, site, message).help("replace it with the intended target");
            }
            Lost::Kind(label) => {
                let wanted = if *kind == Kind::Discriminator { Kind::Schema } else { *kind }.object().label;
                let wanted = a(wanted);
                let message = format!("expected a reference to {wanted}, but `{text}` is {label}; it is left out");
                self.sink
                    .warning(&codes::REF_KIND, site, message)
                    .help(format!("refer to {wanted}, or write it inline"));
            }
        }
    }
}

/// Why a reference cannot be used.
enum Lost {
    End(End),
    Cycle,
    /// Its target is of another kind.
    Kind(String),
}

/// The reference in place of a map, a list, a string, or an object that allows no references.
fn inclusion(value: &Value, form: Form) -> Option<&str> {
    let has_none = match form {
        Form::Text | Form::Texts | Form::List(_) | Form::Map(_) => true,
        Form::One(kind) => !kind.object().referable && kind != Kind::OpenApi,
        Form::Any | Form::Flag | Form::Word(_) | Form::TextMap | Form::AnyMap => false,
    };
    has_none.then(|| value.get("$ref")?.as_str()).flatten()
}

/// Whether a place is `above`, or below it.
fn within(at: &Pointer, above: &Pointer) -> bool {
    at.below(above).is_some()
}

/// Whether an object is where the document keeps objects of its kind, so it is found there.
fn has_home(at: &Pointer, kind: Kind) -> bool {
    matches!(kind, Kind::Schema | Kind::PathItem | Kind::Callback)
        || (at.steps().count() == 3 && at.steps().next().is_some_and(|first| first == "components"))
}

/// Whether a reference is in place of a component: `/components/<section>/<name>/$ref`.
fn is_component(slot: &Pointer) -> bool {
    slot.steps().count() == 4 && slot.steps().next().is_some_and(|first| first == "components")
}

fn could_be(value: &Value, kind: Kind) -> bool {
    value.is_object() || (kind == Kind::Schema && value.is_boolean())
}

/// Whether a string looks like the name of a component, not like a reference to a file or a part of one.
fn could_be_name(text: &str) -> bool {
    let is_file = [".json", ".yaml", ".yml"].iter().any(|suffix| text.ends_with(suffix));
    !is_file && !text.contains(['/', '#', ':'])
}
