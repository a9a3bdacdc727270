//! A document of any 3.x version becomes one [`Document`]. Versions end here.
//!
//! An [`overlay`] corrects the value before it is read. [`read`] is a walk through these files, in this order:
//!
//! 1. the gate: is it OpenAPI 3.x at all;
//! 2. the links: every `$ref` is led to its end, through other files where need be;
//! 3. the check: the value against the grammar of the specification;
//! 4. the hoist: schemas move out of the value into [`Schema`]s;
//! 5. the frame: what is left is typed by `openapiv3`, and what that crate has no room for goes [`beyond`].

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
