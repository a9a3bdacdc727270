//! Paths to values of a JSON text.

use core::fmt;

/// The path from the root of a JSON text to one of its values.
///
/// Steps are pushed while an error propagates outwards, innermost first, so that successful reads cost nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Path {
    steps: Vec<Step>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Member(String),
    Item(usize),
}

impl Path {
    /// Formats it as JSON Pointer (RFC 6901).
    pub(crate) fn pointer(&self) -> String {
        let step = |step: &Step| match step {
            Step::Member(name) => format!("/{}", name.replace('~', "~0").replace('/', "~1")),
            Step::Item(index) => format!("/{index}"),
        };
        self.steps.iter().rev().map(step).collect()
    }

    /// The steps of a JSON Pointer of member names, outermost first.
    pub(super) fn of_pointer(pointer: &str) -> Vec<Step> {
        let names = pointer.split('/').skip(1);
        names.map(|name| Step::Member(name.replace("~1", "/").replace("~0", "~"))).collect()
    }

    /// Prepends the steps `way`, outermost first, that lead to its root.
    pub(super) fn below(mut self, way: &[Step]) -> Self {
        self.steps.extend(way.iter().rev().cloned());
        self
    }

    pub(super) fn push_member(&mut self, name: &str) {
        self.steps.push(Step::Member(name.to_owned()));
    }

    pub(super) fn push_item(&mut self, index: usize) {
        self.steps.push(Step::Item(index));
    }

    /// Removes the steps below the current value: inside a secret even the names of members are secret.
    pub(super) fn clear(&mut self) {
        self.steps.clear();
    }
}

/// JSON Path as in RFC 9535: `.name` if it is plain to read, `['any name']` otherwise.
impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("$")?;
        for step in self.steps.iter().rev() {
            match step {
                Step::Item(index) => write!(f, "[{index}]")?,
                Step::Member(name) if is_plain(name) => write!(f, ".{name}")?,
                Step::Member(name) => {
                    f.write_str("['")?;
                    name.chars().try_for_each(|character| write_quoted(f, character))?;
                    f.write_str("']")?;
                }
            }
        }
        Ok(())
    }
}

/// The part of `member-name-shorthand` (section 2.5.1.1) that cannot mislead readers: the full grammar allows invisible
/// characters.
fn is_plain(name: &str) -> bool {
    let letter = |c: char| c == '_' || c.is_alphabetic();
    name.starts_with(letter) && name.chars().all(|c| letter(c) || c.is_ascii_digit())
}

/// A character of a string literal in single quotes (section 2.3.1.1).
fn write_quoted(f: &mut fmt::Formatter<'_>, character: char) -> fmt::Result {
    match character {
        '\'' | '\\' => write!(f, "\\{character}"),
        ' '..='~' => write!(f, "{character}"),
        letter if letter.is_alphanumeric() => write!(f, "{letter}"),
        other => other.encode_utf16(&mut [0; 2]).iter().try_for_each(|unit| write!(f, "\\u{unit:04x}")),
    }
}

#[cfg(test)]
mod tests {
    use super::Path;

    #[test]
    fn the_way_is_told_from_the_root() {
        let mut path = Path::default();
        path.push_member("work_status");
        path.push_item(3);
        path.push_member("jobs");
        assert_eq!(path.to_string(), "$.jobs[3].work_status");
    }

    #[test]
    fn a_pointer_says_the_same() {
        let mut path = Path::default();
        path.push_item(3);
        path.push_member("a/b~c");
        assert_eq!(path.pointer(), "/a~1b~0c/3");
        assert_eq!(path.below(&Path::of_pointer("/x~1y/z")).pointer(), "/x~1y/z/a~1b~0c/3");
        assert_eq!(Path::default().pointer(), "");
    }

    #[test]
    fn names_that_are_not_plain_are_quoted() {
        let mut path = Path::default();
        path.push_member("it's\u{202e}");
        path.push_member("4th");
        path.push_member("größe");
        path.push_member("");
        assert_eq!(path.to_string(), r"$[''].größe['4th']['it\'s\u202e']");
    }
}
