//! A [`Package`] as text, one line per item or member: for `--dump items` and for snapshots.

use std::fmt::Write as _;

use crate::items::{
    Alternative, Arg, ContentKind, Group, Kind, New, Operation, Package, SchemeKind, Slot, Struct, Type, TypeFile,
    TypeKind,
};

/// Prints the names and types that were decided.
pub fn items(package: &Package) -> String {
    let mut text = String::new();
    let manifest = &package.manifest;
    line(&mut text, 0, &format!("package {} {}", manifest.name, manifest.version));
    let client = &package.client;
    for url in &client.servers {
        line(&mut text, 0, &format!("server {url}"));
    }
    for scheme in &client.schemes {
        let sent = match &scheme.kind {
            SchemeKind::Bearer => "bearer".to_owned(),
            SchemeKind::Basic => "basic".to_owned(),
            SchemeKind::HeaderKey { name, prefix } => format!("header `{name}: {prefix}…`"),
            SchemeKind::QueryKey { name } => format!("query `{name}`"),
            SchemeKind::CookieKey { name } => format!("cookie `{name}`"),
        };
        line(&mut text, 0, &format!("scheme {}: {sent}, from {}", scheme.setter, scheme.env));
    }
    for session in &client.sessions {
        line(
            &mut text,
            0,
            &format!("session {}: {} {}", session.setter, session.log_in.http_method, session.log_in.path),
        );
        for (row, operation) in &session.operations {
            line(&mut text, 1, &format!("{row}: {} {}", operation.http_method, operation.path));
        }
        session.methods.iter().for_each(|method| line(&mut text, 1, &format!("client.{}()", method.name)));
    }
    package.groups.iter().for_each(|group| self::group(&mut text, group));
    package.types.iter().for_each(|file| self::file(&mut text, file));
    if let Some(separate) = &package.types_package {
        line(&mut text, 0, &format!("\npackage {}", separate.manifest.name));
        separate.types.iter().for_each(|file| self::file(&mut text, file));
    }
    if let Some(webhooks) = &package.webhooks {
        line(&mut text, 0, &format!("\nwebhooks.rs: signed in `{}`", webhooks.signing.header));
        for event in &webhooks.events {
            let holds = event.ty.as_ref().map(|ty| format!("({ty})")).unwrap_or_default();
            line(&mut text, 1, &format!("{}{holds} = {:?}", event.name, event.wire));
        }
    }
    text
}

fn group(text: &mut String, group: &Group) {
    line(text, 0, &format!("\noperations/{}.rs: {} by client.{}()", group.module, group.name, group.accessor));
    group.operations.iter().for_each(|operation| self::operation(text, operation));
}

fn operation(text: &mut String, operation: &Operation) {
    let Operation { method, http_method, path, reply, .. } = operation;
    let args: Vec<String> = operation.args.iter().map(|arg| format!("{}: {}", arg.name, arg.ty)).collect();
    let builder = operation.builder.as_ref().map(|name| format!(" by {name}")).unwrap_or_default();
    let deprecated = if operation.deprecated { " (deprecated)" } else { "" };
    line(text, 1, &format!("{method}({}) -> {}{builder}: {http_method} {path}{deprecated}", args.join(", "), reply.ty));
    for arg in operation.args.iter().chain(&operation.setters) {
        line(text, 2, &value(operation, arg));
    }
    for ContentKind { name, media_type, ty, .. } in operation.contents.iter().flat_map(|contents| &contents.kinds) {
        line(text, 2, &format!("{name}({ty}) -> {media_type}"));
    }
    for Kind { name, status, media_types, ty, .. } in operation.reply.outcome.iter().flat_map(|outcome| &outcome.kinds)
    {
        line(text, 2, &format!("{status} {} -> {name}({ty})", media_types.join(", ")));
    }
    if let Some(auth) = &operation.auth {
        let sets: Vec<String> = auth.iter().map(|set| format!("[{}]", set.join(" + "))).collect();
        line(text, 2, &format!("auth {}", sets.join(" or ")));
    }
}

fn value(operation: &Operation, arg: &Arg) -> String {
    let Arg { name, ty, slot, .. } = arg;
    match slot {
        Slot::Body(_) => format!("{name}: {ty} as the body"),
        Slot::Param(index) => {
            let param = &operation.params[*index];
            let style = param.style.map(|style| format!(", {style:?}")).unwrap_or_default();
            let explode = param.explode.map(|explode| format!(", explode {explode}")).unwrap_or_default();
            format!("{name}: {ty} in {:?} `{}`{style}{explode}", param.place, param.wire)
        }
    }
}

fn file(text: &mut String, file: &TypeFile) {
    line(text, 0, &format!("\ntypes/{}.rs", file.module));
    file.types.iter().for_each(|ty| self::ty(text, ty));
}

fn ty(text: &mut String, ty: &Type) {
    let name = &ty.name;
    match &ty.kind {
        TypeKind::Struct(shape) => structure(text, name.as_str(), shape),
        TypeKind::StringEnum(variants) => {
            line(text, 1, &format!("enum {name}"));
            variants.iter().for_each(|variant| line(text, 2, &format!("{} = {:?}", variant.name, variant.wire)));
        }
        TypeKind::ConstantEnum(constants) => {
            line(text, 1, &format!("enum {name}"));
            constants.iter().for_each(|constant| line(text, 2, &format!("{} = {}", constant.name, constant.wire)));
        }
        TypeKind::Tuple(tuple) => {
            line(text, 1, &format!("tuple {name}"));
            tuple.items.iter().chain(&tuple.rest).for_each(|(name, ty)| line(text, 2, &format!("{name}: {ty}")));
        }
        TypeKind::Union(union) => {
            line(text, 1, &format!("union {name} by {:?}", union.told));
            for Alternative { name, ty, tags, kinds, .. } in &union.alternatives {
                line(text, 2, &format!("{name}({ty}) {}{}", tags.join(", "), kinds.join(", ")));
            }
            union.units.iter().for_each(|unit| line(text, 2, &format!("{} = {}", unit.name, unit.wire)));
        }
        TypeKind::Alias(target) => line(text, 1, &format!("type {name} = {target}")),
    }
}

fn structure(text: &mut String, name: &str, shape: &Struct) {
    let new = match &shape.new {
        New::Default => "",
        New::Args => ", new(…)",
        New::Required(_) => ", new(…Required)",
    };
    let setters = if shape.setters { ", setters" } else { "" };
    line(text, 1, &format!("struct {name}{new}{setters}"));
    for field in &shape.fields {
        let required = if field.required { ", required" } else { "" };
        let secret = if field.secret { ", secret" } else { "" };
        line(text, 2, &format!("{}: {} = {:?}{required}{secret}", field.name, field.ty, field.wire));
    }
    shape.constants.iter().for_each(|(wire, value)| line(text, 2, &format!("{wire:?} is {value}")));
    shape.extra.iter().for_each(|(name, ty)| line(text, 2, &format!("{name}: {ty} keeps the rest")));
}

fn line(text: &mut String, depth: usize, line: &str) {
    let _ = writeln!(text, "{:1$}{line}", "", depth * 2);
}
