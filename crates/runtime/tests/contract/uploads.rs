//! Request bodies that are sent in pieces.

use std::collections::VecDeque;
use std::io::{Read, Write as _};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bindery_runtime::clock::VirtualClock;
use bindery_runtime::future::BoxFuture;
use bindery_runtime::transport::{Body, HttpReply, HttpRequest, Transport, TransportError};
use bindery_runtime::{
    Api, Builder, Call, Core, Empty as _, Error, ErrorKind, File, Operation, Request, Source, Upload, nothing,
};

use crate::memory::{pieces, reply};

/// Pieces that arrive when the test sends them.
struct Slow(Receiver<()>);

impl Read for Slow {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        self.0.recv().map_err(std::io::Error::other)?;
        buffer[0] = b'x';
        Ok(1)
    }
}

#[tokio::test]
async fn a_read_that_was_given_up_is_no_end() {
    let (go, gate) = channel();
    let mut body = Body::reader(Slow(gate));
    tokio::select! {
        biased;
        _ = body.next() => panic!("nothing was there"),
        () = tokio::task::yield_now() => {}
    }
    go.send(()).unwrap();
    assert!(body.next().await.is_err());
}

static API: Api = Api::new("uploads/0.1.0").servers(&["https://api.example.com"]);
static PUT: Operation = Operation::new("put", "PUT", "/photo").content_type("image/png");
static ADD: Operation = Operation::new("add", "POST", "/photos").content_type("multipart/form-data");

#[derive(Default)]
struct Photo {
    title: Option<String>,
    photo: Option<File>,
}

bindery_runtime::record! {
    Photo {
        title = "title";
        photo = "photo";
    }
}

/// The outcome of an attempt: the reply after its whole body, or a failure before any of it.
type Outcome = Result<HttpReply, TransportError>;

/// Reads every body to its end.
#[derive(Debug, Default)]
struct Reading {
    script: Mutex<VecDeque<Outcome>>,
    bodies: Mutex<Vec<String>>,
    attempts: Mutex<Vec<HttpRequest>>,
}

impl Transport for Reading {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Outcome> {
        Box::pin(async move {
            self.attempts.lock().unwrap().push(request.clone());
            let reply = self.script.lock().unwrap().pop_front().expect("the script has no more replies")?;
            let body = request.body.collect().await?;
            self.bodies.lock().unwrap().push(String::from_utf8(body.to_vec()).unwrap());
            Ok(reply)
        })
    }
}

fn core(script: impl IntoIterator<Item = Outcome>) -> (Core, Arc<Reading>) {
    let reading = Arc::new(Reading { script: Mutex::new(script.into_iter().collect()), ..Reading::default() });
    let clock = VirtualClock::new();
    (Builder::new(&API).transport(Arc::clone(&reading)).clock(clock).build().unwrap(), reading)
}

/// What the server received in each attempt, and the result of the call.
async fn put(source: impl Into<Source>, script: impl IntoIterator<Item = Outcome>) -> (Vec<String>, Result<(), Error>) {
    let (core, reading) = core(script);
    let outcome = core.request(&PUT).body(Upload::new(source)).call(nothing).await;
    let bodies = reading.bodies.lock().unwrap().clone();
    (bodies, outcome)
}

fn fine() -> Outcome {
    reply(204, &[], "")
}

fn down() -> Outcome {
    reply(503, &[], "")
}

fn moved() -> Outcome {
    reply(307, &[("location", "/elsewhere")], "")
}

fn hello() -> Body {
    pieces([Ok("hel"), Ok(""), Ok("lo")])
}

#[tokio::test]
async fn pieces_arrive_in_their_order() {
    assert_eq!(put(Source::once(hello()), [fine()]).await.0, ["hello"]);
    assert_eq!(put(Source::once(Body::reader(&b"hello"[..])), [fine()]).await.0, ["hello"]);
}

#[tokio::test]
async fn what_can_be_made_anew_is_sent_again() {
    let (bodies, outcome) = put(Source::from_fn(hello), [down(), fine()]).await;
    assert_eq!((bodies, outcome.is_ok()), (vec!["hello".to_owned(); 2], true));
    let (bodies, outcome) = put(Source::from_fn(hello), [moved(), fine()]).await;
    assert_eq!((bodies, outcome.is_ok()), (vec!["hello".to_owned(); 2], true));
}

#[tokio::test]
async fn what_was_read_once_is_never_sent_again() {
    for first in [down(), moved()] {
        let (bodies, outcome) = put(Source::once(hello()), [first, fine()]).await;
        assert_eq!((bodies, outcome.unwrap_err().kind()), (vec!["hello".to_owned()], ErrorKind::Status));
    }
}

#[tokio::test]
async fn what_nobody_has_read_is_sent_again() {
    let refused = Err(TransportError::connect("refused"));
    let (bodies, outcome) = put(Source::once(hello()), [refused, fine()]).await;
    assert_eq!((bodies, outcome.is_ok()), (vec!["hello".to_owned()], true));
}

