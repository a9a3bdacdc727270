//! A file at a job.

use std::error::Error;
use std::path::Path;

use housecall_pro::Client;
use housecall_pro::runtime::File;
use housecall_pro::types::FileUpload;

/// Attaches a photo to a job, and tells `report` how many bytes of how many are on their way. The photo is read as it is sent, so
/// that it never stands in memory.
///
/// # Errors
/// There is no such file; those of the call.
pub async fn photo(
    client: &Client,
    job: &str,
    path: &Path,
    report: impl Fn(u64, Option<u64>) + Send + Sync + 'static,
) -> Result<(), Box<dyn Error>> {
    let photo = File::path(path)?.content_type("image/jpeg");
    client.jobs().add_attachment(job, &FileUpload::new(photo)).on_progress(report).await?;
    Ok(())
}
