//! Replies that are read as they arrive.

use std::future::pending;
use std::sync::Arc;
use std::time::Duration;

use bindery_runtime::clock::VirtualClock;
use bindery_runtime::future::BoxFuture;
use bindery_runtime::transport::{Body, Chunks, HttpReply, HttpRequest, TransportError};
use bindery_runtime::{
    Api, Builder, Bytes, Core, Error, ErrorKind, Event, EventStream, Lines, Operation, Payload, Retry, events,
    json_events, lines, nothing, replies,
};

use crate::memory::{Memory, pieces, reply};

static API: Api = Api::new("streams/0.1.0").servers(&["https://api.example.com"]);
static WATCH: Operation = Operation::new("watch", "GET", "/events").streams(&["text/event-stream"]);
static EXPORT: Operation =
    Operation::new("export", "GET", "/rows").streams(&["application/jsonl", "application/json-seq"]);
static ASK: Operation = Operation::new("ask", "POST", "/answers").streams(&["text/event-stream"]);
static PLAIN: Operation = Operation::new("plain", "GET", "/plain");

#[derive(Debug)]
enum WatchReply {
    Count(i64),
    Events(EventStream<i64>),
    Other(Payload),
}

bindery_runtime::replies! {
    WatchReply {
        Count = "200", "application/json" => json;
        Events = "200", "text/event-stream" => json_events;
    }
}

/// A client whose only reply has this media type and body.
fn core(content_type: &'static str, body: impl Into<Body>) -> (Core, Arc<Memory>) {
    let memory = Memory::new([reply(200, &[("content-type", content_type)], body)]);
    (Builder::new(&API).transport(Arc::clone(&memory)).max_reply_bytes(40).build().unwrap(), memory)
}

async fn watch(body: impl Into<Body>) -> EventStream<String> {
    core("text/event-stream; charset=utf-8", body).0.request(&WATCH).call(events).await.unwrap()
}

async fn watch_numbers(body: impl Into<Body>) -> EventStream<i64> {
    core("text/event-stream", body).0.request(&WATCH).call(json_events).await.unwrap()
}

async fn export(content_type: &'static str, body: impl Into<Body>) -> Lines<i64> {
    core(content_type, body).0.request(&EXPORT).call(lines).await.unwrap()
}

/// Type, data and id of every event.
async fn all(mut stream: EventStream<String>) -> Vec<(String, String, Option<String>)> {
    let mut all = Vec::new();
    while let Some(event) = stream.next().await {
        let Event { event, data, id, .. } = event.unwrap();
        all.push((event, data, id));
    }
    all
}

fn message(data: &str) -> (String, String, Option<String>) {
    ("message".to_owned(), data.to_owned(), None)
}

#[tokio::test]
async fn an_event_is_the_lines_before_a_blank_one() {
    let events = all(watch("data: a\ndata:b\ndata\n\nevent: add\ndata:  c\n\n").await).await;
    assert_eq!(events, [message("a\nb\n"), ("add".to_owned(), " c".to_owned(), None)]);
}

#[tokio::test]
async fn an_event_without_data_or_end_is_none() {
    assert_eq!(all(watch("event: add\n\ndata: a\n\ndata: cut off").await).await, [message("a")]);
}

#[tokio::test]
async fn comments_and_unknown_fields_are_ignored() {
    assert_eq!(all(watch(": ping\n\ncolor: red\ndata: a\n\n").await).await, [message("a")]);
}

#[tokio::test]
async fn an_id_stays_until_the_next_one() {
    let id = |event: &(String, String, Option<String>)| event.2.clone();
    let events = all(watch("id: 1\ndata: a\n\ndata: b\n\nid\ndata: c\n\nid: x\0y\ndata: d\n\n").await).await;
    assert_eq!(events.iter().map(id).collect::<Vec<_>>(), [Some("1".to_owned()), Some("1".to_owned()), None, None]);
}

#[tokio::test]
async fn how_to_connect_again_is_kept() {
    let mut stream = watch("retry: 1500\nid: 7\n\nretry: soon\ndata: a\n\n").await;
    stream.next().await.unwrap().unwrap();
    assert_eq!((stream.retry(), stream.last_event_id()), (Some(Duration::from_millis(1_500)), Some("7")));
}

