//! Cargo features: what a user of the crate can leave out.

use crate::names::Name;

/// The manifest's `[features]`: one for each group, and `full` for all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Features {
    /// The feature of each group, in the order of the groups; empty where everything is always compiled.
    pub groups: Vec<Name>,
    /// The feature of webhooks, where there are any.
    pub webhooks: Option<Name>,
    /// What is on by default.
    pub default: Vec<String>,
}

/// The features any one of which compiles an item. None: it is always compiled.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Gate(Vec<String>);

/// A feature of the runtime.
#[derive(Clone, Copy, Debug)]
pub struct RuntimeFeature {
    /// Its name, here and there.
    pub name: &'static str,
    /// Whether it is on by default.
    pub is_on: bool,
    /// What a user gets by it.
    pub gives: &'static str,
}

impl RuntimeFeature {
    const fn on(name: &'static str, gives: &'static str) -> Self {
        Self { name, is_on: true, gives }
    }

    const fn off(name: &'static str, gives: &'static str) -> Self {
        Self { name, is_on: false, gives }
    }
}

impl Features {
    /// The feature that holds all others.
    pub const FULL: &'static str = "full";

    /// What the runtime can do besides, the most wanted first: each is handed on under its own name.
    pub const RUNTIME: [RuntimeFeature; 8] = [
        RuntimeFeature::on("reqwest", "calls that are awaited, inside of a Tokio runtime"),
        RuntimeFeature::on("http2", "HTTP/2 for them"),
        RuntimeFeature::off("blocking", "`wait()` on every call, and streams as iterators, without any runtime"),
        RuntimeFeature::off("stream", "`items()` and `pages()` as a `Stream` of `futures-core`, for combinators"),
        RuntimeFeature::off("tracing", "a span for each call and each attempt"),
        RuntimeFeature::off("metrics", "numbers of calls, by the crate `metrics`"),
        RuntimeFeature::off("checksums", "MD5 and SHA-256 of files that go to signed URLs"),
        RuntimeFeature::off(
            "test-kit",
            "the module `test_kit`: a server in process, and a clock on which waiting takes no time",
        ),
    ];

    /// What `full` turns on: the features of the groups, then that of webhooks.
    pub fn all(&self) -> impl Iterator<Item = &Name> {
        self.groups.iter().chain(&self.webhooks)
    }

    /// What compiles an item that the groups with these indexes use, in ascending order; webhooks are one more, behind the others.
    pub fn gate(&self, users: impl IntoIterator<Item = usize>) -> Gate {
        let users: Vec<usize> = users.into_iter().collect();
        let features: Vec<&Name> = self.all().collect();
        match users.len() {
            _ if self.groups.is_empty() => Gate::default(),
            0 => Gate(vec![Self::FULL.to_owned()]),
            all if all > 1 && all == features.len() => Gate::default(),
            _ => Gate(users.iter().map(|group| features[*group].to_string()).collect()),
        }
    }
}

impl Gate {
    /// Their names.
    pub fn features(&self) -> &[String] {
        &self.0
    }
}
