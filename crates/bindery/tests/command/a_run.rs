//! A run: what it writes and prints.

use super::*;

#[test]
fn writes_the_folders_of_the_emitters_and_sums_up() {
    let desk = Desk::new(PETS);
    let run = desk.run("generate openapi.yaml --out out --name pet-store");
    assert_eq!(run.exit, 0, "{}", run.stderr);
    assert_eq!(run.stdout, "");
    assert!(desk.read("out/client/Cargo.toml").contains("name = \"pet-store\""));
    assert!(desk.read("out/docs/index.md").starts_with("# Pets\n"));
    let summary = run.last_line();
    assert!(summary.starts_with("pet-store: 1 operation, "), "{summary}");
    assert!(summary.contains("untyped 0 of "), "{summary}");
    assert!(summary.contains("0 notes"), "{summary}");
}

#[test]
fn makes_only_what_is_asked_for() {
    let desk = Desk::new(PETS);
    assert_eq!(desk.run("generate openapi.yaml --out out --emit docs").exit, 0);
    assert!(desk.path("out/docs").exists());
    assert!(!desk.path("out/client").exists());
}

#[test]
fn is_the_same_from_another_folder() {
    let desk = Desk::new(PETS);
    desk.generate();
    let first = desk.read("out/client/bindings.json");
    fs::create_dir(desk.path("elsewhere")).unwrap();
    let mut command = desk.command("generate ../openapi.yaml --out ../out2");
    assert!(command.current_dir(desk.path("elsewhere")).output().unwrap().status.success());
    assert_eq!(desk.read("out2/client/bindings.json"), first);
}

/// Whoever generates may have set what the client will read: none of it reaches code, docs or messages.
#[test]
fn tells_no_credential_of_the_environment() {
    let scheme = "components:\n  securitySchemes: { key: { type: apiKey, in: header, name: X-Key } }\n";
    let desk = Desk::new(PETS.replace("components:\n", scheme));
    let mut command = desk.command("generate openapi.yaml --print --emit client,docs,client-tests");
    for slot in ["API_KEY", "TOKEN", "BASIC", "USERNAME", "PASSWORD", "CLIENT_ID", "CLIENT_SECRET", "BASE_URL"] {
        command.env(format!("PETS_{slot}"), "canary-s3cr3t");
    }
    let output = command.output().unwrap();
    assert!(output.status.success());
    let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    assert!(said.contains("PETS_API_KEY") && said.contains("docs/authentication.md"), "{said}");
    assert!(!said.contains("canary"), "{said}");
}

#[test]
fn finds_the_runtime_where_the_person_sees_it() {
    let desk = Desk::new(PETS);
    desk.put("crates/runtime/Cargo.toml", "");
    desk.run("generate openapi.yaml --out out --runtime-path crates/runtime");
    let manifest = desk.read("out/client/Cargo.toml");
    assert!(manifest.contains("../../crates/runtime"), "{manifest}");
}

#[test]
fn takes_decisions_from_bindery_yaml() {
    let desk = Desk::new(PETS);
    desk.put("bindery.yaml", "client:\n  package: { name: pet-store, version: 2.0.0 }\n");
    assert_eq!(desk.run("generate openapi.yaml --out out --config bindery.yaml").exit, 0);
    assert!(desk.read("out/client/Cargo.toml").contains("version = \"2.0.0\""));
}

#[test]
fn makes_a_workspace_of_its_own_or_a_member() {
    let desk = Desk::new(PETS);
    desk.generate();
    assert!(desk.read("out/client/Cargo.toml").ends_with("\n\n[workspace]\n"));
    desk.put("bindery.yaml", "client:\n  package: { workspace: member }\n");
    assert_eq!(desk.run("generate openapi.yaml --out out --config bindery.yaml").exit, 0);
    assert!(!desk.read("out/client/Cargo.toml").contains("[workspace]"));
}

#[test]
fn prints_without_writing() {
    let desk = Desk::new(PETS);
    let run = desk.run("generate openapi.yaml --print");
    assert_eq!(run.exit, 0, "{}", run.stderr);
    assert!(run.stdout.contains("==> docs/index.md <==\n# Pets\n"));
    assert!(!desk.is_written());
}

#[test]
fn is_quiet_when_its_reader_has_seen_enough() {
    let desk = Desk::new(PETS);
    let mut command = desk.command("generate openapi.yaml --print");
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(!stderr.contains("roken pipe") && !stderr.contains("panicked"), "{stderr}");
}

#[test]
fn shows_a_stage_instead() {
    let desk = Desk::new(PETS);
    for stage in ["document", "api", "items"] {
        let run = desk.run(&format!("generate openapi.yaml --dump {stage}"));
        assert_eq!(run.exit, 0, "{}", run.stderr);
        assert!(run.stdout.contains("Pet"), "{stage}: {}", run.stdout);
    }
    assert!(!desk.is_written());
}

#[test]
fn shows_a_part_of_a_stage() {
    let desk = Desk::new(PETS);
    let run = desk.run("generate openapi.yaml --dump document --only /components/schemas/Pet/properties");
    assert!(!run.stdout.contains("#/components/schemas/Pet\n"), "{}", run.stdout);
}
