//! A client of an in-process server.

use super::Builder;
use crate::auth::Credential;
use crate::test_kit::Server;

impl Builder {
    /// Sends requests to this in-process server instead of the API, using its transport and clock. Credentials that are not set
    /// get a placeholder.
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
    /// let core = Builder::new(&API).user_agent("my-app/1.0").in_process(&server).build()?;
    /// core.request(&GET_JOB).call(nothing).await?;
    /// assert_eq!(server.only("getJob").header("user-agent"), Some("my-app/1.0"));
    /// # Ok::<(), bindery_runtime::Error>(())
    /// # }).unwrap();
    /// ```
    pub fn in_process(self, server: &Server) -> Self {
        let unset = (0..self.api.schemes.len()).filter(|index| self.proofs[*index].is_none()).collect::<Vec<_>>();
        let builder = self.base_url("http://localhost").transport(server.clone()).clock(server.clock());
        // With a colon it also works as name and password.
        unset.into_iter().fold(builder, |builder, scheme| builder.credential(scheme, Credential::key("test:kit")))
    }
}
