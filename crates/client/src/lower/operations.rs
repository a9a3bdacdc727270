//! The groups and the methods of their operations.

use bindery_model::operations::{self as model, Style};
use bindery_model::types::Presence;
use bindery_model::{Api, prose};
use bindery_source::Sink;

use super::claims::Claims;
use super::fields::MOST_ARGUMENTS;
use super::operation_docs::OperationDocs;
use super::types::Types;
use super::{answers, args, auth, bodies, client, docs, files, fixed, imports, methods, paging, replies, ways};
use crate::codes;
use crate::items::{Client, Features, Group, Operation, Param, User};
use crate::names::{Case, Name, PRELUDE, Scope, Words};

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
        let operations: Vec<_> = (0..api.operations.len()).filter(|at| api.operations[*at].group == index).collect();
        let names = lowering.methods(&operations, index);
        let operations = operations.into_iter().zip(names);
        let operations: Vec<Operation> = operations.map(|(at, name)| lowering.operation(at, name)).collect();
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
            gate: features.gate([User::Group(index)]),
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
    fn operation(&mut self, index: usize, method: Name) -> Operation {
        let operation = &self.api.operations[index];
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
        let docs = OperationDocs { api: self.api, types: self.types };
        let docs = docs.of(index, paging.as_ref(), &ways, choice.as_deref());
        Operation {
            table,
            method,
            builder,
            docs,
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
            repeat: operation.repeat,
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
    fn methods(&mut self, operations: &[usize], group: usize) -> Vec<Name> {
        let operations: Vec<_> = operations.iter().map(|index| &self.api.operations[*index]).collect();
        let chosen = self.claims.of_operations(&operations, &mut self.methods, self.sink);
        let named = operations.into_iter().zip(chosen);
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
}
