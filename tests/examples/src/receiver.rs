//! Receives events of the API with a web server.

use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use housecall_pro::webhooks::Webhook;
use rusqlite::Connection;

/// Stores events once they are verified.
#[derive(Debug)]
struct Inbox {
    webhook: Webhook,
    store: Mutex<Connection>,
}

/// Returns a router that receives events at `/events`, and stores each signed event once in the table `events`.
///
/// # Errors
/// The table cannot be created.
pub fn router(secret: &str, store: Connection) -> rusqlite::Result<Router> {
    store.execute("CREATE TABLE IF NOT EXISTS events (message TEXT PRIMARY KEY, body TEXT NOT NULL)", ())?;
    let inbox = Arc::new(Inbox { webhook: Webhook::new(secret), store: Mutex::new(store) });
    Ok(Router::new().route("/events", post(receive)).with_state(inbox))
}

/// The signature covers the bytes as received, so they must not be parsed before.
async fn receive(State(inbox): State<Arc<Inbox>>, headers: HeaderMap, body: Bytes) -> StatusCode {
    // The table detects duplicates; an event that could not be stored must be accepted when it is sent again.
    let Ok(signed) = inbox.webhook.check(&headers, &body) else { return StatusCode::UNAUTHORIZED };
    match inbox.keep(&signed.message, &body) {
        Ok(()) => StatusCode::NO_CONTENT,
        // This status makes the API send the event again.
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
