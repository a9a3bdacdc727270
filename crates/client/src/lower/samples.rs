//! How people see an operation: its signature, and a few lines that call it.

use std::fmt::Write as _;

use bindery_model::operations::Place;

use crate::items::{Accept, Arg, Group, Operation, Slot};
use crate::ty::Ty;

/// The method as rustdoc shows it.
pub(super) fn signature(operation: &Operation) -> String {
    let args: String = match &operation.bundle {
        Some(bundle) => format!(", required: {bundle}"),
        None => operation.args.iter().map(|arg| format!(", {}: {}", arg.name, arg.declared.from_outside())).collect(),
    };
    let gives = match &operation.builder {
        Some(builder) => builder.to_string(),
        None => format!("Call<{}>", operation.reply.ty.from_outside()),
    };
    format!("pub fn {}(&self{args}) -> {gives}", operation.method)
}

/// A function that calls the operation: whole, so that it compiles as it stands. Values that a literal can show are
/// literals; the rest are its arguments.
pub(super) fn sample(crate_name: &str, group: &Group, operation: &Operation) -> String {
    let mut parameters = vec!["client: &Client".to_owned()];
    let mut values = Vec::new();
    if let Some(bundle) = &operation.bundle {
        parameters.push(format!("required: {crate_name}::operations::{bundle}"));
        values.push("required".to_owned());
    }
    for arg in operation.args.iter().filter(|_| operation.bundle.is_none()) {
        values.push(literal(arg).unwrap_or_else(|| {
            parameters.push(format!("{}: {}", arg.name, parameter(crate_name, arg)));
            arg.name.to_string()
        }));
    }
    let setter = setter(operation).map(|arg| {
        let value = literal(arg).unwrap_or_else(|| {
            parameters.push(format!("{}: {}", arg.name, parameter(crate_name, arg)));
            arg.name.to_string()
        });
        format!(".{}({value})", arg.name)
    });
    let values = values.join(", ");
    let call = format!("client.{}().{}({values}){}", group.accessor, operation.method, setter.unwrap_or_default());
    let body = match (&operation.paging, &operation.reply.ty) {
        (Some(_), _) => format!(
            "    let mut items = {call}.items();\n    while let Some(item) = items.next().await {{\n        \
             println!(\"{{:?}}\", item?);\n    }}\n"
        ),
        (None, Ty::Unit) => format!("    {call}.await?;\n"),
        (None, _) => format!("    let reply = {call}.await?;\n    println!(\"{{reply:?}}\");\n"),
    };
    let parameters = parameters.join(", ");
    let types = if parameters.contains("types::") { ", types" } else { "" };
    let mut sample = format!("use {crate_name}::{{Client, Error{types}}};\n\n");
    let _ = write!(sample, "async fn {}({parameters}) -> Result<(), Error> {{\n{body}    Ok(())\n}}", operation.method);
    sample
}

/// What the sample says beside what it has to: the body, or else the first value that a literal can show.
fn setter(operation: &Operation) -> Option<&Arg> {
    let is_apt = |arg: &&Arg| match arg.slot {
        // What goes into a header belongs to the circumstances of a call more than to its subject, and so does the size of a page.
        Slot::Param(index) => {
            let is_size = operation.paging.is_some() && matches!(arg.ty, Ty::Primitive(_));
            operation.params[index].place != Place::Header && !is_size && literal(arg).is_some()
        }
        Slot::Body(_) => true,
    };
    let is_body = |arg: &&Arg| matches!(arg.slot, Slot::Body(_));
    operation.setters.iter().find(is_body).or_else(|| operation.setters.iter().find(is_apt))
}

/// The operation that shows how a client is tested, by its id.
pub(super) fn tested(groups: &[Group]) -> Option<String> {
    let operations = || groups.iter().flat_map(|group| &group.operations).filter(|operation| is_plain(&operation.id));
    let reads = operations().find(|operation| operation.http_method == "GET");
    reads.or(operations().next()).map(|operation| operation.id.clone())
}

/// Whether it is the same in code, in Markdown and to the eye.
fn is_plain(id: &str) -> bool {
    id.chars().all(|character| character.is_ascii_alphanumeric() || "_-./{} ".contains(character))
}

/// An argument of the sample's own function.
fn parameter(crate_name: &str, arg: &Arg) -> String {
    let ty = arg.ty.from_outside().code_through(crate_name);
    if arg.accept == Accept::Reference { format!("&{ty}") } else { ty.to_string() }
}

/// A value that can be shown, if the type has an obvious one.
fn literal(arg: &Arg) -> Option<String> {
    match (&arg.ty, arg.accept, arg.slot) {
        (_, Accept::IntoString, _) => Some(format!("\"{}\"", arg.name)),
        (_, Accept::IntoStrings, _) => Some(format!("[\"{}\"]", arg.name)),
        (Ty::Runtime(_), Accept::Into, _) => Some("\"…\"".to_owned()),
        (Ty::Primitive("bool"), _, Slot::Param(_)) => Some("true".to_owned()),
        (Ty::Primitive("f64"), _, Slot::Param(_)) => Some("1.0".to_owned()),
        (Ty::Primitive(_), _, Slot::Param(_)) => Some("1".to_owned()),
        _ => None,
    }
}
