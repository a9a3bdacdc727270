//! Values that a schema fixes.

use super::reader::Kind;
use super::{Reader, Writer};

/// A value that a schema fixes: `const`, or one of several in `enum`.
#[derive(Clone, Copy, Debug)]
pub struct Constant {
    /// The value as text; a string without quotes.
    #[doc(hidden)]
    pub text: &'static str,
    /// The value as a Rust literal, in which a string has quotes.
    #[doc(hidden)]
    pub written: &'static str,
}

impl Constant {
    /// `null`.
    pub const NULL: Self = Self { text: "null", written: "null" };

    fn is_string(&self) -> bool {
        self.written.starts_with(['"', 'r'])
    }

    /// Writes the value.
    pub(super) fn encode(&self, writer: &mut Writer) {
        if self.is_string() { writer.string(self.text) } else { writer.digits(self.text) }
    }

    pub(super) fn kind(&self) -> Kind {
        match self.text.as_bytes().first() {
            _ if self.is_string() => Kind::String,
            Some(b'n') => Kind::Null,
            Some(b't' | b'f') => Kind::Boolean,
            _ => Kind::Number,
        }
    }

    /// The value as JSON.
    pub(super) fn json(&self) -> String {
        let mut writer = Writer::new();
        self.encode(&mut writer);
        writer.finish()
    }
}

impl Reader<'_> {
    /// Reads the constant if it comes next, and returns whether it did. Numbers are compared by value: `1.0` is `1`.
    pub(super) fn constant(&mut self, constant: &Constant) -> bool {
        if matches!(self.peek(), Ok(Kind::String)) != constant.is_string() {
            return false;
        }
        let start = self.checkpoint();
        let is_next = if constant.is_string() {
            self.string().is_ok_and(|text| text == constant.text)
        } else {
            match Reader::of(constant.text).number("a number") {
                Ok(number) => self.number("a number").is_ok_and(|next| next.equals(&number)),
                Err(_) => self.word(constant.text),
            }
        };
        if !is_next {
            self.rewind(start);
        }
        is_next
    }
}

/// A JSON value, written as in JSON, except that negative numbers are in parentheses.
#[doc(hidden)]
#[macro_export]
macro_rules! __constant {
    (null) => {
        $crate::__private::Constant::NULL
    };
    (($number:literal)) => {
        $crate::__constant!($number)
    };
    ($value:literal) => {
        $crate::__private::Constant { text: ::core::concat!($value), written: ::core::stringify!($value) }
    };
}

#[cfg(test)]
mod tests {
    use super::{Constant, Reader};

    fn reads(constant: Constant, json: &str) -> bool {
        let mut reader = Reader::of(json);
        reader.constant(&constant) && reader.finish().is_ok()
    }

    #[test]
    fn a_constant_is_read_by_its_value() {
        assert!(reads(__constant!("a\"ö"), r#" "\u0061\"ö" "#));
        assert!(reads(__constant!(1), "1.0"));
        assert!(reads(__constant!((-1)), "-1"));
        assert!(reads(__constant!(0.5), "5e-1"));
        assert!(reads(__constant!(true), " true"));
        assert!(reads(__constant!(null), "null"));
    }

    #[test]
    fn a_text_is_no_number_and_no_word() {
        assert!(!reads(__constant!("1"), "1"));
        assert!(!reads(__constant!(1), "\"1\""));
        assert!(!reads(__constant!("true"), "true"));
        assert!(!reads(__constant!(true), "\"true\""));
        assert!(!reads(__constant!(null), "0"));
        assert!(!reads(__constant!(r"null"), "null"));
    }

    #[test]
    fn what_is_not_read_stays_where_it_is() {
        let mut reader = Reader::of("17");
        assert!(!reader.constant(&__constant!(1)));
        assert!(reader.constant(&__constant!(17)));
    }

    #[test]
    fn a_constant_is_shown_as_json() {
        assert_eq!(__constant!("a\n").json(), r#""a\n""#);
        assert_eq!(__constant!((-1)).json(), "-1");
    }
}
