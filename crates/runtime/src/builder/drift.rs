//! Settings for replies that differ from the document.

use super::Builder;
use crate::drift::Drift;
use crate::future::{MaybeSend, MaybeSync};

impl Builder {
    /// Sets whether a value of a reply that does not fit an optional or nullable member is set aside, so that the rest of the
    /// reply is kept. Clients are strict by default; a call can override this.
    ///
    /// The member is then `None`. The value goes to the [`Extra`](crate::Extra) around it, hidden from `Debug`, and is written
    /// back from there; without one it is dropped. A value that does not fit a required member makes the nearest optional one
    /// around it unfit; if there is none, the call fails. JSON that is broken or too deep and duplicate members are always
    /// errors. Values set aside are reported as [`Drift`]: see [`on_drift`](Self::on_drift).
    ///
    /// ```
    /// use bindery_runtime::{Api, Builder, Operation, json};
    /// # use bindery_runtime::transport::{HttpReply, HttpRequest, Transport, TransportError};
    /// # use bindery_runtime::{Error, Extra, future::BoxFuture, record, http::StatusCode};
    ///
    /// #[derive(Default)]
    /// pub struct Job {
    ///     pub id: String,
    ///     pub total: Option<i64>,
    ///     pub extra: Extra,
    /// }
    /// record! { Job, extra { id = "id", required; total = "total"; } }
    ///
    /// static API: Api = Api::new("example/0.1.0").servers(&["https://api.example.com"]);
    /// static GET_JOB: Operation = Operation::new("getJob", "GET", "/job");
    /// # #[derive(Debug)]
    /// # struct Canned;
    /// # impl Transport for Canned {
    /// #     fn send(&self, _: HttpRequest) -> BoxFuture<'_, Result<HttpReply, TransportError>> {
    /// #         let body = r#"{"id": "job_1", "total": "n/a"}"#;
    /// #         Box::pin(std::future::ready(Ok(HttpReply::new(StatusCode::OK, body))))
    /// #     }
    /// # }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Error> {
    /// let client = Builder::new(&API).lenient(true);
    /// # let client = client.transport(Canned);
    /// let reply = client.build()?.request(&GET_JOB).call(json::<Job>).with_meta().await?;
    /// assert_eq!((reply.value.total, reply.value.extra.get("total")), (None, Some(&"n/a".into())));
    /// assert_eq!(reply.drift[0].to_string(), "GET /job: expected an integer, found \"n/a\" at $.total");
    /// # Ok(())
    /// # }
    /// ```
    pub fn lenient(mut self, yes: bool) -> Self {
        self.is_lenient = yes;
        self
    }

    /// Adds a handler for [`Drift`]: differences between replies and the document that are not errors. It runs while the reply is
    /// read, so it has to be quick and must not block. At most a hundred differences in a body, event or line are reported.
    ///
    /// ```
    /// use bindery_runtime::{Api, Builder};
    ///
    /// static API: Api = Api::new("example/0.1.0").servers(&["https://api.example.com"]);
    /// let client = Builder::new(&API).on_drift(|drift| eprintln!("{drift}"));
    /// # let _ = client;
    /// ```
    pub fn on_drift(mut self, tell: impl Fn(&Drift) + MaybeSend + MaybeSync + 'static) -> Self {
        self.on_drift.push(Box::new(tell));
        self
    }
}
