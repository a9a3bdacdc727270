use core::fmt;

/// The way from the root of a JSON text to one of its values.
///
/// Steps are pushed while an error travels outwards, innermost first, so that the way in costs nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Path {
    steps: Vec<Step>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Member(String),
    Item(usize),
}

impl Path {
    pub(super) fn push_member(&mut self, name: &str) {
        self.steps.push(Step::Member(name.to_owned()));
    }

    pub(super) fn push_item(&mut self, index: usize) {
        self.steps.push(Step::Item(index));
    }

    /// Forgets the steps below the value reached so far: inside a secret even the names of members are secret.
    pub(super) fn clear(&mut self) {
        self.steps.clear();
    }
}

/// JSON Path as RFC 9535 has it: `.name` where that is plain to read, `['any name']` elsewhere.
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

/// The part of `member-name-shorthand` (section 2.5.1.1) that cannot mislead a reader: it allows marks that are not seen.
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
    fn names_that_are_not_plain_are_quoted() {
        let mut path = Path::default();
        path.push_member("it's\u{202e}");
        path.push_member("4th");
        path.push_member("größe");
        path.push_member("");
        assert_eq!(path.to_string(), r"$[''].größe['4th']['it\'s\u202e']");
    }
}
