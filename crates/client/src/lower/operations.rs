//! Every operation of the API as a method.

use bindery_model::bindings::{OperationBinding, ParamBinding};
use bindery_model::operations::{self as model, Content, Format, Place, Style};
use bindery_model::types::Presence;
use bindery_model::{Api, prose};
use bindery_source::Sink;

use super::fields::MOST_ARGUMENTS;
use super::package::Claims;
use super::types::Types;
use super::{auth, docs, files, methods, replies, samples};
use crate::codes;
use crate::items::{Accept, Arg, BodyFormat, Client, Docs, Group, Operation, Param, Slot};
use crate::names::{Case, Name, PRELUDE, Scope, Words};
use crate::ty::Ty;

/// What the runtime's macro gives every builder.
const BUILDER: [&str; 11] = [
    "with_meta",
    "wait",
    "timeout",
    "retry",
    "header",
    "with_query",
    "with_json",
    "into_future",
    "clone",
    "new",
    "extra",
];

/// What the files of operations and that of the client import or hold.
const IMPORTED: [&str; 11] =
    ["Api", "Builder", "Call", "Client", "Core", "Credential", "Operation", "Param", "Request", "Scheme", "Variable"];

/// What the client of every API has.
const CLIENT: [&str; 5] = ["builder", "from_env", "clone", "new", "core"];

/// The groups of operations.
pub(super) fn lower(api: &Api, types: &Types, client: &Client, claims: &mut Claims<'_>, sink: &mut Sink) -> Vec<Group> {
    let mut names = Scope::with(Case::Camel, PRELUDE.into_iter().chain(IMPORTED));
    let mut accessors = Scope::with(Case::Snake, CLIENT);
    let handles: Vec<(Name, Name)> = api
        .groups
        .iter()
        .map(|group| {
            let words = Words::new(&group.name);
            let longer = words.clone().then(&Words::new("group"));
            let candidates = [words, longer];
            (names.claim(&candidates).name, accessors.claim(&candidates).name)
        })
        .collect();
    let mut groups = Vec::new();
    for (index, ((name, accessor), module)) in handles.into_iter().zip(files::modules(api)).enumerate() {
        let mut lowering = Lowering {
            api,
            types,
            client,
            claims: &mut *claims,
            sink: &mut *sink,
            names: &mut names,
            methods: Scope::with(Case::Snake, ["clone", "new"]),
            tables: Scope::with(Case::Shouty, []),
        };
        let operations = api.operations.iter().filter(|operation| operation.group == index);
        let operations = operations.map(|operation| lowering.operation(operation, index)).collect();
        let group = &api.groups[index];
        let mut docs = docs::of(&group.docs);
        if docs.0.is_empty() {
            docs.0.push(format!("Operations of the group {}.", prose::code(&group.name)));
        }
        groups.push(Group { name, accessor, module, docs, operations });
    }
    groups
}

struct Lowering<'a, 'options> {
    api: &'a Api,
    types: &'a Types,
    client: &'a Client,
    claims: &'a mut Claims<'options>,
    sink: &'a mut Sink,
    names: &'a mut Scope,
    methods: Scope,
    tables: Scope,
}

impl Lowering<'_, '_> {
    fn operation(&mut self, operation: &model::Operation, group: usize) -> Operation {
        let words = methods::words(operation);
        let method = self.method(operation, group);
        let table = self.tables.claim_one(&words).name;
        let reply = replies::lower(operation, self.types, self.names, self.sink);
        let Args { mut args, setters } = self.args(operation);
        let bundle = (args.len() > MOST_ARGUMENTS).then(|| {
            args.iter_mut().for_each(own);
            self.names.claim_one(&words.clone().then(&Words::new("required"))).name
        });
        let builder =
            (!setters.is_empty()).then(|| self.names.claim(&[words.clone(), words.then(&Words::new("call"))]).name);
        let own_auth = auth::alternatives(self.api, &operation.auth);
        Operation {
            table,
            method,
            builder,
            docs: self.docs(operation),
            deprecated: operation.docs.deprecated,
            id: operation.id.clone().unwrap_or_else(|| format!("{} {}", operation.method, operation.path.text)),
            http_method: operation.method.clone(),
            path: operation.path.text.clone(),
            params: operation.params.iter().map(param).collect(),
            args,
            bundle,
            setters,
            auth: (own_auth != self.client.auth).then_some(own_auth),
            content_type: content_type(operation),
            streams: replies::streams(operation),
            server: operation.servers.first().map(auth::expand),
            accept: replies::accept(operation),
            reply,
        }
    }

