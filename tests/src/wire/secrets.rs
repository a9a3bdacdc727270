//! A secret in every place that accepts one, and a server that echoes everything it receives.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;

use bindery_runtime::clock::VirtualClock;
use bindery_runtime::interceptor::{Attempt, End, Interceptor};
use bindery_runtime::test_kit::{Answers, Server as InProcess};
use bindery_runtime::transport::Ureq;
use bindery_runtime::ureq::Agent;
use bindery_runtime::{
    Api, Builder, Challenge, Core, Credential, Endpoint, Error, ErrorKind, OAuth2, Operation, Paging, Reply, Retry,
    Scheme, Session, json_events, nothing,
};
use housecall_pro::Client;
use log::{Level, LevelFilter, Log, Metadata, Record};
use serde_json::{Value, json};

use super::answer::Answer;
use super::faults::{SetUp, faults};
use super::server::{Request, Server};
use super::spans::Collector;
use super::world::World;
use super::{KEY, assert_silent, builder, client, told};

const SECRET: &str = "canary-s3cr3t";
/// The same secret in Basic authentication after a name of three letters, up to where it ends.
const SECRET_IN_BASE64: &str = "OmNhbmFyeS1zM2NyM3Q";
const TOKEN: &str = "canary-t0k3n";
const REFRESH_TOKEN: &str = "canary-r3fr3sh";
const CHALLENGE: &str = "canary-ch4ll3nge";

static API: Api = Api::new("secrets/1.0.0").schemes(&[
    Scheme::bearer("bearer").session(&SESSION),
    Scheme::basic("basic"),
    Scheme::header_key("header", "X-Key"),
    Scheme::header_key("prefixed", "Authorization").prefix("Token "),
    Scheme::query_key("query", "key"),
    Scheme::cookie_key("cookie", "sid").session(&COOKIES),
]);
static SESSION: Session = Session::new(Operation::new("logIn", "POST", "/token").auth(&[]))
    .token("/access_token")
    .expires_in("/expires_in")
    .refresh(Operation::new("refresh", "POST", "/token"))
    .refresh_token("refresh_token", "/refresh_token")
    .code("code")
    .challenge("challenge", "/challenge")
    .log_out(Operation::new("logOut", "DELETE", "/session").auth(&[&["bearer"]]));

static COOKIES: Session =
    Session::new(Operation::new("logIn", "POST", "/token").auth(&[])).token_cookie("sid").code("code");

