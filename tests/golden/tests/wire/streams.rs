//! What comes in piece by piece, by the clients of the cases.

use golden::event_streams::Client;

use super::answer::Answer;
use super::server::Server;

fn streaming(media_type: &str, body: &str) -> (Server, Client) {
    let server = Server::new([Answer::new(200, &[("content-type", media_type)], body)]);
    let client = Client::builder().base_url(server.url()).build().unwrap();
    (server, client)
}

#[tokio::test]
async fn an_event_carries_what_the_document_says() {
    let text = "data: {\"delta\": \"a\"}\n\ndata: {\"delta\": \"b\"}\n\ndata: [DONE]\n\n";
    let (_server, client) = streaming("text/event-stream", text);
    let mut chunks = client.e().chunks().await.unwrap();
    let mut read = Vec::new();
    while let Some(event) = chunks.next().await {
        read.extend(event.unwrap().data.delta);
    }
    assert_eq!(read, ["a", "b"]);
}

#[tokio::test]
async fn an_event_may_be_described_whole() {
    let (_server, client) = streaming("text/event-stream", "event: chunk\ndata: {\"delta\": \"a\"}\n\n");
    let event = client.e().events().await.unwrap().next().await.unwrap().unwrap();
    assert_eq!((event.event.as_str(), event.data.delta.as_deref()), ("chunk", Some("a")));
}

#[tokio::test]
async fn an_event_may_be_text() {
    let (_server, client) = streaming("text/event-stream", "data: a\ndata: b\n\n");
    let event = client.e().texts().await.unwrap().next().await.unwrap().unwrap();
    assert_eq!(event.data, "a\nb");
}

#[tokio::test]
async fn texts_of_a_sequence_begin_with_a_separator() {
    let text = "\u{1E}{\"delta\": \"a\"}\n\u{1E}{\"delta\":\n\"b\"}\n";
    let (_server, client) = streaming("application/json-seq", text);
    let mut values = client.e().sequence().await.unwrap();
    let mut read = Vec::new();
    while let Some(value) = values.next().await {
        read.extend(value.unwrap().delta);
    }
    assert_eq!(read, ["a", "b"]);
}
