//! Settings from the environment.

use super::Builder;
use crate::auth::Credential;
use crate::session::Session;

impl Builder {
    /// Takes settings from the environment.
    ///
    /// These are `<prefix>_BASE_URL` (see [`Api::env`](crate::Api::env)), and the variable of each [`Scheme`](crate::Scheme). A
    /// scheme with sessions also has variables for name and password, one with a token endpoint for client id and secret; these
    /// take precedence over a token. An empty variable counts as not set.
    ///
    /// ```
    /// # use bindery_runtime::test_kit::{Answers, Server};
    /// # static ANSWERS: Answers = Answers::new("[]");
    /// # let server = Server::new(&ANSWERS);
    /// use bindery_runtime::{Api, Builder, Scheme};
    ///
    /// // Reads `EXAMPLE_BASE_URL` and `EXAMPLE_TOKEN`; later settings override them.
    /// static API: Api =
    ///     Api::new("example/0.1.0").env("EXAMPLE").schemes(&[Scheme::bearer("token").env("EXAMPLE_TOKEN")]);
    /// let client = Builder::new(&API).env().in_process(&server).build();
    /// assert!(client.is_ok());
    /// ```
    pub fn env(self) -> Self {
        self.take(environment)
    }

    pub(super) fn take(mut self, read: impl Fn(&str) -> Result<Option<String>, String>) -> Self {
        let get = |builder: &mut Self, name: &str| match read(name) {
            Ok(value) => value.filter(|value| !value.is_empty()),
            Err(fault) => {
                builder.refuse(fault);
                None
            }
        };
        let pair = |builder: &mut Self, variables: Option<(&str, &str)>| {
            let (name, secret) = variables?;
            match (get(builder, name), get(builder, secret)) {
                (Some(name), Some(secret)) => return Some((name, secret)),
                (None, None) => {}
                (Some(_), None) => builder.refuse(format!("{name} is set, and {secret} is not")),
                (None, Some(_)) => builder.refuse(format!("{secret} is set, and {name} is not")),
            }
            None
        };
        if let Some(prefix) = self.api.env {
            if let Some(url) = get(&mut self, &format!("{prefix}_BASE_URL")) {
                self = self.base_url(url);
            }
        }
        for (index, scheme) in self.api.schemes.iter().enumerate() {
            if let Some(secret) = scheme.variable().and_then(|name| get(&mut self, name)) {
                self = self.credential(index, Credential::key(secret));
            }
            if let Some((name, password)) = pair(&mut self, scheme.sessions().and_then(Session::variables)) {
                self = self.log_in(index, name, password);
            }
            if let Some((id, secret)) = pair(&mut self, scheme.client_variables()) {
                self = self.client_credentials(index, id, secret);
            }
        }
        self
    }
}

fn environment(name: &str) -> Result<Option<String>, String> {
    use std::env::VarError;

    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that reads the environment, when the caller asks for it"
    )]
    let value = std::env::var(name);
    match value {
        Ok(value) => Ok(Some(value)),
        Err(VarError::NotPresent) => Ok(None),
        Err(VarError::NotUnicode(_)) => Err(format!("the environment variable {name} is not UTF-8")),
    }
}
