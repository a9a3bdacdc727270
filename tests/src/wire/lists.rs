//! Paginated lists, with and without faults.

use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use bindery_runtime::clock::VirtualClock;
use bindery_runtime::{Api, Builder, Empty, Items, Operation, Paging, Param, Retry};
use housecall_pro::{Client, Error, ErrorKind};
use serde_json::{Value, json};

use super::answer::Answer;
use super::builder;
use super::server::Server;
use super::world::World;

/// A list with cursors, which Housecall Pro does not have.
static NAMES: Operation = Operation::new("listNames", "GET", "/names")
    .params(&[Param::query("after")])
    .paging(&Paging::cursor("after", "/next").items("/names"));
/// Searches, whose body says which page is asked for.
static SEARCH: Operation = Operation::new("search", "POST", "/search")
    .content_type("application/json")
    .paging(&Paging::cursor("/page/after", "/next").in_body().items("/names"));
static BROWSE: Operation = Operation::new("browse", "POST", "/browse")
    .content_type("application/json")
    .paging(&Paging::offset("/skip").in_body());
static API: Api = Api::new("lists/1.0.0");

/// A client with all retries and no pauses.
fn client(server: &Server) -> Client {
    builder(server).retry(Retry::default()).clock(VirtualClock::new()).build().unwrap()
}

/// A page of jobs by their numbers.
fn page(jobs: impl IntoIterator<Item = usize>, number: usize, of: usize) -> Value {
    let jobs: Vec<Value> = jobs.into_iter().map(|job| json!({ "id": job.to_string() })).collect();
    json!({ "jobs": jobs, "page": number, "page_size": 10, "total_pages": of, "total_items": of * 10 })
}

/// The ids of all jobs, item by item.
async fn ids(world: World, client: &Client) -> Result<Vec<String>, Error> {
    let jobs = all(world, client.jobs().list().items()).await?;
    Ok(jobs.into_iter().map(|job| job.id).collect())
}

/// Item by item to the end, or to an error.
async fn all<T: Empty>(world: World, mut items: Items<T>) -> Result<Vec<T>, Error> {
    let mut all = Vec::new();
    match world {
        World::Async => {
            while let Some(item) = items.next().await {
                all.push(item?);
            }
        }
        World::Blocking => {
            for item in items {
                all.push(item?);
            }
        }
    }
    Ok(all)
}

/// Pseudorandom numbers that are the same every time (xorshift, by G. Marsaglia).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

pub(super) async fn ten_thousand_items() {
    const PAGES: usize = 1_000;
    let faults = [
        || Answer::new(503, &[], ""),
        || Answer::new(429, &[("retry-after", "1")], ""),
        || Answer::raw("").reset(),
        || Answer::raw("HTTP/1.1 200 OK\r\ncontent-length: 999\r\n\r\n{\"jobs\": [{\"id\"").close(),
    ];
    for world in World::BOTH {
        let mut chance = Chance(0x9E37_79B9_7F4A_7C15);
        let mut broken = 0;
        let mut script = Vec::new();
        for number in 0..PAGES {
            if chance.below(100) == 0 {
                script.push(faults[broken % faults.len()]());
                broken += 1;
            }
            script.push(Answer::json(200, &page(number * 10..number * 10 + 10, number + 1, PAGES)));
        }
        assert!(broken > 4, "{broken} faults are no chance");
        let server = Server::new(script);
        let ids = ids(world, &client(&server)).await.unwrap();
        assert!(
            ids.iter().map(String::as_str).eq((0..10_000).map(|id| id.to_string()).collect::<Vec<_>>()),
            "{world:?}"
        );
        assert_eq!(server.seen().len(), PAGES + broken, "{world:?}");
    }
}

pub(super) async fn a_search_says_in_its_body_which_page_it_asks_for() {
    let bodies = |server: &Server| {
        let seen = server.seen();
        seen.iter().map(|request| serde_json::from_slice(&request.body).unwrap()).collect::<Vec<Value>>()
    };
    for world in World::BOTH {
        let server = Server::new([
            Answer::json(200, &json!({ "names": ["Ann"], "next": "b\"" })),
            Answer::json(200, &json!({ "names": ["Bo"], "next": null })),
        ]);
        let core = Builder::new(&API).base_url(server.url()).build().unwrap();
        let search = core.request(&SEARCH).json(&json!({ "text": "o", "page": { "size": 1 } }));
        assert_eq!(all::<String>(world, search.items()).await.unwrap(), ["Ann", "Bo"], "{world:?}");
        let pages = [json!({ "size": 1 }), json!({ "size": 1, "after": "b\"" })];
        assert_eq!(bodies(&server), pages.map(|page| json!({ "text": "o", "page": page })), "{world:?}");

        let server = Server::new([json!(["Ann", "Bo"]), json!([])].map(|page| Answer::json(200, &page)));
        let core = Builder::new(&API).base_url(server.url()).build().unwrap();
        let browse = core.request(&BROWSE).json(&json!({ "skip": 7 }));
        assert_eq!(all::<String>(world, browse.items()).await.unwrap(), ["Ann", "Bo"], "{world:?}");
        assert_eq!(bodies(&server), [json!({ "skip": 7 }), json!({ "skip": 9 })], "{world:?}");
    }
}

