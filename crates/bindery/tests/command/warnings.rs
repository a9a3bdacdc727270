//! Faults of a document that do not stop a run.

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
