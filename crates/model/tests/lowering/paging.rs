//! Paged lists, recognized by names or declared.

use bindery_model::Overrides;
use bindery_model::overrides::{PagingBy, PagingKind};

use crate::lowered::{document, with_overrides};

/// Asserts the paging of an operation with these query parameters and members of its reply.
fn paged(params: &[&str], members: &str, wanted: Option<&str>) {
    let params = params.iter().map(|param| format!("{{ in: query, {param} }}")).collect::<Vec<_>>().join(", ");
    let document = document(&format!(
        "
paths:
  /jobs:
    get:
      operationId: listJobs
      parameters: [{params}]
      responses: {{ '200': {{ description: A page., content: {{ application/json: {{ schema: {{ type: object, properties: {members} }} }} }} }} }}
"
    ));
    match wanted {
        Some(wanted) => drop(document.has(&format!("paged {wanted}"))),
        None => drop(document.says(&[])),
    }
}

const TEXT: &str = "schema: { type: string }";
const NUMBER: &str = "schema: { type: integer }";
const LIST: &str = "data: { type: array, items: { type: object, properties: { id: { type: string } } } }";

#[test]
fn a_list_that_may_be_null_is_not_always_there() {
    for (schema, is_required) in [
        ("{ type: array, items: { type: string } }", true),
        ("{ type: [array, 'null'], items: { type: string } }", false),
        ("{ type: object, required: [data], properties: { data: { type: array, items: { type: string } } } }", true),
        ("{ type: object, properties: { data: { type: array, items: { type: string } } } }", false),
        (
            "{ type: [object, 'null'], required: [data], properties: { data: { type: array, items: { type: string } } } }",
            false,
        ),
    ] {
        let members = format!(
            "
paths:
  /jobs:
    get:
      operationId: listJobs
      parameters: [{{ name: page, in: query, schema: {{ type: integer }} }}]
      responses: {{ '200': {{ description: Jobs., content: {{ application/json: {{ schema: {schema} }} }} }} }}
"
        );
        assert_eq!(crate::lowered::is_list_required(&members), Some(is_required), "{schema}");
    }
}

#[test]
fn a_page_number_is_counted() {
    let page = format!("name: page, {NUMBER}");
    paged(&[&page], &format!("{{ {LIST} }}"), Some("by the page number `page`"));
    let total = format!("{{ {LIST}, meta: {{ type: object, properties: {{ totalPages: {{ type: integer }} }} }} }}");
    paged(&[&page], &total, Some("by the page number `page`, up to `/meta/totalPages`"));
}

#[test]
fn an_offset_grows() {
    paged(&[&format!("name: offset, {NUMBER}")], &format!("{{ {LIST} }}"), Some("by the offset `offset`"));
}

#[test]
fn a_cursor_is_found_where_it_is_handed_out() {
    let cursor = format!("name: 'page[after]', {TEXT}");
    let links = "links: { type: object, properties: { next: { type: string } } }";
    let meta = "meta: { type: object, properties: { after_cursor: { type: string } } }";
    paged(
        &[&cursor],
        &format!("{{ {LIST}, {links}, {meta} }}"),
        Some("by the cursor `page[after]`, from `/meta/after_cursor`"),
    );
}

#[test]
fn the_last_item_may_be_the_cursor() {
    let after = format!("name: starting_after, {TEXT}");
    let members = format!("{{ {LIST}, has_more: {{ type: boolean }} }}");
    paged(&[&after], &members, Some("by `starting_after`, which takes `id` of the last item"));
}

#[test]
fn a_reply_may_hold_the_url() {
    let members = format!("{{ {LIST}, next: {{ type: [string, 'null'], format: uri }} }}");
    paged(&[], &members, Some("by the URL in `/next`"));
}

