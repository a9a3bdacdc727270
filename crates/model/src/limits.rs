//! How many requests an API bears. No document says it in a form that a machine reads; `bindery.yaml` does.

/// How many requests an API bears.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// How many in a time.
    pub rate: Option<Rate>,
    /// How many at once; never zero.
    pub concurrent: Option<u32>,
}

/// So many requests in a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// How many; never zero.
    pub requests: u32,
    /// In how many seconds; never zero.
    pub seconds: u32,
    /// How many of them may come at once after a quiet time; never zero. One where nothing is said.
    pub burst: Option<u32>,
}
