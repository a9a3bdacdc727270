//! A package of tests for an emitted client: does it mean what the document says?
//!
//! ```text
//! Cargo.toml       depends on the client beside it, and on a validator of JSON Schema
//! calls.json       calls of every operation, and the values that they are made with
//! document.json    the document, its schemas in the words of JSON Schema 2020-12
//! examples.json    the examples of the document, and to which type each belongs
//! src/contract.rs  makes every call, for a server of your choice to judge
//! src/examples.rs  reads every example into its type and writes it again
//! ```

mod contract;
mod examples;
mod manifest;
mod values;

use bindery_model::Bindings;
use bindery_source::{Files, Pointer, Value};

/// What the tests hold the client to.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// The whole document, its schemas in the words of JSON Schema 2020-12.
    pub document: Value,
    /// Where the frame of the document holds schemas.
    pub schemas: Vec<Pointer>,
}

/// Prints the package. It stands in a folder beside that of the client, which is called `client`.
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
//! Tests of the client beside this package: does it mean what the document says?

#[cfg(test)]
mod contract;
#[cfg(test)]
mod examples;
";
