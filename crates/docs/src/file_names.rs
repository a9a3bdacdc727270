//! File names that are valid on every file system.

use std::collections::BTreeSet;

use heck::ToKebabCase;

/// The names used in one folder.
#[derive(Debug, Default)]
pub(crate) struct FileNames {
    taken: BTreeSet<String>,
}

/// Leaves room for a number and an extension on every file system.
const LONGEST: usize = 80;

/// Device names of Windows, which are reserved with any extension, and the index files of web servers.
const RESERVED: &[&str] = &["aux", "con", "index", "nul", "prn", "readme"];

impl FileNames {
    /// Claims a name made of the words of `text`: lower case, ASCII, without extension. `kind` is used if `text` has no words or
    /// is a reserved name.
    pub(crate) fn claim(&mut self, text: &str, kind: &str) -> String {
        let mut name: String = text.to_kebab_case();
        name.retain(|c| c.is_ascii_alphanumeric() || c == '-');
        name.truncate(LONGEST);
        let words = name.trim_matches('-');
        let name = match words {
            "" => kind.to_owned(),
            reserved if is_reserved(reserved) => format!("{reserved}-{kind}"),
            free => free.to_owned(),
        };
        let mut claimed = name.clone();
        let mut number = 2;
        while !self.taken.insert(claimed.clone()) {
            claimed = format!("{name}-{number}");
            number += 1;
        }
        claimed
    }
}

fn is_reserved(name: &str) -> bool {
    let port = |prefix: &str| {
        name.strip_prefix(prefix).is_some_and(|rest| rest.len() == 1 && rest.as_bytes()[0].is_ascii_digit())
    };
    RESERVED.contains(&name) || port("com") || port("lpt")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claim(text: &str) -> String {
        FileNames::default().claim(text, "schema")
    }

    #[test]
    fn words_are_joined_by_hyphens() {
        assert_eq!(claim("Schedule Items"), "schedule-items");
        assert_eq!(claim("JobLineItem"), "job-line-item");
    }

    #[test]
    fn a_path_cannot_be_smuggled_in() {
        assert_eq!(claim("../../etc/passwd"), "etc-passwd");
        assert_eq!(claim("C:\\x"), "c-x");
    }

    #[test]
    fn names_that_differ_in_case_alone_get_a_number() {
        let mut names = FileNames::default();
        assert_eq!(names.claim("Job", "schema"), "job");
        assert_eq!(names.claim("JOB", "schema"), "job-2");
    }

    #[test]
    fn device_names_are_not_file_names() {
        assert_eq!(claim("CON"), "con-schema");
        assert_eq!(claim("com1"), "com1-schema");
        assert_eq!(claim("Comet"), "comet");
    }

    #[test]
    fn a_name_without_ascii_is_called_after_its_kind() {
        assert_eq!(claim("顧客"), "schema");
        assert_eq!(claim(""), "schema");
    }

    #[test]
    fn a_long_name_is_cut() {
        assert_eq!(claim(&"a".repeat(5000)).len(), LONGEST);
    }
}
