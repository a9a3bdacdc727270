//! Reading a header of a reply as a value, by the style `simple`.

use http::HeaderMap;
use serde_json::{Map, Value};

use crate::codec::{self, DecodeError, Empty};

/// Reads the header by the first interpretation that fits `T`.
///
/// # Errors
/// None fits; the error is that of reading it as plain text.
pub(crate) fn decode<T: Empty>(headers: &HeaderMap, name: &str) -> Result<Option<T>, DecodeError> {
    let Some(text) = joined(headers, name) else { return Ok(None) };
    let mut readings = readings(&text).into_iter().map(|json| codec::decode::<T>(json.as_bytes()));
    match readings.next().transpose() {
        Ok(value) => Ok(value),
        Err(error) => readings.find_map(Result::ok).map(Some).ok_or(error),
    }
}

/// All headers of that name as one: RFC 9110 section 5.3.
fn joined(headers: &HeaderMap, name: &str) -> Option<String> {
    let lines: Vec<_> = headers.get_all(name).iter().map(|line| String::from_utf8_lossy(line.as_bytes())).collect();
    if lines.is_empty() { None } else { Some(lines.join(", ")) }
}

/// The interpretations of the text, as JSON: the type decides, because a header does not tell the kind of its value.
fn readings(text: &str) -> Vec<String> {
    let text = text.trim();
    let items: Vec<&str> = text.split(',').map(str::trim).filter(|item| !item.is_empty()).collect();
    let pairs: Option<Vec<_>> = items.iter().map(|item| item.split_once('=')).collect();
    let pairs = pairs.or_else(|| items.chunks(2).map(|pair| Some((*pair.first()?, *pair.get(1)?))).collect());
    let mut readings = vec![Value::from(text).to_string(), text.to_owned()];
    for scalar in [plain, literal] {
        readings.push(items.iter().copied().map(scalar).collect::<Value>().to_string());
        let members = pairs.iter().flatten().map(|(name, value)| ((*name).to_owned(), scalar(value)));
        readings.push(Value::Object(members.collect::<Map<_, _>>()).to_string());
    }
    readings
}

fn plain(text: &str) -> Value {
    Value::from(text)
}

/// Reads `7` and `true` as JSON literals.
fn literal(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|_| plain(text))
}

#[cfg(test)]
mod tests {
    use http::{HeaderName, HeaderValue};

    use super::*;
    use crate::codec::Map as Members;

    fn decoded<T: Empty>(lines: &[&'static str]) -> Result<Option<T>, DecodeError> {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(HeaderName::from_static("x-rate"), HeaderValue::from_static(line));
        }
        decode(&headers, "X-Rate")
    }

    #[test]
    fn the_type_decides_what_a_text_is() {
        assert_eq!(decoded::<i64>(&["100"]).unwrap(), Some(100));
        assert_eq!(decoded::<String>(&["100"]).unwrap().as_deref(), Some("100"));
        assert_eq!(decoded::<bool>(&["true"]).unwrap(), Some(true));
        assert_eq!(decoded::<Value>(&["100"]).unwrap(), Some(Value::from("100")));
    }

    #[test]
    fn lists_are_joined_by_commas_or_lines() {
        assert_eq!(decoded::<Vec<String>>(&["a,b"]).unwrap().unwrap(), ["a", "b"]);
        assert_eq!(decoded::<Vec<i64>>(&["1, 2", "3"]).unwrap().unwrap(), [1, 2, 3]);
        assert!(decoded::<Vec<String>>(&[""]).unwrap().unwrap().is_empty());
    }

    #[test]
    fn objects_come_exploded_or_not() {
        for line in ["R=100,G=200", "R,100,G,200", r#"{"R": 100, "G": 200}"#] {
            let color = decoded::<Members<i64>>(&[line]).unwrap().unwrap();
            assert_eq!(color.get("G"), Some(&200), "{line}");
        }
    }

    #[test]
    fn no_header_is_no_value() {
        assert_eq!(decoded::<i64>(&[]).unwrap(), None);
    }

    #[test]
    fn what_does_not_fit_is_shown() {
        let error = decoded::<i64>(&["soon"]).unwrap_err();
        assert_eq!(error.to_string(), "expected an integer, found \"soon\" at $ (byte 0)");
    }
}
