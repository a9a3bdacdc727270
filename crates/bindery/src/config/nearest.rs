//! What a person may have meant.

/// The known word that is nearest to `word`, if one is near enough to be a slip of the pen.
pub(super) fn nearest<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    let near = |candidate: &&str| candidate.chars().count() / 3 + 1;
    known
        .iter()
        .map(|candidate| (distance(word, candidate), *candidate))
        .filter(|(distance, candidate)| *distance <= near(candidate))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Levenshtein's distance: how many letters are to be added, removed or replaced.
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, a) in from.chars().take(64).enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in to.iter().enumerate() {
            let replaced = diagonal + usize::from(a != *b);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_too_few_or_too_many_is_near() {
        assert_eq!(nearest("pakage", &["names", "package"]), Some("package"));
        assert_eq!(nearest("nammes", &["names", "package"]), Some("names"));
    }

    #[test]
    fn another_word_is_not() {
        assert_eq!(nearest("server", &["api", "client", "docs"]), None);
    }
}
