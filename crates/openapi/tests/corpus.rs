//! Third-party documents lose nothing silently: the document, read and written again, contains every member except
//! those that were reported.
//!
//! The documents are in the folder `OPENAPI_CORPUS`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use bindery_openapi::{Read, needs, read};
use bindery_source::{Pointer, Sink, Value, parse};

#[test]
#[expect(clippy::disallowed_methods, reason = "the folder of the corpus is named by the environment")]
fn nothing_is_lost_in_silence() {
    let Ok(folder) = std::env::var("OPENAPI_CORPUS") else {
        eprintln!("skipped: OPENAPI_CORPUS names no folder");
        return;
    };
    let mut lost = Vec::new();
    let mut documents = 0;
    for path in files_in(Path::new(&folder)) {
        let Some(root) = value_in(&path).filter(is_openapi) else { continue };
        documents += 1;
        lost.extend(losses(&root, &path).into_iter().map(|at| format!("{}#{at}", path.display())));
    }
    eprintln!("{documents} documents");
    assert!(lost.is_empty(), "{} members are lost:\n{}", lost.len(), lost.join("\n"));
}

/// The places of members that are lost silently.
fn losses(root: &Value, path: &Path) -> Vec<Pointer> {
    let folder = path.parent().unwrap_or(path);
    let mut others = BTreeMap::new();
    loop {
        let needed = needs(root, &others);
        if needed.is_empty() {
            break;
        }
        others.extend(needed.into_keys().map(|needed| {
            let value = value_in(&folder.join(&needed)).unwrap_or_default();
            (needed, value)
        }));
    }
    let mut sink = Sink::default();
    let Read::Document(document) = read(root.clone(), &others, &mut sink) else {
        return vec![Pointer::root()];
    };
    let said = sink.diagnostics().iter().filter_map(|said| Some(said.at.as_ref()?.pointer.clone())).collect();
    let whole = document.to_value();
    let mut search = Search { said, schemas: document.schemas.keys().cloned().collect(), lost: Vec::new() };
    search.compare(root, Some(&whole), &Pointer::root());
    search.lost
}

struct Search {
    /// Places that were reported.
    said: Vec<Pointer>,
    /// Places of schemas, which are tested elsewhere, keyword by keyword.
    schemas: std::collections::BTreeSet<Pointer>,
    lost: Vec<Pointer>,
}

impl Search {
    fn compare(&mut self, before: &Value, after: Option<&Value>, at: &Pointer) {
        if self.schemas.contains(at) || says_nothing(before) {
            return;
        }
        match (before, after) {
            (Value::Object(before), Some(Value::Object(after))) => {
                for (name, value) in before {
                    // A range of status codes is written in capitals.
                    let now = after.get(name).or_else(|| after.get(&name.to_uppercase()));
                    self.compare(value, now, &at.key(name));
                }
            }
            (Value::Array(before), Some(Value::Array(after))) if before.len() == after.len() => {
                for (index, (value, now)) in before.iter().zip(after).enumerate() {
                    self.compare(value, Some(now), &at.index(index));
                }
            }
            // An empty map is not written; the removal of each of its entries was reported.
            (Value::Object(before), None) if !self.is_said(at) => {
                before.iter().for_each(|(name, value)| self.compare(value, None, &at.key(name)));
            }
            // References are resolved, and spelled differently.
            (Value::String(_), Some(Value::String(_))) if at.last().is_some_and(|last| last == "$ref") => {}
            (before, after) => {
                if after != Some(before) && !self.is_said(at) {
                    self.lost.push(at.clone());
                }
            }
        }
    }
}

impl Search {
    /// Whether a place, or one that contains it, was reported.
    fn is_said(&self, at: &Pointer) -> bool {
        self.said.iter().any(|said| at.below(said).is_some())
    }
}

/// Whether a member is equivalent to an absent one.
fn says_nothing(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        _ => false,
    }
}

fn is_openapi(root: &Value) -> bool {
    root.get("openapi").is_some_and(|version| version.to_string().contains("3."))
}

#[expect(clippy::disallowed_methods, reason = "the corpus is files")]
fn value_in(path: &Path) -> Option<Value> {
    let text = std::fs::read_to_string(path).ok()?;
    Some(parse(&path.to_string_lossy(), &text, &mut Sink::default())?.value)
}

#[expect(clippy::disallowed_methods, reason = "the corpus is files")]
fn files_in(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in folder.read_dir().into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            files.extend(files_in(&path));
        } else if path.extension().is_some_and(|kind| kind == "yaml" || kind == "yml" || kind == "json") {
            files.push(path);
        }
    }
    files.sort();
    files
}
