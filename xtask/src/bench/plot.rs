//! Plots the cost of generation over the size of the document, in characters.

use super::growth::Point;

/// A logarithmic axis with the given range of powers of ten, and this many characters for each.
struct Axis {
    from: i32,
    to: i32,
    pitch: usize,
}

/// From 1 kB to 100 MB.
const BYTES: Axis = Axis { from: 3, to: 8, pitch: 14 };

/// From 1 ms to 10 s.
const SECONDS: Axis = Axis { from: -3, to: 1, pitch: 6 };

/// The width left of the vertical axis.
const MARGIN: usize = 8;

impl Axis {
    fn length(&self) -> usize {
        usize::try_from(self.to - self.from).unwrap_or_default() * self.pitch
    }

    /// The position of a value on the axis, clamped to its ends.
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "an axis has a few dozen characters, and nothing stands before its start"
    )]
    fn place(&self, value: f64) -> usize {
        let powers = value.max(f64::MIN_POSITIVE).log10() - f64::from(self.from);
        (powers * self.pitch as f64).round().clamp(0.0, self.length() as f64) as usize
    }

    /// The powers of ten and their positions.
    fn marks(&self) -> impl Iterator<Item = (usize, i32)> {
        (self.from..=self.to).enumerate().map(|(index, power)| (index * self.pitch, power))
    }
}

/// A document is an `o`, several at the same place an `O`; the dots mark a constant `rate` in seconds per byte.
pub(super) fn plot(points: &[Point], rate: f64) -> String {
    let mut cells = vec![vec![' '; BYTES.length() + 1]; SECONDS.length() + 1];
    for (column, seconds) in (0..=BYTES.length()).map(|column| (column, rate * size_at(column))) {
        if (10f64.powi(SECONDS.from)..=10f64.powi(SECONDS.to)).contains(&seconds) {
            cells[SECONDS.place(seconds)][column] = '.';
        }
    }
    for Point { size, user } in points {
        #[expect(clippy::cast_precision_loss, reason = "a character is wider than that")]
        let cell = &mut cells[SECONDS.place(*user)][BYTES.place(*size as f64)];
        *cell = if matches!(*cell, 'o' | 'O') { 'O' } else { 'o' };
    }
    let mut text = String::new();
    for (row, cells) in cells.iter().enumerate().rev() {
        let mark = SECONDS.marks().find(|(place, _)| *place == row);
        let mark = mark.map_or(String::new(), |(_, power)| format!("{} s", 10f64.powi(power)));
        let line = format!("{mark:>MARGIN$} |{}", cells.iter().collect::<String>());
        text += line.trim_end();
        text.push('\n');
    }
    let mut scale = format!("{:>MARGIN$}  ", "");
    for (place, power) in BYTES.marks() {
        let name = if power < 6 {
            format!("{} kB", 10u32.pow(power.unsigned_abs() - 3))
        } else {
            format!("{} MB", 10u32.pow(power.unsigned_abs() - 6))
        };
        scale = format!("{scale:<width$}{name}", width = MARGIN + 2 + place);
    }
    format!("{text}{:>MARGIN$} +{}\n{scale}\n", "", "-".repeat(BYTES.length() + 1))
}

/// How many bytes a column represents.
#[expect(clippy::cast_precision_loss, reason = "columns are few")]
fn size_at(column: usize) -> f64 {
    10f64.powf(f64::from(BYTES.from) + column as f64 / BYTES.pitch as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_stands_over_its_size_at_its_cost() {
        let picture = plot(&[Point { size: 1_000_000, user: 0.1 }], 1e-6);
        let line = picture.lines().find(|line| line.trim_start().starts_with("0.1 s")).expect("the axis has marks");
        assert_eq!(line.chars().position(|cell| cell == 'o'), Some(MARGIN + 2 + 3 * BYTES.pitch));
    }

    #[test]
    fn what_is_beyond_an_end_stands_there() {
        assert_eq!((SECONDS.place(0.0), SECONDS.place(1e9)), (0, SECONDS.length()));
    }
}
