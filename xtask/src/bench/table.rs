//! The tables of `RESULTS.md`.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use super::Task;
use super::cost::Cost;
use super::growth::Point;
use super::plot::plot;
use super::rows::{Outcome, Rows};
use super::steps::{DOCUMENTS, Document, Step};

const FILE: &str = "crates/bindery/benches/RESULTS.md";
const BEGIN: &str = "<!-- cargo xtask bench writes from here -->\n";
const END: &str = "<!-- to here -->\n";

/// Writes the results between the two marks of the file.
pub(super) fn write(root: &Path, rows: &Rows, tasks: &[Task], growth: &[Point]) -> Result<(), String> {
    let path = root.join(FILE);
    let text = fs::read_to_string(&path).map_err(|error| format!("cannot read `{FILE}`: {error}"))?;
    let tables = format!("Measured on {}.\n{}{}", rows.machine, compared(rows, tasks), grown(growth));
    let text = between(&text, &tables).ok_or_else(|| format!("`{FILE}` has no marks"))?;
    fs::write(&path, text).map_err(|error| format!("cannot write `{FILE}`: {error}"))
}

fn between(text: &str, tables: &str) -> Option<String> {
    let (head, rest) = text.split_once(BEGIN)?;
    let (_, tail) = rest.split_once(END)?;
    Some(format!("{head}{BEGIN}\n{tables}\n{END}{tail}"))
}

/// One table per document: one row per generator, then our ratio to the lowest figure of the others.
fn compared(rows: &Rows, tasks: &[Task]) -> String {
    let mut text = String::new();
    for document in &DOCUMENTS {
        let heads = document.steps.iter().map(|step| head(*step)).collect::<Vec<_>>().join(" | ");
        let _ = write!(text, "\n| {} | {heads} |\n|{}\n", document.title, " --- |".repeat(document.steps.len() + 1));
        let cell = |version: &str, step: &Step| {
            let outcome = rows.find(version, &format!("{} {}", document.name, step.name()));
            outcome.map_or(String::new(), ToString::to_string)
        };
        let mut versions: Vec<&str> = tasks.iter().map(|task| task.version.as_str()).collect();
        versions.dedup();
        for version in versions {
            let cells = document.steps.iter().map(|step| cell(version, step)).collect::<Vec<_>>().join(" | ");
            let _ = writeln!(text, "| {version} | {cells} |");
        }
        let shares = document.steps.iter().map(|step| share(rows, tasks, document, *step));
        let _ = writeln!(text, "| ratio to the lowest of the others | {} |", shares.collect::<Vec<_>>().join(" | "));
    }
    text
}

fn head(step: Step) -> &'static str {
    match step {
        Step::Generate => "generation",
        Step::Check => "`cargo check`",
        Step::Release => "`cargo build --release`",
    }
}

/// Our ratio to the lowest figures of the others: CPU time, then memory.
fn share(rows: &Rows, tasks: &[Task], document: &Document, step: Step) -> String {
    let here = tasks.iter().filter(|task| task.step == step && task.document.name == document.name);
    let (ours, others): (Vec<_>, Vec<_>) = here.partition(|task| task.tool.is_ours());
    let costs = |tasks: &[&Task]| -> Vec<Cost> {
        tasks.iter().filter_map(|task| rows.find(&task.version, &task.what()).and_then(Outcome::median)).collect()
    };
    let (ours, others) = (costs(&ours), costs(&others));
    let lowest = |of: fn(&Cost) -> f64| others.iter().map(of).min_by(f64::total_cmp);
    match (ours.first(), lowest(|cost| cost.user), lowest(|cost| megabytes(cost.memory))) {
        (Some(ours), Some(user), Some(memory)) => {
            format!("{:.2}, {:.2}", ours.user / user, megabytes(ours.memory) / memory)
        }
        _ => String::new(),
    }
}

/// One row per size: each row covers documents four times as large.
fn grown(points: &[Point]) -> String {
    let mut text =
        "\n| document size | documents | user CPU, median | per megabyte, median |\n| --- | --- | --- | --- |\n"
            .to_owned();
    let mut floor = 16_000;
    for _ in 0..6 {
        let ceiling = floor * 4;
        let here: Vec<&Point> = points.iter().filter(|point| (floor..ceiling).contains(&point.size)).collect();
        let user = median(here.iter().map(|point| point.user));
        let rate = median(here.iter().map(|point| point.user / megabytes(point.size)));
        if let (Some(user), Some(rate)) = (user, rate) {
            let (floor, ceiling) = (floor / 1000, ceiling / 1000);
            let _ = writeln!(text, "| {floor} to {ceiling} kB | {} | {user:.2} s | {rate:.2} s |", here.len());
        }
        floor = ceiling;
    }
    let rate = median(points.iter().map(|point| point.user / megabytes(point.size)));
    let Some(rate) = rate else { return text };
    let _ = write!(
        text,
        "\nCPU seconds by document size, both on logarithmic scales; the dots are the median, {rate:.2} s per megabyte.\n\n\
         ```text\n{}```\n",
        plot(points, rate / 1e6)
    );
    text
}

fn median(values: impl Iterator<Item = f64>) -> Option<f64> {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}

#[expect(clippy::cast_precision_loss, reason = "figures are rounded anyway")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stands_between_the_marks_is_written_anew() {
        let text = format!("before\n{BEGIN}old\n{END}after\n");
        assert_eq!(between(&text, "new\n"), Some(format!("before\n{BEGIN}\nnew\n\n{END}after\n")));
        assert_eq!(between("no marks\n", "new\n"), None);
    }
}
