//! The groups and the methods of their operations.

use bindery_model::api::Webhook;
use bindery_model::bindings::{ArgBinding, GivenParam, OperationBinding, ParamBinding};
use bindery_model::operations::{self as model, Format, Repeat, Style};
use bindery_model::types::Presence;
use bindery_model::{Api, prose};
use bindery_source::Sink;

use super::claims::Claims;
use super::fields::MOST_ARGUMENTS;
use super::samples::Samples;
use super::types::Types;
use super::{
    answers, args, auth, bodies, client, docs, files, fixed, imports, methods, paging, replies, samples, ways,
};
use crate::codes;
use crate::items::{Accept, Arg, Client, Docs, Features, Group, Operation, Param, Slot, Way};
use crate::names::{Case, Name, PRELUDE, Scope, Words};
use crate::ty::Ty;

/// Names that the files of operations and of the client import or define.
const IMPORTED: [&str; 11] =
    ["Api", "Builder", "Call", "Client", "Core", "Credential", "Operation", "Param", "Request", "Scheme", "Variable"];

/// Methods of every client.
pub(super) const CLIENT: [&str; 5] = ["builder", "from_env", "clone", "new", "core"];

/// The groups of operations.
pub(super) fn lower(
    api: &Api,
    types: &Types,
    client: &Client,
    features: &Features,
    claims: &mut Claims<'_>,
    sink: &mut Sink,
) -> Vec<Group> {
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
        let operations: Vec<_> = api.operations.iter().filter(|operation| operation.group == index).collect();
        let names = lowering.methods(&operations, index);
        let operations = operations.into_iter().zip(names);
        let operations: Vec<Operation> =
            operations.map(|(operation, name)| lowering.operation(operation, name)).collect();
        let group = &api.groups[index];
        let mut docs = docs::of(&group.docs);
        if docs.0.is_empty() {
            docs.0.push(format!("Operations of the group {}.", prose::code(&group.name)));
        }
        groups.push(Group {
            exports: imports::exports(&name, &operations),
            imports: imports::imports(&operations),
            uses_types: imports::uses_types(&operations),
            name,
            accessor,
            module,
            gate: features.gate([index]),
            docs,
            operations,
        });
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

/// The name of an operation in diagnostics and in the client: its id, or its method and path.
pub(super) fn id(operation: &model::Operation) -> String {
    operation.id.clone().unwrap_or_else(|| format!("{} {}", operation.method, operation.path.text))
}

/// The lowered operation with this index. The operations of a group are in the order of the API.
pub(super) fn of<'g>(api: &Api, groups: &'g [Group], index: usize) -> &'g Operation {
    let group = api.operations[index].group;
    let before = api.operations[..index].iter().filter(|operation| operation.group == group).count();
    &groups[group].operations[before]
}

impl Lowering<'_, '_> {
    fn operation(&mut self, operation: &model::Operation, method: Name) -> Operation {
        let words = methods::words(self.api, operation);
        let table = self.tables.claim_one(&words).name;
        let reply = replies::lower(operation, &words, self.types, self.names, self.sink);
        let paging = paging::lower(operation, &reply, self.types);
        let body = bodies::lower(self.api, operation, self.types, self.names, self.sink);
        let ways = ways::lower(self.api, operation, &reply);
        let all_required = operation.params.iter().all(|param| param.presence == Presence::Required)
            && body.as_ref().is_none_or(|body| body.required);
        let is_direct = all_required && paging.is_none();
        let mut reserved: Vec<_> = ways.iter().map(|way| way.claimed()).collect();
        if paging.is_some() {
            reserved.extend(paging::CLAIMED);
        }
        if is_direct {
            // Without a builder, the method uses its reader's name beside those of its arguments.
            reserved.push(reply.reader.name());
        }
        let mut args = args::lower(self.api, operation, body.as_ref(), &reserved, self.types, self.sink);
        let bundle = (args.required.len() > MOST_ARGUMENTS).then(|| {
            args.bundle();
            self.names.claim_one(&words.clone().then(&Words::new("required"))).name
        });
        let builder = (!is_direct).then(|| self.names.claim(&[words.clone(), words.then(&Words::new("call"))]).name);
        let own_auth = auth::alternatives(self.api, &operation.auth);
        let choice = body.as_ref().filter(|body| body.required).and_then(|body| body.choice.clone());
        let (content_type, contents, encodings) =
            body.map(|body| (body.content_type, body.contents, body.encodings)).unwrap_or_default();
        Operation {
            table,
            method,
            builder,
            docs: self.docs(operation, choice.as_deref(), paging.is_some(), ways.contains(&Way::Download)),
            deprecated: operation.docs.deprecated,
            id: id(operation),
            http_method: operation.method.clone(),
            path: operation.path.sent().to_owned(),
            params: operation.params.iter().map(|param| self.param(param)).collect(),
            args: args.required,
            bundle,
            setters: args.optional,
            auth: (own_auth != self.client.auth).then_some(own_auth),
            content_type,
            contents,
            encodings,
            streams: replies::streams(operation),
            statuses: replies::statuses(operation),
            repeat: match operation.repeat {
                Repeat::ByMethod => None,
                Repeat::Always => Some("Always"),
                Repeat::Never => Some("Never"),
            },
            idempotency: operation.idempotency.clone(),
            server: operation.servers.first().map(client::expand),
            accept: replies::accept(operation),
            paging,
            ways,
            reply,
            answer: answers::lower(self.api, operation),
        }
    }

