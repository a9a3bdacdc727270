//! Types that lead to one another farther than rustc goes by itself. What they ask of whoever uses them stands in `tests/`.

#![recursion_limit = "512"]

include!(concat!(env!("OUT_DIR"), "/client/module.rs"));
