//! The interface between Cargo and a build script.

use std::path::PathBuf;

use bindery_source::Severity;

use crate::emitters::EMITTERS;
use crate::generate::Output;
use crate::generator::Generator;

impl Generator {
    /// Generates in a build script: the client becomes a module under Cargo's `OUT_DIR`, warnings become Cargo's, and
    /// Cargo reruns the script when an input file changes.
    ///
    /// ```no_run
    /// // the main function of build.rs, with `bindery` in the build-dependencies
    /// bindery::Generator::new("openapi.yaml").package_name("pet-store").write_to_out_dir();
    /// ```
    ///
    /// ```text
    /// // src/lib.rs, with `bindery-runtime` in the dependencies; defines the module `pet_store`
    /// include!(concat!(env!("OUT_DIR"), "/client/module.rs"));
    /// ```
    ///
    /// # Panics
    ///
    /// Panics with all messages if the document or the file system has errors: this is how a build script fails.
    pub fn write_to_out_dir(self) {
        let generator = self.as_module().emit(EMITTERS.iter().filter(|emitter| emitter.name == "client"));
        let written = generator.generate().and_then(|output| {
            print!("{}", directives(&output));
            generator.write_output(&output, &out_dir())
        });
        if let Err(failure) = written {
            panic!("{failure}");
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "Cargo passes the output folder in the environment")]
fn out_dir() -> PathBuf {
    std::env::var_os("OUT_DIR").expect("Cargo sets OUT_DIR for build scripts").into()
}

/// Directives for Cargo, one per line: the files that were read, and the warnings.
fn directives(output: &Output) -> String {
    let read = output.texts.iter().map(|(path, _)| format!("cargo::rerun-if-changed={path}\n"));
    let warnings = output.sink.diagnostics().iter().filter(|said| said.severity == Severity::Warning);
    let warnings = warnings.map(|said| {
        let at = said.at.as_ref().map(|site| format!(" at `{}`", site.pointer)).unwrap_or_default();
        // A string from the document must not become a directive.
        let line: String = format!("{}{at}", said.message).chars().filter(|letter| !letter.is_control()).collect();
        format!("cargo::warning={} [{}]\n", line, said.code.id)
    });
    read.chain(warnings).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generate::{Input, Settings, Text, generate};

    #[test]
    fn a_text_of_the_document_is_no_directive() {
        let text = "openapi: 3.1.0\ninfo: { title: T, version: '1' }\npaths:\n  \
                    /a: { get: { responses: { '200': { $ref: \"#/a\\ncargo::rustc-env=X=1\" } } } }\n";
        let document = Text { path: "openapi.yaml".to_owned(), text: text.to_owned() };
        let input = Input { document, overlays: Vec::new(), config: None };
        let output = generate(input, &Settings::default(), &mut |_| Err("there are no other files".to_owned()));
        let directives = directives(&output);
        assert!(directives.starts_with("cargo::rerun-if-changed=openapi.yaml\n"), "{directives}");
        assert!(directives.lines().skip(1).all(|line| line.starts_with("cargo::warning=")), "{directives}");
        assert!(directives.lines().count() > 1, "{directives}");
    }
}
