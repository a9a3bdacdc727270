//! Texts, pointers into them, and what we say about them.
//!
//! This crate knows no OpenAPI. It turns a text into a strict [`value`] (after a [`mod@repair`] when published YAML needs one),
//! names every part of it by a [`Pointer`], finds the line and column of a pointer only when somebody asks ([`mod@locate`],
//! through [`origins`]), and carries what every stage has to say to the user ([`report`]) to the one place where it is
//! shown ([`mod@render`]).

pub mod codes;
mod depth;
mod edits;
mod faults;
pub mod files;
pub mod lines;
pub mod locate;
pub mod origins;
pub mod pointer;
mod read;
pub mod render;
pub mod repair;
pub mod report;
pub mod spelling;
pub mod value;

pub use codes::CODES;
pub use depth::MAX_DEPTH;
pub use files::Files;
pub use lines::{Lines, Position};
pub use locate::locate;
pub use origins::Origins;
pub use pointer::{Part, Pointer, Site};
pub use render::{Format, render};
pub use repair::{Repair, RepairKind, Repaired, Repairs, repair};
pub use report::{Code, Diagnostic, Severity, Sink};
/// A YAML or JSON value; objects keep the order of the text.
pub use serde_json::Value;
pub use spelling::nearest;
pub use value::{Parsed, parse};