    fn method(&mut self, operation: &model::Operation, group: usize) -> Name {
        let chosen = operation.id.as_deref().and_then(|id| self.claims.chosen(id));
        let candidates = match chosen {
            Some(chosen) => vec![chosen],
            None => methods::candidates(operation, &self.api.groups[group]),
        };
        let claimed = self.methods.claim(&candidates);
        let numbered =
            claimed.renamed && !candidates.iter().any(|words| words.in_case(Case::Snake) == claimed.name.as_str());
        if numbered {
            self.sink
                .note(
                    &codes::NAME_TAKEN,
                    &operation.at,
                    format!("this operation is called `{}`, since its name was taken", claimed.name),
                )
                .help("choose a name by its operationId under `client.names` in bindery.yaml");
        }
        claimed.name
    }

    fn args(&mut self, operation: &model::Operation) -> Args {
        let mut names = Scope::with(Case::Snake, BUILDER);
        let mut all = Args::default();
        let body = operation.body.as_ref().map(|body| (body, names.claim_one(&Words::new("body")).name));
        for (index, param) in operation.params.iter().enumerate() {
            let words = Words::new(&param.wire);
            let claimed = names.claim(&[words.clone(), words.then(&Words::new("param"))]);
            codes::note_taken(self.sink, &claimed, &param.at, "parameter");
            let ty = without_null(self.types.ty(param.ty).clone());
            let mut own = param.docs.clone();
            if own.is_empty() {
                own = self.api.types[param.ty].docs.clone();
            }
            let docs = docs::of_member(&own, &param.wire, claimed.name.as_str());
            let arg = Arg { accept: accept_of(&ty), docs, name: claimed.name, slot: Slot::Param(index), ty };
            all.push(arg, param.presence == Presence::Required);
        }
        if let Some((body, name)) = body {
            let (slot, ty) = self.body(body);
            let bytes = slot == Slot::Body(BodyFormat::Bytes);
            let accept = if bytes { Accept::IntoBytes } else { Accept::Reference };
            let mut docs = docs::of(&body.docs);
            if docs.0.is_empty() {
                docs.0.push("The body.".to_owned());
            }
            all.push(Arg { name, slot, ty, accept, docs }, body.required);
        }
        all
    }

    fn body(&mut self, body: &model::Body) -> (Slot, Ty) {
        let Some(content) = content(body) else { return (Slot::Body(BodyFormat::Bytes), Ty::Runtime("Bytes")) };
        if body.contents.len() > 1 {
            let message = format!("this body may have several media types: `{}` is sent", content.media_type);
            self.sink.note(&codes::BODY_MEDIA_TYPE, &body.at, message);
        }
        let format = match content.format {
            Format::Json => BodyFormat::Json,
            Format::Form => BodyFormat::Form,
            Format::Multipart => BodyFormat::Multipart,
            Format::JsonLines => BodyFormat::Lines,
            Format::Text | Format::EventStream | Format::Bytes => BodyFormat::Bytes,
        };
        let ty = match (format, content.ty) {
            (BodyFormat::Bytes, _) => Ty::Runtime("Bytes"),
            (_, Some(ty)) => without_null(self.types.ty(ty).clone()),
            (_, None) => Ty::Any,
        };
        (Slot::Body(format), ty)
    }

    fn docs(&self, operation: &model::Operation) -> Docs {
        let mut lines = docs::of(&operation.docs).0;
        docs::section(&mut lines, prose::code(&format!("{} {}", operation.method, operation.path.text)));
        let errors: Vec<String> = operation
            .replies
            .iter()
            .filter(|reply| !reply.status.is_success())
            .map(|reply| self.error_row(reply))
            .collect();
        if !errors.is_empty() {
            docs::section(&mut lines, format!("# Errors\n\n{}", errors.join("\n")));
        }
        Docs(lines)
    }

