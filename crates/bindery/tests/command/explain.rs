//! `explain`: the pages of the messages.

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

#[test]
fn schema_is_for_the_editor_that_writes_the_configuration() {
    let run = Desk::new(PETS).run("schema");
    assert_eq!(run.exit, 0);
    assert!(run.stdout.contains("\"title\": \"bindery.yaml\""), "{}", run.stdout);
}
