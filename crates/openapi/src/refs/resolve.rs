//! Resolves one reference.

use std::collections::{BTreeMap, BTreeSet};

use bindery_source::{Pointer, Value, nearest};

use super::uri;
use crate::grammar::{Form, Kind};
use crate::read::{file_of, place_of_file};

/// The document, its other files, and what is known about places in them.
pub(super) struct Bundle<'v> {
    root: &'v Value,
    files: &'v BTreeMap<String, Value>,
    /// Files that are the document itself.
    selves: BTreeSet<&'v str>,
    /// The base URI of each schema (or document) that declares one.
    bases: BTreeMap<Pointer, String>,
    /// The inverse: places by such a URI.
    by_uri: BTreeMap<String, Pointer>,
    /// Anchors, by the resource that contains them and their name.
    anchors: BTreeMap<(Pointer, String), Pointer>,
    /// Objects at places unknown to the grammar that references lead to.
    pub(super) adopted: BTreeSet<(Pointer, Kind)>,
}

/// The end of a reference.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum End {
    /// A part of the document or of another file.
    At(Pointer),
    /// A file that is not loaded yet.
    Missing(String),
    /// Another host.
    Remote,
    /// Nothing: the reason, and a suggestion.
    Nowhere(String, Option<String>),
}

/// How many references a single pointer may pass through.
const HOPS: usize = 64;

impl<'v> Bundle<'v> {
    pub(super) fn new(root: &'v Value, files: &'v BTreeMap<String, Value>) -> Self {
        let selves = files.iter().filter(|(_, value)| *value == root).map(|(path, _)| path.as_str()).collect();
        let mut bundle = Self {
            root,
            files,
            selves,
            bases: BTreeMap::new(),
            by_uri: BTreeMap::new(),
            anchors: BTreeMap::new(),
            adopted: BTreeSet::new(),
        };
        if let Some(own) = root.get("$self").and_then(Value::as_str) {
            bundle.add_base(Pointer::root(), own);
        }
        bundle
    }

