//! Setting the body of a request.

use std::sync::Arc;

use super::Request;
use crate::body::{self, Body};
use crate::codec::Node;
use crate::contents::Contents;
use crate::upload::Upload;
use crate::world::World;

impl Request {
    /// Sets the body to JSON, with the operation's media type if that is a JSON type. A value that is not present sends no body.
    pub fn json(self, body: &dyn Node) -> Self {
        self.with_body(body, &body::json)
    }

    /// Sets the body to JSON Lines (`application/jsonl`, or the operation's media type), one for each item of the list `body`. A
    /// value that is not present sends no body.
    ///
    /// ```
    /// # use bindery_runtime::test_kit::{Answers, Server};
    /// # use bindery_runtime::{Api, Builder, Operation};
    /// # static API: Api = Api::new("example/0.1.0");
    /// # static GET_JOB: Operation = Operation::new("getJob", "GET", "/jobs/1");
    /// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "getJob", "status": 200, "type": "application/json", "body": "job_1"}]"#);
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// # let server = Server::new(&ANSWERS);
    /// # let core = Builder::new(&API).in_process(&server).build()?;
    /// use bindery_runtime::nothing;
    ///
    /// core.request(&GET_JOB).lines(&vec!["a".to_owned(), "b".to_owned()]).call(nothing).await?;
    /// assert_eq!(server.only("getJob").body, "\"a\"\n\"b\"\n");
    /// # Ok::<(), bindery_runtime::Error>(())
    /// # }).unwrap();
    /// ```
    pub fn lines(self, body: &dyn Node) -> Self {
        self.with_body(body, &body::lines)
    }

    /// Sets the body to a form (`application/x-www-form-urlencoded`) of the members of `body`, written as
    /// [`Operation::encodings`](crate::Operation::encodings) says. A value that is not present sends no body.
    ///
    /// ```
    /// # use bindery_runtime::test_kit::{Answers, Server};
    /// # use bindery_runtime::{Api, Builder, Operation};
    /// # static API: Api = Api::new("example/0.1.0");
    /// # static GET_JOB: Operation = Operation::new("getJob", "GET", "/jobs/1");
    /// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "getJob", "status": 200, "type": "application/json", "body": "job_1"}]"#);
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// # let server = Server::new(&ANSWERS);
    /// # let core = Builder::new(&API).in_process(&server).build()?;
    /// use bindery_runtime::nothing;
    /// use serde_json::json as value;
    ///
    /// core.request(&GET_JOB).form(&value!({"name": "Ann", "tags": ["a", "b"]})).call(nothing).await?;
    /// assert_eq!(server.only("getJob").body, "name=Ann&tags=a&tags=b");
    /// # Ok::<(), bindery_runtime::Error>(())
    /// # }).unwrap();
    /// ```
    pub fn form(self, body: &dyn Node) -> Self {
        self.with_body(body, &body::form)
    }

    /// Sets the body to parts (`multipart/form-data`, or the operation's own `multipart` type).
    ///
    /// There is one part for each member of `body`, item of a list and [`File`](crate::File), written as
    /// [`Operation::encodings`](crate::Operation::encodings) says. A value that is not present sends no body.
    ///
    /// ```
    /// # use bindery_runtime::test_kit::{Answers, Server};
    /// # use bindery_runtime::{Api, Builder, Operation};
    /// # static API: Api = Api::new("example/0.1.0");
    /// # static GET_JOB: Operation = Operation::new("getJob", "GET", "/jobs/1");
    /// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "getJob", "status": 200, "type": "application/json", "body": "job_1"}]"#);
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// # let server = Server::new(&ANSWERS);
    /// # let core = Builder::new(&API).in_process(&server).build()?;
    /// use bindery_runtime::nothing;
    /// use serde_json::json as value;
    ///
    /// core.request(&GET_JOB).multipart(&value!({"name": "Ann"})).call(nothing).await?;
    /// let seen = server.only("getJob");
    /// assert!(seen.header("content-type").is_some_and(|kind| kind.starts_with("multipart/form-data; boundary=")));
    /// # Ok::<(), bindery_runtime::Error>(())
    /// # }).unwrap();
    /// ```
    pub fn multipart(self, body: &dyn Node) -> Self {
        let clock = Arc::clone(&self.core.means(World::Async).clock);
        self.with_body(body, &|declared, encodings, value| body::multipart(declared, encodings, value, clock.as_ref()))
    }