/// An operation, and how the caller's credentials are set.
type Slot = (&'static Operation, fn(Builder, &str) -> Builder);

static SLOTS: [Slot; 12] = [
    (&BEARER, |builder, _| builder.credential(0, Credential::key(SECRET))),
    (&BASIC, |builder, _| builder.credential(1, Credential::basic("ann", SECRET))),
    (&HEADER, |builder, _| builder.credential(2, Credential::key(SECRET))),
    (&PREFIXED, |builder, _| builder.credential(3, Credential::key(SECRET))),
    (&QUERY, |builder, _| builder.credential(4, Credential::key(SECRET))),
    (&COOKIE, |builder, _| builder.credential(5, Credential::key(SECRET))),
    (&BEARER, |builder, _| builder.log_in(0, "ann", SECRET).mfa(ask)),
    (&COOKIE, |builder, _| builder.log_in(5, "ann", SECRET).mfa(ask)),
    (&BEARER, |builder, url| builder.source(0, OAuth2::client_credentials(format!("{url}/token"), "app", SECRET))),
    (&BEARER, |builder, url| {
        builder.source(0, OAuth2::client_credentials(format!("{url}/token"), "app", SECRET).in_body())
    }),
    (&BEARER, |builder, url| {
        let endpoint = Endpoint::url(format!("{url}/token"));
        builder.source(0, OAuth2::refresh_token(endpoint, "app", SECRET).parameter("assertion", SECRET))
    }),
    (&OPEN, |builder, _| builder.header("Authorization", SECRET)),
];

static BEARER: Operation = Operation::new("bearer", "GET", "/thing").auth(&[&["bearer"]]);
static BASIC: Operation = Operation::new("basic", "GET", "/thing").auth(&[&["basic"]]);
static HEADER: Operation = Operation::new("header", "GET", "/thing").auth(&[&["header"]]);
static PREFIXED: Operation = Operation::new("prefixed", "GET", "/thing").auth(&[&["prefixed"]]);
static QUERY: Operation = Operation::new("query", "GET", "/thing").auth(&[&["query"]]);
static COOKIE: Operation = Operation::new("cookie", "GET", "/thing").auth(&[&["cookie"]]);
static OPEN: Operation = Operation::new("open", "GET", "/thing").auth(&[]);

pub(super) async fn no_secret_leaks() {
    let echo = |status: u16, body: &str| Answer::new(status, &[("x-request-id", KEY), ("content-type", KEY)], body);
    let mut scripts: Vec<(Answer, SetUp)> = faults().into_iter().map(|fault| (fault.answer, fault.limits)).collect();
    for (status, body) in [
        (401, json!({"message": format!("Token {KEY} is unknown")}).to_string()),
        (401, json!({"errors": {KEY: ["is unknown"]}}).to_string()),
        (401, KEY.to_owned()),
        (200, json!({"jobs": KEY}).to_string()),
        (200, json!({"jobs": [{"assigned_employees": [{"permissions": {KEY: KEY}}]}]}).to_string()),
        (200, format!("<html>{KEY}</html>")),
        (200, String::new()),
    ] {
        scripts.push((echo(status, &body), |builder| builder));
    }
    for (answer, limits) in scripts {
        let server = Server::new([answer.clone(), answer]);
        let client = limits(builder(&server)).build().unwrap();
        let list = client.jobs().list().page(1).header("Authorization", KEY);
        assert_silent(&format!("{client:?} {:#?} {list:?} {:?}", client.jobs(), limits(builder(&server))));
        assert_silent(&told(&list.clone().wait().unwrap_err()));
        assert_silent(&told(&list.await.unwrap_err()));
    }
    let server = Server::new([echo(201, KEY)]);
    let payload = client(&server).webhooks().subscribe().await.unwrap();
    assert!(server.only().header("authorization").is_some_and(|sent| sent.ends_with(KEY)));
    assert_silent(&format!("{payload:?} {}", told(&payload.json().unwrap_err())));
    let unbuilt: [SetUp; 4] = [
        |builder| builder.api_key(format!("{KEY}\n")),
        |builder| builder.oauth(format!("{KEY}\u{7f}")),
        |builder| builder.header("Authorization", format!("{KEY}\r\nX: y")),
        |builder| builder.base_url(format!("http://user:{KEY}@127.0.0.1")),
    ];
    for set_up in unbuilt {
        let builder = set_up(Client::builder());
        assert_silent(&format!("{builder:?}"));
        assert_silent(&told(&builder.build().unwrap_err()));
    }
}

pub(super) async fn no_secret_leaks_from_any_slot() {
    for (operation, set_up) in &SLOTS {
        for door in [Door::Open, Door::Challenges, Door::Shut] {
            for world in World::BOTH {
                let server = Server::responding(move |request| door.answer(request));
                let builder = Builder::new(&API).base_url(server.url()).retry(Retry::none()).clock(VirtualClock::new());
                let builder = set_up(builder, &server.url()).interceptor(Told);
                let (collector, guard) = Collector::start();
                assert_silent(&format!("{builder:?}"));
                let core = builder.build().unwrap();
                let error = send(world, &core, operation).await.unwrap_err();
                let log_out = SESSION.end(&core, 0).await;
                drop(guard);
                assert_silent(&format!("{core:?} {log_out:?} {:?}", core.request(operation)));
                assert_silent(&told(&error));
                assert_silent(&panicked(Err(error)));
                assert_silent(&collector.lines().join("\n"));
                let was_told = server.seen().iter().any(|request| format!("{request:?}").contains("canary"));
                assert!(was_told || *operation.id() == *"basic" || door == Door::Shut, "{}", operation.id());
            }
        }
    }
}

/// A server sets tokens in headers, and its link to the next page repeats the key that it was given.
pub(super) async fn no_secret_leaks_from_what_came_beside_a_value() {
    static LIST: Operation =
        Operation::new("list", "GET", "/things").auth(&[&["query"]]).paging(&Paging::next_url("/next").items("/items"));
    for world in World::BOTH {
        let server = Server::responding(|request| {
            let next = (!request.target.contains("page=2")).then(|| format!("{}&page=2#k", request.target));
            let body = json!({"items": [1], "next": next}).to_string();
            Answer::new(200, &[("set-cookie", SECRET), ("x-token", SECRET)], body)
        });
        let core = Builder::new(&API).base_url(server.url()).credential(4, Credential::key(SECRET)).build().unwrap();
        let meta = core.request(&LIST).call(nothing).with_meta();
        let meta = if world == World::Async { meta.await } else { meta.wait() }.unwrap();
        assert_eq!(meta.headers["x-token"], SECRET);
        assert_silent(&format!("{meta:?}"));
        let mut pages = core.request(&LIST).pages(nothing);
        let page = if world == World::Async { pages.next().await } else { Iterator::next(&mut pages) };
        let page = page.unwrap().unwrap();
        assert_silent(&format!("{page:?} {:?}", page.next_token()));
        let rest = core.request(&LIST).pages(nothing).resume(page.next_token().unwrap());
        rest.last().unwrap().unwrap();
        assert_eq!(server.seen().last().unwrap().target, format!("/things?page=2&key={SECRET}"));
    }
}

/// The pieces of a stream are read after the call, and may quote what it was given.
pub(super) async fn no_secret_leaks_from_a_piece_of_a_stream() {
    static WATCH: Operation =
        Operation::new("watch", "GET", "/events").auth(&[&["header"]]).streams(&["text/event-stream"]);
    for world in World::BOTH {
        let said = json!({"error": {"code": SECRET, "message": "no such job"}});
        let answer = Answer::new(200, &[("content-type", "text/event-stream")], format!("data: {said}\n\n"));
        let server = Server::new([answer]);
        let core = Builder::new(&API).base_url(server.url()).credential(2, Credential::key(SECRET)).build().unwrap();
        let mut events = world.send(core.request(&WATCH).call(json_events::<i64>)).await.unwrap();
        let piece = if world == World::Async { events.next().await } else { Iterator::next(&mut events) };
        let error = piece.unwrap().unwrap_err();
        assert!(error.to_string().contains("no such job"), "{error}");
        assert_silent(&format!("{} {:?}", told(&error), error.code()));
    }
}

pub(super) async fn a_key_that_is_set_by_hand_is_a_secret() {
    let core = Builder::new(&API).base_url("http://api.example.com").build().unwrap();
    let error = core.request(&OPEN).header("x-key", SECRET).call(nothing).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Auth, "it is not sent in the open: {error}");
}

