//! A socket on this machine that says what each test needs.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

use bindery_runtime::Retry;

use crate::jobs_api::{Builder, Client};

/// A client of a server that reads one request and answers with these bytes; what `then` leaves of the connection is closed.
pub(crate) fn client(
    answer: impl AsRef<[u8]> + Send + 'static,
    then: impl FnOnce(TcpStream) + Send + 'static,
) -> Client {
    builder(answer, then).build().unwrap()
}

/// What makes such a client.
pub(crate) fn builder(
    answer: impl AsRef<[u8]> + Send + 'static,
    then: impl FnOnce(TcpStream) + Send + 'static,
) -> Builder {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut request = Vec::new();
        while !request.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            stream.read_exact(&mut byte).unwrap();
            request.push(byte[0]);
        }
        stream.write_all(answer.as_ref()).unwrap();
        then(stream);
    });
    Client::builder()
        .base_url(format!("http://{address}"))
        .bearer_auth("canary")
        .retry(Retry::none())
        .attempt_timeout(Duration::from_millis(400))
        .read_timeout(Duration::from_millis(200))
        .max_reply_bytes(1_000)
}

/// Keeps the connection open, and silent, until the client is done with it.
pub(crate) fn hold(mut stream: TcpStream) {
    let _ = stream.read(&mut [0]);
}
