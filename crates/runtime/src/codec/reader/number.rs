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
    /// The digits as an integer, if they are few and there is no exponent, and how many of them are behind the point.
    scaled: Option<(u64, usize)>,
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
        let whole = if self.literal("0") { Digits::default() } else { self.digits(Digits::default())? };
        let is_fraction = self.literal(".");
        let all = if is_fraction { self.digits(whole)? } else { whole };
        let has_exponent = self.literal("e") || self.literal("E");
        if has_exponent {
            let _sign = self.literal("+") || self.literal("-");
            self.digits(Digits::default())?;
        }
        let text = &self.text[start..self.at];
        let scaled = all.value().filter(|_| !has_exponent).map(|digits| (digits, all.count - whole.count));
        let magnitude = match scaled {
            _ if is_fraction || has_exponent => None,
            Some((digits, _)) => Some(digits),
            None => text.trim_start_matches('-').parse().ok(),
        };
        Ok(Number { text, negative, magnitude, scaled })
    }

    /// Reads digits behind those that were read before.
    fn digits(&mut self, before: Digits) -> Result<Digits, DecodeError> {
        let Digits { mut wrapped, mut count } = before;
        for byte in self.rest() {
            let digit = byte.wrapping_sub(b'0');
            if digit > 9 {
                break;
            }
            wrapped = wrapped.wrapping_mul(10).wrapping_add(u64::from(digit));
            count += 1;
        }
        if count == before.count {
            return Err(self.mismatch("a digit"));
        }
        self.at += count - before.count;
        Ok(Digits { wrapped, count })
    }
}

/// Digits as an integer, and how many they are.
#[derive(Clone, Copy, Default)]
struct Digits {
    /// Modulo 2^64.
    wrapped: u64,
    count: usize,
}

impl Digits {
    /// The integer, if it is sure to fit.
    fn value(self) -> Option<u64> {
        const FIT: usize = 19;
        (self.count <= FIT).then_some(self.wrapped)
    }
}

/// The powers of ten that an `f64` holds exactly.
const POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
];

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
        self.short_double().or_else(|| self.text.parse().ok().filter(|double: &f64| double.is_finite()))
    }

    /// Where the digits and the power of ten are both exact, so is their quotient but for one rounding: no other number is nearer
    /// (Clinger, "How to Read Floating Point Numbers Accurately", 1990).
    #[expect(clippy::cast_precision_loss, reason = "these are exact")]
    fn short_double(&self) -> Option<f64> {
        let (digits, decimals) = self.scaled.filter(|(digits, _)| *digits <= 1 << 53)?;
        let double = digits as f64 / POWERS.get(decimals)?;
        Some(if self.negative { -double } else { double })
    }

    fn single(&self) -> Option<f32> {
        self.text.parse().ok().filter(|single: &f32| single.is_finite())
    }
}

#[cfg(test)]
mod tests {
    use super::Reader;

    #[test]
    fn a_double_is_what_the_standard_library_parses() {
        let short = ["0", "-0.0", "0.1", "-39.0005", "123456.7890123", "0.0000000000000000000001"];
        let long =
            ["0.00000000000000000000001", "9007199254740993", "1.7976931348623157", "18446744073709551615", "1e300"];
        for text in short.into_iter().chain(long) {
            let double = Reader::of(text).double().unwrap();
            assert_eq!(double.to_bits(), text.parse::<f64>().unwrap().to_bits(), "{text}");
        }
    }

    #[test]
    fn an_integer_may_have_as_many_digits_as_64_bits_hold() {
        for text in ["18446744073709551615", "-9223372036854775808", "1000000000000000000000", "-0", "7.00"] {
            let whole = text.split('.').next().unwrap();
            assert_eq!(Reader::of(text).integer().unwrap(), whole.parse::<i128>().unwrap(), "{text}");
        }
        let magnitude = |text| Reader::of(text).number("").unwrap().plain_integer();
        assert_eq!(magnitude("18446744073709551615"), Some(i128::from(u64::MAX)));
        assert_eq!((magnitude("18446744073709551616"), magnitude("1.0")), (None, None));
    }
}
