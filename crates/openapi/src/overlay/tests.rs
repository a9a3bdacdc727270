use bindery_source::{MAX_DEPTH, Severity};
use serde_json::json;

use super::*;

/// A document after the actions of an overlay, and the diagnostics as `code place`.
fn run(version: &str, document: Value, actions: Value) -> (Value, Vec<String>, Origins) {
    let mut document = document;
    let overlay = json!({ "overlay": version, "info": { "title": "", "version": "" }, "actions": actions });
    let (mut origins, mut sink) = (Origins::new("main"), Sink::default());
    apply(&mut document, &mut origins, &overlay, "overlay", &mut sink);
    (document, said(&sink), origins)
}

fn said(sink: &Sink) -> Vec<String> {
    let at = |site: &Option<Site>| site.as_ref().map(|site| site.pointer.to_string()).unwrap_or_default();
    sink.diagnostics().iter().map(|said| format!("{} {}", said.code.id, at(&said.at))).collect()
}

fn after(document: Value, actions: Value) -> Value {
    let (document, said, _) = run("1.1.0", document, actions);
    assert_eq!(said, Vec::<String>::new());
    document
}

/// Where a part was written after the actions, as `file place`.
fn written(document: Value, actions: Value, at: &str) -> String {
    let (_, _, origins) = run("1.1.0", document, actions);
    let site = origins.resolve(&Site::document(Pointer::parse(at).expect("a pointer")));
    format!("{} {}", site.file.unwrap_or_default(), site.pointer)
}

#[test]
fn objects_merge_arrays_concatenate_and_primitives_replace() {
    let document = json!({ "a": { "keep": 1, "both": { "old": 1 } }, "list": [1], "text": "old" });
    let update = json!({ "a": { "both": { "new": 2 } }, "list": [1, 2], "text": null });
    assert_eq!(
        after(document, json!([{ "target": "$", "update": update }])),
        json!({ "a": { "keep": 1, "both": { "old": 1, "new": 2 } }, "list": [1, 1, 2], "text": null })
    );
}

#[test]
fn what_is_no_array_is_appended_to_one() {
    let actions = json!([{ "target": "$.list", "update": { "a": 1 } }, { "target": "$.list", "update": 2 }]);
    assert_eq!(after(json!({ "list": [] }), actions), json!({ "list": [{ "a": 1 }, 2] }));
}

#[test]
fn an_array_is_one_entry_for_1_0() {
    let actions = json!([{ "target": "$.list", "update": [1, 2] }]);
    assert_eq!(after(json!({ "list": [0] }), actions.clone()), json!({ "list": [0, 1, 2] }));
    assert_eq!(run("1.0.0", json!({ "list": [0] }), actions).0, json!({ "list": [0, [1, 2]] }));
}

#[test]
fn each_action_sees_what_the_one_before_left() {
    let actions = json!([{ "target": "$.a", "remove": true }, { "target": "$", "update": { "a": { "new": 1 } } }]);
    assert_eq!(after(json!({ "a": { "old": 1 } }), actions), json!({ "a": { "new": 1 } }));
}

#[test]
fn a_part_and_what_holds_it_can_go_at_once() {
    let document = json!({ "x": 0, "a": [{ "x": [1] }, { "b": 2 }, { "x": { "x": 3 } }], "c": { "x": [] } });
    assert_eq!(
        after(document, json!([{ "target": "$..x", "remove": true }])),
        json!({ "a": [{}, { "b": 2 }, {}], "c": {} })
    );
}

#[test]
fn elements_are_told_apart_by_where_they_were() {
    let document = json!({ "tags": ["a", "b", "a", "c"] });
    let actions = json!([{ "target": "$.tags[?@ == 'a']", "remove": true }]);
    assert_eq!(after(document, actions), json!({ "tags": ["b", "c"] }));
}

#[test]
fn removal_wins_over_update() {
    let actions = json!([{ "target": "$.a", "remove": true, "update": { "b": 1 } }]);
    assert_eq!(after(json!({ "a": {} }), actions), json!({}));
}

