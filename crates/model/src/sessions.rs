//! Sessions that `bindery.yaml` declares.

use bindery_source::{Sink, nearest};

use crate::Api;
use crate::auth::Session;
use crate::codes;
use crate::keys;
use crate::overrides::{Overrides, SessionBy};
use crate::types::Presence;

/// Finds the schemes and operations that the sessions name.
pub(crate) fn apply(api: &mut Api, overrides: &Overrides, sink: &mut Sink) {
    let found = overrides.sessions.iter().filter_map(|(scheme, by)| session(api, scheme, by, overrides, sink));
    api.sessions = found.collect();
}

fn session(api: &Api, name: &str, by: &SessionBy, overrides: &Overrides, sink: &mut Sink) -> Option<Session> {
    let scheme = api.schemes.iter().position(|scheme| scheme.name == name);
    if scheme.is_none() {
        let site = overrides.site(&["sessions", name]).on_key();
        let said = sink.error(&codes::OVERRIDE_UNUSED, site, format!("there is no security scheme `{name}`"));
        if let Some(meant) = nearest(name, api.schemes.iter().map(|scheme| scheme.name.as_str())) {
            said.help(format!("did you mean `{meant}`?"));
        }
    }
    let mut find = |member: &str, key: Option<&String>| {
        let key = key?;
        let found = api.operations.iter().position(|operation| operation.keys.has(key));
        let fault = match found.map(|index| &api.operations[index]) {
            None => keys::unknown(api, key),
            Some(operation) if operation.params.iter().any(|param| param.presence == Presence::Required) => {
                format!("`{key}` requires a parameter, for which a session has no value")
            }
            Some(_) => return found,
        };
        let said = sink.error(&codes::OVERRIDE_UNUSED, overrides.site(&["sessions", name, member]), fault);
        said.help = found.is_none().then(|| keys::help(api, key)).flatten();
        None
    };
    let log_in = find("log_in", Some(&by.log_in));
    let (refresh, verify) = (find("refresh", by.refresh.as_ref()), find("mfa", by.verify.as_ref()));
    let (log_out, health) = (find("log_out", by.log_out.as_ref()), find("health", by.health.as_ref()));
    Some(Session { scheme: scheme?, log_in: log_in?, refresh, verify, log_out, health, by: by.clone() })
}
