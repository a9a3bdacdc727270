//! What the clients of the cases say on the wire, and what they make of what comes back.
//!
//! They stand in a crate that is compiled after the code of the cases, which the tests of the workspace write anew.

#[path = "../../../src/wire/answer.rs"]
#[expect(dead_code, reason = "the tests of the workspace break more")]
mod answer;
#[path = "../../../src/wire/server.rs"]
#[expect(dead_code, reason = "the tests of the workspace ask it more")]
mod server;

// `cfg(test)` tells clippy that unwrapping is fine there, outside of test functions too.
#[cfg(test)]
mod bodies;
#[cfg(test)]
mod streams;
