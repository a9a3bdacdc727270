//! Overlays, with a document and standalone.

use super::{Desk, PETS};

const OVERLAY: &str = "\
overlay: 1.1.0
info: { title: Corrections, version: '1' }
actions:
  - target: $.components.schemas.Pet.properties
    update: { age: { type: integer, minimun: 0 } }
";

#[test]
fn an_overlay_reaches_the_client_and_is_shown_where_it_errs() {
    let desk = Desk::new(PETS);
    desk.put("overlay.yaml", OVERLAY);
    let run = desk.run("generate openapi.yaml --overlay overlay.yaml --dump items --notes");
    assert_eq!(run.exit, 0, "{}", run.stderr);
    assert!(run.stderr.contains("overlay.yaml:5:37"), "{}", run.stderr);
    assert!(run.stdout.contains("age"), "{}", run.stdout);
}

#[test]
fn apply_prints_the_document_as_the_overlay_leaves_it() {
    let desk = Desk::new("openapi: 3.1.0");
    desk.put("overlay.yaml", OVERLAY.replace("$.components.schemas.Pet.properties", "$"));
    let run = desk.run("overlay apply openapi.yaml overlay.yaml");
    assert_eq!(run.exit, 0, "{}", run.stderr);
    assert!(run.stdout.starts_with("{\n  \"openapi\": \"3.1.0\",\n  \"age\": {"), "{}", run.stdout);
}

#[test]
fn check_prints_nothing_and_is_as_strict_as_asked() {
    let desk = Desk::new("openapi: 3.1.0");
    desk.put("overlay.yaml", OVERLAY);
    let run = desk.run("overlay check openapi.yaml overlay.yaml");
    assert_eq!((run.exit, run.stdout.as_str()), (0, ""));
    assert!(run.stderr.contains("warning[overlay-unmatched]"), "{}", run.stderr);
    assert_eq!(desk.run("overlay check openapi.yaml overlay.yaml --strict").exit, 2);
}

#[test]
fn diff_prints_what_apply_takes() {
    let desk = Desk::new(PETS);
    desk.put("after.yaml", PETS.replace("Pets", "Animals").replace("name:", "nick:"));
    desk.put("overlay.json", desk.run("overlay diff openapi.yaml after.yaml").stdout);
    desk.put("made.json", desk.run("overlay apply openapi.yaml overlay.json").stdout);
    let again = desk.run("overlay diff made.json after.yaml");
    assert_eq!((again.exit, again.stdout.as_str()), (0, ""), "{}", again.stderr);
}
