//! An in-process server that accepts log-ins with the code `123456`.

use std::sync::{Arc, Mutex, PoisonError};

use serde_json::{Value, json};
use supergood::runtime::future::BoxFuture;
use supergood::runtime::http::{HeaderMap, HeaderValue, StatusCode, header};
use supergood::runtime::transport::{HttpReply, HttpRequest, Transport, TransportError};

#[derive(Clone, Debug, Default)]
pub(crate) struct Door(Arc<Mutex<Vec<String>>>);

impl Door {
    /// The requested paths.
    pub(crate) fn seen(&self) -> Vec<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Transport for Door {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpReply, TransportError>> {
        let path = request.url.path().to_owned();
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(path.clone());
        let body: Value = request.body.bytes().and_then(|body| serde_json::from_slice(body).ok()).unwrap_or_default();
        let token = request.headers.get(header::AUTHORIZATION).map(HeaderValue::as_bytes);
        let (status, reply) = match path.as_str() {
            "/sessions" if body["mfa_code"] == "123456" => {
                (StatusCode::CREATED, json!({ "token": "t", "expires_in": 60 }))
            }
            "/sessions" => (StatusCode::FORBIDDEN, json!({ "message": "which code?" })),
            _ if token == Some(b"Bearer t") => (StatusCode::OK, json!({ "customers": [] })),
            _ => (StatusCode::UNAUTHORIZED, json!({})),
        };
        let json = HeaderValue::from_static("application/json");
        let headers = HeaderMap::from_iter([(header::CONTENT_TYPE, json)]);
        Box::pin(async move { Ok(HttpReply::new(status, reply.to_string()).with_headers(headers)) })
    }
}
