//! All jobs of a week, as a stream.

use housecall_pro::runtime::Timestamp;
use housecall_pro::types::{Job, JobSort, SortDirection};
use housecall_pro::{Client, Error};

/// Calls `see` with every job that starts from `monday` up to `sunday`, in order of creation, as pages arrive.
///
/// # Errors
/// A page request failed; jobs of earlier pages have been seen.
pub async fn jobs(
    client: &Client,
    monday: Timestamp,
    sunday: Timestamp,
    mut see: impl FnMut(Job),
) -> Result<(), Error> {
    let mut jobs = client
        .jobs()
        .list()
        .scheduled_start_min(monday)
        .scheduled_start_max(sunday)
        .sort_by(JobSort::CreatedAt)
        .sort_direction(SortDirection::Asc)
        .page_size(100)
        .items();
    while let Some(job) = jobs.next().await {
        see(job?);
    }
    Ok(())
}