#[tokio::test]
async fn lines_end_in_three_ways_wherever_the_pieces_are_cut() {
    const TEXT: &str = "data: a\r\ndata: b\rdata: c\n\r\ndata: d\r\rdata: e\n\n";
    let wanted = [message("a\nb\nc"), message("d"), message("e")];
    assert_eq!(all(watch(TEXT).await).await, wanted);
    let bytes = pieces((0..TEXT.len()).map(|at| Ok(&TEXT[at..=at])));
    assert_eq!(all(watch(bytes).await).await, wanted);
}

#[tokio::test]
async fn one_byte_order_mark_is_ignored() {
    assert_eq!(all(watch("\u{FEFF}data: a\n\n\u{FEFF}data: b\n\n").await).await, [message("a")]);
}

#[tokio::test]
async fn events_may_carry_json() {
    let mut stream = watch_numbers("data: 1\n\ndata: \"two\"\n\ndata: 3\n\ndata: [DONE]\n\ndata: 4\n\n").await;
    assert_eq!(stream.next().await.unwrap().unwrap().data, 1);
    let error = stream.next().await.unwrap().unwrap_err();
    let wanted =
        "GET /events: 200 OK, but a piece of the stream does not fit: expected an integer, found \"two\" at $ (byte 0)";
    assert_eq!((error.to_string().as_str(), error.body()), (wanted, &b"\"two\""[..]));
    assert_eq!(stream.next().await.unwrap().unwrap().data, 3);
    assert!(stream.next().await.is_none());
    assert!(stream.next().await.is_none());
}

/// One connection after another of the same stream.
struct Connections {
    core: Core,
    memory: Arc<Memory>,
    clock: VirtualClock,
}

impl Connections {
    fn new(bodies: impl IntoIterator<Item = Body>) -> Self {
        let events = |body| reply(200, &[("content-type", "text/event-stream")], body);
        Self::of(bodies.into_iter().map(events))
    }

    fn of(script: impl IntoIterator<Item = Result<HttpReply, TransportError>>) -> Self {
        let (memory, clock) = (Memory::new(script), VirtualClock::new());
        clock.fix_random(u64::MAX);
        let builder = Builder::new(&API).transport(Arc::clone(&memory)).clock(clock.clone());
        Self { core: builder.build().unwrap(), memory, clock }
    }

    async fn open(&self, operation: &'static Operation) -> EventStream<String> {
        self.core.request(operation).call(events).await.unwrap()
    }

    /// The id sent with each connection except the first.
    fn ids(&self) -> Vec<Option<String>> {
        let id = |request: &HttpRequest| Some(request.headers.get("last-event-id")?.to_str().unwrap().to_owned());
        self.memory.seen().iter().skip(1).map(id).collect()
    }
}

/// These events, and then the connection breaks.
fn broken(text: &'static str) -> Body {
    pieces([Ok(text), Err(TransportError::interrupted("reset"))])
}

/// The data of every event, and the error at the end.
async fn told(mut stream: EventStream<String>) -> (Vec<String>, Option<Error>) {
    let mut data = Vec::new();
    loop {
        match stream.next().await {
            None => return (data, None),
            Some(Ok(event)) => data.push(event.data),
            Some(Err(error)) => return (data, Some(error)),
        }
    }
}

#[tokio::test]
async fn a_stream_that_broke_goes_on_behind_the_last_event() {
    let all = Connections::new([broken("retry: 1500\nid: 1\ndata: a\n\ndata: cut o"), "id: 2\ndata: b\n\n".into()]);
    let (data, error) = told(all.open(&WATCH).await).await;
    assert_eq!((data, error.is_none()), (vec!["a".to_owned(), "b".to_owned()], true));
    assert_eq!((all.ids(), all.clock.slept()), (vec![Some("1".to_owned())], vec![Duration::from_millis(1_500)]));
}

/// A body that never arrives.
struct Silent;

impl Chunks for Silent {
    fn next(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        Box::pin(pending())
    }
}

#[tokio::test]
async fn a_reply_that_is_no_stream_ends_with_its_call() {
    let memory = Memory::new([reply(500, &[], Body::new(Silent)), reply(200, &[], Body::new(Silent))]);
    let core = Builder::new(&API).transport(memory).retry(Retry::none()).build().unwrap();
    let watch = || core.request(&WATCH).timeout(Duration::from_millis(20)).call(events);
    assert_eq!(watch().await.unwrap_err().status().map(|status| status.as_u16()), Some(500));
    assert_eq!(watch().await.unwrap_err().kind(), ErrorKind::Timeout);
}

