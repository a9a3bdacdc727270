//! Times, dates and durations.

use jiff::civil::Date;
use jiff::fmt::temporal::SpanParser;
use jiff::{SpanFieldwise, Timestamp};

use super::{DecodeError, Empty, EncodeError, Node, Reader, Writer};

/// `format: date-time` in RFC 3339 form: `2026-03-01T09:30:00Z`. Any offset is read; `Z` is written.
impl Node for Timestamp {
    fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        *self = reader.parse("a date and time of RFC 3339")?;
        Ok(())
    }

    fn encode(&self, writer: &mut Writer) -> Result<(), EncodeError> {
        writer.string(&self.to_string());
        Ok(())
    }

    crate::__leaf!();
}

impl Empty for Timestamp {
    fn empty() -> Self {
        Self::UNIX_EPOCH
    }
}

/// `format: date`, `full-date` of RFC 3339: `2026-03-01`.
impl Node for Date {
    fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        let start = reader.checkpoint();
        let text = reader.string()?;
        // Jiff also reads the date of a full timestamp, and would silently drop the rest.
        let date = Some(text).filter(|text| text.len() == FULL_DATE).and_then(|text| text.parse().ok());
        *self = date.ok_or_else(|| {
            reader.rewind(start);
            reader.mismatch("a date of RFC 3339")
        })?;
        Ok(())
    }

    fn encode(&self, writer: &mut Writer) -> Result<(), EncodeError> {
        writer.string(&self.to_string());
        Ok(())
    }

    crate::__leaf!();
}

/// The length of a `full-date` of RFC 3339, section 5.6.
const FULL_DATE: usize = "2026-03-01".len();

impl Empty for Date {
    fn empty() -> Self {
        Self::ZERO
    }
}

/// `format: duration` in ISO 8601 form (RFC 3339, appendix A): `P1Y2M3DT4H5M6S`. Its units are kept, so that 90 minutes stay 90
/// minutes; only a fraction is written in smaller ones.
impl Node for SpanFieldwise {
    fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        let start = reader.checkpoint();
        let text = reader.string()?;
        *self = Self(SpanParser::new().parse_span(text.as_bytes()).map_err(|_| {
            reader.rewind(start);
            reader.mismatch("a duration of ISO 8601")
        })?);
        Ok(())
    }

    fn encode(&self, writer: &mut Writer) -> Result<(), EncodeError> {
        writer.string(&self.0.to_string());
        Ok(())
    }

    crate::__leaf!();
}

impl Empty for SpanFieldwise {
    fn empty() -> Self {
        Self::default()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};
    use jiff::{SpanFieldwise, Timestamp};

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
        for other in ["2026-02-30", "2026-03-01T09:30:00", "20260301", "2026-3-1", ""] {
            assert!(decode::<Date>(format!("\"{other}\"").as_bytes()).is_err(), "{other}");
        }
    }

    #[test]
    fn a_duration_keeps_its_units() {
        for text in ["P1Y2M3DT4H5M6S", "P2W", "PT90M", "PT0S", "-P1D", "PT1.5S", "PT0.000000001S"] {
            let json = format!("\"{text}\"");
            let duration: SpanFieldwise = decode(json.as_bytes()).unwrap();
            assert_eq!(encode(&duration).unwrap(), json.as_bytes(), "{text}");
        }
    }

    #[test]
    fn a_duration_is_one_of_iso_8601() {
        for text in ["", "P", "5 hours", "1", "P1", "PT", "P1H"] {
            assert!(decode::<SpanFieldwise>(format!("\"{text}\"").as_bytes()).is_err(), "{text}");
        }
    }
}
