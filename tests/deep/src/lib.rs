//! Chains of types beyond rustc's default limit. Their requirements on users are tested in `tests/`.

#![recursion_limit = "512"]

include!(concat!(env!("OUT_DIR"), "/client/module.rs"));
