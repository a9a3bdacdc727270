//! What commands over this crate have in common: `bindery` itself, and a workspace's own.

use clap::error::ErrorKind;
use clap::{Args, Parser};

use crate::console::{Console, Exit};
use crate::write::Mode;

/// Reads the command line. Help, version and misuse are told here, and leave an exit status: everything but an answer is
/// [`Exit::System`], where clap has a status that means a faulty document with us.
pub fn parse<A: Parser>() -> Result<A, Exit> {
    A::try_parse().map_err(|error| {
        // Nobody is left to tell when even this cannot be printed.
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
    /// Write nothing; fail when something is not up to date
    #[arg(long)]
    check: bool,
    /// Write nothing; print every file
    #[arg(long, conflicts_with = "check")]
    print: bool,
}

impl ModeArgs {
    /// The mode that they choose; [`Mode::Write`] when there are none.
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
    /// The words in brackets after `error`, `warning` or `note`
    code: Option<String>,
}

impl Explain {
    /// Prints the page of a message, or the list of all.
    pub fn run(self) -> Exit {
        Console::default().explain(self.code.as_deref())
    }
}
