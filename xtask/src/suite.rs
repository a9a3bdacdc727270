//! `cargo xtask suite`: tests the emitted types with JSON Schema's test suite.

mod cases;
mod program;
mod table;

use std::path::{Path, PathBuf};

use bindery::{Console, Exit};
use clap::Args;

use self::program::Program;

/// The path of the table.
const TABLE: &str = "crates/model/KEYWORDS.md";

/// Generates types for every schema of JSON-Schema-Test-Suite and tests them with all instances, by keyword: valid ones
/// must be read and written again without loss, invalid ones must be refused where a Rust type can express that.
#[derive(Debug, Args)]
pub(crate) struct Suite {
    /// The unpacked corpus: a folder with the suite in `jsonschema`
    #[arg(long, value_name = "FOLDER", env = "OPENAPI_CORPUS")]
    folder: PathBuf,
    /// Write nothing; fail if the table is stale
    #[arg(long)]
    check: bool,
}

impl Suite {
    pub(crate) fn run(&self, root: &Path) -> Exit {
        let console = Console::default();
        let cases = match cases::read(&self.folder.join("jsonschema/tests/draft2020-12")) {
            Ok(cases) => cases,
            Err(error) => return console.misuse(&error),
        };
        let program = match Program::write(root, &cases) {
            Ok(program) => program,
            Err(fault) => return console.misuse(&fault),
        };
        let outcomes = match program.outcomes(&cases) {
            Ok(outcomes) => outcomes,
            Err(fault) => {
                eprintln!("error: {fault}");
                return Exit::Text;
            }
        };
        let table = table::text(&cases, &program.codes, &outcomes);
        self.settle(&root.join(TABLE), &table).unwrap_or_else(|error| console.misuse(&error.to_string()))
    }

    /// Writes the table, or compares it with the existing one.
    #[expect(clippy::disallowed_methods, reason = "the table is a file on disk")]
    fn settle(&self, path: &Path, table: &str) -> std::io::Result<Exit> {
        if !self.check {
            std::fs::write(path, table)?;
            return Ok(Exit::Done);
        }
        if std::fs::read_to_string(path)? == table {
            return Ok(Exit::Done);
        }
        eprintln!("error: `{TABLE}` is stale; run `cargo xtask suite`");
        Ok(Exit::Stale)
    }
}
