//! Captured bodies, and the vendor's own examples: the types of Housecall Pro read each of them, and write it back
//! unchanged.
//!
//! They are not part of this repository: the variable `BINDERY_SHARED` says where they are.

use std::collections::BTreeMap;

use bindery_runtime::{DecodeError, Empty, Node, decode, encode};
use housecall_pro::types::*;
use serde_json::Value;

use crate::run;

/// The result of reading a body: the body written again, and its printed form.
type RoundTrip = fn(&[u8]) -> Result<(Value, String), DecodeError>;

/// A body by its operation, as the list of sources names it. Webhooks are distinguished by their event.
const BODIES: [(&str, RoundTrip); 52] = [
    ("GET /company", round_trip::<Company>),
    ("GET /company/schedule_availability/booking_windows response200", round_trip::<BookingWindows>),
    ("GET /customers", round_trip::<CustomerPage>),
    ("GET /customers response200", round_trip::<CustomerPage>),
    ("POST /customers", round_trip::<Customer>),
    ("PUT /customers/{id}", round_trip::<Customer>),
    ("GET /employees", round_trip::<EmployeePage>),
    ("GET /employees response200", round_trip::<EmployeePage>),
    ("GET /estimates", round_trip::<EstimatePage>),
    ("POST /estimates/{estimate_id}/options request", round_trip::<EstimateOptionCreate>),
    ("POST /estimates/{estimate_id}/options response404", round_trip::<ErrorReply>),
    ("POST /estimates/{estimate_id}/options response422", round_trip::<ErrorReply>),
    ("GET /events response200", round_trip::<EventPage>),
    ("GET /events/{event_id} response200", round_trip::<Event>),
    ("GET /invoices", round_trip::<InvoicePage>),
    ("POST /job_fields/job_types", round_trip::<JobType>),
    ("PUT /job_fields/job_types/{id}", round_trip::<JobType>),
    ("GET /jobs", round_trip::<JobPage>),
    ("GET /jobs/{id}", round_trip::<Job>),
    ("PUT /jobs/{job_id}/dispatch request", round_trip::<JobDispatch>),
    ("PUT /jobs/{job_id}/dispatch response200", round_trip::<AssignedEmployees>),
    ("POST /jobs/{job_id}/lock response404", round_trip::<ErrorReply>),
    ("PUT /jobs/{job_id}/schedule request", round_trip::<ScheduleUpdate>),
    ("PUT /jobs/{job_id}/schedule response200", round_trip::<UpdatedSchedule>),
    ("DELETE /jobs/{job_id}/schedule response200", round_trip::<Deleted>),
    ("POST /jobs/{job_id}/tags request", round_trip::<JobTagAdd>),
    ("POST /jobs/{job_id}/tags response201", round_trip::<TagList>),
    ("DELETE /jobs/{job_id}/tags/{tag_id} response200", round_trip::<TagList>),
    ("GET /leads", round_trip::<LeadPage>),
    ("GET /pipeline/statuses response200", round_trip::<PipelineStatusPage>),
    ("GET /api/price_book/material_categories", round_trip::<MaterialCategoryPage>),
    ("POST /api/price_book/material_categories request", round_trip::<MaterialCategoryCreate>),
    ("PUT /api/price_book/material_categories/{uuid} request", round_trip::<MaterialCategoryUpdate>),
    ("POST /api/price_book/materials", round_trip::<Material>),
    ("POST /api/price_book/materials request", round_trip::<MaterialCreate>),
    ("PUT /api/price_book/materials/{uuid}", round_trip::<Material>),
    ("PUT /api/price_book/materials/{uuid} request", round_trip::<MaterialUpdate>),
    ("PUT /company/schedule_availability request", round_trip::<ScheduleAvailabilityUpdate>),
    ("GET /routes", round_trip::<RoutePage>),
    ("GET /tags response200", round_trip::<TagPage>),
    ("POST /tags request", round_trip::<TagName>),
    ("PUT /tags/{tag_id} request", round_trip::<TagName>),
    ("schema BookingWindows", round_trip::<BookingWindows>),
    ("schema Employee", round_trip::<Employee>),
    ("schema EstimateCreate", round_trip::<EstimateCreate>),
    ("schema Event", round_trip::<Event>),
    ("schema PaginatedList", round_trip::<PageInfo>),
    ("schema Tag", round_trip::<Tag>),
    ("webhook appointment", round_trip::<AppointmentEvent>),
    ("webhook estimate", round_trip::<EstimateEvent>),
    ("webhook invoice", round_trip::<InvoiceEvent>),
    ("webhook job", round_trip::<JobEvent>),
];

