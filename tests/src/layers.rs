//! Dependencies between crates point one way, and a few libraries are used only where they belong.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use cargo_metadata::{DependencyKind, MetadataCommand};

use crate::run;

/// The crates that each crate may use.
const ARROWS: &[(&str, &[&str])] = &[
    ("bindery-source", &[]),
    ("bindery-openapi", &["bindery-source"]),
    ("bindery-model", &["bindery-openapi", "bindery-source"]),
    ("bindery-client", &["bindery-model", "bindery-source"]),
    ("bindery-client-tests", &["bindery-model", "bindery-source"]),
    ("bindery-docs", &["bindery-model", "bindery-source"]),
    ("bindery-runtime", &[]),
    (
        "bindery",
        &[
            "bindery-client",
            "bindery-client-tests",
            "bindery-docs",
            "bindery-model",
            "bindery-openapi",
            "bindery-source",
        ],
    ),
    ("xtask", &["bindery"]),
];

/// The only crates that may use a library.
const HOMES: &[(&str, &[&str])] = &[
    ("openapiv3", &["bindery-openapi", "bindery-model"]),
    ("serde_yaml", &["bindery-source"]),
    ("yaml_serde", &["bindery-source"]),
    ("quote", &["bindery-client"]),
    ("syn", &["bindery-client"]),
    ("prettyplease", &["bindery-client"]),
    ("annotate-snippets", &["bindery-source"]),
    ("reqwest", &["bindery-runtime"]),
    ("clap", &["bindery", "xtask"]),
];

/// The dependencies of each package of the workspace, without those of tests.
fn dependencies() -> BTreeMap<String, Vec<String>> {
    let metadata = MetadataCommand::new().no_deps().exec().expect("cargo describes the workspace");
    let normal = |package: &cargo_metadata::Package| {
        let kinds = package.dependencies.iter().filter(|dependency| dependency.kind == DependencyKind::Normal);
        kinds.map(|dependency| dependency.name.clone()).collect()
    };
    metadata.packages.iter().map(|package| (package.name.to_string(), normal(package))).collect()
}

#[test]
fn arrows_point_one_way() {
    let all = dependencies();
    for (package, allowed) in ARROWS {
        let ours = all[*package].iter().filter(|name| name.starts_with("bindery"));
        let forbidden: Vec<_> = ours.filter(|name| !allowed.contains(&name.as_str())).collect();
        assert!(forbidden.is_empty(), "{package} must not know {forbidden:?}");
    }
}

#[test]
fn every_crate_has_its_arrows() {
    let known: Vec<&str> = ARROWS.iter().map(|(package, _)| *package).collect();
    for package in dependencies().keys().filter(|name| name.starts_with("bindery")) {
        assert!(known.contains(&package.as_str()), "{package} has no row in the table of arrows");
    }
}

#[test]
fn libraries_stay_at_home() {
    for (package, dependencies) in dependencies() {
        for (library, homes) in HOMES {
            let strays = dependencies.iter().any(|name| name == library) && !homes.contains(&package.as_str());
            assert!(!strays, "{package} must not use {library}: its home is {homes:?}");
        }
    }
}

#[test]
fn generated_crates_know_the_runtime_alone() {
    let metadata = MetadataCommand::new().no_deps().exec().expect("cargo describes the workspace");
    let generated = metadata.packages.iter().filter(|package| package.manifest_path.as_str().contains("/generated/"));
    for package in generated {
        let names: Vec<_> = package.dependencies.iter().map(|dependency| dependency.name.as_str()).collect();
        assert_eq!(names, ["bindery-runtime"], "{}", package.name);
    }
}

/// Facts about a single API belong to its folder in `spec`.
#[test]
fn no_crate_knows_an_api_by_its_name() {
    let apis: Vec<String> =
        run::folders(run::root().join("spec")).iter().map(|folder| squeezed(&name(folder))).collect();
    assert!(apis.len() > 1);
    for file in sources(run::root().join("crates")) {
        let text = squeezed(&run::read(&file));
        let known: Vec<&String> = apis.iter().filter(|api| text.contains(*api)).collect();
        assert!(known.is_empty(), "{} knows {known:?}", file.display());
    }
}

/// All Rust and all data in a folder and below; pages may name the APIs that they measured.
fn sources(folder: PathBuf) -> Vec<PathBuf> {
    let folders = run::folders(folder.clone()).into_iter().filter(|path| name(path) != "target");
    let kinds = ["rs", "toml", "yaml", "json"].into_iter().flat_map(|kind| run::files(folder.clone(), kind));
    kinds.chain(folders.flat_map(sources)).collect()
}

fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Only letters, in lower case: `housecall-pro` and `HousecallPro` are the same name.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
