//! Replies that arrive piece by piece, for the combinators of other crates.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;

use crate::future::{BoxFuture, MaybeSend};

/// The [`Stream`] of an [`EventStream`](crate::EventStream), of [`Lines`](crate::Lines) or of a [`Download`](crate::Download).
///
/// ```
/// # use bindery_runtime::test_kit::{Answers, Server};
/// # use bindery_runtime::{Api, Builder, Operation, lines};
/// # static API: Api = Api::new("example/0.1.0");
/// # static NUMBERS: Operation = Operation::new("numbers", "GET", "/numbers").streams(&["application/jsonl"]);
/// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "numbers", "status": 200, "type": "application/jsonl", "text": "1\n2\n"}]"#);
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// # let server = Server::new(&ANSWERS);
/// # let core = Builder::new(&API).in_process(&server).build()?;
/// use std::future::poll_fn;
/// use std::pin::Pin;
///
/// use futures_core::Stream;
///
/// let mut numbers = core.request(&NUMBERS).call(lines::<i64>).await?.into_stream();
/// let first = poll_fn(|cx| Pin::new(&mut numbers).poll_next(cx)).await.transpose()?;
/// assert_eq!(first, Some(1));
/// # Ok::<(), bindery_runtime::Error>(())
/// # }).unwrap();
/// ```
#[must_use = "a stream does nothing unless polled"]
pub struct IntoStream<S, T> {
    step: Step<S, T>,
    state: State<S, T>,
}

/// Takes the next value of the source.
type Step<S, T> = for<'s> fn(&'s mut S) -> BoxFuture<'s, Option<T>>;

enum State<S, T> {
    Idle(S),
    /// The future is kept between polls, because dropping it would restart the limits of time.
    Waiting(BoxFuture<'static, (S, Option<T>)>),
    Over,
}

impl<S, T> IntoStream<S, T> {
    pub(crate) fn new(source: S, step: Step<S, T>) -> Self {
        Self { step, state: State::Idle(source) }
    }
}

impl<S: MaybeSend + Unpin + 'static, T: 'static> Stream for IntoStream<S, T> {
    type Item = T;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<T>> {
        let this = self.get_mut();
        let mut waiting = match std::mem::replace(&mut this.state, State::Over) {
            State::Idle(source) => next(source, this.step),
            State::Waiting(waiting) => waiting,
            State::Over => return Poll::Ready(None),
        };
        let Poll::Ready((source, next)) = waiting.as_mut().poll(cx) else {
            this.state = State::Waiting(waiting);
            return Poll::Pending;
        };
        if next.is_some() {
            this.state = State::Idle(source);
        }
        Poll::Ready(next)
    }
}

fn next<S: MaybeSend + 'static, T: 'static>(mut source: S, step: Step<S, T>) -> BoxFuture<'static, (S, Option<T>)> {
    Box::pin(async move {
        let next = step(&mut source).await;
        (source, next)
    })
}

impl<S: fmt::Debug, T> fmt::Debug for IntoStream<S, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut printed = f.debug_tuple("IntoStream");
        match &self.state {
            State::Idle(source) => printed.field(source),
            State::Waiting(_) => printed.field(&format_args!("waiting")),
            State::Over => printed.field(&format_args!("over")),
        };
        printed.finish()
    }
}
