//! Proxies from the environment: they are used only if a client asks for it.

use std::env;
use std::process::Command;

use bindery_runtime::{Api, Builder, Operation, Retry, nothing};

use super::answer::Answer;
use super::server::Server;
use super::world::World;

static API: Api = Api::new("proxies/1.0.0");
static GET: Operation = Operation::new("get", "GET", "/thing").auth(&[]);

/// The address that this process sends its calls to. A process cannot change its own environment safely, so
/// it starts itself again as a child.
const DIRECT: &str = "BINDERY_DIRECT";

pub(super) async fn a_proxy_of_the_environment_is_asked_for() {
    #[expect(clippy::disallowed_methods, reason = "this test sets the variable for itself")]
    if let Ok(url) = env::var(DIRECT) {
        return call_both_ways(&url).await;
    }
    let direct = Server::responding(|_| Answer::new(204, &[], ""));
    let proxy = Server::responding(|request| Answer::new(if request.method == "CONNECT" { 200 } else { 204 }, &[], ""));
    let mut command = Command::new(env::current_exe().unwrap());
    command.args(["--exact", "wire::a_proxy_of_the_environment_is_asked_for"]).env_clear().env(DIRECT, direct.url());
    let output = command.env("HTTP_PROXY", proxy.url()).env("http_proxy", proxy.url()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    let targets = |server: &Server| server.seen().into_iter().map(|request| request.target).collect::<Vec<_>>();
    // Requests to the local machine bypass proxies.
    assert_eq!(targets(&direct), ["/thing"; 4]);
    // In absolute form, or through a tunnel: RFC 9112, sections 3.2.2 and 3.2.3.
    assert_eq!(targets(&proxy), [&format!("{REMOTE}/thing"), "api.invalid:80", "/thing"]);
}

/// A host that only a proxy can resolve.
const REMOTE: &str = "http://api.invalid";

async fn call_both_ways(local: &str) {
    for world in World::BOTH {
        let by_proxy = || Builder::new(&API).proxy_from_env(true);
        for builder in [Builder::new(&API).base_url(local), by_proxy().base_url(local), by_proxy().base_url(REMOTE)] {
            let core = builder.retry(Retry::none()).build().unwrap();
            world.send(core.request(&GET).call(nothing)).await.unwrap();
        }
    }
}
