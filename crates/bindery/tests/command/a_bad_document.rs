//! Documents that cannot be turned into a crate.

use std::fmt::Write as _;

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
