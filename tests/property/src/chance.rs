//! Randomness that is the same on every machine, unless a seed is given.

use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// The variable for the seed: a number.
pub(crate) const SEED: &str = "BINDERY_PROPERTY_SEED";

/// A runner for this many cases.
#[expect(clippy::disallowed_methods, reason = "the caller sets the seed")]
pub(crate) fn runner(cases: u32) -> TestRunner {
    let seed: u64 = std::env::var(SEED).ok().and_then(|seed| seed.parse().ok()).unwrap_or(0);
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes))
}
