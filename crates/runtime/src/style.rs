//! Encoding a parameter's value: the style table of OpenAPI ("Style Values"), based on RFC 6570.

use serde_json::Value;

use crate::form;
use crate::param::{Param, Place, Style};
use crate::percent::{self, Keep};

/// Writes `value` in the style of `param`.
///
/// `None` if nothing is to be sent: for null, and for an empty list or object unless the document allows it. Where OpenAPI leaves
/// the encoding open, a null inside a list or an object is omitted, and a nested list or object is sent as JSON (with
/// `deepObject`, as further brackets). Exploded cookies are joined by `; `, as RFC 6265 requires.
pub(crate) fn expand(param: &Param, value: &Value) -> Option<String> {
    let text = if param.place == Place::Querystring { whole_query(param, value) } else { in_style(param, value) };
    match value {
        Value::Array(_) | Value::Object(_) if param.allow_empty_value => {
            text.or_else(|| Some(expand_scalar(param, "")))
        }
        _ => text,
    }
}

/// The encoding of a fixed parameter that the call does not set.
pub(crate) fn fixed(param: &Param) -> Option<String> {
    param.fixed.map(|text| expand_scalar(param, text))
}

/// The value that is the whole query: a form, or any other value as text.
fn whole_query(param: &Param, value: &Value) -> Option<String> {
    let query = match value {
        Value::Object(members) if !param.json => form::write(members, &[]),
        other if param.json => encoded(param, &other.to_string()),
        other => encoded(param, &text(other)?),
    };
    if query.is_empty() { None } else { Some(query) }
}

fn in_style(param: &Param, value: &Value) -> Option<String> {
    if param.json {
        return Some(expand_scalar(param, &value.to_string()));
    }
    match value {
        Value::Null => None,
        Value::Array(_) | Value::Object(_) if (param.place, param.style) == (Place::Query, Style::DeepObject) => {
            Some(join(param, &bracketed(param.name, value), "&")).filter(|text| !text.is_empty())
        }
        Value::Array(items) => {
            let items: Vec<String> = items.iter().filter_map(text).collect();
            if items.is_empty() { None } else { Some(expand_list(param, &items)) }
        }
        Value::Object(members) => {
            let members: Vec<(String, String)> =
                members.iter().filter_map(|(name, value)| Some((name.clone(), text(value)?))).collect();
            if members.is_empty() { None } else { Some(expand_object(param, &members)) }
        }
        Value::String(text) => Some(expand_scalar(param, text)),
        scalar => text(scalar).map(|text| expand_scalar(param, &text)),
    }
}

fn expand_scalar(param: &Param, text: &str) -> String {
    let mut out = String::with_capacity(param.name.len() + text.len() + 2);
    match layout(param) {
        Layout::Simple => {}
        Layout::Label => out.push('.'),
        Layout::Matrix => {
            out.push(';');
            percent::encode(&mut out, param.name, percent::unreserved);
            if !text.is_empty() {
                out.push('=');
            }
        }
        Layout::Pairs { .. } => {
            percent::encode(&mut out, param.name, percent::unreserved);
            out.push('=');
        }
    }
    push_encoded(&mut out, param, text);
    out
}

fn expand_list(param: &Param, items: &[String]) -> String {
    if param.explode && named(param) {
        let pairs: Vec<(String, String)> = items.iter().map(|item| (param.name.to_owned(), item.clone())).collect();
        return spread(param, &pairs);
    }
    let items: Vec<String> = items.iter().map(|item| encoded(param, item)).collect();
    match layout(param) {
        Layout::Simple => items.join(","),
        Layout::Label => format!(".{}", items.join(if param.explode { "." } else { "," })),
        Layout::Matrix => format!(";{}={}", encoded_name(param.name), items.join(",")),
        Layout::Pairs { delimiter, .. } => format!("{}={}", encoded_name(param.name), items.join(delimiter)),
    }
}

