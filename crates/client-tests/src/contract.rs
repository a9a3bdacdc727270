//! Calls of every operation, and their values.

use std::fmt::Write as _;

use bindery_model::Bindings;
use bindery_model::bindings::{ArgBinding, CredentialBinding, OperationBinding};
use bindery_source::{Pointer, Value};
use indexmap::IndexMap;
use serde_json::{Map, json};

use crate::values::{Extent, Maker, part};

/// Calls of every operation of a document: with the required values, with all values, and with each value of each enum.
pub(crate) struct Contract<'a> {
    bindings: &'a Bindings,
    /// The operations that can be called. Calls refer to them by index.
    operations: Vec<&'a OperationBinding>,
    calls: Vec<Value>,
}

/// Makes the contract of a document.
pub(crate) fn of<'a>(document: &Value, bindings: &'a Bindings) -> Contract<'a> {
    let mut contract = Contract { bindings, operations: Vec::new(), calls: Vec::new() };
    for operation in &bindings.operations {
        if operation.args.iter().any(|arg| arg.code.is_none()) {
            contract.leave_out(operation, "its body is one of several kinds");
        } else {
            contract.call(document, operation);
            contract.operations.push(operation);
        }
    }
    contract
}

/// Limits the calls for the enum values of one operation, so that many values in a large body do not fill the disk.
const MOST_BYTES: usize = 1 << 18;

impl<'a> Contract<'a> {
    fn call(&mut self, document: &Value, operation: &'a OperationBinding) {
        let (required, _) = match values(document, operation, Extent::Required, None) {
            Ok(made) => made,
            Err(reason) => return self.leave_out(operation, &reason),
        };
        self.push(operation, "required only", &required);
        let Ok((everything, choices)) = values(document, operation, Extent::Everything, None) else { return };
        if everything != required {
            self.push(operation, "everything", &everything);
        }
        // Each of the following calls is about as large as this one.
        let fitting = MOST_BYTES / Value::from(everything).to_string().len();
        let choices: Vec<_> = choices.iter().flat_map(|(at, of)| (1..*of).map(move |index| (at, index))).collect();
        for (at, index) in choices.iter().take(fitting) {
            match values(document, operation, Extent::Everything, Some(((*at).clone(), *index))) {
                Ok((values, _)) => self.push(operation, &at.index(*index).to_string(), &values),
                Err(reason) => self.leave_out(operation, &reason),
            }
        }
        if let left @ 1.. = choices.len().saturating_sub(fitting) {
            self.leave_out(operation, &format!("{left} more values, because the calls are large"));
        }
    }

    fn push(&mut self, operation: &OperationBinding, which: &str, values: &Map<String, Value>) {
        let call = format!("{} {} ({which})", operation.method, operation.path);
        self.calls.push(json!({ "call": call, "send": self.operations.len(), "values": values }));
    }

    fn leave_out(&mut self, operation: &OperationBinding, reason: &str) {
        let call = format!("{} {}", operation.method, operation.path);
        self.calls.push(json!({ "call": call, "left_out": reason }));
    }

    /// `calls.json`
    pub(crate) fn json(&self) -> String {
        let calls = self.calls.iter().map(ToString::to_string);
        format!("[\n{}\n]\n", calls.collect::<Vec<_>>().join(",\n"))
    }

    /// `src/contract.rs`
    pub(crate) fn rust(&self) -> String {
        let crate_name = &self.bindings.crate_name;
        let rows: String = self.operations.iter().map(|operation| row(crate_name, operation)).collect();
        let import = if rows.contains("types::") { format!("use {crate_name}::types;\n") } else { String::new() };
        let credentials: String = self.bindings.credentials.iter().map(credential).collect();
        TEST.replace("CRATE::", &format!("{crate_name}::"))
            .replace("IMPORT\n", &import)
            .replace("CREDENTIALS", &credentials)
            .replace("SENT\n", if rows.is_empty() { "" } else { SENT })
            .replace("    ROWS\n", &rows)
    }
}

/// Values by their Rust names, and the number of choices at each place that has several.
type Made = (Map<String, Value>, IndexMap<Pointer, usize>);

