//! Selected operations and types.

use crate::lowered::{Lowered, with_overrides};
use bindery_model::Overrides;
use bindery_model::overrides::{Patterns, Selection};

const DOCUMENT: &str = "
paths:
  /jobs:
    get: { operationId: listJobs, tags: [Jobs, Lists], responses: { '200': { $ref: '#/components/responses/Job' } } }
    delete: { operationId: dropJobs, tags: [Jobs], responses: { '204': { description: Done. } } }
  /pets:
    get: { operationId: listPets, tags: [Pets, Lists], responses: { '200': { $ref: '#/components/responses/Pet' } } }
components:
  responses:
    Job: { description: Job., content: { application/json: { schema: { $ref: '#/components/schemas/Job' } } } }
    Pet: { description: Pet., content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
  schemas:
    Idle: { type: object, properties: { id: { type: string } } }
    Pet: { type: object, properties: { owner: { $ref: '#/components/schemas/Owner' } } }
    Owner: { type: object, properties: { name: { type: string } } }
    Job: { type: object, properties: { id: { type: string } } }
";

fn selected(selection: Selection) -> Lowered {
    with_overrides(DOCUMENT, &Overrides { operations: selection, ..Overrides::default() })
}

fn list(patterns: &[&str]) -> Vec<String> {
    patterns.iter().map(|pattern| (*pattern).to_owned()).collect()
}

fn tags(patterns: &[&str]) -> Patterns {
    Patterns { tags: list(patterns), ..Patterns::default() }
}

fn ids(patterns: &[&str]) -> Patterns {
    Patterns { ids: list(patterns), ..Patterns::default() }
}

fn paths(patterns: &[&str]) -> Patterns {
    Patterns { paths: list(patterns), ..Patterns::default() }
}

#[test]
fn everything_is_taken_unless_somebody_chooses() {
    let all = selected(Selection::default());
    all.says(&[]).has("GET /jobs listJobs").has("DELETE /jobs dropJobs").has("GET /pets listPets").has("struct Idle");
}

#[test]
fn any_tag_of_an_operation_counts() {
    let lists = selected(Selection { include: tags(&["Lists"]), ..Selection::default() });
    lists.says(&[]).has("GET /jobs listJobs").has("GET /pets listPets").lacks("DELETE /jobs dropJobs");
}

#[test]
fn what_is_included_can_be_excluded_again() {
    let (include, exclude) = (ids(&["*Jobs", "dropJobs"]), paths(&["GET /jobs"]));
    let one = selected(Selection { include, exclude, ..Selection::default() });
    one.says(&[]).has("DELETE /jobs dropJobs").lacks("GET /jobs listJobs").lacks("GET /pets listPets");
}

#[test]
fn a_path_alone_means_all_its_methods() {
    let jobs = selected(Selection { include: paths(&["/jobs"]), ..Selection::default() });
    jobs.says(&[]).has("GET /jobs listJobs").has("DELETE /jobs dropJobs").lacks("GET /pets listPets");
}

#[test]
fn types_that_the_chosen_operations_do_not_use_are_left_out() {
    let pets = selected(Selection { include: tags(&["Pets"]), ..Selection::default() });
    pets.has("struct Pet <-").has("struct Owner <-").lacks("struct Job").lacks("struct Idle");
}

#[test]
fn types_can_be_kept_or_left_out_by_themselves() {
    let kept = Selection { include: tags(&["Pets"]), unused_types: Some(true), ..Selection::default() };
    selected(kept).has("struct Job").has("struct Idle");
    let left_out = Selection { unused_types: Some(false), ..Selection::default() };
    selected(left_out).has("struct Job <-").lacks("struct Idle");
}

#[test]
fn a_pattern_that_fits_nothing_is_an_error_at_its_place() {
    let (include, exclude) = (tags(&["Pets", "Petz"]), ids(&["get*"]));
    selected(Selection { include, exclude, ..Selection::default() }).says(&[
        "error override-unused bindery.yaml#/api/operations/include/tags/1",
        "error override-unused bindery.yaml#/api/operations/exclude/ids/0",
    ]);
}

#[test]
fn what_is_not_taken_is_not_told_about() {
    let document = "
paths:
  /a: { get: { operationId: a, responses: { '200': { description: A., content: { application/json: { schema: { $ref: '#/components/schemas/A' } } } } } } }
  /b: { get: { operationId: b, responses: { '204': { description: B. } } } }
components:
  schemas:
    A: { type: object, properties: { id: { type: string, maxLength: 9 } } }
";
    let of = |id: &str| {
        let operations = Selection { include: ids(&[id]), ..Selection::default() };
        with_overrides(document, &Overrides { operations, ..Overrides::default() })
    };
    of("a").says(&["note keyword-not-enforced #/components/schemas/A/properties/id/maxLength"]);
    of("b").says(&[]);
}

#[test]
fn a_selection_that_leaves_nothing_is_told() {
    let (include, exclude) = (tags(&["Pets"]), paths(&["/pets"]));
    selected(Selection { include, exclude, ..Selection::default() })
        .says(&["warning selection-empty bindery.yaml#/api/operations"]);
}
