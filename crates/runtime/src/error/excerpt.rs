//! The part of a reply that does not fit.

use super::Error;

/// The number of bytes shown on either side.
const AROUND: usize = 40;

impl Error {
    /// Returns the bytes around the place where the reply does not fit, up to 40 on either side.
    ///
    /// `None` if the place is unknown, or if the reply echoes a credential. The bytes come from the server and may be secret; no
    /// other text of the error contains them.
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
    /// use bindery_runtime::json;
    ///
    /// server.on("getJob").reply(200).json(&[1, 2, 3]);
    /// let error = core.request(&GET_JOB).call(json::<Vec<bool>>).await.unwrap_err();
    /// assert_eq!(error.json_path().as_deref(), Some("$[0]"));
    /// assert_eq!(error.excerpt(), Some(&b"[1,2,3]"[..]));
    /// # Ok::<(), bindery_runtime::Error>(())
    /// # }).unwrap();
    /// ```
    pub fn excerpt(&self) -> Option<&[u8]> {
        let reply = self.0.reply.as_ref().filter(|reply| !reply.echoes_credential())?;
        let (text, at) = (reply.json_text(), self.0.decode.as_ref()?.offset()?);
        text.get(at.saturating_sub(AROUND)..text.len().min(at.saturating_add(AROUND)))
    }
}
