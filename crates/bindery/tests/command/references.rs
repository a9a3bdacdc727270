//! Documents in several files.

use super::*;

fn referring_to(file: &str) -> Desk {
    Desk::new(PETS.replace("#/components/schemas/Pet", &format!("{file}#/Pet")))
}

#[test]
fn to_files_beside_the_document_are_followed() {
    let desk = referring_to("schemas/pet.yaml");
    desk.put("schemas/pet.yaml", "Pet: { type: object, properties: { tail: { type: boolean } } }\n");
    let run = desk.generate();
    assert_eq!(run.exit, 0, "{}", run.stderr);
    let code = fs::read_dir(desk.path("out/client/src/types")).unwrap().map(|entry| entry.unwrap().path());
    assert!(code.map(|path| fs::read_to_string(path).unwrap()).any(|text| text.contains("tail")));
}

#[test]
fn to_files_outside_its_folder_are_not() {
    let desk = Desk::new("");
    desk.put("secret.yaml", "Pet: { type: object, properties: { password: { type: string } } }\n");
    desk.put("api/openapi.yaml", PETS.replace("#/components/schemas/Pet", "../secret.yaml#/Pet"));
    let run = desk.run("generate api/openapi.yaml --print");
    assert_eq!(run.exit, 0, "{}", run.stderr);
    assert!(!run.stdout.contains("password"));
    assert!(run.stderr.contains("warning[ref-"), "{}", run.stderr);
}
