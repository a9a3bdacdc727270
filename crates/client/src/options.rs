//! Options of the crate, from `bindery.yaml` and the command line.

mod types;

use indexmap::IndexMap;

pub use types::{Dependency, ForeignType, FormatChoice, NATIVE, RustPath, TypeOptions};

/// The section `client` of `bindery.yaml`, completed by the command line.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// The file's path in [`Files`](bindery_source::Files), for diagnostics.
    pub file: String,
    /// The manifest's `[package]`.
    pub package: PackageOptions,
    /// Where the emitted crate finds `bindery-runtime`.
    pub runtime: RuntimeSource,
    /// Whether the crate has its own lints, instead of those of a workspace.
    pub standalone: bool,
    /// Whether it is a module of a larger crate, without a manifest and features.
    pub module: bool,
    /// Chosen names: the JSON Pointer of a schema, or a [key](bindery_model::keys) of an operation -> name.
    pub names: IndexMap<String, String>,
    /// Chosen Rust types.
    pub types: TypeOptions,
    /// Its Cargo features.
    pub features: FeatureOptions,
}

/// The `[features]` of the manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeatureOptions {
    /// Whether every group is a feature. If not, everything is always compiled.
    pub groups: bool,
    /// The default features; `full` if not set.
    pub default: Option<Vec<String>>,
}

impl Default for FeatureOptions {
    fn default() -> Self {
        Self { groups: true, default: None }
    }
}

/// The `[package]` of the manifest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PackageOptions {
    /// `name`; derived from the document's title if not set.
    pub name: Option<String>,
    /// `version`; `0.1.0` if not set.
    pub version: Option<String>,
    /// `description`
    pub description: Option<String>,
    /// `license`, an SPDX expression.
    pub license: Option<String>,
    /// `repository`
    pub repository: Option<String>,
    /// `publish`; `false` if not set.
    pub publish: bool,
    /// Whether the types that replies contain are a package of their own; decided by their number if not set.
    pub split: Option<bool>,
    /// Whether it is a member of the user's workspace. If not, it is its own workspace.
    pub is_member: bool,
}

/// Where the emitted crate finds `bindery-runtime`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuntimeSource {
    /// A registry's version requirement.
    Version(String),
    /// A folder, relative to the emitted manifest or absolute, with the version that publishing needs.
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
    /// The workspace's `[workspace.dependencies]`.
    Workspace,
}

impl RuntimeSource {
    /// The same source for a package in a folder of the emitted crate's.
    pub(crate) fn seen_from_below(&self) -> Self {
        match self {
            Self::Path { path, version } if std::path::Path::new(path).is_relative() => {
                Self::Path { path: format!("../{path}"), version: version.clone() }
            }
            source => source.clone(),
        }
    }
}
