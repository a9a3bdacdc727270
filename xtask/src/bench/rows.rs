//! The measured rows, one line of JSON each: a stopped run continues where it was.

use std::fmt;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::cost::Cost;

/// The result of a row.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Outcome {
    Measured(Vec<Cost>),
    /// The generator fails, or its output does not compile.
    Fails(String),
    /// It did not finish in time.
    TimedOut,
    NotRun(String),
}

/// All rows of this machine.
#[derive(Debug)]
pub(super) struct Rows {
    file: PathBuf,
    pub(super) machine: String,
    known: Vec<(String, String, Outcome)>,
}

impl Outcome {
    /// The median CPU time and the median memory, each by itself.
    pub(super) fn median(&self) -> Option<Cost> {
        let Self::Measured(runs) = self else { return None };
        let mut user: Vec<f64> = runs.iter().map(|cost| cost.user).collect();
        let mut memory: Vec<u64> = runs.iter().map(|cost| cost.memory).collect();
        user.sort_by(f64::total_cmp);
        memory.sort_unstable();
        Some(Cost { user: *user.get(user.len() / 2)?, memory: *memory.get(memory.len() / 2)? })
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.median(), self) {
            (Some(cost), _) => write!(f, "{cost}"),
            (None, Self::NotRun(why)) => write!(f, "not run: {why}"),
            (None, Self::TimedOut) => f.write_str("n/c"),
            (None, _) => f.write_str("fails"),
        }
    }
}

impl fmt::Display for Cost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.memory / 1_000_000 {
            memory @ 0..1000 => write!(f, "{:.2} s, {memory} MB", self.user),
            memory => write!(f, "{:.1} s, {}.{:02} GB", self.user, memory / 1000, memory % 1000 / 10),
        }
    }
}

impl Rows {
    /// Reads the rows measured on this machine.
    pub(super) fn read(file: &Path, machine: String) -> Self {
        let text = std::fs::read_to_string(file).unwrap_or_default();
        let known = text.lines().filter_map(|line| of_json(&serde_json::from_str(line).ok()?, &machine)).collect();
        Self { file: file.to_owned(), machine, known }
    }

    /// The last result of a row.
    pub(super) fn find(&self, version: &str, what: &str) -> Option<&Outcome> {
        let is_it =
            |(its_version, its_what, _): &&(String, String, Outcome)| its_version == version && its_what == what;
        self.known.iter().rev().find(is_it).map(|(_, _, outcome)| outcome)
    }

    /// Adds a row, and appends it to the file.
    pub(super) fn add(&mut self, version: &str, what: &str, outcome: Outcome) -> Result<(), String> {
        let line = to_json(&self.machine, version, what, &outcome);
        let mut options = std::fs::OpenOptions::new();
        let file = options.create(true).append(true).open(&self.file);
        let written = file.and_then(|mut file| writeln!(file, "{line}"));
        written.map_err(|error| format!("cannot write `{}`: {error}", self.file.display()))?;
        self.known.push((version.to_owned(), what.to_owned(), outcome));
        Ok(())
    }
}

fn to_json(machine: &str, version: &str, what: &str, outcome: &Outcome) -> Value {
    let outcome = match outcome {
        Outcome::Measured(runs) => {
            let runs = runs.iter().map(|cost| json!({ "user": cost.user, "memory": cost.memory }));
            json!({ "runs": runs.collect::<Value>() })
        }
        Outcome::Fails(why) => json!({ "fails": why }),
        Outcome::NotRun(why) => json!({ "not run": why }),
        Outcome::TimedOut => json!("timed out"),
    };
    json!({ "machine": machine, "version": version, "what": what, "outcome": outcome })
}

fn of_json(row: &Value, machine: &str) -> Option<(String, String, Outcome)> {
    if row["machine"] != machine {
        return None;
    }
    let (text, outcome) = (|name: &str| Some(row[name].as_str()?.to_owned()), &row["outcome"]);
    let why = |name: &str| Some(outcome[name].as_str()?.to_owned());
    let cost = |run: &Value| Some(Cost { user: run["user"].as_f64()?, memory: run["memory"].as_u64()? });
    let measured = || outcome["runs"].as_array()?.iter().map(cost).collect::<Option<_>>().map(Outcome::Measured);
    let outcome = measured()
        .or_else(|| why("fails").map(Outcome::Fails))
        .or_else(|| why("not run").map(Outcome::NotRun))
        .or_else(|| (outcome == "timed out").then_some(Outcome::TimedOut))?;
    Some((text("version")?, text("what")?, outcome))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_read_as_it_was_written() {
        let measured = Outcome::Measured(vec![Cost { user: 1.5, memory: 1_230_000_000 }]);
        for outcome in [measured, Outcome::Fails("why".into()), Outcome::NotRun("why".into()), Outcome::TimedOut] {
            let row = to_json("here", "x 1", "stripe check", &outcome);
            assert_eq!(of_json(&row, "here"), Some(("x 1".into(), "stripe check".into(), outcome)));
            assert_eq!(of_json(&row, "elsewhere"), None);
        }
    }

    #[test]
    fn the_run_in_the_middle_counts() {
        let runs = [(3.0, 10), (1.0, 30), (2.0, 20)].map(|(user, memory)| Cost { user, memory });
        assert_eq!(Outcome::Measured(runs.to_vec()).median(), Some(Cost { user: 2.0, memory: 20 }));
        assert_eq!(Outcome::TimedOut.median(), None);
    }

    #[test]
    fn figures_are_short() {
        assert_eq!(Cost { user: 1.234, memory: 222_900_000 }.to_string(), "1.23 s, 222 MB");
        assert_eq!(Cost { user: 71.04, memory: 3_019_000_000 }.to_string(), "71.0 s, 3.01 GB");
    }
}