pub(super) async fn a_search_without_a_body_starts_with_none() {
    for world in World::BOTH {
        let server = Server::new([
            Answer::json(200, &json!({ "names": ["Ann"], "next": "b" })),
            Answer::json(200, &json!({ "names": ["Bo"] })),
        ]);
        let core = Builder::new(&API).base_url(server.url()).build().unwrap();
        assert_eq!(all::<String>(world, core.request(&SEARCH).items()).await.unwrap(), ["Ann", "Bo"], "{world:?}");
        let seen = server.seen();
        assert_eq!((&*seen[0].body, &*seen[1].body), (&b""[..], &br#"{"page":{"after":"b"}}"#[..]), "{world:?}");
        assert_eq!(seen[1].header("content-type"), Some("application/json"), "{world:?}");
    }
}

pub(super) async fn a_page_that_comes_twice_ends_the_list_with_an_error() {
    for world in World::BOTH {
        let same = || Answer::json(200, &page(0..10, 1, 9));
        let server = Server::new([same(), same(), same()]);
        let error = ids(world, &client(&server)).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{error}");
        assert_eq!(server.seen().len(), 2, "{world:?}");
    }
}

pub(super) async fn a_cursor_that_leads_back_ends_the_list_with_an_error() {
    // The next page according to each page; the last one leads back.
    let circles: [(&str, &[(&str, &str)]); 2] = [
        ("a circle of one", &[("/names", "a"), ("/names?after=a", "a")]),
        ("a circle of two", &[("/names", "a"), ("/names?after=a", "b"), ("/names?after=b", "a")]),
    ];
    for ((name, pages), world) in circles.into_iter().flat_map(|circle| World::BOTH.map(|world| (circle, world))) {
        // Every page has different names, so a client that loops never ends.
        let server = Server::responding(move |request| {
            let next = pages.iter().find(|(target, _)| *target == request.target).map(|(_, next)| next);
            Answer::json(200, &json!({ "names": [request.target], "next": next }))
        });
        let core = Builder::new(&API).base_url(server.url()).build().unwrap();
        let error = all(world, core.request(&NAMES).items::<String>()).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{name}, {world:?}: {error}");
        assert!(error.to_string().contains("goes in circles"), "{name}, {world:?}: {error}");
        let asked: Vec<_> = server.seen().into_iter().map(|request| request.target).collect();
        assert!(asked.iter().eq(pages.iter().map(|(target, _)| target)), "{name}, {world:?}: {asked:?}");
    }
}

pub(super) async fn a_walk_goes_on_where_it_ended() {
    for world in World::BOTH {
        let refused = Answer::new(403, &[], "");
        let server = Server::new([Answer::json(200, &page(0..10, 1, 2)), refused]);
        let mut pages = client(&server).jobs().list().pages();
        let first = match world {
            World::Async => pages.next().await,
            World::Blocking => Iterator::next(&mut pages),
        };
        let first = first.unwrap().unwrap();
        let token = first.next_token().unwrap().to_owned();
        let broken = match world {
            World::Async => pages.next().await,
            World::Blocking => Iterator::next(&mut pages),
        };
        assert_eq!(broken.unwrap().unwrap_err().kind(), ErrorKind::Status);

        let server = Server::new([Answer::json(200, &page(10..20, 2, 2))]);
        let mut rest = client(&server).jobs().list().items().resume(token);
        assert_eq!(rest.next().await.unwrap().unwrap().id, "10");
        assert_eq!(server.only().target, "/jobs?page=2");
    }
}

pub(super) async fn numbers_that_lead_in_circles_end_the_list_with_an_error() {
    for world in World::BOTH {
        let asked = AtomicUsize::new(0);
        // Whatever number is asked for, one of two pages comes.
        let server = Server::responding(move |_| {
            let first = asked.fetch_add(1, SeqCst) % 2 * 10;
            Answer::json(200, &page(first..first + 10, 1, 9))
        });
        let error = ids(world, &client(&server)).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{world:?}: {error}");
        assert_eq!(server.seen().len(), 3, "{world:?}");
    }
}

/// Some of Housecall Pro's lists have an envelope of their own, and some call the size of a page otherwise.
pub(super) async fn every_envelope_is_walked() {
    for world in World::BOTH {
        let materials = |number: usize| {
            let item = json!({ "uuid": number.to_string() });
            Answer::json(200, &json!({ "data": [item], "page": number, "total_pages_count": 2, "total_count": 2 }))
        };
        let server = Server::new([materials(1), materials(2)]);
        let items = client(&server).material_categories().list().items();
        let uuids: Vec<String> = all(world, items).await.unwrap().into_iter().map(|item| item.uuid).collect();
        assert_eq!(uuids, ["1", "2"], "{world:?}");

        let routes = |number: usize| {
            let item = json!({ "id": number.to_string() });
            let page = json!({ "routes": [item], "page": number, "page_size": 1, "total_pages": 2, "total_items": 2 });
            Answer::json(200, &page)
        };
        let server = Server::new([routes(1), routes(2)]);
        let items = client(&server).routes().list().per_page(1).items();
        assert_eq!(all(world, items).await.unwrap().len(), 2);
        let asked: Vec<String> = server.seen().into_iter().map(|request| request.target).collect();
        assert_eq!(asked, ["/routes?per_page=1", "/routes?page=2&per_page=1"], "{world:?}");
    }
}
