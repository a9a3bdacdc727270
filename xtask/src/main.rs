//! The workspace's own commands: `cargo xtask <command>`.

mod bench;
mod contract;
mod corpus;
mod suite;

use std::io;
use std::path::{Path, PathBuf};

use bindery::command::{Explain, ModeArgs, parse};
use bindery::{Console, Emitter, Exit, Generator, Pointer, Stage};
use clap::{Args, Parser, Subcommand};

use self::bench::Bench;
use self::contract::Contract;
use self::corpus::Corpus;
use self::suite::Suite;

/// The workspace's own commands.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Bring `generated/` up to date with `spec/`
    Generate(Generate),
    /// Measure the cost of generation and of the emitted crates, compared with other generators
    Bench(Bench),
    /// Check every request of the clients against a server
    Contract(Contract),
    /// Test with third-party documents
    Corpus(Corpus),
    /// Test with every keyword of JSON Schema
    Suite(Suite),
    /// Explain a message, or list all of them
    Explain(Explain),
}

#[derive(Debug, Args)]
struct Generate {
    #[command(flatten)]
    mode: ModeArgs,
    /// Only the API in `spec/NAME`
    #[arg(long, value_name = "NAME")]
    api: Option<String>,
    /// Only this emitter
    #[arg(long, value_name = "EMITTER")]
    only: Option<&'static Emitter>,
    /// Print a stage (document, api or items) instead of generating files
    #[arg(long, value_name = "STAGE")]
    dump: Option<Stage>,
    /// Turn warnings into errors
    #[arg(long)]
    strict: bool,
    /// Show notes one by one instead of counting them
    #[arg(long)]
    notes: bool,
}

fn main() -> Exit {
    match parse() {
        Ok(Arguments { command: Command::Generate(generate) }) => generate.run(),
        Ok(Arguments { command: Command::Bench(bench) }) => bench.run(&root()),
        Ok(Arguments { command: Command::Contract(contract) }) => {
            each_api(Console::default(), contract.api.as_deref(), |api| contract.run(&root(), api))
        }
        Ok(Arguments { command: Command::Corpus(corpus) }) => corpus.run(&root()),
        Ok(Arguments { command: Command::Suite(suite) }) => suite.run(&root()),
        Ok(Arguments { command: Command::Explain(explain) }) => explain.run(),
        Err(exit) => exit,
    }
}

impl Generate {
    fn run(self) -> Exit {
        let console = Console { notes: self.notes, ..Console::default() };
        each_api(console, self.api.as_deref(), |api| self.run_one(console, api))
    }

    fn run_one(&self, console: Console, api: &str) -> Exit {
        let out = root().join("generated").join(api);
        match Generator::of_folder(&root().join("spec").join(api)) {
            Ok(generator) => console.run(&self.tell(generator), &out, self.mode.mode(), "cargo xtask generate"),
            Err(failure) => console.misuse(&failure.to_string()),
        }
    }

    /// Applies the command line options.
    fn tell(&self, mut generator: Generator) -> Generator {
        generator = generator.strict(self.strict);
        if let Some(emitter) = self.only {
            generator = generator.emit([emitter]);
        }
        if let Some(stage) = self.dump {
            generator = generator.dump(stage, Pointer::root());
        }
        generator
    }
}

/// Runs for every API, or only for the chosen one; returns the worst result.
fn each_api(console: Console, chosen: Option<&str>, run: impl Fn(&str) -> Exit) -> Exit {
    let apis = match apis() {
        Ok(apis) => apis,
        Err(error) => return console.misuse(&format!("cannot list `spec`: {error}")),
    };
    match chosen {
        None => apis.iter().map(|api| run(api)).max().unwrap_or(Exit::Done),
        Some(api) if apis.iter().any(|known| known == api) => run(api),
        Some(api) => console.misuse(&format!("no API is called `{api}`; `spec` has {}", apis.join(", "))),
    }
}

/// The folders of `spec`, sorted.
#[expect(clippy::disallowed_methods, reason = "the APIs are the folders of `spec`")]
fn apis() -> io::Result<Vec<String>> {
    let mut apis = Vec::new();
    for entry in root().join("spec").read_dir()? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            apis.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    apis.sort();
    Ok(apis)
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_owned).unwrap_or_default()
}
