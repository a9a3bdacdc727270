//! Every link in the docs leads to an existing page and heading.

use std::collections::BTreeSet;

use bindery::{Files, Input, Settings, Text, generate};

/// Names that make difficult links: duplicates, only punctuation, Markdown, Windows devices, no ASCII.
const DOCUMENT: &str = "\
openapi: 3.1.0
info: { title: '[Links](x)', version: '1' }
paths:
  /a: { get: { tags: [con], summary: List, responses: { '200': { $ref: '#/components/responses/All' } } } }
  /b: { get: { tags: [con], summary: List, responses: { '200': { $ref: '#/components/responses/All' } } } }
  /c: { get: { tags: [con], summary: con, responses: { '200': { $ref: '#/components/responses/All' } } } }
  /d: { get: { tags: ['***'], summary: '`*` & <b> [x](y)', responses: { '200': { $ref: '#/components/responses/All' } } } }
  /e: { get: { tags: [顧客], summary: 顧客一覧, responses: { '200': { $ref: '#/components/responses/All' } } } }
components:
  responses:
    All: { description: All., content: { application/json: { schema: { $ref: '#/components/schemas/Job' } } } }
  schemas:
    Job: { type: object, properties: { next: { $ref: '#/components/schemas/job' }, nul: { $ref: '#/components/schemas/NUL' } } }
    job: { type: object, properties: { jobs: { type: array, items: { $ref: '#/components/schemas/Job' } } } }
    NUL: { oneOf: [{ $ref: '#/components/schemas/Job' }, { type: string }] }
";

fn docs() -> Files {
    let document = Text { path: "openapi.yaml".to_owned(), text: DOCUMENT.to_owned() };
    let settings = Settings { emit: vec!["docs".parse().expect("there are docs")], ..Settings::default() };
    generate(Input { document, overlays: Vec::new(), config: None }, &settings, &mut |_| {
        Err("there are no other files".to_owned())
    })
    .files
}

#[test]
fn every_link_leads_to_a_page_and_a_heading() {
    let docs = docs();
    let mut links = 0;
    for (path, page) in docs.iter() {
        for target in targets(page) {
            let (file, heading) = target.split_once('#').unwrap_or((target, ""));
            let file = beside(path, file);
            let found = docs.get(&file).unwrap_or_else(|| panic!("{path} links to {target}"));
            assert!(heading.is_empty() || anchors(found).contains(heading), "{path} links to {target}");
            links += 1;
        }
    }
    assert!(links > 30, "there are links to look at: {links}");
}

#[test]
fn every_page_is_linked_from_another() {
    let docs = docs();
    let linked: BTreeSet<String> = docs
        .iter()
        .flat_map(|(path, page)| targets(page).map(|target| beside(path, target.split('#').next().unwrap_or_default())))
        .collect();
    let pages: BTreeSet<String> = docs.iter().map(|(path, _)| path.to_owned()).collect();
    assert_eq!(linked, pages);
}

/// The target in the parentheses of every link; a bracket after a backslash is ignored.
fn targets(page: &str) -> impl Iterator<Item = &str> {
    page.match_indices("](")
        .filter(|(at, _)| !page[..*at].ends_with('\\'))
        .map(|(at, open)| page[at + open.len()..].split(')').next().unwrap_or_default())
}

fn beside(page: &str, link: &str) -> String {
    let mut steps: Vec<&str> = page.split('/').collect();
    steps.pop();
    for step in link.split('/') {
        match step {
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// The anchors that GitHub gives the headings of a page.
fn anchors(page: &str) -> BTreeSet<String> {
    let mut anchors = BTreeSet::new();
    for heading in page.lines().filter(|line| line.starts_with('#')) {
        let text = heading.trim_start_matches('#').replace("&lt;", "<").replace("&amp;", "&").to_lowercase();
        let kept = |c: &char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
        let anchor = text.trim().chars().filter(kept).collect::<String>().replace(' ', "-");
        let numbered = (1..100).map(|number| format!("{anchor}-{number}"));
        let free = std::iter::once(anchor.clone()).chain(numbered).find(|anchor| !anchors.contains(anchor));
        anchors.extend(free);
    }
    anchors
}
