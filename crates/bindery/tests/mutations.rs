//! Malformed documents do not crash the stages: the cases of `tests/cases`, mutated at random, but the same way on
//! every machine. `BINDERY_MUTATIONS` sets the number of mutations.

use std::panic::catch_unwind;
use std::path::Path;

use bindery::{Input, Settings, Text, generate};

/// Replacements for expected values.
const STRANGE: &[&str] = &[
    "null",
    "true",
    "-1",
    "1e999",
    "[]",
    "{}",
    "''",
    "'#/paths'",
    "'#/components/schemas/A'",
    "object",
    "array",
    "$ref",
    "additionalProperties",
    "allOf",
    "oneOf",
    "discriminator",
    "\u{202e}",
    "'*/'",
    "\"\\u0000\"",
    "99999999999999999999",
];

#[test]
fn broken_documents_are_told_and_never_panicked_over() {
    let seeds = seeds();
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    for round in 0..rounds() {
        let (name, seed) = &seeds[chance.below(seeds.len())];
        let mut text = seed.clone();
        for _ in 0..=chance.below(3) {
            text = mutated(&text, &mut chance);
        }
        let document = Text { path: "openapi.yaml".to_owned(), text: text.clone() };
        let input = Input { document, overlays: Vec::new(), config: None };
        let ended = catch_unwind(|| generate(input, &Settings::default(), &mut |_| Err("there are none".to_owned())));
        assert!(ended.is_ok(), "round {round}, made of {name}:\n{text}");
    }
}

/// Removes, duplicates or moves a line, or replaces a word of it.
fn mutated(text: &str, chance: &mut Chance) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    if lines.is_empty() {
        return String::new();
    }
    let index = chance.below(lines.len());
    match chance.below(6) {
        0 => drop(lines.remove(index)),
        1 => lines.insert(index, lines[index].clone()),
        2 => {
            let other = chance.below(lines.len());
            lines.swap(index, other);
        }
        3 => lines[index].insert_str(0, "  "),
        _ => {
            let words: Vec<&str> = lines[index].split(' ').collect();
            let word = chance.below(words.len());
            let strange = STRANGE[chance.below(STRANGE.len())];
            let words = words.iter().enumerate().map(|(at, old)| if at == word { strange } else { old });
            lines[index] = words.collect::<Vec<_>>().join(" ");
        }
    }
    lines.join("\n")
}

/// Randomness that is the same in every run: xorshift64.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end as u64).unwrap_or_default()
    }
}

#[expect(clippy::disallowed_methods, reason = "the caller sets the number of rounds")]
fn rounds() -> usize {
    std::env::var("BINDERY_MUTATIONS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(400)
}

#[expect(clippy::disallowed_methods, reason = "the cases are files")]
fn seeds() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases");
    let paths = folder.read_dir().expect("the cases are there").map(|entry| entry.expect("it is there").path());
    let mut paths: Vec<_> = paths.filter(|path| path.extension().is_some_and(|it| it == "yaml")).collect();
    paths.sort();
    let read = |path: std::path::PathBuf| {
        (path.display().to_string(), std::fs::read_to_string(&path).expect("a case is text"))
    };
    paths.into_iter().map(read).collect()
}
