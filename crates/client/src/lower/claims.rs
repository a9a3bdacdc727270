//! Names chosen in `bindery.yaml`.

use bindery_model::operations::Operation;
use bindery_model::{Api, keys};
use bindery_source::{Pointer, Sink, Site, nearest};
use indexmap::IndexMap;

use super::type_names;
use crate::codes;
use crate::names::{Name, Scope, Words};
use crate::options::Options;

/// The valid keys.
const WANTED: &str =
    "write the JSON Pointer of a schema, as in `/components/schemas/Job`, an operationId, or `GET /jobs`";

/// The reason why a chosen name cannot be used.
enum Fault {
    /// It is not an identifier in the required case.
    Unspellable,
    /// Generated code uses it for something else.
    Reserved,
    /// This earlier entry chose it.
    Given(usize),
}

/// The chosen names, and whether each was used.
pub(super) struct Claims<'a> {
    file: &'a str,
    names: &'a IndexMap<String, String>,
    used: Vec<bool>,
}

impl<'a> Claims<'a> {
    pub(super) fn new(options: &'a Options) -> Self {
        Self { file: &options.file, names: &options.names, used: vec![false; options.names.len()] }
    }

    /// Claims the names chosen for the schemas at some places, before any other name of the scope.
    pub(super) fn of_schemas<'p>(
        &mut self,
        places: impl IntoIterator<Item = &'p Pointer>,
        scope: &mut Scope,
        sink: &mut Sink,
    ) -> Vec<Option<Name>> {
        let entry = |at: &Pointer| {
            let index = self.names.get_index_of(at.as_str());
            index.or_else(|| self.names.get_index_of(&format!("#{at}")))
        };
        let entries = places.into_iter().map(entry).collect();
        self.claim(entries, "types", scope, sink)
    }

    /// The same for operations.
    pub(super) fn of_operations(
        &mut self,
        operations: &[&Operation],
        scope: &mut Scope,
        sink: &mut Sink,
    ) -> Vec<Option<Name>> {
        let entry = |operation: &&Operation| operation.keys.entry(self.names).map(|(index, ..)| index);
        let entries = operations.iter().map(entry).collect();
        self.claim(entries, "operations", scope, sink)
    }

    /// Claims the names of some entries. A name that cannot be used is reported and replaced.
    fn claim(
        &mut self,
        entries: Vec<Option<usize>>,
        things: &str,
        scope: &mut Scope,
        sink: &mut Sink,
    ) -> Vec<Option<Name>> {
        let mut given: IndexMap<String, usize> = IndexMap::new();
        let mut claim = |entry: usize| {
            self.used[entry] = true;
            let text = &self.names[entry];
            let words = Words::new(text);
            let wanted = words.in_case(scope.case());
            let claimed = scope.claim_one(&words);
            let fault = match given.get(&wanted) {
                _ if !scope.can_spell(text) => Some(Fault::Unspellable),
                Some(first) => Some(Fault::Given(*first)),
                None => claimed.renamed.then_some(Fault::Reserved),
            };
            if let Some(fault) = fault {
                self.refuse(entry, &fault, &wanted, things, &claimed.name, sink);
            }
            given.entry(wanted).or_insert(entry);
            claimed.name
        };
        entries.into_iter().map(|entry| entry.map(&mut claim)).collect()
    }

    /// Reports that a name cannot be used, and suggests one.
    fn refuse(&self, entry: usize, fault: &Fault, wanted: &str, things: &str, possible: &Name, sink: &mut Sink) {
        let message = match fault {
            Fault::Unspellable => format!("`{}` is not a valid name for {things}", self.names[entry]),
            Fault::Reserved => format!("`{wanted}` is reserved by generated code"),
            Fault::Given(_) => format!("two {things} cannot have the same name `{wanted}`"),
        };
        let said = sink.error(&codes::NAME_IMPOSSIBLE, self.site(entry), message);
        match fault {
            // Two operations may have the same `operationId`.
            Fault::Given(first) if *first == entry => said.help("name each by its method and path, as in `GET /jobs`"),
            Fault::Given(first) => {
                said.also(self.site(*first), "the first one").help(format!("`{possible}` is available"))
            }
            _ => said.help(format!("`{possible}` is available")),
        };
    }

    /// The place of an entry in `bindery.yaml`.
    fn site(&self, entry: usize) -> Site {
        let key = self.names.get_index(entry).map_or("", |(key, _)| key);
        Site::file(self.file, Pointer::root().keys(["client", "names", key]))
    }

    /// Reports the names that were chosen for something that is not in the document.
    pub(super) fn report_unused(&self, api: &Api, sink: &mut Sink) {
        for (entry, key) in self.names.keys().enumerate().filter(|(entry, _)| !self.used[*entry]) {
            let (message, help) = unused(api, key);
            sink.error(&codes::NAME_UNUSED, self.site(entry).on_key(), message).help(help);
        }
    }
}

/// Why an entry names nothing, and what to do about it.
fn unused(api: &Api, key: &str) -> (String, String) {
    let place = Pointer::parse(key.trim_start_matches('#'));
    if api.operations.iter().any(|operation| operation.keys.has(key)) {
        (format!("another entry also names the operation `{key}`"), "remove one of the two".to_owned())
    } else if place.is_some_and(|at| api.types.at(&at).is_some()) {
        let help =
            "remove it: the schema is not a struct, enum or union, has only one value, or is named by another entry";
        (format!("the schema at `{key}` does not name a Rust item"), help.to_owned())
    } else {
        let message = if keys::is_left_out(api, key) {
            format!("`{key}` exists, but it is not selected")
        } else {
            format!("the document has no `{key}`")
        };
        let help = schema_meant(api, key).map(|meant| format!("did you mean `{meant}`?"));
        (message, help.or_else(|| keys::help(api, key)).unwrap_or_else(|| WANTED.to_owned()))
    }
}

/// The pointer of the schema that is probably meant by another pointer, or by its name alone.
fn schema_meant(api: &Api, key: &str) -> Option<String> {
    // The common prefix of all pointers must not make them similar.
    fn own(place: &str) -> &str {
        place.strip_prefix("/components/schemas/").unwrap_or(place)
    }
    let named = api.types.iter().filter(|(_, ty)| type_names::is_named(ty));
    let known: IndexMap<&str, &Pointer> = named.map(|(_, ty)| (own(ty.at.as_str()), &ty.at)).collect();
    let meant = nearest(own(key.trim_start_matches('#')), known.keys().copied())?;
    known.get(meant).map(ToString::to_string)
}
