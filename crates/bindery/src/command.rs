//! Shared by commands based on this crate: `bindery` itself, and a workspace's own.

use clap::error::ErrorKind;
use clap::{Args, Parser};

use crate::console::{Console, Exit};
use crate::write::Mode;

/// Parses the command line. Prints help, version and usage errors, and returns their exit status: [`Exit::System`] for
/// usage errors, because clap's own status means a faulty document here.
pub fn parse<A: Parser>() -> Result<A, Exit> {
    A::try_parse().map_err(|error| {
        // If even this cannot be printed, there is no way left to report it.
        let _ = error.print();
        match error.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => Exit::Done,
            _ => Exit::System,
        }
    })
}

/// The arguments that choose a [`Mode`].
#[derive(Clone, Copy, Debug, Args)]
pub struct ModeArgs {
    /// Write nothing; fail if a file is not up to date
    #[arg(long)]
    check: bool,
    /// Write nothing; print every file
    #[arg(long, conflicts_with = "check")]
    print: bool,
}

impl ModeArgs {
    /// The selected mode; [`Mode::Write`] by default.
    pub fn mode(self) -> Mode {
        match (self.check, self.print) {
            (true, _) => Mode::Check,
            (_, true) => Mode::Print,
            _ => Mode::Write,
        }
    }
}

/// The arguments of `explain`.
#[derive(Clone, Debug, Args)]
pub struct Explain {
    /// The code in brackets after `error`, `warning` or `note`
    code: Option<String>,
}

impl Explain {
    /// Prints the page of a message, or the list of all messages.
    pub fn run(self) -> Exit {
        Console::default().explain(self.code.as_deref())
    }
}
