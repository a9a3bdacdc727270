//! Sets of small numbers.

/// A set of indexes into a table, such as those of the members that were read. It is a bit set that allocates only beyond 64.
#[derive(Clone, Default)]
pub(super) struct Places {
    first: u64,
    others: Vec<u64>,
}

impl Places {
    /// Adds an index, and returns whether it is new.
    #[inline]
    pub(super) fn insert(&mut self, index: usize) -> bool {
        let bit = 1 << (index % 64);
        let word = match (index / 64).checked_sub(1) {
            None => &mut self.first,
            Some(word) => {
                if word >= self.others.len() {
                    self.others.resize(word + 1, 0);
                }
                &mut self.others[word]
            }
        };
        let is_new = *word & bit == 0;
        *word |= bit;
        is_new
    }

    pub(super) fn contains(&self, index: usize) -> bool {
        let word = match (index / 64).checked_sub(1) {
            None => self.first,
            Some(word) => self.others.get(word).copied().unwrap_or_default(),
        };
        word >> (index % 64) & 1 == 1
    }
}

#[cfg(test)]
mod tests {
    use super::Places;

    #[test]
    fn places_are_counted_once_on_both_sides_of_a_word() {
        let mut seen = Places::default();
        for index in [0, 63, 64, 300] {
            assert!(!seen.contains(index));
            assert!(seen.insert(index));
            assert!(!seen.insert(index));
            assert!(seen.contains(index));
        }
        assert!(!seen.contains(1));
    }
}
