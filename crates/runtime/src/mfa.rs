//! The second factor of a log-in.

use crate::future::{BoxFuture, MaybeSend, MaybeSync};
use crate::secret::Secret;

/// A log-in's demand for a second factor.
///
/// ```
/// # use bindery_runtime::test_kit::{Answers, Server};
/// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "logIn", "status": 200, "type": "application/json", "body": {"token": "t0k3n"}},
/// #     {"operation": "getJob", "status": 200, "type": "text/plain", "text": ""}]"#);
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// # let server = Server::new(&ANSWERS);
/// use bindery_runtime::{Api, Builder, Operation, Scheme, Session, Value};
///
/// static SESSION: Session = Session::new(Operation::new("logIn", "POST", "/sessions").auth(&[])).code("otp");
/// static API: Api = Api::new("example/0.1.0").schemes(&[Scheme::bearer("token").session(&SESSION)]);
/// server.on("logIn").reply(401).header("content-type", "application/json").body(r#"{"message": "a code, please"}"#);
/// let builder = Builder::new(&API).log_in(0, "ann", "s3cret").mfa(|challenge| async move {
///     assert_eq!((challenge.message(), challenge.id()), (Some("a code, please"), None));
///     Some("123456".to_owned())
/// });
/// SESSION.open(&builder.in_process(&server).build()?, 0).await?;
/// assert_eq!(server.requests()[1].json::<Value>()["otp"], "123456");
/// # Ok::<(), bindery_runtime::Error>(())
/// # }).unwrap();
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Challenge {
    pub(crate) id: Option<Secret>,
    pub(crate) message: Option<String>,
}

impl Challenge {
    /// Returns the server's id of the challenge, if it has one.
    pub fn id(&self) -> Option<&str> {
        self.id.as_ref().map(Secret::expose)
    }

    /// Returns the server's message, to be shown to the user.
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }
}

/// The caller's function that asks for the code.
pub(crate) trait AskCode: MaybeSend + MaybeSync + 'static {
    fn ask(&self, challenge: Challenge) -> BoxFuture<'static, Option<String>>;
}

impl<F, A> AskCode for F
where
    F: Fn(Challenge) -> A + MaybeSend + MaybeSync + 'static,
    A: Future<Output = Option<String>> + MaybeSend + 'static,
{
    fn ask(&self, challenge: Challenge) -> BoxFuture<'static, Option<String>> {
        Box::pin(self(challenge))
    }
}
