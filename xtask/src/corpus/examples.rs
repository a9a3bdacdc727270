//! Runs the emitted tests on a document's examples, and reads their counts.

use std::fmt;
use std::path::Path;
use std::process::Command;

use super::compile::ONCE;

/// How many examples survived.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Survival {
    /// Examples that are valid by their schema.
    pub(super) valid: usize,
    /// Those that were read and written again without loss.
    pub(super) survived: usize,
}

impl fmt::Display for Survival {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {} valid examples survive", self.survived, self.valid)
    }
}

impl std::iter::Sum for Survival {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), |sum, one| Self {
            valid: sum.valid + one.valid,
            survived: sum.survived + one.survived,
        })
    }
}

/// Runs the emitted tests in `folder`, and returns their counts with the failures, one per line.
///
/// # Errors
/// Cargo's output, if the tests did not run.
pub(super) fn survive(root: &Path, folder: &Path, target: &Path) -> Result<(Survival, Vec<String>), String> {
    std::fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).map_err(|error| error.to_string())?;
    let mut command = Command::new("cargo");
    command.args(["test", "--quiet", "examples_survive", "--", "--nocapture"]).current_dir(folder);
    command.envs(ONCE).env("CARGO_TARGET_DIR", target);
    let output = command.output().map_err(|error| format!("cannot run cargo: {error}"))?;
    let said = String::from_utf8_lossy(&output.stdout);
    let mut lines = said.lines().skip_while(|line| survival(line).is_none());
    let Some(survival) = lines.next().and_then(survival) else {
        return Err(String::from_utf8_lossy(&output.stderr).lines().take(12).collect::<Vec<_>>().join("\n"));
    };
    let misses = lines.take_while(|line| line.starts_with("  ")).map(|line| line.trim().to_owned());
    Ok((survival, misses.collect()))
}

/// `72 of 75 valid examples survive, …`
fn survival(line: &str) -> Option<Survival> {
    let (survived, rest) = line.split_once(" of ")?;
    let (valid, _) = rest.split_once(" valid examples survive")?;
    Some(Survival { valid: valid.parse().ok()?, survived: survived.parse().ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_count_is_read() {
        let counted = survival("72 of 75 valid examples survive, 3 are not valid");
        assert_eq!(counted, Some(Survival { valid: 75, survived: 72 }));
        assert_eq!(survival("test result: ok. 1 passed"), None);
    }
}
