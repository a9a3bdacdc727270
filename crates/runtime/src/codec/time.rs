use jiff::Timestamp;
use jiff::civil::Date;

use super::{DecodeError, Empty, EncodeError, Node, Reader, Writer};

/// `format: date-time`, as RFC 3339 writes it: `2026-03-01T09:30:00Z`. An offset is read, and written as `Z`.
impl Node for Timestamp {
    fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        *self = reader.parse("a date and time of RFC 3339")?;
        Ok(())
    }

    fn encode(&self, writer: &mut Writer) -> Result<(), EncodeError> {
        writer.string(&self.to_string());
        Ok(())
    }
}

impl Empty for Timestamp {
    fn empty() -> Self {
        Self::UNIX_EPOCH
    }
}

/// `format: date`, `full-date` of RFC 3339: `2026-03-01`.
impl Node for Date {
    fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        *self = reader.parse("a date of RFC 3339")?;
        Ok(())
    }

    fn encode(&self, writer: &mut Writer) -> Result<(), EncodeError> {
        writer.string(&self.to_string());
        Ok(())
    }
}

impl Empty for Date {
    fn empty() -> Self {
        Self::ZERO
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use jiff::civil::{Date, date};

    use crate::{decode, encode};

    #[test]
    fn an_offset_is_read_and_written_as_utc() {
        let time: Timestamp = decode(br#""2026-03-01T10:30:00.5+01:00""#).unwrap();
        assert_eq!(encode(&time).unwrap(), br#""2026-03-01T09:30:00.5Z""#);
    }

    #[test]
    fn a_time_without_an_offset_is_no_instant() {
        let error = decode::<Timestamp>(br#""2026-03-01T09:30:00""#).unwrap_err();
        assert_eq!(error.expected(), "a date and time of RFC 3339");
        assert_eq!(error.found(), r#""2026-03-01T09:30:00""#);
    }

    #[test]
    fn a_date_is_a_full_date() {
        let day: Date = decode(br#""2026-03-01""#).unwrap();
        assert_eq!(day, date(2026, 3, 1));
        assert_eq!(encode(&day).unwrap(), br#""2026-03-01""#);
        assert!(decode::<Date>(br#""2026-02-30""#).is_err());
    }
}
