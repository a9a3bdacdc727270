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

/// JSON Path as RFC 9535 has it: `.name` where the shorthand allows it, `['any name']` elsewhere.
impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("$")?;
        for step in self.steps.iter().rev() {
            match step {
                Step::Item(index) => write!(f, "[{index}]")?,
                Step::Member(name) if is_shorthand(name) => write!(f, ".{name}")?,
                Step::Member(name) => {
                    f.write_str("['")?;
                    name.chars().try_for_each(|c| write_quoted(f, c))?;
                    f.write_str("']")?;
                }
            }
        }
        Ok(())
    }
}

/// `member-name-shorthand` of RFC 9535, section 2.5.1.1.
fn is_shorthand(name: &str) -> bool {
    let letter = |c: char| c.is_ascii_alphabetic() || c == '_' || !c.is_ascii();
    name.starts_with(letter) && name.chars().all(|c| letter(c) || c.is_ascii_digit())
}

/// One character of a name in a normalized path, RFC 9535, section 2.7.
fn write_quoted(f: &mut fmt::Formatter<'_>, c: char) -> fmt::Result {
    match c {
        '\'' => f.write_str("\\'"),
        '\\' => f.write_str("\\\\"),
        '\n' => f.write_str("\\n"),
        '\r' => f.write_str("\\r"),
        '\t' => f.write_str("\\t"),
        c if c.is_control() => write!(f, "\\u{:04x}", u32::from(c)),
        c => write!(f, "{c}"),
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
    fn names_that_are_no_shorthand_are_quoted() {
        let mut path = Path::default();
        path.push_member("it's\n");
        path.push_member("4th");
        path.push_member("größe");
        path.push_member("");
        assert_eq!(path.to_string(), r"$[''].größe['4th']['it\'s\n']");
    }
}