    /// The row of a parameter. It only states what differs from the defaults.
    fn param(&self, param: &model::Param) -> Param {
        Param {
            wire: param.wire.clone(),
            place: param.place,
            style: (param.style != Style::usual(param.place)).then_some(param.style),
            explode: (param.explode != param.style.explodes()).then_some(param.explode),
            allow_reserved: param.allow_reserved,
            json: param.is_json(),
            fixed: fixed::of_param(self.api, self.types, param),
        }
    }

    /// The names of a group's methods.
    fn methods(&mut self, operations: &[&model::Operation], group: usize) -> Vec<Name> {
        let chosen = self.claims.of_operations(operations, &mut self.methods, self.sink);
        let named = operations.iter().zip(chosen);
        named.map(|(operation, chosen)| chosen.unwrap_or_else(|| self.method(operation, group))).collect()
    }

    /// The name of a method, if none is chosen for it.
    fn method(&mut self, operation: &model::Operation, group: usize) -> Name {
        let candidates = methods::candidates(self.api, operation, &self.api.groups[group]);
        let claimed = self.methods.claim(&candidates);
        let numbered =
            claimed.renamed && !candidates.iter().any(|words| words.in_case(Case::Snake) == claimed.name.as_str());
        if numbered {
            self.sink
                .note(
                    &codes::NAME_TAKEN,
                    &operation.at,
                    format!("this operation is named `{}` because its name is taken", claimed.name),
                )
                .help("choose a name under `client.names` in bindery.yaml, by its operationId or its method and path");
        }
        claimed.name
    }

    /// The docs of the method. `choice` is the sentence about its body.
    fn docs(&self, operation: &model::Operation, choice: Option<&str>, is_paged: bool, comes_in: bool) -> Docs {
        let mut lines = docs::of(&operation.docs).0;
        if is_paged {
            let hint = "The list is paged: awaiting returns one page, `items()` yields all items, `pages()` all pages.";
            docs::section(&mut lines, hint.to_owned());
        }
        if comes_in {
            let hint = "The reply may be large: awaiting reads all of it, `download()` streams it.";
            docs::section(&mut lines, hint.to_owned());
        }
        choice.into_iter().for_each(|choice| docs::section(&mut lines, choice.to_owned()));
        docs::section(&mut lines, prose::code(&format!("{} {}", operation.method, operation.path.text)));
        let errors: Vec<String> = operation.refusals().map(|reply| self.error_row(reply)).collect();
        if !errors.is_empty() {
            docs::section(&mut lines, format!("# Errors\n\n{}", errors.join("\n")));
        }
        let headers: Vec<String> = operation.successes().flat_map(|reply| self.header_rows(reply)).collect();
        if !headers.is_empty() {
            docs::section(&mut lines, format!("# Reply headers\n\n{}", headers.join("\n")));
        }
        let mut next: Vec<String> =
            operation.replies.iter().flat_map(|reply| &reply.links).map(docs::of_link).collect();
        next.dedup();
        if !next.is_empty() {
            docs::section(&mut lines, format!("# Links\n\n{}", next.join("\n")));
        }
        let index = self.api.operations.iter().position(|known| known.at == operation.at);
        let asked =
            |webhook: &&Webhook| webhook.callback.as_ref().is_some_and(|callback| Some(callback.operation) == index);
        let callbacks: Vec<String> =
            self.api.webhooks.iter().filter(asked).map(|hook| self.callback_row(hook)).collect();
        if !callbacks.is_empty() {
            docs::section(&mut lines, format!("# Callbacks\n\n{}", callbacks.join("\n")));
        }
        Docs(lines)
    }

    /// The headers of a successful reply, and how to read them.
    fn header_rows(&self, reply: &model::Reply) -> Vec<String> {
        let row = |header: &model::Header| {
            let ty = self.types.ty(header.ty).from_outside().to_string();
            let text = prose::line(header.docs.description.as_deref().unwrap_or_default());
            let call = format!("meta.header::<{ty}>({:?})", header.name);
            format!("- {}: {text} Via {} after `with_meta`.", prose::code(&header.name), prose::code(&call))
        };
        reply.headers.iter().map(row).collect()
    }

