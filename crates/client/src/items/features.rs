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

impl Features {
    /// The feature that holds all others.
    pub const FULL: &'static str = "full";

    /// What the runtime can do besides: each is handed on under its own name. Those that say so are on by default.
    pub const RUNTIME: [(&'static str, bool); 8] = [
        ("blocking", false),
        ("checksums", false),
        ("http2", true),
        ("metrics", false),
        ("reqwest", true),
        ("stream", false),
        ("test-kit", false),
        ("tracing", false),
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
