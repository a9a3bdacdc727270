//! Event streams whose connections break, on the wire, async and blocking.

use std::time::Duration;

use bindery_runtime::clock::VirtualClock;
use bindery_runtime::{Call, EventStream, Operation, Retry, events};
use housecall_pro::{Error, ErrorKind};

use super::answer::Answer;
use super::builder;
use super::server::Server;
use super::world::World;

static GET: Operation = Operation::new("watchJobs", "GET", "/jobs/events").streams(&["text/event-stream"]);
static POST: Operation = Operation::new("askAgent", "POST", "/agent").streams(&["text/event-stream"]);

const HEAD: &str = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n";

/// The head and these events, in one chunk.
fn stream(events: &str) -> Answer {
    Answer::raw(format!("{HEAD}{:x}\r\n{events}\r\n", events.len()))
}

fn call(server: &Server, operation: &'static Operation) -> (Call<EventStream<String>>, VirtualClock) {
    let clock = VirtualClock::new();
    let builder = builder(server).retry(Retry::default()).clock(clock.clone()).read_timeout(Duration::from_millis(300));
    (builder.build().unwrap().core().request(operation).call(events), clock)
}

impl World {
    /// The data of every event, and the error at the end.
    async fn told(self, call: Call<EventStream<String>>) -> (Vec<String>, Option<Error>) {
        let (mut stream, mut data) = (self.send(call).await.unwrap(), Vec::new());
        loop {
            let event = match self {
                Self::Async => stream.next().await,
                Self::Blocking => Iterator::next(&mut stream),
            };
            match event {
                None => return (data, None),
                Some(Ok(event)) => data.push(event.data),
                Some(Err(error)) => return (data, Some(error)),
            }
        }
    }
}

pub(super) async fn a_stream_that_broke_goes_on_behind_the_last_event() {
    for world in World::BOTH {
        for end in [Answer::close, Answer::wait] {
            let first = end(stream("retry: 700\nid: 7\ndata: a\n\n"));
            let last = Answer::new(200, &[("content-type", "text/event-stream")], "id: 8\ndata: b\n\n");
            let server = Server::new([first, Answer::new(503, &[], ""), last]);
            let (call, clock) = call(&server, &GET);
            let (data, error) = world.told(call).await;
            assert_eq!((data, error.is_none()), (vec!["a".to_owned(), "b".to_owned()], true), "{world:?}");
            let ids: Vec<_> =
                server.seen().iter().map(|seen| seen.header("last-event-id").map(str::to_owned)).collect();
            assert_eq!(ids, [None, Some("7".to_owned()), Some("7".to_owned())], "{world:?}");
            assert_eq!(clock.slept()[0], Duration::from_millis(700), "{world:?}");
        }
    }
}

pub(super) async fn what_a_post_started_is_not_started_again() {
    for world in World::BOTH {
        let server = Server::new([stream("id: 7\ndata: a\n\n").close(), stream("data: b\n\n")]);
        let (data, error) = world.told(call(&server, &POST).0).await;
        assert_eq!((data.len(), error.unwrap().kind()), (1, ErrorKind::Connect), "{world:?}");
        assert_eq!(server.seen().len(), 1, "{world:?}");
    }
}