    /// Sets the body to bytes, whole or in pieces. Their media type is their own, or else the operation's
    /// [`content_type`](crate::Operation::content_type).
    ///
    /// ```
    /// # use bindery_runtime::test_kit::{Answers, Server};
    /// # use bindery_runtime::{Api, Builder, Operation};
    /// # static API: Api = Api::new("example/0.1.0");
    /// # static GET_JOB: Operation = Operation::new("getJob", "GET", "/jobs/1");
    /// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "getJob", "status": 200, "type": "application/json", "body": "job_1"}]"#);
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// # let server = Server::new(&ANSWERS);
    /// # let core = Builder::new(&API).in_process(&server).build()?;
    /// use bindery_runtime::{Bytes, nothing};
    ///
    /// let request = core.request(&GET_JOB).body(Bytes::from_static(b"\x89PNG")).content_type("image/png");
    /// request.call(nothing).await?;
    /// let seen = server.only("getJob");
    /// assert_eq!((&seen.body[..], seen.header("content-type")), (&b"\x89PNG"[..], Some("image/png")));
    /// # Ok::<(), bindery_runtime::Error>(())
    /// # }).unwrap();
    /// ```
    pub fn body(mut self, upload: impl Into<Upload>) -> Self {
        let Upload { content, content_type } = upload.into();
        self.body = Some(Body { media_type: content_type, content });
        self
    }

    /// Sets the body to a string, of the operation's [`content_type`](crate::Operation::content_type).
    ///
    /// ```
    /// # use bindery_runtime::test_kit::{Answers, Server};
    /// # use bindery_runtime::{Api, Builder, Operation};
    /// # static API: Api = Api::new("example/0.1.0");
    /// # static GET_JOB: Operation = Operation::new("getJob", "GET", "/jobs/1");
    /// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "getJob", "status": 200, "type": "application/json", "body": "job_1"}]"#);
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// # let server = Server::new(&ANSWERS);
    /// # let core = Builder::new(&API).in_process(&server).build()?;
    /// use bindery_runtime::nothing;
    ///
    /// static SAY: Operation = Operation::new("getJob", "POST", "/jobs/1").content_type("text/plain");
    /// core.request(&SAY).plain("done").call(nothing).await?;
    /// assert_eq!(server.only("getJob").body, "done");
    /// # Ok::<(), bindery_runtime::Error>(())
    /// # }).unwrap();
    /// ```
    pub fn plain(mut self, text: impl Into<String>) -> Self {
        self.body = Some(Body::new(text.into()));
        self
    }

    /// Sets the body to one of several kinds that the operation takes: see [`contents!`](crate::contents!).
    ///
    /// ```
    /// # use bindery_runtime::test_kit::{Answers, Server};
    /// # use bindery_runtime::{Api, Builder, Operation};
    /// # static API: Api = Api::new("example/0.1.0");
    /// # static PUT_NOTE: Operation = Operation::new("putNote", "PUT", "/note");
    /// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "putNote", "status": 204}]"#);
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// # let server = Server::new(&ANSWERS);
    /// # let core = Builder::new(&API).in_process(&server).build()?;
    /// use bindery_runtime::{contents, nothing};
    ///
    /// enum Note {
    ///     Json(Box<Vec<String>>),
    ///     Markdown(String),
    /// }
    ///
    /// contents! {
    ///     Note {
    ///         Json(Vec<String>) = "application/json" => json;
    ///         Markdown = "text/markdown" => plain;
    ///     }
    /// }
    ///
    /// core.request(&PUT_NOTE).contents::<Note>(vec!["Hi".to_owned()]).call(nothing).await?;
    /// core.request(&PUT_NOTE).contents::<Note>(Note::Markdown("*Hi*".to_owned())).call(nothing).await?;
    /// let said = server.requests().into_iter().map(|seen| seen.headers["content-type"].clone());
    /// assert!(said.eq(["application/json", "text/markdown"]));
    /// # Ok::<(), bindery_runtime::Error>(())
    /// # }).unwrap();
    /// ```
    pub fn contents<C: Contents>(self, body: impl Into<C>) -> Self {
        body.into().write(self)
    }

    /// Sets the media type of a body that is set afterwards, instead of the operation's.
    ///
    /// ```
    /// # use bindery_runtime::test_kit::{Answers, Server};
    /// # use bindery_runtime::{Api, Builder, Operation};
    /// # static API: Api = Api::new("example/0.1.0");
    /// # static PUT_NOTE: Operation = Operation::new("putNote", "PUT", "/note");
    /// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "putNote", "status": 204}]"#);
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// # let server = Server::new(&ANSWERS);
    /// # let core = Builder::new(&API).in_process(&server).build()?;
    /// use bindery_runtime::nothing;
    ///
    /// core.request(&PUT_NOTE).declare("text/markdown").plain("*Hi*").call(nothing).await?;
    /// assert_eq!(server.only("putNote").header("content-type"), Some("text/markdown"));
    /// # Ok::<(), bindery_runtime::Error>(())
    /// # }).unwrap();
    /// ```
    pub fn declare(mut self, media_type: &'static str) -> Self {
        self.declared = media_type;
        self
    }

    /// Replaces the media type of the current body, if the document leaves a choice.
    pub fn content_type(mut self, media_type: impl AsRef<str>) -> Self {
        if let Some(body) = &mut self.body {
            body.media_type = Some(media_type.as_ref().to_owned());
        }
        self
    }

    fn with_body(mut self, value: &dyn Node, write: body::Write<'_>) -> Self {
        if value.present() {
            match write(self.declared, self.operation.encodings, value) {
                Ok(body) => self.body = Some(body),
                Err(what) => self.refuse(format!("the body cannot be written: {what}")),
            }
        }
        self
    }
}
