//! Tests of builder settings.

use super::*;
use crate::auth::{Credential, Scheme};
use crate::error::ErrorKind;
use crate::operation::Operation;
use crate::server::Variable;
use crate::session::Session;

static API: Api = Api::new("example/1.2.3")
    .env("EXAMPLE")
    .servers(&["https://api.example.com/v1"])
    .schemes(&[Scheme::bearer("token").env("EXAMPLE_TOKEN"), Scheme::basic("login")]);
static ROOTLESS: Api = Api::new("rootless/1.0.0").env("ROOTLESS");
static PATH_ONLY: Api = Api::new("path/1.0.0").servers(&["/v1"]);
static REGIONS: Api = Api::new("regions/1.0.0")
    .servers(&["https://{region}.example.com", "http://localhost/{region}"])
    .variables(&[Variable::new("region", "eu").values(&["eu", "us"])]);
static GET: Operation = Operation::new("get", "GET", "/");
static UPLOAD: Operation = Operation::new("upload", "POST", "/").server("https://up-{region}.example.com/v2");
static SIBLING: Operation = Operation::new("sibling", "GET", "/").server("/v2");

fn base(builder: Builder, operation: &Operation) -> String {
    builder.build().unwrap().base(operation).unwrap().uri().to_string()
}

fn fault(builder: Builder) -> String {
    let error = builder.build().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Construct);
    error.to_string()
}

#[test]
fn what_the_environment_sets_is_taken() {
    let read = |name: &str| {
        Ok(match name {
            "EXAMPLE_BASE_URL" => Some("http://localhost:8080".to_owned()),
            "EXAMPLE_TOKEN" => Some("canary".to_owned()),
            _ => None,
        })
    };
    let core = Builder::new(&API).take(read).build().unwrap();
    assert_eq!(core.base(&GET).unwrap().uri(), "http://localhost:8080/");
    assert!(core.proof(0).is_some());
    assert!(core.proof(1).is_none());
    assert!(!format!("{core:?}").contains("canary"));
}

/// A builder in an environment with these variables.
fn taken(api: &'static Api, names: &'static [&str]) -> Builder {
    Builder::new(api).take(|name| Ok(names.contains(&name).then(|| "canary".to_owned())))
}

#[test]
fn the_environment_may_hold_name_and_password() {
    static SESSION: Session =
        Session::new(Operation::new("logIn", "POST", "/sessions")).env("A_USERNAME", "A_PASSWORD");
    static API: Api = Api::new("a/1.0.0")
        .servers(&["https://api.example.com"])
        .schemes(&[Scheme::bearer("token").env("A_TOKEN").session(&SESSION)]);
    assert!(matches!(taken(&API, &["A_TOKEN"]).proofs[0], Some(Proof::Fixed(_))));
    assert!(matches!(taken(&API, &["A_TOKEN", "A_USERNAME", "A_PASSWORD"]).proofs[0], Some(Proof::Living(_))));
    assert_eq!(fault(taken(&API, &["A_USERNAME"])), "A_USERNAME is set, and A_PASSWORD is not");
    assert_eq!(fault(taken(&API, &["A_PASSWORD"])), "A_PASSWORD is set, and A_USERNAME is not");
}

#[test]
fn the_environment_may_hold_a_clients_id_and_secret() {
    static API: Api = Api::new("a/1.0.0")
        .servers(&["https://api.example.com"])
        .schemes(&[Scheme::bearer("oauth").client_credentials("/token", "A_CLIENT_ID", "A_CLIENT_SECRET")]);
    assert!(matches!(taken(&API, &["A_CLIENT_ID", "A_CLIENT_SECRET"]).proofs[0], Some(Proof::Living(_))));
    assert_eq!(fault(taken(&API, &["A_CLIENT_ID"])), "A_CLIENT_ID is set, and A_CLIENT_SECRET is not");
}

#[test]
fn an_empty_variable_counts_as_not_set() {
    let builder = Builder::new(&API).take(|_| Ok(Some(String::new())));
    assert!(builder.base.is_none());
    assert!(builder.proofs[0].is_none());
}

#[test]
fn the_user_agent_names_client_and_runtime() {
    let wanted = concat!("example/1.2.3 bindery/", env!("CARGO_PKG_VERSION"));
    assert_eq!(Builder::new(&API).user_agent, wanted);
}

#[test]
fn the_first_unusable_setting_is_the_error() {
    let builder = Builder::new(&API).header("bad name", "x").base_url("nonsense");
    assert_eq!(fault(builder), "`bad name` is not a valid header name");
}

#[test]
fn a_base_url_has_to_come_from_somewhere() {
    assert_eq!(fault(Builder::new(&ROOTLESS)), "there is no base URL: set it on the builder, or ROOTLESS_BASE_URL");
}

#[test]
fn a_base_url_without_host_is_called_so() {
    let wanted = "the document gives the path `/v1` as base URL, without a host: set it on the builder";
    assert_eq!(fault(Builder::new(&PATH_ONLY)), wanted);
}

#[test]
fn servers_and_their_variables_are_chosen() {
    assert_eq!(base(Builder::new(&REGIONS), &GET), "https://eu.example.com/");
    assert_eq!(base(Builder::new(&REGIONS).server_variable("region", "us"), &GET), "https://us.example.com/");
    assert_eq!(base(Builder::new(&REGIONS).server(1), &GET), "http://localhost/eu");
    assert_eq!(fault(Builder::new(&REGIONS).server(2)), "the API has no server 2");
}

#[test]
fn an_operation_may_live_elsewhere() {
    let builder = || Builder::new(&REGIONS).server_variable("region", "us");
    assert_eq!(base(builder(), &UPLOAD), "https://up-us.example.com/v2");
    assert_eq!(base(builder(), &SIBLING), "https://us.example.com/v2");
}

#[test]
fn the_base_url_of_the_caller_is_that_of_all_operations() {
    assert_eq!(base(Builder::new(&REGIONS).base_url("http://localhost:8080"), &UPLOAD), "http://localhost:8080/");
}

#[test]
fn a_setting_is_not_shown_when_it_may_hold_a_secret() {
    let builder = Builder::new(&API).header("X-Key", "canary").base_url("http://user:canary@localhost");
    assert!(!format!("{builder:?}").contains("canary"), "{builder:?}");
}

#[test]
fn a_credential_with_a_line_break_is_refused_unseen() {
    let text = fault(Builder::new(&API).credential(0, Credential::key("canary\n")));
    assert!(text.contains("`token`") && !text.contains("canary"), "{text}");
}
