//! Large downloads on the wire, async and blocking.

use std::io;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bindery_runtime::clock::VirtualClock;
use bindery_runtime::{Call, Download, Error, Operation, Retry, payload};
use glob::glob;
use housecall_pro::{Builder, ErrorKind};

use super::answer::Answer;
use super::builder;
use super::server::Server;
use super::world::World;
use crate::run::read;

static GET: Operation = Operation::new("getPhoto", "GET", "/photos/1").accept("image/png");

const CHUNKED: &str = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
const SOON: Duration = Duration::from_millis(200);

fn photo(server: &Server, set_up: fn(Builder) -> Builder) -> Call<Download> {
    let builder = builder(server).retry(Retry::default()).clock(VirtualClock::new());
    set_up(builder).build().unwrap().core().request(&GET).call(payload).download()
}

fn png() -> Answer {
    Answer::new(200, &[("content-type", "image/png")], vec![b'x'; 300_000])
}

impl World {
    /// The next piece of a download in this world.
    async fn next(self, download: &mut Download) -> Option<Result<usize, Error>> {
        let piece = match self {
            Self::Async => download.next().await,
            Self::Blocking => Iterator::next(download),
        };
        piece.map(|piece| piece.map(|piece| piece.len()))
    }

    /// The number of bytes before the end, and the error, if any.
    async fn read(self, download: &mut Download) -> (usize, Option<Error>) {
        let mut size = 0;
        loop {
            match self.next(download).await {
                None => return (size, None),
                Some(Ok(length)) => size += length,
                Some(Err(error)) => return (size, Some(error)),
            }
        }
    }
}

pub(super) async fn a_download_has_no_limit_of_size() {
    for world in World::BOTH {
        let server = Server::new([png()]);
        let mut download = world.send(photo(&server, |builder| builder.max_reply_bytes(1_000))).await.unwrap();
        assert_eq!((download.len(), download.media_type()), (Some(300_000), Some("image/png")));
        let (size, error) = world.read(&mut download).await;
        assert_eq!((size, error.is_none()), (300_000, true), "{world:?}");
    }
}

pub(super) async fn a_download_has_a_limit_of_its_own() {
    for world in World::BOTH {
        let server = Server::new([png()]);
        let mut download = world.send(photo(&server, |builder| builder)).await.unwrap().max_bytes(1_000);
        let error = world.read(&mut download).await.1.unwrap();
        assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::Limit, 200), "{world:?}");
        assert!(world.next(&mut download).await.is_none());
    }
}

pub(super) async fn progress_of_a_download_is_told() {
    for world in World::BOTH {
        let server = Server::new([png()]);
        let told = Arc::new(Mutex::new(Vec::new()));
        let ear = Arc::clone(&told);
        let download = world.send(photo(&server, |builder| builder)).await.unwrap();
        let mut download = download.on_progress(move |done, total| ear.lock().unwrap().push((done, total)));
        world.read(&mut download).await;
        let told = told.lock().unwrap();
        assert_eq!(told.last(), Some(&(300_000, Some(300_000))), "{world:?}");
        assert!(told.is_sorted() && told.len() > 1, "{world:?}");
    }
}

pub(super) async fn a_download_outlasts_the_attempt_but_not_a_pause() {
    for world in World::BOTH {
        let drip = Answer::raw(CHUNKED).repeat("1\r\n \r\n", SOON / 8);
        let silence = Answer::raw(format!("{CHUNKED}1\r\n \r\n")).wait();
        let server = Server::new([drip, silence]);
        let limits: fn(Builder) -> Builder = |builder| builder.attempt_timeout(SOON * 3).read_timeout(SOON * 2);
        let mut download = world.send(photo(&server, limits)).await.unwrap();
        // One byte comes at each pause, so these take longer than the attempt may.
        let mut size = 0;
        while size < 40 {
            size += world.next(&mut download).await.unwrap().unwrap();
        }
        let mut download = world.send(photo(&server, limits)).await.unwrap();
        let (size, error) = world.read(&mut download).await;
        assert_eq!((size, error.unwrap().kind()), (1, ErrorKind::Timeout), "{world:?}");
    }
}

pub(super) async fn a_download_that_breaks_is_told_and_not_sent_for_again() {
    for world in World::BOTH {
        let half = || Answer::raw("HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\nhalf");
        for answer in [half().close(), half().reset()] {
            let server = Server::new([answer]);
            let outcome = world.send(photo(&server, |builder| builder)).await;
            // A reset may arrive before the head.
            let error = match outcome {
                Ok(mut download) => world.read(&mut download).await.1.unwrap(),
                Err(error) => error,
            };
            assert_eq!(error.kind(), ErrorKind::Connect, "{world:?}: {error}");
        }
    }
}

pub(super) async fn before_the_head_a_download_is_a_call_like_any_other() {
    for world in World::BOTH {
        let server = Server::new([Answer::new(503, &[], ""), png()]);
        let mut download = world.send(photo(&server, |builder| builder)).await.unwrap();
        assert_eq!(world.read(&mut download).await.0, 300_000, "{world:?}");
        let server = Server::new([Answer::new(404, &[], r#"{"message": "no such photo"}"#)]);
        let error = world.send(photo(&server, |builder| builder)).await.unwrap_err();
        assert_eq!(error.to_string(), "GET /photos/1: 404 Not Found: no such photo", "{world:?}");
    }
}

pub(super) async fn a_file_is_there_once_it_is_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("photo.png");
    let half = Answer::raw("HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\nhalf").close();
    let server = Server::new([png(), half]);
    let first = photo(&server, |builder| builder).await.unwrap();
    assert_eq!(first.save(&path).await.unwrap(), 300_000);
    let second = photo(&server, |builder| builder).await.unwrap();
    let error = second.save(&path).await.unwrap_err();
    let inner = error.get_ref().and_then(|error| error.downcast_ref::<Error>());
    assert_eq!(inner.unwrap().kind(), ErrorKind::Connect);
    assert_eq!(read(&path).len(), 300_000);
    assert_eq!(glob(&format!("{}*", path.display())).unwrap().count(), 1);
}

pub(super) fn a_download_that_was_waited_for_can_be_copied_anywhere() {
    let server = Server::new([png()]);
    let mut download = photo(&server, |builder| builder).wait().unwrap();
    let mut copy = Vec::new();
    assert_eq!(io::copy(&mut download, &mut copy).unwrap(), 300_000);
}
