//! Prints any stage as text, for inspection.

use std::fmt::Write as _;
use std::str::FromStr;

use bindery_client::Package;
use bindery_model::{Api, Bindings};
use bindery_openapi::Document;
use bindery_source::Pointer;

use crate::unknown_name::UnknownName;

/// A stage that can be printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The document, without version differences and with schemas moved out.
    Document,
    /// What the API means.
    Api,
    /// The crate's items with their names and types.
    Items,
}

const STAGES: &[(&str, Stage)] = &[("document", Stage::Document), ("api", Stage::Api), ("items", Stage::Items)];

/// The stage with this name.
impl FromStr for Stage {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        let known = || STAGES.iter().map(|(name, _)| *name).collect();
        let found = STAGES.iter().find(|(known, _)| *known == name).map(|(_, stage)| *stage);
        found.ok_or_else(|| UnknownName::new(name, known()))
    }
}

/// The schemas of a document.
pub(crate) fn document(document: &Document, only: &Pointer) -> String {
    parts(document.schemas.iter().map(|(at, schema)| (at, format!("{schema:#?}"))), only)
}

/// The operations and types of an API.
pub(crate) fn api(api: &Api, only: &Pointer) -> String {
    bindery_model::dump(api, (!only.is_root()).then_some(only))
}

/// The items of a crate, or those made from a part of the document.
pub(crate) fn items(package: &Package, only: &Pointer) -> String {
    if only.is_root() {
        return bindery_client::dump::items(package);
    }
    let Bindings { operations, types, .. } = &package.bindings;
    let operations = operations.iter().map(|operation| (&operation.at, format!("{operation:#?}")));
    let types = types.iter().map(|(at, ty)| (at, format!("{ty:#?}")));
    parts(operations.chain(types), only)
}

fn parts<'p>(parts: impl Iterator<Item = (&'p Pointer, String)>, only: &Pointer) -> String {
    parts.filter(|(at, _)| at.below(only).is_some()).fold(String::new(), |mut text, (at, part)| {
        let _ = writeln!(text, "#{at}\n{part}\n");
        text
    })
}
