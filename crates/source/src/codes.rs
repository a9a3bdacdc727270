//! What this crate has to say, a row each.

use crate::report::Code;

/// All codes of this crate.
pub static CODES: &[&Code] = &[];
