//! The model as text, for readers and snapshots: one line per item, with members indented below.

use std::fmt::{Display, Write};

use bindery_source::Pointer;

use crate::api::{Api, Webhook};
use crate::auth::{KeyPlace, Scheme, SchemeKind};
use crate::docs::Docs;
use crate::operations::{Body, Content, Operation, Param, Place, Reply, Requirement, Server, Style};
use crate::types::{Access, Field, Presence, Rest, Role, Scalar, Shape, Tag, Travels, Type, TypeId, Types};

/// Prints an API, or only its operations and types below `only`.
///
/// Types with a name or with members are printed once, all others where they are used: `[string]` is a list, `{string}` a map,
/// `string?` may be `null`. A member with `?` is optional; one with `=` defaults to that value.
pub fn dump(api: &Api, only: Option<&Pointer>) -> String {
    let mut text = String::new();
    let wanted = |at: &Pointer| only.is_none_or(|only| at.below(only).is_some());
    if only.is_none() {
        head(&mut text, api);
    }
    for operation in api.operations.iter().filter(|operation| wanted(&operation.at)) {
        self::operation(&mut text, api, operation);
    }
    for webhook in api.webhooks.iter().filter(|webhook| wanted(&webhook.at)) {
        self::webhook(&mut text, api, webhook);
    }
    for (id, ty) in api.types.iter().filter(|(_, ty)| wanted(&ty.at)) {
        if stands_alone(ty) {
            self::ty(&mut text, &api.types, id, ty);
        }
    }
    text
}

fn head(text: &mut String, api: &Api) {
    line(text, 0, format_args!("api {:?} {:?}{}", api.info.title, api.info.version, prose(&api.info.docs)));
    api.servers.iter().for_each(|server| self::server(text, 0, server));
    for scheme in &api.schemes {
        line(text, 0, format_args!("scheme {} {}", scheme.name, scheme_kind(scheme)));
    }
    if !api.auth.is_empty() {
        line(text, 0, format_args!("auth {}", requirements(api, &api.auth)));
    }
    for group in &api.groups {
        line(text, 0, format_args!("group {:?}{}", group.name, prose(&group.docs)));
    }
}

fn server(text: &mut String, depth: usize, server: &Server) {
    line(text, depth, format_args!("server {}", server.url));
    for variable in &server.variables {
        line(text, depth + 1, format_args!("{} = {:?} {:?}", variable.name, variable.default, variable.values));
    }
}

fn scheme_kind(scheme: &Scheme) -> String {
    match &scheme.kind {
        SchemeKind::Bearer => "bearer".to_owned(),
        SchemeKind::Basic => "basic".to_owned(),
        SchemeKind::Http(name) => format!("http {name}"),
        SchemeKind::Key { place, name, prefix } => {
            let place = match place {
                KeyPlace::Header => "header",
                KeyPlace::Query => "query",
                KeyPlace::Cookie => "cookie",
            };
            format!(
                "key in {place} {name}{}",
                if prefix.is_empty() { String::new() } else { format!(" after {prefix:?}") }
            )
        }
        SchemeKind::OAuth2(flows) => {
            let flows: Vec<_> = flows.iter().map(|flow| flow.name.as_str()).collect();
            format!("oauth2 {}", flows.join(", "))
        }
        SchemeKind::OpenIdConnect(issuer) => format!("openid {issuer}"),
        SchemeKind::MutualTls => "mutual tls".to_owned(),
    }
}

fn requirements(api: &Api, requirements: &[Requirement]) -> String {
    let one = |requirement: &Requirement| {
        let schemes = requirement.schemes.iter().map(|(index, scopes)| match scopes.as_slice() {
            [] => api.schemes[*index].name.clone(),
            scopes => format!("{}({})", api.schemes[*index].name, scopes.join(" ")),
        });
        let schemes: Vec<_> = schemes.collect();
        if schemes.is_empty() { "nothing".to_owned() } else { schemes.join(" + ") }
    };
    let ways: Vec<_> = requirements.iter().map(one).collect();
    if ways.is_empty() { "nothing".to_owned() } else { ways.join(" | ") }
}

fn operation(text: &mut String, api: &Api, operation: &Operation) {
    text.push('\n');
    let id = operation.id.as_deref().unwrap_or("-");
    let docs = prose(&operation.docs);
    line(text, 0, format_args!("{} {} {id}{docs}", operation.method, operation.path.text));
    line(text, 1, format_args!("group {:?}", api.groups[operation.group].name));
    if operation.auth != api.auth {
        line(text, 1, format_args!("auth {}", requirements(api, &operation.auth)));
    }
    operation.paging.iter().for_each(|paging| line(text, 1, format_args!("paged {paging}")));
    operation.servers.iter().for_each(|server| self::server(text, 1, server));
    operation.params.iter().for_each(|param| self::param(text, api, param));
    exchange(text, api, operation.body.as_ref(), &operation.replies);
}

