//! `src/answers.json`: what the test kit's server answers to each operation. Only a crate with the feature `test-kit` reads it.

use bindery_source::Files;
use indexmap::IndexMap;
use serde_json::json;

use crate::bindings::visible;
use crate::items::{Answer, Package, Said};

/// The name of the file, beside the crate's root.
pub(super) const NAME: &str = "answers.json";

/// Prints the file, one line per operation.
pub(super) fn file(package: &Package, files: &mut Files) {
    let operations = package.groups.iter().flat_map(|group| &group.operations);
    let mut known: IndexMap<String, &str> = IndexMap::new();
    let mut rows = Vec::new();
    for operation in operations {
        let answer = members(&operation.answer);
        let row = match known.get(&answer) {
            Some(other) => format!("{{\"operation\":{},\"like\":{}}}", json!(operation.id), json!(other)),
            None => format!("{{\"operation\":{},{answer}}}", json!(operation.id)),
        };
        known.entry(answer).or_insert(&operation.id);
        rows.push(row);
    }
    if !rows.is_empty() {
        files.insert(format!("src/{NAME}"), visible(format!("[\n{}\n]\n", rows.join(",\n"))));
    }
}

/// All members of a row except the first.
fn members(answer: &Answer) -> String {
    let Answer { status, media_type, said } = answer;
    let media_type = media_type.iter().map(|media_type| format!(",\"type\":{}", json!(media_type)));
    let said = match said {
        Said::Nothing => String::new(),
        Said::Json(value) => format!(",\"body\":{value}"),
        Said::Text(text) => format!(",\"text\":{}", json!(text)),
        Said::Unknown(why) => return format!("\"none\":{}", json!(why)),
    };
    format!("\"status\":{status}{}{said}", media_type.collect::<String>())
}
