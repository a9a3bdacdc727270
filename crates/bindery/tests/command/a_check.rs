//! `--check`: which files are stale, and how to update them.

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
    assert!(run.stderr.contains("only the line endings differ"), "{}", run.stderr);
}