fn webhook(text: &mut String, api: &Api, webhook: &Webhook) {
    text.push('\n');
    let kind = if webhook.callback.is_some() { "callback" } else { "webhook" };
    line(text, 0, format_args!("{kind} {:?} {}{}", webhook.name, webhook.method, prose(&webhook.docs)));
    if let Some(callback) = &webhook.callback {
        let asking = &api.operations[callback.operation];
        line(text, 1, format_args!("to {} of {} {}", callback.url, asking.method, asking.path.text));
    }
    exchange(text, api, webhook.body.as_ref(), &webhook.replies);
}

fn exchange(text: &mut String, api: &Api, body: Option<&Body>, replies: &[Reply]) {
    if let Some(body) = body {
        let mark = if body.required { "" } else { "?" };
        line(text, 1, format_args!("body{mark} {}{}", contents(api, &body.contents), prose(&body.docs)));
    }
    for reply in replies {
        line(text, 1, format_args!("{} {}{}", reply.status, contents(api, &reply.contents), prose(&reply.docs)));
        for header in &reply.headers {
            let mark = if header.required { "" } else { "?" };
            let ty = spell(&api.types, header.ty);
            line(text, 2, format_args!("header {}{mark}: {ty}{}", header.name, prose(&header.docs)));
        }
    }
}

fn param(text: &mut String, api: &Api, param: &Param) {
    let place = match param.place {
        Place::Path => "path",
        Place::Query => "query",
        Place::QueryString => "querystring",
        Place::Header => "header",
        Place::Cookie => "cookie",
    };
    let usual = Style::usual(param.place);
    let mut manner = String::new();
    if let Some(media_type) = &param.content {
        let _ = write!(manner, " as {media_type}");
    } else if (param.style, param.explode) != (usual, usual.explodes()) {
        let _ = write!(manner, " {:?}{}", param.style, if param.explode { " exploded" } else { "" });
    }
    if param.allow_reserved {
        manner.push_str(" reserved");
    }
    let ty = spell(&api.types, param.ty);
    let presence = presence(&param.presence);
    line(text, 1, format_args!("{place} {}{presence}: {ty}{manner}{}", param.wire, prose(&param.docs)));
}

fn contents(api: &Api, contents: &[Content]) -> String {
    let one = |content: &Content| match content.ty {
        Some(ty) => format!("{} {:?} {}", content.media_type, content.format, spell(&api.types, ty)),
        None => format!("{} {:?}", content.media_type, content.format),
    };
    let all: Vec<_> = contents.iter().map(one).collect();
    if all.is_empty() { "nothing".to_owned() } else { all.join(" | ") }
}

fn stands_alone(ty: &Type) -> bool {
    ty.hint.component.is_some() || matches!(ty.shape, Shape::Struct(_) | Shape::Enum(_) | Shape::Union(_))
}

fn ty(text: &mut String, types: &Types, id: TypeId, ty: &Type) {
    text.push('\n');
    let travels = match ty.travels {
        Travels { out: true, back: true } => " <->",
        Travels { out: true, back: false } => " ->",
        Travels { out: false, back: true } => " <-",
        Travels { out: false, back: false } => "",
    };
    let head = format!("{}{travels}", label(types, id));
    let docs = prose(&ty.docs);
    match &ty.shape {
        Shape::Struct(object) => {
            let rest = match object.rest {
                Rest::Open => String::new(),
                Rest::Closed => " closed".to_owned(),
                Rest::Typed(rest) => format!(" rest {}", spell(types, rest)),
            };
            line(text, 0, format_args!("struct {head}{rest}{docs}"));
            object.fields.iter().for_each(|field| self::field(text, types, field));
        }
        Shape::Enum(list) => {
            let open = if list.is_open { " or any text" } else { "" };
            line(text, 0, format_args!("enum {head}{open}{docs}"));
            for value in &list.values {
                let name = value.name.as_ref().map(|name| format!(" {name}")).unwrap_or_default();
                line(text, 1, format_args!("{}{name}{}", value.wire, prose(&value.docs)));
            }
        }
        Shape::Union(union) => {
            let tag = match &union.tag {
                Tag::Property(name) => format!("by {name}"),
                Tag::Kind => "by kind".to_owned(),
                Tag::Untagged => "untagged".to_owned(),
            };
            line(text, 0, format_args!("union {head} {tag}{docs}"));
            for variant in &union.variants {
                let tags =
                    if variant.tags.is_empty() { String::new() } else { format!("{}: ", variant.tags.join(" | ")) };
                let default = if variant.is_default { " by default" } else { "" };
                line(text, 1, format_args!("{tags}{}{default}", spell(types, variant.ty)));
            }
        }
        shape => line(text, 0, format_args!("type {head} = {}{docs}", spell_shape(types, shape, NESTED))),
    }
}

