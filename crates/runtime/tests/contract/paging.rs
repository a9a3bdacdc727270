//! Paged lists.

use std::sync::Arc;

use bindery_runtime::{
    Api, Builder, Credential, Error, ErrorKind, Items, Operation, Pages, Paging, Param, Request, Retry, Scheme, Value,
    json,
};

use crate::memory::{Memory, ok, reply};

static API: Api = Api::new("lists/0.1.0")
    .servers(&["https://api.example.com"])
    .schemes(&[Scheme::query_key("key", "api_key")])
    .auth(&[&["key"]]);

static PAGED: Operation = Operation::new("paged", "GET", "/jobs")
    .params(&[Param::query("page"), Param::query("q")])
    .paging(&Paging::page("page").items("/jobs").total_pages("/total_pages"));
static BLIND: Operation = Operation::new("blind", "GET", "/jobs").paging(&Paging::page("page").first(0));
static BRACKETED: Operation = Operation::new("bracketed", "GET", "/jobs").paging(&Paging::page("page[number]"));
static FLAGGED: Operation =
    Operation::new("flagged", "GET", "/jobs").paging(&Paging::page("page").items("/data").has_more("/meta/more"));
static SKIPPED: Operation = Operation::new("skipped", "GET", "/jobs")
    .params(&[Param::query("offset")])
    .paging(&Paging::offset("offset").items("/jobs").total_items("/total"));
static CURSED: Operation =
    Operation::new("cursed", "GET", "/jobs").paging(&Paging::cursor("after", "/meta/next").items("/jobs"));
static HEADED: Operation =
    Operation::new("headed", "GET", "/jobs").paging(&Paging::cursor_in_header("after", "x-next"));
static AFTER_LAST: Operation = Operation::new("afterLast", "GET", "/jobs")
    .paging(&Paging::cursor_of_last_item("starting_after", "id").items("/data").has_more("/has_more"));
static LINKED: Operation = Operation::new("linked", "GET", "/jobs").paging(&Paging::link());
static URLS: Operation = Operation::new("urls", "GET", "/jobs").paging(&Paging::next_url("/next").items("/jobs"));

/// A request whose replies have these bodies, one after the other.
fn request(operation: &'static Operation, pages: &[&'static str]) -> (Request, Arc<Memory>) {
    scripted(operation, Memory::new(pages.iter().map(|page| ok(page))))
}

fn scripted(operation: &'static Operation, memory: Arc<Memory>) -> (Request, Arc<Memory>) {
    let builder = Builder::new(&API).credential(0, Credential::key("canary")).retry(Retry::none());
    let core = builder.transport(Arc::clone(&memory)).build().unwrap();
    (core.request(operation), memory)
}

async fn all(mut items: Items<Value>) -> Result<Vec<Value>, Error> {
    let mut all = Vec::new();
    while let Some(item) = items.next().await {
        all.push(item?);
    }
    Ok(all)
}

/// The paths that were requested, without the credential.
fn asked(memory: &Memory) -> Vec<String> {
    let path = |url: String| url.trim_start_matches("https://api.example.com").to_owned();
    memory.seen().iter().map(|request| path(request.url.to_string().replace("api_key=canary", "_"))).collect()
}

