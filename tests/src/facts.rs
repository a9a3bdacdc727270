//! Compares the known facts about Housecall Pro, kept in a separate table, with the result of the overlays.
//!
//! The table is maintained independently of the overlays: if either loses an operation, the test fails.

use std::collections::BTreeMap;

use bindery::Generator;
use bindery_source::Value;

use crate::run;

/// One operation, as the table or the generated crate has it.
#[derive(Debug, PartialEq, Eq)]
struct Fact {
    query: Vec<String>,
    body: Option<String>,
    status: Option<String>,
    reply: Option<String>,
}

#[test]
fn every_operation_is_as_it_is_known() {
    let (table, mut emitted) = (table(), emitted());
    assert_eq!(table.keys().collect::<Vec<_>>(), emitted.keys().collect::<Vec<_>>());
    assert_eq!(table.len(), 105);
    for (operation, fact) in table.into_iter().filter_map(|(operation, fact)| Some((operation, fact?))) {
        assert_eq!(Some(fact), emitted.remove(&operation), "{operation}");
    }
}

#[test]
fn what_only_the_published_document_knows_is_deprecated_and_says_so() {
    let document = overlaid();
    for (operation, fact) in table() {
        let (method, path) = operation.split_once(' ').expect("a method and a path");
        let operation = &document["paths"][path][method.to_lowercase()];
        assert_eq!(operation["deprecated"] == true, fact.is_none(), "{method} {path}");
        let says_so =
            operation["description"].as_str().is_some_and(|text| text.starts_with("In the published document, not"));
        assert_eq!(says_so, fact.is_none(), "{method} {path}");
    }
}

#[test]
fn all_webhooks_are_there() {
    let document = overlaid();
    let webhooks = document["webhooks"].as_object().expect("there are webhooks");
    assert_eq!(webhooks.len(), 42);
}

/// The table; rows without a fact are known only from the published document.
fn table() -> BTreeMap<String, Option<Fact>> {
    let text = run::read(run::root().join("tests/facts/housecall-pro-operations.tsv"));
    let rows = text.lines().skip(1).map(|row| {
        let columns: Vec<&str> = row.split('\t').collect();
        let [method, path, known, query, body, status, reply] = columns[..] else { panic!("seven columns: {row}") };
        let said = |text: &str| (text != "-").then(|| text.to_owned());
        let mut query: Vec<String> = query.split(' ').filter_map(said).collect();
        query.sort();
        let fact = Fact { query, body: said(body), status: said(status), reply: said(reply) };
        (format!("{method} {path}"), (known == "reference").then_some(fact))
    });
    rows.collect()
}

/// The contents of the generated crate, by its bindings, and the status, which only the document has.
fn emitted() -> BTreeMap<String, Fact> {
    let document = overlaid();
    let bindings = run::read(run::root().join("generated/housecall-pro/client/bindings.json"));
    let bindings: Value = serde_json::from_str(&bindings).expect("it is JSON");
    let operations = bindings["operations"].as_array().into_iter().flatten();
    let facts = operations.map(|operation| {
        let text = |name: &str| operation[name].as_str().unwrap_or_default();
        let responses = &document["paths"][text("path")][text("method").to_lowercase()]["responses"];
        let mut statuses = responses.as_object().into_iter().flatten().map(|(status, _)| status);
        let fact = Fact {
            query: query(operation),
            body: text("signature").split_once("body: &types::").map(|(_, rest)| until(rest, &[',', ')'])),
            status: statuses.find(|status| status.starts_with('2')).cloned(),
            reply: match text("success") {
                "()" | "Payload" => None,
                reply => Some(reply.trim_start_matches("types::").to_owned()),
            },
        };
        (format!("{} {}", text("method"), text("path")), fact)
    });
    facts.collect()
}

/// The query parameters, sorted: lists are marked `[]`, required ones `*`.
fn query(operation: &Value) -> Vec<String> {
    let path = operation["path"].as_str().unwrap_or_default();
    let params = operation["params"].as_array().into_iter().flatten();
    let mut query: Vec<String> = params
        .filter_map(|param| Some((param["name"].as_str()?, param["required"] == true)))
        .filter(|(name, _)| !path.contains(&format!("{{{name}}}")) && *name != "X-Company-Id")
        .map(|(name, required)| {
            let list = if name.contains('[') { "[]" } else { "" };
            format!("{}{list}{}", until(name, &['[']), if required { "*" } else { "" })
        })
        .collect();
    query.sort();
    query.dedup();
    query
}

fn until(text: &str, ends: &[char]) -> String {
    text.split(ends).next().unwrap_or_default().to_owned()
}

pub(crate) fn overlaid() -> Value {
    let generator = Generator::of_folder(&run::root().join("spec/housecall-pro")).expect("the folder can be listed");
    let output = generator.overlaid().expect("the files can be read");
    serde_json::from_str(&output.dump.expect("the overlays can be applied")).expect("it is JSON")
}
