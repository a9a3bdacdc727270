//! The servers of the API and those of single operations.

use bindery_source::Sink;

use crate::Api;
use crate::codes;
use crate::operations::{Operation, Server};

/// Settles where calls go by default, and notes operations whose servers callers cannot choose.
pub(crate) fn settle(api: &mut Api, sink: &mut Sink) {
    hoist(api);
    prefer_tls(&mut api.servers, sink);
    for operation in &api.operations {
        let is_open =
            operation.servers.len() > 1 || operation.servers.iter().any(|server| !server.variables.is_empty());
        if let Some(first) = operation.servers.first().filter(|_| is_open) {
            let message =
                format!("calls of this operation go to `{}`: callers cannot choose another server", first.url);
            sink.note(&codes::SERVER_FIXED, &first.at, message);
        }
    }
}

/// If the API has no servers, those of all its operations are its own.
fn hoist(api: &mut Api) {
    let Some(first) = api.operations.first().filter(|_| api.servers.is_empty()) else { return };
    let is_same = |one: &Server, other: &Server| one.url == other.url && one.variables == other.variables;
    let is_shared = |operation: &Operation| {
        operation.servers.len() == first.servers.len()
            && operation.servers.iter().zip(&first.servers).all(|(one, other)| is_same(one, other))
    };
    if !first.servers.is_empty() && api.operations.iter().all(is_shared) {
        api.servers.clone_from(&first.servers);
        api.operations.iter_mut().for_each(|operation| operation.servers.clear());
    }
}

/// Credentials are never sent in the open, so of a server in two schemes the one over TLS is the first.
fn prefer_tls(servers: &mut [Server], sink: &mut Sink) {
    let Some(rest) = servers.first().and_then(|first| first.url.strip_prefix("http://")) else { return };
    if let Some(twin) = servers.iter().position(|server| server.url.strip_prefix("https://") == Some(rest)) {
        let message =
            format!("`{}` becomes the first server, because credentials are sent over TLS only", servers[twin].url);
        sink.note(&codes::SERVER_PLAIN, &servers[0].at, message);
        servers[..=twin].rotate_right(1);
    }
}

#[cfg(test)]
mod tests {
    use bindery_source::Pointer;

    use super::*;

    #[test]
    fn a_server_over_tls_goes_before_its_twin_without() {
        let servers = |urls: &[&str]| {
            let server = |url: &&str| Server {
                at: Pointer::root(),
                url: (*url).to_owned(),
                description: None,
                variables: Vec::new(),
            };
            let mut servers: Vec<Server> = urls.iter().map(server).collect();
            prefer_tls(&mut servers, &mut Sink::default());
            servers.into_iter().map(|server| server.url).collect::<Vec<_>>()
        };
        assert_eq!(servers(&["http://a.b", "http://c.d", "https://a.b"]), ["https://a.b", "http://a.b", "http://c.d"]);
        assert_eq!(servers(&["http://a.b", "https://c.d"]), ["http://a.b", "https://c.d"]);
    }
}
