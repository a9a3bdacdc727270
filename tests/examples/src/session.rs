//! A client that logs in, with a second factor if the server asks for one.

use supergood::{Builder, Client, Error};

/// Returns a client that opens its session on the first call that needs it. `ask` gets the server's challenge and
/// returns the code.
///
/// # Errors
/// The client cannot be set up.
pub fn client<F>(builder: Builder, name: &str, password: &str, ask: F) -> Result<Client, Error>
where
    F: Fn(String) -> Option<String> + Send + Sync + 'static,
{
    let ask = move |challenge: supergood::runtime::Challenge| {
        let code = ask(challenge.message().unwrap_or("the code, please").to_owned());
        async move { code }
    };
    builder.log_in(name, password).mfa(ask).build()
}