pub(super) async fn no_secret_leaks_into_logs() {
    start_log();
    for (operation, set_up) in &SLOTS {
        for door in [Door::Open, Door::Challenges, Door::Shut] {
            for world in World::BOTH {
                let server = Server::responding(move |request| door.answer(request));
                let builder = Builder::new(&API).base_url(server.url()).retry(Retry::none()).clock(VirtualClock::new());
                let core = set_up(builder, &server.url()).build().unwrap();
                send(world, &core, operation).await.unwrap_err();
                let _ = SESSION.end(&core, 0).await;
            }
        }
    }
    let logged = LOGGED.lines();
    for library in ["reqwest", "ureq"] {
        assert!(logged.iter().any(|line| line.starts_with(library)), "{library} logs nothing");
    }
    for secret in [SECRET, SECRET_IN_BASE64, TOKEN, REFRESH_TOKEN, CHALLENGE] {
        let told: Vec<_> = logged.iter().filter(|line| line.contains(secret)).collect();
        assert!(told.is_empty(), "{told:#?}");
    }
}

/// If the log would record every byte, nothing is sent, unless the caller asks for it.
pub(super) fn no_secret_is_sent_to_be_logged() {
    start_log();
    TAKES_BYTES.set(true);
    let server = Server::new([Answer::new(204, &[], "")]);
    let send = |builder: Builder| {
        let core = builder.base_url(server.url()).credential(0, Credential::key("shown")).build().unwrap();
        core.request(&BEARER).call(nothing).wait()
    };
    for builder in [Builder::new(&API), Builder::new(&API).transport(Ureq::new(Agent::new_with_defaults()))] {
        let error = send(builder).unwrap_err();
        assert_eq!((error.kind(), error.was_sent()), (ErrorKind::Construct, false));
        assert!(error.to_string().contains("keep the log targets `ureq` and `ureq_proto` below TRACE"), "{error}");
    }
    assert!(server.seen().is_empty());
    send(Builder::new(&API).transport(Ureq::new(Agent::new_with_defaults()).log_bytes())).unwrap();
    assert!(LOGGED.lines().iter().any(|line| line.starts_with("ureq_proto::util")));
    TAKES_BYTES.set(false);
}

