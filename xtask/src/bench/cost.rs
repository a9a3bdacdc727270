//! The cost of a command, including its child processes.

use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use wait4::Wait4;

/// How long a command may run.
pub(super) const LIMIT: Duration = Duration::from_secs(30 * 60);

/// The cost of a command.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Cost {
    /// Seconds of user CPU time, of all its processes.
    pub(super) user: f64,
    /// Peak memory in bytes, of its largest process.
    pub(super) memory: u64,
}

/// How a command ended.
pub(super) enum End {
    Done(Cost),
    /// It failed; the last lines of its output.
    Failed(String),
    TimedOut,
}

/// Runs a command to its end, or until [`LIMIT`].
pub(super) fn measure(command: &mut Command) -> End {
    own_group(command).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = match command.spawn() {
        Ok(child) => child,
        Err(error) => return End::Failed(error.to_string()),
    };
    let mut said = child.stderr.take();
    thread::scope(|scope| {
        let reader = scope.spawn(move || {
            let mut text = Vec::new();
            said.as_mut().map(|said| said.read_to_end(&mut text));
            String::from_utf8_lossy(&text).into_owned()
        });
        let (done, is_done) = mpsc::channel::<()>();
        let id = child.id();
        let watch = scope.spawn(move || {
            let late = is_done.recv_timeout(LIMIT) == Err(RecvTimeoutError::Timeout);
            if late {
                stop(id);
            }
            late
        });
        let used = child_used(&mut child);
        drop(done);
        let (late, said) = (watch.join().unwrap_or_default(), reader.join().unwrap_or_default());
        match used {
            _ if late => End::TimedOut,
            Ok((true, cost)) => End::Done(cost),
            Ok((false, _)) => End::Failed(last_lines(&said)),
            Err(error) => End::Failed(error.to_string()),
        }
    })
}

/// Waits for a process, and returns whether it succeeded, and its cost.
fn child_used(child: &mut Child) -> std::io::Result<(bool, Cost)> {
    let used = child.wait4()?;
    Ok((used.status.success(), Cost { user: used.rusage.utime.as_secs_f64(), memory: used.rusage.maxrss }))
}

/// Runs the command in its own group, so that it can be stopped with its children.
fn own_group(command: &mut Command) -> &mut Command {
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    command
}

fn stop(group: u32) {
    // Without a `kill` command, it runs to its end.
    let _ = Command::new("kill").args(["-KILL", "--", &format!("-{group}")]).status();
}

fn last_lines(said: &str) -> String {
    let lines: Vec<&str> = said.lines().filter(|line| !line.trim().is_empty()).collect();
    lines[lines.len().saturating_sub(2)..].join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_has_a_cost() {
        let End::Done(cost) = measure(Command::new("rustc").arg("--version")) else { panic!("it does not fail") };
        assert!(cost.user < 60.0 && cost.memory > 100_000);
    }

    #[test]
    fn what_a_command_says_at_last_is_why_it_failed() {
        let End::Failed(said) = measure(Command::new("rustc").arg("--no-such-option")) else { panic!("it fails") };
        assert!(said.contains("no-such-option"), "{said}");
    }
}
