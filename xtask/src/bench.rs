//! `cargo xtask bench`: the cost of generation and of the emitted crates, compared with other generators.

mod cost;
#[expect(clippy::disallowed_methods, reason = "sizes are those of files")]
mod growth;
#[expect(clippy::disallowed_methods, reason = "Linux describes the machine in a file")]
mod machine;
mod plot;
#[expect(clippy::disallowed_methods, reason = "results are kept in a file")]
mod rows;
#[expect(clippy::disallowed_methods, reason = "crates are written and touched")]
mod steps;
#[expect(clippy::disallowed_methods, reason = "tables are part of a file")]
mod table;
mod tools;

use std::path::{Path, PathBuf};

use bindery::{Console, Exit};
use clap::Args;

use self::rows::{Outcome, Rows};
use self::steps::{DOCUMENTS, Document, Places, Step};
use self::tools::{CHANGED, TOOLS, Tool};

/// Measure the cost of generation and of the emitted crates, compared with other generators
#[derive(Debug, Args)]
pub(crate) struct Bench {
    /// The unpacked corpus: a folder with a `MANIFEST.tsv`
    #[arg(long, value_name = "FOLDER", env = "OPENAPI_CORPUS")]
    folder: PathBuf,
    /// Only rows whose name contains this, such as `stripe check`, `growth` or `oas3-gen`
    #[arg(long, value_name = "SUBSTR", default_value = "")]
    only: String,
    /// Measure nothing: list the rows, their results, and how to install missing tools
    #[arg(long)]
    list: bool,
    /// Measure again, even if results exist
    #[arg(long)]
    again: bool,
    /// Include measurements that need more memory than most machines have
    #[arg(long)]
    hungry: bool,
    /// The build folder of the workspace
    #[arg(long, value_name = "FOLDER", env = "CARGO_TARGET_DIR", default_value = "target")]
    target: PathBuf,
}

/// One row: a generator, a document, and a step.
struct Task {
    tool: &'static Tool,
    version: String,
    document: &'static Document,
    step: Step,
}

impl Bench {
    pub(crate) fn run(&self, root: &Path) -> Exit {
        match self.measure(root) {
            Ok(()) => Exit::Done,
            Err(fault) => Console::default().misuse(&fault),
        }
    }

    fn measure(&self, root: &Path) -> Result<(), String> {
        let places = Places::new(root, &self.target, &self.folder)?;
        let mut rows = Rows::read(&places.out.join("rows.jsonl"), machine::name());
        let (tasks, missing) = tasks(&places);
        for task in tasks.iter().filter(|task| task.name().contains(&self.only)) {
            if !self.knows(&rows, task) && !self.list {
                let outcome = self.outcome(&places, task);
                rows.add(&task.version, &task.what(), outcome)?;
            }
            let outcome = rows.find(&task.version, &task.what());
            println!("{:<40} {}", task.name(), outcome.map_or("not measured yet".to_owned(), ToString::to_string));
        }
        for Tool { name, version, .. } in missing {
            println!("{name:<40} missing: cargo install --locked --version {version} {name}");
        }
        if self.list {
            return Ok(());
        }
        let growth = growth::measure(&places, &mut rows, &self.only)?;
        table::write(root, &rows, &tasks, &growth)
    }

    /// Whether a result exists. A modified working tree is measured each time.
    fn knows(&self, rows: &Rows, task: &Task) -> bool {
        !self.again && !task.version.ends_with(CHANGED) && rows.find(&task.version, &task.what()).is_some()
    }

    fn outcome(&self, places: &Places, task: &Task) -> Outcome {
        match task.tool.hungry.iter().find(|(what, _)| *what == task.what() && !self.hungry) {
            Some((_, memory)) => Outcome::NotRun(format!("takes {memory}")),
            None => steps::run(places, task.tool, task.document, task.step),
        }
    }
}

impl Task {
    /// `stripe check`.
    fn what(&self) -> String {
        format!("{} {}", self.document.name, self.step.name())
    }

    /// `oas3-gen 0.29.0 stripe check`.
    fn name(&self) -> String {
        format!("{} {}", self.version, self.what())
    }
}

/// The measurements for the installed generators, and the missing generators.
fn tasks(places: &Places) -> (Vec<Task>, Vec<&'static Tool>) {
    let (mut tasks, mut missing) = (Vec::new(), Vec::new());
    for tool in &TOOLS {
        let Some(version) = tool.installed(places) else {
            missing.push(tool);
            continue;
        };
        for document in &DOCUMENTS {
            let steps = document.steps.iter().filter(|step| **step == Step::Generate || tool.package.is_some());
            tasks.extend(steps.map(|step| Task { tool, version: version.clone(), document, step: *step }));
        }
    }
    (tasks, missing)
}
