//! The table of emitters.

use std::str::FromStr;

use bindery_client::Package;
use bindery_client_tests::Told;
use bindery_model::Api;
use bindery_source::Files;

use crate::config::Config;
use crate::unknown_name::UnknownName;

/// Generates one kind of output for an API.
#[derive(Debug)]
pub struct Emitter {
    /// Its name on the command line, and the name of its folder.
    pub name: &'static str,
    /// One line: what it generates.
    pub about: &'static str,
    /// Whether it runs by default.
    pub by_default: bool,
    pub(crate) emit: fn(&Made<'_>) -> Files,
}

/// The input of an emitter.
#[derive(Debug)]
pub(crate) struct Made<'a> {
    pub(crate) api: &'a Api,
    pub(crate) package: &'a Package,
    pub(crate) config: &'a Config,
    /// The document itself, if an emitter that runs needs it.
    pub(crate) told: Option<&'a Told>,
}

/// The emitter that reads the document itself.
pub(crate) const CLIENT_TESTS: &str = "client-tests";

/// All emitters, in the order in which they run.
pub static EMITTERS: &[Emitter] = &[
    Emitter {
        name: "client",
        about: "a typed Rust client crate",
        by_default: true,
        emit: |made| bindery_client::emit(made.package),
    },
    Emitter {
        name: "docs",
        about: "a Markdown tree that documents the API and its client",
        by_default: true,
        emit: |made| bindery_docs::emit(made.api, &made.package.bindings, &made.config.docs),
    },
    Emitter {
        name: CLIENT_TESTS,
        about: "a package of tests that check the client against the document",
        by_default: false,
        emit: |made| {
            let bindings = &made.package.bindings;
            made.told.map(|told| bindery_client_tests::emit(told, bindings)).unwrap_or_default()
        },
    },
];

/// The emitter with this name.
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
