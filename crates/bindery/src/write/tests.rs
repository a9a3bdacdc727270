//! Writing to a real disk.
#![expect(clippy::disallowed_methods, reason = "these tests look at the disk")]

use std::fs;

use tempfile::TempDir;

use super::*;

fn files(texts: &[(&str, &str)]) -> Files {
    let mut files = Files::default();
    for (path, text) in texts {
        files.insert(*path, *text);
    }
    files
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

fn run(out: &Path, texts: &[(&str, &str)], mode: Mode) -> Result<Vec<(String, Doing)>, Failure> {
    let changes = write(&files(texts), &["client"], out, mode)?;
    Ok(changes
        .into_iter()
        .filter(|change| !change.path.ends_with(".bindery"))
        .map(|change| (change.path, change.doing))
        .collect())
}

fn read(out: &Path, path: &str) -> Option<String> {
    fs::read_to_string(out.join(path)).ok()
}

fn foreign(result: Result<Vec<(String, Doing)>, Failure>) -> Vec<String> {
    match result {
        Err(Failure::Foreign(files)) => files.into_iter().map(|(path, _)| path).collect(),
        other => panic!("nothing foreign: {other:?}"),
    }
}

#[test]
fn a_first_run_writes_everything_and_a_second_nothing() {
    let out = folder();
    let texts = [("client/a", "1"), ("client/src/b", "2")];
    assert_eq!(run(out.path(), &texts, Mode::Write).unwrap().len(), 2);
    assert_eq!(read(out.path(), "client/src/b").as_deref(), Some("2"));
    assert_eq!(run(out.path(), &texts, Mode::Write).unwrap(), []);
}

#[test]
fn equal_files_are_not_touched() {
    let out = folder();
    run(out.path(), &[("client/a", "1"), ("client/b", "1")], Mode::Write).unwrap();
    let before = fs::metadata(out.path().join("client/a")).unwrap().modified().unwrap();
    run(out.path(), &[("client/a", "1"), ("client/b", "2")], Mode::Write).unwrap();
    let after = fs::metadata(out.path().join("client/a")).unwrap().modified().unwrap();
    assert_eq!(before, after);
    assert_eq!(read(out.path(), "client/b").as_deref(), Some("2"));
}

#[test]
fn a_file_that_is_made_no_more_is_removed_with_its_folder() {
    let out = folder();
    run(out.path(), &[("client/a", "1"), ("client/old/b", "2")], Mode::Write).unwrap();
    run(out.path(), &[("client/a", "1")], Mode::Write).unwrap();
    assert!(!out.path().join("client/old").exists());
    assert!(out.path().join("client/a").exists());
}

#[test]
fn a_file_that_a_person_changed_stops_everything() {
    let out = folder();
    run(out.path(), &[("client/a", "1"), ("client/b", "1")], Mode::Write).unwrap();
    fs::write(out.path().join("client/a"), "mine").unwrap();
    let result = run(out.path(), &[("client/a", "2"), ("client/b", "2")], Mode::Write);
    assert_eq!(foreign(result), ["client/a"]);
    assert_eq!(read(out.path(), "client/b").as_deref(), Some("1"), "nothing was written");
}

#[test]
fn a_file_that_a_person_changed_is_not_removed_either() {
    let out = folder();
    run(out.path(), &[("client/a", "1"), ("client/b", "1")], Mode::Write).unwrap();
    fs::write(out.path().join("client/b"), "mine").unwrap();
    assert_eq!(foreign(run(out.path(), &[("client/a", "1")], Mode::Write)), ["client/b"]);
}

#[test]
fn a_file_that_was_there_before_us_stays() {
    let out = folder();
    fs::create_dir_all(out.path().join("client")).unwrap();
    fs::write(out.path().join("client/a"), "mine").unwrap();
    fs::write(out.path().join("client/notes"), "mine too").unwrap();
    assert_eq!(foreign(run(out.path(), &[("client/a", "1")], Mode::Write)), ["client/a"]);
    assert_eq!(read(out.path(), "client/a").as_deref(), Some("mine"));
    assert_eq!(read(out.path(), "client/notes").as_deref(), Some("mine too"));
}

#[test]
fn an_equal_file_needs_nobody_to_vouch_for_it() {
    let out = folder();
    run(out.path(), &[("client/a", "1")], Mode::Write).unwrap();
    fs::remove_file(out.path().join("client/.bindery")).unwrap();
    run(out.path(), &[("client/a", "1")], Mode::Write).unwrap();
    assert!(read(out.path(), "client/.bindery").is_some_and(|list| list.ends_with("  a\n")));
}

#[test]
fn a_list_that_points_elsewhere_removes_nothing() {
    let out = folder();
    fs::create_dir_all(out.path().join("client")).unwrap();
    fs::write(out.path().join("precious"), "").unwrap();
    let list = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  ../precious\n";
    fs::write(out.path().join("client/.bindery"), list).unwrap();
    run(out.path(), &[("client/a", "1")], Mode::Write).unwrap();
    assert!(out.path().join("precious").exists());
}

#[test]
fn a_check_tells_and_touches_nothing() {
    let out = folder();
    run(out.path(), &[("client/a", "1"), ("client/gone", "1")], Mode::Write).unwrap();
    let stale = run(out.path(), &[("client/a", "2"), ("client/new", "1")], Mode::Check).unwrap();
    let expected = [("client/a", Doing::Update), ("client/gone", Doing::Remove), ("client/new", Doing::Create)];
    assert_eq!(stale, expected.map(|(path, doing)| (path.to_owned(), doing)));
    assert_eq!(read(out.path(), "client/a").as_deref(), Some("1"));
    assert!(!out.path().join("client/new").exists());
}

#[test]
fn a_folder_in_place_of_a_file_is_foreign() {
    let out = folder();
    fs::create_dir_all(out.path().join("client/a")).unwrap();
    assert_eq!(foreign(run(out.path(), &[("client/a", "1")], Mode::Write)), ["client/a"]);
}

#[test]
fn a_file_in_place_of_a_folder_is_foreign() {
    let out = folder();
    fs::create_dir_all(out.path().join("client")).unwrap();
    fs::write(out.path().join("client/src"), "mine").unwrap();
    assert_eq!(foreign(run(out.path(), &[("client/src/b", "1")], Mode::Write)), ["client/src/b"]);
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    let out = folder();
    let elsewhere = folder();
    fs::create_dir_all(out.path().join("client")).unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), out.path().join("client/src")).unwrap();
    assert_eq!(foreign(run(out.path(), &[("client/src/b", "1")], Mode::Write)), ["client/src/b"]);
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
}

#[test]
fn an_output_that_is_a_file_is_refused() {
    let out = folder();
    let file = out.path().join("file");
    fs::write(&file, "").unwrap();
    assert!(matches!(run(&file, &[("client/a", "1")], Mode::Write), Err(Failure::Disk { .. })));
}

#[test]
fn a_write_that_fails_leaves_nothing_behind() {
    let out = folder();
    let texts = files(&[("client/a", "1"), ("client/b", "2")]);
    let plan = Plan::new(&texts, &["client"], out.path()).unwrap();
    // A concurrent process creates a folder where a file has to go.
    fs::create_dir_all(out.path().join("client/b/c")).unwrap();
    assert!(apply::apply(&plan, out.path()).is_err());
    let left: Vec<_> = fs::read_dir(out.path().join("client"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.contains(".new"))
        .collect();
    assert_eq!(left, [""; 0]);
}
