//! What `bindery.yaml` and the command line say about the crate.

use indexmap::IndexMap;

/// The section `client` of `bindery.yaml`, completed by the command line.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// The manifest's `[package]`.
    pub package: PackageOptions,
    /// Where the emitted crate finds `bindery-runtime`.
    pub runtime: RuntimeSource,
    /// Whether the crate is a member of a workspace that gives it its lints, or stands on its own.
    pub standalone: bool,
    /// Names chosen by people: JSON Pointer or operation id -> name.
    pub names: IndexMap<String, String>,
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
