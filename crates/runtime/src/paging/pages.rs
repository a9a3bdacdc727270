//! The pages of a list.

use std::fmt;
use std::future::poll_fn;
use std::ops::Deref;
use std::task::{Context, Poll, ready};

use super::walk::Walk;
use crate::call::Meta;
use crate::error::Error;
use crate::reply::Reply;
use crate::request::Request;

/// The pages of a list, one after the other. After an error there are no more; [`resume`](Self::resume) continues.
///
/// ```
/// # use bindery_runtime::test_kit::{Answers, Server};
/// # use bindery_runtime::{Api, Builder};
/// # static API: Api = Api::new("example/0.1.0");
/// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "listNames", "status": 200, "type": "application/json", "body": []}]"#);
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// # let server = Server::new(&ANSWERS);
/// # let core = Builder::new(&API).in_process(&server).build()?;
/// use bindery_runtime::{Operation, Pages, Paging, Param, json};
///
/// static LIST_NAMES: Operation =
///     Operation::new("listNames", "GET", "/names").params(&[Param::query("page")]).paging(&Paging::page("page"));
///
/// server.on("listNames").reply(200).json(&["Ann"]).then().reply(200).json(&["Bob"]);
/// let mut pages: Pages<Vec<String>> = core.request(&LIST_NAMES).pages(json).max(2);
/// let mut names = Vec::new();
/// while let Some(page) = pages.next().await {
///     names.extend(page?.into_inner());
/// }
/// assert_eq!(names, ["Ann", "Bob"]);
/// # Ok::<(), bindery_runtime::Error>(())
/// # }).unwrap();
/// ```
#[must_use = "a list requests nothing until its next page is asked for"]
pub struct Pages<T> {
    walk: Walk,
    decode: fn(Reply) -> Result<T, Error>,
}

/// A page of a list: its value, and a token for the next page.
///
/// ```
/// use bindery_runtime::test_kit::{Answers, Server};
/// use bindery_runtime::{Api, Builder, Operation, Paging, Param, Value, json};
/// use serde_json::json as value;
///
/// # static API: Api = Api::new("example/0.1.0");
/// static LIST: Operation = Operation::new("listJobs", "GET", "/jobs")
///     .params(&[Param::query("after")])
///     .paging(&Paging::cursor("after", "/next").items("/jobs"));
/// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "listJobs", "status": 200, "type": "application/json", "body": {"jobs": []}}]"#);
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// # let server = Server::new(&ANSWERS);
/// # let core = Builder::new(&API).in_process(&server).build()?;
/// server.on("listJobs").reply(200).json(&value!({"jobs": ["job_1"], "next": "c2"}));
/// let mut pages = core.request(&LIST).pages(json::<Value>);
/// let Some(page) = pages.next().await.transpose()? else { panic!("there is a page") };
/// assert_eq!(page["jobs"][0], "job_1");
/// // A stored token leads to the next page later.
/// let token = page.next_token().map(str::to_owned).unwrap_or_default();
/// assert_eq!(page.into_inner()["next"], "c2");
/// core.request(&LIST).pages(json::<Value>).resume(&token).next().await;
/// assert_eq!(server.requests()[1].query("after"), Some("c2"));
/// # Ok::<(), bindery_runtime::Error>(())
/// # }).unwrap();
/// ```
#[derive(Clone)]
#[non_exhaustive]
pub struct Page<T> {
    /// The page, with the reply's status, headers and more.
    pub meta: Meta<T>,
    next: Option<String>,
}

impl<T> Pages<T> {
    pub(crate) fn new(request: Request, decode: fn(Reply) -> Result<T, Error>) -> Self {
        Self { walk: Walk::new(request), decode }
    }

    /// Returns the next page; `None` after the last one.
    ///
    /// # Errors
    /// The errors of the call. Also if the list goes in circles ([`ErrorKind::Decode`](crate::ErrorKind::Decode)) or leads to
    /// another origin ([`ErrorKind::Construct`](crate::ErrorKind::Construct)).
    pub async fn next(&mut self) -> Option<Result<Page<T>, Error>> {
        poll_fn(|cx| self.poll_next(cx)).await
    }

