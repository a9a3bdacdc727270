//! Walks a list page by page, and stops if it goes in circles.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::task::{Context, Poll};

use super::position::Position;
use super::turn::turn;
use super::{Paging, Step};
use crate::codec::find::{find, items};
use crate::error::Error;
use crate::future::BoxFuture;
use crate::reply::{Received, Reply};
use crate::request::Request;

/// Requests one page after the other. It ends after an error.
pub(super) struct Walk {
    request: Request,
    paging: &'static Paging,
    /// The position of the next page; `None` after the last one.
    next: Option<Position>,
    /// The position of the last page that arrived.
    last: Option<Position>,
    sending: Option<BoxFuture<'static, Result<Reply, Error>>>,
    /// A page that arrived before it was asked for.
    arrived: Option<Result<Reply, Error>>,
    left: u64,
    visited: BTreeSet<Position>,
    /// Hashes of the items of each numbered page.
    prints: BTreeSet<u64>,
    /// The error to return in place of the next page.
    fault: Option<Error>,
    is_ahead: bool,
}

impl Walk {
    /// # Panics
    /// If the operation does not say how it is paged; generated code asks only for pages of operations that do.
    pub(super) fn new(request: Request) -> Self {
        let paging = request.operation.paging.expect("the operation says how its list is paged");
        Self {
            request,
            paging,
            next: Some(Position::Start),
            last: None,
            sending: None,
            arrived: None,
            left: u64::MAX,
            visited: BTreeSet::new(),
            prints: BTreeSet::new(),
            fault: None,
            is_ahead: false,
        }
    }

    pub(super) fn paging(&self) -> &'static Paging {
        self.paging
    }

    /// Continues at the position of a token, whatever came before.
    pub(super) fn resume(&mut self, token: &str) {
        match token.parse::<Position>().ok().filter(|position| self.is_apt(position)) {
            Some(position) => self.next = Some(position),
            None => self.request.fail(format!("`{token}` is not a page token of this list")),
        }
        (self.sending, self.arrived, self.fault) = (None, None, None);
        self.visited.clear();
        self.prints.clear();
    }

    /// Whether a page of this list can start there.
    fn is_apt(&self, position: &Position) -> bool {
        matches!(
            (position, self.paging.step),
            (Position::Start, _)
                | (Position::Page(_), Step::Page(_))
                | (Position::Offset(_), Step::Offset(_))
                | (Position::Cursor(_), Step::Cursor(..))
                | (Position::Url(_), Step::Url(_))
        )
    }

    pub(super) fn at_most(&mut self, pages: u64) {
        self.left = pages;
    }

    /// Requests each page as soon as the previous one has arrived.
    pub(super) fn ahead(&mut self) {
        self.is_ahead = true;
    }

    /// The token of the next page.
    pub(super) fn next_token(&self) -> Option<String> {
        self.next.as_ref().map(Position::to_string)
    }

    /// The token of the last page that arrived.
    pub(super) fn token(&self) -> Option<String> {
        self.last.as_ref().map(Position::to_string)
    }

    pub(super) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Reply, Error>>> {
        if let Some(fault) = self.fault() {
            return Poll::Ready(Some(Err(fault)));
        }
        if self.arrived.is_none() {
            let Some(sending) = self.sending() else { return Poll::Ready(None) };
            let Poll::Ready(outcome) = sending.as_mut().poll(cx) else { return Poll::Pending };
            self.sending = None;
            self.arrived = Some(outcome);
        }
        let page = self.arrived.take().map(|outcome| self.arrive(outcome));
        Poll::Ready(page)
    }

    /// Polls for the next page while the current one is being read.
    pub(super) fn poll_ahead(&mut self, cx: &mut Context<'_>) {
        if !self.is_ahead || self.arrived.is_some() {
            return;
        }
        let Some(sending) = self.sending() else { return };
        if let Poll::Ready(outcome) = sending.as_mut().poll(cx) {
            self.sending = None;
            self.arrived = Some(outcome);
        }
    }

    /// Blocks until the next page arrives.
    #[cfg(feature = "blocking")]
    pub(super) fn wait(&mut self) -> Option<Result<Reply, Error>> {
        if let Some(fault) = self.fault() {
            return Some(Err(fault));
        }
        let request = self.ask()?;
        Some(request.wait()).map(|outcome| self.arrive(outcome))
    }

    /// The error in place of the next page, if one more is allowed.
    fn fault(&mut self) -> Option<Error> {
        self.fault.take_if(|_| self.left > 0)
    }

    fn sending(&mut self) -> Option<&mut BoxFuture<'static, Result<Reply, Error>>> {
        if self.sending.is_none() {
            self.sending = Some(self.ask()?.send());
        }
        self.sending.as_mut()
    }

    /// The request for the next page; `None` if there is none.
    fn ask(&self) -> Option<Request> {
        let position = self.next.as_ref().filter(|_| self.left > 0)?;
        let request = self.request.clone();
        Some(match (position, self.paging.step) {
            (Position::Page(number) | Position::Offset(number), Step::Page(param) | Step::Offset(param)) => {
                self.paging.at_number(request, param, *number)
            }
            (Position::Cursor(cursor), Step::Cursor(param, _)) => self.paging.at_cursor(request, param, cursor),
            (Position::Url(url), _) => request.at(url),
            _ => request,
        })
    }

    /// Moves to the page after the one that arrived.
    fn arrive(&mut self, outcome: Result<Reply, Error>) -> Result<Reply, Error> {
        let at = self.next.take().unwrap_or(Position::Start);
        self.last = Some(at.clone());
        let reply = outcome?;
        self.left -= 1;
        let next = turn(self.paging, &self.request, &at, &reply.received);
        if matches!(self.paging.step, Step::Page(_) | Step::Offset(_)) {
            if self.was_read(&reply.received) {
                return Err(Error::unreadable(
                    "the list goes in circles: this page repeats an earlier one",
                    reply.received,
                ));
            }
        } else {
            self.visited.insert(at);
            if next.as_ref().is_some_and(|next| self.visited.contains(next)) {
                let circle = "the list goes in circles: the next page was read before";
                self.fault = Some(Error::unreadable(circle, reply.received.clone()));
                return Ok(reply);
            }
        }
        self.next = next;
        Ok(reply)
    }

    /// Whether a numbered page holds the same items as an earlier one.
    fn was_read(&mut self, page: &Received) -> bool {
        let is_list = |json: &&str| items(json).is_some_and(|items| !items.is_empty());
        let print = find(page.json_text(), self.paging.items).filter(is_list).map(|items| {
            let mut hasher = DefaultHasher::new();
            items.hash(&mut hasher);
            hasher.finish()
        });
        print.is_some_and(|print| !self.prints.insert(print))
    }
}