fn expand_object(param: &Param, members: &[(String, String)]) -> String {
    if param.explode {
        return spread(param, members);
    }
    let flat: Vec<String> =
        members.iter().flat_map(|(name, value)| [encoded(param, name), encoded(param, value)]).collect();
    match layout(param) {
        Layout::Simple => flat.join(","),
        Layout::Label => format!(".{}", flat.join(",")),
        Layout::Matrix => format!(";{}={}", encoded_name(param.name), flat.join(",")),
        Layout::Pairs { delimiter, .. } => format!("{}={}", encoded_name(param.name), flat.join(delimiter)),
    }
}

/// Name and value of each pair, in the exploded form of the style.
fn spread(param: &Param, pairs: &[(String, String)]) -> String {
    match layout(param) {
        Layout::Simple => join(param, pairs, ","),
        Layout::Label => format!(".{}", join(param, pairs, ".")),
        Layout::Matrix => format!(";{}", join(param, pairs, ";")),
        Layout::Pairs { between, .. } => join(param, pairs, between),
    }
}

fn join(param: &Param, pairs: &[(String, String)], between: &str) -> String {
    let mut out = String::new();
    for (name, value) in pairs {
        if !out.is_empty() {
            out.push_str(between);
        }
        // A header carries names and values unencoded.
        if param.place == Place::Header {
            out.push_str(name);
        } else {
            out.push_str(&encoded_name(name));
        }
        out.push('=');
        out.push_str(&encoded(param, value));
    }
    out
}

/// The names and values of `deepObject`: see [`Style::DeepObject`].
pub(crate) fn bracketed(name: &str, value: &Value) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    deepen(name, value, &mut pairs);
    pairs
}

/// The recursion is bounded: values come from this crate's encoder through a parser with a depth limit.
fn deepen(name: &str, value: &Value, pairs: &mut Vec<(String, String)>) {
    match value {
        Value::Object(members) => {
            for (member, value) in members {
                deepen(&format!("{name}[{member}]"), value, pairs);
            }
        }
        Value::Array(items) if items.iter().any(|item| item.is_object() || item.is_array()) => {
            for (index, item) in items.iter().enumerate() {
                deepen(&format!("{name}[{index}]"), item, pairs);
            }
        }
        Value::Array(items) => {
            pairs.extend(items.iter().filter_map(text).map(|item| (format!("{name}[]"), item)));
        }
        scalar => pairs.extend(text(scalar).map(|text| (name.to_owned(), text))),
    }
}

/// The layouts behind the styles: the text before and between the values.
enum Layout {
    Simple,
    Label,
    Matrix,
    Pairs { delimiter: &'static str, between: &'static str },
}

fn layout(param: &Param) -> Layout {
    match (param.place, param.style) {
        (Place::Path, Style::Label) => Layout::Label,
        (Place::Path, Style::Matrix) => Layout::Matrix,
        (Place::Path | Place::Header, _) => Layout::Simple,
        (Place::Query, Style::SpaceDelimited) => Layout::Pairs { delimiter: "%20", between: "&" },
        (Place::Query, Style::PipeDelimited) => Layout::Pairs { delimiter: "%7C", between: "&" },
        (Place::Query | Place::Querystring, _) => Layout::Pairs { delimiter: ",", between: "&" },
        (Place::Cookie, _) => Layout::Pairs { delimiter: ",", between: "; " },
    }
}

/// Whether the exploded items of a list repeat the parameter's name.
fn named(param: &Param) -> bool {
    matches!(layout(param), Layout::Matrix | Layout::Pairs { .. })
}

/// The text of a value: none for null, JSON for a list or an object.
pub(crate) fn text(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(digits(number)),
        other => Some(other.to_string()),
    }
}

/// A number in its shortest common form: `1` instead of the JSON `1.0`, which servers may not accept as an integer.
fn digits(number: &serde_json::Number) -> String {
    match number.as_f64().filter(|_| number.is_f64()) {
        Some(float) if (1e-6..1e21).contains(&float.abs()) || float == 0.0 => float.to_string(),
        _ => number.to_string(),
    }
}

fn encoded(param: &Param, text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_encoded(&mut out, param, text);
    out
}

