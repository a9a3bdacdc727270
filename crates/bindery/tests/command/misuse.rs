//! Usage errors.

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
fn is_a_runtime_that_is_not_there() {
    let desk = Desk::new(PETS);
    let run = desk.run("generate openapi.yaml --out out --runtime-path nowhere");
    assert_eq!(run.exit, 3, "{}", run.stderr);
    assert!(run.stderr.contains("nowhere") && run.stderr.contains("there is no such folder"), "{}", run.stderr);
    assert!(!desk.is_written());
}

#[test]
fn is_not_to_ask_for_help() {
    let run = Desk::new(PETS).run("generate --help");
    assert_eq!(run.exit, 0);
    assert!(run.stdout.contains("--max-size <MB>"), "{}", run.stdout);
}
