//! Values in one piece.

/// A single value. Unknown formats are [`Scalar::String`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scalar {
    /// `null`, and nothing else
    Null,
    /// `boolean`
    Boolean,
    /// `integer` of a width from `format`; signed 64 bits by default
    Integer(Width),
    /// `number` with `format: float`
    Float,
    /// `number`
    Double,
    /// `string` with `format: decimal`
    Decimal,
    /// `string`
    String,
    /// `format: password`: never shown
    Password,
    /// `format: date-time` (RFC 3339)
    DateTime,
    /// `format: date` (RFC 3339 full-date)
    Date,
    /// `format: time`
    Time,
    /// `format: duration` (ISO 8601)
    Duration,
    /// `format: uuid` (RFC 9562)
    Uuid,
    /// `format: uri` and its relatives
    Uri,
    /// `format: byte`, `contentEncoding: base64`
    Base64,
    /// `format: binary`: raw bytes, only as a whole body or part
    Binary,
}

/// Width and sign of an integer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are those of Rust's own types")]
pub enum Width {
    I8,
    I16,
    I32,
    I64,
    U8,
    U16,
    U32,
    U64,
}

impl Width {
    /// The name of the Rust type.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::I8 => "i8",
            Self::I16 => "i16",
            Self::I32 => "i32",
            Self::I64 => "i64",
            Self::U8 => "u8",
            Self::U16 => "u16",
            Self::U32 => "u32",
            Self::U64 => "u64",
        }
    }
}
