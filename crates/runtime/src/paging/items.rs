//! The items of a list, over all its pages.

use std::future::poll_fn;
use std::task::{Context, Poll, ready};
use std::vec;

use super::Paging;
use super::walk::Walk;
use crate::codec::find::find;
use crate::codec::{self, Empty};
use crate::error::Error;
use crate::reply::Reply;
use crate::request::Request;

/// The items of a list, over all its pages. After an error there are no more; [`resume`](Self::resume) continues.
///
/// ```
/// # use bindery_runtime::test_kit::{Answers, Server};
/// # use bindery_runtime::{Api, Builder};
/// # static API: Api = Api::new("example/0.1.0");
/// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "listNames", "status": 200, "type": "application/json", "body": []}]"#);
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// # let server = Server::new(&ANSWERS);
/// # let core = Builder::new(&API).in_process(&server).build()?;
/// use bindery_runtime::{Items, Operation, Paging, Param};
///
/// static LIST_NAMES: Operation =
///     Operation::new("listNames", "GET", "/names").params(&[Param::query("page")]).paging(&Paging::page("page"));
///
/// server.on("listNames").reply(200).json(&["Ann", "Bob"]).then().reply(200).json(&["Eve", "Joe"]);
/// let mut names: Items<String> = core.request(&LIST_NAMES).items().max(3).prefetch();
/// let mut found = Vec::new();
/// while let Some(name) = names.next().await {
///     found.push(name?);
/// }
/// assert_eq!(found, ["Ann", "Bob", "Eve"]);
/// // A stored token leads to the second page again later.
/// let token = names.token().unwrap_or_default();
/// server.on("listNames").reply(200).json(&["Eve"]);
/// let mut names: Items<String> = core.request(&LIST_NAMES).items().resume(token);
/// assert_eq!(names.next().await.transpose()?.as_deref(), Some("Eve"));
/// # Ok::<(), bindery_runtime::Error>(())
/// # }).unwrap();
/// ```
#[must_use = "a list requests nothing until its next item is asked for"]
pub struct Items<T> {
    walk: Walk,
    page: vec::IntoIter<T>,
    left: u64,
    has_failed: bool,
}

impl<T: Empty> Items<T> {
    pub(crate) fn new(request: Request) -> Self {
        Self { walk: Walk::new(request), page: Vec::new().into_iter(), left: u64::MAX, has_failed: false }
    }

    /// Returns the next item; `None` after the last item of the last page.
    ///
    /// # Errors
    /// The errors of the call. Also if the list goes in circles ([`ErrorKind::Decode`](crate::ErrorKind::Decode)) or leads to
    /// another origin ([`ErrorKind::Construct`](crate::ErrorKind::Construct)).
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        poll_fn(|cx| self.poll_next(cx)).await
    }

    /// Polls for the [next](Self::next) item, for use in hand-written futures.
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
    /// use bindery_runtime::Items;
    ///
    /// server.on("listNames").reply(200).json(&["Ann"]);
    /// let mut names: Items<String> = core.request(&LIST_NAMES).items();
    /// assert_eq!(poll_fn(|cx| names.poll_next(cx)).await.transpose()?.as_deref(), Some("Ann"));
    /// assert!(poll_fn(|cx| names.poll_next(cx)).await.is_none());
    /// # Ok::<(), bindery_runtime::Error>(())
    /// # }).unwrap();
    /// ```
    pub fn poll_next(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        loop {
            if self.is_over() {
                return Poll::Ready(None);
            }
            if let Some(item) = self.page.next() {
                self.left -= 1;
                if self.wants_more() {
                    self.walk.poll_ahead(cx);
                }
                return Poll::Ready(Some(Ok(item)));
            }
            let Some(outcome) = ready!(self.walk.poll(cx)) else { return Poll::Ready(None) };
            if let Err(error) = self.fill(outcome) {
                self.has_failed = true;
                return Poll::Ready(Some(Err(error)));
            }
        }
    }

    /// Starts at the page of a token ([`token`](Self::token), or one from [`Pages`](crate::Pages)) instead of the first. The
    /// request must have the same values.
    pub fn resume(mut self, token: impl AsRef<str>) -> Self {
        self.walk.resume(token.as_ref());
        (self.page, self.has_failed) = (Vec::new().into_iter(), false);
        self
    }

    /// Ends after this many items.
    pub fn max(mut self, items: u64) -> Self {
        self.left = items;
        self
    }

    /// Requests the next page while the items of the current one are read, instead of after them. It has no effect on blocking
    /// iteration.
    pub fn prefetch(mut self) -> Self {
        self.walk.ahead();
        self
    }

    /// Returns a token with which [`resume`](Self::resume) continues at the page of the last item, which is then repeated; `None`
    /// before the first page.
    pub fn token(&self) -> Option<String> {
        self.walk.token()
    }

    fn is_over(&self) -> bool {
        self.has_failed || self.left == 0
    }

    /// Whether the current page holds fewer items than may still be returned.
    fn wants_more(&self) -> bool {
        u64::try_from(self.page.len()).is_ok_and(|here| here < self.left)
    }

    /// Reads the items of a page that has arrived.
    fn fill(&mut self, outcome: Result<Reply, Error>) -> Result<(), Error> {
        let Reply { received, .. } = outcome?;
        let Paging { items: pointer, is_list_optional, .. } = *self.walk.paging();
        let items: Vec<T> = match find(received.json_text(), pointer) {
            Some("null") if is_list_optional => Vec::new(),
            Some(items) => match received.decode(items.as_bytes(), pointer) {
                Ok(items) => items,
                Err(error) => return Err(Error::misfit(error, received)),
            },
            // An optional list may be missing from an object, but the page must not be anything else.
            None => match codec::decode(received.json_text()) {
                Ok(serde_json::Value::Object(_)) if is_list_optional => Vec::new(),
                Ok(_) => return Err(Error::unreadable(&format!("the page has no list at `{pointer}`"), received)),
                Err(error) => return Err(Error::misfit(error, received)),
            },
        };
        self.page = items.into_iter();
        Ok(())
    }
}

#[cfg(feature = "stream")]
impl<T: Empty + Unpin> futures_core::Stream for Items<T> {
    type Item = Result<T, Error>;

    fn poll_next(self: std::pin::Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Items::poll_next(self.get_mut(), cx)
    }
}

/// Blocks the thread until the next item arrives.
#[cfg(feature = "blocking")]
impl<T: Empty> Iterator for Items<T> {
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if self.is_over() {
                return None;
            }
            if let Some(item) = self.page.next() {
                self.left -= 1;
                return Some(Ok(item));
            }
            let outcome = self.walk.wait()?;
            if let Err(error) = self.fill(outcome) {
                self.has_failed = true;
                return Some(Err(error));
            }
        }
    }
}
