//! Spans of the feature `tracing`: one for each call, containing one for each attempt.
//!
//! Their names and fields have few values: the path is the template, and no parameters, bodies or credentials are recorded.

#[cfg(feature = "tracing")]
pub(crate) use on::{attempt, call, within};

#[cfg(not(feature = "tracing"))]
pub(crate) use off::{attempt, call, within};

#[cfg(feature = "tracing")]
mod on {
    use tracing::field::Empty;
    use tracing::{Instrument as _, Span, info_span};

    use crate::error::Error;
    use crate::operation::Operation;
    use crate::reply::Reply;

    pub(crate) fn call(operation: &Operation) -> Span {
        info_span!(
            "call",
            operation = operation.id(),
            http.request.method = operation.method(),
            url.template = operation.path(),
            http.response.status_code = Empty,
            error.r#type = Empty,
        )
    }

    pub(crate) fn attempt(operation: &Operation, number: u32) -> Span {
        info_span!(
            "attempt",
            number,
            url.template = operation.path(),
            http.response.status_code = Empty,
            error.r#type = Empty,
        )
    }

    /// Does the work inside the span, and records how it ended.
    pub(crate) async fn within(span: Span, work: impl Future<Output = Result<Reply, Error>>) -> Result<Reply, Error> {
        let outcome = work.instrument(span.clone()).await;
        let status = outcome.as_ref().map_or_else(Error::status, |reply| Some(reply.status()));
        if let Some(status) = status {
            span.record("http.response.status_code", status.as_u16());
        }
        if let Err(error) = &outcome {
            span.record("error.type", tracing::field::debug(error.kind()));
        }
        outcome
    }
}

#[cfg(not(feature = "tracing"))]
mod off {
    use crate::error::Error;
    use crate::operation::Operation;
    use crate::reply::Reply;

    /// A span that does nothing.
    pub(crate) struct Span;

    pub(crate) fn call(_: &Operation) -> Span {
        Span
    }

    pub(crate) fn attempt(_: &Operation, _: u32) -> Span {
        Span
    }

    pub(crate) fn within<W: Future<Output = Result<Reply, Error>>>(_: Span, work: W) -> W {
        work
    }
}
