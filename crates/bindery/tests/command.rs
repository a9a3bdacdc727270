//! The command line: what it says, where, and how it ends.
#![expect(clippy::disallowed_methods, reason = "these tests look at the disk")]

use std::fmt::Write as _;
use std::fs;
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A small document without a fault.
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

/// What a run of the command said, and how it ended.
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

/// The document is refused: status 2, a message with this code, and nothing written.
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

mod a_run {
    use super::*;

    #[test]
    fn writes_the_folders_of_the_emitters_and_sums_up() {
        let desk = Desk::new(PETS);
        let run = desk.run("generate openapi.yaml --out out --name pet-store");
        assert_eq!(run.exit, 0, "{}", run.stderr);
        assert_eq!(run.stdout, "");
        assert!(desk.read("out/client/Cargo.toml").contains("name = \"pet-store\""));
        assert!(desk.read("out/docs/index.md").starts_with("# Pets\n"));
        let summary = run.last_line();
        assert!(summary.starts_with("pet-store: 1 operation, "), "{summary}");
        assert!(summary.contains("untyped 0 of "), "{summary}");
        assert!(summary.contains("0 notes"), "{summary}");
    }

    #[test]
    fn makes_only_what_is_asked_for() {
        let desk = Desk::new(PETS);
        assert_eq!(desk.run("generate openapi.yaml --out out --emit docs").exit, 0);
        assert!(desk.path("out/docs").exists());
        assert!(!desk.path("out/client").exists());
    }

    #[test]
    fn is_the_same_from_another_folder() {
        let desk = Desk::new(PETS);
        desk.generate();
        let first = desk.read("out/client/bindings.json");
        fs::create_dir(desk.path("elsewhere")).unwrap();
        let mut command = desk.command("generate ../openapi.yaml --out ../out2");
        assert!(command.current_dir(desk.path("elsewhere")).output().unwrap().status.success());
        assert_eq!(desk.read("out2/client/bindings.json"), first);
    }

    #[test]
    fn finds_the_runtime_where_the_person_sees_it() {
        let desk = Desk::new(PETS);
        desk.run("generate openapi.yaml --out out --runtime-path crates/runtime");
        let manifest = desk.read("out/client/Cargo.toml");
        assert!(manifest.contains("../../crates/runtime"), "{manifest}");
    }

    #[test]
    fn takes_decisions_from_bindery_yaml() {
        let desk = Desk::new(PETS);
        desk.put("bindery.yaml", "client:\n  package: { name: pet-store, version: 2.0.0 }\n");
        assert_eq!(desk.run("generate openapi.yaml --out out --config bindery.yaml").exit, 0);
        assert!(desk.read("out/client/Cargo.toml").contains("version = \"2.0.0\""));
    }

    #[test]
    fn prints_without_writing() {
        let desk = Desk::new(PETS);
        let run = desk.run("generate openapi.yaml --print");
        assert_eq!(run.exit, 0, "{}", run.stderr);
        assert!(run.stdout.contains("==> docs/index.md <==\n# Pets\n"));
        assert!(!desk.is_written());
    }

    #[test]
    fn is_quiet_when_its_reader_has_seen_enough() {
        let desk = Desk::new(PETS);
        let mut command = desk.command("generate openapi.yaml --print");
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success());
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert!(!stderr.contains("roken pipe") && !stderr.contains("panicked"), "{stderr}");
    }

    #[test]
    fn shows_a_stage_instead() {
        let desk = Desk::new(PETS);
        for stage in ["document", "api", "items"] {
            let run = desk.run(&format!("generate openapi.yaml --dump {stage}"));
            assert_eq!(run.exit, 0, "{}", run.stderr);
            assert!(run.stdout.contains("Pet"), "{stage}: {}", run.stdout);
        }
        assert!(!desk.is_written());
    }

    #[test]
    fn shows_a_part_of_a_stage() {
        let desk = Desk::new(PETS);
        let run = desk.run("generate openapi.yaml --dump document --only /components/schemas/Pet/properties");
        assert!(!run.stdout.contains("#/components/schemas/Pet\n"), "{}", run.stdout);
    }
}

mod a_check {
    use super::*;

    #[test]
    fn of_fresh_files_is_done() {
        let desk = Desk::new(PETS);
        desk.generate();
        assert_eq!(desk.run("generate openapi.yaml --out out --check").exit, 0);
    }

    #[test]
    fn of_stale_files_shows_the_first_difference_and_the_command() {
        let desk = Desk::new(PETS);
        desk.run("generate openapi.yaml --out out --emit docs");
        desk.put("openapi.yaml", PETS.replace("All pets.", "Every pet."));
        let run = desk.run("generate openapi.yaml --out out --emit docs --check");
        assert_eq!(run.exit, 1, "{}", run.stderr);
        assert!(run.stderr.contains("--- docs/operations/pets.md (on disk)"), "{}", run.stderr);
        assert!(run.stderr.contains("Every pet."), "{}", run.stderr);
        assert!(run.stderr.contains("run `bindery generate openapi.yaml --out out --emit docs`"), "{}", run.stderr);
        assert!(desk.read("out/docs/operations/pets.md").contains("All pets."), "a check writes nothing");
    }

