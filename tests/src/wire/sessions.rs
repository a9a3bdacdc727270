//! Expiring credentials: the Supergood adapter, which opens sessions, and an authorization server.

use std::error::Error as _;
use std::future::{pending, ready};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::SeqCst};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use bindery_runtime::clock::{Clock as _, VirtualClock};
use bindery_runtime::future::BoxFuture;
use bindery_runtime::{Api, Endpoint, OAuth2, Operation, Renewal, Retry, Scheme, Session, Token, TokenSource, nothing};
use serde_json::{Value, json};
use supergood::types::JobCreate;
use supergood::{Builder, Client, Error, ErrorKind};

use super::answer::Answer;
use super::server::{Request, Server};
use super::{World, assert_silent, told};

const PASSWORD: &str = "canary-p4ss";

/// The server side of the sessions: only one token is valid at a time.
#[derive(Default)]
struct Door {
    /// How many tokens were issued; the last one is valid.
    tokens: AtomicU32,
    log_ins: AtomicU32,
    refreshes: AtomicU32,
    is_shut: AtomicBool,
    is_expired: AtomicBool,
    wants_code: AtomicBool,
}

impl Door {
    fn answer(&self, request: &Request) -> Answer {
        let body: Value = serde_json::from_slice(&request.body).unwrap_or_default();
        match request.target.as_str() {
            "/sessions" => {
                self.log_ins.fetch_add(1, SeqCst);
                if self.is_shut.load(SeqCst) || body["password"] != PASSWORD {
                    return Answer::json(422, &json!({"message": format!("not with {PASSWORD}")}));
                }
                if self.wants_code.load(SeqCst) && body["mfa_code"] != "123456" {
                    return Answer::json(403, &json!({"message": "which code?"}));
                }
                self.open(201)
            }
            "/sessions/refresh" => {
                self.refreshes.fetch_add(1, SeqCst);
                let good = format!("canary-r{}", self.tokens.load(SeqCst));
                if self.is_shut.load(SeqCst) || self.is_expired.load(SeqCst) || body["refresh_token"] != good.as_str() {
                    return Answer::json(401, &json!({"message": format!("{good} is over")}));
                }
                self.open(200)
            }
            _ => {
                let good = format!("Bearer canary-t{}", self.tokens.load(SeqCst));
                if self.is_expired.load(SeqCst) || request.header("authorization") != Some(&*good) {
                    return Answer::json(401, &json!({"message": format!("{good} it is not")}));
                }
                let customers = json!({"customers": [], "id": "job_1"});
                Answer::json(200, &customers)
            }
        }
    }

    fn open(&self, status: u16) -> Answer {
        self.is_expired.store(false, SeqCst);
        let number = self.tokens.fetch_add(1, SeqCst) + 1;
        let token = format!("canary-t{number}");
        Answer::json(status, &json!({"token": token, "refresh_token": format!("canary-r{number}"), "expires_in": 1000}))
    }

    fn counts(&self) -> (u32, u32) {
        (self.log_ins.load(SeqCst), self.refreshes.load(SeqCst))
    }
}

fn door() -> (Arc<Door>, Server) {
    let door = Arc::new(Door::default());
    let behind = Arc::clone(&door);
    (door, Server::responding(move |request| behind.answer(request)))
}

fn builder(server: &Server, clock: &VirtualClock) -> Builder {
    let builder = Client::builder().base_url(server.url()).log_in("ann", PASSWORD).retry(Retry::none());
    builder.clock(clock.clone()).max_concurrent(100)
}

async fn list(world: World, client: &Client) -> Result<(), Error> {
    match world {
        World::Async => client.customers().list().await.map(drop),
        World::Blocking => client.customers().list().wait().map(drop),
    }
}

/// All at once, each in its own task.
async fn thousand(client: &Client) -> Vec<Result<(), Error>> {
    let tasks: Vec<_> = (0..1000).map(|_| tokio::spawn(client.customers().list().into_future())).collect();
    let mut outcomes = Vec::new();
    for task in tasks {
        outcomes.push(task.await.expect("no task panics").map(drop));
    }
    outcomes
}

pub(super) async fn single_flight_1000() {
    let (door, server) = door();
    let client = builder(&server, &VirtualClock::new()).build().unwrap();
    assert!(thousand(&client).await.iter().all(Result::is_ok));
    assert_eq!(door.counts(), (1, 0), "the first token");
    // Neither the token nor the refresh token is valid any longer.
    door.is_expired.store(true, SeqCst);
    assert!(thousand(&client).await.iter().all(Result::is_ok));
    assert_eq!(door.counts(), (2, 1), "one log-in for a thousand refusals");
}

