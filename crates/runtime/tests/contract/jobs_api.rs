//! A small generated client, written by hand.

use bindery_runtime::{
    Api, Call, Core, Credential, Extra, Operation, Param, Payload, Request, Scheme, Style, Unrecognized, json, nothing,
    payload,
};

bindery_runtime::abi_1!();

#[derive(Default)]
#[non_exhaustive]
pub(crate) struct Job {
    pub(crate) id: String,
    pub(crate) tags: Option<Vec<String>>,
    pub(crate) work_status: Option<JobWorkStatus>,
    pub(crate) created_at: Option<bindery_runtime::jiff::Timestamp>,
    pub(crate) extra: Extra,
}

bindery_runtime::record! {
    Job, extra {
        id = "id", required;
        tags = "tags";
        work_status = "work_status";
        created_at = "created_at";
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub(crate) enum JobWorkStatus {
    Unscheduled,
    InProgress,
    Other(Unrecognized),
}

bindery_runtime::string_enum! {
    JobWorkStatus {
        Unscheduled = "unscheduled";
        InProgress = "in_progress";
    }
}

#[derive(Default)]
#[non_exhaustive]
pub(crate) struct ListJobsReply {
    pub(crate) jobs: Vec<Job>,
    pub(crate) page: Option<i64>,
}

bindery_runtime::record! {
    ListJobsReply {
        jobs = "jobs", required;
        page = "page";
    }
}

static GET_JOB: Operation = Operation::new("getJob", "GET", "/jobs/{job_id}")
    .params(&[Param::path("job_id")])
    .auth(&[&["bearerAuth"], &["apiKey"]])
    .accept("application/json");

static CREATE_JOB: Operation = Operation::new("createJob", "POST", "/jobs").accept("application/json");

static DELETE_JOB: Operation = Operation::new("deleteJob", "DELETE", "/jobs/{job_id}").params(&[Param::path("job_id")]);

static LIST_JOBS: Operation = Operation::new("listJobs", "GET", "/jobs")
    .params(&[
        Param::query("page"),
        Param::query("employee_ids").style(Style::PipeDelimited).explode(false),
        Param::header("X-Company-Id"),
        Param::cookie("theme"),
    ])
    .accept("application/json");

#[cfg(feature = "reqwest")]
static ROWS: Operation = Operation::new("rows", "GET", "/rows").auth(&[]).streams(&["application/jsonl"]);

static STATUS: Operation = Operation::new("status", "GET", "/status").auth(&[]);

#[derive(Clone, Debug)]
pub(crate) struct Jobs {
    core: Core,
}

impl Jobs {
    pub(crate) fn get(&self, job_id: impl Into<String>) -> Call<Job> {
        self.core.request(&GET_JOB).set(0, &job_id.into()).call(json)
    }

    pub(crate) fn create(&self, body: &Job) -> Call<Payload> {
        self.core.request(&CREATE_JOB).json(body).call(payload)
    }

    pub(crate) fn delete(&self, job_id: impl Into<String>) -> Call<()> {
        self.core.request(&DELETE_JOB).set(0, &job_id.into()).call(nothing)
    }

    pub(crate) fn list(&self) -> ListJobs {
        ListJobs { request: self.core.request(&LIST_JOBS) }
    }
}

#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is awaited"]
pub(crate) struct ListJobs {
    request: Request,
}

impl ListJobs {
    pub(crate) fn page(self, page: i64) -> Self {
        Self { request: self.request.set(0, &page) }
    }

    pub(crate) fn employee_ids(self, ids: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self { request: self.request.set(1, &ids.into_iter().map(Into::into).collect::<Vec<String>>()) }
    }

    pub(crate) fn x_company_id(self, id: impl Into<String>) -> Self {
        Self { request: self.request.set(2, &id.into()) }
    }

    pub(crate) fn theme(self, theme: impl Into<String>) -> Self {
        Self { request: self.request.set(3, &theme.into()) }
    }
}

bindery_runtime::call! { ListJobs => json -> ListJobsReply }

static API: Api = Api::new("jobs/0.1.0")
    .env("JOBS_TEST")
    .servers(&["https://api.example.com/v1"])
    .schemes(&[
        Scheme::bearer("bearerAuth").env("JOBS_TEST_TOKEN"),
        Scheme::header_key("apiKey", "Authorization").prefix("Token ").env("JOBS_TEST_API_KEY"),
        Scheme::query_key("queryKey", "api_key"),
    ])
    .auth(&[&["bearerAuth"], &["apiKey"], &["queryKey"]]);

#[derive(Clone, Debug)]
pub(crate) struct Client {
    core: Core,
}

#[derive(Debug)]
pub(crate) struct Builder {
    inner: bindery_runtime::Builder,
}

bindery_runtime::client! { Client, Builder => API }

impl Builder {
    pub(crate) fn bearer_auth(self, token: impl Into<String>) -> Self {
        Self { inner: self.inner.credential(0, Credential::key(token)) }
    }

    pub(crate) fn api_key(self, key: impl Into<String>) -> Self {
        Self { inner: self.inner.credential(1, Credential::key(key)) }
    }

    pub(crate) fn query_key(self, key: impl Into<String>) -> Self {
        Self { inner: self.inner.credential(2, Credential::key(key)) }
    }
}

impl Client {
    pub(crate) fn jobs(&self) -> Jobs {
        Jobs { core: self.core.clone() }
    }

    #[cfg(feature = "reqwest")]
    pub(crate) fn rows(&self) -> Call<bindery_runtime::Lines<i64>> {
        self.core.request(&ROWS).call(bindery_runtime::lines)
    }

    pub(crate) fn status(&self) -> Call<String> {
        self.core.request(&STATUS).call(bindery_runtime::text)
    }
}
