//! Bodies other than JSON, sent and received.

use std::sync::Arc;

use bindery_runtime::http::StatusCode;
use bindery_runtime::transport::HttpReply;
use bindery_runtime::{
    Api, Builder, Call, Core, Encoding, ErrorKind, File, Operation, Payload, Request, Style, nothing, replies,
};

use crate::memory::{Memory, reply};

#[derive(Default)]
struct Upload {
    title: String,
    tags: Option<Vec<String>>,
    photo: Option<File>,
    pages: Option<Vec<File>>,
    place: Option<Place>,
}

bindery_runtime::record! {
    Upload {
        title = "title", required;
        tags = "tags";
        photo = "photo";
        pages = "pages";
        place = "place";
    }
}

#[derive(Default)]
struct Place {
    zip: Option<i64>,
}

bindery_runtime::record! {
    Place {
        zip = "zip";
    }
}

#[derive(Clone, Debug)]
enum GetReportReply {
    Rows(Vec<i64>),
    Text(String),
    Accepted(Box<Place>),
    NoContent,
    Other(Payload),
}

bindery_runtime::replies! {
    GetReportReply {
        Rows = "200", "application/json" => json;
        Text = "200", "text/plain", "text/csv" => text;
        Accepted = "202" => json;
        NoContent = "204";
    }
}

static API: Api = Api::new("bodies/0.1.0").servers(&["https://api.example.com"]);
static UPLOAD: Operation = Operation::new("upload", "POST", "/photos")
    .content_type("multipart/form-data")
    .encodings(&[Encoding::new("photo").content_type("image/png"), Encoding::new("place").style(Style::DeepObject)]);
static PUT_TEXT: Operation = Operation::new("putText", "PUT", "/text").content_type("text/plain");
static BULK: Operation = Operation::new("bulk", "POST", "/bulk").content_type("application/x-ndjson");
static GET_REPORT: Operation = Operation::new("getReport", "GET", "/report");

fn core(
    outcome: impl FnOnce() -> Result<HttpReply, bindery_runtime::transport::TransportError>,
) -> (Core, Arc<Memory>) {
    let memory = Memory::new([outcome()]);
    (Builder::new(&API).transport(Arc::clone(&memory)).build().unwrap(), memory)
}

/// Media type and text of the only request's body.
async fn sent(operation: &'static Operation, body: impl FnOnce(Request) -> Request) -> (String, String) {
    let (core, memory) = core(|| reply(204, &[], ""));
    body(core.request(operation)).call(nothing).await.unwrap();
    let request = memory.only();
    let text = String::from_utf8(request.body.collect().await.unwrap().to_vec()).unwrap();
    (request.headers["content-type"].to_str().unwrap().to_owned(), text)
}

async fn report(status: u16, content_type: &'static str, body: &'static str) -> GetReportReply {
    let (core, _) = core(|| reply(status, &[("content-type", content_type)], body));
    let call: Call<GetReportReply> = core.request(&GET_REPORT).call(replies);
    call.await.unwrap()
}

fn upload() -> Upload {
    Upload { title: "A b".to_owned(), place: Some(Place { zip: Some(7) }), ..Upload::default() }
}

#[tokio::test]
async fn a_form_is_sent_as_its_encodings_say() {
    let body = Upload { tags: Some(vec!["x".to_owned(), "y".to_owned()]), photo: Some(File::new("me")), ..upload() };
    let (media_type, text) = sent(&UPLOAD, |request| request.form(&body)).await;
    assert_eq!(media_type, "application/x-www-form-urlencoded");
    assert_eq!(text, "title=A%20b&tags=x&tags=y&photo=me&place%5Bzip%5D=7");
}

#[tokio::test]
async fn files_travel_untouched_in_parts() {
    let body = Upload {
        photo: Some(File::new("\"1\"").file_name("front.png")),
        pages: Some(vec![File::new("2").content_type("text/html"), File::new("3")]),
        ..upload()
    };
    let (media_type, text) = sent(&UPLOAD, |request| request.multipart(&body)).await;
    assert_eq!(media_type, "multipart/form-data; boundary=bindery-boundary-0000");
    let parts: Vec<&str> = text.split("--bindery-boundary-0000").map(str::trim).collect();
    assert_eq!(
        parts,
        [
            "",
            "Content-Disposition: form-data; name=\"title\"\r\n\r\nA b",
            "Content-Disposition: form-data; name=\"photo\"; filename=\"front.png\"\r\nContent-Type: image/png\r\n\r\n\"1\"",
            "Content-Disposition: form-data; name=\"pages\"; filename=\"pages\"\r\nContent-Type: text/html\r\n\r\n2",
            "Content-Disposition: form-data; name=\"pages\"; filename=\"pages\"\r\nContent-Type: application/octet-stream\r\n\r\n3",
            "Content-Disposition: form-data; name=\"place[zip]\"\r\n\r\n7",
            "--",
        ]
    );
}

#[tokio::test]
async fn one_operation_may_take_bodies_of_several_types() {
    assert_eq!(sent(&UPLOAD, |request| request.json(&upload())).await.0, "application/json");
    assert_eq!(sent(&PUT_TEXT, |request| request.body("hello")).await, ("text/plain".to_owned(), "hello".to_owned()));
    let chosen = sent(&PUT_TEXT, |request| request.body("a,b").content_type("text/csv")).await;
    assert_eq!(chosen, ("text/csv".to_owned(), "a,b".to_owned()));
}

#[tokio::test]
async fn items_may_be_sent_a_line_each() {
    let rows = vec![Place { zip: Some(1) }, Place { zip: None }];
    let wanted = "{\"zip\":1}\n{}\n".to_owned();
    assert_eq!(sent(&BULK, |request| request.lines(&rows)).await, ("application/x-ndjson".to_owned(), wanted));
}

#[tokio::test]
async fn what_has_no_members_is_no_form() {
    let (core, memory) = core(|| reply(204, &[], ""));
    let error = core.request(&UPLOAD).form(&7_i64).call(nothing).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Construct);
    assert_eq!(error.to_string(), "POST /photos: the body cannot be written: it is not an object");
    assert!(memory.seen().is_empty());
}

#[tokio::test]
async fn status_and_media_type_tell_which_reply_it_is() {
    assert!(matches!(report(200, "application/json", "[1]").await, GetReportReply::Rows(rows) if rows == [1]));
    assert!(matches!(report(200, "text/csv; charset=utf-8", "a,b").await, GetReportReply::Text(text) if text == "a,b"));
    assert!(
        matches!(report(202, "application/json", r#"{"zip": 1}"#).await, GetReportReply::Accepted(it) if it.zip == Some(1))
    );
    assert!(matches!(report(204, "", "").await, GetReportReply::NoContent));
}

#[tokio::test]
async fn one_of_several_kinds_can_be_asked_for() {
    let (core, memory) = core(|| reply(200, &[("content-type", "text/csv")], "a,b"));
    let call: Call<GetReportReply> = core.request(&GET_REPORT).call(replies);
    assert!(matches!(call.accept("text/csv").await.unwrap(), GetReportReply::Text(text) if text == "a,b"));
    assert_eq!(memory.only().headers["accept"], "text/csv");
}

#[tokio::test]
async fn a_reply_that_nobody_described_is_kept() {
    let GetReportReply::Other(payload) = report(200, "application/xml", "<a/>").await else { panic!("it is known") };
    assert_eq!((payload.status(), payload.media_type()), (StatusCode::OK, Some("application/xml")));
    assert_eq!(payload.text().unwrap(), "<a/>");
}