    #[test]
    fn of_files_that_a_person_changed_is_stale() {
        let desk = Desk::new(PETS);
        desk.generate();
        desk.put("out/docs/index.md", "mine");
        assert_eq!(desk.run("generate openapi.yaml --out out --check").exit, 1);
    }

    #[test]
    fn of_a_copy_with_other_line_ends_says_so() {
        let desk = Desk::new(PETS);
        desk.generate();
        let page = desk.read("out/docs/index.md").replace('\n', "\r\n");
        desk.put("out/docs/index.md", page);
        let run = desk.run("generate openapi.yaml --out out --check");
        assert_eq!(run.exit, 1);
        assert!(run.stderr.contains("only the line ends differ"), "{}", run.stderr);
    }
}

mod a_bad_document {
    use super::*;

    #[test]
    fn is_not_yaml() {
        let run = refuses("openapi: 3.1.0\ninfo: [\n", "yaml-syntax");
        assert!(run.stderr.contains("--> openapi.yaml:"), "{}", run.stderr);
    }

    #[test]
    fn is_not_openapi() {
        refuses("name: CI\non: push\n", "document-not-openapi");
    }

    #[test]
    fn is_swagger() {
        let run = refuses("swagger: '2.0'\ninfo: { title: Old, version: '1' }\npaths: {}\n", "swagger-2");
        assert!(run.first_line().contains("Swagger 2.0"), "{}", run.stderr);
    }

    #[test]
    fn is_empty() {
        refuses("", "document-empty");
    }

    #[test]
    fn is_a_thousand_deep() {
        refuses(format!("openapi: 3.1.0\nx-a: {}{}\n", "[".repeat(1000), "]".repeat(1000)), "nesting-too-deep");
    }

    #[test]
    fn is_an_alias_bomb() {
        let mut text = "openapi: 3.1.0\nx-0: &x0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]\n".to_owned();
        for level in 1..12 {
            let aliases = vec![format!("*x{}", level - 1); 10].join(", ");
            let _ = writeln!(text, "x-{level}: &x{level} [{aliases}]");
        }
        refuses(text, "alias-bomb");
    }

    #[test]
    fn is_not_utf8() {
        let run = refuses(b"openapi: 3.1.0\ninfo: \xff\xfe\n", "document-not-utf8");
        assert!(run.stderr.contains("openapi.yaml:2:7"), "{}", run.stderr);
    }

    #[test]
    fn is_larger_than_the_limit() {
        let desk = Desk::new(format!("{PETS}# {}\n", "x".repeat(2 << 20)));
        let run = desk.run("generate openapi.yaml --out out --max-size 1");
        assert_eq!(run.exit, 2, "{}", run.stderr);
        assert!(run.first_line().starts_with("error[document-too-large]"), "{}", run.stderr);
        assert!(!desk.is_written());
    }

    #[test]
    fn sums_up_all_the_same() {
        let run = refuses("", "document-empty");
        assert_eq!(run.last_line(), "openapi.yaml: nothing written, 1 error");
    }

    #[test]
    fn leaves_what_was_made_before() {
        let desk = Desk::new(PETS);
        desk.generate();
        let before = desk.read("out/docs/index.md");
        desk.put("openapi.yaml", "swagger: '2.0'\n");
        assert_eq!(desk.generate().exit, 2);
        assert_eq!(desk.read("out/docs/index.md"), before);
    }
}

mod warnings {
    use super::*;

    /// A text that holds `: ` and is not quoted.
    fn broken() -> Desk {
        Desk::new(PETS.replace("description: All pets.", "description: All: pets."))
    }

    #[test]
    fn do_not_stop_a_run() {
        let run = broken().generate();
        assert_eq!(run.exit, 0);
        assert!(run.first_line().starts_with("warning[yaml-repaired]"), "{}", run.stderr);
    }

    #[test]
    fn are_errors_when_strict() {
        let desk = broken();
        let run = desk.run("generate openapi.yaml --out out --strict");
        assert_eq!(run.exit, 2);
        assert!(run.first_line().starts_with("error[yaml-repaired]"), "{}", run.stderr);
        assert!(!desk.is_written());
    }

    #[test]
    fn are_objects_when_a_program_reads_them() {
        let run = broken().run("generate openapi.yaml --out out --message-format json");
        let lines: Vec<serde_json::Value> =
            run.stderr.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect();
        assert_eq!(lines[0]["code"], "yaml-repaired");
        let summary = lines.last().and_then(|line| line["summary"].as_str()).unwrap_or_default();
        assert!(summary.contains("untyped 0 of "), "{summary}");
    }
}