#[tokio::test]
async fn one_stream_is_no_body_of_two_calls() {
    let source = Source::once(hello());
    put(source.clone(), [fine()]).await.1.unwrap();
    let error = put(source, [fine()]).await.1.unwrap_err();
    assert_eq!(
        error.to_string(),
        "PUT /photo: the request's body cannot be read: its stream was already read, and can be read only once"
    );
}

#[tokio::test]
async fn a_length_is_a_promise() {
    for (length, how) in [(4, "longer"), (6, "shorter")] {
        let error = put(Source::from_fn(hello).length(length), [fine(), fine()]).await.1.unwrap_err();
        let wanted = format!(
            "PUT /photo: the request's body cannot be read: it is {how} than its declared length of {length} bytes"
        );
        assert_eq!((error.kind(), error.is_retryable(), error.to_string()), (ErrorKind::Body, false, wanted));
    }
}

#[tokio::test]
async fn a_stream_that_breaks_is_nobodys_fault_but_its_own() {
    let broken = || pieces([Ok("hel"), Err(TransportError::interrupted("the disk is gone"))]);
    let error = put(Source::from_fn(broken), [fine(), fine()]).await.1.unwrap_err();
    assert_eq!(error.to_string(), "PUT /photo: the request's body cannot be read: the disk is gone");
    assert_eq!((error.kind(), error.was_sent(), error.attempts()), (ErrorKind::Body, true, 1));
}

#[tokio::test]
async fn a_file_is_read_anew_for_each_attempt() {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(b"hello").unwrap();
    let (bodies, outcome) = put(Source::path(file.path()).unwrap(), [down(), fine()]).await;
    assert_eq!((bodies, outcome.is_ok()), (vec!["hello".to_owned(); 2], true));
    assert_eq!(File::path(file.path()).unwrap().file_name.as_deref(), file.path().file_name().unwrap().to_str());

    let source = Source::path(file.path()).unwrap();
    assert_eq!(source.len(), Some(5));
    drop(file);
    assert_eq!(put(source, [fine()]).await.1.unwrap_err().kind(), ErrorKind::Body);
    assert!(Source::path("no such file").is_err() && Source::path(".").is_err());
}

/// The progress reports of an upload.
async fn reported(set_up: impl FnOnce(Request) -> Request, script: Vec<Outcome>) -> Vec<(u64, Option<u64>)> {
    let (core, _) = core(script);
    let told = Arc::new(Mutex::new(Vec::new()));
    let ear = Arc::clone(&told);
    let call: Call<()> = set_up(core.request(&PUT)).call(nothing);
    call.on_progress(move |sent, total| ear.lock().unwrap().push((sent, total))).await.unwrap();
    told.lock().unwrap().clone()
}

#[tokio::test]
async fn whoever_wants_to_know_is_told_how_far_it_is() {
    let large = |request: Request| request.body(vec![b'x'; 100_000]);
    assert_eq!(reported(large, vec![fine()]).await, [(65_536, Some(100_000)), (100_000, Some(100_000))]);
    let unknown = |request: Request| request.body(Source::from_fn(hello));
    assert_eq!(reported(unknown, vec![down(), fine()]).await, [(3, None), (5, None), (3, None), (5, None)]);
}

#[tokio::test]
async fn a_part_may_come_in_pieces() {
    let (core, reading) = core([fine()]);
    let file = File::new(Source::from_fn(hello).length(5)).file_name("front.png").content_type("image/png");
    let body = Photo { title: Some("Front".to_owned()), photo: Some(file) };
    core.request(&ADD).multipart(&body).call(nothing).await.unwrap();
    let sent = reading.bodies.lock().unwrap()[0].clone();
    let request = reading.attempts.lock().unwrap()[0].clone();
    let boundary = request.headers["content-type"].to_str().unwrap().split_once("boundary=").unwrap().1.to_owned();
    assert_eq!(
        sent.replace(&boundary, "B").replace("\r\n", "\n"),
        "--B\nContent-Disposition: form-data; name=\"title\"\n\nFront\n\
         --B\nContent-Disposition: form-data; name=\"photo\"; filename=\"front.png\"\nContent-Type: image/png\n\nhello\n--B--\n"
    );
    assert_eq!(request.body.len(), u64::try_from(sent.len()).ok());
}

#[tokio::test]
async fn a_part_that_comes_in_pieces_is_no_json() {
    let (core, _) = core([]);
    let body = Photo { photo: Some(File::new(Source::once("x"))), ..Photo::empty() };
    let error = core.request(&ADD).json(&body).call(nothing).await.unwrap_err();
    assert!(error.to_string().contains("a file in pieces can be sent only as a part of a multipart body"), "{error}");
}

#[tokio::test]
async fn a_large_file_has_the_time_of_the_whole_call() {
    for (body, wanted) in [(Source::from("hello"), 60), (Source::from_fn(hello), 180)] {
        let (core, reading) = core([fine()]);
        core.request(&PUT).body(body).call(nothing).await.unwrap();
        assert_eq!(reading.attempts.lock().unwrap()[0].timeouts.attempt, Duration::from_secs(wanted));
    }
}
