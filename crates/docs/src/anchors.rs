//! The anchors that Markdown renderers give headings.

use std::collections::BTreeSet;

/// The anchors of one page, claimed in the order of its headings.
#[derive(Debug, Default)]
pub(crate) struct Anchors {
    taken: BTreeSet<String>,
}

impl Anchors {
    /// The anchor of the next heading, whose visible text is `heading`: lower case, without punctuation, a hyphen for each space,
    /// and a number for a repeated anchor. These are GitHub's rules, which other renderers follow.
    pub(crate) fn claim(&mut self, heading: &str) -> String {
        let anchor: String = heading
            .trim()
            .chars()
            .flat_map(char::to_lowercase)
            .filter_map(|c| match c {
                ' ' => Some('-'),
                '-' | '_' => Some(c),
                other => other.is_alphanumeric().then_some(other),
            })
            .collect();
        let mut claimed = anchor.clone();
        let mut number = 1;
        while !self.taken.insert(claimed.clone()) {
            claimed = format!("{anchor}-{number}");
            number += 1;
        }
        claimed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn punctuation_falls_and_spaces_become_hyphens() {
        assert_eq!(Anchors::default().claim("List Jobs (all)!"), "list-jobs-all");
        assert_eq!(Anchors::default().claim("GET /jobs/{job_id}"), "get-jobsjob_id");
    }

    #[test]
    fn a_second_heading_of_the_same_text_is_numbered_from_one() {
        let mut anchors = Anchors::default();
        assert_eq!(anchors.claim("Jobs"), "jobs");
        assert_eq!(anchors.claim("Jobs"), "jobs-1");
    }
}
