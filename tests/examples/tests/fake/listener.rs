//! The server for callers in other processes: on its own port, and slow.

use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::http::{Method, StatusCode, Uri, header};
use axum::response::IntoResponse;
use tokio::net::TcpListener;

use super::Fake;

impl Fake {
    /// Listens while the test's runtime lives, and returns the URL.
    pub(crate) async fn listen(&self) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
        let address = listener.local_addr().expect("a listener has an address");
        let fake = self.clone();
        let answer =
            move |method: Method, url: Uri, body: Bytes| async move { fake.answer_slowly(&method, &url, &body).await };
        tokio::spawn(async move { axum::serve(listener, Router::new().fallback(answer)).await });
        format!("http://{address}")
    }

    /// How many requests it received.
    pub(crate) fn asked(&self) -> usize {
        self.state().seen.len()
    }

    /// A reply takes time, during which a caller may die: before the state changes, or before the reply arrives.
    async fn answer_slowly(&self, method: &Method, url: &Uri, body: &[u8]) -> impl IntoResponse + use<> {
        tokio::time::sleep(self.moment(1000)).await;
        let answer = self.answer(method.as_str(), url, body).to_string();
        tokio::time::sleep(self.moment(1000)).await;
        (StatusCode::OK, [(header::CONTENT_TYPE, "application/json")], answer)
    }

    /// A random duration below this many microseconds.
    pub(crate) fn moment(&self, limit: usize) -> Duration {
        Duration::from_micros(u64::try_from(self.chance(limit)).expect("it is small"))
    }
}