#[tokio::test]
async fn an_event_that_was_cut_off_comes_again() {
    let all = Connections::new([broken("id: 1\ndata: a\n\nid: 2\ndata: b"), "id: 2\ndata: b\n\n".into()]);
    assert_eq!(told(all.open(&WATCH).await).await.0, ["a", "b"]);
    assert_eq!(all.ids(), [Some("1".to_owned())]);
}

#[tokio::test]
async fn without_an_id_or_with_an_effect_it_goes_on_when_the_caller_says_so() {
    for (operation, text) in [(&WATCH, "data: a\n\n"), (&ASK, "id: 1\ndata: a\n\n")] {
        let error = told(Connections::new([broken(text)]).open(operation).await).await.1.unwrap();
        assert_eq!(error.kind(), ErrorKind::Connect);
        let all = Connections::of([
            reply(200, &[("content-type", "text/event-stream")], broken(text)),
            reply(200, &[("content-type", "text/event-stream")], "data: b\n\n"),
            reply(204, &[], ""),
        ]);
        let (data, error) = told(all.open(operation).await.reconnect()).await;
        assert_eq!((data, error.is_none()), (vec!["a".to_owned(), "b".to_owned()], true));
        assert_eq!(all.memory.seen().len(), 3);
    }
}

#[tokio::test]
async fn the_end_is_the_end() {
    let all = Connections::new(["id: 1\ndata: a\n\n".into()]);
    let (data, error) = told(all.open(&WATCH).await).await;
    assert_eq!((data.len(), error.is_none(), all.memory.seen().len()), (1, true, 1));
    let all = Connections::new([Body::from("data: 1\n\ndata: [DONE]\n\n")]);
    let mut stream = all.core.request(&WATCH).call(json_events::<i64>).await.unwrap().reconnect();
    assert_eq!(stream.next().await.unwrap().unwrap().data, 1);
    assert!(stream.next().await.is_none() && stream.next().await.is_none());
}

#[tokio::test]
async fn a_stream_that_only_breaks_is_given_up() {
    let all = Connections::new([broken("id: 1\ndata: a\n\n"), broken(""), broken(": ping\n\n")]);
    let (data, error) = told(all.open(&WATCH).await).await;
    assert_eq!((data.len(), error.unwrap().kind()), (1, ErrorKind::Connect));
    assert_eq!((all.ids().len(), all.clock.slept()), (2, [500, 1_000].map(Duration::from_millis).to_vec()));
    let ended = Connections::new(["data: a\n\n".into(), "".into(), "".into()]);
    let (data, error) = told(ended.open(&WATCH).await.reconnect()).await;
    assert_eq!((data.len(), error.is_none()), (1, true));
}

#[tokio::test]
async fn who_wants_nothing_sent_again_gets_no_second_connection() {
    let all = Connections::new([broken("id: 1\ndata: a\n\n")]);
    let call = all.core.request(&WATCH).retry(Retry::none()).call(events);
    let error = told(call.await.unwrap().reconnect()).await.1.unwrap();
    assert_eq!((error.kind(), all.memory.seen().len()), (ErrorKind::Connect, 1));
}

#[tokio::test]
async fn what_comes_instead_of_a_stream_ends_it() {
    for (second, wanted) in [
        (reply(200, &[("content-type", "text/html")], "?"), "GET /events: 200 OK, but the reply is no longer a stream"),
        (reply(404, &[], "gone"), "GET /events: 404 Not Found: gone"),
    ] {
        let first = reply(200, &[("content-type", "text/event-stream")], broken("id: 1\ndata: a\n\n"));
        let mut stream = Connections::of([first, second]).open(&WATCH).await;
        stream.next().await.unwrap().unwrap();
        assert_eq!(stream.next().await.unwrap().unwrap_err().to_string(), wanted);
        assert!(stream.next().await.is_none());
    }
}

#[tokio::test]
async fn values_come_a_line_each() {
    let mut rows = export("application/jsonl", "1\r\n\n 2 \nthree\n4").await;
    assert_eq!(rows.next().await.unwrap().unwrap(), 1);
    assert_eq!(rows.next().await.unwrap().unwrap(), 2);
    assert!(rows.next().await.unwrap().is_err());
    assert_eq!(rows.next().await.unwrap().unwrap(), 4);
    assert!(rows.next().await.is_none());
}

