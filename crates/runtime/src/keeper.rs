//! The token of a scheme, shared by all calls of a client.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::auth::Credential;
use crate::backoff::Backoff;
use crate::client::Core;
use crate::clock::{self, Clock};
use crate::error::Error;
use crate::single_flight::SingleFlight;
use crate::token::{Renewal, Token, TokenSource};
use crate::world::World;

/// How long later calls share a failure.
const FAILURE_STANDS: Duration = Duration::from_secs(1);

/// How long a token is used before its renewal is tried again.
const NEXT_TRY: Duration = Duration::from_secs(30);

/// The longest time before its end at which a token is renewed.
const LONGEST_LEAD: Duration = Duration::from_secs(300);

/// Keeps the current token of a source, and asks for the next one.
#[derive(Debug)]
pub(crate) struct Keeper {
    source: Box<dyn TokenSource>,
    state: Mutex<State>,
    flight: SingleFlight<Result<Lent, Arc<Error>>>,
}

/// A token for one attempt.
#[derive(Clone, Debug)]
pub(crate) struct Lent {
    pub(crate) credential: Credential,
    /// The number of the token, so that a refused one is not mistaken for its successor.
    pub(crate) number: u64,
}

#[derive(Debug, Default)]
struct State {
    held: Option<Held>,
    /// The number of tokens so far.
    count: u64,
    /// The last failure, and when it lapses.
    failed: Option<(Duration, Arc<Error>)>,
}

#[derive(Debug)]
struct Held {
    token: Token,
    renew_at: Duration,
    ends_at: Duration,
    refused: bool,
}

/// The state that a call finds.
enum Look {
    Lend(Lent),
    Failed(Arc<Error>),
    /// A token has to be fetched; if that fails, this one is still valid.
    Renew(Option<Lent>),
}

impl Keeper {
    pub(crate) fn new(source: impl TokenSource) -> Self {
        Self { source: Box::new(source), state: Mutex::default(), flight: SingleFlight::new() }
    }

    /// Returns the token, after fetching it if needed. `refused` is the number of a token that the server refused. A renewal ahead
    /// of the token's end is given up after `patience`: the call has the old one.
    ///
    /// # Errors
    /// There is no token. Calls that ask at the same time share the error.
    pub(crate) async fn lend(
        &self,
        core: &Core,
        world: World,
        scheme: usize,
        refused: Option<u64>,
        patience: Duration,
    ) -> Result<Lent, Error> {
        let clock = core.means(world).clock.as_ref();
        let (look, count) = self.look(clock, refused);
        match look {
            Look::Lend(lent) => Ok(lent),
            Look::Failed(error) => Err(Error::no_credential(error)),
            Look::Renew(None) => {
                self.flight.join(|| self.renew(core, world, scheme, count)).await.map_err(Error::no_credential)
            }
            Look::Renew(Some(until_then)) => {
                let renewal = self.flight.join(|| self.renew(core, world, scheme, count));
                let renewed = clock::within(clock, || patience, renewal).await;
                Ok(renewed.and_then(Result::ok).unwrap_or(until_then))
            }
        }
    }

    /// Drops the token: the next call asks for a new one.
    pub(crate) fn forget(&self) {
        let mut state = self.state();
        (state.held, state.failed) = (None, None);
    }

    /// Whether there is a token.
    pub(crate) fn has_token(&self) -> bool {
        self.state().held.is_some()
    }

    /// The secrets that must not appear in errors, whatever the token.
    pub(crate) fn secrets(&self) -> Vec<String> {
        self.source.secrets()
    }

    fn look(&self, clock: &dyn Clock, refused: Option<u64>) -> (Look, u64) {
        let (mut state, now) = (self.state(), clock.unix_time());
        let number = state.count;
        if let Some(held) = &mut state.held {
            held.refused |= refused == Some(number);
            if held.lives(now) {
                let lent = held.lent(number);
                if now < held.renew_at {
                    return (Look::Lend(lent), number);
                }
                // This call renews it ahead of its end; the others keep using it.
                held.renew_at = now.saturating_add(NEXT_TRY);
                return (Look::Renew(Some(lent)), number);
            }
        }
        match state.standing_failure(now) {
            Some(error) => (Look::Failed(error), number),
            None => (Look::Renew(None), number),
        }
    }

    /// Asks the source, unless a token beyond the first `count` has arrived meanwhile.
    async fn renew(&self, core: &Core, world: World, scheme: usize, count: u64) -> Result<Lent, Arc<Error>> {
        let clock = core.means(world).clock.as_ref();
        let renewal = {
            let state = self.state();
            match &state.held {
                Some(held) if state.count > count && !held.refused => return Ok(held.lent(state.count)),
                _ => {}
            }
            if let Some(error) = state.standing_failure(clock.unix_time()) {
                return Err(error);
            }
            let held = state.held.as_ref();
            Renewal {
                core,
                world,
                scheme,
                previous: held.map(|held| held.token.clone()),
                refused: held.is_some_and(|held| held.refused),
                is_ahead: held.is_some_and(|held| held.lives(clock.unix_time())),
            }
        };
        let outcome = self.source.token(renewal).await;
        let (mut state, now) = (self.state(), clock.unix_time());
        match outcome {
            Ok(token) => {
                state.count += 1;
                state.failed = None;
                let held = Held::new(token, now, clock.random());
                let lent = held.lent(state.count);
                state.held = Some(held);
                Ok(lent)
            }
            Err(error) => {
                let error = Arc::new(error);
                state.failed = Some((now.saturating_add(FAILURE_STANDS), Arc::clone(&error)));
                Err(error)
            }
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn standing_failure(&self, now: Duration) -> Option<Arc<Error>> {
        // Setting the clock back does not extend a failure.
        let stands =
            |until: Duration| until.checked_sub(now).is_some_and(|left| !left.is_zero() && left <= FAILURE_STANDS);
        self.failed.as_ref().filter(|(until, _)| stands(*until)).map(|(_, error)| Arc::clone(error))
    }
}

impl Held {
    fn new(token: Token, now: Duration, random: u64) -> Self {
        let (renew_at, ends_at) = match token.life {
            Some(life) => {
                let lead = (life / 5).min(LONGEST_LEAD);
                // Between half the lead and all of it, so that the clients of a fleet do not all renew at once.
                let jitter = Backoff { first: lead / 2, longest: lead / 2 }.pause(1, random);
                (now.saturating_add(life.saturating_sub(lead) + jitter), now.saturating_add(life))
            }
            None => (Duration::MAX, Duration::MAX),
        };
        Self { token, renew_at, ends_at, refused: false }
    }

    fn lives(&self, now: Duration) -> bool {
        !self.refused && now < self.ends_at
    }

    fn lent(&self, number: u64) -> Lent {
        Lent { credential: Credential::of(&self.token), number }
    }
}
