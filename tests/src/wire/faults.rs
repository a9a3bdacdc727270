//! Ways in which a reply to `GET /jobs` goes wrong, and the expected result of each.

use std::net::SocketAddr;
use std::time::Duration;

use bindery_runtime::Retry;
use housecall_pro::{Builder, Client, ErrorKind};
use serde_json::json;
use tokio::net::TcpSocket;

use super::answer::Answer;
use super::server::Server;
use super::world::World;
use super::{KEY, builder};

/// A row of the table: a script, and its outcome. Every request here has been sent.
#[derive(Clone)]
pub(crate) struct Fault {
    pub(crate) name: &'static str,
    pub(crate) answer: Answer,
    /// Limits to exceed.
    pub(crate) limits: SetUp,
    pub(crate) kind: ErrorKind,
    pub(crate) status: Option<u16>,
    pub(crate) is_retryable: bool,
    /// The error's line after method and path; the system's message may follow.
    pub(crate) line: &'static str,
}

/// Options for the client's builder.
pub(crate) type SetUp = fn(Builder) -> Builder;

/// Head and start of a reply that announces more.
const BEGINNING: &str = "HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{\"jobs\": [";
const CHUNKED: &str = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
/// `{"jobs": []}` in gzip.
const PACKED: [u8; 32] = [
    31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 171, 86, 202, 202, 79, 42, 86, 178, 82, 136, 142, 173, 5, 0, 210, 38, 35, 186, 12,
    0, 0, 0,
];
/// A page of 2000 bytes, most of them blanks, in gzip.
const PACKED_PAGE: [u8; 83] = [
    31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 171, 86, 42, 72, 76, 79, 85, 178, 50, 212, 1, 51, 226, 139, 51, 171, 64, 60, 3,
    29, 165, 146, 252, 146, 196, 156, 120, 144, 96, 49, 88, 26, 194, 207, 44, 73, 205, 5, 242, 129, 242, 89, 249, 73,
    64, 70, 180, 194, 40, 24, 5, 163, 96, 20, 140, 130, 81, 48, 10, 6, 22, 196, 214, 2, 0, 90, 253, 224, 133, 208, 7,
    0, 0,
];
const SOON: Duration = Duration::from_millis(100);
/// Enough time for request and head, on a busy machine.
const LATER: Duration = Duration::from_secs(1);

