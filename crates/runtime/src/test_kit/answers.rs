//! The default answers of a server.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use bytes::Bytes;
use serde_json::Value;

/// The default answers of a [`Server`](super::Server) to each operation: examples of the document, or values that its schemas
/// allow.
///
/// It is a JSON array of objects, one for each operation. `operation` is its id; `status`, `type` (of the body) and either
/// `body`, in JSON, or `text` are the answer. `like` names an operation above with the same answer; `none` says why there is no
/// answer. The JSON is parsed when it is first needed.
///
/// ```
/// use bindery_runtime::test_kit::{Answers, Server};
///
/// static ANSWERS: Answers = Answers::new(
///     r#"[
///         {"operation": "getJob", "status": 200, "type": "application/json", "body": {"id": "job_1"}},
///         {"operation": "createJob", "like": "getJob"}
///     ]"#,
/// );
/// assert_eq!(Server::new(&ANSWERS).example::<bindery_runtime::Value>("createJob")["id"], "job_1");
/// ```
#[derive(Debug)]
pub struct Answers {
    text: &'static str,
    rows: OnceLock<BTreeMap<String, Answer>>,
}

/// The answer to an operation.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) media_type: Option<String>,
    pub(super) body: Bytes,
}

impl Answers {
    /// Creates answers from this JSON.
    pub const fn new(json: &'static str) -> Self {
        Self { text: json, rows: OnceLock::new() }
    }

    /// The answer to the operation of this id.
    ///
    /// # Panics
    /// If there is no such operation, so that the author of the test notices.
    pub(super) fn of(&self, operation: &str) -> &Answer {
        self.get(operation).unwrap_or_else(|| {
            let wanted = operation.to_lowercase();
            let distance = |id: &&String| {
                let id = id.to_lowercase();
                let start = id.bytes().zip(wanted.bytes()).take_while(|(one, other)| one == other).count();
                (!id.contains(&wanted), Reverse(start))
            };
            let mut near: Vec<&String> = self.rows().keys().collect();
            near.sort_by_cached_key(distance);
            near.truncate(5);
            panic!("no operation has the id `{operation}`; the nearest are {near:?}")
        })
    }

    /// The answer to the operation of this id; `None` if the document does not have it.
    pub(super) fn get(&self, operation: &str) -> Option<&Answer> {
        self.rows().get(operation)
    }

    fn rows(&self) -> &BTreeMap<String, Answer> {
        self.rows.get_or_init(|| read(self.text))
    }
}

impl Answer {
    /// The answer if none is known.
    pub(super) fn none(reason: &str) -> Self {
        let said = serde_json::json!({ "message": format!("the test has to script the answer: {reason}") });
        Self { status: 501, media_type: Some("application/json".to_owned()), body: said.to_string().into() }
    }
}

fn read(text: &str) -> BTreeMap<String, Answer> {
    let rows: Vec<Value> = serde_json::from_str(text).expect("answers are a JSON array");
    let mut answers = BTreeMap::new();
    for row in &rows {
        let answer = match row["like"].as_str() {
            Some(other) => answers.get(other).cloned().expect("an answer comes before those that are like it"),
            None => answer(row),
        };
        answers.insert(text_of(row, "operation").unwrap_or_default(), answer);
    }
    answers
}

fn answer(row: &Value) -> Answer {
    if let Some(reason) = row["none"].as_str() {
        return Answer::none(reason);
    }
    let body = match (text_of(row, "text"), row.get("body")) {
        (Some(text), _) => text.into(),
        (None, Some(body)) => body.to_string().into(),
        (None, None) => Bytes::new(),
    };
    let status = row["status"].as_u64().and_then(|status| u16::try_from(status).ok());
    Answer { status: status.expect("an answer has a status"), media_type: text_of(row, "type"), body }
}

fn text_of(row: &Value, name: &str) -> Option<String> {
    row[name].as_str().map(str::to_owned)
}
