//! The transport of blocking calls against a local socket.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::thread;
use std::time::Duration;

use bindery_runtime::{Error, ErrorKind};

use crate::socket::{builder, client, hold};

const HEAD: &str = "HTTP/1.1 200 OK\r\ncontent-length: 12\r\n\r\n";

/// Sends the pieces of a body with a pause before each.
fn paced(pause: u64, pieces: &'static [&'static str]) -> impl FnOnce(TcpStream) + Send + 'static {
    move |mut stream| {
        for piece in pieces {
            thread::sleep(Duration::from_millis(pause));
            let _ = stream.write_all(piece.as_bytes());
        }
        hold(stream);
    }
}

#[test]
fn a_reply_is_read_whole() {
    let reply = client(HEAD, paced(20, &["{\"jobs", "\": []", "}"])).jobs().list().wait().unwrap();
    assert!(reply.jobs.is_empty());
}

#[test]
fn a_body_that_stops_coming_ends_the_attempt_before_its_time() {
    let client = builder(HEAD, paced(0, &["{"])).0.attempt_timeout(Duration::from_secs(10)).build().unwrap();
    let error = client.jobs().list().wait().err().unwrap();
    assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::Timeout, 200), "{error}");
    // The limit of the attempt has another message.
    assert_eq!(error.to_string(), "GET /jobs: no reply in time: timeout: per read");
    assert_eq!(error.body(), b"{");
}

#[test]
fn pauses_that_are_short_enough_may_add_up() {
    let pieces = paced(90, &["{\"", "jobs", "\":", " []}"]);
    let client = builder(HEAD, pieces).0.attempt_timeout(Duration::from_secs(10)).build().unwrap();
    client.jobs().list().wait().unwrap();
}

#[test]
fn a_head_may_take_longer_than_a_pause() {
    let late = paced(300, &["HTTP/1.1 200 OK\r\ncontent-length: 12\r\n\r\n{\"jobs\": []}"]);
    builder("", late).0.attempt_timeout(Duration::from_secs(10)).build().unwrap().jobs().list().wait().unwrap();
}

#[test]
fn a_body_that_drips_cannot_outlast_the_attempt() {
    let drip = |mut stream: TcpStream| {
        while stream.write_all(b" ").is_ok() {
            thread::sleep(Duration::from_millis(50));
        }
    };
    let error = client("HTTP/1.1 200 OK\r\ncontent-length: 900\r\n\r\n", drip).jobs().list().wait().err().unwrap();
    assert_eq!(error.kind(), ErrorKind::Timeout, "{error}");
}

#[test]
fn a_server_that_says_nothing_runs_out_of_time() {
    let error: Error = client("", hold).jobs().list().wait().err().unwrap();
    assert_eq!((error.kind(), error.status()), (ErrorKind::Timeout, None), "{error}");
}

#[test]
fn a_truncated_body_is_no_reply() {
    let error = client(HEAD, |mut stream| stream.write_all(b"{").unwrap()).jobs().list().wait().err().unwrap();
    assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::Connect, 200), "{error}");
    assert_eq!(error.body(), b"{");
}

#[test]
fn a_connection_whose_reply_was_read_is_used_again() {
    let again = |mut stream: TcpStream| {
        let _ = stream.write_all(b"{\"jobs\": []}");
        let mut request = [0; 1024];
        let _ = stream.read(&mut request);
        let _ = stream.write_all(HEAD.as_bytes());
        let _ = stream.write_all(b"{\"jobs\": []}");
        hold(stream);
    };
    let client = client(HEAD, again);
    client.jobs().list().wait().unwrap();
    // The server does not accept a second connection.
    client.jobs().list().wait().unwrap();
}