pub(super) async fn a_failed_log_in_is_the_error_of_all() {
    let (door, server) = door();
    let client = builder(&server, &VirtualClock::new()).build().unwrap();
    client.log_in().await.unwrap();
    door.is_expired.store(true, SeqCst);
    door.is_shut.store(true, SeqCst);
    let errors: Vec<Error> = thousand(&client).await.into_iter().map(Result::unwrap_err).collect();
    assert_eq!(door.counts(), (2, 1));
    let source = |error: &Error| std::ptr::from_ref(error.source().unwrap()).cast::<()>();
    for error in &errors {
        assert_eq!(error.kind(), ErrorKind::Auth);
        assert_eq!(source(error), source(&errors[0]), "it is one error");
    }
    assert_eq!(
        errors[0].to_string(),
        "GET /customers: no token: POST /sessions: 422 Unprocessable Entity: not with ***"
    );
}

pub(super) async fn a_failed_log_in_stands_for_a_second() {
    let (door, server) = door();
    let clock = VirtualClock::new();
    let client = builder(&server, &clock).build().unwrap();
    door.is_shut.store(true, SeqCst);
    for world in World::BOTH {
        assert_eq!(list(world, &client).await.unwrap_err().kind(), ErrorKind::Auth);
    }
    assert_eq!(door.counts(), (1, 0));
    door.is_shut.store(false, SeqCst);
    clock.advance(Duration::from_secs(1));
    list(World::Async, &client).await.unwrap();
}

pub(super) async fn a_call_that_was_refused_is_sent_once_more() {
    for world in World::BOTH {
        let (door, server) = door();
        let client = builder(&server, &VirtualClock::new()).build().unwrap();
        list(world, &client).await.unwrap();
        door.is_expired.store(true, SeqCst);
        let job = client.jobs().create(&JobCreate::new("cus_1"));
        let created = match world {
            World::Async => job.with_meta().await,
            World::Blocking => job.with_meta().wait(),
        };
        assert_eq!(created.unwrap().attempts, 2);
        let targets: Vec<String> = server.seen().into_iter().map(|request| request.target).collect();
        assert_eq!(targets, ["/sessions", "/customers", "/jobs", "/sessions/refresh", "/sessions", "/jobs"]);
    }
}

pub(super) async fn a_token_is_renewed_ahead_of_its_end() {
    for world in World::BOTH {
        let (door, server) = door();
        let clock = VirtualClock::new();
        // The minimal jitter: 200 s before expiry, which is a fifth of its lifetime.
        clock.fix_random(0);
        let client = builder(&server, &clock).build().unwrap();
        list(world, &client).await.unwrap();
        clock.advance(Duration::from_secs(799));
        list(world, &client).await.unwrap();
        assert_eq!(door.counts(), (1, 0));
        clock.advance(Duration::from_secs(1));
        list(world, &client).await.unwrap();
        assert_eq!(door.counts(), (1, 1));
        assert_eq!(server.seen().last().unwrap().header("authorization"), Some("Bearer canary-t2"));
    }
}

/// Gives a token once, and then falls silent.
#[derive(Debug, Default)]
struct Silent(AtomicBool);

impl TokenSource for Silent {
    fn token<'a>(&'a self, _: Renewal<'a>) -> BoxFuture<'a, Result<Token, bindery_runtime::Error>> {
        if self.0.swap(true, SeqCst) {
            return Box::pin(pending());
        }
        Box::pin(ready(Ok(Token::new("canary-t").expires_in(Duration::from_secs(1000)))))
    }
}

/// The old token is as good as ever, so nobody waits in vain for the next one.
pub(super) async fn a_renewal_ahead_of_the_end_costs_no_call() {
    for world in World::BOTH {
        let server = Server::responding(|_| Answer::json(200, &json!({})));
        let clock = VirtualClock::new();
        let builder = bindery_runtime::Builder::new(&OAUTH).base_url(server.url()).clock(clock.clone());
        let core = builder.source(0, Silent::default()).build().unwrap();
        world.send(core.request(&GET).call(nothing)).await.unwrap();
        clock.advance(Duration::from_secs(900));
        let is_done = Arc::new(AtomicBool::new(false));
        let (time, is_over) = (clock.clone(), Arc::clone(&is_done));
        let passing = thread::spawn(move || {
            while !is_over.load(SeqCst) {
                time.advance(Duration::from_millis(100));
                thread::sleep(Duration::from_millis(1));
            }
        });
        let outcome = world.send(core.request(&GET).call(nothing).timeout(Duration::from_secs(10))).await;
        is_done.store(true, SeqCst);
        passing.join().unwrap();
        outcome.unwrap();
        assert_eq!(server.seen().len(), 2, "{world:?}");
    }
}

