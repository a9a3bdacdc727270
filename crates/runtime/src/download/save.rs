//! Saving a download to a file.
#![expect(clippy::disallowed_methods, reason = "the caller names the file")]

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::Download;
use crate::aside::aside;

impl Download {
    /// Writes the body to a file, and returns its length. Until it is complete, the file has the suffix `.part`; only then does
    /// it replace an existing file at `path`.
    ///
    /// ```
    /// # use bindery_runtime::test_kit::{Answers, Server};
    /// # use bindery_runtime::{Api, Builder, Operation, payload};
    /// # static API: Api = Api::new("example/0.1.0");
    /// # static GET_REPORT: Operation = Operation::new("getReport", "GET", "/jobs/1/report");
    /// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "getReport", "status": 200, "type": "application/json", "body": "job_1"}]"#);
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// # let server = Server::new(&ANSWERS);
    /// # let core = Builder::new(&API).in_process(&server).build()?;
    /// # let report = core.request(&GET_REPORT).call(payload);
    /// # let folder = tempfile::tempdir()?;
    /// # let path = folder.path().join("report.json");
    /// let download = report.download().await?.on_progress(|done, total| println!("{done} of {total:?}"));
    /// let length = download.save(&path).await?;
    /// assert_eq!(std::fs::metadata(&path)?.len(), length);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// # }).unwrap();
    /// ```
    ///
    /// # Errors
    /// The file cannot be written; or the [`Error`](crate::Error) of [`next`](Self::next), available from
    /// [`io::Error::get_ref`](std::io::Error::get_ref).
    pub async fn save(self, path: impl AsRef<Path>) -> io::Result<u64> {
        let path = path.as_ref().to_owned();
        let mut part = path.clone().into_os_string();
        part.push(".part");
        let part = PathBuf::from(part);
        let written = self.write(part.clone()).await;
        let is_whole = written.is_ok();
        let moved = aside(move || if is_whole { fs::rename(part, path) } else { fs::remove_file(part) }).await?;
        written.and_then(|length| moved.map(|()| length))
    }

    async fn write(mut self, path: PathBuf) -> io::Result<u64> {
        let mut file = aside(move || File::create(path)).await??;
        while let Some(piece) = self.next().await {
            let piece = piece.map_err(io::Error::other)?;
            file = aside(move || file.write_all(&piece).map(|()| file)).await??;
        }
        aside(move || file.sync_all()).await??;
        Ok(self.done)
    }
}
