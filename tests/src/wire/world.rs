//! The two ways to get a reply: tables of outcomes hold for both.

use bindery_runtime::Call;
use housecall_pro::types::{CustomerCreate, JobPage};
use housecall_pro::{Client, Error};

/// Whether a call is async or blocking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum World {
    Async,
    Blocking,
}

impl World {
    pub(crate) const BOTH: [Self; 2] = [Self::Async, Self::Blocking];

    /// `GET /jobs`, which may be retried.
    pub(crate) async fn list(self, client: &Client) -> Result<JobPage, Error> {
        match self {
            Self::Async => client.jobs().list().await,
            Self::Blocking => client.jobs().list().wait(),
        }
    }

    /// Any call.
    pub(crate) async fn send<T>(self, call: Call<T>) -> Result<T, Error> {
        match self {
            Self::Async => call.await,
            Self::Blocking => call.wait(),
        }
    }

    /// `POST /customers`, which may not.
    pub(crate) async fn create(self, client: &Client) -> Result<(), Error> {
        let call = client.customers().create(&CustomerCreate::default());
        match self {
            Self::Async => call.await.map(drop),
            Self::Blocking => call.wait().map(drop),
        }
    }
}
