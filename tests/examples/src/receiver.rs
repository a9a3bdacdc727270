//! Events of the API, received by a web server of one's own.

use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use housecall_pro::webhooks::Webhook;
use rusqlite::Connection;

/// Where events are kept once they are known to be of the API.
#[derive(Debug)]
struct Inbox {
    webhook: Webhook,
    store: Mutex<Connection>,
}

/// A web server's part that takes events at `/events`, and keeps those that the API signed in the table `events`, each once.
///
/// # Errors
/// The table cannot be made.
pub fn router(secret: &str, store: Connection) -> rusqlite::Result<Router> {
    store.execute("CREATE TABLE IF NOT EXISTS events (message TEXT PRIMARY KEY, body TEXT NOT NULL)", ())?;
    let inbox = Arc::new(Inbox { webhook: Webhook::new(secret), store: Mutex::new(store) });
    Ok(Router::new().route("/events", post(receive)).with_state(inbox))
}

/// The signature is over the bytes as they came, so nothing may have read them before.
async fn receive(State(inbox): State<Arc<Inbox>>, headers: HeaderMap, body: Bytes) -> StatusCode {
    // The table knows which events came before; and one whose keeping failed has to be taken when it comes again.
    let Ok(signed) = inbox.webhook.check(&headers, &body) else { return StatusCode::UNAUTHORIZED };
    match inbox.keep(&signed.message, &body) {
        Ok(()) => StatusCode::NO_CONTENT,
        // Whoever gets this answer sends the event again.
        Err(_) => StatusCode::SERVICE_UNAVAILABLE,
    }
}

impl Inbox {
    fn keep(&self, message: &str, body: &[u8]) -> rusqlite::Result<()> {
        let store = self.store.lock().unwrap_or_else(PoisonError::into_inner);
        let body = String::from_utf8_lossy(body);
        store.execute("INSERT OR IGNORE INTO events (message, body) VALUES (?1, ?2)", (message, body))?;
        Ok(())
    }
}