mod a_bad_config {
    use super::*;

    #[test]
    fn is_told_with_its_own_place() {
        let desk = Desk::new(PETS);
        desk.put("bindery.yaml", "client:\n  pakage: {}\n");
        let run = desk.run("generate openapi.yaml --out out --config bindery.yaml");
        assert_eq!(run.exit, 2);
        assert!(run.stderr.contains("error[config-unknown-key]"), "{}", run.stderr);
        assert!(run.stderr.contains("bindery.yaml:2:3"), "{}", run.stderr);
        assert!(run.stderr.contains("did you mean `package`?"), "{}", run.stderr);
        assert!(!desk.is_written());
    }
}

mod the_file_system {
    use super::*;

    #[track_caller]
    fn ends_with_three(run: &Run, code: &str) {
        assert_eq!(run.exit, 3, "{}", run.stderr);
        assert!(run.first_line().starts_with(&format!("error[{code}]")), "{}", run.stderr);
    }

    #[test]
    fn has_a_folder_where_a_document_is_expected() {
        let desk = Desk::new(PETS);
        ends_with_three(&desk.run("generate . --out out"), "file-unreadable");
    }

    #[test]
    fn has_no_such_document() {
        let desk = Desk::new(PETS);
        ends_with_three(&desk.run("generate missing.yaml --out out"), "file-unreadable");
    }

    #[test]
    fn cannot_take_the_output() {
        let desk = Desk::new(PETS);
        desk.put("file", "");
        ends_with_three(&desk.run("generate openapi.yaml --out file/out"), "file-unwritable");
        ends_with_three(&desk.run("generate openapi.yaml --out file"), "file-unwritable");
    }

    #[test]
    fn has_a_persons_file_in_the_way() {
        let desk = Desk::new(PETS);
        desk.put("out/docs/index.md", "mine");
        ends_with_three(&desk.generate(), "file-foreign");
        assert_eq!(desk.read("out/docs/index.md"), "mine");
        assert!(!desk.path("out/client").exists(), "nothing was written");
    }
}

mod references {
    use super::*;

    fn referring_to(file: &str) -> Desk {
        Desk::new(PETS.replace("#/components/schemas/Pet", &format!("{file}#/Pet")))
    }

    #[test]
    fn to_files_beside_the_document_are_followed() {
        let desk = referring_to("schemas/pet.yaml");
        desk.put("schemas/pet.yaml", "Pet: { type: object, properties: { tail: { type: boolean } } }\n");
        let run = desk.generate();
        assert_eq!(run.exit, 0, "{}", run.stderr);
        let code = fs::read_dir(desk.path("out/client/src/types")).unwrap().map(|entry| entry.unwrap().path());
        assert!(code.map(|path| fs::read_to_string(path).unwrap()).any(|text| text.contains("tail")));
    }

    #[test]
    fn to_files_outside_its_folder_are_not() {
        let desk = Desk::new("");
        desk.put("secret.yaml", "Pet: { type: object, properties: { password: { type: string } } }\n");
        desk.put("api/openapi.yaml", PETS.replace("#/components/schemas/Pet", "../secret.yaml#/Pet"));
        let run = desk.run("generate api/openapi.yaml --print");
        assert_eq!(run.exit, 0, "{}", run.stderr);
        assert!(!run.stdout.contains("password"));
        assert!(run.stderr.contains("warning[ref-"), "{}", run.stderr);
    }
}

mod misuse {
    use super::*;

    #[test]
    fn ends_with_three() {
        let desk = Desk::new(PETS);
        for arguments in [
            "",
            "generate",
            "generate openapi.yaml",
            "generate openapi.yaml --out out --emit cobol",
            "generate openapi.yaml --out out --check --print",
            "generate openapi.yaml --out out --name 1st",
            "explain no-such-code",
        ] {
            let run = desk.run(arguments);
            assert_eq!(run.exit, 3, "`{arguments}`: {}", run.stderr);
        }
    }

    #[test]
    fn is_not_to_ask_for_help() {
        let run = Desk::new(PETS).run("generate --help");
        assert_eq!(run.exit, 0);
        assert!(run.stdout.contains("--max-size <MB>"), "{}", run.stdout);
    }
}

mod explain {
    use super::*;

    #[test]
    fn tells_what_a_message_means() {
        let run = Desk::new(PETS).run("explain yaml-repaired");
        assert_eq!(run.exit, 0);
        assert!(run.stdout.starts_with("yaml-repaired: "), "{}", run.stdout);
    }

    #[test]
    fn lists_all_messages() {
        let run = Desk::new(PETS).run("explain");
        assert!(run.stdout.lines().any(|line| line.starts_with("config-unknown-key ")), "{}", run.stdout);
    }
}
