//! A local socket that each test scripts.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use bindery_runtime::Retry;

use crate::jobs_api::{Builder, Client};

/// A client of a server that reads one request and answers with these bytes; the connection stays open as long as `then` keeps
/// it.
pub(crate) fn client(
    answer: impl AsRef<[u8]> + Send + 'static,
    then: impl FnOnce(TcpStream) + Send + 'static,
) -> Client {
    builder(answer, then).0.build().unwrap()
}

/// Returns the builder of such a client, and the head of the request.
pub(crate) fn builder(
    answer: impl AsRef<[u8]> + Send + 'static,
    then: impl FnOnce(TcpStream) + Send + 'static,
) -> (Builder, Receiver<String>) {
    let (address, seen) = address(answer, then);
    let builder = Client::builder()
        .base_url(format!("http://{address}"))
        .bearer_auth("canary")
        .retry(Retry::none())
        .attempt_timeout(Duration::from_millis(400))
        .read_timeout(Duration::from_millis(200))
        .max_reply_bytes(1_000);
    (builder, seen)
}

/// Returns the address of such a server, and the head of the request.
pub(crate) fn address(
    answer: impl AsRef<[u8]> + Send + 'static,
    then: impl FnOnce(TcpStream) + Send + 'static,
) -> (SocketAddr, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let (see, seen) = channel();
    thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let _ = see.send(head(&mut stream));
        stream.write_all(answer.as_ref()).unwrap();
        then(stream);
    });
    (address, seen)
}

/// Reads the head of a request.
pub(crate) fn head(stream: &mut TcpStream) -> String {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        stream.read_exact(&mut byte).unwrap();
        head.push(byte[0]);
    }
    String::from_utf8(head).unwrap()
}

/// Keeps the connection open and silent until the client closes it.
pub(crate) fn hold(mut stream: TcpStream) {
    let _ = stream.read(&mut [0]);
}
