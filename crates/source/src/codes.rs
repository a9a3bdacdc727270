//! The messages of this crate, one per row.

use crate::report::Code;

/// All codes of this crate.
pub static CODES: &[&Code] = &[
    &YAML_REPAIRED,
    &YAML_SYNTAX,
    &JSON_SYNTAX,
    &KEY_DUPLICATE,
    &MERGE_INVALID,
    &DOCUMENT_EMPTY,
    &DOCUMENTS_SEVERAL,
    &NESTING_TOO_DEEP,
    &ALIAS_BOMB,
    &NUMBER_INVALID,
];

pub(crate) static YAML_REPAIRED: Code = Code {
    id: "yaml-repaired",
    title: "the document is not valid YAML and was repaired in memory",
    explain: r"The document does not parse as YAML, but the fault is a known one: it was repaired in memory, and parsing went on. The
file itself is unchanged. Three faults are known: an unquoted string that contains `: `, one that starts with a character
that YAML reserves (`` ` ``, `@`, `%`), and indentation with tabs.

Other tools stop here, and the repair is a guess, although a safe one.

**What to do.** Fix the line as the message shows it:

```yaml
description: sent as Authorization: Token      # before
description: 'sent as Authorization: Token'    # after
```

With `--strict` this warning is an error.
",
};

pub(crate) static YAML_SYNTAX: Code = Code {
    id: "yaml-syntax",
    title: "the document is not YAML",
    explain: r#"The document is not YAML, and the fault is not one that can be repaired safely. The caret marks where the parser stopped.
The cause is often a line or two above it: an unclosed quote or bracket, a key that is indented too far, a string
with special characters and no quotes.

Nothing can be read from such a document, so nothing is generated.

**What to do.** Quote strings that contain `: ` or ` #`, or start with one of `` [ ] { } , & * ! | > ' " % @ ` ``:

```yaml
pattern: [a-z]+     # before: a list and then something else
pattern: '[a-z]+'   # after
```
"#,
};

pub(crate) static JSON_SYNTAX: Code = Code {
    id: "json-syntax",
    title: "the document is not JSON",
    explain: r#"The document starts like JSON, with `{` or `[`, but is neither JSON nor YAML. The caret marks where the parser stopped.

Nothing can be read from such a document, so nothing is generated.

**What to do.** Look for a missing or extra comma, a missing quote, or an incomplete download:

```json
{"openapi": "3.1.0" "info": {}}
```
"#,
};

pub(crate) static KEY_DUPLICATE: Code = Code {
    id: "key-duplicate",
    title: "an object has a duplicate key",
    explain: r"An object has the same key twice. Most tools silently keep the last value, some the first, so different tools read
different documents.

**What to do.** Remove one of the two, or merge them:

```yaml
paths:
  /jobs: { get: {} }
  /jobs: { post: {} }   # before: hides the line above
```

```yaml
paths:
  /jobs: { get: {}, post: {} }
```

Keys are compared as strings: `200` and `'200'` are the same key. Instead of two `<<` in one object, use one with a list:
`<<: [*a, *b]`.
",
};

pub(crate) static MERGE_INVALID: Code = Code {
    id: "merge-invalid",
    title: "`<<` merges something that is not an object",
    explain: r"In YAML, `<<` adds the members of another object to the one that contains it. Its value is an alias of an object, or
a list of such aliases. Here it is something else, so there is nothing to merge.

**What to do.** Make `<<` refer to objects:

```yaml
base: &base { type: object }
job:
  <<: *base
```

If a member really is called `<<`, write the document as JSON.
",
};

pub(crate) static DOCUMENT_EMPTY: Code = Code {
    id: "document-empty",
    title: "the document is empty",
    explain: r"The file holds no value: it is empty, or has only white space, comments or `null`.

**What to do.** Check that the right file was named, and that its download succeeded.
",
};

pub(crate) static DOCUMENTS_SEVERAL: Code = Code {
    id: "documents-several",
    title: "the file holds several documents",
    explain: r"A line `---` starts another YAML document in the same file. An OpenAPI description is one document, and it is unclear
which one is meant.

**What to do.** Put each document in its own file, or remove a `---` at the end of the file.
",
};

/// Too many levels of nesting.
pub static NESTING_TOO_DEEP: Code = Code {
    id: "nesting-too-deep",
    title: "objects and arrays are nested too deep",
    explain: r"Objects and arrays are nested more than 127 levels deep. No API description needs that, and documents that do it on
purpose can crash the tools that read them, so parsing stops here. An alias within the part that it refers to nests without
end and is reported the same way.

**What to do.** Move inner schemas to `components` and refer to them with `$ref`.
",
};

pub(crate) static ALIAS_BOMB: Code = Code {
    id: "alias-bomb",
    title: "aliases expand the document far beyond its size",
    explain: r"YAML aliases repeat a part of the document. Here aliases repeat parts that contain aliases, or repeat long parts so often,
that a small document would fill the memory. Parsing stops once the repeated parts are much larger than the document.

```yaml
a: &a [x, x, x]
b: &b [*a, *a, *a]
c: &c [*b, *b, *b]   # and so on: every line triples the size
```

**What to do.** Name shared parts in `components` and refer to them with `$ref`, which does not copy them.
",
};

pub(crate) static NUMBER_INVALID: Code = Code {
    id: "number-invalid",
    title: "a number that JSON cannot represent",
    explain: r"YAML has `.inf`, `-.inf` and `.nan`. OpenAPI values follow the rules of JSON, which has no such numbers. So no default,
example or limit can be one of them.

**What to do.** Remove a limit that is infinite, or quote the value if it is meant as a string:

```yaml
default: '.nan'
```
",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_a_page_that_says_what_to_do() {
        for code in CODES {
            assert!(code.explain.contains("**What to do.**"), "{}", code.id);
            assert!(!code.title.ends_with('.'), "{}", code.id);
        }
    }

    #[test]
    fn no_id_stands_for_two_codes() {
        let mut ids: Vec<_> = CODES.iter().map(|code| code.id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), CODES.len());
    }
}
