//! A file at a job.

use housecall_pro::runtime::File;
use housecall_pro::types::FileUpload;
use housecall_pro::{Client, Error};

/// Attaches a photo to a job.
///
/// # Errors
/// Those of the call.
pub async fn photo(client: &Client, job: &str, name: &str, jpeg: Vec<u8>) -> Result<(), Error> {
    let file = File::new(jpeg).file_name(name).content_type("image/jpeg");
    client.jobs().add_attachment(job, &FileUpload::new(file)).await?;
    Ok(())
}
