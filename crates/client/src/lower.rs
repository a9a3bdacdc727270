//! Lowers an `Api` to a [`Package`]. Every name and every Rust type is decided here.

mod answers;
mod args;
mod auth;
mod bodies;
mod boxes;
mod chosen;
mod claims;
mod client;
mod conversions;
mod docs;
mod features;
mod fields;
mod files;
mod fixed;
mod grammar;
mod held;
mod ids;
mod imports;
mod links;
mod manifest;
mod methods;
mod operation_bindings;
mod operation_docs;
mod operations;
mod paging;
mod paths;
mod replies;
mod reply_types;
mod sample_bodies;
mod samples;
mod scc;
mod sessions;
mod tally;
mod twins;
mod type_names;
mod types;
mod unions;
mod users;
mod values;
mod ways;
mod webhooks;

use bindery_model::{Api, Bindings};
use bindery_source::Sink;

use self::samples::Samples;
use crate::items::Package;
use crate::options::Options;

/// Decides all names and Rust types of the crate for an API.
pub fn lower(api: &Api, options: &Options, sink: &mut Sink) -> Package {
    let chosen = chosen::find(api, options, sink);
    let manifest = manifest::manifest(api, options, &chosen, sink);
    let mut claims = claims::Claims::new(options);
    let types = types::lower(api, &chosen.tys, &mut claims, sink);
    let mut names = client::BuilderNames::new();
    let mut client = client::lower(api, &manifest, &mut names);
    let groups = operations::lower(api, &types, &client, &manifest.features, &mut claims, sink);
    client.sessions = sessions::lower(api, &client, &groups, &mut names);
    client.imports = imports::client(&client);
    let webhooks = webhooks::lower(api, &types, &manifest.features, sink);
    claims.report_unused(api, sink);

    let crate_name = manifest.crate_name();
    let samples = Samples::of(&crate_name, types.bodies(), &groups);
    let operations = operation_bindings::lower(api, &samples, &groups);
    let reading = samples::reading(&operations);
    let making = samples::making(&samples, &groups);
    let mut bindings = Bindings {
        package: manifest.name.clone(),
        credentials: auth::bindings(&client),
        webhook_feature: manifest.features.webhooks.as_ref().map(ToString::to_string),
        operations,
        crate_name: crate_name.clone(),
        ..Bindings::default()
    };
    types.bind(api, &mut bindings);
    tally::untyped(api, &types, &mut bindings);
    let recursion_limit = types.recursion_limit;
    let has_patches = types.has_patches();
    let refusal = replies::refusal(api, &types);
    let (types, types_package) = types.into_files(api, &manifest, options, sink);
    Package {
        docs: docs::of_crate(api),
        recursion_limit,
        has_patches,
        refusal,
        // Without a sample that reads, the reading sample would be the same as this one.
        making: making.filter(|making| reading.is_none_or(|index| bindings.operations[index].sample != *making)),
        reading,
        types,
        types_package,
        manifest,
        client,
        tested: samples::tested(&groups),
        groups,
        webhooks,
        bindings,
    }
}
