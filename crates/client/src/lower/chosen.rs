//! Rust types chosen in `bindery.yaml`.

use bindery_model::Api;
use bindery_model::types::{Scalar, Shape, Type, TypeId};
use bindery_source::{Pointer, Sink, Site, nearest};
use indexmap::IndexMap;

use crate::codes;
use crate::options::{Dependency, ForeignType, FormatChoice, NATIVE, Options};
use crate::ty::Ty;

/// The choices for the types of the API.
#[derive(Default)]
pub(super) struct Chosen {
    /// The Rust type of each type for which one was chosen.
    pub(super) tys: IndexMap<TypeId, Ty>,
    /// The dependencies that they need, by name.
    pub(super) dependencies: Vec<Dependency>,
    /// The runtime features that they need.
    pub(super) runtime_features: Vec<&'static str>,
}

/// Finds the type for each choice. A choice for something that is not in the document is reported.
pub(super) fn find(api: &Api, options: &Options, sink: &mut Sink) -> Chosen {
    let mut chosen = Chosen::default();
    for (format, choice) in &options.types.by_format {
        let ids: Vec<TypeId> = api.types.iter().filter(|(_, ty)| fits(choice, format, ty)).map(|(id, _)| id).collect();
        let ty = chosen.of_format(format, choice);
        if ids.is_empty() {
            let known = api.types.iter().filter_map(|(_, ty)| ty.format.as_deref());
            let message = format!("no schema with the format `{format}` can have this type");
            let said = sink.error(&codes::CHOICE_UNUSED, site(options, "formats", format), message);
            said.help(meant(format, known, "correct the entry, or remove it"));
        }
        chosen.tys.extend(ids.into_iter().map(|id| (id, ty.clone())));
    }
    for (pointer, foreign) in &options.types.by_pointer {
        let Some(id) = Pointer::parse(pointer).and_then(|at| api.types.at(&at)) else {
            let known = api.types.iter().filter(|(_, ty)| ty.hint.component.is_some()).map(|(_, ty)| ty.at.as_str());
            let message = format!("the document has no schema with its own type at `{pointer}`");
            let said = sink.error(&codes::CHOICE_UNUSED, site(options, "types", pointer), message);
            said.help(meant(pointer, known, "write the JSON Pointer of a schema that is not just a `$ref`"));
            continue;
        };
        let ty = chosen.foreign(foreign);
        chosen.tys.insert(not_null(api, id), ty);
    }
    chosen.dependencies.sort();
    chosen.dependencies.dedup();
    chosen
}

fn site(options: &Options, section: &str, key: &str) -> Site {
    Site::file(&options.file, Pointer::root().keys(["client", section, key])).on_key()
}

fn meant<'a>(word: &str, known: impl IntoIterator<Item = &'a str>, otherwise: &str) -> String {
    nearest(word, known).map_or_else(|| otherwise.to_owned(), |meant| format!("did you mean `{meant}`?"))
}

/// Whether a choice for a format applies to this type.
fn fits(choice: &FormatChoice, format: &str, ty: &Type) -> bool {
    let Shape::Scalar(scalar) = ty.shape else { return false };
    let is_text = match scalar {
        Scalar::Null | Scalar::Boolean | Scalar::Integer(_) | Scalar::Float | Scalar::Double => false,
        Scalar::Binary => return false,
        _ => true,
    };
    ty.format.as_deref() == Some(format) && (is_text || matches!(choice, FormatChoice::Foreign(_)))
}

/// The type without `null`, if that is a separate type.
fn not_null(api: &Api, id: TypeId) -> TypeId {
    match api.types[id].shape {
        Shape::Nullable(inner) if api.types[inner].at == api.types[id].at => inner,
        _ => id,
    }
}

impl Chosen {
    fn of_format(&mut self, format: &str, choice: &FormatChoice) -> Ty {
        match choice {
            FormatChoice::Text => Ty::String,
            FormatChoice::Foreign(foreign) => self.foreign(foreign),
            FormatChoice::Native => {
                let native = NATIVE.iter().find(|(known, ..)| *known == format);
                let (_, feature, path) = native.expect("only these are read from the file");
                if !self.runtime_features.contains(feature) {
                    self.runtime_features.push(feature);
                }
                Ty::Runtime(path)
            }
        }
    }

    fn foreign(&mut self, ForeignType { path, dependency }: &ForeignType) -> Ty {
        self.dependencies.extend(dependency.clone());
        Ty::Foreign(path.clone())
    }
}
