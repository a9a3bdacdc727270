//! Source texts, pointers into them, and diagnostics about them.
//!
//! This crate knows nothing of OpenAPI. It parses text into a strict [`value`] (after a [`mod@repair`] if published
//! YAML needs one), names every part of it with a [`Pointer`], finds the line and column of a pointer only on request
//! ([`mod@locate`], through [`origins`]), and collects the diagnostics of every stage ([`report`]) for the one place
//! that shows them ([`mod@render`]).

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
