//! Replies that differ from the document: a lenient client, and what it reports.

use std::sync::{Arc, Mutex};

use bindery_runtime::{Drift, DriftKind, Retry};
use housecall_pro::types::{Job, WorkStatus};
use housecall_pro::{Client, ErrorKind};
use serde_json::{Value, json};

use super::answer::Answer;
use super::server::Server;
use super::world::World;
use super::{KEY, assert_silent, builder, job, page, told};

/// A client, and the lines that it reports about drift.
fn watched(server: &Server, is_lenient: bool) -> (Client, Arc<Mutex<Vec<String>>>) {
    let lines = Arc::new(Mutex::new(Vec::new()));
    let told = Arc::clone(&lines);
    let tell = move |drift: &Drift| told.lock().unwrap().push(drift.to_string());
    (builder(server).lenient(is_lenient).on_drift(tell).build().unwrap(), lines)
}

/// A hundred jobs, one of them with an invalid total.
fn hundred() -> Value {
    let job = |number: usize| match number {
        57 => json!({"id": "57", "total_amount": {"cents": 1}, "tags": ["late"]}),
        _ => json!({"id": number.to_string(), "total_amount": number}),
    };
    (0..100).map(job).collect()
}

pub(super) async fn the_rest_of_a_page_lives() {
    for world in World::BOTH {
        let server = Server::new([Answer::json(200, &page(&hundred()))]);
        let (client, lines) = watched(&server, true);
        let jobs = world.list(&client).await.unwrap().jobs;
        assert_eq!(jobs.len(), 100);
        assert_eq!((jobs[57].total_amount, jobs[57].tags.as_deref()), (None, Some(&["late".to_owned()][..])));
        assert_eq!((jobs[56].total_amount, jobs[58].total_amount), (Some(56), Some(58)));
        let line = "GET /jobs: expected an integer, found an object at $.jobs[57].total_amount";
        assert_eq!(*lines.lock().unwrap(), [line]);
        assert_eq!(client.core().drift_count(DriftKind::Misfit), 1);
        assert_eq!(client.core().drift_count(DriftKind::UnknownField), 0);
    }
}

pub(super) async fn the_rest_of_a_list_lives() {
    let server = Server::new([Answer::json(200, &page(&hundred()))]);
    let (client, lines) = watched(&server, true);
    let mut items = client.jobs().list().items();
    let mut count = 0;
    while let Some(job) = items.next().await {
        count += usize::from(job.unwrap().total_amount.is_some());
    }
    assert_eq!(count, 99);
    assert!(lines.lock().unwrap()[0].ends_with("at $.jobs[57].total_amount"));
}

pub(super) async fn a_strict_client_names_the_place() {
    let server = Server::new([Answer::json(200, &page(&hundred()))]);
    let (client, lines) = watched(&server, false);
    let error = client.jobs().list().await.unwrap_err();
    assert_eq!((error.kind(), error.json_path().as_deref()), (ErrorKind::Decode, Some("$.jobs[57].total_amount")));
    assert_eq!(*lines.lock().unwrap(), [""; 0]);
}

pub(super) async fn a_call_is_lenient_or_strict_by_itself() {
    let reply = json!({"id": "job_1", "total_amount": "1.50"});
    let server = Server::new([Answer::json(200, &reply), Answer::json(200, &reply)]);
    let (client, _) = watched(&server, false);
    let meta = client.jobs().get("job_1").lenient(true).with_meta().await.unwrap();
    assert_eq!((meta.value.total_amount, meta.drift.len()), (None, 1));
    assert_eq!((meta.drift[0].kind(), &*meta.drift[0].pointer()), (DriftKind::Misfit, "/total_amount"));
    assert_eq!((meta.drift[0].expected(), meta.drift[0].found()), ("an integer", "\"1.50\""));
    assert_eq!(meta.drift[0].operation().unwrap().id(), "getJob");
    let (client, _) = watched(&server, true);
    assert!(client.jobs().get("job_1").lenient(false).await.is_err());
}

pub(super) async fn what_is_no_error_is_told_by_strict_clients_too() {
    let reply = json!({
        "id": "job_1",
        "work_status": "on_hold",
        "schedule": {"moon": "full"},
        "customer": {"id": "cus_1", "moon": null},
    });
    let server = Server::new([Answer::json(200, &reply)]);
    let (client, lines) = watched(&server, false);
    let job = client.jobs().get("job_1").await.unwrap();
    assert!(matches!(job.work_status, Some(WorkStatus::Other(_))));
    assert_eq!(
        *lines.lock().unwrap(),
        [
            "GET /jobs/{job_id}: expected a value that the document lists, found \"on_hold\" at $.work_status",
            "GET /jobs/{job_id}: expected no such member, found a string at $.schedule.moon",
            "GET /jobs/{job_id}: expected no such member, found null at $.customer.moon",
        ]
    );
}

pub(super) async fn a_status_that_the_document_does_not_list_is_told() {
    let server = Server::new([Answer::json(203, &job()), Answer::new(503, &[], ""), Answer::json(200, &job())]);
    let (client, lines) = watched(&server, false);
    assert_eq!(client.jobs().get("job_1").with_meta().await.unwrap().drift[0].kind(), DriftKind::UndocumentedStatus);
    let error = client.jobs().get("job_1").await.unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(503));
    client.jobs().get("job_1").await.unwrap();
    let lines = lines.lock().unwrap();
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(lines[0].ends_with(", found 203") && lines[1].ends_with(", found 503"), "{lines:?}");
}

pub(super) async fn what_is_set_aside_survives_a_change() {
    let stored = json!({"id": "job_1", "description": "leak", "total_amount": "1.50"});
    let server = Server::new([Answer::json(200, &stored)]);
    let (client, _) = watched(&server, true);
    let mut job: Job = client.jobs().get("job_1").await.unwrap();
    job.description = Some("two leaks".to_owned());
    let written = serde_json::to_value(&job).unwrap();
    assert_eq!(written, json!({"id": "job_1", "description": "two leaks", "total_amount": "1.50"}));
}

pub(super) async fn broken_json_is_an_error_all_the_same() {
    let server = Server::new([Answer::new(200, &[], r#"{"id": "job_1", "total_amount": [}"#)]);
    let (client, _) = watched(&server, true);
    let error = client.jobs().get("job_1").await.unwrap_err();
    assert_eq!((error.kind(), error.json_path().as_deref()), (ErrorKind::Decode, Some("$.total_amount[0]")));
}

pub(super) async fn no_secret_leaks_from_drift() {
    let reply = json!({"id": "job_1", "total_amount": KEY, "work_status": KEY, KEY: 1});
    let server = Server::new([Answer::json(200, &reply), Answer::json(200, &reply)]);
    let (client, lines) = watched(&server, true);
    let meta = client.jobs().get("job_1").with_meta().await.unwrap();
    assert_eq!(meta.drift.len(), 3);
    assert_silent(&format!("{:?} {:?}", lines.lock().unwrap(), meta.drift));
    let strict = builder(&server).retry(Retry::none()).build().unwrap();
    assert_silent(&told(&strict.jobs().get("job_1").await.unwrap_err()));
}
