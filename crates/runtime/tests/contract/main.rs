//! The contract with generated code: a small client as the generator would write it, against a transport in memory.

mod auth;
#[cfg(test)]
mod bodies;
mod calls;
mod errors;
#[cfg(test)]
mod interceptors;
mod jobs_api;
mod limits;
// `cfg(test)` tells clippy that unwrapping is fine there, outside of test functions too.
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
