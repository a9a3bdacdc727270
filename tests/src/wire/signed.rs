//! Uploads to signed URLs, on the wire, async and blocking.

use std::io::Write as _;
use std::sync::{Arc, Mutex};

use bindery_runtime::clock::VirtualClock;
use bindery_runtime::{Error, Meta, Retry, SignedUpload, SignedUrl, Upload};

use super::answer::Answer;
use super::builder;
use super::server::Server;
use super::world::World;

impl World {
    async fn put(self, upload: SignedUpload) -> Result<Meta<()>, Error> {
        match self {
            Self::Async => upload.await,
            Self::Blocking => upload.wait(),
        }
    }
}

pub(super) async fn a_file_begins_anew_at_another_url() {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(&vec![b'x'; 100_000]).unwrap();
    for world in World::BOTH {
        let storage =
            Server::new([Answer::raw("").reset().early(), Answer::new(403, &[], ""), Answer::new(200, &[], "")]);
        let api = Server::new([]);
        let client = builder(&api).retry(Retry::default()).clock(VirtualClock::new()).build().unwrap();
        let url = |signature: u8| SignedUrl::new(format!("{}/1?signature={signature}", storage.url()));
        let (next, told) = (url(2), Arc::new(Mutex::new(Vec::new())));
        let ear = Arc::clone(&told);
        let upload = SignedUpload::new(client.core(), url(1), Upload::path(file.path()).unwrap())
            .renew(move || std::future::ready(Ok(next.clone())))
            .on_progress(move |sent, total| ear.lock().unwrap().push((sent, total)));
        world.put(upload).await.unwrap();
        let targets: Vec<String> = storage.seen().into_iter().map(|seen| seen.target).collect();
        assert_eq!(targets, ["/1?signature=1", "/1?signature=1", "/1?signature=2"], "{world:?}");
        let last = storage.seen().pop().unwrap();
        assert_eq!((last.header("authorization"), last.body.len()), (None, 100_000), "{world:?}");
        assert_eq!(told.lock().unwrap().last(), Some(&(100_000, Some(100_000))), "{world:?}");
        assert!(api.seen().is_empty(), "{world:?}");
    }
}
