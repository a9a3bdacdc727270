//! A download becomes a file.
#![expect(clippy::disallowed_methods, reason = "the caller names the file")]

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::Download;
use crate::aside::aside;

impl Download {
    /// Writes it to a file, and says how long that is. Until all of it is there the file has the suffix `.part`; one that stands at
    /// `path` is replaced then, and not before.
    ///
    /// ```no_run
    /// use bindery_runtime::{Call, Payload};
    ///
    /// # async fn save(report: Call<Payload>) -> Result<(), Box<dyn std::error::Error>> {
    /// let download = report.download().await?.on_progress(|done, total| println!("{done} of {total:?}"));
    /// download.save("report.pdf").await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// The file cannot be written; or the [`Error`](crate::Error) of [`next`](Self::next), which
    /// [`io::Error::get_ref`](std::io::Error::get_ref) gives.
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