    /// Polls for the [next](Self::next) page, for use in hand-written futures.
    ///
    /// ```
    /// # use bindery_runtime::test_kit::{Answers, Server};
    /// # use bindery_runtime::{Api, Builder, Operation, Paging, Param};
    /// # static API: Api = Api::new("example/0.1.0");
    /// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "listNames", "status": 200, "type": "application/json", "body": []}]"#);
    /// # static LIST_NAMES: Operation =
    /// #     Operation::new("listNames", "GET", "/names").params(&[Param::query("page")]).paging(&Paging::page("page"));
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// # let server = Server::new(&ANSWERS);
    /// # let core = Builder::new(&API).in_process(&server).build()?;
    /// use std::future::poll_fn;
    ///
    /// use bindery_runtime::{Pages, json};
    ///
    /// server.on("listNames").reply(200).json(&["Ann"]);
    /// let mut pages: Pages<Vec<String>> = core.request(&LIST_NAMES).pages(json);
    /// let Some(page) = poll_fn(|cx| pages.poll_next(cx)).await.transpose()? else { panic!("there is a page") };
    /// assert_eq!(*page, ["Ann"]);
    /// # Ok::<(), bindery_runtime::Error>(())
    /// # }).unwrap();
    /// ```
    pub fn poll_next(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Page<T>, Error>>> {
        let outcome = ready!(self.walk.poll(cx));
        Poll::Ready(outcome.map(|outcome| self.page(outcome)))
    }

    /// Starts at the page of a token ([`Page::next_token`]) instead of the first. The request must have the same values.
    ///
    /// ```
    /// # use bindery_runtime::test_kit::{Answers, Server};
    /// # use bindery_runtime::{Api, Builder, Operation, Paging, Param};
    /// # static API: Api = Api::new("example/0.1.0");
    /// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "listNames", "status": 200, "type": "application/json", "body": []}]"#);
    /// # static LIST_NAMES: Operation =
    /// #     Operation::new("listNames", "GET", "/names").params(&[Param::query("page")]).paging(&Paging::page("page"));
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// # let server = Server::new(&ANSWERS);
    /// # let core = Builder::new(&API).in_process(&server).build()?;
    /// use bindery_runtime::json;
    ///
    /// let pages = || core.request(&LIST_NAMES).pages(json::<Vec<String>>);
    /// server.on("listNames").reply(200).json(&["Ann"]).then().reply(200).json(&["Bob"]);
    /// let Some(first) = pages().next().await.transpose()? else { panic!("there is a page") };
    /// let token = first.next_token().unwrap_or_default();
    /// let second = pages().resume(token).next().await.transpose()?;
    /// assert_eq!(second.map(|page| page.into_inner()), Some(vec!["Bob".to_owned()]));
    /// # Ok::<(), bindery_runtime::Error>(())
    /// # }).unwrap();
    /// ```
    pub fn resume(mut self, token: impl AsRef<str>) -> Self {
        self.walk.resume(token.as_ref());
        self
    }

    /// Ends after this many pages.
    pub fn max(mut self, pages: u64) -> Self {
        self.walk.at_most(pages);
        self
    }

    fn page(&self, outcome: Result<Reply, Error>) -> Result<Page<T>, Error> {
        Ok(Page { meta: Meta::of(outcome?, self.decode)?, next: self.walk.next_token() })
    }
}

impl<T> Page<T> {
    /// Returns the page itself.
    pub fn into_inner(self) -> T {
        self.meta.value
    }

    /// Returns a token with which [`Pages::resume`] continues after this page, even in another process; `None` for the last one.
    /// It holds no credential of the client, but contains the server's cursor.
    pub fn next_token(&self) -> Option<&str> {
        self.next.as_deref()
    }
}

/// The token is left out: it contains the server's cursor, which may be a secret of the server.
impl<T: fmt::Debug> fmt::Debug for Page<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Page").field("meta", &self.meta).field("is_last", &self.next.is_none()).finish()
    }
}

impl<T> Deref for Page<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.meta.value
    }
}

#[cfg(feature = "stream")]
impl<T> futures_core::Stream for Pages<T> {
    type Item = Result<Page<T>, Error>;

    fn poll_next(self: std::pin::Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Pages::poll_next(self.get_mut(), cx)
    }
}

/// Blocks the thread until the next page arrives.
#[cfg(feature = "blocking")]
impl<T> Iterator for Pages<T> {
    type Item = Result<Page<T>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let outcome = self.walk.wait()?;
        Some(self.page(outcome))
    }
}