pub(crate) fn faults() -> Vec<Fault> {
    let page = |status| Answer::new(status, &[("content-type", "text/html")], "<html><h1>Sorry</h1></html>");
    let misfit = json!({"jobs": [{"id": "a", "total_amount": 1}, {"id": "b", "total_amount": "1.50"}]});
    vec![
        Fault::refused("a gateway's page", page(502), 502, "502 Bad Gateway"),
        Fault::unreadable(
            "a page",
            page(200),
            "200 OK, but the body is text/html, not JSON: expected an object, found `<` at $",
        ),
        Fault::unreadable(
            "a value that does not fit",
            Answer::json(200, &misfit),
            "200 OK, but the body does not fit: expected an integer, found \"1.50\" at $.jobs[1].total_amount (byte 62)",
        ),
        Fault::unreadable(
            "half of a JSON text",
            Answer::new(200, &[], r#"{"jobs": ["#),
            "200 OK, but the body does not fit: expected `,` or `]`, found the end of the text at $.jobs (byte 10)",
        ),
        Fault::unreadable(
            "a length that is too short",
            Answer::raw("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n{\"jobs\": []}"),
            "200 OK, but the body does not fit: expected `,` or `]`, found the end of the text at $.jobs (byte 10)",
        ),
        Fault::unreadable(
            "bytes that are no text",
            Answer::new(200, &[], b"{\"jobs\": [{\"id\": \"\xFF\"}]}"),
            "200 OK, but the body does not fit: ",
        ),
        Fault::unreadable("no body", Answer::new(200, &[], ""), "200 OK, but there is no body"),
        Fault::unreadable(
            "no gzip",
            Answer::new(200, &[("content-encoding", "gzip")], "{}"),
            "the reply's content coding is broken: ",
        ),
        Fault::unreadable(
            "half of a gzip",
            Answer::new(200, &[("content-encoding", "gzip")], &PACKED[..20]),
            "the reply's content coding is broken: ",
        ),
        Fault::broken("closed before the reply", Answer::raw("").close(), None),
        Fault::broken("reset before the reply", Answer::raw("").reset(), None),
        Fault::broken("closed in the head", Answer::raw("HTTP/1.1 200 OK\r\ncontent-le").close(), None),
        Fault::broken("another protocol", Answer::raw("220 mail.example.com ESMTP\r\n").close(), None),
        Fault::broken("a length that is no number", Answer::raw(lengths("twelve", "twelve")), None),
        Fault::broken("two lengths", Answer::raw(lengths("12", "99")), None),
        Fault::broken("closed in the body", Answer::raw(BEGINNING).close(), Some(200)),
        Fault::broken("reset in the body", Answer::raw(BEGINNING).reset(), Some(200)),
        Fault::broken("a chunk without a size", Answer::raw(format!("{CHUNKED}2\r\n{{}}\r\nX\r\n")).close(), Some(200)),
        Fault::late("silence", Answer::raw("").wait(), None, |builder| builder.attempt_timeout(LATER)),
        // In one header, since their number is limited, too.
        Fault::late(
            "a head that drips",
            Answer::raw("HTTP/1.1 200 OK\r\nx: ").repeat("y", SOON / 20),
            None,
            |builder| builder.attempt_timeout(LATER),
        ),
        Fault::late("silence in the body", Answer::raw(BEGINNING).wait(), Some(200), |builder| {
            // Blocking calls have only the limit of the attempt.
            builder.read_timeout(SOON).attempt_timeout(LATER)
        }),
        Fault::late("a body that drips", Answer::raw(CHUNKED).repeat("1\r\n \r\n", SOON / 20), Some(200), |builder| {
            builder.attempt_timeout(LATER)
        }),
        Fault::large("a large body", Answer::new(200, &[], " ".repeat(2_000))),
        Fault::large("a large body in a small gzip", packed_page()),
        Fault::large("a body without end", Answer::raw(CHUNKED).repeat("4\r\n    \r\n", Duration::ZERO)),
    ]
}

impl Fault {
    fn refused(name: &'static str, answer: Answer, status: u16, line: &'static str) -> Self {
        Self::new(name, answer, ErrorKind::Status, Some(status), line).retryable()
    }

    fn unreadable(name: &'static str, answer: Answer, line: &'static str) -> Self {
        Self::new(name, answer, ErrorKind::Decode, Some(200), line)
    }

    fn broken(name: &'static str, answer: Answer, status: Option<u16>) -> Self {
        Self::new(name, answer, ErrorKind::Connect, status, "the connection broke: ").retryable()
    }

    fn late(name: &'static str, answer: Answer, status: Option<u16>, limits: SetUp) -> Self {
        Self { limits, ..Self::new(name, answer, ErrorKind::Timeout, status, "no reply in time").retryable() }
    }

    fn large(name: &'static str, answer: Answer) -> Self {
        let line = "the reply's body is larger than the limit of 1000 bytes";
        let limits: SetUp = |builder| builder.max_reply_bytes(1_000);
        Self { limits, ..Self::new(name, answer, ErrorKind::Limit, Some(200), line) }
    }

    fn new(name: &'static str, answer: Answer, kind: ErrorKind, status: Option<u16>, line: &'static str) -> Self {
        Self { name, answer, limits: |builder| builder, kind, status, is_retryable: false, line }
    }

    fn retryable(self) -> Self {
        Self { is_retryable: true, ..self }
    }
}

/// A whole reply, except for its length headers.
fn lengths(one: &str, other: &str) -> String {
    format!("HTTP/1.1 200 OK\r\ncontent-length: {one}\r\ncontent-length: {other}\r\n\r\n{{\"jobs\": []}}")
}

pub(super) fn packed_page() -> Answer {
    Answer::new(200, &[("content-encoding", "gzip")], PACKED_PAGE)
}

pub(super) async fn every_fault_has_its_error() {
    for (fault, world) in faults().into_iter().flat_map(|fault| World::BOTH.map(|world| (fault.clone(), world))) {
        let server = Server::new([fault.answer]);
        let client = (fault.limits)(builder(&server)).build().unwrap();
        let error = world.list(&client).await.expect_err(fault.name);
        let line = error.to_string();
        assert!(line.starts_with(&format!("GET /jobs: {}", fault.line)), "{}: {line}", fault.name);
        assert!(!line.contains('\n'), "{}: {line}", fault.name);
        assert_eq!(error.kind(), fault.kind, "{}: {line}", fault.name);
        assert_eq!(error.status().map(|status| status.as_u16()), fault.status, "{}: {line}", fault.name);
        assert_eq!((error.was_sent(), error.is_retryable()), (true, fault.is_retryable), "{}: {line}", fault.name);
        assert_eq!(server.seen().len(), 1, "{}: {line}", fault.name);
    }
}

pub(super) async fn the_limit_of_a_reply_is_that_of_what_was_unpacked() {
    for world in World::BOTH {
        for (limit, outcome) in [(2_000, Ok(0)), (1_999, Err(ErrorKind::Limit))] {
            let server = Server::new([packed_page()]);
            let client = builder(&server).max_reply_bytes(limit).build().unwrap();
            let jobs = world.list(&client).await.map(|page| page.jobs.len());
            assert_eq!(jobs.map_err(|error| error.kind()), outcome, "{limit}, {world:?}");
        }
    }
}

pub(super) async fn what_comes_behind_a_reply_is_not_the_next_one() {
    let page = super::page(&json!([])).to_string();
    let reply = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{page}", page.len());
    for world in World::BOTH {
        let server = Server::new([Answer::raw(reply.repeat(2)), Answer::new(403, &[], "")]);
        let client = builder(&server).build().unwrap();
        world.list(&client).await.unwrap();
        let error = world.list(&client).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Status, "{world:?}: {error}");
        assert_eq!(server.seen().len(), 2, "{world:?}");
    }
}

pub(super) async fn a_port_where_nobody_listens_refuses() {
    // It stays bound, so that no other test can listen there meanwhile.
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind(SocketAddr::from(([127, 0, 0, 1], 0))).unwrap();
    let url = format!("http://{}", socket.local_addr().unwrap());
    let client = Client::builder().base_url(url).api_key(KEY).retry(Retry::none()).build().unwrap();
    for world in World::BOTH {
        let error = world.list(&client).await.unwrap_err();
        assert!(error.to_string().starts_with("GET /jobs: no connection: "), "{error}");
        assert_eq!((error.kind(), error.was_sent(), error.is_retryable()), (ErrorKind::Connect, false, true));
    }
}
