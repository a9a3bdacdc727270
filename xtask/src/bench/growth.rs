//! How the cost of generation grows with the document.

use super::rows::{Outcome, Rows};
use super::steps::{self, Places};
use super::tools::TOOLS;
use crate::corpus::documents;

/// A document, and the cost of generating from it.
pub(super) struct Point {
    /// Bytes of its file.
    pub(super) size: u64,
    /// Seconds of CPU.
    pub(super) user: f64,
}

/// Generates from every single-file document of the corpus, the smallest first.
pub(super) fn measure(places: &Places, rows: &mut Rows, only: &str) -> Result<Vec<Point>, String> {
    let [ours, ..] = &TOOLS;
    let Some(version) = ours.installed(places) else { return Ok(Vec::new()) };
    let mut points = Vec::new();
    for document in documents(&places.corpus)?.iter().filter(|document| !document.is_swagger) {
        let (path, what) = (places.corpus.join(&document.path), format!("growth {}", document.path));
        if rows.find(&version, &what).is_none() {
            if !what.contains(only) {
                continue;
            }
            let cost = steps::generate(places, ours, &path, &places.out.join("growth"));
            rows.add(&version, &what, cost.map_or_else(|outcome| outcome, |cost| Outcome::Measured(vec![cost])))?;
        }
        let cost = rows.find(&version, &what).and_then(Outcome::median);
        let size = path.metadata().map_err(|error| error.to_string())?.len();
        points.extend(cost.map(|cost| Point { size, user: cost.user }));
    }
    points.sort_by_key(|point| point.size);
    Ok(points)
}
