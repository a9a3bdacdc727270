//! Logging in and renewing: the source of a session's tokens.

use std::time::Duration;

use serde_json::{Map, Value};

use super::Session;
use super::place::Found;
use crate::clock::Clock;
use crate::error::Error;
use crate::future::BoxFuture;
use crate::mfa::Challenge;
use crate::operation::Operation;
use crate::problem;
use crate::reply::Reply;
use crate::request::Request;
use crate::secret::{Mask, Secret};
use crate::token::{Renewal, Token, TokenSource};

/// The credentials to log in with.
#[derive(Debug)]
pub(crate) struct LogIn {
    session: &'static Session,
    name: Secret,
    password: Secret,
}

impl LogIn {
    pub(crate) fn new(session: &'static Session, name: impl Into<String>, password: impl Into<String>) -> Self {
        Self { session, name: Secret::new(name), password: Secret::new(password) }
    }

    async fn renew(&self, renewal: &Renewal<'_>) -> Result<Token, Error> {
        match self.refresh(renewal).await {
            Some(Ok(token)) => Ok(token),
            // A session that cannot be renewed is over, so a new one is opened. Without a reply its state is unknown; and a
            // server error (5xx) can be waited out while the token is valid.
            Some(Err(error)) if error.status().is_none_or(|status| renewal.is_ahead && status.is_server_error()) => {
                Err(error)
            }
            Some(Err(_)) | None => self.open(renewal).await,
        }
    }

    /// The next token of the same session; `None` if it cannot be renewed.
    async fn refresh(&self, renewal: &Renewal<'_>) -> Option<Result<Token, Error>> {
        let (operation, previous) = (self.session.refresh.as_ref()?, renewal.previous()?);
        let member = match self.session.refresh_token {
            Some((member, _)) => Some((member, previous.expose_refresh()?)),
            // The token itself renews, unless it is refused.
            None if renewal.is_refused() => return None,
            None => None,
        };
        let request = self.request(renewal, operation, member, Vec::new());
        Some(match renewal.send(request).await {
            Ok(reply) => self.read(renewal, reply),
            Err(error) => Err(error),
        })
    }

    async fn open(&self, renewal: &Renewal<'_>) -> Result<Token, Error> {
        let members = [(self.session.name, self.name.expose()), (self.session.password, self.password.expose())];
        let reply = renewal.send(self.request(renewal, &self.session.log_in, members, self.secrets())).await;
        let Some((member, challenge)) = self.session.code.zip(self.challenge(renewal, &reply)) else {
            return self.read(renewal, reply?);
        };
        let Some(ask) = renewal.core.mfa() else {
            reply?;
            return Err(Error::no_token("the log-in needs the code of a second factor: set `mfa` on the builder"));
        };
        let id = challenge.id.clone();
        let code = ask.ask(challenge).await.map(Secret::new);
        let code =
            code.ok_or_else(|| Error::no_token("the log-in needs the code of a second factor, and none was given"))?;
        let mut fields = vec![(member, code.expose())];
        fields.extend(self.session.challenge.map(|(member, _)| member).zip(id.as_ref().map(Secret::expose)));
        if self.session.verify.is_none() {
            fields.extend(members);
        }
        let secrets = fields.iter().filter(|(member, _)| *member != self.session.name);
        let secrets = secrets.map(|(_, text)| (*text).to_owned()).collect();
        let operation = self.session.verify.as_ref().unwrap_or(&self.session.log_in);
        let reply = renewal.send(self.request(renewal, operation, fields, secrets)).await?;
        self.read(renewal, reply)
    }

    /// The challenge in the reply to a log-in, if there is one.
    fn challenge(&self, renewal: &Renewal<'_>, reply: &Result<Reply, Error>) -> Option<Challenge> {
        let (body, is_refused) = match reply {
            Ok(reply) => (reply.body().as_ref(), false),
            Err(error) => (error.body(), matches!(error.status()?.as_u16(), 401 | 403)),
        };
        let value = serde_json::from_slice(body).unwrap_or(Value::Null);
        let id = self.session.challenge.and_then(|(_, place)| text(&value, place));
        let is_asked = match self.session.challenge {
            Some(_) => id.is_some(),
            None => is_refused || reply.as_ref().is_ok_and(|reply| self.find(renewal, reply, &value).is_none()),
        };
        is_asked.then(|| {
            let mask = Mask::over(self.secrets());
            let message = problem::words(body).map(|said| problem::line(&mask.cover(&said)));
            Challenge { id: id.map(Secret::new), message }
        })
    }

    fn request<'t>(
        &self,
        renewal: &Renewal<'_>,
        operation: &'static Operation,
        members: impl IntoIterator<Item = (&'t str, &'t str)>,
        secrets: Vec<String>,
    ) -> Request {
        let members = members.into_iter().map(|(member, text)| (member.to_owned(), Value::from(text)));
        let (body, mut request) = (members.collect::<Map<_, _>>(), renewal.request(operation, secrets));
        request.token_place = Some(self.session.token);
        if body.is_empty() {
            request
        } else if operation.content_type.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
            request.form(&Value::Object(body))
        } else {
            request.json(&Value::Object(body))
        }
    }

    fn find(&self, renewal: &Renewal<'_>, reply: &Reply, value: &Value) -> Option<Found> {
        self.session.token.find(reply.headers(), value, unix_time(renewal))
    }

    fn read(&self, renewal: &Renewal<'_>, reply: Reply) -> Result<Token, Error> {
        let Session { token: place, expires_in, expires_at, refresh_token, .. } = *self.session;
        let value = serde_json::from_slice(reply.body()).unwrap_or(Value::Null);
        let Some(Found { text: access, life }) = self.find(renewal, &reply, &value) else {
            return Err(Error::unreadable(&place.told(), reply.received));
        };
        let mut token = Token::new(access);
        let said = expires_in.and_then(|place| seconds(value.pointer(place)?)).or_else(|| {
            let end = moment(value.pointer(expires_at?)?)?;
            Some(end.saturating_sub(unix_time(renewal)))
        });
        token.life = said.or(life);
        token.refresh = refresh_token.and_then(|(_, place)| text(&value, place)).map(Secret::new);
        // A reply without one leaves the old one valid.
        token.refresh = token.refresh.or_else(|| renewal.previous()?.refresh.clone());
        Ok(token)
    }
}

fn unix_time(renewal: &Renewal<'_>) -> Duration {
    renewal.core.means(renewal.world).clock.unix_time()
}

impl TokenSource for LogIn {
    fn token<'a>(&'a self, renewal: Renewal<'a>) -> BoxFuture<'a, Result<Token, Error>> {
        Box::pin(async move { self.renew(&renewal).await })
    }

    fn secrets(&self) -> Vec<String> {
        vec![self.password.expose().to_owned()]
    }
}

/// A string that is present and not empty.
pub(super) fn text(value: &Value, place: &str) -> Option<String> {
    value.pointer(place)?.as_str().filter(|text| !text.is_empty()).map(str::to_owned)
}

/// Seconds, as a number or as a string.
pub(crate) fn seconds(value: &Value) -> Option<Duration> {
    let number = value.as_f64().or_else(|| value.as_str()?.parse().ok())?;
    Duration::try_from_secs_f64(number).ok()
}

/// The time since 1970.
fn moment(value: &Value) -> Option<Duration> {
    #[cfg(feature = "jiff")]
    if let Some(moment) = value.as_str().and_then(|text| text.parse::<jiff::Timestamp>().ok()) {
        return u64::try_from(moment.as_second()).ok().map(Duration::from_secs);
    }
    seconds(value)
}