#[test]
fn a_url_is_surer_than_a_number() {
    let page = format!("name: Page, {NUMBER}");
    let url = "meta: { type: object, properties: { next_page_url: { type: [string, 'null'] } } }";
    paged(&[&page], &format!("{{ {LIST}, {url} }}"), Some("by the URL in `/meta/next_page_url`"));
    // What `next` is, without a format, is anybody's guess.
    paged(&[&page], &format!("{{ {LIST}, next: {{ type: string }} }}"), Some("by the page number `Page`"));
}

#[test]
fn xml_beside_json_does_not_matter() {
    let page = "schema: { type: object, properties: { data: { type: array, items: { type: string } } } }";
    let content = format!("application/json: {{ {page} }}, application/xml: {{ {page} }}");
    let reply = format!("responses: {{ '200': {{ description: A page., content: {{ {content} }} }} }}");
    let param = "{ name: page, in: query, schema: { type: integer } }";
    let paths = format!("\npaths:\n  /jobs:\n    get:\n      parameters: [{param}]\n      {reply}\n");
    document(&paths).has("paged by the page number `page`");
}

#[test]
fn a_page_may_be_the_one_object_of_its_reply() {
    let offset = format!("name: offset, {NUMBER}");
    let page = format!("{{ type: object, properties: {{ {LIST}, total: {{ type: integer }} }} }}");
    paged(&[&offset], &format!("{{ jobs: {page} }}"), Some("by the offset `offset`"));
    paged(&[&offset], &format!("{{ jobs: {page}, tasks: {page} }}"), None);
    let job = "{ type: object, properties: { id: { type: string }, tags: { type: array, items: { type: string } } } }";
    paged(&[&offset], &format!("{{ job: {job} }}"), None);
}

#[test]
fn what_is_no_list_has_no_pages() {
    paged(&[&format!("name: page, {NUMBER}")], "{ id: { type: string } }", None);
    paged(&[&format!("name: page, {TEXT}")], &format!("{{ {LIST} }}"), None);
    paged(&[], &format!("{{ {LIST} }}"), None);
}

#[test]
fn a_rule_is_about_what_it_fits() {
    let text = "
paths:
  /cats:
    get: { operationId: listCats, parameters: [&at { name: at, in: query, schema: { type: integer } }], responses: { '200': { description: '', content: { application/json: { schema: { type: object, properties: { cats: &list { type: array, items: { type: string } }, count: { type: integer } } } } } } } }
  /dogs:
    get: { operationId: listDogs, parameters: [*at], responses: { '200': { description: '', content: { application/json: { schema: { type: object, properties: { dogs: *list } } } } } } }
  /pets:
    get: { operationId: listPets, responses: { '200': { description: '', content: { application/json: { schema: { type: object, properties: { pets: *list } } } } } } }
";
    let by = PagingBy {
        kind: PagingKind::Page,
        param: Some("at".to_owned()),
        items: Some("/*".to_owned()),
        total_pages: vec!["/pages".to_owned(), "/count".to_owned()],
        ..PagingBy::default()
    };
    let paging = [("list*".to_owned(), Some(by))].into_iter().collect();
    with_overrides(text, &Overrides { paging, ..Overrides::default() })
        .has("paged by the page number `at`, up to `/count`")
        .has("paged by the page number `at`")
        .says(&[]);
}

#[test]
fn an_operation_without_an_id_is_told_by_its_path_or_its_place() {
    let text = "
paths:
  /jobs:
    get: { parameters: [{ name: at, in: query, schema: { type: integer } }], responses: { '200': { description: '', content: { application/json: { schema: { type: array, items: { type: string } } } } } } }
";
    let by = PagingBy { param: Some("at".to_owned()), ..PagingBy::default() };
    for key in ["GET /jobs", "/paths/~1jobs/get", "#/paths/~1jobs/get", "GET /*"] {
        let paging = [(key.to_owned(), Some(by.clone()))].into_iter().collect();
        let lowered = with_overrides(text, &Overrides { paging, ..Overrides::default() });
        lowered.has("paged by the page number `at`").says(&[]);
    }
}
