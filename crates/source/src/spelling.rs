//! Suggests known words for misspelled ones.

/// The candidate nearest to `word`, if one is near enough to be a typo.
///
/// ```
/// use bindery_source::nearest;
/// assert_eq!(nearest("pahts", ["info", "paths"]), Some("paths"));
/// assert_eq!(nearest("servers", ["info", "paths"]), None);
/// ```
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let allowed = (word.chars().count() / 3).clamp(1, 3);
    candidates
        .into_iter()
        .filter(|candidate| candidate.len().abs_diff(word.len()) <= 4 * allowed && candidate.len() < 200)
        .map(|candidate| (distance(word, candidate), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// How many characters have to be changed, added, removed or swapped with the next one; a change of case alone does not
/// count (the optimal string alignment distance).
fn distance(left: &str, right: &str) -> usize {
    let left: Vec<char> = left.to_lowercase().chars().collect();
    let right: Vec<char> = right.to_lowercase().chars().collect();
    let mut rows = [Vec::new(), (0..=right.len()).collect::<Vec<_>>(), vec![0; right.len() + 1]];
    for (index, letter) in left.iter().enumerate() {
        let [before, above, row] = &mut rows;
        row[0] = index + 1;
        for (column, other) in right.iter().enumerate() {
            let changed = above[column] + usize::from(letter != other);
            row[column + 1] = changed.min(above[column + 1] + 1).min(row[column] + 1);
            let swapped = index > 0 && column > 0 && *letter == right[column - 1] && left[index - 1] == *other;
            if swapped {
                row[column + 1] = row[column + 1].min(before[column - 1] + 1);
            }
        }
        rows.rotate_left(1);
        rows[2].resize(right.len() + 1, 0);
    }
    rows[1][right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_recognised() {
        assert_eq!(nearest("operationID", ["operationRef", "operationId"]), Some("operationId"));
        assert_eq!(nearest("desciption", ["description", "summary"]), Some("description"));
    }

    #[test]
    fn two_letters_that_changed_places_are_one_slip() {
        assert_eq!(nearest("Pte", ["Job", "Pet"]), Some("Pet"));
    }

    #[test]
    fn another_word_is_not() {
        assert_eq!(nearest("colour", ["description", "summary"]), None);
        assert_eq!(nearest("in", ["name"]), None);
    }
}
