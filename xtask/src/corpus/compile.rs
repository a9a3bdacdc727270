//! Compiles an emitted crate.

use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

/// Settings for a crate that is built only once: without incremental data and debug information.
pub(crate) const ONCE: [(&str, &str); 2] = [("CARGO_INCREMENTAL", "0"), ("CARGO_PROFILE_DEV_DEBUG", "0")];

/// Compiles the crate in `folder` with its default and with all features. Crates with the same `target` share their
/// build artifacts.
///
/// # Errors
/// The first messages of the compiler, or why it did not run.
pub(super) fn check(root: &Path, folder: &Path, target: &Path) -> Result<(), String> {
    // Dependencies are those of the workspace, and are built only once.
    std::fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).map_err(|error| error.to_string())?;
    cargo(folder, target, &[])?;
    cargo(folder, target, &["--all-features"])
}

fn cargo(folder: &Path, target: &Path, features: &[&str]) -> Result<(), String> {
    let mut command = Command::new("cargo");
    command.args(["check", "--message-format", "json"]).args(features).current_dir(folder);
    command.envs(ONCE).env("CARGO_TARGET_DIR", target).stderr(Stdio::piped());
    let output = command.output().map_err(|error| format!("cannot run cargo: {error}"))?;
    let said: Vec<String> = String::from_utf8_lossy(&output.stdout).lines().filter_map(message).collect();
    match (output.status.success(), said.as_slice()) {
        (true, []) => Ok(()),
        (false, []) => Err(String::from_utf8_lossy(&output.stderr).trim().to_owned()),
        (_, said) => {
            let first = said.iter().take(3).map(String::as_str).collect::<Vec<_>>().join("\n");
            Err(format!("{} messages of the compiler\n{first}", said.len()))
        }
    }
}

/// The error or warning in a line of cargo's report, if any.
fn message(line: &str) -> Option<String> {
    let line: Value = serde_json::from_str(line).ok()?;
    let message = line.get("message").filter(|_| line["reason"] == "compiler-message")?;
    matches!(message["level"].as_str()?, "error" | "warning")
        .then(|| message["rendered"].as_str().unwrap_or_default().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn warnings_count() {
        let line = r#"{"reason":"compiler-message","message":{"level":"warning","rendered":"warning: unused"}}"#;
        assert_eq!(message(line).as_deref(), Some("warning: unused"));
    }

    #[test]
    fn notes_and_artifacts_do_not() {
        assert_eq!(message(r#"{"reason":"compiler-message","message":{"level":"note","rendered":"note"}}"#), None);
        assert_eq!(message(r#"{"reason":"compiler-artifact","target":{}}"#), None);
    }
}
