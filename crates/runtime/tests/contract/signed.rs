//! Uploads to signed URLs.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bindery_runtime::clock::{Clock as _, VirtualClock};
use bindery_runtime::future::BoxFuture;
use bindery_runtime::http::{HeaderMap, HeaderName, HeaderValue};
use bindery_runtime::interceptor::{Attempt, Interceptor};
use bindery_runtime::transport::{HttpReply, HttpRequest, Transport, TransportError};
use bindery_runtime::{
    Api, Builder, Core, Credential, Error, ErrorKind, Meta, Scheme, SignedUpload, SignedUrl, Source, Upload,
};

use crate::memory::reply;

static API: Api = Api::new("signed/0.1.0")
    .servers(&["https://api.example.com"])
    .schemes(&[Scheme::bearer("token")])
    .auth(&[&["token"]]);

const FIRST: &str = "https://storage.example.com/1?signature=canary1";
const SECOND: &str = "https://storage.example.com/1?signature=canary2";

type Outcome = Result<HttpReply, TransportError>;

/// Reads every body, and records the requests.
#[derive(Debug, Default)]
struct Storage {
    script: Mutex<VecDeque<Outcome>>,
    seen: Mutex<Vec<HttpRequest>>,
}

impl Transport for Storage {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Outcome> {
        Box::pin(async move {
            self.seen.lock().unwrap().push(request.clone());
            request.body.collect().await?;
            self.script.lock().unwrap().pop_front().expect("the script has no more replies")
        })
    }
}

impl Storage {
    /// The queries of the requested URLs.
    fn queries(&self) -> Vec<String> {
        self.seen.lock().unwrap().iter().map(|request| request.url.query().unwrap().to_owned()).collect()
    }
}

/// Adds a credential to every request.
#[derive(Debug)]
struct Nosy;

impl Interceptor for Nosy {
    fn before(&self, _: &Attempt<'_>, headers: &mut HeaderMap) {
        headers.insert("x-key", HeaderValue::from_static("canary"));
    }
}

fn core(script: impl IntoIterator<Item = Outcome>) -> (Core, Arc<Storage>, VirtualClock) {
    let storage = Arc::new(Storage { script: Mutex::new(script.into_iter().collect()), ..Storage::default() });
    let clock = VirtualClock::new();
    let builder = Builder::new(&API).credential(0, Credential::key("canary")).header("x-tenant", "7").interceptor(Nosy);
    (builder.transport(Arc::clone(&storage)).clock(clock.clone()).build().unwrap(), storage, clock)
}

fn status(status: u16) -> Outcome {
    reply(status, &[], "")
}

/// The result of an upload whose further URLs are `urls`, and the queries of the requested URLs.
async fn put(first: SignedUrl, urls: Vec<SignedUrl>, source: Source, script: Vec<Outcome>) -> (Outcomes, Vec<String>) {
    let (core, storage, _) = core(script);
    let urls = Mutex::new(VecDeque::from(urls));
    let renew = move || {
        let url = urls.lock().unwrap().pop_front();
        async move { url.ok_or_else(|| Error::no_token("there is no other URL")) }
    };
    (SignedUpload::new(&core, first, source).renew(renew).await, storage.queries())
}

type Outcomes = Result<Meta<()>, Error>;

#[tokio::test]
async fn nothing_of_the_clients_goes_along() {
    let (core, storage, _) = core([reply(200, &[("etag", "7")], "")]);
    let url = SignedUrl::new(FIRST).header("x-ms-blob-type", "BlockBlob");
    let meta = SignedUpload::new(&core, url, Upload::new("x").content_type("image/png")).await.unwrap();
    assert_eq!((meta.status.as_u16(), &meta.headers["etag"]), (200, &HeaderValue::from_static("7")));
    let request = storage.seen.lock().unwrap()[0].clone();
    assert_eq!((request.method.as_str(), request.url.to_string()), ("PUT", FIRST.to_owned()));
    let mut names: Vec<&str> = request.headers.keys().map(HeaderName::as_str).collect();
    names.sort_unstable();
    assert_eq!(names, ["content-type", "user-agent", "x-ms-blob-type"]);
}

