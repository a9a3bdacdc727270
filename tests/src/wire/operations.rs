//! Every operation of the document, sent once: the request, and the result of a documented reply.

use super::KEY;
use super::calls::{Exchange, ID_ON_THE_WIRE, Outcome, UNDOCUMENTED, exchanges};
use super::document::Document;
use super::table::CALLS;

pub(super) fn the_table_names_every_operation() {
    let document = Document::overlaid();
    let documented: Vec<&str> = document.operations().map(|operation| operation.id()).collect();
    assert_eq!(CALLS.iter().map(|call| call.id).collect::<Vec<_>>(), documented);
}

pub(super) async fn every_operation_reaches_its_path() {
    for Exchange { operation, request, .. } in exchanges(&Document::overlaid()).await {
        let path = request.target.split('?').next();
        assert_eq!(request.method, operation.method());
        assert_eq!(path, Some(&*operation.path_with(ID_ON_THE_WIRE)), "{}", operation.id());
    }
}

pub(super) async fn every_operation_sends_its_query() {
    for Exchange { operation, request, call, .. } in exchanges(&Document::overlaid()).await {
        let query = request.target.split_once('?').map_or("", |(_, query)| query);
        let query = query.replace("%5B", "[").replace("%5D", "]");
        assert_eq!(query, call.query.replace(' ', "&"), "{}", operation.id());
        // The table sets every parameter of the document; a list repeats its name (style `form`, exploded).
        let mut names: Vec<&str> = query.split('&').filter_map(|pair| Some(pair.split_once('=')?.0)).collect();
        names.dedup();
        assert_eq!(names, operation.query(), "{}", operation.id());
    }
}

pub(super) async fn every_operation_sends_its_body() {
    for Exchange { operation, request, .. } in exchanges(&Document::overlaid()).await {
        let (media_type, sample) = operation.body().unzip();
        // The rest are parameters, such as the boundary of a form.
        let sent = request.header("content-type").map(|sent| sent.split(';').next().unwrap_or(sent));
        assert_eq!(sent, media_type, "{}", operation.id());
        if media_type != Some("multipart/form-data") {
            assert_eq!(serde_json::from_slice(&request.body).ok(), sample, "{}", operation.id());
        }
    }
}

pub(super) async fn every_operation_says_who_calls_and_what_it_reads() {
    for Exchange { operation, request, .. } in exchanges(&Document::overlaid()).await {
        let (_, reply) = operation.success();
        assert_eq!(request.header("accept"), Some(reply.map_or("*/*", |(media_type, _)| media_type)));
        assert_eq!(request.header("authorization"), Some(&*format!("Token {KEY}")));
        assert!(request.header("user-agent").is_some_and(|agent| agent.starts_with("housecall-pro/0.1.0 bindery/")));
        assert_eq!(request.header("cookie"), None);
    }
}

pub(super) async fn every_operation_gives_what_is_replied() {
    for Exchange { operation, outcome, .. } in exchanges(&Document::overlaid()).await {
        let wanted = match operation.success() {
            (_, Some((_, sample))) => Outcome::Typed(sample),
            (204, None) => Outcome::Nothing,
            (_, None) => Outcome::Untyped(UNDOCUMENTED.into()),
        };
        assert_eq!(outcome, wanted, "{}", operation.id());
    }
}