fn field(text: &mut String, types: &Types, field: &Field) {
    let access = match field.access {
        Access::ReadWrite => "",
        Access::ReadOnly => " read only",
        Access::WriteOnly => " write only",
    };
    let presence = presence(&field.presence);
    let ty = spell(types, field.ty);
    line(text, 1, format_args!("{}{presence}: {ty}{access}{}", field.wire, prose(&field.docs)));
}

fn presence(presence: &Presence) -> String {
    match presence {
        Presence::Required => String::new(),
        Presence::Optional => "?".to_owned(),
        Presence::Defaulted(value) => format!("={value}"),
    }
}

/// Types without a name are spelled up to this depth, because a list may contain itself.
const NESTED: usize = 8;

fn spell(types: &Types, id: TypeId) -> String {
    spell_within(types, id, NESTED)
}

fn spell_within(types: &Types, id: TypeId, depth: usize) -> String {
    if depth == 0 || stands_alone(&types[id]) {
        return label(types, id);
    }
    spell_shape(types, &types[id].shape, depth - 1)
}

fn spell_shape(types: &Types, shape: &Shape, depth: usize) -> String {
    let inner = |id: &TypeId| spell_within(types, *id, depth);
    match shape {
        Shape::List(item) => format!("[{}]", inner(item)),
        Shape::Map(value) => format!("{{{}}}", inner(value)),
        Shape::Tuple(tuple) => {
            let rest = tuple.rest.map(|rest| format!("{}…", inner(&rest)));
            let items: Vec<_> = tuple.items.iter().map(inner).chain(rest).collect();
            format!("({})", items.join(", "))
        }
        Shape::Nullable(value) => format!("{}?", inner(value)),
        Shape::Alias(target) => inner(target),
        Shape::Scalar(scalar) => scalar_name(*scalar).to_owned(),
        Shape::Any => "any".to_owned(),
        Shape::Never => "never".to_owned(),
        Shape::Struct(_) | Shape::Enum(_) | Shape::Union(_) => "…".to_owned(),
    }
}

/// The component's name, or else the pointer. A part of a schema is marked as such.
fn label(types: &Types, id: TypeId) -> String {
    let ty = &types[id];
    if let Some(component) = &ty.hint.component {
        return component.clone();
    }
    let part = match &ty.hint.owner {
        _ if types.at(&ty.at) == Some(id) => "",
        Some((_, Role::NonNull)) => "~not-null",
        _ => "~part",
    };
    format!("#{}{part}", ty.at)
}

fn scalar_name(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::Null => "null",
        Scalar::Boolean => "boolean",
        Scalar::Integer(width) => width.as_str(),
        Scalar::Float => "float",
        Scalar::Double => "double",
        Scalar::Decimal => "decimal",
        Scalar::String => "string",
        Scalar::Password => "password",
        Scalar::DateTime => "date-time",
        Scalar::Date => "date",
        Scalar::Time => "time",
        Scalar::Duration => "duration",
        Scalar::Uuid => "uuid",
        Scalar::Uri => "uri",
        Scalar::Base64 => "base64",
        Scalar::Binary => "binary",
    }
}

/// Docs at the end of a line: deprecation, constraints, and the first words.
fn prose(docs: &Docs) -> String {
    let mut text = String::new();
    if docs.deprecated {
        text.push_str(" deprecated");
    }
    if !docs.constraints.is_empty() {
        let _ = write!(text, " ({})", docs.constraints.join(", "));
    }
    let words = docs.summary.as_deref().or(docs.description.as_deref()).unwrap_or_default();
    let words = words.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    if !words.is_empty() {
        let shown: String = words.chars().take(60).collect();
        let more = if shown.len() < words.len() { "…" } else { "" };
        let _ = write!(text, "  # {shown}{more}");
    }
    text
}

fn line(text: &mut String, depth: usize, content: impl Display) {
    for _ in 0..depth {
        text.push_str("  ");
    }
    let _ = writeln!(text, "{content}");
}
