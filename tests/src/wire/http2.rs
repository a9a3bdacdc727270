//! HTTP/2, by which a server may say that it did not process a request: RFC 9113, section 8.7.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::SeqCst};

use bindery_runtime::clock::VirtualClock;
use bindery_runtime::reqwest::Client;
use bindery_runtime::rustls::crypto::ring::default_provider;
use bindery_runtime::rustls::{ClientConfig, RootCertStore};
use bindery_runtime::transport::Reqwest;
use bindery_runtime::{Api, Builder, Core, ErrorKind, Operation, Retry, nothing};
use h2::Reason;
use tokio::net::TcpListener;

static API: Api = Api::new("http2/1.0.0");
static POST: Operation = Operation::new("post", "POST", "/things");

/// A server that refuses this many streams before it answers one, and counts all.
async fn refusing(times: u32) -> (SocketAddr, Arc<AtomicU32>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (address, seen) = (listener.local_addr().unwrap(), Arc::new(AtomicU32::new(0)));
    let count = Arc::clone(&seen);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let mut connection = h2::server::handshake(stream).await.unwrap();
            while let Some(Ok((_, mut respond))) = connection.accept().await {
                if count.fetch_add(1, SeqCst) < times {
                    respond.send_reset(Reason::REFUSED_STREAM);
                } else {
                    let reply = http::Response::builder().status(204).body(()).unwrap();
                    respond.send_response(reply, true).unwrap();
                }
            }
        }
    });
    (address, seen)
}

fn core(server: SocketAddr, retry: Retry) -> Core {
    let tls = ClientConfig::builder_with_provider(Arc::new(default_provider())).with_safe_default_protocol_versions();
    let tls = tls.unwrap().with_root_certificates(RootCertStore::empty()).with_no_client_auth();
    let client = Client::builder().tls_backend_preconfigured(tls).http2_prior_knowledge().no_proxy();
    let builder = Builder::new(&API).transport(Reqwest::build(client).unwrap()).base_url(format!("http://{server}"));
    builder.retry(retry).clock(VirtualClock::new()).build().unwrap()
}

pub(super) async fn nothing_below_us_sends_a_refused_stream_again() {
    let (server, seen) = refusing(9).await;
    let error = core(server, Retry::none()).request(&POST).call(nothing).await.unwrap_err();
    assert_eq!((error.kind(), error.was_sent(), error.attempts()), (ErrorKind::Connect, false, 1), "{error}");
    assert_eq!(seen.load(SeqCst), 1);
}

pub(super) async fn a_refused_stream_is_sent_again_whatever_its_method() {
    let (server, seen) = refusing(2).await;
    core(server, Retry::default()).request(&POST).call(nothing).await.unwrap();
    assert_eq!(seen.load(SeqCst), 3);
}
