//! Reading numbers.

use super::Reader;
use crate::codec::DecodeError;

/// A number as it is written.
#[derive(Clone, Copy, Debug)]
pub(in crate::codec) struct Number<'a> {
    pub(in crate::codec) text: &'a str,
    negative: bool,
    /// The digits, if they fit and there is neither fraction nor exponent.
    magnitude: Option<u64>,
}

impl<'a> Reader<'a> {
    /// Reads an integer. As in JSON Schema, `2.0` is one.
    ///
    /// # Errors
    /// Something else comes next.
    pub fn integer(&mut self) -> Result<i128, DecodeError> {
        let number = self.number("an integer")?;
        number.integer().ok_or_else(|| self.mismatch_at(self.at - number.text.len(), "an integer"))
    }

    /// Reads a number and rounds it to the nearest `f64`.
    ///
    /// # Errors
    /// Something else comes next, or the number is out of range.
    ///
    /// ```
    /// use bindery_runtime::{DecodeError, Empty, Lend, Node, Reader, See, View, ViewMut, decode};
    ///
    /// /// A share, in percent on the wire.
    /// #[derive(Clone, Debug, PartialEq)]
    /// struct Share(f64);
    ///
    /// impl Node for Share {
    ///     fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
    ///         self.0 = reader.double()? / 100.0;
    ///         Ok(())
    ///     }
    /// # fn look(&self, see: &mut See<'_>) {
    /// # see(View::Leaf(self));
    /// # }
    /// # fn lend(&mut self, to: &mut Lend<'_>) {
    /// # to(ViewMut::Leaf(self));
    /// # }
    /// }
    /// # impl Empty for Share {
    /// #     fn empty() -> Self {
    /// #         Self(0.0)
    /// #     }
    /// # }
    ///
    /// assert_eq!(decode::<Share>(b"12.5")?, Share(0.125));
    /// assert_eq!(decode::<Share>(b"1e999").unwrap_err().expected(), "a number within the range of f64");
    /// # Ok::<(), DecodeError>(())
    /// ```
    pub fn double(&mut self) -> Result<f64, DecodeError> {
        let number = self.number("a number")?;
        number.double().ok_or_else(|| self.mismatch_at(self.at - number.text.len(), "a number within the range of f64"))
    }

    /// Reads a number and rounds it to the nearest `f32`.
    ///
    /// # Errors
    /// Something else comes next, or the number is out of range.
    ///
    /// ```
    /// use bindery_runtime::{DecodeError, Empty, Lend, Node, Reader, See, View, ViewMut, decode};
    ///
    /// /// An angle, in degrees on the wire.
    /// #[derive(Clone, Debug, PartialEq)]
    /// struct Angle(f32);
    ///
    /// impl Node for Angle {
    ///     fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
    ///         self.0 = reader.single()?.to_radians();
    ///         Ok(())
    ///     }
    /// # fn look(&self, see: &mut See<'_>) {
    /// # see(View::Leaf(self));
    /// # }
    /// # fn lend(&mut self, to: &mut Lend<'_>) {
    /// # to(ViewMut::Leaf(self));
    /// # }
    /// }
    /// # impl Empty for Angle {
    /// #     fn empty() -> Self {
    /// #         Self(0.0)
    /// #     }
    /// # }
    ///
    /// assert_eq!(decode::<Angle>(b"180")?, Angle(std::f32::consts::PI));
    /// assert_eq!(decode::<Angle>(b"1e99").unwrap_err().expected(), "a number within the range of f32");
    /// # Ok::<(), DecodeError>(())
    /// ```
    pub fn single(&mut self) -> Result<f32, DecodeError> {
        let number = self.number("a number")?;
        number.single().ok_or_else(|| self.mismatch_at(self.at - number.text.len(), "a number within the range of f32"))
    }

    /// Reads a number by the grammar of RFC 8259, section 6.
    pub(in crate::codec) fn number(&mut self, expected: &str) -> Result<Number<'a>, DecodeError> {
        if !matches!(self.byte(), Some(b'-' | b'0'..=b'9')) {
            return Err(self.mismatch(expected));
        }
        let start = self.at;
        let negative = self.literal("-");
        let mut magnitude = if self.literal("0") { Some(0) } else { self.digits()? };
        if self.literal(".") {
            self.digits()?;
            magnitude = None;
        }
        if self.literal("e") || self.literal("E") {
            let _sign = self.literal("+") || self.literal("-");
            self.digits()?;
            magnitude = None;
        }
        Ok(Number { text: &self.text[start..self.at], negative, magnitude })
    }

    /// Reads one or more digits, and returns their value if it fits.
    fn digits(&mut self) -> Result<Option<u64>, DecodeError> {
        let start = self.at;
        let mut value = Some(0_u64);
        while let Some(&byte @ b'0'..=b'9') = self.rest().first() {
            let digit = u64::from(byte - b'0');
            value = value.and_then(|value| value.checked_mul(10)?.checked_add(digit));
            self.at += 1;
        }
        if self.at == start { Err(self.mismatch("a digit")) } else { Ok(value) }
    }
}

impl Number<'_> {
    /// The value of a 64-bit integer in plain form: no fraction, no exponent, no negative zero.
    pub(in crate::codec) fn plain_integer(&self) -> Option<i128> {
        match self.magnitude {
            Some(0) if self.negative => None,
            Some(magnitude) if self.negative => Some(-i128::from(magnitude)),
            magnitude => magnitude.map(i128::from),
        }
    }

    /// Whether it is an integer by JSON Schema.
    pub(in crate::codec) fn is_integer(&self) -> bool {
        self.integer().is_some()
    }

    /// Whether both have the same value.
    pub(in crate::codec) fn equals(&self, other: &Number<'_>) -> bool {
        match (self.integer(), other.integer()) {
            (None, None) => self.double() == other.double(),
            (here, there) => here == there,
        }
    }

    fn integer(&self) -> Option<i128> {
        self.plain_integer().or_else(|| self.odd_integer())
    }

    /// Negative zero and zero fractions, which are integers by JSON Schema (Validation, section 6.1.1).
    #[cold]
    fn odd_integer(&self) -> Option<i128> {
        let (integer, zeros) = self.text.split_once('.').unwrap_or((self.text, ""));
        if zeros.bytes().all(|byte| byte == b'0') { integer.parse().ok() } else { None }
    }

    pub(in crate::codec) fn double(&self) -> Option<f64> {
        self.text.parse().ok().filter(|double: &f64| double.is_finite())
    }

    fn single(&self) -> Option<f32> {
        self.text.parse().ok().filter(|single: &f32| single.is_finite())
    }
}
