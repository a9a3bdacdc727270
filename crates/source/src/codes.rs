//! What this crate has to say, a row each.

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
    title: "the document is not quite YAML and was mended in memory",
    explain: r"The text does not parse as YAML, but its fault is a known one: it was mended in memory, and reading went on. The file
itself is untouched. Three faults are known: a text without quotes that holds `: `, one that starts with a character
that YAML reserves (`` ` ``, `@`, `%`), and indentation by tabs.

Other tools stop here, and what was read is a guess, be it a safe one.

**What to do.** Mend the line as the message shows it:

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
    explain: r#"The text is not YAML, in a way that we do not dare to mend. The caret stands where the parser could not go on; the
cause is often a line or two above it: a quote or bracket that is not closed, a key that is indented too far, a text
with special characters that has no quotes.

Nothing can be read from such a text, and so nothing is generated.

**What to do.** Put quotes around texts that hold `: `, ` #`, or start with one of `` [ ] { } , & * ! | > ' " % @ ` ``:

```yaml
pattern: [a-z]+     # before: a list and then something else
pattern: '[a-z]+'   # after
```
"#,
};

pub(crate) static JSON_SYNTAX: Code = Code {
    id: "json-syntax",
    title: "the document is not JSON",
    explain: r#"The text starts like JSON, with `{` or `[`, and is neither JSON nor YAML. The caret stands where the parser could not go on.

Nothing can be read from such a text, and so nothing is generated.

**What to do.** Look for a comma too many or too few, a missing quote, or a download that broke off:

```json
{"openapi": "3.1.0" "info": {}}
```
"#,
};

pub(crate) static KEY_DUPLICATE: Code = Code {
    id: "key-duplicate",
    title: "an object states a key twice",
    explain: r"An object holds the same key twice. Most tools silently keep the last of the two, some the first, so that readers of one
document see two different ones.

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

Keys count as equal by what they say: `200` and `'200'` are one key. Two `<<` in one object are written as one with a list:
`<<: [*a, *b]`.
",
};

pub(crate) static MERGE_INVALID: Code = Code {
    id: "merge-invalid",
    title: "`<<` merges something that is no object",
    explain: r"In YAML, `<<` adds the members of another object to the one in which it stands. Its value is an alias of an object, or
a list of such aliases; here it is something else, so there is nothing to merge.

**What to do.** Let `<<` name objects:

```yaml
base: &base { type: object }
job:
  <<: *base
```

If a member really is called `<<`, the document has to be JSON.
",
};

pub(crate) static DOCUMENT_EMPTY: Code = Code {
    id: "document-empty",
    title: "the document is empty",
    explain: r"The file holds no value at all: it is empty, or has nothing but white space, comments or `null`.

**What to do.** Check that the right file was named, and that its download did not fail.
",
};

pub(crate) static DOCUMENTS_SEVERAL: Code = Code {
    id: "documents-several",
    title: "the file holds several documents",
    explain: r"A line `---` starts another YAML document in the same file. An OpenAPI description is one document; we would have to
guess which one is meant.

**What to do.** Put each document in a file of its own, or remove a `---` at the end of the file.
",
};

/// Too many levels.
pub static NESTING_TOO_DEEP: Code = Code {
    id: "nesting-too-deep",
    title: "objects and arrays stand too deep in each other",
    explain: r"More than 127 objects and arrays stand in each other. No description of an API needs that; a text that does it on purpose
can bring down the tools that read it, so reading stops here. An alias of a part that holds the alias itself nests without
end and is reported the same way.

**What to do.** Move inner schemas to `components` and refer to them with `$ref`.
",
};

pub(crate) static ALIAS_BOMB: Code = Code {
    id: "alias-bomb",
    title: "aliases make far more of the document than stands in it",
    explain: r"YAML aliases repeat a part of the document. Here aliases repeat parts that hold aliases, or repeat long parts so often,
that a small text would fill the memory. Reading stops once the repeated parts are much larger than the text.

```yaml
a: &a [x, x, x]
b: &b [*a, *a, *a]
c: &c [*b, *b, *b]   # and so on: every line triples the size
```

**What to do.** Name shared parts in `components` and refer to them with `$ref`, which repeats nothing.
",
};

pub(crate) static NUMBER_INVALID: Code = Code {
    id: "number-invalid",
    title: "a number that JSON cannot state",
    explain: r"YAML knows `.inf`, `-.inf` and `.nan`; JSON, by whose rules OpenAPI values are read, has no such numbers. So no default,
example or limit can say one of them.

**What to do.** Leave a limit out instead of stating infinity, or quote the value if it is meant as a text:

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
