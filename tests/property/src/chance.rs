//! Chance that is the same on every machine, unless somebody asks for another.

use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// The variable that asks for other schemas and other instances: a number.
pub(crate) const SEED: &str = "BINDERY_PROPERTY_SEED";

/// A runner of so many cases.
#[expect(clippy::disallowed_methods, reason = "where to look is up to whoever runs the test")]
pub(crate) fn runner(cases: u32) -> TestRunner {
    let seed: u64 = std::env::var(SEED).ok().and_then(|seed| seed.parse().ok()).unwrap_or(0);
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes))
}
