//! The machine of the measurements.

use std::process::Command;
use std::thread;

/// `2 cores, AMD EPYC, rustc 1.95.0`.
pub(super) fn name() -> String {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let model = cpu().unwrap_or_else(|| std::env::consts::ARCH.to_owned());
    let compiler = said("rustc", &["--version"]).unwrap_or_default();
    let compiler = compiler.split_whitespace().take(2).collect::<Vec<_>>().join(" ");
    format!("{cores} cores, {model}, {compiler}")
}

/// The first line of a command's output, if it succeeds.
pub(super) fn said(program: &str, args: &[&str]) -> Option<String> {
    let output = Command::new(program).args(args).output().ok().filter(|output| output.status.success())?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.lines().next().map(|line| line.trim().to_owned())
}

/// The CPU model, as reported by Linux and macOS.
fn cpu() -> Option<String> {
    let listed = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model =
        listed.lines().find_map(|line| Some(line.strip_prefix("model name")?.split_once(':')?.1.trim().to_owned()));
    model.or_else(|| said("sysctl", &["-n", "machdep.cpu.brand_string"]))
}
