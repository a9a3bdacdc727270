//! Cargo features, which users of the crate can turn off.

use std::collections::BTreeSet;

use crate::names::Name;

/// The manifest's `[features]`: one for each group, and `full` for all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Features {
    /// The feature of each group, in the order of the groups; empty if there are none and everything is always compiled.
    pub groups: Vec<Name>,
    /// The feature of the webhooks, if there are any.
    pub webhooks: Option<Name>,
    /// The default features.
    pub default: Vec<String>,
}

/// The features that compile an item, any one of them. Without features, it is always compiled.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Gate(Vec<String>);

/// What a feature compiles beside its types. The webhooks come after the groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum User {
    /// The operations of the group with this index.
    Group(usize),
    /// The webhooks.
    Webhooks,
}

/// A feature of the runtime.
#[derive(Clone, Copy, Debug)]
pub struct RuntimeFeature {
    /// Its name, which is the same in the runtime.
    pub name: &'static str,
    /// Whether it is on by default.
    pub is_on: bool,
    /// What it adds.
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
    /// The feature that enables all others.
    pub const FULL: &'static str = "full";

    /// The features of the runtime that the crate re-exports under the same names, the most useful ones first.
    pub const RUNTIME: [RuntimeFeature; 8] = [
        RuntimeFeature::on("reqwest", "async calls, on a Tokio runtime"),
        RuntimeFeature::on("http2", "HTTP/2 for async calls"),
        RuntimeFeature::off("blocking", "`wait()` on every call and streams as iterators, without an async runtime"),
        RuntimeFeature::off(
            "stream",
            "lists, events, lines and downloads as a `Stream` of `futures-core`, for combinators",
        ),
        RuntimeFeature::off("tracing", "a span for each call and each attempt"),
        RuntimeFeature::off("metrics", "call metrics, through the crate `metrics`"),
        RuntimeFeature::off("checksums", "MD5 and SHA-256 of files sent to signed URLs"),
        RuntimeFeature::off(
            "test-kit",
            "the module `test_kit`: an in-process server, and a clock on which waiting takes no time",
        ),
    ];

    /// The features that `full` enables: those of the groups, then that of the webhooks.
    pub fn all(&self) -> impl Iterator<Item = &Name> {
        self.groups.iter().chain(&self.webhooks)
    }

    /// The gate of an item with these users, in ascending order.
    pub fn gate(&self, users: impl IntoIterator<Item = User>) -> Gate {
        let feature = |user| match user {
            User::Group(group) => self.groups.get(group),
            User::Webhooks => self.webhooks.as_ref(),
        };
        let features: Vec<String> = users.into_iter().filter_map(feature).map(ToString::to_string).collect();
        match features.len() {
            _ if self.groups.is_empty() => Gate::default(),
            0 => Gate(vec![Self::FULL.to_owned()]),
            all if all > 1 && all == self.all().count() => Gate::default(),
            _ => Gate(features),
        }
    }
}

impl Gate {
    /// The gate of everything that any of these gates compiles.
    pub fn any<'a>(gates: impl IntoIterator<Item = &'a Self>) -> Self {
        let mut features = BTreeSet::new();
        for gate in gates {
            if gate.0.is_empty() {
                return Self::default();
            }
            features.extend(gate.0.iter().cloned());
        }
        Self(features.into_iter().collect())
    }

    /// Their names.
    pub fn features(&self) -> &[String] {
        &self.0
    }
}
