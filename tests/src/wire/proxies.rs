//! Proxies of the environment: they are asked where a client says so, and no other time.

use std::env;
use std::process::Command;

use bindery_runtime::{Api, Builder, Operation, Retry, nothing};

use super::answer::Answer;
use super::server::Server;
use super::world::World;

static API: Api = Api::new("proxies/1.0.0");
static GET: Operation = Operation::new("get", "GET", "/thing").auth(&[]);

/// What this process is to send its calls to. A process cannot change its own environment safely: it starts itself once more.
const DIRECT: &str = "BINDERY_DIRECT";

pub(super) async fn a_proxy_of_the_environment_is_asked_for() {
    #[expect(clippy::disallowed_methods, reason = "of what this very test says to itself")]
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
    assert_eq!(targets(&direct), ["/thing", "/thing"]);
    // In one line, or through a tunnel: RFC 9112, sections 3.2.2 and 3.2.3.
    let url = format!("{}/thing", direct.url());
    assert_eq!(targets(&proxy), [url, direct.address().to_string(), "/thing".to_owned()]);
}

async fn call_both_ways(url: &str) {
    for world in World::BOTH {
        for builder in [Builder::new(&API), Builder::new(&API).proxy_from_env(true)] {
            let core = builder.base_url(url).retry(Retry::none()).build().unwrap();
            world.send(core.request(&GET).call(nothing)).await.unwrap();
        }
    }
}
