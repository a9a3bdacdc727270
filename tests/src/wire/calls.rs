//! Every operation as the client says it, with all the values that it takes.

use std::pin::Pin;

use bindery_runtime::Payload;
use bindery_runtime::jiff::Timestamp;
use bindery_runtime::serde::Serialize;
use housecall_pro::{Client, Error};
use serde_json::Value;

use super::answer::Answer;
use super::document::{Document, Operation};
use super::server::{Request, Server};

/// A path value with all that must not get out of its segment, and how it is sent.
const ID: &str = "a b/c?d#e%ü";
pub(crate) const ID_ON_THE_WIRE: &str = "a%20b%2Fc%3Fd%23e%25%C3%BC";

/// What a server says for which the document describes no body.
pub(crate) const UNDOCUMENTED: &str = r#"{"undocumented": true}"#;

/// A row of the table.
pub(crate) struct Call {
    /// The operation, by its id in the document.
    pub(crate) id: &'static str,
    /// The query that has to be sent.
    pub(crate) query: &'static str,
    /// Sends it; the value is the body of those that take one.
    pub(crate) send: fn(&Client, Value) -> Sending,
}

/// What a call gave, as far as the document can tell the difference.
#[derive(Debug, PartialEq)]
pub(crate) enum Outcome {
    /// A type of the API, written as JSON again.
    Typed(Value),
    /// A body that the document does not describe.
    Untyped(Vec<u8>),
    Nothing,
}

/// An operation that was sent, and answered as the document describes it.
pub(crate) struct Exchange<'d> {
    pub(crate) operation: Operation<'d>,
    pub(crate) call: &'static Call,
    pub(crate) request: Request,
    pub(crate) outcome: Outcome,
}

type Sending = Pin<Box<dyn Future<Output = Result<Outcome, Error>>>>;

pub(crate) static CALLS: [Call; 28] = [
    Call {
        query: "page=2&page_size=200&q=Mc%20Coy%20%26%20S%C3%B6hne%3D",
        ..Call::new("listCustomers", |client, _| {
            typed(client.customers().list().page(2).page_size(200).q("Mc Coy & Söhne="))
        })
    },
    Call::new("createCustomer", |client, body| untyped(client.customers().create(&read(body)))),
    Call::new("getCustomer", |client, _| typed(client.customers().get(ID))),
    Call::new("updateCustomer", |client, body| untyped(client.customers().update(ID, &read(body)))),
    Call::new("deleteCustomer", |client, _| nothing(client.customers().delete(ID))),
    Call::new("listLeads", |client, _| untyped(client.leads().list())),
    Call::new("createLead", |client, _| untyped(client.leads().create())),
    Call {
        query: "page=1&page_size=-1&scheduled_start_min=2026-03-02T07%3A30%3A00Z\
            &scheduled_start_max=2026-03-02T08%3A30%3A00.25Z&customer_id=c%2F1&employee_ids=e1&employee_ids=e%202",
        ..Call::new("listJobs", |client, _| {
            let list = client.jobs().list().page(1).page_size(-1).customer_id("c/1").employee_ids(["e1", "e 2"]);
            let from = instant("2026-03-02T08:30:00+01:00");
            typed(list.scheduled_start_min(from).scheduled_start_max(instant("2026-03-02T08:30:00.25Z")))
        })
    },
    Call::new("createJob", |client, body| untyped(client.jobs().create(&read(body)))),
    Call::new("getJob", |client, _| typed(client.jobs().get(ID))),
    Call::new("updateJob", |client, _| untyped(client.jobs().update(ID))),
    Call::new("deleteJob", |client, _| nothing(client.jobs().delete(ID))),
    Call::new("listJobLineItems", |client, _| untyped(client.line_items().list(ID))),
    Call::new("createJobLineItem", |client, _| untyped(client.line_items().create(ID))),
    Call::new("listJobAppointments", |client, _| untyped(client.schedule_items().list_job_appointments(ID))),
    Call::new("listEstimates", |client, _| typed(client.estimates().list())),
    Call::new("createEstimate", |client, _| untyped(client.estimates().create())),
    Call::new("getEstimate", |client, _| typed(client.estimates().get(ID))),
    Call::new("listInvoices", |client, _| typed(client.invoices().list())),
    Call::new("createInvoice", |client, _| untyped(client.invoices().create())),
    Call::new("getInvoice", |client, _| typed(client.invoices().get(ID))),
    Call::new("listInvoicePayments", |client, _| typed(client.payments().list(ID))),
    Call::new("listEmployees", |client, _| typed(client.employees().list())),
    Call::new("getEmployee", |client, _| typed(client.employees().get(ID))),
    Call::new("listCompanies", |client, _| untyped(client.companies().list())),
    Call::new("listWebhooks", |client, _| untyped(client.webhooks().list())),
    Call::new("createWebhook", |client, _| untyped(client.webhooks().create())),
    Call::new("deleteWebhook", |client, _| nothing(client.webhooks().delete(ID))),
];

/// Sends every operation of the table, one after another, by one client.
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
            Answer::new(status, &[("content-type", media_type)], sample.to_string())
        }
    }
}

impl Call {
    const fn new(id: &'static str, send: fn(&Client, Value) -> Sending) -> Self {
        Self { id, query: "", send }
    }
}

fn typed<T: Serialize>(call: impl IntoFuture<Output = Result<T, Error>> + 'static) -> Sending {
    Box::pin(async { Ok(Outcome::Typed(serde_json::to_value(call.await?).expect("a type of the API is written"))) })
}

fn untyped(call: impl IntoFuture<Output = Result<Payload, Error>> + 'static) -> Sending {
    Box::pin(async { Ok(Outcome::Untyped(call.await?.bytes().to_vec())) })
}

fn nothing(call: impl IntoFuture<Output = Result<(), Error>> + 'static) -> Sending {
    Box::pin(async { call.await.map(|()| Outcome::Nothing) })
}

fn read<T: for<'de> bindery_runtime::serde::Deserialize<'de>>(body: Value) -> T {
    serde_json::from_value(body).expect("a sample of the document fits")
}

fn instant(text: &str) -> Timestamp {
    text.parse().expect("it is an instant of RFC 3339")
}
