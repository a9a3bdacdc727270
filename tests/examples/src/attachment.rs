//! Attaches a file to a job.

use std::error::Error;
use std::path::Path;

use housecall_pro::Client;
use housecall_pro::runtime::File;
use housecall_pro::types::FileUpload;

/// Attaches a photo to a job, and calls `report` with the number of bytes sent and the total. The photo is read while
/// it is sent, so it is never in memory as a whole.
///
/// # Errors
/// The file does not exist, or the call failed.
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
