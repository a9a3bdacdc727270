//! The signature of an operation, and a short sample that calls it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use bindery_model::bindings::OperationBinding;
use bindery_model::operations::Place;
use bindery_model::paging::turns_pages;

use super::sample_bodies::Bodies;
use crate::items::{Accept, Arg, Group, Operation, Slot, Tested};
use crate::names::{Case, Name, Scope, Words};
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

/// The context of all samples of an API.
pub(super) struct Samples<'a> {
    pub(super) crate_name: &'a str,
    bodies: Bodies<'a>,
    /// Query parameters of most operations: they are about the use of the API in general, not about one call.
    usual: BTreeSet<&'a str>,
}

impl<'a> Samples<'a> {
    pub(super) fn of(crate_name: &'a str, bodies: Bodies<'a>, groups: &'a [Group]) -> Self {
        let operations = || groups.iter().flat_map(|group| &group.operations);
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for param in operations().flat_map(|operation| &operation.params).filter(|param| param.place == Place::Query) {
            *counts.entry(param.wire.as_str()).or_default() += 1;
        }
        let most = (operations().count() / 2).max(FEW);
        let usual = counts.into_iter().filter(|(_, count)| *count > most).map(|(name, _)| name).collect();
        Self { crate_name, bodies, usual }
    }
}

/// Fewer operations show no pattern.
const FEW: usize = 4;

/// A complete function that calls the operation. Obvious values are literals; the others are its arguments.
pub(super) fn sample(all: &Samples<'_>, group: &Group, operation: &Operation) -> String {
    let crate_name = all.crate_name;
    let mut sample = Sample {
        crate_name,
        bodies: &all.bodies,
        names: Scope::with(Case::Snake, ["client"]),
        parameters: vec!["client: &Client".to_owned()],
        bound: String::new(),
    };
    let values = match &operation.bundle {
        Some(bundle) => {
            sample.parameters.push(format!("required: {crate_name}::operations::{bundle}"));
            "required".to_owned()
        }
        None => operation.args.iter().map(|arg| sample.value(arg)).collect::<Vec<_>>().join(", "),
    };
    let setter = setter(all, operation).map(|arg| format!(".{}({})", arg.name, sample.value(arg)));
    let call = format!("client.{}().{}({values}){}", group.accessor, operation.method, setter.unwrap_or_default());
    let answer = match (&operation.paging, &operation.reply.ty) {
        (Some(_), _) => format!(
            "    let mut items = {call}.items();\n    while let Some(item) = items.next().await {{\n        \
             println!(\"{{:?}}\", item?);\n    }}\n"
        ),
        (None, Ty::Unit) => format!("    {call}.await?;\n"),
        (None, _) => format!("    let reply = {call}.await?;\n    println!(\"{{reply:?}}\");\n"),
    };
    sample.whole(&operation.method, &answer)
}

/// The state of a sample being written.
struct Sample<'a> {
    crate_name: &'a str,
    bodies: &'a Bodies<'a>,
    /// The names of the function's variables.
    names: Scope,
    /// The parameters of the function.
    parameters: Vec<String>,
    /// Lines before the call that bind values to names.
    bound: String,
}

impl Sample<'_> {
    /// The expression for an argument of the call.
    fn value(&mut self, arg: &Arg) -> String {
        if let Some(literal) = literal(arg) {
            return literal;
        }
        let name = self.names.claim_one(&Words::new(arg.name.as_str())).name;
        let written = match arg.slot {
            Slot::Body(_) => self.bodies.write(&arg.ty),
            Slot::Param(_) => None,
        };
        match written {
            Some(body) => {
                let _ = writeln!(self.bound, "    let {name} = {body};");
                if arg.accept == Accept::Reference { format!("&{name}") } else { name.to_string() }
            }
            None => {
                self.parameters.push(format!("{name}: {}", parameter(self.crate_name, arg)));
                name.to_string()
            }
        }
    }

    fn whole(&self, method: &Name, answer: &str) -> String {
        let Self { crate_name, bound, .. } = self;
        let parameters = self.parameters.join(", ");
        let types = if parameters.contains("types::") || bound.contains("types::") { ", types" } else { "" };
        format!(
            "use {crate_name}::{{Client, Error{types}}};\n\n\
             async fn {method}({parameters}) -> Result<(), Error> {{\n{bound}{answer}    Ok(())\n}}"
        )
    }
}

