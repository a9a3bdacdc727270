//! An API becomes a Rust crate.

use bindery_model::{Api, Bindings};
use bindery_source::{Files, Sink};

pub mod options;

pub use options::Options;

/// A Rust crate with all its names, ready to print.
#[derive(Clone, Debug, Default)]
pub struct Package {
    /// What became what.
    pub bindings: Bindings,
}

/// Decides all names and Rust types.
pub fn lower(_api: &Api, _options: &Options, _sink: &mut Sink) -> Package {
    Package::default()
}

/// Prints the crate.
pub fn emit(_package: &Package) -> Files {
    Files::default()
}
