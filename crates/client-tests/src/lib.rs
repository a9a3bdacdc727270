//! Prints a package of tests that hold an emitted client against its document.
//!
//! ```text
//! Cargo.toml       depends on the client beside it, and on a JSON Schema validator
//! calls.json       calls of every operation, and their values
//! document.json    the document, with its schemas converted to JSON Schema 2020-12
//! examples.json    the examples of the document, and the type of each
//! src/contract.rs  makes every call, for a server of your choice to check
//! src/examples.rs  reads every example into its type and writes it back
//! ```

mod contract;
mod examples;
mod manifest;
mod values;

use bindery_model::Bindings;
use bindery_source::{Files, Pointer, Value};

/// The document, as the tests need it.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// The whole document, with its schemas converted to JSON Schema 2020-12.
    pub document: Value,
    /// The pointers of all schemas that the document has outside of other schemas.
    pub schemas: Vec<Pointer>,
}

/// Prints the package. Its folder must be beside that of the client, which is named `client`.
pub fn emit(told: &Told, bindings: &Bindings) -> Files {
    let contract = contract::of(&told.document, bindings);
    let examples = examples::of(told, bindings);
    let mut files = Files::default();
    files.insert("Cargo.toml", manifest::cargo_toml(&bindings.package));
    files.insert("calls.json", contract.json());
    files.insert("document.json", format!("{}\n", told.document));
    files.insert("examples.json", examples.json());
    files.insert("src/lib.rs", ROOT.to_owned());
    files.insert("src/contract.rs", contract.rust());
    files.insert("src/examples.rs", examples.rust(&bindings.crate_name));
    files
}

const ROOT: &str = "\
//! Tests whether the client beside this package matches the document.

#[cfg(test)]
mod contract;
#[cfg(test)]
mod examples;
";