/// Vendor examples that do not resemble replies: they contain the name of a type in place of a value.
const PLACEHOLDERS: [(&str, &str); 8] = [
    ("vendor-examples/get_customers.response200.example-1.json", "$.customers[0].id is not there"),
    ("vendor-examples/get_employees.response200.example-1.json", "an instant is `string`"),
    ("vendor-examples/get_events.response200.example-1.json", "one employee stands where the schema has a list"),
    (
        "vendor-examples/get_events_event_id.response200.example-1.json",
        "one employee stands where the schema has a list",
    ),
    ("vendor-examples/put_jobs_job_id_dispatch.response200.example.json", "a permission is `boolean`"),
    ("vendor-examples/put_jobs_job_id_schedule.response200.example.json", "a permission is `boolean`"),
    ("vendor-examples/schema_Employee.example-1.json", "an instant is `string`"),
    ("vendor-examples/schema_Event.example-1.json", "one employee stands where the schema has a list"),
];

#[test]
fn every_captured_body_comes_back_as_it_was() {
    let Some(shared) = run::variable("BINDERY_SHARED") else {
        return eprintln!("BINDERY_SHARED is not set: no body is tried");
    };
    let folder = shared.join("domain/fixtures");
    let bodies = BTreeMap::from(BODIES);
    let placeholders = BTreeMap::from(PLACEHOLDERS);
    let mut wrong = Vec::new();
    let mut tried = 0;
    for source in run::read(folder.join("SOURCES.tsv")).lines().skip(1) {
        let columns: Vec<&str> = source.split('\t').collect();
        let (file, operation) = (columns[0], columns[5]);
        let text = run::read(folder.join(file));
        let body: Value = serde_json::from_str(&text).expect("a fixture is JSON");
        let operation = if operation == "webhook body" { webhook(&body) } else { operation.to_owned() };
        let round_trip = bodies.get(&*operation).unwrap_or_else(|| panic!("no type reads {operation}"));
        tried += 1;
        match (round_trip(text.as_bytes()), placeholders.contains_key(file)) {
            (Ok((back, _)), false) if !equal(&back, &body) => wrong.push(format!("{file}: comes back as {back}")),
            (Ok((_, printed)), false) if printed.contains("extra: ") => {
                wrong.push(format!("{file}: unknown in {printed}"));
            }
            (Ok(_), false) | (Err(_), true) => {}
            (Ok(_), true) => wrong.push(format!("{file}: is read, and listed as a placeholder")),
            (Err(error), false) => wrong.push(format!("{file}: {error}")),
        }
    }
    assert!(wrong.is_empty(), "{} of {tried} bodies:\n{}", wrong.len(), wrong.join("\n"));
    assert!(tried > PLACEHOLDERS.len());
}

fn round_trip<T: Empty + Node + std::fmt::Debug>(body: &[u8]) -> Result<(Value, String), DecodeError> {
    let value: T = decode(body)?;
    let back = encode(&value).expect("what was read can be written");
    Ok((serde_json::from_slice(&back).expect("it is JSON"), format!("{value:?}")))
}

/// The subject of a webhook: the member that is an object.
fn webhook(body: &Value) -> String {
    let mut members = body.as_object().into_iter().flatten();
    let about = members.find(|(_, member)| member.is_object()).expect("a webhook is about something");
    format!("webhook {}", about.0)
}

/// Whether two JSON values are equal, numbers by value.
fn equal(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => one.as_f64() == other.as_f64(),
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| equal(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one.iter().all(|(name, one)| other.get(name).is_some_and(|other| equal(one, other)))
        }
        _ => one == other,
    }
}