fn push_encoded(out: &mut String, param: &Param, text: &str) {
    let keep: Keep = match (param.place, param.allow_reserved) {
        (Place::Header, _) => return out.push_str(text),
        (Place::Path, true) => percent::segment,
        (Place::Query | Place::Querystring, true) => percent::query,
        (Place::Cookie, _) if param.style == Style::Cookie => percent::cookie,
        _ => percent::unreserved,
    };
    if param.allow_reserved {
        percent::encode_around_triples(out, text, keep);
    } else {
        percent::encode(out, text, keep);
    }
}

fn encoded_name(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    percent::encode(&mut out, name, percent::unreserved);
    out
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const PATH: Param = Param::path("color");
    const QUERY: Param = Param::query("color");

    /// The example values of the specification's table.
    fn samples() -> [Value; 4] {
        [json!(""), json!("blue"), json!(["blue", "black", "brown"]), json!({"R": 100, "G": 200, "B": 150})]
    }

    fn assert_row(param: Param, wanted: [&str; 4]) {
        for (value, wanted) in samples().iter().zip(wanted) {
            assert_eq!(expand(&param, value).as_deref(), Some(wanted), "{param:?} {value}");
        }
    }

    #[test]
    fn matrix() {
        let matrix = PATH.style(Style::Matrix);
        assert_row(matrix, [";color", ";color=blue", ";color=blue,black,brown", ";color=R,100,G,200,B,150"]);
        assert_row(
            matrix.explode(true),
            [";color", ";color=blue", ";color=blue;color=black;color=brown", ";R=100;G=200;B=150"],
        );
    }

    #[test]
    fn label() {
        let label = PATH.style(Style::Label);
        assert_row(label, [".", ".blue", ".blue,black,brown", ".R,100,G,200,B,150"]);
        assert_row(label.explode(true), [".", ".blue", ".blue.black.brown", ".R=100.G=200.B=150"]);
    }

    #[test]
    fn simple() {
        assert_row(PATH, ["", "blue", "blue,black,brown", "R,100,G,200,B,150"]);
        assert_row(PATH.explode(true), ["", "blue", "blue,black,brown", "R=100,G=200,B=150"]);
    }

    #[test]
    fn form() {
        assert_row(QUERY.explode(false), ["color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"]);
        assert_row(QUERY, ["color=", "color=blue", "color=blue&color=black&color=brown", "R=100&G=200&B=150"]);
    }

    #[test]
    fn whole_numbers_have_no_point() {
        assert_eq!(expand(&QUERY, &json!(1.0)).unwrap(), "color=1");
        assert_eq!(
            expand(&QUERY, &json!([0.5, 1e15, 1e300])).unwrap(),
            "color=0.5&color=1000000000000000&color=1e%2B300"
        );
    }

    #[test]
    fn a_style_brings_its_own_way_with_lists() {
        let [_, _, list, _] = samples();
        let pipe = QUERY.style(Style::PipeDelimited);
        assert_eq!(expand(&pipe, &list).unwrap(), "color=blue%7Cblack%7Cbrown");
    }

    #[test]
    fn space_and_pipe_delimited() {
        let [_, _, list, object] = samples();
        let space = QUERY.style(Style::SpaceDelimited).explode(false);
        let pipe = QUERY.style(Style::PipeDelimited).explode(false);
        assert_eq!(expand(&space, &list).unwrap(), "color=blue%20black%20brown");
        assert_eq!(expand(&space, &object).unwrap(), "color=R%20100%20G%20200%20B%20150");
        assert_eq!(expand(&pipe, &list).unwrap(), "color=blue%7Cblack%7Cbrown");
        assert_eq!(expand(&pipe, &object).unwrap(), "color=R%7C100%7CG%7C200%7CB%7C150");
        assert_eq!(expand(&pipe.explode(true), &list).unwrap(), "color=blue&color=black&color=brown");
    }

    #[test]
    fn deep_object() {
        let deep = QUERY.style(Style::DeepObject);
        let [_, _, _, object] = samples();
        assert_eq!(expand(&deep, &object).unwrap(), "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150");
        let nested = |value: &Value| percent::decode(&expand(&deep, value).unwrap()).unwrap();
        assert_eq!(nested(&json!({"a": {"b": [1, 2]}, "c": null})), "color[a][b][]=1&color[a][b][]=2");
        assert_eq!(nested(&json!({"a": [{"b": 1}, {"b": [2]}]})), "color[a][0][b]=1&color[a][1][b][]=2");
        assert_eq!(nested(&json!(["R", "G"])), "color[]=R&color[]=G");
    }

    #[test]
    fn a_style_that_the_place_does_not_have_is_its_default() {
        let [_, _, list, object] = samples();
        assert_eq!(expand(&PATH.style(Style::DeepObject), &object).unwrap(), "R,100,G,200,B,150");
        assert_eq!(
            expand(&QUERY.style(Style::Label).explode(true), &list).unwrap(),
            "color=blue&color=black&color=brown"
        );
    }

    #[test]
    fn a_header_is_not_percent_encoded() {
        let header = Param::header("X-Colors");
        assert_eq!(expand(&header, &json!(["a b", "c/d"])).unwrap(), "a b,c/d");
        assert_eq!(expand(&header.explode(true), &json!({"a": "x y"})).unwrap(), "a=x y");
    }

    #[test]
    fn exploded_cookies_are_cookies_of_their_own() {
        assert_eq!(expand(&Param::cookie("c"), &json!(["a;b", "d"])).unwrap(), "c=a%3Bb; c=d");
    }

    #[test]
    fn a_cookie_of_its_own_style_is_sent_as_it_is() {
        let cookie = Param::cookie("c").style(Style::Cookie);
        assert_eq!(expand(&cookie, &json!("a/b=c?%20")).unwrap(), "c=a/b=c?%20");
        assert_eq!(expand(&cookie, &json!(["x;y", "z, \""])).unwrap(), "c=x%3By; c=z%2C%20%22");
        assert_eq!(expand(&cookie.explode(false), &json!([1, 2])).unwrap(), "c=1,2");
    }

    #[test]
    fn one_value_may_be_the_query() {
        let query = Param::querystring("q");
        assert_eq!(
            expand(&query, &json!({"a b": [1, 2], "c": {"d": 3}})).unwrap(),
            "a%20b=1&a%20b=2&c=%7B%22d%22%3A3%7D"
        );
        assert_eq!(expand(&query.json(), &json!({"a": 1})).unwrap(), "%7B%22a%22%3A1%7D");
        assert_eq!(expand(&query, &json!("$.a[0]")).unwrap(), "%24.a%5B0%5D");
        assert_eq!(expand(&query, &json!({})), None);
    }

    #[test]
    fn an_empty_list_is_sent_where_it_is_allowed() {
        let allowed = QUERY.allow_empty_value();
        assert_eq!(expand(&allowed, &json!([])).unwrap(), "color=");
        assert_eq!(expand(&allowed, &json!({})).unwrap(), "color=");
        assert_eq!(expand(&allowed, &json!(null)), None);
    }

    #[test]
    fn nothing_is_sent_for_null_and_empty() {
        for value in [json!(null), json!([]), json!({}), json!([null])] {
            assert_eq!(expand(&QUERY, &value), None, "{value}");
            assert_eq!(expand(&QUERY.style(Style::DeepObject), &value), None, "{value}");
        }
    }

    #[test]
    fn delimiters_inside_of_a_value_cannot_split_it() {
        assert_eq!(expand(&QUERY.explode(false), &json!(["a,b", "c&d"])).unwrap(), "color=a%2Cb,c%26d");
        assert_eq!(expand(&PATH, &json!("../a/b")).unwrap(), "..%2Fa%2Fb");
    }

    #[test]
    fn brackets_of_a_name_are_encoded() {
        assert_eq!(expand(&Param::query("ids[]"), &json!([1, 2])).unwrap(), "ids%5B%5D=1&ids%5B%5D=2");
    }

    #[test]
    fn reserved_characters_pass_when_allowed() {
        let url = json!("https://example.com/a?b=c&d#e");
        assert_eq!(expand(&QUERY.allow_reserved(), &url).unwrap(), "color=https://example.com/a?b=c%26d%23e");
    }

    #[test]
    fn content_is_json_text() {
        assert_eq!(expand(&Param::query("q").json(), &json!({"a": [1]})).unwrap(), "q=%7B%22a%22%3A%5B1%5D%7D");
    }
}
