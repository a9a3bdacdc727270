//! The `bindery` command: typed Rust clients and docs for any OpenAPI document.

use std::path::{Path, PathBuf};

use bindery::command::{Explain, ModeArgs, parse};
use bindery::{Console, Emitter, Exit, Generator, Pointer, Stage};
use clap::{Args, Parser, Subcommand, ValueEnum};

/// A run allocates and frees millions of small strings: a third of its time went into the system's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

mod again;
mod overlays;
mod runtime_path;

/// OpenAPI to Rust: a typed client crate and its docs from any 3.x document.
#[derive(Debug, Parser)]
#[command(name = "bindery", version, disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Generate a client crate and its docs
    Generate(Generate),
    /// Apply, check or write OpenAPI Overlays
    #[command(subcommand)]
    Overlay(overlays::Command),
    /// Print the JSON Schema of bindery.yaml, for editors
    Schema,
    /// Explain a message, or list all of them
    Explain(Explain),
}

#[derive(Debug, Args)]
struct Generate {
    /// The OpenAPI document, YAML or JSON
    spec: PathBuf,
    /// The output folder; each emitter has its own folder in it
    #[arg(long, value_name = "DIR", required_unless_present_any = ["print", "dump"])]
    out: Option<PathBuf>,
    /// The package's name
    #[arg(long, value_name = "CRATE", value_parser = package_name)]
    name: Option<String>,
    /// An OpenAPI Overlay to apply to the document; can be repeated
    #[arg(long = "overlay", value_name = "FILE")]
    overlays: Vec<PathBuf>,
    /// The bindery.yaml with the options for this API
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// What to generate, separated by commas [default: client,docs]
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    emit: Vec<&'static Emitter>,
    /// A folder that contains bindery-runtime, relative to the working folder
    #[arg(long, value_name = "PATH", value_parser = runtime_path::folder)]
    runtime_path: Option<PathBuf>,
    #[command(flatten)]
    mode: ModeArgs,
    /// Turn warnings into errors
    #[arg(long)]
    strict: bool,
    /// Show notes one by one instead of counting them
    #[arg(long)]
    notes: bool,
    /// The maximum size of a document, in megabytes
    #[arg(long, value_name = "MB", default_value_t = 64)]
    max_size: u32,
    /// The format of messages
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    message_format: MessageFormat,
    /// Print a stage (document, api or items) instead of generating files
    #[arg(long, value_name = "STAGE")]
    dump: Option<Stage>,
    /// The JSON Pointer of the part of the stage to print
    #[arg(long, value_name = "POINTER", requires = "dump", default_value = "", hide_default_value = true, value_parser = pointer)]
    only: Pointer,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum MessageFormat {
    #[default]
    Text,
    Json,
}

fn main() -> Exit {
    match parse() {
        Ok(Arguments { command: Command::Generate(generate) }) => generate.run(),
        Ok(Arguments { command: Command::Overlay(command) }) => command.run(),
        Ok(Arguments { command: Command::Schema }) => Console::default().config_schema(),
        Ok(Arguments { command: Command::Explain(explain) }) => explain.run(),
        Err(exit) => exit,
    }
}

impl Generate {
    fn run(self) -> Exit {
        let console = Console { json: matches!(self.message_format, MessageFormat::Json), notes: self.notes };
        let mode = self.mode.mode();
        let out = self.out.clone().unwrap_or_default();
        let generator = self.generator(&out);
        console.run(&generator, &out, mode, &again::command())
    }

    fn generator(self, out: &Path) -> Generator {
        let mut generator = Generator::new(self.spec).strict(self.strict).max_size(u64::from(self.max_size) << 20);
        for overlay in self.overlays {
            generator = generator.overlay(overlay);
        }
        if let Some(config) = self.config {
            generator = generator.config(config);
        }
        if let Some(name) = self.name {
            generator = generator.package_name(name);
        }
        if !self.emit.is_empty() {
            generator = generator.emit(self.emit);
        }
        if let Some(path) = self.runtime_path {
            generator = generator.runtime_path(runtime_path::seen_from(&out.join("client"), &path));
        }
        if let Some(stage) = self.dump {
            generator = generator.dump(stage, self.only);
        }
        generator
    }
}

fn package_name(name: &str) -> Result<String, String> {
    if bindery::is_package_name(name) {
        Ok(name.to_owned())
    } else {
        Err("a package name must start with a letter and contain only letters, digits, `-` and `_`".to_owned())
    }
}

fn pointer(text: &str) -> Result<Pointer, String> {
    Pointer::parse(text).ok_or_else(|| "a JSON Pointer must start with `/`".to_owned())
}