#[test]
fn a_copy_is_merged_like_an_update() {
    let document = json!({ "from": { "a": 1, "list": [1] }, "to": { "b": 2, "list": [0] } });
    let actions = json!([{ "target": "$.to", "copy": "$.from" }]);
    assert_eq!(after(document, actions)["to"], json!({ "b": 2, "list": [0, 1], "a": 1 }));
}

#[test]
fn a_part_can_be_copied_into_itself() {
    let actions = json!([{ "target": "$.a", "copy": "$" }]);
    assert_eq!(after(json!({ "a": {} }), actions), json!({ "a": { "a": {} } }));
}

#[test]
fn what_is_copied_is_one_part() {
    for copy in ["$.none", "$.*"] {
        let (document, said, _) = run("1.1.0", json!({ "a": {}, "b": {} }), json!([{ "target": "$.a", "copy": copy }]));
        assert_eq!(said, ["overlay-copy-source /actions/0/copy"]);
        assert_eq!(document, json!({ "a": {}, "b": {} }));
    }
}

#[test]
fn kinds_that_do_not_fit_are_told_where_they_were_written() {
    let document = json!({ "object": {}, "list": [], "text": "" });
    let update = json!({ "object": "x", "list": {}, "text": [] });
    let (after, said, _) = run("1.1.0", document.clone(), json!([{ "target": "$", "update": update }]));
    assert_eq!(said, ["object", "list", "text"].map(|key| format!("overlay-conflict /actions/0/update/{key}")));
    assert_eq!(after, document);
}

#[test]
fn targets_are_of_one_kind_since_1_1() {
    let document = json!({ "object": {}, "list": [] });
    let actions = json!([{ "target": "$.*", "update": { "a": 1 } }]);
    assert_eq!(run("1.1.0", document.clone(), actions.clone()).1, ["overlay-conflict /actions/0/target"]);
    assert_eq!(run("1.0.0", document, actions).0, json!({ "object": { "a": 1 }, "list": [{ "a": 1 }] }));
}

#[test]
fn primitives_are_targets_since_1_1() {
    let actions = json!([{ "target": "$.text", "update": "new" }]);
    assert_eq!(after(json!({ "text": "old" }), actions.clone()), json!({ "text": "new" }));
    assert_eq!(run("1.0.0", json!({ "text": "old" }), actions).1, ["overlay-conflict /actions/0/target"]);
}

#[test]
fn nothing_holds_the_whole_document() {
    let (document, said, _) = run("1.1.0", json!({ "a": 1 }), json!([{ "target": "$", "remove": true }]));
    assert_eq!(said, ["overlay-conflict /actions/0/target"]);
    assert_eq!(document, json!({ "a": 1 }));
}

#[test]
fn an_action_without_a_target_in_the_document_is_a_warning() {
    let overlay = json!({ "overlay": "1.0.3", "info": { "title": "", "version": "" }, "actions": [
        { "target": "$.none", "remove": true }
    ] });
    let mut sink = Sink::default();
    apply(&mut json!({}), &mut Origins::new("main"), &overlay, "overlay", &mut sink);
    assert_eq!(said(&sink), ["overlay-unmatched /actions/0/target"]);
    assert_eq!(sink.diagnostics()[0].severity, Severity::Warning);
}

#[test]
fn an_overlay_with_a_mistake_changes_nothing_and_tells_every_mistake() {
    let actions = json!([
        { "target": "$", "update": { "new": 1 } },
        { "target": "a.b", "remove": "yes" },
        { "traget": "$" }
    ]);
    let (document, said, _) = run("1.1.0", json!({}), actions);
    assert_eq!(
        said,
        [
            "overlay-invalid /actions/1/target",
            "overlay-invalid /actions/1/remove",
            "overlay-invalid /actions/2/traget",
            "overlay-invalid /actions/2"
        ]
    );
    assert_eq!(document, json!({}));
}

#[test]
fn an_action_that_says_nothing_or_takes_itself_back_is_a_warning() {
    let actions = json!([{ "target": "$" }, { "target": "$", "update": {}, "copy": "$" }]);
    assert_eq!(run("1.1.0", json!({}), actions).1, ["overlay-invalid /actions/0", "overlay-invalid /actions/1"]);
}

