//! The section `api.limits`.

use bindery_model::limits::{Limits, Rate};
use bindery_source::{Pointer, Value};

use super::keys;
use super::reader::{Reader, Section};

/// Reads how many requests an API accepts.
pub(super) fn read(reader: &mut Reader<'_>, value: &Value, at: &Pointer) -> Limits {
    let section = reader.section(value, at, keys::LIMITS);
    let [requests, seconds, burst, concurrent] =
        ["requests", "seconds", "burst", "concurrent"].map(|key| count(reader, &section, key));
    if section.get("requests").is_none() {
        for (_, at) in ["seconds", "burst"].into_iter().filter_map(|key| section.get(key)) {
            reader
                .invalid(&at, "this has no effect without `requests`")
                .help("set how many `requests` the API accepts per period");
        }
    }
    let rate = requests.map(|requests| Rate { requests, seconds: seconds.unwrap_or(1), burst });
    Limits { rate, concurrent }
}

/// A number that is at least one.
fn count(reader: &mut Reader<'_>, section: &Section<'_>, key: &str) -> Option<u32> {
    let number = reader.number(section, key)?;
    let count = u32::try_from(number).ok().filter(|count| *count > 0);
    if let (None, Some((_, at))) = (count, section.get(key)) {
        reader.invalid(&at, format!("{number} is out of range")).help(format!("use a number from 1 to {}", u32::MAX));
    }
    count
}

#[cfg(test)]
mod tests {
    use bindery_source::Sink;
    use serde_json::json;

    use super::*;

    fn read_with(value: &Value) -> (Limits, Sink) {
        let mut sink = Sink::default();
        let limits = read(&mut Reader::new("bindery.yaml", &mut sink), value, &Pointer::root());
        (limits, sink)
    }

    #[test]
    fn a_time_is_a_second_without_a_word() {
        let (limits, sink) = read_with(&json!({ "requests": 10, "concurrent": 4 }));
        assert_eq!(limits, Limits { rate: Some(Rate { requests: 10, seconds: 1, burst: None }), concurrent: Some(4) });
        assert!(!sink.has_errors());
    }

    #[test]
    fn no_requests_at_all_are_refused() {
        assert!(read_with(&json!({ "requests": 0 })).1.has_errors());
        assert!(read_with(&json!({ "concurrent": 4_294_967_296_u64 })).1.has_errors());
    }

    #[test]
    fn a_time_without_requests_is_refused() {
        assert!(read_with(&json!({ "seconds": 60 })).1.has_errors());
    }
}
