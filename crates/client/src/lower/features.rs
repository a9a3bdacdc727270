//! One Cargo feature for each group.

use bindery_model::Api;
use bindery_source::{Pointer, Sink, Site, nearest};

use super::webhooks;
use crate::codes;
use crate::items::Features;
use crate::names::{Case, Name, Scope, Words};
use crate::options::Options;

/// Names that no group may have, in addition to those of [`Features::RUNTIME`].
const TAKEN: [&str; 3] = ["default", Features::FULL, "jiff"];

/// crates.io rejects a package with more features.
const MOST: usize = 300;

/// The features of the crate. There are none if they are turned off or too many.
pub(super) fn lower(api: &Api, options: &Options, sink: &mut Sink) -> Features {
    let wanted = options.features.groups && !options.module && !api.groups.is_empty();
    let too_many = api.groups.len() + TAKEN.len() + Features::RUNTIME.len() > MOST;
    if wanted && too_many {
        let message =
            format!("{} groups are too many for Cargo features: all of them are always compiled", api.groups.len());
        sink.note(&codes::FEATURES_TOO_MANY, Pointer::root().key("paths"), message);
    }
    let (groups, webhooks) = if wanted && !too_many { names(api) } else { (Vec::new(), None) };
    let default = match &options.features.default {
        Some(chosen) => known(chosen, &groups, webhooks.as_ref(), options, sink),
        None if groups.is_empty() => Vec::new(),
        None => vec![Features::FULL.to_owned()],
    };
    Features { groups, webhooks, default }
}

/// The features of the groups, and the one of webhooks.
fn names(api: &Api) -> (Vec<Name>, Option<Name>) {
    let of_runtime = Features::RUNTIME.map(|feature| feature.name);
    let mut scope = Scope::with(Case::Kebab, TAKEN.into_iter().chain(of_runtime));
    let mut claim = |words: Words| scope.claim(&[words.clone(), words.then(&Words::new("group"))]).name;
    let groups = api.groups.iter().map(|group| claim(Words::new(&group.name))).collect();
    // Many APIs have a group `webhooks`, whose operations manage the targets of messages.
    let webhooks = webhooks::hooks(api).next().map(|_| claim(Words::new("webhook events")));
    (groups, webhooks)
}

/// The chosen default features that exist.
fn known(
    chosen: &[String],
    groups: &[Name],
    webhooks: Option<&Name>,
    options: &Options,
    sink: &mut Sink,
) -> Vec<String> {
    let full = (!groups.is_empty()).then_some(Features::FULL);
    let names: Vec<&str> = full.into_iter().chain(groups.iter().chain(webhooks).map(Name::as_str)).collect();
    let section = Pointer::root().keys(["client", "features", "default"]);
    let mut found = Vec::new();
    for (index, feature) in chosen.iter().enumerate() {
        if names.contains(&feature.as_str()) {
            found.push(feature.clone());
            continue;
        }
        let site = Site::file(&options.file, section.index(index));
        let said = sink.error(&codes::FEATURE_UNKNOWN, site, format!("the crate has no feature `{feature}`"));
        match nearest(feature, names.iter().copied()) {
            Some(meant) => said.help(format!("did you mean `{meant}`?")),
            None => said.help("write `full`, or the name of a group in kebab-case"),
        };
    }
    found
}