/// Makes the values of an operation, and reports where there were choices.
///
/// # Errors
/// The reason why a required value cannot be made.
fn values(
    document: &Value,
    operation: &OperationBinding,
    extent: Extent,
    chosen: Option<(Pointer, usize)>,
) -> Result<Made, String> {
    let mut maker = Maker::new(document, extent);
    if let Some((at, index)) = chosen {
        maker = maker.choosing(at, index);
    }
    let mut values = Map::new();
    for arg in operation.args.iter().filter(|arg| arg.required || extent == Extent::Everything) {
        let schema = schema(document, &arg.at);
        let mut made = schema.as_ref().map_or(Ok(json!("any")), |schema| maker.make(schema));
        // A required parameter with an empty list would not be sent at all.
        if let Some(schema) = schema.filter(|_| arg.required && !arg.by_reference && made == Ok(json!([]))) {
            made = Maker::new(document, Extent::Everything).make(&schema);
        }
        match made {
            Ok(value) => drop(values.insert(arg.name.clone(), value)),
            Err(reason) if arg.required => return Err(reason),
            Err(_) => {}
        }
    }
    Ok((values, maker.into_choices()))
}

/// The schema of a Parameter Object or a Media Type Object.
fn schema(document: &Value, at: &Pointer) -> Option<Pointer> {
    let holder = part(document, at)?;
    if let Some(reference) = holder.get("$ref").and_then(Value::as_str) {
        return schema(document, &Pointer::parse(reference.strip_prefix('#')?)?);
    }
    if holder.get("schema").is_some() {
        return Some(at.key("schema"));
    }
    let media_type = holder.get("content")?.as_object()?.keys().next()?;
    Some(at.key("content").key(media_type).key("schema"))
}

fn row(crate_name: &str, operation: &OperationBinding) -> String {
    let required = operation.args.iter().filter(|arg| arg.required);
    let args: Vec<String> = match &operation.bundle {
        Some(bundle) => {
            let fields = required.map(|arg| format!("{}: {}.into()", arg.name, needed(arg)));
            vec![format!("{crate_name}::operations::{bundle} {{ {} }}", fields.collect::<Vec<_>>().join(", "))]
        }
        None => required.map(|arg| format!("{}{}", by(arg), needed(arg))).collect(),
    };
    let mut row = format!("    |client, values| sent!(client.{}({}), values", operation.rust, args.join(", "));
    for arg in operation.args.iter().filter(|arg| !arg.required) {
        // The body comes after all parameters.
        let separator = if arg.by_reference { "; " } else { ", " };
        let _ = write!(row, "{separator}{}{}: {}", by(arg), arg.name, code(arg));
    }
    row + "),\n"
}

fn needed(arg: &ArgBinding) -> String {
    format!("values.need::<{}>(\"{}\")?", code(arg), arg.name)
}

fn by(arg: &ArgBinding) -> &'static str {
    if arg.by_reference { "&" } else { "" }
}

fn code(arg: &ArgBinding) -> &str {
    arg.code.as_deref().unwrap_or_default()
}

fn credential(credential: &CredentialBinding) -> String {
    let args = if credential.is_basic { "\"contract\", \"contract\"" } else { "\"contract\"" };
    format!(".{}({args})", credential.setter)
}

const TEST: &str = r#"//! Calls every operation with its required values, with all values, and with each value of each enum.
//!
//! The server at `CONTRACT_URL` checks the requests. Without it, an in-process server accepts everything.

use CRATE::Client;
use CRATE::runtime::Retry;
use CRATE::runtime::test_kit::{Agreeable, Send, contract};
IMPORT

SENT
/// The operations of the document, which `calls.json` refers to by index.
#[allow(deprecated, reason = "deprecated operations are tested too")]
static CALLS: &[Send<Client>] = &[
    ROWS
];