/// An optional value worth showing: the body, or else the first one with a literal.
fn setter<'o>(all: &Samples<'_>, operation: &'o Operation) -> Option<&'o Arg> {
    let turns = |wire: &str| {
        let paging = operation.paging.as_ref();
        paging.is_some_and(|paging| paging.texts.iter().any(|text| text == wire) || turns_pages(wire))
    };
    let is_apt = |arg: &&Arg| match arg.slot {
        // Headers are about the circumstances of a call more than about its subject, and so are page size and position.
        Slot::Param(index) => {
            let param = &operation.params[index];
            let is_size = operation.paging.is_some() && matches!(arg.ty, Ty::Primitive(_));
            let is_aside = is_size || turns(&param.wire) || all.usual.contains(param.wire.as_str());
            param.place != Place::Header && !is_aside && literal(arg).is_some()
        }
        Slot::Body(_) => operation.http_method != "GET",
    };
    // HTTP does not define a body for GET (RFC 9110, section 9.3.1), so few want one.
    let is_body = |arg: &&Arg| matches!(arg.slot, Slot::Body(_)) && operation.http_method != "GET";
    operation.setters.iter().find(is_body).or_else(|| operation.setters.iter().find(is_apt))
}

/// The sample that shows how to make a body: of the first operation that creates something, or else of the first with a body.
pub(super) fn making(all: &Samples<'_>, groups: &[Group]) -> Option<String> {
    let operations =
        || groups.iter().flat_map(|group| group.operations.iter().map(move |operation| (group, operation)));
    let makes = |(_, operation): &(&Group, &Operation)| {
        let args = operation.args.iter().chain(setter(all, operation));
        let is_made = |arg: &Arg| matches!(arg.slot, Slot::Body(_)) && all.bodies.write(&arg.ty).is_some();
        !operation.deprecated && operation.bundle.is_none() && args.into_iter().any(is_made)
    };
    let creates = operations().filter(makes).find(|(_, operation)| operation.http_method == "POST");
    let (group, operation) = creates.or_else(|| operations().find(makes))?;
    Some(sample(all, group, operation))
}

/// The operation that shows how to read: a list shows more than a status check.
pub(super) fn reading(operations: &[OperationBinding]) -> Option<usize> {
    let lists = |operation: &OperationBinding| operation.method == "GET" && operation.is_list;
    let reads = |operation: &OperationBinding| operation.method == "GET";
    let first = (!operations.is_empty()).then_some(0);
    operations.iter().position(lists).or_else(|| operations.iter().position(reads)).or(first)
}

/// The id of the operation that shows how to write a test.
pub(super) fn tested(groups: &[Group]) -> Option<Tested> {
    let operations = || groups.iter().flat_map(|group| &group.operations).filter(|operation| is_plain(&operation.id));
    let repeats = |operation: &Operation| operation.repeat.allows(&operation.http_method);
    let reads = operations().find(|operation| operation.http_method == "GET" && repeats(operation));
    let chosen = reads.or_else(|| operations().find(|operation| repeats(operation))).or_else(|| operations().next())?;
    Some(Tested { id: chosen.id.clone(), repeats: repeats(chosen) })
}

/// Whether the id looks the same in code, in Markdown and to a reader.
fn is_plain(id: &str) -> bool {
    id.chars().all(|character| character.is_ascii_alphanumeric() || "_-./{} ".contains(character))
}

/// A parameter of the sample's function.
fn parameter(crate_name: &str, arg: &Arg) -> String {
    let ty = match &arg.ty {
        Ty::Beside(name) => format!("{crate_name}::operations::{name}"),
        ty => ty.from_outside().code_through(crate_name).to_string(),
    };
    if arg.accept == Accept::Reference { format!("&{ty}") } else { ty }
}

/// A literal for the type, if there is an obvious one.
fn literal(arg: &Arg) -> Option<String> {
    match (&arg.ty, arg.accept, arg.slot) {
        (_, Accept::IntoString, _) => Some(format!("\"{}\"", arg.name.file_stem())),
        (_, Accept::IntoStrings, _) => Some(format!("[\"{}\"]", arg.name.file_stem())),
        (Ty::Runtime(_), Accept::Into, _) => Some("\"…\"".to_owned()),
        (ty, _, Slot::Param(_)) => ty.literal().map(str::to_owned),
        _ => None,
    }
}