    /// The status of an error reply, and the type that its body has.
    fn error_row(&self, reply: &model::Reply) -> String {
        let status = reply.status;
        let text = reply.docs.description.as_deref().or(reply.docs.summary.as_deref()).unwrap_or_default();
        let text = prose::line(text);
        let body = reply.contents.iter().find(|content| content.format == Format::Json);
        let body = match body.and_then(|content| content.ty).map(|ty| self.types.ty(ty).from_outside().to_string()) {
            Some(ty) => format!(" Body: `{ty}`, by `Error::body_as`."),
            None => String::new(),
        };
        format!("- `{status}`: {text}{body}")
    }
}

#[derive(Default)]
struct Args {
    args: Vec<Arg>,
    setters: Vec<Arg>,
}

impl Args {
    fn push(&mut self, arg: Arg, required: bool) {
        if required { self.args.push(arg) } else { self.setters.push(arg) }
    }
}

/// The Rust face of every operation, in the order of the model's.
pub(super) fn bindings(api: &Api, crate_name: &str, groups: &[Group]) -> Vec<OperationBinding> {
    let mut next = vec![0; groups.len()];
    api.operations
        .iter()
        .map(|operation| {
            let group = &groups[operation.group];
            let lowered = &group.operations[next[operation.group]];
            next[operation.group] += 1;
            binding(crate_name, operation, group, lowered)
        })
        .collect()
}

fn binding(crate_name: &str, operation: &model::Operation, group: &Group, lowered: &Operation) -> OperationBinding {
    let args = lowered.args.iter().map(|arg| (arg, true));
    let setters = lowered.setters.iter().map(|arg| (arg, false));
    let params = args
        .chain(setters)
        .filter_map(|(arg, required)| {
            let Slot::Param(index) = arg.slot else { return None };
            let ty = arg.ty.from_outside().to_string();
            Some((
                index,
                ParamBinding { wire: lowered.params[index].wire.clone(), rust: arg.name.to_string(), ty, required },
            ))
        })
        .collect::<std::collections::BTreeMap<_, _>>();
    OperationBinding {
        at: operation.at.clone(),
        id: operation.id.clone(),
        method: operation.method.clone(),
        path: operation.path.text.clone(),
        rust: format!("{}().{}", group.accessor, lowered.method),
        signature: samples::signature(lowered),
        params: params.into_values().collect(),
        success: lowered.reply.ty.from_outside().to_string(),
        sample: samples::sample(crate_name, group, lowered),
    }
}

fn param(param: &model::Param) -> Param {
    let usual = match param.place {
        Place::Path | Place::Header => Style::Simple,
        Place::Query | Place::QueryString | Place::Cookie => Style::Form,
    };
    let style = (param.style != usual).then_some(param.style);
    let explode = (param.explode != (param.style == Style::Form)).then_some(param.explode);
    Param {
        wire: param.wire.clone(),
        place: param.place,
        style,
        explode,
        allow_reserved: param.allow_reserved,
        json: param.content.as_deref().is_some_and(|media_type| media_type.ends_with("json")),
    }
}

/// The content of a body that the method takes: JSON where there is some, or else the first that it can make from a value.
fn content(body: &model::Body) -> Option<&Content> {
    let of = |format| body.contents.iter().find(move |content| content.format == format);
    of(Format::Json).or_else(|| of(Format::Multipart)).or_else(|| of(Format::Form)).or(body.contents.first())
}

/// The media type of the body, where it is not plain JSON.
fn content_type(operation: &model::Operation) -> Option<String> {
    let content = content(operation.body.as_ref()?)?;
    (content.media_type != "application/json").then(|| content.media_type.clone())
}

/// A struct holds its values as they are.
fn own(arg: &mut Arg) {
    arg.accept = match arg.accept {
        Accept::Reference | Accept::Elements => Accept::Value,
        other => other,
    };
}

/// A parameter that is `null` is a parameter that is left out.
fn without_null(ty: Ty) -> Ty {
    match ty {
        Ty::Option(inner) => *inner,
        other => other,
    }
}

fn accept_of(ty: &Ty) -> Accept {
    match ty {
        Ty::String => Accept::IntoString,
        Ty::Vec(item) if **item == Ty::String => Accept::IntoStrings,
        Ty::Vec(_) => Accept::Elements,
        _ => Accept::Value,
    }
}