#[tokio::test]
async fn records_of_a_sequence_may_hold_line_feeds() {
    let mut rows = export("application/json-seq", "\x1E1\n\x1E\n2\n").await;
    assert_eq!(rows.next().await.unwrap().unwrap(), 1);
    assert_eq!(rows.next().await.unwrap().unwrap(), 2);
    assert!(rows.next().await.is_none());
}

#[tokio::test]
async fn a_stream_can_be_read_by_another_task() {
    let mut stream = watch("data: a\n\n").await;
    let event = tokio::spawn(async move { stream.next().await }).await.unwrap();
    assert_eq!(event.unwrap().unwrap().data, "a");
}

#[tokio::test]
async fn what_came_is_given_before_the_connection_breaks() {
    let body = pieces([Ok("1\n2"), Err(TransportError::interrupted("reset")), Ok("3\n")]);
    let mut rows = export("application/jsonl", body).await;
    assert_eq!(rows.next().await.unwrap().unwrap(), 1);
    let error = rows.next().await.unwrap().unwrap_err();
    assert_eq!(error.to_string(), "GET /rows: the connection broke: reset");
    assert!(rows.next().await.is_none());
}

#[tokio::test]
async fn the_limit_is_that_of_one_line() {
    let mut rows = export("application/jsonl", "1234567890\n".repeat(9)).await;
    assert_eq!(rows.next().await.unwrap().unwrap(), 1_234_567_890);
    let mut rows = export("application/jsonl", "1".repeat(41)).await;
    let error = rows.next().await.unwrap().unwrap_err();
    assert_eq!(error.to_string(), "GET /rows: the reply's body is larger than the limit of 40 bytes");
    assert!(rows.next().await.is_none());
}

#[tokio::test]
async fn the_data_of_an_event_is_limited_too() {
    let mut stream = watch("data: 12345\n".repeat(9)).await;
    assert!(stream.next().await.unwrap().is_err());
    assert!(stream.next().await.is_none());
}

#[tokio::test]
async fn an_operation_may_answer_with_a_value_or_a_stream() {
    let (client, _) = core("application/json", "7");
    assert!(matches!(client.request(&WATCH).call(replies).await.unwrap(), WatchReply::Count(7)));
    let (client, _) = core("text/event-stream", "data: 1\n\n");
    let WatchReply::Events(mut stream) = client.request(&WATCH).call(replies).await.unwrap() else {
        panic!("no stream")
    };
    assert_eq!(stream.next().await.unwrap().unwrap().data, 1);
}

#[tokio::test]
async fn a_reply_beside_the_stream_is_kept_whole() {
    let (client, _) = core("text/html", "?");
    let WatchReply::Other(payload) = client.request(&WATCH).call(replies).await.unwrap() else { panic!("it is known") };
    assert_eq!(payload.bytes(), "?");
}

#[tokio::test]
async fn a_stream_that_was_not_announced_is_read_from_what_came() {
    let mut rows = export("text/plain", "1\n2\n").await;
    assert_eq!(rows.next().await.unwrap().unwrap(), 1);
}

#[tokio::test]
async fn a_refusal_is_no_stream() {
    let memory = Memory::new([reply(429, &[("content-type", "text/event-stream")], "slow down")]);
    let core = Builder::new(&API).transport(Arc::clone(&memory)).retry(Retry::none()).build().unwrap();
    let error = core.request(&WATCH).call(events).await.unwrap_err();
    assert_eq!(error.to_string(), "GET /events: 429 Too Many Requests: slow down");
}

#[tokio::test]
async fn the_transport_is_told_that_the_body_may_go_on() {
    for (operation, streams) in [(&WATCH, true), (&PLAIN, false)] {
        let (client, memory) = core("text/plain", "");
        client.request(operation).call(nothing).await.unwrap();
        assert_eq!(memory.only().timeouts.streams, streams);
    }
}

#[cfg(feature = "blocking")]
#[test]
fn a_stream_that_was_waited_for_is_an_iterator() {
    let (core, _) = core("application/jsonl", "1\n2\nx\n");
    let lines: Lines<i64> = core.request(&EXPORT).call(lines).wait().unwrap();
    let read: Vec<Option<i64>> = lines.map(Result::ok).collect();
    assert_eq!(read, [Some(1), Some(2), None]);
}
