//! The manifest, and names that people chose.

use bindery_model::{Api, prose};
use bindery_source::{Pointer, Sink, Site};
use indexmap::IndexMap;

use crate::codes;
use crate::items::Manifest;
use crate::names::{Case, Words};
use crate::options::Options;

/// What the manifest says: the options where they speak, the document's title otherwise.
pub(super) fn manifest(api: &Api, options: &Options) -> Manifest {
    let package = &options.package;
    let title = Words::new(&api.info.title);
    let from_title = if title.is_empty() { "api-client".to_owned() } else { title.in_case(Case::Kebab) };
    Manifest {
        name: package.name.clone().unwrap_or(from_title),
        version: package.version.clone().unwrap_or_else(|| "0.1.0".to_owned()),
        description: package
            .description
            .clone()
            .unwrap_or_else(|| format!("Client for the {}", prose::one_line(&api.info.title))),
        license: package.license.clone(),
        repository: package.repository.clone(),
        publish: package.publish,
        runtime: options.runtime.clone(),
        standalone: options.standalone,
    }
}

/// Names that people chose in `bindery.yaml`, and which of them were used.
pub(super) struct Claims<'a> {
    names: &'a IndexMap<String, String>,
    used: Vec<bool>,
}

impl<'a> Claims<'a> {
    pub(super) fn new(options: &'a Options) -> Self {
        Self { names: &options.names, used: vec![false; options.names.len()] }
    }

    /// The name chosen for what stands at a pointer, or for an operation id.
    pub(super) fn chosen(&mut self, key: &str) -> Option<Words> {
        let (index, _, name) = self.names.get_full(key)?;
        self.used[index] = true;
        Some(Words::new(name))
    }

    /// Says which names were chosen for something that the document does not have.
    pub(super) fn report_unused(&self, sink: &mut Sink) {
        for ((key, _), _) in self.names.iter().zip(&self.used).filter(|(_, used)| !**used) {
            let at = Pointer::root().keys(["client", "names", key]);
            sink.warning(
                &codes::NAME_UNUSED,
                Site::file("bindery.yaml", at).on_key(),
                format!("the document has no `{key}` to be named"),
            )
            .help("write the JSON Pointer of a schema, as in `/components/schemas/Job`, or an operationId");
        }
    }
}
