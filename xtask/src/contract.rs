//! Checks the clients' requests against a server.

use std::path::Path;
use std::process::Command;

use bindery::{Emitter, Exit, Generator, Mode};
use clap::Args;

/// Check every request of the clients against a server
#[derive(Debug, Args)]
pub(crate) struct Contract {
    /// The URL of the server; by default, a server in process that accepts everything
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    /// Only the API in `spec/NAME`
    #[arg(long, value_name = "NAME")]
    pub(crate) api: Option<String>,
}

impl Contract {
    /// Generates the client of an API with its tests below `target`, and runs them.
    pub(crate) fn run(&self, root: &Path, api: &str) -> Exit {
        println!("{api}");
        match self.judge(root, api) {
            Ok(exit) => exit,
            Err(fault) => {
                eprintln!("error: {fault}");
                Exit::System
            }
        }
    }

    fn judge(&self, root: &Path, api: &str) -> Result<Exit, String> {
        let target = root.join("target/contract");
        let (out, emitters) = (target.join(api), ["client", "client-tests"]);
        let generator = Generator::of_folder(&root.join("spec").join(api)).map_err(|failure| failure.to_string())?;
        let generator = generator
            .runtime_path(root.join("crates/runtime").display().to_string())
            .emit(emitters.iter().map(|name| name.parse::<&Emitter>().expect("it is in the table")));
        let output = generator.generate().map_err(|failure| failure.to_string())?;
        bindery::write(&output.files, &emitters, &out, Mode::Write).map_err(|failure| failure.to_string())?;

        let tests = out.join("client-tests");
        std::fs::copy(root.join("Cargo.lock"), tests.join("Cargo.lock")).map_err(|error| error.to_string())?;
        let mut command = Command::new("cargo");
        command.args(["test", "--quiet", "contract", "--", "--nocapture"]).current_dir(&tests);
        command.env("CARGO_TARGET_DIR", target.join("build"));
        if let Some(url) = &self.url {
            command.env("CONTRACT_URL", url);
        }
        let status = command.status().map_err(|error| format!("cannot run cargo: {error}"))?;
        Ok(if status.success() { Exit::Done } else { Exit::Text })
    }
}
