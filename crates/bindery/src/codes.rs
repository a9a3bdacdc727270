//! What this crate has to say, a row each, and where the rows of the others are.

use bindery_source::Code;

/// All codes of all crates, sorted by id.
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

/// A value of `bindery.yaml` that its key cannot take.
pub static CONFIG_INVALID: Code = Code {
    id: "config-invalid",
    title: "a value of bindery.yaml does not fit its key",
    explain: "\
A key of `bindery.yaml` has a value that it cannot take: a list where a text belongs, a package name that Cargo would refuse,
two sources for the runtime at once.

Nothing is generated, because a setting that is ignored is worse than one that is refused.

```yaml
client:
  package:
    publish: sometimes   # must be true or false
```

The message says what belongs there.
",
};

/// A key of `bindery.yaml` that nothing reads.
pub static CONFIG_UNKNOWN_KEY: Code = Code {
    id: "config-unknown-key",
    title: "a key of bindery.yaml that nothing reads",
    explain: "\
`bindery.yaml` has a section for each part that can be told something (`api`, `client`, `docs`), and every section knows its
keys. A key that nobody reads is mostly a slip of the pen, so nothing is generated until it is mended.

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
OpenAPI documents are read as UTF-8. The file holds bytes that are not, at the place that the message names: often it was saved
as UTF-16 or Latin-1, or it is no text at all, such as an archive.

Save it as UTF-8 and run the command again.
",
};

/// A file that is larger than we agreed to read.
pub static DOCUMENT_TOO_LARGE: Code = Code {
    id: "document-too-large",
    title: "the file is larger than the limit",
    explain: "\
The largest published OpenAPI documents have some ten megabytes. A file beyond the limit (64 MB unless `--max-size` says
otherwise) is refused before it is read, so that a wrong path cannot fill the memory.

Check the path, or raise the limit: `--max-size 200`.
",
};

/// A file in the way of the output that this program did not write, or that somebody changed since.
pub static FILE_FOREIGN: Code = Code {
    id: "file-foreign",
    title: "a file in the output folder is somebody's own work",
    explain: "\
Every folder that an emitter fills holds a list, `.bindery`, with the hash of each file that was written. A file is overwritten
or removed only while its hash is on that list. Here a file stands in the way that is not listed, was changed by hand, or is
not a plain file (a symbolic link is never followed).

Nothing was written. Move the file away, or undo the change to it, and run the command again. To keep a change for good, make it
in `bindery.yaml` or in the document.
",
};

/// A file that cannot be read.
pub static FILE_UNREADABLE: Code = Code {
    id: "file-unreadable",
    title: "a file cannot be read",
    explain: "\
A file that the command line names does not exist, is a folder, or may not be read by the user who runs the command. The
message ends with the operating system's own words.
",
};

/// A file that cannot be written.
pub static FILE_UNWRITABLE: Code = Code {
    id: "file-unwritable",
    title: "the output cannot be written",
    explain: "\
The output folder, or a file in it, may not be written, or the disk is full. New texts are first written beside the old ones
and put in their places when all are complete, so the files that stood there before are still whole. The message ends with the
operating system's own words.
",
};

/// `--check` found files that differ.
pub static OUTPUT_STALE: Code = Code {
    id: "output-stale",
    title: "the generated files are not what the document says",
    explain: "\
With `--check` nothing is written; the files on disk are compared with what would be written. They differ: the document, its
`bindery.yaml` or the generator has changed since they were made. The message shows the first difference and the command that
brings them up to date.
",
};

/// A file that a `$ref` names cannot be read.
pub static REF_UNREADABLE: Code = Code {
    id: "ref-unreadable",
    title: "a file that the document refers to cannot be read",
    explain: "\
A `$ref` of the document leads to another file, and that file does not exist, cannot be read, or lies outside the folder of the
document. Only files beside and below the document are read: a document from the network must not pick files of your machine.

Generation goes on; each reference into that file is reported where it stands.
",
};

/// A crate whose runtime is in no registry yet.
pub static RUNTIME_UNPUBLISHED: Code = Code {
    id: "runtime-unpublished",
    title: "the emitted crate asks a registry for a runtime that is not there yet",
    explain: "\
An emitted crate depends on `bindery-runtime`, by default in the version of the program that emitted it. Nothing of Bindery is
published yet, so Cargo will not find that version.

Say where the runtime is: by `--runtime-path FOLDER` on the command line, or in `bindery.yaml`:

```yaml
client:
  runtime:
    git: https://example.com/bindery.git
```

What was generated is right all the same, so this is no error even under `--strict`.
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
