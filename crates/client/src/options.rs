//! What `bindery.yaml` and the command line say about the crate.

mod types;

use indexmap::IndexMap;

pub use types::{Dependency, ForeignType, FormatChoice, NATIVE, RustPath, TypeOptions};

/// The section `client` of `bindery.yaml`, completed by the command line.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// The file's path in [`Files`](bindery_source::Files), for what has to be said about it.
    pub file: String,
    /// The manifest's `[package]`.
    pub package: PackageOptions,
    /// Where the emitted crate finds `bindery-runtime`.
    pub runtime: RuntimeSource,
    /// Whether the crate is a member of a workspace that gives it its lints, or stands on its own.
    pub standalone: bool,
    /// Whether it is no crate at all, but a module of a larger one: it has no manifest and no features.
    pub module: bool,
    /// Names chosen by people: the JSON Pointer of a schema, or a [key](bindery_model::keys) of an operation -> name.
    pub names: IndexMap<String, String>,
    /// Rust types that people choose.
    pub types: TypeOptions,
    /// Its Cargo features.
    pub features: FeatureOptions,
}

/// What the manifest says under `[features]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeatureOptions {
    /// Whether every group is a feature; without, everything is always compiled.
    pub groups: bool,
    /// What is on by default; `full` where nobody chose.
    pub default: Option<Vec<String>>,
}

impl Default for FeatureOptions {
    fn default() -> Self {
        Self { groups: true, default: None }
    }
}

/// What the manifest says about the package.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PackageOptions {
    /// `name`; from the document's title where nobody chose one.
    pub name: Option<String>,
    /// `version`, `0.1.0` where nobody chose one.
    pub version: Option<String>,
    /// `description`
    pub description: Option<String>,
    /// `license`, an SPDX expression.
    pub license: Option<String>,
    /// `repository`
    pub repository: Option<String>,
    /// `publish`, off unless asked for.
    pub publish: bool,
    /// Whether it is a member of a workspace of its user, and so no workspace itself; it is one unless asked for.
    pub is_member: bool,
}

/// Where the emitted crate finds `bindery-runtime`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuntimeSource {
    /// A registry's version requirement.
    Version(String),
    /// A folder, relative to the emitted manifest or absolute, beside the version that publishing needs.
    Path {
        /// The folder.
        path: String,
        /// The version requirement.
        version: String,
    },
    /// A git repository.
    Git {
        /// Its URL.
        url: String,
        /// A commit.
        rev: Option<String>,
    },
    /// The workspace's own `[workspace.dependencies]`.
    Workspace,
}
