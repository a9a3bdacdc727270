//! Errors of the file system.

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
