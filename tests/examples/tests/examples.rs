//! The examples, against a server in process that behaves as the API does.

mod fake;

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use examples::mirror::Mirror;
use examples::{attachment, receiver, session, visit, week};
use fake::{Door, Fake};
use housecall_pro::webhooks::Webhook;
use rusqlite::Connection;
use tower::ServiceExt as _;

#[tokio::test]
async fn a_week_comes_page_by_page() {
    let fake = Fake::new(250);
    let mut ids = Vec::new();
    let (monday, sunday) = ("2026-01-05T00:00:00Z".parse().unwrap(), "2026-01-11T00:00:00Z".parse().unwrap());
    week::jobs(&fake.client(), monday, sunday, |job| ids.push(job.id)).await.unwrap();
    assert_eq!(ids.len(), 250);
    assert!(fake.seen()[0].contains("scheduled_start_min=2026-01-05T00%3A00%3A00Z"), "{:?}", fake.seen());
}

#[tokio::test]
async fn a_job_is_created_scheduled_and_dispatched() {
    let fake = Fake::new(0);
    let start = "2026-01-05T09:00:00Z";
    let job = visit::arrange(&fake.client(), "cus_1", "adr_1", "pro_1", start).await.unwrap();
    let asked = ["POST /jobs", "PUT /jobs/new/schedule", "PUT /jobs/new/dispatch", "GET /jobs/new"];
    assert_eq!(fake.seen(), asked);
    assert_eq!(job.id, "new");
}

#[tokio::test]
async fn a_photo_is_a_part_with_its_name() {
    let fake = Fake::new(0);
    attachment::photo(&fake.client(), "job_1", "front.jpg", b"\xff\xd8".to_vec()).await.unwrap();
    let body = fake.last_body();
    assert!(body.contains("filename=\"front.jpg\"") && body.contains("image/jpeg"), "{body}");
}

#[tokio::test]
async fn a_copy_brought_up_to_date_asks_for_what_is_new() {
    let fake = Fake::new(1000);
    let mut mirror = Mirror::new(Connection::open_in_memory().unwrap()).unwrap();
    mirror.update(&fake.client()).await.unwrap();
    let before = fake.seen().len();
    fake.change(3);
    mirror.update(&fake.client()).await.unwrap();
    assert_eq!(fake.seen().len() - before, 2, "one page of each list");
}

#[tokio::test]
async fn a_copy_that_is_killed_a_hundred_times_has_no_duplicate_and_no_gap() {
    let fake = Fake::new(1000);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("copy.db");
    let mut kills = 0;
    for round in 0.. {
        let mut mirror = Mirror::new(Connection::open(&path).unwrap()).unwrap();
        // Long enough for a page or some, too short for all of them.
        let finished = killed_after(fake.chance(10), mirror.update(&fake.client())).await;
        kills += usize::from(finished.is_none());
        fake.change(5);
        if kills == 100 {
            break;
        }
        assert!(round < 1000, "only {kills} were killed");
    }
    fake.rest();
    Mirror::new(Connection::open(&path).unwrap()).unwrap().update(&fake.client()).await.unwrap();

    let database = Connection::open(&path).unwrap();
    assert_eq!(copied(&database), fake.everything());
}

/// The value of the future, unless it is dropped before so many polls.
async fn killed_after<T>(polls: usize, future: impl Future<Output = T>) -> Option<T> {
    let (mut future, mut left) = (pin!(future), polls);
    poll_fn(|context| {
        if left == 0 {
            return Poll::Ready(None);
        }
        left -= 1;
        future.as_mut().poll(context).map(Some)
    })
    .await
}

/// List, id, and when it changed, of everything that was copied.
fn copied(database: &Connection) -> Vec<(String, String, String)> {
    let mut query =
        database.prepare("SELECT list, id, updated_at FROM item ORDER BY list, id").expect("the query is right");
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).expect("the query is right");
    rows.collect::<Result<_, _>>().expect("every row has texts")
}

#[tokio::test]
async fn an_event_is_kept_once_and_a_forgery_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("events.db");
    let router = receiver::router("whsec", Connection::open(&path).unwrap()).unwrap();
    let body = r#"{"event": "job.created", "job": {"id": "job_1"}}"#;
    let signed = Webhook::new("whsec").sign(body.as_bytes()).unwrap();
    let forged = Webhook::new("guess").sign(body.as_bytes()).unwrap();
    let wanted =
        [(&signed, StatusCode::NO_CONTENT), (&signed, StatusCode::NO_CONTENT), (&forged, StatusCode::UNAUTHORIZED)];
    for (headers, status) in wanted {
        let mut request = Request::post("/events").body(Body::from(body)).unwrap();
        request.headers_mut().extend(headers.clone());
        assert_eq!(router.clone().oneshot(request).await.unwrap().status(), status);
    }
    let kept: Vec<String> = {
        let store = Connection::open(&path).unwrap();
        let mut rows = store.prepare("SELECT body FROM events").unwrap();
        rows.query_map((), |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
    };
    assert_eq!(kept, [body]);
}

#[tokio::test]
async fn a_session_asks_for_its_code() {
    let door = Door::default();
    let builder = supergood::Client::builder().base_url("http://localhost").transport(door.clone());
    let client = session::client(builder, "ann", "pass", |asked| (asked == "which code?").then(|| "123456".to_owned()));
    client.unwrap().customers().list().await.unwrap();
    assert_eq!(door.seen(), ["/sessions", "/sessions", "/customers"]);
}
