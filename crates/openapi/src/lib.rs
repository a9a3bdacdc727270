//! Reads a document of any 3.x version into one [`Document`]. Versions end here.
//!
//! An [`overlay`] corrects the value before it is read. [`read`] runs these stages in order:
//!
//! 1. the gate: is it OpenAPI 3.x at all;
//! 2. the links: every `$ref` is resolved, through other files if needed;
//! 3. the check: the value is compared with the grammar of the specification;
//! 4. the hoist: schemas move out of the value into [`Schema`]s;
//! 5. the frame: the rest is typed by `openapiv3`, and members that it does not support go to [`beyond`].

mod read;

pub mod overlay;

mod check;
mod frame;
mod gate;
mod hoist;
mod parts;
mod refs;

pub mod beyond;
pub mod codes;
pub mod document;
pub mod schema;

mod grammar;
mod trail;

pub use beyond::Beyond;
pub use codes::CODES;
pub use document::{Document, Endpoint};
pub use read::{Read, file_of, needs, place_of_file, read};
pub use schema::Schema;
