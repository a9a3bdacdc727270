//! The workspace's own commands: `cargo xtask <command>`.

use std::path::{Path, PathBuf};

use bindery::{Console, Emitter, Exit, Generator, Mode, Pointer, RuntimeSource, Stage};
use clap::error::ErrorKind;
use clap::{Args, Parser, Subcommand};

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
    /// Explain a message, or list all of them
    Explain {
        /// The words in brackets after `error`, `warning` or `note`
        code: Option<String>,
    },
}

#[derive(Debug, Args)]
struct Generate {
    /// Write nothing; fail when something is not up to date
    #[arg(long)]
    check: bool,
    /// Write nothing; print every file
    #[arg(long, conflicts_with = "check")]
    print: bool,
    /// Only the API in `spec/NAME`
    #[arg(long, value_name = "NAME")]
    api: Option<String>,
    /// Only this emitter
    #[arg(long, value_name = "EMITTER")]
    only: Option<&'static Emitter>,
    /// Show a stage (document, api or items) instead of generating anything
    #[arg(long, value_name = "STAGE")]
    dump: Option<Stage>,
    /// Make every warning an error
    #[arg(long)]
    strict: bool,
    /// Show notes one by one instead of counting them
    #[arg(long)]
    notes: bool,
}

fn main() -> Exit {
    match Arguments::try_parse() {
        Ok(Arguments { command: Command::Generate(generate) }) => generate.run(),
        Ok(Arguments { command: Command::Explain { code } }) => Console::default().explain(code.as_deref()),
        Err(error) => {
            // Nobody is left to tell when even this cannot be printed.
            let _ = error.print();
            if error.kind() == ErrorKind::DisplayHelp { Exit::Done } else { Exit::System }
        }
    }
}

impl Generate {
    /// Every API in turn; the worst end counts.
    fn run(self) -> Exit {
        let console = Console { notes: self.notes, ..Console::default() };
        let mode = match (self.check, self.print) {
            (true, _) => Mode::Check,
            (_, true) => Mode::Print,
            _ => Mode::Write,
        };
        let apis = match apis() {
            Ok(apis) => apis,
            Err(error) => return console.misuse(&format!("cannot list `spec`: {error}")),
        };
        let wanted = apis.iter().filter(|api| self.api.as_ref().is_none_or(|only| only == *api));
        let ends = wanted.map(|api| match overlays(api) {
            Ok(overlays) => {
                let generator = overlays.into_iter().fold(self.generator(api), Generator::overlay);
                console.run(&generator, &root().join("generated").join(api), mode, "cargo xtask generate")
            }
            Err(error) => console.misuse(&format!("cannot list `spec/{api}/overlays`: {error}")),
        });
        ends.max().unwrap_or_else(|| console.misuse(&format!("`spec` has: {}", apis.join(", "))))
    }

    /// The generator of one API, whose crate is a member of this workspace.
    fn generator(&self, api: &str) -> Generator {
        let spec = root().join("spec").join(api);
        let mut generator =
            Generator::new(spec.join("openapi.yaml")).runtime(RuntimeSource::Workspace).strict(self.strict);
        let config = spec.join("bindery.yaml");
        generator = if config.exists() { generator.config(config) } else { generator.package_name(api) };
        if let Some(emitter) = self.only {
            generator = generator.emit([emitter]);
        }
        if let Some(stage) = self.dump {
            generator = generator.dump(stage, Pointer::root());
        }
        generator
    }
}

/// The folders of `spec`, sorted.
fn apis() -> std::io::Result<Vec<String>> {
    let mut apis = Vec::new();
    for entry in root().join("spec").read_dir()? {
        let entry = entry?;
        if entry.path().is_dir() {
            apis.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    apis.sort();
    Ok(apis)
}

/// The overlays of one API in the order of their names; an API without any has no folder of them.
fn overlays(api: &str) -> std::io::Result<Vec<PathBuf>> {
    let folder = root().join("spec").join(api).join("overlays");
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let entries = folder.read_dir()?.collect::<Result<Vec<_>, _>>()?;
    let mut overlays: Vec<PathBuf> = entries.into_iter().map(|entry| entry.path()).collect();
    overlays.retain(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    overlays.sort();
    Ok(overlays)
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_owned).unwrap_or_default()
}