    /// The value at a place of the document or of another file.
    pub(super) fn get(&self, at: &Pointer) -> Option<&'v Value> {
        match file_of(at) {
            Some(path) => {
                let below = at.below(&place_of_file(&path))?;
                self.files.get(&path)?.pointer(below.as_str())
            }
            None => self.root.pointer(at.as_str()),
        }
    }

    /// The form of the value at a place, according to the grammar.
    pub(super) fn form(&self, at: &Pointer) -> Form {
        let form = Form::One(Kind::OpenApi).at(at);
        if form != Form::Any || self.adopted.is_empty() {
            return form;
        }
        std::iter::successors(Some(at.clone()), Pointer::parent)
            .flat_map(|above| {
                self.adopted.range((above.clone(), Kind::OpenApi)..).take_while(move |(at, _)| *at == above)
            })
            .filter_map(|(above, kind)| Some(Form::One(*kind).at(&at.below(above)?)))
            .find(|form| *form != Form::Any)
            .unwrap_or(Form::Any)
    }

    /// Records that a schema (or document) has its own base URI.
    pub(super) fn add_base(&mut self, at: Pointer, id: &str) {
        let uri = match at.parent().and_then(|above| self.base(&above)) {
            Some((_, base)) => uri::join(base, id),
            None => id.to_owned(),
        };
        let uri = uri.trim_end_matches('#').to_owned();
        self.by_uri.entry(uri.clone()).or_insert_with(|| at.clone());
        self.bases.insert(at, uri);
    }

    /// Records that a schema has a name within its resource.
    pub(super) fn add_anchor(&mut self, at: Pointer, name: &str) {
        let resource = self.base(&at).map_or_else(|| start_of(&at), |(resource, _)| resource.clone());
        self.anchors.entry((resource, name.to_owned())).or_insert(at);
    }

    /// The target of `reference` at `from`.
    pub(super) fn resolve(&self, reference: &str, from: &Pointer) -> End {
        let mut hops = HOPS;
        self.resolve_within(reference, from, &mut hops)
    }

    fn resolve_within(&self, reference: &str, from: &Pointer, hops: &mut usize) -> End {
        let (document, fragment) = uri::split(reference);
        let mut starts = Vec::new();
        let base = self.base(from);
        if document.is_empty() {
            starts.extend(base.map(|(resource, _)| resource.clone()));
            starts.push(start_of(from));
        } else {
            let uri = base.map_or_else(|| document.to_owned(), |(_, base)| uri::join(base, document));
            if let Some(resource) = self.by_uri.get(&uri) {
                starts.push(resource.clone());
            } else if uri::is_absolute(document) {
                return End::Remote;
            } else {
                match self.file(document, from) {
                    Ok(start) => starts.push(start),
                    Err(end) => return end,
                }
            }
        }
        let mut end = End::Nowhere(String::new(), None);
        for start in starts {
            end = self.fragment(&start, &fragment, hops);
            if matches!(end, End::At(_)) {
                break;
            }
        }
        end
    }

    /// A reference at `from`, rewritten for a copy at `to`; `None` if it stays the same.
    pub(super) fn rebased(&self, reference: &str, from: &Pointer, to: &Pointer) -> Option<String> {
        let own = |at: &Pointer| file_of(at).or_else(|| self.selves.first().map(|own| (*own).to_owned()));
        let (from_file, to_file) = (own(from).unwrap_or_default(), own(to).unwrap_or_default());
        if from_file == to_file || self.base(from).is_some() {
            return None;
        }
        uri::between(&from_file, reference, &to_file)
    }

    /// Whether a component has this name.
    pub(super) fn has_component(&self, section: &str, name: &str) -> bool {
        self.root.get("components").and_then(|all| all.get(section)?.get(name)).is_some()
    }

    /// The component with this name.
    pub(super) fn component(&self, section: &str, name: &str) -> End {
        self.descend(&Pointer::root().key("components").key(section), Pointer::root().key(name).as_str(), &mut 0)
    }

    /// The start of the file that a relative reference names.
    fn file(&self, document: &str, from: &Pointer) -> Result<Pointer, End> {
        let nowhere = |why: &str| Err(End::Nowhere(why.to_owned(), None));
        let Some(path) = uri::beside(&file_of(from).unwrap_or_default(), document) else {
            return nowhere("it leaves the document's folder");
        };
        match self.files.get(&path) {
            _ if self.selves.contains(path.as_str()) => Ok(Pointer::root()),
            None => Err(End::Missing(path)),
            Some(Value::Null) => nowhere("the file could not be read"),
            Some(_) => Ok(place_of_file(&path)),
        }
    }

    fn fragment(&self, start: &Pointer, fragment: &str, hops: &mut usize) -> End {
        if fragment.is_empty() || fragment.starts_with('/') {
            return self.descend(start, fragment, hops);
        }
        match self.anchors.get(&(start.clone(), fragment.to_owned())) {
            Some(at) => End::At(at.clone()),
            None => End::Nowhere(format!("there is no anchor `{fragment}`"), None),
        }
    }

    /// Follows a pointer, through references on the way.
    fn descend(&self, start: &Pointer, below: &str, hops: &mut usize) -> End {
        let mut at = start.clone();
        for step in Pointer::parse(below).unwrap_or_default().steps() {
            let mut value = self.get(&at);
            while let Some(next) = value.filter(|value| child(value, &step).is_none()).and_then(reference_of) {
                let Some(left) = hops.checked_sub(1) else {
                    return End::Nowhere("it passes through too many references".to_owned(), None);
                };
                *hops = left;
                match self.resolve_within(next, &at, hops) {
                    End::At(there) => at = there,
                    other => return other,
                }
                value = self.get(&at);
            }
            let Some(found) = value.and_then(|value| child(value, &step)) else {
                let names = value.and_then(Value::as_object).into_iter().flat_map(|object| object.keys());
                let help = nearest(&step, names.map(String::as_str))
                    .map(|name| format!("did you mean `{}`?", shown(&at.key(name))));
                return End::Nowhere(format!("there is no `{step}` in `{}`", shown(&at)), help);
            };
            at = found.below(&at);
        }
        if self.get(&at).is_none() {
            return End::Nowhere("its target does not exist".to_owned(), None);
        }
        End::At(at)
    }

    /// The resource that contains a place, with its base URI.
    fn base(&self, at: &Pointer) -> Option<(&Pointer, &str)> {
        if self.bases.is_empty() {
            return None;
        }
        std::iter::successors(Some(at.clone()), Pointer::parent)
            .find_map(|above| self.bases.get_key_value(&above))
            .map(|(at, uri)| (at, uri.as_str()))
    }
}

/// An existing step down.
enum Child<'a> {
    Key(&'a str),
    Index(usize),
}

impl Child<'_> {
    fn below(&self, at: &Pointer) -> Pointer {
        match self {
            Self::Key(key) => at.key(key),
            Self::Index(index) => at.index(*index),
        }
    }
}

fn child<'a>(value: &'a Value, step: &str) -> Option<Child<'a>> {
    match value {
        Value::Object(object) => object.get_key_value(step).map(|(key, _)| Child::Key(key)),
        Value::Array(items) => step.parse().ok().filter(|index| *index < items.len()).map(Child::Index),
        _ => None,
    }
}

fn reference_of(value: &Value) -> Option<&str> {
    value.get("$ref")?.as_str()
}

/// The start of the file that contains a place.
fn start_of(at: &Pointer) -> Pointer {
    file_of(at).map_or_else(Pointer::root, |path| place_of_file(&path))
}

/// A place for people, with the file that contains it.
fn shown(at: &Pointer) -> String {
    match file_of(at) {
        Some(path) => format!("{path}#{}", at.below(&place_of_file(&path)).unwrap_or_default()),
        None => format!("#{at}"),
    }
}
