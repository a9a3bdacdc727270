//! Singular and plural of words.

/// Whether two sequences of words only differ in number.
pub fn same_words(left: &[String], right: &[String]) -> bool {
    left.len() == right.len() && left.iter().zip(right).all(|(left, right)| same_but_number(left, right))
}

fn same_but_number(left: &str, right: &str) -> bool {
    left == right || singular(left).as_deref() == Some(right) || singular(right).as_deref() == Some(left)
}

/// The singular of a word; `None` if its letters do not show it.
pub(super) fn singular(word: &str) -> Option<String> {
    let cut = |tail: &str, new: &str| word.strip_suffix(tail).map(|stem| format!("{stem}{new}"));
    if word.len() < 4 || word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") {
        return None;
    }
    ["sses", "shes", "ches", "xes", "zes"]
        .iter()
        .find_map(|tail| cut(tail, &tail[..tail.len() - 2]))
        .or_else(|| cut("ies", "y"))
        .or_else(|| cut("s", ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn singulars_that_can_be_told() {
        for (plural, one) in [
            ("options", Some("option")),
            ("addresses", Some("address")),
            ("companies", Some("company")),
            ("boxes", Some("box")),
        ] {
            assert_eq!(singular(plural).as_deref(), one, "{plural}");
        }
        for word in ["status", "address", "gas", "analysis"] {
            assert_eq!(singular(word), None, "{word}");
        }
    }
}