pub(super) async fn a_second_factor_is_asked_for() {
    for (code, outcome) in [(Some("123456"), Ok(())), (None, Err(ErrorKind::Auth)), (Some("0"), Err(ErrorKind::Auth))] {
        for world in World::BOTH {
            let (door, server) = door();
            door.wants_code.store(true, SeqCst);
            let asked = Arc::new(Mutex::new(None));
            let note = Arc::clone(&asked);
            let builder = builder(&server, &VirtualClock::new()).mfa(move |challenge| {
                *note.lock().unwrap() = challenge.message().map(str::to_owned);
                async move { code.map(str::to_owned) }
            });
            assert_eq!(list(world, &builder.build().unwrap()).await.map_err(|error| error.kind()), outcome);
            assert_eq!(asked.lock().unwrap().as_deref(), Some("which code?"));
        }
    }
}

pub(super) async fn no_secret_leaks_from_a_session() {
    for world in World::BOTH {
        let (door, server) = door();
        let builder = builder(&server, &VirtualClock::new()).mfa(|_| async { Some("canary-c0de".to_owned()) });
        assert_silent(&format!("{builder:?}"));
        let client = builder.build().unwrap();
        list(world, &client).await.unwrap();
        assert_silent(&format!("{client:?} {:?}", client.log_in()));
        door.is_expired.store(true, SeqCst);
        door.is_shut.store(true, SeqCst);
        assert_silent(&told(&list(world, &client).await.unwrap_err()));
    }
}

pub(super) async fn a_password_is_not_sent_in_the_open() {
    let (_, server) = door();
    let url = format!("http://0.0.0.0:{}", server.address().port());
    let client = builder(&server, &VirtualClock::new()).base_url(url).build().unwrap();
    assert_eq!(list(World::Async, &client).await.unwrap_err().kind(), ErrorKind::Auth);
    assert!(server.seen().is_empty());
}

static OAUTH: Api = Api::new("oauth/1.0.0").schemes(&[Scheme::bearer("oauth")]).auth(&[&["oauth"]]);
static GET: Operation = Operation::new("get", "GET", "/thing");

pub(super) async fn a_rotated_refresh_token_is_kept() {
    let issued = AtomicU32::new(0);
    let server = Server::responding(move |request| {
        let origin = format!("http://{}", request.header("host").unwrap());
        match request.target.as_str() {
            "/.well-known/openid-configuration" => {
                Answer::json(200, &json!({"issuer": origin, "token_endpoint": format!("{origin}/token")}))
            }
            "/token" => {
                let number = issued.fetch_add(1, SeqCst);
                let body = String::from_utf8_lossy(&request.body).into_owned();
                assert_eq!(request.header("x-own"), None);
                assert!(body.contains(&format!("refresh_token=canary-r{number}")), "{body}");
                let (access, next) = (format!("canary-t{number}"), format!("canary-r{}", number + 1));
                Answer::json(200, &json!({"access_token": access, "refresh_token": next, "expires_in": 100}))
            }
            _ => Answer::json(200, &json!({})),
        }
    });
    let kept = Arc::new(Mutex::new(Vec::new()));
    let keep = Arc::clone(&kept);
    let source = OAuth2::refresh_token(Endpoint::issuer(server.url()), "app", "canary-r0").persist(move |token| {
        keep.lock().unwrap().extend(token.expose_refresh().map(str::to_owned));
        async {}
    });
    assert_silent(&format!("{source:?}"));
    let clock = VirtualClock::new();
    let builder = bindery_runtime::Builder::new(&OAUTH).base_url(server.url()).header("X-Own", "1");
    let core = builder.clock(clock.clone()).source(0, source).build().unwrap();
    core.request(&GET).call(nothing).await.unwrap();
    clock.advance(Duration::from_secs(100));
    core.request(&GET).call(nothing).wait().unwrap();
    assert_eq!(*kept.lock().unwrap(), ["canary-r1", "canary-r2"]);
    let sent: Vec<Option<String>> =
        server.seen().iter().map(|request| request.header("authorization").map(str::to_owned)).collect();
    assert_eq!(sent, [None, None, Some("Bearer canary-t0".to_owned()), None, Some("Bearer canary-t1".to_owned())]);
    assert!(clock.now() >= Duration::from_secs(100));
}

