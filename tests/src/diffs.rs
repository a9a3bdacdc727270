//! A small change of the document is a small change of the crate: the diff shows only what changed.

use bindery::Files;
use similar::{ChangeTag, TextDiff};

use crate::run;

const DOCUMENT: &str = include_str!("../../spec/housecall-pro/openapi.yaml");

/// The files that differ after an edit of the published document, with the removed and added lines.
fn changed(edit: impl Fn(&str) -> String) -> Vec<String> {
    let edited = edit(DOCUMENT);
    assert_ne!(edited, DOCUMENT, "the edit found nothing to change");
    differences(&made(DOCUMENT), &made(&edited))
}

fn made(text: &str) -> Files {
    run::document("openapi.yaml", text, &run::member()).files
}

fn differences(before: &Files, after: &Files) -> Vec<String> {
    let mut paths: Vec<&str> = before.iter().chain(after.iter()).map(|(path, _)| path).collect();
    paths.sort_unstable();
    paths.dedup();
    paths
        .into_iter()
        .filter_map(|path| {
            let (old, new) = (before.get(path).unwrap_or_default(), after.get(path).unwrap_or_default());
            let diff = TextDiff::from_lines(old, new);
            let count = |tag| diff.iter_all_changes().filter(|change| change.tag() == tag).count();
            let (came, went) = (count(ChangeTag::Insert), count(ChangeTag::Delete));
            (came + went > 0).then(|| format!("{path} +{came} -{went}"))
        })
        .collect()
}

#[test]
fn a_new_field_touches_its_type_alone() {
    let changed = changed(|text| {
        text.replace(
            "        zip: { type: string }\n",
            "        zip: { type: string }\n        plus4: { type: string }\n",
        )
    });
    insta::assert_snapshot!(changed.join("\n"), @r"
    client/bindings.json +4 -0
    client/src/answers.json +6 -6
    client/src/types/customer.rs +4 -0
    docs/schemas/address.md +1 -0
    ");
}

#[test]
fn a_renamed_field_touches_its_type_alone() {
    let changed =
        changed(|text| text.replace("        color_hex: { type: string }\n", "        colour: { type: string }\n"));
    insta::assert_snapshot!(changed.join("\n"), @r"
    client/bindings.json +1 -1
    client/src/answers.json +4 -4
    client/src/types/employee.rs +4 -4
    docs/schemas/employee.md +1 -1
    ");
}

#[test]
fn a_removed_field_touches_its_type_alone() {
    let changed = changed(|text| text.replace("        color_hex: { type: string }\n", ""));
    insta::assert_snapshot!(changed.join("\n"), @r"
    client/bindings.json +0 -4
    client/src/answers.json +4 -4
    client/src/types/employee.rs +0 -4
    docs/schemas/employee.md +0 -1
    ");
}

#[test]
fn a_renamed_operation_touches_its_group_alone() {
    let changed = changed(|text| text.replace("operationId: listCompanies", "operationId: listAllCompanies"));
    insta::assert_snapshot!(changed.join("\n"), @r"
    client/bindings.json +3 -3
    client/src/answers.json +1 -1
    client/src/operations/companies.rs +7 -3
    docs/index.md +1 -1
    docs/operations/companies.md +4 -4
    ");
}

#[test]
fn a_removed_operation_touches_its_group_alone() {
    let changed = changed(|text| {
        let start = text.find("    delete:\n      tags: [Jobs]").expect("the document deletes jobs");
        let end = text.find("  /jobs/{job_id}/line_items:").expect("line items follow");
        format!("{}{}", &text[..start], &text[end..])
    });
    insta::assert_snapshot!(changed.join("\n"), @r"
    client/bindings.json +0 -22
    client/src/answers.json +0 -1
    client/src/operations/jobs.rs +1 -13
    docs/index.md +0 -1
    docs/operations/jobs.md +0 -25
    ");
}

#[test]
fn a_new_operation_touches_its_group_alone() {
    let changed = changed(|text| {
        text.replace(
            "components:\n",
            "  /companies/{company_id}:\n    get:\n      tags: [Companies]\n      operationId: getCompany\n      \
             parameters:\n        - { name: company_id, in: path, required: true, schema: { type: string } }\n      \
             responses:\n        '200': { description: One company. }\ncomponents:\n",
        )
    });
    insta::assert_snapshot!(changed.join("\n"), @r"
    client/bindings.json +22 -0
    client/src/answers.json +1 -0
    client/src/operations/companies.rs +15 -1
    docs/index.md +1 -0
    docs/operations/companies.md +26 -0
    ");
}
