//! The cost of each step from a document to a compiled crate.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::cost::{Cost, End, measure};
use super::rows::Outcome;
use super::tools::Tool;
use crate::corpus::ONCE;

/// A document to measure with.
pub(super) struct Document {
    pub(super) name: &'static str,
    /// Its title, for people.
    pub(super) title: &'static str,
    /// Relative to the corpus folder.
    path: &'static str,
    pub(super) steps: &'static [Step],
}

/// The release build of the first takes other generators more than an hour and more memory than most machines have.
pub(super) const DOCUMENTS: [Document; 2] = [
    Document {
        name: "github",
        title: "GitHub, 13 MB of JSON, 1,223 operations",
        path: "vendors/github/api.github.com.json",
        steps: &[Step::Generate, Step::Check],
    },
    Document {
        name: "stripe",
        title: "Stripe of 2023-09-12, 4 MB of YAML, 468 operations",
        path: "vendors/stripe/spec3.2023-09-12.yaml",
        steps: &[Step::Generate, Step::Check, Step::Release],
    },
];

/// The measured steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Generate,
    Check,
    Release,
}

/// The folders and programs of a benchmark.
pub(super) struct Places {
    pub(super) root: PathBuf,
    pub(super) corpus: PathBuf,
    /// For the files of the measurements.
    pub(super) out: PathBuf,
    /// This workspace's program.
    pub(super) bindery: PathBuf,
}

impl Step {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Generate => "generate",
            Self::Check => "check",
            Self::Release => "release",
        }
    }

    /// The arguments for cargo.
    fn build(self) -> &'static [&'static str] {
        match self {
            Self::Release => &["build", "--release"],
            _ => &["check"],
        }
    }
}

impl Places {
    /// Builds the program, and creates the folder for the measurements.
    pub(super) fn new(root: &Path, target: &Path, corpus: &Path) -> Result<Self, String> {
        let target = root.join(target);
        let built = Command::new("cargo")
            .args(["build", "--release", "--package", "bindery", "--target-dir"])
            .arg(&target)
            .current_dir(root)
            .status();
        if !built.is_ok_and(|status| status.success()) {
            return Err("cannot build `bindery`".to_owned());
        }
        let out = target.join("bench");
        fs::create_dir_all(&out).map_err(|error| format!("cannot create `{}`: {error}", out.display()))?;
        let bindery = target.join("release").join(format!("bindery{}", std::env::consts::EXE_SUFFIX));
        Ok(Self { root: root.to_owned(), corpus: corpus.to_owned(), out, bindery })
    }
}

/// Measures a step, as often as its cost allows.
pub(super) fn run(places: &Places, tool: &Tool, document: &Document, step: Step) -> Outcome {
    let crates = places.out.join(document.name).join(tool.name);
    let source = places.corpus.join(document.path);
    let generated = || generate(places, tool, &source, &crates);
    let (runs, result) = match step {
        Step::Generate => (5, generated().map(|_| ())),
        Step::Check if tool.is_ours() => (3, generated().and_then(|_| prepare(places, tool, &crates, step))),
        _ => (1, generated().and_then(|_| prepare(places, tool, &crates, step))),
    };
    let measure_one = || match step {
        Step::Generate => generated(),
        _ => build(places, tool, &crates, step),
    };
    match result.and_then(|()| (0..runs).map(|_| measure_one()).collect()) {
        Ok(runs) => Outcome::Measured(runs),
        Err(outcome) => outcome,
    }
}

/// Generates into an empty folder.
pub(super) fn generate(places: &Places, tool: &Tool, document: &Path, out: &Path) -> Result<Cost, Outcome> {
    // The folder may not exist.
    let _ = fs::remove_dir_all(out);
    fs::create_dir_all(out).map_err(|error| Outcome::Fails(error.to_string()))?;
    cost(&mut tool.generate(places, document, out))
}

/// Builds all dependencies of the crate, and the crate once, with this workspace's lock file if it is ours.
fn prepare(places: &Places, tool: &Tool, crates: &Path, step: Step) -> Result<(), Outcome> {
    let package = crates.join(tool.package.unwrap_or_default());
    let written = (|| {
        if tool.is_ours() {
            fs::copy(places.root.join("Cargo.lock"), package.join("Cargo.lock"))?;
        }
        // A package below a workspace must declare that it is not a member.
        let manifest = fs::read_to_string(package.join("Cargo.toml"))?;
        if !manifest.contains("[workspace]") {
            fs::write(package.join("Cargo.toml"), format!("{manifest}\n[workspace]\n"))?;
        }
        Ok(())
    })();
    written.map_err(|error: std::io::Error| Outcome::Fails(error.to_string()))?;
    build(places, tool, crates, step).map(|_| ())
}

/// Builds only the crate, and the package of its types if it has one, not its dependencies.
fn build(places: &Places, tool: &Tool, crates: &Path, step: Step) -> Result<Cost, Outcome> {
    let package = crates.join(tool.package.unwrap_or_default());
    let of_types = Some(package.join("types/src/lib.rs")).filter(|root| root.exists());
    for root in of_types.into_iter().chain([package.join("src/lib.rs")]) {
        let touched = fs::File::options().append(true).open(root);
        let touched = touched.and_then(|file| file.set_modified(std::time::SystemTime::now()));
        touched.map_err(|error| Outcome::Fails(error.to_string()))?;
    }
    let mut command = Command::new("cargo");
    command.args(step.build()).current_dir(package).envs(ONCE);
    command.env("CARGO_TARGET_DIR", places.out.join("build").join(tool.name));
    cost(&mut command)
}

fn cost(command: &mut Command) -> Result<Cost, Outcome> {
    match measure(command) {
        End::Done(cost) => Ok(cost),
        End::Failed(why) => Err(Outcome::Fails(why)),
        End::TimedOut => Err(Outcome::TimedOut),
    }
}
