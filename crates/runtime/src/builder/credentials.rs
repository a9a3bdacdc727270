//! Settings for the credential of each scheme.

use super::Builder;
use crate::auth::{Credential, Proof, Scheme};
use crate::future::{MaybeSend, MaybeSync};
use crate::keeper::Keeper;
use crate::mfa::Challenge;
use crate::oauth::OAuth2;
use crate::session::LogIn;
use crate::token::TokenSource;

impl Builder {
    /// Sets the credential for the scheme at `index` of [`Api::schemes`](crate::Api::schemes).
    ///
    /// ```
    /// # use bindery_runtime::{Api, Builder, Credential, ErrorKind, Scheme};
    /// static API: Api = Api::new("example/0.1.0").schemes(&[Scheme::bearer("token")]);
    ///
    /// let builder = Builder::new(&API).credential(0, Credential::key("two\nlines"));
    /// assert_eq!(builder.build().unwrap_err().kind(), ErrorKind::Construct);
    /// ```
    pub fn credential(mut self, index: usize, credential: Credential) -> Self {
        match self.api.schemes.get(index) {
            None => self.refuse(format!("there is no scheme {index}")),
            Some(scheme) => match credential.fault(scheme) {
                Some(fault) => self.refuse(fault),
                None => self.proofs[index] = Some(Proof::Fixed(credential)),
            },
        }
        self
    }

    /// Sets the source of tokens for the scheme at `index` of [`Api::schemes`](crate::Api::schemes).
    ///
    /// ```
    /// use bindery_runtime::{Api, Builder, OAuth2, Scheme};
    ///
    /// static API: Api = Api::new("example/0.1.0").schemes(&[Scheme::bearer("oauth")]);
    /// let tokens = OAuth2::client_credentials("https://id.example.com/token", "my-service", "s3cret");
    /// let builder = Builder::new(&API).source(0, tokens);
    /// assert!(!format!("{builder:?}").contains("s3cret"));
    /// ```
    pub fn source(mut self, index: usize, source: impl TokenSource) -> Self {
        match self.proofs.get_mut(index) {
            None => self.refuse(format!("there is no scheme {index}")),
            Some(proof) => *proof = Some(Proof::Living(Box::new(Keeper::new(source)))),
        }
        self
    }

    /// Requests tokens with this client id and secret, at the endpoint that the scheme at `index` of
    /// [`Api::schemes`](crate::Api::schemes) [names](Scheme::client_credentials).
    ///
    /// ```
    /// use bindery_runtime::{Api, Builder, Scheme};
    ///
    /// static SCHEME: Scheme = Scheme::bearer("oauth").client_credentials("/oauth/token", "EXAMPLE_ID", "EXAMPLE_SECRET");
    /// static API: Api = Api::new("example/0.1.0").schemes(&[SCHEME]);
    /// let builder = Builder::new(&API).client_credentials(0, "my-service", "s3cret");
    /// assert!(!format!("{builder:?}").contains("s3cret"));
    /// ```
    pub fn client_credentials(
        mut self,
        index: usize,
        client_id: impl Into<String>,
        client_secret: impl Into<String>,
    ) -> Self {
        match self.api.schemes.get(index).and_then(Scheme::token_url) {
            Some(url) => self.source(index, OAuth2::client_credentials(url, client_id, client_secret)),
            None => {
                self.refuse(format!("the scheme {index} has no token endpoint"));
                self
            }
        }
    }

    /// Logs in with this name and password, and keeps the session. It provides the tokens of the scheme at `index` of
    /// [`Api::schemes`](crate::Api::schemes), which says [how](crate::Scheme::session).
    ///
    /// ```
    /// use bindery_runtime::{Api, Builder, Operation, Scheme, Session};
    ///
    /// static SESSION: Session = Session::new(Operation::new("createSession", "POST", "/sessions").auth(&[]));
    /// static API: Api = Api::new("example/0.1.0").schemes(&[Scheme::bearer("token").session(&SESSION)]);
    /// let builder = Builder::new(&API).log_in(0, "ann", "s3cret");
    /// assert!(!format!("{builder:?}").contains("s3cret"));
    /// ```
    pub fn log_in(mut self, index: usize, name: impl Into<String>, password: impl Into<String>) -> Self {
        match self.api.schemes.get(index).and_then(Scheme::sessions) {
            Some(session) => self.source(index, LogIn::new(session, name, password)),
            None => {
                self.refuse(format!("the scheme {index} has no sessions"));
                self
            }
        }
    }

    /// Sets how to ask for the code of a second factor when a log-in needs one. `None` cancels the log-in.
    ///
    /// ```
    /// # static API: bindery_runtime::Api = bindery_runtime::Api::new("example/0.1.0");
    /// let builder = bindery_runtime::Builder::new(&API).mfa(|_challenge| async { Some("123456".to_owned()) });
    /// # let _ = builder;
    /// ```
    pub fn mfa<F, A>(mut self, ask: F) -> Self
    where
        F: Fn(Challenge) -> A + MaybeSend + MaybeSync + 'static,
        A: Future<Output = Option<String>> + MaybeSend + 'static,
    {
        self.mfa = Some(Box::new(ask));
        self
    }
}
