//! The compared generators.

use std::path::Path;
use std::process::Command;

use super::machine::said;
use super::steps::Places;

/// The suffix of the version of a modified working tree.
pub(super) const CHANGED: &str = " and changes";

/// A generator.
pub(super) struct Tool {
    /// The package at crates.io.
    pub(super) name: &'static str,
    /// The version of the first measurements.
    pub(super) version: &'static str,
    program: &'static str,
    /// Its arguments for a document and an output folder.
    arguments: fn(document: &str, out: &str) -> Vec<String>,
    /// The package's path below that folder, for a generator that writes one.
    pub(super) package: Option<&'static str>,
    /// The rows that need more memory than most machines have, and how much.
    pub(super) hungry: &'static [(&'static str, &'static str)],
}

/// Bindery first.
pub(super) const TOOLS: [Tool; 6] = [
    Tool {
        name: "bindery",
        version: env!("CARGO_PKG_VERSION"),
        program: "",
        arguments: |document, out| {
            let runtime = concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/runtime");
            words(&["generate", document, "--emit", "client", "--name", "x", "--out", out, "--runtime-path", runtime])
        },
        package: Some("client"),
        hungry: &[],
    },
    Tool {
        name: "oas3-gen",
        version: "0.29.0",
        program: "oas3-gen",
        arguments: |document, out| words(&["generate", "client-mod", "-i", document, "-o", out, "--workspace"]),
        package: Some(""),
        hungry: &[],
    },
    Tool {
        name: "ploidy",
        version: "0.15.0",
        program: "ploidy",
        arguments: |document, out| words(&["generate", "rust", document, "-o", out, "--name", "x"]),
        package: Some(""),
        hungry: &[("github check", "13.4 GB")],
    },
    Tool {
        name: "openapi-to-rust",
        version: "0.23.0",
        program: "openapi-to-rust",
        // It writes modules for an existing package.
        arguments: |document, out| words(&["generate", document, "--output-dir", out]),
        package: None,
        hungry: &[],
    },
    Tool {
        name: "openapi-nexus",
        version: "0.2.3",
        program: "openapi-nexus",
        arguments: |document, out| words(&["generate", "-i", document, "-o", out, "--generators", "rust-reqwest"]),
        // Its output for either document does not compile, if there is any.
        package: None,
        hungry: &[],
    },
    Tool {
        name: "cargo-progenitor",
        version: "0.15.1",
        program: "cargo-progenitor",
        arguments: |document, out| words(&["progenitor", "-i", document, "-o", out, "-n", "x", "-v", "0.1.0"]),
        package: Some(""),
        hungry: &[],
    },
];

impl Tool {
    /// `oas3-gen 0.29.0`, if it is installed.
    pub(super) fn installed(&self, places: &Places) -> Option<String> {
        if self.is_ours() {
            return Some(format!("{} {}", self.name, ours(places)));
        }
        let version =
            said(self.program, &["--version"]).or_else(|| said(self.program, &["progenitor", "--version"]))?;
        Some(format!("{} {}", self.name, version.split_whitespace().last()?))
    }

    /// Whether it is this workspace's own.
    pub(super) fn is_ours(&self) -> bool {
        self.program.is_empty()
    }

    /// The command that generates from a document.
    pub(super) fn generate(&self, places: &Places, document: &Path, out: &Path) -> Command {
        let mut command = if self.is_ours() { Command::new(&places.bindery) } else { Command::new(self.program) };
        command.args((self.arguments)(&document.display().to_string(), &out.display().to_string()));
        command
    }
}

/// The version of this workspace: its commit, and whether the tree is modified.
fn ours(places: &Places) -> String {
    let root = places.root.display().to_string();
    let git = |args: &[&str]| said("git", &[&["-C", &root], args].concat());
    let commit = git(&["rev-parse", "--short", "HEAD"]).map(|commit| format!(" at {commit}")).unwrap_or_default();
    let changes = git(&["status", "--porcelain", "--untracked-files=no", "crates", ":!crates/bindery/benches"])
        .map_or("", |_| CHANGED);
    format!("{}{commit}{changes}", env!("CARGO_PKG_VERSION"))
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}
