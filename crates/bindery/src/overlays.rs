//! `bindery overlay`: standalone overlays.

use std::path::PathBuf;

use bindery::{Console, Exit, Generator};
use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Print a document with its overlays applied, as JSON (which is also YAML)
    Apply(Overlaid),
    /// Report errors in overlays, and print nothing
    Check(Overlaid),
    /// Print the overlay that turns a document into another
    Diff {
        /// The original document
        before: PathBuf,
        /// The changed document
        after: PathBuf,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Overlaid {
    /// The OpenAPI document, YAML or JSON
    spec: PathBuf,
    /// The overlays, applied in this order
    #[arg(required = true)]
    overlays: Vec<PathBuf>,
    /// Turn warnings into errors
    #[arg(long)]
    strict: bool,
}

impl Command {
    pub(crate) fn run(self) -> Exit {
        let console = Console::default();
        match self {
            Self::Apply(overlaid) => console.overlaid(&overlaid.generator()),
            Self::Check(overlaid) => console.check_overlays(&overlaid.generator()),
            Self::Diff { before, after } => console.overlay_to(&Generator::new(before), &after),
        }
    }
}

impl Overlaid {
    fn generator(self) -> Generator {
        self.overlays.into_iter().fold(Generator::new(self.spec).strict(self.strict), Generator::overlay)
    }
}
