//! A crate with the types of each case in a module, whose program reads every instance and writes it again.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use bindery::{Emitter, Input, Settings, Text, generate};

use super::cases::Case;

/// The result for an instance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Read, and written with the same meaning.
    Kept,
    /// Read, but written differently.
    Changed(String),
    Refused(String),
    Panicked,
}

/// The crate.
pub(super) struct Program {
    folder: PathBuf,
    /// The codes reported for each case.
    pub(super) codes: Vec<BTreeSet<&'static str>>,
}

impl Program {
    /// Generates the types of all cases, and writes the crate below `target`. The error is a sentence.
    #[expect(clippy::disallowed_methods, reason = "the compiler reads from disk")]
    pub(super) fn write(root: &Path, cases: &[Case]) -> Result<Self, String> {
        let folder = root.join("target/suite");
        let source = folder.join("src");
        let _ = std::fs::remove_dir_all(&source);
        let put = |path: &Path, text: &str| {
            let folder = path.parent().map_or(Ok(()), std::fs::create_dir_all);
            folder.and_then(|()| std::fs::write(path, text)).map_err(|error| format!("{}: {error}", path.display()))
        };
        let (mut codes, mut modules, mut types, mut instances) =
            (Vec::new(), String::new(), String::new(), String::new());
        for (index, case) in cases.iter().enumerate() {
            let output = generate(input(case), &settings(index), &mut |_| Err("there are no other files".to_owned()));
            codes.push(output.sink.diagnostics().iter().map(|said| said.code.id).collect());
            if output.summary.is_none() {
                return Err(format!("{}: {}: no crate was generated", case.keyword, case.description));
            }
            for (path, text) in output.files.iter() {
                put(&source.join(format!("c{index}")).join(path), text)?;
            }
            let _ = writeln!(modules, "include!(\"c{index}/client/module.rs\");");
            let _ = writeln!(types, "    round_trip::<c{index}::types::Cases>,");
            for instance in &case.instances {
                let _ = writeln!(instances, "{index}\t[{}]", instance.data);
            }
        }
        put(&folder.join("Cargo.toml"), &MANIFEST.replace("ROOT", &root.display().to_string()))?;
        put(&source.join("main.rs"), &MAIN.replace("MODULES\n", &modules).replace("    TYPES\n", &types))?;
        put(&source.join("instances.tsv"), &instances)?;
        // Dependencies are those of the workspace.
        std::fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).map_err(|error| error.to_string())?;
        Ok(Self { folder, codes })
    }

    /// Runs the program, and returns the result for every instance of every case.
    pub(super) fn outcomes(&self, cases: &[Case]) -> Result<Vec<Vec<Outcome>>, String> {
        let mut command = Command::new("cargo");
        command.args(["run", "--quiet"]).current_dir(&self.folder).env("CARGO_TARGET_DIR", self.folder.join("target"));
        let output = command.output().map_err(|error| format!("cannot run cargo: {error}"))?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            return Err(format!("the program failed\n{}", said.lines().take(60).collect::<Vec<_>>().join("\n")));
        }
        let said = String::from_utf8_lossy(&output.stdout);
        let mut lines = said.lines();
        let of = |case: &Case| case.instances.iter().map(|_| lines.next().and_then(outcome)).collect::<Option<_>>();
        cases.iter().map(of).collect::<Option<_>>().ok_or_else(|| "unexpected output of the program".to_owned())
    }
}

fn input(case: &Case) -> Input {
    let document = Text { path: "openapi.json".to_owned(), text: case.document().to_string() };
    let config = Text { path: "bindery.yaml".to_owned(), text: "api: { unstated_types: any }".to_owned() };
    Input { document, overlays: Vec::new(), config: Some(config) }
}

fn settings(index: usize) -> Settings {
    let client: &Emitter = "client".parse().expect("it is in the table");
    Settings { emit: vec![client], package_name: Some(format!("c{index}")), module: true, ..Settings::default() }
}

/// Parses a line of the program's output.
fn outcome(line: &str) -> Option<Outcome> {
    let (outcome, reason) = line.split_once('\t')?;
    Some(match outcome {
        "kept" => Outcome::Kept,
        "changed" => Outcome::Changed(reason.to_owned()),
        "refused" => Outcome::Refused(reason.to_owned()),
        "panicked" => Outcome::Panicked,
        _ => return None,
    })
}

const MANIFEST: &str = r#"[package]
name = "suite"
version = "0.1.0"
edition = "2024"
publish = false

[dependencies]
bindery-runtime = { path = "ROOT/crates/runtime", features = ["test-kit"] }
serde_json = "1"

[profile.dev]
debug = 0

[workspace]
"#;

const MAIN: &str = r##"use std::panic::catch_unwind;

use bindery_runtime::test_kit::{RoundTrip, examples, round_trip};

MODULES

static TYPES: &[RoundTrip] = &[
    TYPES
];

/// A line for every instance: what came of it, and why.
fn main() {
    for line in include_str!("instances.tsv").lines() {
        let (index, json) = line.split_once('\t').expect("a line is a type and a value");
        let outcome = catch_unwind(|| tried(index, json)).unwrap_or_else(|_| "panicked\t".to_owned());
        println!("{}", outcome.replace('\n', " "));
    }
}

fn tried(index: &str, json: &str) -> String {
    let ty = TYPES[index.parse::<usize>().expect("it is a number")];
    if let Err(reason) = ty(json.as_bytes()) {
        return format!("refused\t{reason}");
    }
    let row = format!(r#"[{{"at": "", "schema": "", "type": {index}, "value": {json}}}]"#);
    let report = examples(&row, TYPES, |_| Some(|_: &serde_json::Value| true));
    report.misses.first().map_or_else(|| "kept\t".to_owned(), |miss| format!("changed\t{}", miss.reason))
}
"##;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_an_outcome() {
        assert_eq!(outcome("kept\t"), Some(Outcome::Kept));
        assert_eq!(outcome("refused\tno"), Some(Outcome::Refused("no".to_owned())));
        assert_eq!(outcome("warning: unused"), None);
    }
}
