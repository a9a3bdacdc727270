//! The default transport against a local socket that each test scripts.

use std::io::Write as _;
use std::net::{TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

use bindery_runtime::{Error, ErrorKind, Retry};

use crate::jobs_api::{Client, ListJobsReply};
use crate::socket::{client, hold};

/// `{"jobs": []}` in gzip.
const PACKED: &[u8] = &[
    31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 171, 86, 202, 202, 79, 42, 86, 178, 82, 136, 142, 173, 5, 0, 210, 38, 35, 186, 12,
    0, 0, 0,
];

async fn list(client: &Client) -> Result<ListJobsReply, Error> {
    client.jobs().list().await
}

async fn failure(client: &Client) -> Error {
    list(client).await.err().unwrap()
}

#[tokio::test]
async fn a_reply_is_read() {
    let client = client("HTTP/1.1 200 OK\r\ncontent-length: 23\r\n\r\n{\"jobs\": [], \"page\": 4}", drop);
    assert_eq!(list(&client).await.unwrap().page, Some(4));
}

#[tokio::test]
async fn gzip_is_decoded_and_a_broken_one_called_so() {
    let gzip = |mut packed: Vec<u8>, damage: bool| {
        if damage {
            packed[10..].fill(0xFF);
        }
        let head = format!("HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: {}\r\n\r\n", packed.len());
        [head.into_bytes(), packed].concat()
    };
    assert!(list(&client(gzip(PACKED.to_vec(), false), drop)).await.unwrap().jobs.is_empty());
    let error = failure(&client(gzip(PACKED.to_vec(), true), drop)).await;
    assert_eq!(error.kind(), ErrorKind::Decode, "{error}");
}

#[tokio::test]
async fn nobody_at_home_is_no_connection() {
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let client = Client::builder()
        .base_url(format!("http://{address}"))
        .bearer_auth("canary")
        .retry(Retry::none())
        .build()
        .unwrap();
    let error = failure(&client).await;
    assert_eq!((error.kind(), error.was_sent()), (ErrorKind::Connect, false));
    assert!(error.to_string().starts_with("GET /jobs: no connection: Connection refused"), "{error}");
}

#[tokio::test]
async fn a_connection_closed_before_the_reply_may_have_had_its_effect() {
    let error = failure(&client("", drop)).await;
    assert_eq!((error.kind(), error.was_sent()), (ErrorKind::Connect, true), "{error}");
}

#[tokio::test]
async fn a_truncated_body_is_no_reply() {
    let error = failure(&client("HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{\"jobs\": [", drop)).await;
    assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::Connect, 200), "{error}");
    assert_eq!(error.body(), b"{\"jobs\": [");
}

#[tokio::test]
async fn a_body_larger_than_the_limit_is_refused() {
    let answer = format!("HTTP/1.1 200 OK\r\ncontent-length: 2000\r\n\r\n{:2000}", "");
    assert_eq!(failure(&client(answer, drop)).await.kind(), ErrorKind::Limit);
}

#[tokio::test]
async fn a_server_that_says_nothing_runs_out_of_time() {
    let error = failure(&client("", hold)).await;
    assert_eq!((error.kind(), error.status()), (ErrorKind::Timeout, None), "{error}");
}

#[tokio::test]
async fn a_stalled_body_runs_out_of_time() {
    let error = failure(&client("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{", hold)).await;
    assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::Timeout, 200), "{error}");
}

#[tokio::test]
async fn a_body_that_drips_cannot_outlast_the_attempt() {
    let drip = |mut stream: TcpStream| {
        while stream.write_all(b" ").is_ok() {
            thread::sleep(Duration::from_millis(50));
        }
    };
    let error = failure(&client("HTTP/1.1 200 OK\r\ncontent-length: 900\r\n\r\n", drip)).await;
    assert_eq!(error.kind(), ErrorKind::Timeout, "{error}");
}

#[tokio::test]
async fn a_stream_outlasts_the_attempt() {
    let drip = |mut stream: TcpStream| {
        for _ in 0..12 {
            stream.write_all(b"7\n").unwrap();
            thread::sleep(Duration::from_millis(50));
        }
    };
    let client = client("HTTP/1.1 200 OK\r\ncontent-type: application/jsonl\r\n\r\n", drip);
    let mut rows = client.rows().await.unwrap();
    for _ in 0..12 {
        assert_eq!(rows.next().await.unwrap().unwrap(), 7);
    }
    assert!(rows.next().await.is_none());
}

#[test]
fn without_a_runtime_the_error_says_what_is_missing() {
    let client = client("", drop);
    let mut call = Box::pin(IntoFuture::into_future(client.jobs().list()));
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    let std::task::Poll::Ready(Err(error)) = call.as_mut().poll(&mut context) else { panic!("it waits") };
    assert!(error.to_string().contains("Tokio"), "{error}");
}
