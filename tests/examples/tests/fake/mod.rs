//! A server with changing lists, their pages, and jobs to create. It is called in process, or by other processes.

mod door;
mod listener;

use std::sync::{Arc, Mutex, MutexGuard};

use housecall_pro::Client;
use housecall_pro::runtime::Timestamp;
use housecall_pro::runtime::future::BoxFuture;
use housecall_pro::runtime::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use housecall_pro::runtime::transport::{HttpReply, HttpRequest, Transport, TransportError};
use serde_json::{Value, json};

pub(crate) use self::door::Door;

/// The lists that change: an item's version is its number of changes.
const LISTS: [&str; 2] = ["customers", "jobs"];

#[derive(Clone, Debug)]
pub(crate) struct Fake(Arc<Mutex<State>>);

#[derive(Debug)]
struct State {
    /// When each item of each list was last changed, in seconds.
    lists: [Vec<i64>; 2],
    now: i64,
    chance: u64,
    /// Whether changes have stopped.
    rests: bool,
    seen: Vec<String>,
    last_body: Vec<u8>,
}

impl Fake {
    /// A server with this many customers and jobs.
    pub(crate) fn new(items: i64) -> Self {
        let list: Vec<i64> = (0..items).collect();
        let state = State {
            lists: [list.clone(), list],
            now: items,
            chance: 0x9E37_79B9_7F4A_7C15,
            rests: false,
            seen: Vec::new(),
            last_body: Vec::new(),
        };
        Self(Arc::new(Mutex::new(state)))
    }

    pub(crate) fn client(&self) -> Client {
        let builder = Client::builder().api_key("key").base_url("http://localhost");
        builder.transport(self.clone()).build().expect("nothing is missing")
    }

    /// The requests so far.
    pub(crate) fn seen(&self) -> Vec<String> {
        self.state().seen.clone()
    }

    pub(crate) fn last_body(&self) -> String {
        String::from_utf8_lossy(&self.state().last_body).into_owned()
    }

    /// Changes this many items of each list, and adds one.
    pub(crate) fn change(&self, items: usize) {
        self.state().change(items);
    }

    /// Stops automatic changes.
    pub(crate) fn rest(&self) {
        self.state().rests = true;
    }

    /// A random number below `limit`.
    pub(crate) fn chance(&self, limit: usize) -> usize {
        self.state().chance(limit)
    }

    /// List, id, and body, of every item.
    pub(crate) fn everything(&self) -> Vec<(String, String, Value)> {
        let state = self.state();
        let rows = |(list, items): (&str, &Vec<i64>)| {
            let row = |(id, changed): (usize, &i64)| (list.to_owned(), name(id), item(id, *changed));
            items.iter().enumerate().map(row).collect::<Vec<_>>()
        };
        let mut all: Vec<_> = LISTS.into_iter().zip(&state.lists).flat_map(rows).collect();
        all.sort_by_key(|(list, id, _)| (list.clone(), id.clone()));
        all
    }

    fn answer(&self, method: &str, url: &Uri, body: &[u8]) -> Value {
        // A list may change while it is walked.
        let is_watched = url.query().is_some_and(|query| query.contains("updated_at"));
        if is_watched && !self.state().rests && self.chance(8) == 0 {
            self.change(1);
        }
        self.state().answer(method, url, body)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().expect("no test panics with it")
    }
}

impl State {
    fn change(&mut self, items: usize) {
        for list in 0..LISTS.len() {
            for _ in 0..items {
                self.now += 1;
                let item = self.chance(self.lists[list].len());
                self.lists[list][item] = self.now;
            }
            self.now += 1;
            self.lists[list].push(self.now);
        }
    }

    /// Xorshift: the same numbers in every run.
    fn chance(&mut self, limit: usize) -> usize {
        self.chance ^= self.chance << 13;
        self.chance ^= self.chance >> 7;
        self.chance ^= self.chance << 17;
        usize::try_from(self.chance >> 33).expect("31 bits fit") % limit.max(1)
    }

    fn answer(&mut self, method: &str, url: &Uri, body: &[u8]) -> Value {
        let (path, query) = (url.path(), url.query().unwrap_or_default());
        self.seen.push(format!("{method} {path}{}{query}", if query.is_empty() { "" } else { "?" }));
        self.last_body = body.to_vec();
        match (method, LISTS.iter().position(|list| path.strip_prefix('/') == Some(list))) {
            ("GET", Some(list)) => self.page(list, query),
            _ => json!({"id": "new"}),
        }
    }

    fn page(&self, list: usize, query: &str) -> Value {
        let value = |name: &str| query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
        let number = |name: &str| value(name).and_then(|text| text.parse::<usize>().ok());
        let (page, size) = (number("page").unwrap_or(1), number("page_size").unwrap_or(10));
        let mut items: Vec<(usize, i64)> = self.lists[list].iter().copied().enumerate().collect();
        if value("sort_by") == Some("updated_at") {
            items.sort_by_key(|(id, changed)| (std::cmp::Reverse(*changed), *id));
        }
        let shown = items.iter().skip((page - 1) * size).take(size);
        let shown: Vec<Value> = shown.map(|(id, changed)| item(*id, *changed)).collect();
        json!({
            "page": page, "page_size": size, "total_pages": items.len().div_ceil(size), "total_items": items.len(),
            LISTS[list]: shown,
        })
    }
}

impl Transport for Fake {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpReply, TransportError>> {
        Box::pin(async move {
            let sent = request.body.collect().await?;
            let body = self.answer(request.method.as_str(), &request.url, &sent).to_string();
            let mut headers = HeaderMap::new();
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
            Ok(HttpReply::new(StatusCode::OK, body).with_headers(headers))
        })
    }
}

fn name(id: usize) -> String {
    format!("item_{id}")
}

fn item(id: usize, changed: i64) -> Value {
    let instant = Timestamp::from_second(1_700_000_000 + changed).expect("it is in range").to_string();
    json!({"id": name(id), "updated_at": instant})
}
