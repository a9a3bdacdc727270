//! What this crate has to say, a row each.

use bindery_source::Code;

/// All codes of this crate.
pub static CODES: &[&Code] = &[];