static COOKIES: Api =
    Api::new("cookies/1.0.0").schemes(&[Scheme::cookie_key("browser", "sid").session(&BROWSER)]).auth(&[&["browser"]]);
static BROWSER: Session = Session::new(Operation::new("logIn", "POST", "/login").auth(&[])).token_cookie("sid");

pub(super) async fn a_session_is_a_cookie() {
    for world in World::BOTH {
        let log_ins = AtomicU32::new(0);
        let server = Server::responding(move |request| match request.target.as_str() {
            "/login" => {
                let line = format!("sid=s%3Acanary+c/{}==; Path=/; Max-Age=100", log_ins.fetch_add(1, SeqCst));
                Answer::new(204, &[("set-cookie", "theme=dark"), ("set-cookie", &line)], "")
            }
            // The second session is invalidated long before its time.
            _ if request.header("cookie") == Some("sid=s%3Acanary+c/1==") => Answer::json(401, &json!({})),
            _ => Answer::json(200, &json!({})),
        });
        let clock = VirtualClock::new();
        let builder = bindery_runtime::Builder::new(&COOKIES).base_url(server.url()).clock(clock.clone());
        let core = builder.log_in(0, "ann", PASSWORD).build().unwrap();
        for _ in 0..2 {
            world.send(core.request(&GET).call(nothing)).await.unwrap();
            clock.advance(Duration::from_secs(100));
        }
        let sent: Vec<Option<String>> =
            server.seen().iter().map(|request| request.header("cookie").map(str::to_owned)).collect();
        let cookie = |number: u32| Some(format!("sid=s%3Acanary+c/{number}=="));
        assert_eq!(sent, [None, cookie(0), None, cookie(1), None, cookie(2)]);
    }
}

/// Login forms of websites redirect to the next page, and set the cookie in that reply.
pub(super) async fn a_log_in_may_redirect() {
    for (world, status) in World::BOTH.into_iter().flat_map(|world| [(world, 302), (world, 303)]) {
        let server = Server::responding(move |request| match request.target.as_str() {
            "/login" => {
                let headers = [("location", "/home"), ("set-cookie", "sid=canary; Path=/")];
                Answer::new(status, &headers, "")
            }
            _ => Answer::json(200, &json!({})),
        });
        let builder = bindery_runtime::Builder::new(&COOKIES).base_url(server.url());
        let core = builder.log_in(0, "ann", PASSWORD).build().unwrap();
        world.send(core.request(&GET).call(nothing)).await.unwrap();
        let sent: Vec<(String, Option<String>)> = server
            .seen()
            .iter()
            .map(|request| (request.target.clone(), request.header("cookie").map(str::to_owned)))
            .collect();
        assert_eq!(sent, [("/login".to_owned(), None), ("/thing".to_owned(), Some("sid=canary".to_owned()))]);
    }
}

/// As in a document: `tokenUrl: /oauth/token`.
pub(super) async fn a_token_endpoint_may_be_a_path() {
    let token = json!({"access_token": "canary-t"});
    let server = Server::new([Answer::json(200, &token), Answer::json(200, &json!({}))]);
    let source = OAuth2::client_credentials("/oauth/token", "app", "canary");
    let base = format!("{}/v1", server.url());
    let core = bindery_runtime::Builder::new(&OAUTH).base_url(base).source(0, source).build().unwrap();
    core.request(&GET).call(nothing).await.unwrap();
    let targets: Vec<String> = server.seen().iter().map(|request| request.target.clone()).collect();
    assert_eq!(targets, ["/oauth/token", "/v1/thing"]);
}

pub(super) async fn a_client_has_credentials_of_its_own() {
    let token = json!({"access_token": "canary-t", "expires_in": 100});
    let server = Server::new([Answer::json(200, &token), Answer::json(200, &json!({}))]);
    let url = format!("{}/token", server.url());
    let source = OAuth2::client_credentials(url, "app", "canary s").scope("a b");
    let core = bindery_runtime::Builder::new(&OAUTH).base_url(server.url()).source(0, source).build().unwrap();
    core.request(&GET).call(nothing).await.unwrap();
    let asked = &server.seen()[0];
    // `app:canary%20s`
    assert_eq!(asked.header("authorization"), Some("Basic YXBwOmNhbmFyeSUyMHM="));
    let body = String::from_utf8_lossy(&asked.body).into_owned();
    assert!(body.contains("grant_type=client_credentials") && body.contains("scope=a"), "{body}");
}
