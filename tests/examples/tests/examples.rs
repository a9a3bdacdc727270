//! Tests the examples with an in-process server that behaves like the API.

mod fake;

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use examples::mirror::Mirror;
use examples::{attachment, receiver, session, visit, week};
use fake::{Door, Fake};
use housecall_pro::webhooks::Webhook;
use rusqlite::Connection;
use serde_json::Value;
use tokio::process::{Child, Command};
use tokio::time::timeout;
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
    let mut file = tempfile::Builder::new().prefix("front").suffix(".jpg").tempfile().unwrap();
    file.write_all(&vec![0x7f; 200_000]).unwrap();
    let told = Arc::new(Mutex::new(Vec::new()));
    let ear = Arc::clone(&told);
    let report = move |sent, total| ear.lock().unwrap().push((sent, total));
    attachment::photo(&fake.client(), "job_1", file.path(), report).await.unwrap();
    let body = fake.last_body();
    assert!(body.contains("filename=\"front") && body.contains("image/jpeg"), "{body}");
    let told = told.lock().unwrap();
    let length = u64::try_from(body.len()).ok();
    assert!(told.len() > 3 && told.is_sorted() && told.iter().all(|(_, total)| *total == length), "{told:?}");
    assert_eq!(told.last().map(|(sent, _)| *sent), length);
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
    let url = fake.listen().await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("copy.db");
    let (mut kills, mut places) = (0, BTreeSet::new());
    for round in 0.. {
        // Before its first request, or after some pages, at a random moment of processing the last of them.
        let (pages, moment) = (fake.chance(8), fake.moment(4000));
        if !finished(&mut process(&url, &path), &fake, pages, moment).await {
            kills += 1;
            places.extend(walks(&Connection::open(&path).unwrap()));
        }
        fake.change(fake.chance(200));
        if kills == 100 {
            break;
        }
        assert!(round < 1000, "only {kills} were killed");
    }
    assert!(places.len() > 5, "walks were killed at these pages alone: {places:?}");

    fake.rest();
    assert!(process(&url, &path).wait().await.unwrap().success());
    assert_eq!(copied(&Connection::open(&path).unwrap()), fake.everything());
}

/// The copying program, just started.
fn process(url: &str, database: &Path) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mirror"));
    command.arg(url).arg(database).env("HOUSECALL_PRO_KEY", "key").kill_on_drop(true);
    command.spawn().expect("the program is there")
}

/// Whether the program ended by itself; otherwise it was killed this long after it requested this many pages.
async fn finished(child: &mut Child, fake: &Fake, pages: usize, moment: Duration) -> bool {
    let asked = fake.asked() + pages;
    while fake.asked() < asked {
        if let Ok(status) = timeout(Duration::from_micros(200), child.wait()).await {
            assert!(status.expect("a child can be waited for").success());
            return true;
        }
    }
    let by_itself = timeout(moment, child.wait()).await.is_ok();
    child.kill().await.expect("it is ours");
    by_itself
}

/// The lists whose walk is incomplete, each with the page where it resumes.
fn walks(database: &Connection) -> Vec<(String, String)> {
    // A program killed immediately has not created its tables.
    let Ok(mut query) = database.prepare("SELECT list, page FROM place WHERE page IS NOT NULL") else {
        return Vec::new();
    };
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("the query is right");
    rows.collect::<Result<_, _>>().expect("every row has texts")
}

/// List, id, and body, of everything that was copied.
fn copied(database: &Connection) -> Vec<(String, String, Value)> {
    let query = database.prepare("SELECT list, id, body FROM item ORDER BY list, id");
    let mut query = query.expect("the query is right");
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get::<_, Vec<u8>>(2)?)));
    let json = |body: Vec<u8>| serde_json::from_slice(&body).expect("it is JSON");
    let rows = rows.expect("the query is right").map(|row| row.map(|(list, id, body)| (list, id, json(body))));
    rows.collect::<Result<_, _>>().expect("every row has these")
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
