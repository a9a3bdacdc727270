//! Runs for the terminal: messages and progress on standard error, results on standard output, an exit status.

use std::io::{self, IsTerminal as _, Write as _};
use std::path::Path;
use std::process::{ExitCode, Termination};

use bindery_model::prose;
use bindery_source::{Diagnostic, Format, Severity, Sink};

use crate::codes;
use crate::config::config_schema;
use crate::disk;
use crate::failure::Failure;
use crate::generate::Output;
use crate::generator::Generator;
use crate::summary::counted;
use crate::write::{Change, Doing, Mode, first_difference, printed_or_unread, write};

/// How a command ended, in order of severity: the worst of several runs is the greatest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Success.
    Done = 0,
    /// A check found stale files.
    Stale = 1,
    /// The document or `bindery.yaml` has errors.
    Text = 2,
    /// A usage error, or an error of the file system.
    System = 3,
}

impl Termination for Exit {
    fn report(self) -> ExitCode {
        ExitCode::from(self as u8)
    }
}

/// How messages are printed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Console {
    /// Whether to print every message as a JSON object on its own line.
    pub json: bool,
    /// Whether to show notes one by one instead of counting them.
    pub notes: bool,
}

impl Console {
    /// Generates below the folder `out`, prints messages, and ends with a one-line summary. `again` is the command that
    /// updates stale files.
    pub fn run(self, generator: &Generator, out: &Path, mode: Mode, again: &str) -> Exit {
        let output = match generator.generate() {
            Ok(output) => output,
            Err(failure) => return self.fail(&failure, &generator.shown()),
        };
        self.tell(output.sink.diagnostics(), &output);
        let Some(summary) = &output.summary else {
            return self.give_up(&output.sink, &generator.shown(), Exit::Text);
        };
        if let Some(text) = &output.dump {
            return self.print(text, &generator.shown());
        }
        let exit = match write(&output.files, &generator.folders(), out, mode) {
            Ok(changes) => self.tell_changes(&changes, &output, out, mode, again),
            Err(failure) => return self.fail(&failure, &generator.shown()),
        };
        if mode == Mode::Write && output.asks_for_own_runtime {
            self.tell_unpublished(&output);
        }
        self.sum_up(&summary.to_string());
        exit
    }

    /// Prints the document with its overlays applied.
    pub fn overlaid(self, generator: &Generator) -> Exit {
        self.show(generator.overlaid(), generator, true)
    }

    /// Prints the messages about a document's overlays.
    pub fn check_overlays(self, generator: &Generator) -> Exit {
        self.show(generator.overlaid(), generator, false)
    }

    /// Prints the overlay that turns the document into the one in the file `after`.
    pub fn overlay_to(self, generator: &Generator, after: &Path) -> Exit {
        self.show(generator.overlay_to(after), generator, true)
    }

    fn show(self, made: Result<Output, Failure>, generator: &Generator, prints: bool) -> Exit {
        let output = match made {
            Ok(output) => output,
            Err(failure) => return self.fail(&failure, &generator.shown()),
        };
        self.tell(output.sink.diagnostics(), &output);
        match &output.dump {
            Some(text) if prints => self.print(text, &generator.shown()),
            Some(_) => Exit::Done,
            None => self.give_up(&output.sink, &generator.shown(), Exit::Text),
        }
    }

    /// Prints the page of a code, or the list of all codes.
    pub fn explain(self, id: Option<&str>) -> Exit {
        let codes = codes::all();
        let Some(id) = id else {
            let lines: Vec<String> = codes.iter().map(|code| format!("{:<28} {}", code.id, code.title)).collect();
            return self.print(&format!("{}\n", lines.join("\n")), "explain");
        };
        match codes.iter().find(|code| code.id == id) {
            Some(code) => self.print(&format!("{}: {}\n\n{}", code.id, code.title, code.explain), "explain"),
            None => self.misuse(&format!("no message has the code `{id}`; run `explain` without a code to list all")),
        }
    }

    /// Prints the JSON Schema of `bindery.yaml`.
    pub fn config_schema(self) -> Exit {
        self.print(&config_schema(), "schema")
    }

    /// Reports a usage error.
    pub fn misuse(self, message: &str) -> Exit {
        eprintln!("error: {message}");
        Exit::System
    }

    fn print(self, text: &str, about: &str) -> Exit {
        let mut out = io::stdout().lock();
        let printed = out.write_all(text.as_bytes()).and_then(|()| out.flush());
        match printed_or_unread(printed) {
            Ok(()) => Exit::Done,
            Err(failure) => self.fail(&failure, about),
        }
    }

    fn tell(self, diagnostics: &[Diagnostic], output: &Output) {
        let format =
            if self.json { Format::JsonLines } else { Format::Text { color: wants_color(), notes: self.notes } };
        eprint!("{}", bindery_source::render(diagnostics, &output.texts, &output.origins, format));
    }

    fn tell_changes(self, changes: &[Change], output: &Output, out: &Path, mode: Mode, again: &str) -> Exit {
        let Some(first) = changes.first() else { return Exit::Done };
        if mode == Mode::Write {
            let count = |doing| changes.iter().filter(|change| change.doing == doing).count();
            self.progress(&format!(
                "{}: {} created, {} updated, {} removed",
                disk::shown(out),
                count(Doing::Create),
                count(Doing::Update),
                count(Doing::Remove),
            ));
            return Exit::Done;
        }
        // The list changes with every file, so another file is more informative.
        let telling = changes.iter().find(|change| !change.path.ends_with(".bindery")).unwrap_or(first);
        let mut sink = Sink::default();
        let verb = if changes.len() == 1 { "is" } else { "are" };
        let message = format!("{} in `{}` {verb} not up to date", counted(changes.len(), "file"), disk::shown(out));
        sink.push(&codes::OUTPUT_STALE, Severity::Error, None, message).help(format!("run `{again}`"));
        self.tell(sink.diagnostics(), output);
        // Files on disk may contain anything, and this is a terminal.
        self.progress(prose::visible(&first_difference(telling)).trim_end());
        Exit::Stale
    }

    /// To be removed when the runtime is published.
    fn tell_unpublished(self, output: &Output) {
        let mut sink = Sink::default();
        let message = "the crate depends on `bindery-runtime` from a registry, but it is not published yet";
        let said = sink.push(&codes::RUNTIME_UNPUBLISHED, Severity::Warning, None, message.to_owned());
        said.help("use `--runtime-path FOLDER`, or set `client.runtime.git` in bindery.yaml");
        self.tell(sink.diagnostics(), output);
    }

    fn fail(self, failure: &Failure, about: &str) -> Exit {
        let mut sink = Sink::default();
        failure.tell(&mut sink);
        self.tell(sink.diagnostics(), &Output::default());
        self.give_up(&sink, about, Exit::System)
    }

    fn give_up(self, sink: &Sink, about: &str, exit: Exit) -> Exit {
        let errors = sink.diagnostics().iter().filter(|said| said.severity == Severity::Error).count();
        self.sum_up(&format!("{about}: nothing written, {}", counted(errors, "error")));
        exit
    }

    /// Progress is for people; JSON output contains only results.
    fn progress(self, line: &str) {
        if !self.json {
            eprintln!("{line}");
        }
    }

    fn sum_up(self, line: &str) {
        if self.json {
            eprintln!("{}", serde_json::json!({ "summary": line }));
        } else {
            eprintln!("{line}");
        }
    }
}

fn wants_color() -> bool {
    io::stderr().is_terminal()
}
