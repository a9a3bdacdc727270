//! Lists that come page by page, through faults.

use bindery_runtime::Retry;
use bindery_runtime::clock::VirtualClock;
use housecall_pro::{Client, Error, ErrorKind};
use serde_json::{Value, json};

use super::answer::Answer;
use super::builder;
use super::server::Server;
use super::world::World;

/// A client that sends again whatever may be, and waits for nothing.
fn client(server: &Server) -> Client {
    builder(server).retry(Retry::default()).clock(VirtualClock::new()).build().unwrap()
}

/// A page of jobs by their numbers.
fn page(jobs: impl IntoIterator<Item = usize>, number: usize, of: usize) -> Value {
    let jobs: Vec<Value> = jobs.into_iter().map(|job| json!({ "id": job.to_string() })).collect();
    json!({ "jobs": jobs, "page": number, "page_size": 10, "total_pages": of, "total_items": of * 10 })
}

/// The ids of all jobs, by items.
async fn ids(world: World, client: &Client) -> Result<Vec<String>, Error> {
    let mut items = client.jobs().list().items();
    let mut ids = Vec::new();
    match world {
        World::Async => {
            while let Some(job) = items.next().await {
                ids.push(job?.id);
            }
        }
        World::Blocking => {
            for job in items {
                ids.push(job?.id);
            }
        }
    }
    Ok(ids)
}

/// Numbers that look like chance and are the same every time (xorshift, by G. Marsaglia).
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

pub(super) async fn a_page_that_comes_twice_ends_the_list_with_an_error() {
    for world in World::BOTH {
        let same = || Answer::json(200, &page(0..10, 1, 9));
        let server = Server::new([same(), same(), same()]);
        let error = ids(world, &client(&server)).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{error}");
        assert_eq!(server.seen().len(), 2, "{world:?}");
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
