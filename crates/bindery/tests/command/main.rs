//! The command line: what it prints, where, and its exit status.
#![expect(clippy::disallowed_methods, reason = "these tests look at the disk")]

mod a_bad_config;
mod a_bad_document;
mod a_check;
mod a_run;
mod explain;
mod misuse;
mod overlays;
mod references;
mod the_file_system;
mod warnings;

use std::fs;
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A small document without errors.
const PETS: &str = "\
openapi: 3.1.0
info: { title: Pets, version: '1' }
paths:
  /pets:
    get:
      operationId: listPets
      tags: [Pets]
      responses:
        '200':
          description: All pets.
          content:
            application/json:
              schema: { type: array, items: { $ref: '#/components/schemas/Pet' } }
components:
  schemas:
    Pet:
      type: object
      required: [id]
      properties:
        id: { type: string }
        name: { type: string }
";

/// A folder with a document, in which the command runs.
struct Desk {
    folder: TempDir,
}

/// The output of a run, and its exit status.
struct Run {
    exit: i32,
    stdout: String,
    stderr: String,
}

impl Desk {
    fn new(document: impl AsRef<[u8]>) -> Self {
        let desk = Self { folder: tempfile::tempdir().expect("a temporary folder") };
        desk.put("openapi.yaml", document);
        desk
    }

    fn put(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a file stands in a folder")).expect("a folder can be made");
        fs::write(path, bytes).expect("a file can be written");
    }

    fn path(&self, path: &str) -> std::path::PathBuf {
        self.folder.path().join(path)
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    fn command(&self, arguments: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bindery"));
        command.current_dir(&self.folder).args(arguments.split_whitespace());
        command
    }

    fn run(&self, arguments: &str) -> Run {
        let output = self.command(arguments).output().expect("the command runs");
        Run {
            exit: output.status.code().expect("the command ends by itself"),
            stdout: String::from_utf8(output.stdout).expect("we print UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("we print UTF-8"),
        }
    }

    fn generate(&self) -> Run {
        self.run("generate openapi.yaml --out out")
    }

    fn is_written(&self) -> bool {
        self.path("out").exists()
    }
}

impl Run {
    fn first_line(&self) -> &str {
        self.stderr.lines().next().unwrap_or_default()
    }

    fn last_line(&self) -> &str {
        self.stderr.lines().last().unwrap_or_default()
    }
}

/// Checks that the document is refused: status 2, a message with this code, and nothing written.
#[track_caller]
fn refuses(document: impl AsRef<[u8]>, code: &str) -> Run {
    let desk = Desk::new(document);
    let run = desk.generate();
    assert_eq!(run.exit, 2, "{}", run.stderr);
    assert!(run.stderr.contains(&format!("[{code}]")), "{}", run.stderr);
    assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
    assert!(!desk.is_written());
    run
}
