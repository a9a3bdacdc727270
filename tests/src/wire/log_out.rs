//! Sessions that are checked, confirmed by a challenge, and ended.

use std::sync::atomic::{AtomicU16, AtomicU32, Ordering::SeqCst};
use std::sync::{Arc, Mutex};

use bindery_runtime::Retry;
use bindery_runtime::clock::VirtualClock;
use golden::sessions::{Builder, Call, Client, Error, ErrorKind};
use serde_json::{Value, json};

use super::answer::Answer;
use super::server::{Request, Server};
use super::world::World;

/// The server side: every log-in returns another token.
#[derive(Default)]
struct Shop {
    tokens: AtomicU32,
    /// The reply to ending a session, if not 204.
    end: AtomicU16,
}

impl Shop {
    fn answer(&self, request: &Request) -> Answer {
        let body: Value = serde_json::from_slice(&request.body).unwrap_or_default();
        match (request.method.as_str(), request.target.as_str()) {
            ("POST", "/session") if body["email"] == "ann@example.com" && body["password"] == "pw" => self.token(),
            ("POST", "/session") => Answer::json(200, &json!({"challenge": "ch_1", "message": "which code?"})),
            ("POST", "/session/code") if body == json!({"challenge": "ch_1", "code": "7"}) => self.token(),
            ("POST", _) => Answer::json(403, &json!({"message": "no"})),
            ("DELETE", _) if self.end.load(SeqCst) > 0 => Answer::new(self.end.load(SeqCst), &[], ""),
            ("GET", "/session") => Answer::json(200, &json!({"alive": true})),
            _ => Answer::new(204, &[], ""),
        }
    }

    fn token(&self) -> Answer {
        let number = self.tokens.fetch_add(1, SeqCst) + 1;
        Answer::json(200, &json!({"session": {"token": format!("t{number}"), "ends": "2026-01-01T01:00:00Z"}}))
    }
}

fn shop() -> (Arc<Shop>, Server) {
    let shop = Arc::new(Shop::default());
    let behind = Arc::clone(&shop);
    (shop, Server::responding(move |request| behind.answer(request)))
}

fn builder(server: &Server) -> Builder {
    let builder = Client::builder().base_url(server.url()).retry(Retry::none()).clock(VirtualClock::new());
    builder.log_in("ann@example.com", "pw")
}

/// Method, path and token of each request.
fn seen(server: &Server) -> Vec<String> {
    let line = |request: Request| {
        let token = request.header("authorization").map(|value| value.replace("Bearer ", "")).unwrap_or_default();
        format!("{} {} {token}", request.method, request.target).trim_end().to_owned()
    };
    server.seen().into_iter().map(line).collect()
}

async fn done(world: World, call: Call<()>) -> Result<(), Error> {
    match world {
        World::Async => call.await,
        World::Blocking => call.wait(),
    }
}

pub(super) async fn a_session_that_is_ended_is_forgotten() {
    for world in World::BOTH {
        let (_, server) = shop();
        let client = builder(&server).build().unwrap();
        done(world, client.log_in()).await.unwrap();
        done(world, client.log_out()).await.unwrap();
        done(world, client.orders().list()).await.unwrap();
        assert_eq!(seen(&server), ["POST /session", "DELETE /session t1", "POST /session", "GET /orders t2"]);
    }
}

pub(super) async fn where_nobody_logged_in_nobody_logs_out() {
    for world in World::BOTH {
        let (_, server) = shop();
        done(world, builder(&server).build().unwrap().log_out()).await.unwrap();
        assert_eq!(seen(&server), [""; 0]);
    }
}

pub(super) async fn a_session_that_the_server_does_not_know_has_ended() {
    let (shop, server) = shop();
    let client = builder(&server).build().unwrap();
    client.log_in().await.unwrap();
    shop.end.store(401, SeqCst);
    client.log_out().await.unwrap();
    client.orders().list().await.unwrap();
    assert_eq!(seen(&server)[2..], ["POST /session", "GET /orders t2"]);
}

pub(super) async fn a_session_that_could_not_be_ended_goes_on() {
    let (shop, server) = shop();
    let client = builder(&server).build().unwrap();
    client.log_in().await.unwrap();
    shop.end.store(500, SeqCst);
    assert_eq!(client.log_out().await.unwrap_err().kind(), ErrorKind::Status);
    client.orders().list().await.unwrap();
    assert_eq!(seen(&server), ["POST /session", "DELETE /session t1", "GET /orders t1"]);
}

pub(super) async fn a_session_is_asked_whether_it_is_alive() {
    for world in World::BOTH {
        let (_, server) = shop();
        let client = builder(&server).build().unwrap();
        done(world, client.health()).await.unwrap();
        assert_eq!(seen(&server), ["POST /session", "GET /session t1"]);
    }
}

pub(super) async fn a_challenge_is_answered_by_name() {
    for world in World::BOTH {
        let (_, server) = shop();
        let asked = Arc::new(Mutex::new(None));
        let note = Arc::clone(&asked);
        let builder = builder(&server).log_in("bob@example.com", "pw").mfa(move |challenge| {
            *note.lock().unwrap() = Some((challenge.id().map(str::to_owned), challenge.message().map(str::to_owned)));
            async { Some("7".to_owned()) }
        });
        done(world, builder.build().unwrap().log_in()).await.unwrap();
        assert_eq!(seen(&server), ["POST /session", "POST /session/code"]);
        assert_eq!(*asked.lock().unwrap(), Some((Some("ch_1".to_owned()), Some("which code?".to_owned()))));
    }
}

pub(super) async fn a_session_ends_when_the_server_said() {
    let (_, server) = shop();
    let clock = VirtualClock::new();
    let client = builder(&server).clock(clock.clone()).build().unwrap();
    client.orders().list().await.unwrap();
    clock.advance(std::time::Duration::from_secs(3601));
    client.orders().list().await.unwrap();
    // The token itself renews the session.
    assert_eq!(
        seen(&server),
        ["POST /session", "GET /orders t1", "POST /session/next t1", "POST /session", "GET /orders t2"]
    );
}
