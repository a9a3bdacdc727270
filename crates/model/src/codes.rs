//! The diagnostics of this crate.

mod operations;
mod types;

use bindery_source::Code;

pub use self::operations::*;
pub use self::types::*;

/// All codes of this crate.
pub static CODES: &[&Code] = &[
    &ALL_OF_CLOSED,
    &ALL_OF_CONFLICT,
    &AUTH_CHALLENGE_UNANSWERED,
    &AUTH_PREFIX_UNKNOWN,
    &AUTH_SIGNATURE_UNMADE,
    &BINARY_IN_TEXT,
    &BODY_UNSTATED,
    &BODY_UNTYPED,
    &CYCLE_OPENED,
    &DISCRIMINATOR_UNUSABLE,
    &ENCODING_LEFT_OUT,
    &ENUM_MISMATCH,
    &FORMAT_CONTRADICTED,
    &KEYWORD_NOT_ENFORCED,
    &OPERATION_ID_DUPLICATE,
    &OVERRIDE_UNUSED,
    &PAGING_INVALID,
    &PAGING_RECOGNIZED,
    &PARAM_DUPLICATE,
    &PARAM_IGNORED,
    &PATH_PARAM_UNDECLARED,
    &PATH_PARAM_UNUSED,
    &REPLY_CONTENT_FORBIDDEN,
    &REQUIRED_UNDECLARED,
    &SCHEMA_TOO_COMPLEX,
    &SECURITY_SCHEME_UNKNOWN,
    &SELECTION_EMPTY,
    &SERVER_FIXED,
    &SERVER_PLAIN,
    &TUPLE_MAY_BE_SHORT,
    &TYPE_IMPLIED,
    &UNION_UNTAGGED,
    &WEBHOOK_SIGNING_UNSTATED,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_sorted_and_unique() {
        assert!(CODES.is_sorted_by(|one, next| one.id < next.id));
    }

    #[test]
    fn every_code_explains_itself() {
        for code in CODES {
            assert!(code.explain.len() > code.title.len(), "{}", code.id);
        }
    }
}