pub(super) fn no_secret_leaks_from_the_test_kit() {
    static ANSWERS: Answers = Answers::new(r#"[{"operation": "bearer", "status": 204}]"#);
    let server = InProcess::new(&ANSWERS);
    let core = Builder::new(&API).credential(0, Credential::key(SECRET)).in_process(&server).build().unwrap();
    core.request(&BEARER).call(nothing).wait().unwrap();
    assert!(server.only("bearer").header("authorization").is_some_and(|sent| sent.ends_with(SECRET)));
    assert_silent(&format!("{server:?} {:#?}", server.requests()));
}

async fn send(world: World, core: &Core, operation: &'static Operation) -> Result<(), Error> {
    let call = core.request(operation).call(nothing);
    match world {
        World::Async => call.await,
        World::Blocking => call.wait(),
    }
}

/// The code of a second factor, for a challenge that quotes the password.
async fn ask(challenge: Challenge) -> Option<String> {
    assert_silent(&format!("{challenge:?} {:?}", challenge.message()));
    Some(format!("{SECRET}-code"))
}

/// How the server answers token requests. All other requests are refused, and quoted in the error.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Door {
    Open,
    Challenges,
    Shut,
}

impl Door {
    fn answer(self, request: &Request) -> Answer {
        let body: Value = serde_json::from_slice(&request.body).unwrap_or_default();
        let token = json!({
            "access_token": TOKEN, "token_type": "bearer", "expires_in": 100, "refresh_token": REFRESH_TOKEN,
        });
        match (self, request.target.as_str()) {
            (Self::Challenges, "/token") if body.get("password").is_some() && body.get("code").is_none() => {
                Answer::json(200, &json!({"challenge": CHALLENGE, "message": body.to_string()}))
            }
            (Self::Open | Self::Challenges, "/token") => {
                Answer::new(200, &[("set-cookie", &format!("sid={TOKEN}"))], token.to_string())
            }
            _ => {
                let said =
                    format!("{} {:?} {}", request.target, request.headers, String::from_utf8_lossy(&request.body));
                let status = if request.target == "/token" { 400 } else { 401 };
                Answer::json(status, &json!({"error": "denied", "error_description": said, "message": said}))
            }
        }
    }
}

/// Prints everything that it sees.
#[derive(Debug)]
struct Told;

impl Interceptor for Told {
    fn before(&self, attempt: &Attempt<'_>, headers: &mut bindery_runtime::http::HeaderMap) {
        assert_silent(&format!("{attempt:?} {headers:?}"));
    }

    fn after(&self, attempt: &Attempt<'_>, outcome: Result<&Reply, &Error>) {
        assert_silent(&format!("{attempt:?} {outcome:?}"));
    }

    fn ended(&self, end: &End<'_>) {
        assert_silent(&format!("{end:?}"));
    }
}

fn start_log() {
    // Another test may have set it first.
    let _ = log::set_logger(&LOGGED);
    log::set_max_level(LevelFilter::Trace);
}

/// The log of the process. Other tests also log, but use none of the secrets of this module.
static LOGGED: Logged = Logged(Mutex::new(Vec::new()));

thread_local! {
    /// Whether the log records the bytes sent by this thread: blocking calls send on the calling thread.
    static TAKES_BYTES: Cell<bool> = const { Cell::new(false) };
}

struct Logged(Mutex<Vec<String>>);

impl Logged {
    fn lines(&self) -> Vec<String> {
        self.0.lock().unwrap().clone()
    }
}

impl Log for Logged {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        TAKES_BYTES.get() || !metadata.target().starts_with("ureq") || metadata.level() < Level::Trace
    }

    fn log(&self, record: &Record<'_>) {
        if self.enabled(record.metadata()) {
            let line = format!("{} {}", record.target(), record.args());
            self.0.lock().unwrap().push(line);
        }
    }

    fn flush(&self) {}
}

/// The panic message for the error.
fn panicked(outcome: Result<(), Error>) -> String {
    let panic = catch_unwind(AssertUnwindSafe(|| outcome.unwrap())).unwrap_err();
    panic.downcast::<String>().map_or_else(|_| String::new(), |said| *said)
}
