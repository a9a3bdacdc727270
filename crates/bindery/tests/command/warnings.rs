//! Faults of a document that do not stop a run.

use super::*;

/// An unquoted string that contains `: `.
fn broken() -> Desk {
    Desk::new(PETS.replace("description: All pets.", "description: All: pets."))
}

#[test]
fn do_not_stop_a_run() {
    let run = broken().generate();
    assert_eq!(run.exit, 0);
    assert!(run.first_line().starts_with("warning[yaml-repaired]"), "{}", run.stderr);
}

/// Every fault in a part of a document is reported at its place, and the rest is generated.
#[test]
fn stand_where_the_fault_is() {
    for (right, wrong, said) in [
        ("schemas/Pet' } }", "schemas/Cat' } }", "warning[ref-unresolved]"),
        ("Pet:\n      type: object", "Pet:\n      $ref: '#/components/schemas/Pet'", "warning[ref-cycle]"),
        ("/pets:", "/pets/{id}:", "warning[path-param-undeclared]"),
        ("tags: [Pets]", "tagz: [Pets]", "warning[keyword-unknown]"),
        (
            "components:",
            "  /dogs: { get: { operationId: listPets, responses: {} } }\ncomponents:",
            "note[operation-id-duplicate]",
        ),
    ] {
        assert!(PETS.contains(right), "{right}");
        let desk = Desk::new(PETS.replace(right, wrong));
        let run = desk.run("generate openapi.yaml --out out --notes");
        assert_eq!(run.exit, 0, "{}", run.stderr);
        assert!(run.first_line().starts_with(said), "{}", run.stderr);
        assert!(run.stderr.contains("--> openapi.yaml:"), "{}", run.stderr);
        assert!(desk.is_written());
    }
}

#[test]
fn tell_that_the_runtime_has_to_come_from_somewhere() {
    let desk = Desk::new(PETS);
    let run = desk.generate();
    assert_eq!(run.exit, 0, "{}", run.stderr);
    assert!(run.stderr.contains("warning[runtime-unpublished]"), "{}", run.stderr);
    desk.put("runtime/Cargo.toml", "");
    let run = desk.run("generate openapi.yaml --out out --runtime-path runtime");
    assert!(!run.stderr.contains("runtime-unpublished"), "{}", run.stderr);
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
