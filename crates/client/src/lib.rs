//! Turns an API into a Rust crate.
//!
//! [`lower`] decides names, types, boxes, files and methods. [`emit`] prints the result. In between is the [`Package`], plain
//! data that `--dump items` shows.

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
