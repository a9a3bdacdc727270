//! Large uploads on the wire, async and blocking.

use std::future::pending;
use std::io::{self, Read, Write as _};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bindery_runtime::clock::VirtualClock;
use bindery_runtime::future::BoxFuture;
use bindery_runtime::transport::{Body, Chunks, TransportError};
use bindery_runtime::{Bytes, Call, File, Operation, Retry, Source, nothing};
use housecall_pro::types::FileUpload;
use housecall_pro::{Client, ErrorKind};
use serde_json::json;

use super::answer::Answer;
use super::builder;
use super::server::Server;
use super::world::World;

static PUT: Operation = Operation::new("putPhoto", "PUT", "/photos/1").content_type("image/png");
static POST: Operation = Operation::new("addPhoto", "POST", "/photos").content_type("image/png");

/// More than a socket buffers before the other side reads.
const LARGE: usize = 16 << 20;

fn client(server: &Server) -> Client {
    builder(server).retry(Retry::default()).clock(VirtualClock::new()).build().unwrap()
}

fn send(server: &Server, operation: &'static Operation, source: Source) -> Call<()> {
    client(server).core().request(operation).body(source).call(nothing)
}

/// A body of this many bytes, created while it is read.
fn made(length: usize) -> Body {
    Body::reader(io::repeat(b'x').take(length.try_into().unwrap()))
}

fn fine() -> Answer {
    Answer::new(204, &[], "")
}

pub(super) async fn a_file_goes_out_with_its_length() {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(&vec![b'x'; 300_000]).unwrap();
    for world in World::BOTH {
        let server = Server::new([fine()]);
        world.send(send(&server, &PUT, Source::path(file.path()).unwrap())).await.unwrap();
        let sent = server.only();
        assert_eq!((sent.header("content-length"), sent.header("transfer-encoding")), (Some("300000"), None));
        assert_eq!((sent.header("content-type"), sent.body.len()), (Some("image/png"), 300_000), "{world:?}");
        assert!(sent.body.iter().all(|byte| *byte == b'x'), "{world:?}");
    }
}

pub(super) async fn a_file_without_a_length_goes_out_in_chunks() {
    for world in World::BOTH {
        let server = Server::new([fine()]);
        world.send(send(&server, &PUT, Source::once(made(300_000)))).await.unwrap();
        let sent = server.only();
        assert_eq!((sent.header("content-length"), sent.header("transfer-encoding")), (None, Some("chunked")));
        assert_eq!(sent.body.len(), 300_000, "{world:?}");
    }
}

pub(super) async fn a_reset_in_the_middle_is_survived_where_the_body_can_be_made_anew() {
    for world in World::BOTH {
        let server = Server::new([Answer::raw("").reset().early(), fine()]);
        world.send(send(&server, &PUT, Source::from_fn(|| made(LARGE)))).await.unwrap();
        let bodies: Vec<usize> = server.seen().iter().map(|request| request.body.len()).collect();
        assert_eq!(bodies, [0, LARGE], "{world:?}");
    }
}

pub(super) async fn what_was_read_once_is_never_sent_twice() {
    for world in World::BOTH {
        for first in [Answer::raw("").reset().early(), Answer::new(503, &[], "")] {
            let server = Server::new([first, fine()]);
            let error = world.send(send(&server, &PUT, Source::once(made(LARGE)))).await.unwrap_err();
            assert_eq!(
                (error.was_sent(), error.is_retryable(), error.attempts()),
                (true, true, 1),
                "{world:?}: {error}"
            );
            assert_eq!(server.seen().len(), 1, "{world:?}: {error}");
        }
    }
}

pub(super) async fn an_upload_is_sent_again_after_503() {
    for world in World::BOTH {
        let server = Server::new([Answer::new(503, &[], ""), fine()]);
        world.send(send(&server, &PUT, Source::from_fn(|| made(300_000)).length(300_000))).await.unwrap();
        assert!(server.seen().iter().all(|request| request.body.len() == 300_000), "{world:?}");
        assert_eq!(server.seen().len(), 2, "{world:?}");
    }
}

pub(super) async fn an_upload_by_post_is_never_sent_twice() {
    for world in World::BOTH {
        let server = Server::new([Answer::raw("").reset().early(), fine()]);
        let error = world.send(send(&server, &POST, Source::from_fn(|| made(LARGE)))).await.unwrap_err();
        assert_eq!((error.kind(), error.was_sent()), (ErrorKind::Connect, true), "{world:?}: {error}");
        assert_eq!(server.seen().len(), 1, "{world:?}: {error}");
    }
}

