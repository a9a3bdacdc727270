//! The messages of this crate, one per row, and the list of all messages.

use bindery_source::Code;

/// The codes of all crates, sorted by id.
pub fn all() -> Vec<&'static Code> {
    let mut codes: Vec<&Code> = [
        bindery_source::CODES,
        bindery_openapi::CODES,
        bindery_model::codes::CODES,
        bindery_client::codes::CODES,
        CODES,
    ]
    .concat();
    codes.sort_by_key(|code| code.id);
    codes
}

/// The codes of this crate.
pub static CODES: &[&Code] = &[
    &CONFIG_INVALID,
    &CONFIG_UNKNOWN_KEY,
    &DOCUMENT_NOT_UTF8,
    &DOCUMENT_TOO_LARGE,
    &FILE_FOREIGN,
    &FILE_UNREADABLE,
    &FILE_UNWRITABLE,
    &OUTPUT_STALE,
    &REF_UNREADABLE,
    &RUNTIME_UNPUBLISHED,
];

/// A value of `bindery.yaml` that does not fit its key.
pub static CONFIG_INVALID: Code = Code {
    id: "config-invalid",
    title: "a value of bindery.yaml does not fit its key",
    explain: "\
A key of `bindery.yaml` has a value that it cannot take: a list instead of a string, a package name that Cargo would reject,
two sources for the runtime at once.

Nothing is generated, because ignoring a setting is worse than rejecting it.

```yaml
client:
  package:
    publish: sometimes   # must be true or false
```

The message says what is expected.
",
};

/// An unknown key of `bindery.yaml`.
pub static CONFIG_UNKNOWN_KEY: Code = Code {
    id: "config-unknown-key",
    title: "unknown key in bindery.yaml",
    explain: "\
`bindery.yaml` has a section for each part with options (`api`, `client`, `docs`), and every section has fixed
keys. An unknown key is usually a typo, so nothing is generated until it is fixed.

```yaml
client:
  pakage: { name: pet-store }   # did you mean `package`?
```
",
};

/// A file that is not text.
pub static DOCUMENT_NOT_UTF8: Code = Code {
    id: "document-not-utf8",
    title: "the file is not UTF-8",
    explain: "\
OpenAPI documents are read as UTF-8. The file contains invalid bytes at the place that the message names. Often it was saved
as UTF-16 or Latin-1, or it is not text, such as an archive.

Save it as UTF-8 and run the command again.
",
};

/// A file that exceeds the size limit.
pub static DOCUMENT_TOO_LARGE: Code = Code {
    id: "document-too-large",
    title: "the file is larger than the limit",
    explain: "\
The largest published OpenAPI documents have some ten megabytes. A file beyond the limit (64 MB by default, or
`--max-size`) is refused before it is read, so that a wrong path cannot fill the memory.

Check the path, or raise the limit: `--max-size 200`.
",
};

/// A file in the way that was not generated, or was changed since.
pub static FILE_FOREIGN: Code = Code {
    id: "file-foreign",
    title: "a file in the output folder was not generated",
    explain: "\
Every folder of an emitter contains a list, `.bindery`, with the hash of each generated file. A file is overwritten
or removed only if its hash is on that list. Here a file is in the way that is not listed, was changed by hand, or is
not a plain file (symbolic links are never followed).

Nothing was written. Move the file away, or undo the change, and run the command again. To keep a change, make it
in `bindery.yaml` or in the document.
",
};

/// A file that cannot be read.
pub static FILE_UNREADABLE: Code = Code {
    id: "file-unreadable",
    title: "a file cannot be read",
    explain: "\
A file named on the command line does not exist, is a folder, or is not readable for the current user. The
message ends with the operating system's error.
",
};

/// A file that cannot be written.
pub static FILE_UNWRITABLE: Code = Code {
    id: "file-unwritable",
    title: "the output cannot be written",
    explain: "\
The output folder, or a file in it, is not writable, or the disk is full. New files are first written next to the old ones
and moved into place when all are complete, so the existing files are intact. The message ends with the
operating system's error.
",
};

/// `--check` found files that differ.
pub static OUTPUT_STALE: Code = Code {
    id: "output-stale",
    title: "the generated files are stale",
    explain: "\
With `--check` nothing is written; the files on disk are compared with the generated ones. They differ: the document, its
`bindery.yaml` or the generator has changed since they were generated. The message shows the first difference and the command
that updates them.
",
};

/// A file that a `$ref` names cannot be read.
pub static REF_UNREADABLE: Code = Code {
    id: "ref-unreadable",
    title: "a file that the document refers to cannot be read",
    explain: "\
A `$ref` of the document names another file, and that file does not exist, cannot be read, or is outside the document's
folder. Only files in and below that folder are read: a document from the network must not read other local files.

Generation goes on; each reference into that file is reported at its place.
",
};

/// A crate whose runtime is not published yet.
pub static RUNTIME_UNPUBLISHED: Code = Code {
    id: "runtime-unpublished",
    title: "the runtime of the emitted crate is not published yet",
    explain: "\
An emitted crate depends on `bindery-runtime`, by default in the version of the program that emitted it. Nothing of Bindery is
published yet, so Cargo cannot find that version.

Specify a source for the runtime: `--runtime-path FOLDER` on the command line, or in `bindery.yaml`:

```yaml
client:
  runtime:
    git: https://example.com/bindery.git
```

The output itself is correct, so this is not an error even with `--strict`.
",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique() {
        let codes = all();
        for pair in codes.windows(2) {
            assert_ne!(pair[0].id, pair[1].id);
        }
    }

    #[test]
    fn every_code_has_a_page() {
        for code in all() {
            assert!(code.explain.len() > 80, "{} explains nothing", code.id);
        }
    }
}
