//! Creates a job and dispatches people to it.

use housecall_pro::types::{DispatchedEmployee, Job, JobCreate, JobDispatch, ScheduleUpdate};
use housecall_pro::{Client, Error};

/// Creates a job for a customer, schedules it, and sends an employee.
///
/// # Errors
/// Errors of the calls. A job that was created stays; [`Error::message`] says why the API rejected the rest.
pub async fn arrange(
    client: &Client,
    customer: &str,
    address: &str,
    employee: &str,
    start: &str,
) -> Result<Job, Error> {
    let jobs = client.jobs();
    let job = jobs.create(&JobCreate::new(customer, address).notes("Ring twice.")).await?;
    jobs.schedule(&job.id, &ScheduleUpdate::new(start).notify(true)).await?;
    let people = vec![DispatchedEmployee::default().employee_id(employee)];
    jobs.dispatch(&job.id, &JobDispatch::new(people)).await?;
    jobs.get(&job.id).await
}
