//! The contract with generated code: a small client as it would be generated, with an in-memory transport.

mod auth;
#[cfg(test)]
mod bodies;
mod calls;
mod errors;
#[cfg(test)]
mod interceptors;
mod jobs_api;
mod limits;
// With `cfg(test)` clippy also allows unwrapping outside test functions.
#[cfg(feature = "reqwest")]
#[cfg(test)]
mod loopback;
#[cfg(test)]
mod memory;
#[cfg(feature = "metrics")]
#[cfg(test)]
mod metrics;
mod oauth;
#[cfg(any(feature = "blocking", feature = "reqwest"))]
#[cfg(test)]
mod own_http;
#[cfg(test)]
mod paging;
#[cfg(test)]
mod retries;
#[cfg(test)]
mod signed;
#[cfg(any(feature = "blocking", feature = "reqwest"))]
#[cfg(test)]
mod socket;
#[cfg(test)]
mod streams;
#[cfg(test)]
mod uploads;
#[cfg(feature = "blocking")]
#[cfg(test)]
mod waiting;