#[test]
fn a_path_of_an_older_dialect_is_an_error() {
    let actions = json!([{ "target": "$.a-b", "remove": true }]);
    assert_eq!(run("1.1.0", json!({ "a-b": 1 }), actions).1, ["overlay-target-invalid /actions/0/target"]);
}

#[test]
fn copy_is_not_of_1_0() {
    let actions = json!([{ "target": "$.a", "copy": "$.b" }]);
    assert_eq!(run("1.0.0", json!({ "a": {}, "b": {} }), actions).1, ["overlay-invalid /actions/0/copy"]);
}

#[test]
fn a_version_is_three_numbers_of_1_0_or_1_1() {
    for version in ["1.0", "1.2.0", "1.0.x", "2.0.0", "01.0.0"] {
        assert_eq!(run(version, json!({}), json!([])).1, ["overlay-version /overlay"], "{version}");
    }
}

#[test]
fn a_relative_extends_names_the_document() {
    let warned = |extends: &str| {
        let overlay = json!({ "overlay": "1.0.0", "info": { "title": "", "version": "" }, "extends": extends,
            "actions": [{ "target": "$", "update": {} }] });
        let mut sink = Sink::default();
        apply(&mut json!({}), &mut Origins::new("api/openapi.yaml"), &overlay, "overlay", &mut sink);
        said(&sink)
    };
    assert_eq!(warned("../openapi.yaml"), Vec::<String>::new());
    assert_eq!(warned("https://example.com/other.yaml"), Vec::<String>::new());
    assert_eq!(warned("other.yaml"), ["overlay-extends /extends"]);
}

#[test]
fn what_an_overlay_brought_in_was_written_there() {
    let document = json!({ "info": { "title": "old" }, "list": [1] });
    let actions = json!([{ "target": "$", "update": { "info": { "title": "new", "x": { "y": 1 } }, "list": [2] } }]);
    let found = |at| written(document.clone(), actions.clone(), at);
    assert_eq!(found("/info"), "main /info");
    assert_eq!(found("/info/title"), "overlay /actions/0/update/info/title");
    assert_eq!(found("/info/x/y"), "overlay /actions/0/update/info/x/y");
    assert_eq!(found("/list/0"), "main /list/0");
    assert_eq!(found("/list/1"), "overlay /actions/0/update/list/0");
}

#[test]
fn what_was_copied_was_written_where_it_was_copied_from() {
    let document = json!({ "from": { "a": [0] }, "to": {} });
    let actions = json!([{ "target": "$.from.a", "update": 1 }, { "target": "$.to", "copy": "$.from" }]);
    assert_eq!(written(document.clone(), actions.clone(), "/to/a/0"), "main /from/a/0");
    assert_eq!(written(document, actions, "/to/a/1"), "overlay /actions/0/update");
}

#[test]
fn elements_after_a_removed_one_are_still_found() {
    let actions = json!([{ "target": "$.list[0]", "remove": true }]);
    assert_eq!(written(json!({ "list": [1, 2] }), actions, "/list/0"), "main /list/1");
}

#[test]
fn growth_without_end_is_stopped() {
    let actions: Vec<Value> = (0..64).map(|n| json!({ "target": "$.list", "copy": "$.list", "x-n": n })).collect();
    let (_, said, _) = run("1.1.0", json!({ "list": ["x".repeat(1000)] }), Value::Array(actions));
    assert!(said.iter().all(|said| said.starts_with("overlay-excessive ")), "{said:?}");
    assert!(!said.is_empty());
}

#[test]
fn depth_without_end_is_stopped() {
    let actions: Vec<Value> =
        (0..64).map(|n| json!({ "target": "$..deepest", "update": { "a": {} }, "x-n": n })).collect();
    let deep = (0..MAX_DEPTH - 2).fold(json!({ "deepest": {} }), |inner, _| json!({ "a": inner }));
    let (_, said, _) = run("1.1.0", deep, Value::Array(actions));
    assert!(said.contains(&"overlay-excessive /actions/0/update".to_owned()), "{said:?}");
}
