//! The table of emitters: what can be made of an API.

use std::str::FromStr;

use bindery_client::Package;
use bindery_model::Api;
use bindery_source::Files;

use crate::config::Config;
use crate::unknown_name::UnknownName;

/// One thing that can be made of an API.
#[derive(Debug)]
pub struct Emitter {
    /// Its name on the command line, and the folder that it owns.
    pub name: &'static str,
    /// One line: what it makes.
    pub about: &'static str,
    pub(crate) emit: fn(&Made<'_>) -> Files,
}

/// What the stages before the emitters have made.
#[derive(Debug)]
pub(crate) struct Made<'a> {
    pub(crate) api: &'a Api,
    pub(crate) package: &'a Package,
    pub(crate) config: &'a Config,
}

/// All emitters, in the order in which they run.
pub static EMITTERS: &[Emitter] = &[
    Emitter { name: "client", about: "a typed Rust client crate", emit: |made| bindery_client::emit(made.package) },
    Emitter {
        name: "docs",
        about: "a Markdown tree about the API and its client",
        emit: |made| bindery_docs::emit(made.api, &made.package.bindings, &made.config.docs),
    },
];

/// The emitter of a name.
///
/// ```
/// use bindery::Emitter;
/// let client: &Emitter = "client".parse()?;
/// assert_eq!(client.name, "client");
/// # Ok::<(), bindery::UnknownName>(())
/// ```
impl FromStr for &'static Emitter {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        let known = || EMITTERS.iter().map(|emitter| emitter.name).collect();
        EMITTERS.iter().find(|emitter| emitter.name == name).ok_or_else(|| UnknownName::new(name, known()))
    }
}
