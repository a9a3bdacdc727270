//! What each kind of body is on the wire, by the clients of the cases.

use bindery_runtime::{File, Upload};
use golden::body_kinds::operations::SetLogoContent;
use golden::body_kinds::types::{Note, SetLogoBody};
use golden::encodings::types::{Filter, FilterNear, Photo};
use golden::nulls::types::State;
use golden::text_choices::types::Question;
use golden::{body_kinds, encodings, nulls, text_choices};

use super::answer::Answer;
use super::server::{Request, Server};

#[tokio::test]
async fn what_may_be_json_or_a_form_of_one_schema_is_json() {
    let (server, client) = bodies();
    client.notes().create(&Note::default().text("a")).await.unwrap();
    assert_eq!(sent(&server.only()), ("application/json", r#"{"text":"a"}"#));
}

#[tokio::test]
async fn each_kind_of_body_says_its_media_type() {
    for (body, wanted) in [
        (SetLogoBody::new("u").into(), ("application/json", r#"{"url":"u"}"#)),
        (SetLogoContent::Png(Upload::new("PNG")), ("image/png", "PNG")),
        (SetLogoContent::Text("a logo".to_owned()), ("text/plain", "a logo")),
    ] {
        let (server, client) = bodies();
        client.notes().set_logo().body(body).await.unwrap();
        assert_eq!(sent(&server.only()), wanted);
    }
}

#[tokio::test]
async fn a_text_is_enough_where_any_text_is_allowed() {
    let server = Server::new([Answer::new(204, &[], "")]);
    let client = text_choices::Client::builder().base_url(server.url()).build().unwrap();
    client.answers().answer(&Question::new("harsh", "huge", "auto").voice("low")).like("small").await.unwrap();
    let request = server.only();
    assert_eq!(request.target, "/answers?like=small");
    assert_eq!(sent(&request), ("application/json", r#"{"tone":"harsh","model":"huge","tool":"auto","voice":"low"}"#));
}

#[tokio::test]
async fn null_is_a_reply() {
    let json = |text| Answer::new(200, &[("content-type", "application/json")], text);
    let server = Server::new([json("null"), json("{}")]);
    let client = nulls::Client::builder().base_url(server.url()).build().unwrap();
    client.engine().stop().await.unwrap();
    assert!(client.engine().stop().await.unwrap_err().to_string().contains("expected null"));
}

#[test]
fn null_is_not_a_missing_member() {
    for json in [r#"{"always":null}"#, r#"{"always":null,"sometimes":null,"listed":[null]}"#, r#"{"always":1}"#] {
        let state: State = bindery_runtime::decode(json.as_bytes()).unwrap();
        assert_eq!(state.sometimes.is_some(), json.contains("sometimes"));
        assert_eq!(String::from_utf8(bindery_runtime::encode(&state).unwrap()).unwrap(), json);
    }
}

#[tokio::test]
async fn the_caller_fills_a_range_of_media_types() {
    for (body, media_type) in [
        (Upload::new("GIF"), "application/octet-stream"),
        (Upload::new("GIF").content_type("image/gif"), "image/gif"),
        (File::new("GIF").file_name("a.gif").content_type("image/gif").into(), "image/gif"),
    ] {
        let (server, client) = bodies();
        client.notes().add_picture(body).await.unwrap();
        assert_eq!(sent(&server.only()), (media_type, "GIF"));
    }
}

#[tokio::test]
async fn members_of_a_form_are_written_as_their_encoding_says() {
    let server = Server::new([Answer::new(204, &[], "")]);
    let client = encodings::Client::builder().base_url(server.url()).build().unwrap();
    let filter = Filter::default().near(FilterNear::default().lat(1.5)).ids(vec![1, 2]).url("https://a/b?c");
    client.forms().search(&filter).await.unwrap();
    let form = "application/x-www-form-urlencoded";
    assert_eq!(sent(&server.only()), (form, "near%5Blat%5D=1.5&ids=1,2&url=https://a/b?c"));
}

#[tokio::test]
async fn parts_have_the_types_that_their_encoding_says() {
    let server = Server::new([Answer::new(204, &[], "")]);
    let client = encodings::Client::builder().base_url(server.url()).build().unwrap();
    client.forms().upload_photo(&Photo::new(File::new("PNG")).about("me")).await.unwrap();
    let request = server.only();
    let (media_type, body) = sent(&request);
    let boundary = media_type.strip_prefix("multipart/form-data; boundary=").unwrap();
    let wanted = format!(
        "--{boundary}\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"photo\"\r\nContent-Type: image/png\r\n\r\nPNG\r\n\
         --{boundary}\r\nContent-Disposition: form-data; name=\"about\"\r\nContent-Type: application/json\r\n\r\n\"me\"\r\n\
         --{boundary}--\r\n"
    );
    assert_eq!(body, wanted);
}

fn bodies() -> (Server, body_kinds::Client) {
    let server = Server::new([Answer::new(204, &[], "")]);
    let client = body_kinds::Client::builder().base_url(server.url()).build().unwrap();
    (server, client)
}

/// The media type of a body, and the body.
fn sent(request: &Request) -> (&str, &str) {
    (request.header("content-type").unwrap_or_default(), std::str::from_utf8(&request.body).unwrap())
}