#[test]
fn requests_keep_the_contract() {
    let server = Agreeable::default();
    let judge = std::env::var("CONTRACT_URL").ok();
    let builder = Client::builder()CREDENTIALS.retry(Retry::none());
    let builder = match &judge {
        Some(url) => builder.base_url(url),
        None => builder.base_url("http://localhost").transport(server.clone()),
    };
    let client = builder.build().expect("only the base URL was missing");
    let report = contract(include_str!("../calls.json"), CALLS, &client);
    println!("{report}");
    assert!(report.violations.is_empty(), "{} calls violate the document", report.violations.len());
    assert!(judge.is_some() || server.seen().len() == report.calls, "every call is sent once");
}
"#;

const SENT: &str = r"/// Calls the setters that have a value, and sends the call.
macro_rules! sent {
    ($call:expr, $values:ident $(, $setter:ident: $ty:ty)* $(; &$body:ident: $body_ty:ty)?) => {{
        let _ = $values;
        let call = $call;
        $(let call = match $values.get::<$ty>(stringify!($setter))? {
            Some(value) => call.$setter(value),
            None => call,
        };)*
        $(let call = match $values.get::<$body_ty>(stringify!($body))? {
            Some(body) => call.$body(&body),
            None => call,
        };)?
        let _ = call.wait()?;
        Ok(())
    }};
}

";

#[cfg(test)]
mod tests {
    use super::*;

    fn operation(args: Vec<ArgBinding>) -> OperationBinding {
        OperationBinding {
            at: Pointer::root(),
            id: None,
            method: "GET".to_owned(),
            path: "/jobs/{id}".to_owned(),
            rust: "jobs().get".to_owned(),
            feature: None,
            signature: String::new(),
            params: Vec::new(),
            args,
            bundle: None,
            items: None,
            is_list: false,
            success: String::new(),
            sample: String::new(),
        }
    }

    fn arg(name: &str, required: bool) -> ArgBinding {
        let (at, code) = (Pointer::root().key(name), Some("String".to_owned()));
        ArgBinding { at, name: name.to_owned(), code, required, by_reference: false }
    }

    fn calls(document: &Value, args: Vec<ArgBinding>) -> Vec<Value> {
        let bindings = Bindings { operations: vec![operation(args)], ..Bindings::default() };
        of(document, &bindings).calls
    }

    #[test]
    fn a_call_is_made_bare_and_whole_and_for_each_value() {
        let document = json!({"id": {"schema": {"type": "string"}}, "sort": {"schema": {"enum": ["a", "b"]}}});
        let values: Vec<Value> = calls(&document, vec![arg("id", true), arg("sort", false)])
            .iter()
            .map(|call| call["values"].clone())
            .collect();
        let wanted = [json!({"id": "text"}), json!({"id": "text", "sort": "a"}), json!({"id": "text", "sort": "b"})];
        assert_eq!(values, wanted);
    }

    #[test]
    fn not_every_value_is_sent_in_a_large_body() {
        let large = "x".repeat(MOST_BYTES / 2);
        let document = json!({"id": {"schema": {"const": large}}, "sort": {"schema": {"enum": ["a", "b", "c"]}}});
        let calls = calls(&document, vec![arg("id", true), arg("sort", false)]);
        assert_eq!(calls.len(), 4);
        assert_eq!(calls[3]["left_out"], "1 more values, because the calls are large");
    }

    #[test]
    fn a_required_parameter_is_never_an_empty_list() {
        let document = json!({"id": {"schema": {"type": "array", "items": {"type": "string"}}}});
        assert_eq!(calls(&document, vec![arg("id", true)])[0]["values"], json!({"id": ["text"]}));
    }

    #[test]
    fn a_call_without_values_says_why() {
        let document = json!({"id": {"schema": {"type": "string", "pattern": "^j"}}});
        assert_eq!(calls(&document, vec![arg("id", true)])[0]["left_out"], "`/id/schema` has a pattern and no example");
    }

    #[test]
    fn a_row_is_a_call() {
        let row = row("pets", &operation(vec![arg("id", true), arg("sort", false)]));
        let wanted =
            "    |client, values| sent!(client.jobs().get(values.need::<String>(\"id\")?), values, sort: String),\n";
        assert_eq!(row, wanted);
    }
}
