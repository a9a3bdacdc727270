//! Sends the operations of the table, and collects the results.

use std::pin::Pin;

use bindery_runtime::jiff::Timestamp;
use bindery_runtime::serde::Serialize;
use bindery_runtime::{File, Payload};
use housecall_pro::types::FileUpload;
use housecall_pro::{Client, Error};
use serde_json::Value;

use super::answer::Answer;
use super::document::{Document, Operation};
use super::server::{Request, Server};
use super::table::CALLS;

/// A path value with every character that must not leave its segment, and its encoded form.
pub(crate) const ID: &str = "a b/c?d#e%ü";
pub(crate) const ID_ON_THE_WIRE: &str = "a%20b%2Fc%3Fd%23e%25%C3%BC";

/// The server's reply where the document describes no body.
pub(crate) const UNDOCUMENTED: &str = r#"{"undocumented": true}"#;

/// A row of the table.
pub(crate) struct Call {
    /// The operation, by its id in the document.
    pub(crate) id: &'static str,
    /// The pairs to send in the query, encoded except for the brackets.
    pub(crate) query: &'static str,
    /// Sends it; the value is the body, for operations that take one.
    pub(crate) send: fn(&Client, Value) -> Sending,
}

/// The result of a call, as far as the document distinguishes.
#[derive(Debug, PartialEq)]
pub(crate) enum Outcome {
    /// A type of the API, converted back to JSON.
    Typed(Value),
    /// A body that the document does not describe.
    Untyped(Vec<u8>),
    Nothing,
}

/// An operation that was sent, and answered as the document describes.
pub(crate) struct Exchange<'d> {
    pub(crate) operation: Operation<'d>,
    pub(crate) call: &'static Call,
    pub(crate) request: Request,
    pub(crate) outcome: Outcome,
}

pub(crate) type Sending = Pin<Box<dyn Future<Output = Result<Outcome, Error>>>>;

/// Sends every operation of the table, one after another, with one client.
pub(crate) async fn exchanges(document: &Document) -> Vec<Exchange<'_>> {
    let operations = || CALLS.iter().map(|call| (call, document.operation(call.id)));
    let server = Server::new(operations().map(|(_, operation)| success(operation)));
    let client = super::client(&server);
    let mut outcomes = Vec::new();
    for (call, operation) in operations() {
        let body = operation.body().map_or(Value::Null, |(_, sample)| sample);
        outcomes.push((call.send)(&client, body).await.expect(call.id));
    }
    let exchanges = operations().zip(server.seen()).zip(outcomes);
    exchanges.map(|(((call, operation), request), outcome)| Exchange { operation, call, request, outcome }).collect()
}

fn success(operation: Operation<'_>) -> Answer {
    match operation.success() {
        (204, _) => Answer::new(204, &[], ""),
        (status, None) => Answer::new(status, &[], UNDOCUMENTED),
        (status, Some((media_type, sample))) => {
            let text = sample.as_str().filter(|_| media_type != "application/json");
            Answer::new(status, &[("content-type", media_type)], text.map_or_else(|| sample.to_string(), str::to_owned))
        }
    }
}

impl Call {
    pub(crate) const fn new(id: &'static str, send: fn(&Client, Value) -> Sending) -> Self {
        Self { id, query: "", send }
    }

    pub(crate) const fn query(self, query: &'static str) -> Self {
        Self { query, ..self }
    }
}

pub(crate) fn typed<T: Serialize>(call: impl IntoFuture<Output = Result<T, Error>> + 'static) -> Sending {
    Box::pin(async { Ok(Outcome::Typed(serde_json::to_value(call.await?).expect("a type of the API is written"))) })
}

pub(crate) fn untyped(call: impl IntoFuture<Output = Result<Payload, Error>> + 'static) -> Sending {
    Box::pin(async { Ok(Outcome::Untyped(call.await?.bytes().to_vec())) })
}

pub(crate) fn nothing(call: impl IntoFuture<Output = Result<(), Error>> + 'static) -> Sending {
    Box::pin(async { call.await.map(|()| Outcome::Nothing) })
}

pub(crate) fn read<T: for<'de> bindery_runtime::serde::Deserialize<'de>>(body: Value) -> T {
    serde_json::from_value(body).expect("a sample of the document fits")
}

/// A file, as a part of a form.
pub(crate) fn upload() -> FileUpload {
    FileUpload::new(File::new("a file").file_name("a.txt"))
}

pub(crate) fn instant(text: &str) -> Timestamp {
    text.parse().expect("it is an instant of RFC 3339")
}
