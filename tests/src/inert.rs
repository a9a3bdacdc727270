//! Strings of a document stay plain text: in code, in docs, in the manifest.

use bindery::Files;
use bindery_source::Value;

use crate::run;

/// Strings with a special meaning in some output format.
const HOSTILE: &[&str] = &[
    "    std::process::exit(1);",
    "```rust\npanic!(\"run\");\n```",
    "~~~\npanic!(\"run\")\n~~~",
    "*/ fn escaped() {} /*",
    "\"# ]] \"#; fn escaped() {}",
    "<script>alert(1)</script>",
    "a \u{202e}reversed\u{202c} b \u{200b}",
    "[click](javascript:alert(1)) ![x](https://example.com/pixel.png)",
    "${{ github.token }} {0} {} %s",
    "line\r\nend\u{2028}here",
    "#![feature(x)]\n# hidden",
];

/// A document with a hostile string wherever one can be.
fn document(text: &str) -> String {
    let text = Value::String(text.to_owned());
    format!(
        r##"{{"openapi":"3.1.0","info":{{"title":{text},"version":{text},"description":{text}}},
"tags":[{{"name":{text},"description":{text}}}],
"servers":[{{"url":"https://example.com","description":{text}}}],
"paths":{{"/a/{{id}}":{{"get":{{"tags":[{text}],"operationId":{text},"summary":{text},"description":{text},
"parameters":[{{"name":"id","in":"path","required":true,"description":{text},"schema":{{"type":"string"}}}},
{{"name":{text},"in":"query","description":{text},"schema":{{"type":"string"}}}}],
"responses":{{"200":{{"description":{text},"content":{{"application/json":{{"schema":{{"$ref":"#/components/schemas/S"}}}}}}}},
"404":{{"description":{text}}}}}}}}}}},
"components":{{"securitySchemes":{{"key":{{"type":"apiKey","in":"header","name":"X-Key","description":{text}}}}},
"schemas":{{"S":{{"title":{text},"description":{text},"type":"object",
"properties":{{{text}:{{"type":"string","description":{text},"default":{text},"pattern":{text}}},
"e":{{"type":"string","description":{text},"enum":[{text},"b"]}}}}}}}}}}}}"##
    )
}

fn made(text: &str) -> Files {
    let output = run::document("openapi.json", &document(text), &run::member());
    assert!(!output.files.is_empty(), "{}", run::report(&output));
    output.files
}

#[test]
fn no_text_becomes_an_item() {
    for text in HOSTILE {
        for (path, code) in made(text).iter().filter(|(path, _)| run::has_extension(path, "rs")) {
            let file = syn::parse_file(code).unwrap_or_else(|error| panic!("{path}: {error}\n{code}"));
            let escaped = file.items.iter().any(|item| matches!(item, syn::Item::Fn(_)));
            assert!(!escaped, "{path}: a function of the document's in\n{code}");
        }
    }
}

#[test]
fn no_doc_comment_holds_a_doctest() {
    for text in HOSTILE {
        for (path, code) in made(text).iter().filter(|(path, _)| run::has_extension(path, "rs")) {
            let docs = code
                .lines()
                .map(str::trim_start)
                .filter_map(|line| line.strip_prefix("///").or_else(|| line.strip_prefix("//!")));
            let mut open = false;
            for line in docs {
                let fence = line.trim_start().trim_start_matches(['`', '~']);
                if line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~") {
                    assert!(open || !matches!(fence, "" | "rust"), "{path}: a doctest in\n{code}");
                    open = !open;
                }
                assert!(open || !line.starts_with("     "), "{path}: indented code in\n{code}");
            }
        }
    }
}

#[test]
fn no_page_holds_html_or_a_script() {
    for text in HOSTILE {
        for (path, page) in made(text).iter().filter(|(path, _)| run::has_extension(path, "md")) {
            let page = without_code_spans(page).replace(r"\]", "").replace(r"\[", "");
            assert!(!page.contains("<script") && !page.contains("](javascript:"), "{path}\n{page}");
            assert!(!page.contains("!["), "{path}: an image is a request\n{page}");
        }
    }
}

#[test]
fn no_file_holds_a_mark_that_turns_text_around() {
    for text in HOSTILE {
        for (path, file) in made(text).iter() {
            let marks: Vec<char> = file.chars().filter(|mark| is_mark(*mark)).collect();
            assert!(marks.is_empty(), "{path}: {marks:?}");
        }
    }
}

#[test]
fn the_manifest_stays_a_manifest() {
    for text in HOSTILE {
        let files = made(text);
        let manifest = files.get("client/Cargo.toml").expect("a crate has a manifest");
        assert_eq!(manifest.lines().filter(|line| line.starts_with('[')).count(), 5, "{manifest}");
    }
}

/// Removes code spans, where HTML is inert.
fn without_code_spans(page: &str) -> String {
    page.lines().map(|line| line.split('`').step_by(2).collect::<String>() + "\n").collect()
}

fn is_mark(character: char) -> bool {
    matches!(character, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}')
        || (character.is_control() && character != '\n')
}
