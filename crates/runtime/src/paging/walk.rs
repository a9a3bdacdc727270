//! The way through a list: one page after the other, and never in circles.

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

/// Sends for one page after the other. After an error it is over.
pub(super) struct Walk {
    request: Request,
    paging: &'static Paging,
    /// Where the page starts that comes next; none after the last one.
    next: Option<Position>,
    /// Where the page started that came last.
    last: Option<Position>,
    sending: Option<BoxFuture<'static, Result<Reply, Error>>>,
    /// A page that came before it was asked for.
    arrived: Option<Result<Reply, Error>>,
    left: u64,
    visited: BTreeSet<Position>,
    /// The items of the last page, in short.
    print: Option<u64>,
    /// What stands in place of the next page.
    fault: Option<Error>,
    is_ahead: bool,
}

impl Walk {
    /// # Panics
    /// When the operation does not say how it is paged: generated code only asks where it does.
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
            print: None,
            fault: None,
            is_ahead: false,
        }
    }

    pub(super) fn paging(&self) -> &'static Paging {
        self.paging
    }

    /// Goes on where a token says, whatever came before.
    pub(super) fn resume(&mut self, token: &str) {
        match token.parse::<Position>().ok().filter(|position| self.is_apt(position)) {
            Some(position) => self.next = Some(position),
            None => self.request.fail(format!("`{token}` is no token of a page of this list")),
        }
        (self.sending, self.arrived, self.print, self.fault) = (None, None, None, None);
        self.visited.clear();
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

    /// Sends for a page as soon as the one before it is there.
    pub(super) fn ahead(&mut self) {
        self.is_ahead = true;
    }

    /// The token of the page that comes next.
    pub(super) fn next_token(&self) -> Option<String> {
        self.next.as_ref().map(Position::to_string)
    }

    /// The token of the page that came last.
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

    /// Lets the next page come while its reader is busy with this one.
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

    /// The next page, waited for.
    #[cfg(feature = "blocking")]
    pub(super) fn wait(&mut self) -> Option<Result<Reply, Error>> {
        if let Some(fault) = self.fault() {
            return Some(Err(fault));
        }
        let request = self.ask()?;
        Some(request.wait()).map(|outcome| self.arrive(outcome))
    }

    /// Why there is no next page, for those who want one.
    fn fault(&mut self) -> Option<Error> {
        self.fault.take_if(|_| self.left > 0)
    }

    fn sending(&mut self) -> Option<&mut BoxFuture<'static, Result<Reply, Error>>> {
        if self.sending.is_none() {
            self.sending = Some(self.ask()?.send());
        }
        self.sending.as_mut()
    }

    /// The request for the next page; none where there is none.
    fn ask(&self) -> Option<Request> {
        let position = self.next.as_ref().filter(|_| self.left > 0)?;
        let request = self.request.clone();
        Some(match (position, self.paging.step) {
            (Position::Page(number) | Position::Offset(number), Step::Page(param) | Step::Offset(param)) => {
                request.replace(param, &number.to_string())
            }
            (Position::Cursor(cursor), Step::Cursor(param, _)) => request.replace(param, cursor),
            (Position::Url(url), _) => request.at(url),
            _ => request,
        })
    }

    /// Turns to the page behind the one that has come.
    fn arrive(&mut self, outcome: Result<Reply, Error>) -> Result<Reply, Error> {
        let at = self.next.take().unwrap_or(Position::Start);
        self.last = Some(at.clone());
        let reply = outcome?;
        self.left -= 1;
        let next = turn(self.paging, &self.request, &at, &reply.received);
        if matches!(self.paging.step, Step::Page(_) | Step::Offset(_)) {
            if self.was_read(&reply.received) {
                return Err(Error::unreadable("the list goes in circles: this page came before", reply.received));
            }
        } else {
            self.visited.insert(at);
            if next.as_ref().is_some_and(|next| self.visited.contains(next)) {
                let circle = "the list goes in circles: what comes next came before";
                self.fault = Some(Error::unreadable(circle, reply.received.clone()));
                return Ok(reply);
            }
        }
        self.next = next;
        Ok(reply)
    }

    /// Whether a page that has no name but its number holds what the one before held.
    fn was_read(&mut self, page: &Received) -> bool {
        let is_list = |json: &&str| items(json).is_some_and(|items| !items.is_empty());
        let print = find(page.json_text(), self.paging.items).filter(is_list).map(|items| {
            let mut hasher = DefaultHasher::new();
            items.hash(&mut hasher);
            hasher.finish()
        });
        let is_same = print.is_some() && self.print == print;
        self.print = print;
        is_same
    }
}
