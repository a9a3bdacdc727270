//! Errors in `bindery.yaml`.

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
