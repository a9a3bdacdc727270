//! An API becomes a Rust crate.
//!
//! [`lower`] decides: names, types, boxes, files, methods. [`emit`] prints what was decided. Between the two stands the
//! [`Package`], plain data that `--dump items` shows.

mod bindings;
pub mod codes;
pub mod dump;
mod emit;
pub mod items;
mod lower;
mod manifest;
pub mod names;
pub mod options;
mod print;
pub mod ty;

pub use emit::emit;
pub use items::Package;
pub use lower::lower;
pub use options::Options;
