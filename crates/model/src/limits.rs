//! Request limits of an API. Documents cannot state them in machine-readable form; `bindery.yaml` can.

/// The request limits of an API.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// The rate of requests.
    pub rate: Option<Rate>,
    /// The number of concurrent requests; never zero.
    pub concurrent: Option<u32>,
}

/// A number of requests per time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// The number of requests; never zero.
    pub requests: u32,
    /// The time in seconds; never zero.
    pub seconds: u32,
    /// The number of requests that may be sent at once after a pause; never zero. `None` means one.
    pub burst: Option<u32>,
}
