//! Arrows between crates point one way, and a few libraries stay where they belong.

use std::collections::BTreeMap;

use cargo_metadata::{DependencyKind, MetadataCommand};

/// What each crate may use of the others.
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

/// What each package of the workspace depends on, tests left out.
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
