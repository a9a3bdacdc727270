//! The pages, and the links between them.

use bindery_model::bindings::TypeBinding;
use bindery_model::operations::Operation;
use bindery_model::types::{Shape, Type, TypeId};
use bindery_model::{Api, Bindings};
use indexmap::IndexMap;

use crate::anchors::Anchors;
use crate::file_names::FileNames;
use crate::uses::{Uses, uses};
use bindery_model::prose;

/// What a page has to know about the others.
pub(crate) struct Book<'a> {
    pub(crate) api: &'a Api,
    pub(crate) bindings: &'a Bindings,
    /// A page per group, in the order of [`Api::groups`].
    pub(crate) groups: Vec<Page>,
    /// A page per named type, in document order.
    pub(crate) types: IndexMap<TypeId, Page>,
    /// The named types by their Rust name; the first one if several share it.
    by_rust: IndexMap<&'a str, TypeId>,
    /// The headings' anchors on the groups' pages, in the order of [`Api::operations`].
    pub(crate) anchors: Vec<String>,
    pub(crate) uses: Uses,
}

/// A page of the book.
pub(crate) struct Page {
    pub(crate) folder: Folder,
    /// The file name without its extension.
    pub(crate) file: String,
    /// The visible title, which is not Markdown.
    pub(crate) title: String,
}

/// The folder of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Folder {
    Root,
    Operations,
    Schemas,
}

impl Folder {
    fn name(self) -> &'static str {
        match self {
            Self::Root => "",
            Self::Operations => "operations/",
            Self::Schemas => "schemas/",
        }
    }

    /// The link from a page in this folder to `page`.
    pub(crate) fn link_to(self, page: &Page) -> String {
        match (self, page.folder) {
            (from, to) if from == to => format!("{}.md", page.file),
            (Self::Root, _) => page.path(),
            (Self::Operations | Self::Schemas, _) => format!("../{}", page.path()),
        }
    }
}

impl Page {
    /// The path in the book.
    pub(crate) fn path(&self) -> String {
        format!("{}{}.md", self.folder.name(), self.file)
    }
}

impl<'a> Book<'a> {
    pub(crate) fn new(api: &'a Api, bindings: &'a Bindings) -> Self {
        let mut names = FileNames::default();
        let groups = api
            .groups
            .iter()
            .map(|group| Page {
                folder: Folder::Operations,
                file: names.claim(&group.name, "group"),
                title: title(&group.name, "Operations"),
            })
            .collect();
        let mut names = FileNames::default();
        let types: IndexMap<TypeId, Page> = api
            .types
            .iter()
            .filter(|(id, ty)| has_page(ty, binding(api, bindings, *id)))
            .map(|(id, ty)| {
                let title = title(name(ty, binding(api, bindings, id)), "Schema");
                let file = names.claim(&title, "schema");
                (id, Page { folder: Folder::Schemas, file, title })
            })
            .collect();
        let mut by_rust = IndexMap::new();
        for id in types.keys() {
            if let Some(binding) = binding(api, bindings, *id) {
                by_rust.entry(binding.rust.as_str()).or_insert(*id);
            }
        }
        Self {
            api,
            bindings,
            groups,
            by_rust,
            anchors: anchors(api),
            uses: uses(api, |id| types.contains_key(&id)),
            types,
        }
    }

    /// The operations of a group, each with its index in [`Api::operations`].
    pub(crate) fn operations_of(&self, group: usize) -> impl Iterator<Item = (usize, &'a Operation)> {
        self.api.operations.iter().enumerate().filter(move |(_, operation)| operation.group == group)
    }

    /// The Rust type of a schema.
    pub(crate) fn binding(&self, id: TypeId) -> Option<&'a TypeBinding> {
        binding(self.api, self.bindings, id)
    }

    /// The page of the type whose Rust name is `rust`.
    pub(crate) fn page_of_rust(&self, rust: &str) -> Option<&Page> {
        self.types.get(self.by_rust.get(rust)?)
    }

    /// The link from a page in `from` to an operation's heading.
    pub(crate) fn link_to_operation(&self, from: Folder, index: usize) -> Option<String> {
        let page = self.groups.get(self.api.operations[index].group)?;
        Some(format!("{}#{}", from.link_to(page), self.anchors[index]))
    }
}

/// The Rust type of a schema.
fn binding<'a>(api: &Api, bindings: &'a Bindings, id: TypeId) -> Option<&'a TypeBinding> {
    bindings.parts.get(&id).or_else(|| bindings.types.get(&api.types[id].at))
}

/// The heading of an operation: its summary, its id, or its method and path.
pub(crate) fn heading(operation: &Operation) -> String {
    let said = operation.docs.summary.as_deref().or(operation.id.as_deref());
    title(said.unwrap_or_default(), &format!("{} {}", operation.method, operation.path.text))
}

/// Whether readers would look for this type by its name.
fn has_page(ty: &Type, binding: Option<&TypeBinding>) -> bool {
    ty.hint.component.is_some()
        || match &ty.shape {
            Shape::Struct(_) | Shape::Union(_) => true,
            // A single fixed value is shown where it is used, unless it has a Rust type.
            Shape::Enum(list) => list.values.len() > 1 || binding.is_some_and(|binding| binding.kind != "inline"),
            _ => false,
        }
}

fn name<'t>(ty: &'t Type, binding: Option<&'t TypeBinding>) -> &'t str {
    let rust = binding.and_then(|binding| binding.rust.rsplit("::").next());
    ty.hint
        .component
        .as_deref()
        .or(rust.filter(|name| name.chars().all(char::is_alphanumeric)))
        .or(ty.hint.title.as_deref())
        .unwrap_or_default()
}

fn title(text: &str, otherwise: &str) -> String {
    let text = prose::one_line(text);
    if text.is_empty() { prose::one_line(otherwise) } else { text }
}

/// A group's page starts with the heading of the group, followed by its operations.
fn anchors(api: &Api) -> Vec<String> {
    let mut pages: Vec<Anchors> = api
        .groups
        .iter()
        .map(|group| {
            let mut page = Anchors::default();
            page.claim(&title(&group.name, "Operations"));
            page
        })
        .collect();
    api.operations
        .iter()
        .map(|operation| match pages.get_mut(operation.group) {
            Some(page) => page.claim(&heading(operation)),
            None => String::new(),
        })
        .collect()
}
