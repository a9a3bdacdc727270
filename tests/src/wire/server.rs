//! A server on this machine that answers by a script, and records its requests.

use std::collections::VecDeque;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::{Builder, Runtime};

use super::answer::Answer;

/// Speaks HTTP/1.1 on its own port, and stops on drop.
///
/// It has its own threads, so that a test may block.
pub(crate) struct Server {
    address: SocketAddr,
    exchange: Arc<Exchange>,
    runtime: Option<Runtime>,
}

/// A received request.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) method: String,
    /// Path and query, as sent.
    pub(crate) target: String,
    /// In order, with the case of their names as sent.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

/// Answers a request.
type Respond = dyn Fn(&Request) -> Answer + Send + Sync;

#[derive(Default)]
struct Exchange {
    script: Mutex<VecDeque<Answer>>,
    /// Answers instead of the script.
    respond: Option<Box<Respond>>,
    seen: Mutex<Vec<Request>>,
}

impl Server {
    /// A server that gives these answers in order, across all connections.
    pub(crate) fn new(script: impl IntoIterator<Item = Answer>) -> Self {
        Self::start(Exchange { script: Mutex::new(script.into_iter().collect()), ..Exchange::default() })
    }

    /// A server that answers each request with `respond`.
    pub(crate) fn responding(respond: impl Fn(&Request) -> Answer + Send + Sync + 'static) -> Self {
        Self::start(Exchange { respond: Some(Box::new(respond)), ..Exchange::default() })
    }

    fn start(exchange: Exchange) -> Self {
        let exchange = Arc::new(exchange);
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build().expect("threads are there");
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let address = listener.local_addr().expect("a listener has an address");
        listener.set_nonblocking(true).expect("a socket can be set up");
        runtime.spawn(listen(listener, Arc::clone(&exchange)));
        Self { address, exchange, runtime: Some(runtime) }
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// All requests so far.
    pub(crate) fn seen(&self) -> Vec<Request> {
        lock(&self.exchange.seen).clone()
    }

    /// The only request.
    pub(crate) fn only(&self) -> Request {
        let mut seen = self.seen();
        assert_eq!(seen.len(), 1, "{seen:?}");
        seen.remove(0)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Dropping a runtime waits for its threads, which a test's own runtime forbids.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

impl Request {
    /// The value of a header that occurs once; `None` if it is missing.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.iter().filter(|(found, _)| found.eq_ignore_ascii_case(name));
        let first = values.next();
        assert!(values.next().is_none(), "`{name}` came twice: {self:?}");
        first.map(|(_, value)| value.as_str())
    }

    /// Reads the head of the next request; `None` if the connection ends instead.
    async fn read(stream: &mut BufReader<TcpStream>) -> io::Result<Option<Self>> {
        let line = line(stream).await?;
        let mut words = line.split(' ').map(str::to_owned);
        let (Some(method), Some(target)) = (words.next(), words.next()) else { return Ok(None) };
        let mut request = Self { method, target, headers: Vec::new(), body: Vec::new() };
        while let Some((name, value)) = line_of_head(stream).await? {
            request.headers.push((name, value));
        }
        Ok(Some(request))
    }

    /// Reads the body, in one piece or in chunks: RFC 9112, section 7.1.
    async fn read_body(&mut self, stream: &mut BufReader<TcpStream>) -> io::Result<()> {
        if self.header("transfer-encoding") != Some("chunked") {
            let length = self.header("content-length").map_or(Ok(0), str::parse).map_err(io::Error::other)?;
            return self.read_piece(length, stream).await;
        }
        loop {
            let length = usize::from_str_radix(&line(stream).await?, 16).map_err(io::Error::other)?;
            self.read_piece(length, stream).await?;
            line(stream).await?;
            if length == 0 {
                return Ok(());
            }
        }
    }

    async fn read_piece(&mut self, length: usize, stream: &mut BufReader<TcpStream>) -> io::Result<()> {
        let start = self.body.len();
        self.body.resize(start + length, 0);
        stream.read_exact(&mut self.body[start..]).await.map(drop)
    }
}

impl Exchange {
    /// Records the request, and returns the next answer.
    fn answer(&self, request: Request) -> Answer {
        let responded = self.respond.as_ref().map(|respond| respond(&request));
        lock(&self.seen).push(request);
        if let Some(answer) = responded {
            return answer;
        }
        lock(&self.script).pop_front().unwrap_or_else(|| Answer::new(500, &[], "the script is over"))
    }
}

async fn listen(listener: std::net::TcpListener, exchange: Arc<Exchange>) -> io::Result<()> {
    let listener = TcpListener::from_std(listener)?;
    loop {
        let (stream, _) = listener.accept().await?;
        tokio::spawn(serve(BufReader::new(stream), Arc::clone(&exchange)));
    }
}

/// Answers the requests of one connection. Some tests break it on purpose.
async fn serve(mut stream: BufReader<TcpStream>, exchange: Arc<Exchange>) -> io::Result<()> {
    while let Some(mut request) = Request::read(&mut stream).await? {
        if !lock(&exchange.script).front().is_some_and(|answer| answer.is_early) {
            request.read_body(&mut stream).await?;
        }
        if !exchange.answer(request).play(&mut stream).await? {
            break;
        }
    }
    Ok(())
}

async fn line_of_head(stream: &mut BufReader<TcpStream>) -> io::Result<Option<(String, String)>> {
    let line = line(stream).await?;
    Ok(line.split_once(':').map(|(name, value)| (name.to_owned(), value.trim().to_owned())))
}

async fn line(stream: &mut BufReader<TcpStream>) -> io::Result<String> {
    let mut line = String::new();
    stream.read_line(&mut line).await?;
    line.truncate(line.trim_end().len());
    Ok(line)
}

/// A test that panics while holding the lock has failed already.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