    /// A callback to a URL of the call, and the type of its body.
    fn callback_row(&self, callback: &Webhook) -> String {
        let url = callback.callback.as_ref().map(|callback| callback.url.as_str()).unwrap_or_default();
        let text = prose::line(callback.docs.summary.as_deref().unwrap_or_default());
        let body = callback.body.as_ref().and_then(|body| body.contents.iter().find_map(|content| content.ty));
        let body = match body.map(|ty| self.types.ty(ty).from_outside().to_string()) {
            Some(ty) => format!(" Body: {}.", prose::code(&ty)),
            None => String::new(),
        };
        format!(
            "- {}: {text} {}{body}",
            prose::code(&callback.name),
            prose::code(&format!("{} {url}", callback.method))
        )
    }

    /// The status of an error reply, and the type of its body.
    fn error_row(&self, reply: &model::Reply) -> String {
        let status = reply.status;
        let text = reply.docs.description.as_deref().or(reply.docs.summary.as_deref()).unwrap_or_default();
        let text = prose::line(text);
        let body = reply.contents.iter().find(|content| content.format == Format::Json);
        let body = match body.and_then(|content| content.ty).map(|ty| self.types.ty(ty).from_outside().to_string()) {
            Some(ty) => format!(" Body: `{ty}`, via `Error::body_as`."),
            None => String::new(),
        };
        format!("- `{status}`: {text}{body}")
    }
}

/// The Rust names of every operation, in the order of the model.
pub(super) fn bindings(api: &Api, samples: &Samples<'_>, groups: &[Group]) -> Vec<OperationBinding> {
    let mut next = vec![0; groups.len()];
    api.operations
        .iter()
        .map(|operation| {
            let group = &groups[operation.group];
            let lowered = &group.operations[next[operation.group]];
            next[operation.group] += 1;
            binding(samples, operation, group, lowered)
        })
        .collect()
}

fn binding(
    samples: &Samples<'_>,
    operation: &model::Operation,
    group: &Group,
    lowered: &Operation,
) -> OperationBinding {
    OperationBinding {
        at: operation.at.clone(),
        id: operation.id.clone(),
        method: operation.method.clone(),
        path: operation.path.text.clone(),
        rust: format!("{}().{}", group.accessor, lowered.method),
        feature: group.gate.features().first().cloned(),
        signature: samples::signature(lowered),
        params: param_bindings(lowered),
        args: arg_bindings(samples.crate_name, operation, lowered),
        bundle: lowered.bundle.as_ref().map(ToString::to_string),
        success: lowered.reply.ty.from_outside().to_string(),
        items: lowered.paging.as_ref().map(|paging| paging.item.from_outside().to_string()),
        is_list: lowered.paging.is_some() || matches!(lowered.reply.ty, Ty::Vec(_)),
        sample: samples::sample(samples, group, lowered),
    }
}

/// The Rust names of the parameters, in the order of the table.
fn param_bindings(lowered: &Operation) -> Vec<ParamBinding> {
    let face = |(index, param): (usize, &Param)| {
        let is_it = |arg: &&Arg| matches!(arg.slot, Slot::Param(slot) if slot == index);
        let arg = lowered.args.iter().chain(&lowered.setters).find(is_it);
        let given = arg.map(|arg| GivenParam {
            name: arg.name.to_string(),
            ty: arg.ty.from_outside().to_string(),
            required: lowered.args.iter().any(|required| required.name == arg.name),
        });
        ParamBinding { wire: param.wire.clone(), fixed: param.fixed.clone(), given }
    };
    lowered.params.iter().enumerate().map(face).collect()
}

fn arg_bindings(crate_name: &str, operation: &model::Operation, lowered: &Operation) -> Vec<ArgBinding> {
    let args = lowered.args.iter().map(|arg| (arg, true));
    let setters = lowered.setters.iter().map(|arg| (arg, false));
    args.chain(setters)
        .map(|(arg, required)| {
            let code = match &arg.ty {
                Ty::Beside(_) => None,
                Ty::Runtime("Upload") => Some("String".to_owned()),
                ty => Some(ty.from_outside().code_through(crate_name).to_string()),
            };
            let at = match arg.slot {
                Slot::Param(index) => operation.params[index].at.clone(),
                Slot::Body(_) => bodies::sent(operation, lowered.content_type.as_deref()),
            };
            let (name, by_reference) = (arg.name.to_string(), arg.accept == Accept::Reference);
            ArgBinding { at, name, code, required, by_reference }
        })
        .collect()
}