#[tokio::test]
async fn pages_are_counted_to_their_total() {
    let pages = [r#"{"jobs": [1, 2], "total_pages": 2}"#, r#"{"jobs": [3], "total_pages": 2}"#];
    let (request, memory) = request(&PAGED, &pages);
    assert_eq!(all(request.text(1, "smith").items()).await.unwrap(), [1, 2, 3]);
    assert_eq!(asked(&memory), ["/jobs?q=smith&_", "/jobs?page=2&q=smith&_"]);
}

#[tokio::test]
async fn paging_starts_where_the_caller_says() {
    let (request, memory) =
        request(&PAGED, &[r#"{"jobs": [9], "total_pages": 4}"#, r#"{"jobs": [], "total_pages": 4}"#]);
    assert_eq!(all(request.set(0, &3).items()).await.unwrap(), [9]);
    assert_eq!(asked(&memory), ["/jobs?page=3&_", "/jobs?page=4&_"]);
}

#[tokio::test]
async fn a_name_that_is_encoded_is_the_same_name() {
    let (bracketed, memory) = request(&BRACKETED, &["[1]", "[]"]);
    assert_eq!(all(bracketed.query("page[number]", "3").items()).await.unwrap(), [1]);
    assert_eq!(asked(&memory), ["/jobs?page%5Bnumber%5D=3&_", "/jobs?page%5Bnumber%5D=4&_"]);
}

#[tokio::test]
async fn empty_pages_may_stand_before_the_last() {
    let empty = r#"{"jobs": [], "total_pages": 3}"#;
    let pages = [empty, empty, r#"{"jobs": [1], "total_pages": 3}"#];
    assert_eq!(all(request(&PAGED, &pages).0.items()).await.unwrap(), [1]);
}

#[tokio::test]
async fn no_number_is_too_large_to_go_on() {
    let pages = [r#"{"jobs": [1], "total_pages": 18446744073709551615}"#, r#"{"jobs": [2], "total_pages": 2}"#];
    assert_eq!(all(request(&PAGED, &pages).0.items()).await.unwrap(), [1, 2]);
    let last = "page:18446744073709551615";
    assert_eq!(all(request(&BLIND, &["[1]"]).0.items().resume(last)).await.unwrap(), [1]);
}

#[tokio::test]
async fn what_failed_goes_on_where_it_was() {
    let memory = Memory::new([ok("[1]"), reply(503, &[], ""), ok("[2]"), ok("[]")]);
    let (request, memory) = scripted(&BLIND, memory);
    let mut items: Items<Value> = request.items();
    assert_eq!(items.next().await.unwrap().unwrap(), 1);
    assert!(items.next().await.unwrap().is_err() && items.next().await.is_none());
    let token = items.token().unwrap();
    assert_eq!(all(items.resume(token)).await.unwrap(), [2]);
    assert_eq!(asked(&memory), ["/jobs?_", "/jobs?page=1&_", "/jobs?page=1&_", "/jobs?page=2&_"]);
}

#[tokio::test]
async fn a_token_of_another_list_is_refused() {
    let (request, memory) = request(&PAGED, &[]);
    let error = all(request.items().resume("offset:20")).await.unwrap_err();
    assert_eq!((error.kind(), memory.seen().len()), (ErrorKind::Construct, 0));
}

#[tokio::test]
async fn nothing_is_fetched_beyond_what_is_wanted() {
    let (request, memory) = request(&BLIND, &["[1, 2]"]);
    assert_eq!(all(request.items().max(1).prefetch()).await.unwrap(), [1]);
    assert_eq!(memory.seen().len(), 1);
}

#[tokio::test]
async fn without_a_total_an_empty_page_is_the_last() {
    let (request, memory) = request(&BLIND, &["[1]", "[2]", "[]"]);
    assert_eq!(all(request.items()).await.unwrap(), [1, 2]);
    assert_eq!(asked(&memory), ["/jobs?_", "/jobs?page=1&_", "/jobs?page=2&_"]);
}

#[tokio::test]
async fn a_page_may_say_that_others_follow() {
    let pages = [r#"{"data": [1], "meta": {"more": true}}"#, r#"{"data": [2], "meta": {"more": false}}"#];
    assert_eq!(all(request(&FLAGGED, &pages).0.items()).await.unwrap(), [1, 2]);
}

#[tokio::test]
async fn an_offset_grows_by_what_came() {
    let pages = [r#"{"jobs": [1, 2], "total": 3}"#, r#"{"jobs": [3], "total": 3}"#];
    let (request, memory) = request(&SKIPPED, &pages);
    assert_eq!(all(request.items()).await.unwrap(), [1, 2, 3]);
    assert_eq!(asked(&memory), ["/jobs?_", "/jobs?offset=2&_"]);
}

#[tokio::test]
async fn a_cursor_is_handed_back() {
    let pages = [r#"{"jobs": [1], "meta": {"next": "a b"}}"#, r#"{"jobs": [2], "meta": {"next": null}}"#];
    let (request, memory) = request(&CURSED, &pages);
    assert_eq!(all(request.items()).await.unwrap(), [1, 2]);
    assert_eq!(asked(&memory), ["/jobs?_", "/jobs?after=a%20b&_"]);
}

#[tokio::test]
async fn a_cursor_may_stand_in_a_header_or_in_the_last_item() {
    let json = ("content-type", "application/json");
    let memory = Memory::new([reply(200, &[json, ("x-next", "c2")], "[1]"), reply(200, &[json], "[2]")]);
    let (request, memory) = scripted(&HEADED, memory);
    assert_eq!(all(request.items()).await.unwrap(), [1, 2]);
    assert_eq!(asked(&memory)[1], "/jobs?after=c2&_");

    let pages = [r#"{"data": [{"id": "x"}, {"id": "y"}], "has_more": true}"#, r#"{"data": [], "has_more": false}"#];
    let (request, memory) = self::request(&AFTER_LAST, &pages);
    assert_eq!(all(request.items()).await.unwrap().len(), 2);
    assert_eq!(asked(&memory)[1], "/jobs?starting_after=y&_");
}

#[tokio::test]
async fn a_link_is_followed_with_the_credential() {
    let json = ("content-type", "application/json");
    let next = ("link", "</jobs?page=2>; rel=\"next\", </jobs?page=9>; rel=\"last\"");
    let (request, memory) =
        scripted(&LINKED, Memory::new([reply(200, &[json, next], "[1]"), reply(200, &[json], "[2]")]));
    assert_eq!(all(request.items()).await.unwrap(), [1, 2]);
    assert_eq!(asked(&memory), ["/jobs?_", "/jobs?page=2&_"]);
}

#[tokio::test]
async fn a_url_of_another_origin_is_not_followed() {
    let (request, memory) = request(&URLS, &[r#"{"jobs": [1], "next": "https://evil.example/jobs"}"#]);
    let error = all(request.items()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Construct, "{error}");
    assert_eq!(memory.seen().len(), 1);
}

#[tokio::test]
async fn circles_end() {
    let page = r#"{"jobs": [1], "meta": {"next": "a"}}"#;
    let mut items = request(&CURSED, &[page, r#"{"jobs": [2], "meta": {"next": "a"}}"#]).0.items::<Value>();
    assert_eq!(items.next().await.unwrap().unwrap(), 1);
    assert_eq!(items.next().await.unwrap().unwrap(), 2, "the page that leads back is none that came before");
    let error = items.next().await.unwrap().unwrap_err();
    assert!(error.to_string().contains("circles"), "{error}");
    assert!(items.next().await.is_none());
    let error = all(request(&BLIND, &["[1]", "[1]"]).0.items()).await.unwrap_err();
    assert!(error.to_string().contains("circles"), "{error}");
    // A server that does not know the parameter sends its first page as the last one, too.
    let page = r#"{"jobs": [1, 2], "total_pages": 2}"#;
    let error = all(request(&PAGED, &[page, page]).0.items()).await.unwrap_err();
    assert!(error.to_string().contains("circles"), "{error}");
}

#[tokio::test]
async fn a_token_goes_on_elsewhere() {
    let first = request(&CURSED, &[r#"{"jobs": [1], "meta": {"next": "a"}}"#]).0;
    let mut pages: Pages<Value> = first.pages(json);
    let page = pages.next().await.unwrap().unwrap();
    let token = page.next_token().unwrap();
    let (later, memory) = request(&CURSED, &[r#"{"jobs": [2], "meta": {}}"#]);
    assert_eq!(all(later.items().resume(token)).await.unwrap(), [2]);
    assert_eq!(asked(&memory), ["/jobs?after=a&_"]);
}

#[tokio::test]
async fn what_is_no_token_is_an_error() {
    let error = all(request(&CURSED, &[]).0.items().resume("x")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Construct);
}

#[tokio::test]
async fn no_more_is_sent_for_than_asked() {
    let (request, memory) = request(&BLIND, &["[1, 2]"]);
    assert_eq!(all(request.items().max(2)).await.unwrap(), [1, 2]);
    assert_eq!(memory.seen().len(), 1);
}

#[tokio::test]
async fn the_next_page_may_come_early() {
    let (request, memory) = request(&BLIND, &["[1, 2]", "[]"]);
    let mut items: Items<Value> = request.items().prefetch();
    assert_eq!(items.next().await.unwrap().unwrap(), 1);
    assert_eq!(memory.seen().len(), 2);
    assert_eq!(all(items).await.unwrap(), [2]);
}

#[tokio::test]
async fn a_page_that_is_no_list_is_an_error() {
    for page in ["12", r#"{"jobs": 12}"#, r#"{"jobs": ["#] {
        let error = all(request(&CURSED, &[page]).0.items()).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{page}");
    }
}

#[tokio::test]
async fn a_misfit_has_its_path_in_the_page() {
    let mut items: Items<i64> = request(&CURSED, &[r#"{"jobs": [1, "x"]}"#]).0.items();
    let error = items.next().await.unwrap().unwrap_err();
    assert_eq!(error.json_path().as_deref(), Some("$.jobs[1]"));
}

#[cfg(feature = "stream")]
#[tokio::test]
async fn items_are_a_stream() {
    fn is_stream(_: &impl futures_core::Stream<Item = Result<Value, Error>>) {}
    is_stream(&request(&BLIND, &[]).0.items());
}
