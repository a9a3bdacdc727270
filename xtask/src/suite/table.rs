//! The results of the suite, by keyword.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::cases::Case;
use super::program::Outcome;

/// The numbers of a keyword.
#[derive(Default)]
struct Row {
    valid: usize,
    kept: usize,
    invalid: usize,
    refused: usize,
    codes: BTreeSet<&'static str>,
}

impl Row {
    fn add(&mut self, case: &Case, codes: &BTreeSet<&'static str>, outcomes: &[Outcome]) {
        for (instance, outcome) in case.instances.iter().zip(outcomes) {
            if instance.is_valid {
                self.valid += 1;
                self.kept += usize::from(*outcome == Outcome::Kept);
            } else {
                self.invalid += 1;
                self.refused += usize::from(matches!(outcome, Outcome::Refused(_)));
            }
        }
        self.codes.extend(codes);
    }

    fn verdict(&self) -> &'static str {
        match (self.refused, self.invalid) {
            (_, 0) => "",
            (0, _) => "documented",
            (refused, invalid) if refused == invalid => "enforced",
            _ => "in part",
        }
    }

    fn line(&self, name: &str) -> String {
        let codes = self.codes.iter().map(|code| format!("`{code}`")).collect::<Vec<_>>().join(", ");
        let Self { valid, kept, invalid, refused, .. } = self;
        format!("| {name} | {kept} of {valid} | {refused} of {invalid} | {} | {codes} |\n", self.verdict())
    }
}

/// The page.
pub(super) fn text(cases: &[Case], codes: &[BTreeSet<&'static str>], outcomes: &[Vec<Outcome>]) -> String {
    let mut rows: Vec<(&str, Row)> = Vec::new();
    let mut total = Row::default();
    for ((case, codes), outcomes) in cases.iter().zip(codes).zip(outcomes) {
        if rows.last().is_none_or(|(keyword, _)| *keyword != case.keyword) {
            rows.push((&case.keyword, Row::default()));
        }
        if let Some((_, row)) = rows.last_mut() {
            row.add(case, codes, outcomes);
        }
        total.add(case, codes, outcomes);
    }
    let lines: String = rows.iter().map(|(keyword, row)| row.line(&format!("`{keyword}`"))).collect();
    let mut page = HEAD.replace("SCHEMAS", &cases.len().to_string());
    total.codes.clear();
    let _ = write!(page, "{lines}{}", total.line("all"));
    page.push_str(MISSES);
    for miss in misses(cases, outcomes) {
        let _ = writeln!(page, "- {miss}");
    }
    page.push_str(SILENT);
    for case in silent(cases, codes, outcomes) {
        let _ = writeln!(page, "- `{}`: {}", case.keyword, case.description);
    }
    page
}

/// Cases that accept an invalid instance without any note.
fn silent<'c>(
    cases: &'c [Case],
    codes: &[BTreeSet<&'static str>],
    outcomes: &[Vec<Outcome>],
) -> impl Iterator<Item = &'c Case> {
    let all = cases.iter().zip(codes).zip(outcomes);
    let is_silent = |((case, codes), outcomes): &((&Case, &BTreeSet<_>), &Vec<Outcome>)| {
        let mut read = case
            .instances
            .iter()
            .zip(*outcomes)
            .filter(|(instance, outcome)| !instance.is_valid && !matches!(outcome, Outcome::Refused(_)));
        codes.is_empty() && read.next().is_some()
    };
    all.filter(is_silent).map(|((case, _), _)| case).collect::<Vec<_>>().into_iter()
}

/// Valid instances that were refused or changed, and panics.
fn misses(cases: &[Case], outcomes: &[Vec<Outcome>]) -> Vec<String> {
    let all = cases.iter().zip(outcomes);
    let all = all.flat_map(|(case, outcomes)| {
        case.instances.iter().zip(outcomes).map(move |(instance, outcome)| (case, instance, outcome))
    });
    all.filter_map(|(case, instance, outcome)| {
        let what = match outcome {
            Outcome::Panicked => "panicked".to_owned(),
            Outcome::Refused(reason) if instance.is_valid => format!("refused: {reason}"),
            Outcome::Changed(reason) if instance.is_valid => format!("changed: {reason}"),
            _ => return None,
        };
        Some(format!("`{}`: {}: {}: {what}", case.keyword, case.description, instance.description))
    })
    .collect()
}

const HEAD: &str = "\
# Keyword support

JSON-Schema-Test-Suite for draft 2020-12, with its format tests: SCHEMAS schemas, each the only component of a document. A
generated type reads every instance and writes it back. `cargo xtask suite` writes this table.

Many of these schemas state no `type`, so strictly they allow values of every type: `{ properties: … }` allows a number.
The table is for `unstated_types: any` in the section `api` of `bindery.yaml`, which follows that: a value of a type that the
keywords do not apply to is kept in the variant `Other` of a union. The default is `implied`: the type is the one that the keywords
apply to, as reported by the note `type-implied`. The 94 documents of the open corpus have 356 such schemas, whose users want the
struct, list or timestamp.

- **Kept**: valid instances that were written back with the same meaning. The goal is all of them.
- **Refused**: invalid instances that the type does not read. A type defines the structure of a value; further limits
  (lengths, ranges, patterns, counts) are in the docs of the type, and each such keyword is reported by the note
  `keyword-not-enforced`.
- A file of the suite tests a keyword together with others, so `refused` may be due to those.

| keyword | kept | refused | verdict | messages for its schemas |
| --- | --- | --- | --- | --- |
";

const MISSES: &str = "
## Valid instances that are not kept

Types of formats read only their format, though formats are annotations in draft 2020-12; timestamps have nanosecond precision.

";

const SILENT: &str = "
## Schemas that accept an invalid instance without a note

Unions and enums are open on purpose: a value that is not in the document is kept in the variant `Other`, as is anything an
API adds later.

";

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::suite::cases::Instance;

    #[test]
    fn a_keyword_is_a_row_and_what_is_lost_a_fault() {
        let instance = |data: Value, is_valid| Instance { description: "it".to_owned(), data, is_valid };
        let instances = vec![instance(json!(1), true), instance(json!("a"), false)];
        let case =
            Case { keyword: "type".to_owned(), description: "integer".to_owned(), schema: json!(true), instances };
        let outcomes = vec![vec![Outcome::Refused("no".to_owned()), Outcome::Refused("no".to_owned())]];
        let cases = [case];
        let codes = [BTreeSet::from(["name-taken"])];
        let page = text(&cases, &codes, &outcomes);
        assert!(page.contains("| `type` | 0 of 1 | 1 of 1 | enforced | `name-taken` |\n"), "{page}");
        assert_eq!(misses(&cases, &outcomes), ["`type`: integer: it: refused: no"]);
    }
}