#[tokio::test]
async fn without_a_media_type_none_is_said() {
    let (core, storage, _) = core([status(200)]);
    SignedUpload::new(&core, SignedUrl::new(FIRST), "x").await.unwrap();
    assert!(!storage.seen.lock().unwrap()[0].headers.contains_key("content-type"));
}

#[tokio::test]
async fn a_url_that_has_ended_is_not_tried() {
    let now = VirtualClock::new().unix_time();
    let ended = || SignedUrl::new(FIRST).expires_at(now);
    let fresh = SignedUrl::new(SECOND).expires_at(now + Duration::from_secs(60));
    let (outcome, asked) = put(ended(), vec![fresh], "x".into(), vec![status(200)]).await;
    assert_eq!((outcome.is_ok(), asked), (true, vec!["signature=canary2".to_owned()]));
    let (outcome, asked) = put(ended(), vec![ended()], "x".into(), vec![]).await;
    let error = outcome.unwrap_err();
    assert_eq!((error.kind(), error.was_sent(), asked.len()), (ErrorKind::Auth, false, 0));
    let (core, ..) = core([]);
    let error = SignedUpload::new(&core, ended(), "x").await.unwrap_err();
    assert_eq!(error.to_string(), "the signed URL has expired");
}

#[tokio::test]
async fn a_url_that_is_refused_is_replaced_once() {
    let (first, second) = (|| SignedUrl::new(FIRST), || SignedUrl::new(SECOND));
    let script = vec![status(503), status(403), status(200)];
    let (outcome, asked) = put(first(), vec![second()], "x".into(), script).await;
    assert_eq!(
        (outcome.is_ok(), asked),
        (true, ["signature=canary1", "signature=canary1", "signature=canary2"].map(str::to_owned).to_vec())
    );
    let (outcome, asked) = put(first(), vec![second(), second()], "x".into(), vec![status(403), status(403)]).await;
    assert_eq!((outcome.unwrap_err().status().unwrap().as_u16(), asked.len()), (403, 2));
    let once = Source::once("x");
    let (outcome, asked) = put(first(), vec![second()], once, vec![status(403)]).await;
    assert_eq!((outcome.unwrap_err().status().unwrap().as_u16(), asked.len()), (403, 1));
}

#[tokio::test]
async fn a_url_is_a_credential() {
    let (core, storage, _) = core([reply(403, &[], r#"{"message": "signature=canary1 is unknown"}"#)]);
    let upload = SignedUpload::new(&core, SignedUrl::new(FIRST).header("x-token", "canary"), "x");
    let shown = format!("{upload:?} {:?}", SignedUrl::new(FIRST));
    let error = upload.await.unwrap_err();
    assert_eq!(error.to_string(), "PUT /{signed_url}: 403 Forbidden: *** is unknown");
    assert!(!format!("{shown} {error:?}").contains("canary"), "{shown} {error:?}");
    let open = SignedUpload::new(&core, SignedUrl::new("http://storage.example.com/1"), "x").await.unwrap_err();
    assert_eq!((open.kind(), open.was_sent(), storage.queries().len()), (ErrorKind::Auth, false, 1));
}

#[cfg(feature = "checksums")]
#[tokio::test]
async fn a_checksum_is_said_as_it_is_wanted() {
    use bindery_runtime::Checksum;

    for (checksum, header, value) in [
        (Checksum::md5(), "content-md5", "XUFAKrxLKna5cZ2REBfFkg=="),
        (
            Checksum::sha256("x-amz-checksum-sha256"),
            "x-amz-checksum-sha256",
            "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=",
        ),
        (Checksum::content_digest(), "content-digest", "sha-256=:LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=:"),
    ] {
        let (core, storage, _) = core([status(200)]);
        let source = Source::from_fn(|| "hello".into());
        SignedUpload::new(&core, SignedUrl::new(FIRST), source).checksum(checksum.clone()).await.unwrap();
        assert_eq!(storage.seen.lock().unwrap()[0].headers[header], value);
        let once = SignedUpload::new(&core, SignedUrl::new(FIRST), Source::once("hello")).checksum(checksum);
        assert_eq!(once.await.unwrap_err().kind(), ErrorKind::Construct);
    }
}