pub(super) async fn a_server_that_does_not_read_runs_out_of_time() {
    for world in World::BOTH {
        let server = Server::new([Answer::raw("").wait().early()]);
        // The pause before another attempt would exceed the remaining time.
        let call = send(&server, &POST, Source::from_fn(|| made(usize::MAX >> 1)));
        let error = world.send(call.timeout(Duration::from_millis(400))).await.unwrap_err();
        assert_eq!((error.kind(), error.was_sent()), (ErrorKind::Timeout, true), "{world:?}: {error}");
    }
}

/// Creates a body for one call.
type Make = fn() -> Source;

pub(super) async fn an_upload_that_breaks_is_not_the_servers_fault() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("the disk is gone"))
        }
    }
    let rows: [(&str, Make); 3] = [
        ("the disk is gone", || Source::once(Body::reader(made_then(Broken)))),
        ("it is shorter than its declared length of 9 bytes", || Source::from_fn(|| made(8)).length(9)),
        ("it is longer than its declared length of 9 bytes", || Source::from_fn(|| made(10)).length(9)),
    ];
    for world in World::BOTH {
        for (why, source) in rows {
            let server = Server::new([fine(), fine()]);
            let error = world.send(send(&server, &PUT, source())).await.unwrap_err();
            assert_eq!(
                error.to_string(),
                format!("PUT /photos/1: the request's body cannot be read: {why}"),
                "{world:?}"
            );
            assert_eq!((error.kind(), error.attempts()), (ErrorKind::Body, 1), "{world:?}");
        }
    }
}

/// Some bytes, and then the output of `end`.
fn made_then(end: impl Read + Send + 'static) -> impl Read + Send + 'static {
    io::repeat(b'x').take(9).chain(end)
}

pub(super) async fn progress_of_an_upload_is_told_anew_for_each_attempt() {
    for world in World::BOTH {
        let server = Server::new([Answer::new(503, &[], ""), fine()]);
        let told = Arc::new(Mutex::new(Vec::new()));
        let ear = Arc::clone(&told);
        let call = send(&server, &PUT, Source::from(vec![b'x'; 150_000]));
        let call = call.on_progress(move |sent, total| ear.lock().unwrap().push((sent, total.unwrap())));
        world.send(call).await.unwrap();
        let attempt = [(65_536, 150_000), (131_072, 150_000), (150_000, 150_000)];
        assert_eq!(*told.lock().unwrap(), [attempt, attempt].concat(), "{world:?}");
    }
}

pub(super) async fn a_part_may_be_a_file_on_disk() {
    let mut file = tempfile::Builder::new().suffix(".jpg").tempfile().unwrap();
    file.write_all(&vec![b'x'; 100_000]).unwrap();
    for world in World::BOTH {
        let server = Server::new([Answer::json(202, &json!({"job_url": "https://example.com/jobs/job_1"}))]);
        let photo = FileUpload::new(File::path(file.path()).unwrap().content_type("image/jpeg"));
        let call = client(&server).jobs().add_attachment("job_1", &photo);
        match world {
            World::Async => call.await.map(drop),
            World::Blocking => call.wait().map(drop),
        }
        .unwrap();
        let sent = server.only();
        assert_eq!(sent.header("content-length"), Some(&*sent.body.len().to_string()));
        let body = String::from_utf8(sent.body).unwrap();
        let name = file.path().file_name().unwrap().to_str().unwrap();
        assert!(body.contains(&format!("filename=\"{name}\"\r\nContent-Type: image/jpeg\r\n\r\nxxx")), "{world:?}");
        assert_eq!(body.matches('x').count(), 100_000 + name.matches('x').count(), "{world:?}");
    }
}

pub(super) async fn a_body_that_does_not_come_runs_out_of_time() {
    for world in World::BOTH {
        let server = Server::new([fine()]);
        let client = builder(&server).build().unwrap();
        let call = client.core().request(&PUT).body(Source::once(Body::new(Never))).call(nothing);
        let error = world.send(call.timeout(Duration::from_millis(50))).await.unwrap_err();
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Timeout, 1), "{world:?}: {error}");
    }
}

/// Pieces that nobody sees.
struct Never;

impl Chunks for Never {
    fn next(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        Box::pin(pending())
    }
}
