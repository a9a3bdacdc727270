//! Writing a value as a form: `application/x-www-form-urlencoded`.

use serde_json::{Map, Value};

use crate::encoding::Encoding;
use crate::media_type::is_json;
use crate::{percent, style};

/// Writes each member with its encoding, or with the defaults of [`Encoding`]. Null and empty lists are omitted.
///
/// Every byte except the unreserved ones of RFC 3986 is percent-encoded, including the space: all servers read `%20` alike, but
/// not `+`.
pub(crate) fn write(members: &Map<String, Value>, encodings: &'static [Encoding]) -> String {
    let mut pairs = Vec::new();
    for (name, value) in members {
        let encoding = Encoding::find(encodings, name);
        match encoding.and_then(Encoding::param) {
            Some(param) => pairs.extend(style::expand(param, value)),
            None if encoding.and_then(Encoding::media_type).is_some_and(is_json) => {
                pairs.push(pair(name, &value.to_string()));
            }
            None => pairs.extend(texts(value).iter().map(|text| pair(name, text))),
        }
    }
    pairs.join("&")
}

/// One string for a scalar or an object, one for each item of a list, none for null.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().filter_map(style::text).collect(),
        other => style::text(other).into_iter().collect(),
    }
}

fn pair(name: &str, text: &str) -> String {
    let mut out = String::with_capacity(name.len() + text.len() + 1);
    percent::encode(&mut out, name, percent::unreserved);
    out.push('=');
    percent::encode(&mut out, text, percent::unreserved);
    out
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::param::Style;

    fn form(value: &Value, encodings: &'static [Encoding]) -> String {
        write(value.as_object().unwrap(), encodings)
    }

    #[test]
    fn scalars_are_texts_and_lists_repeat_their_name() {
        let value = json!({"name": "Ann & Bob", "age": 7, "paid": true, "tags[]": ["a", "b c"]});
        assert_eq!(form(&value, &[]), "name=Ann%20%26%20Bob&age=7&paid=true&tags%5B%5D=a&tags%5B%5D=b%20c");
    }

    #[test]
    fn an_object_is_json_text() {
        assert_eq!(form(&json!({"to": {"zip": 1}}), &[]), "to=%7B%22zip%22%3A1%7D");
    }

    #[test]
    fn nothing_is_sent_for_null_and_empty_lists() {
        assert_eq!(form(&json!({"a": null, "b": [], "c": [null], "d": ""}), &[]), "d=");
    }

    #[test]
    fn an_encoding_decides() {
        static ENCODINGS: &[Encoding] = &[
            Encoding::new("to").style(Style::DeepObject),
            Encoding::new("ids").style(Style::Form).explode(false),
            Encoding::new("url").allow_reserved(),
            Encoding::new("raw").content_type("application/json"),
        ];
        let value = json!({"to": {"zip": 1, "tags": ["x"]}, "ids": [1, 2], "url": "https://a/b", "raw": "text"});
        assert_eq!(
            form(&value, ENCODINGS),
            "to%5Bzip%5D=1&to%5Btags%5D%5B%5D=x&ids=1,2&url=https://a/b&raw=%22text%22"
        );
    }
}
