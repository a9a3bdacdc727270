//! What a generated method does, as data.

use crate::encoding::Encoding;
use crate::paging::Paging;
use crate::param::Param;
use crate::retry::Repeat;

/// Alternatives of sets of scheme names: one set has to be satisfied, wholly. No alternative, or an empty set, needs nothing.
pub(crate) type Requirements = &'static [&'static [&'static str]];

/// One operation of an API: what never changes from call to call.
///
/// ```
/// use bindery_runtime::{Encoding, Operation, Paging, Param, Repeat};
///
/// static GET_JOB: Operation = Operation::new("getJob", "GET", "/jobs/{job_id}")
///     .params(&[Param::path("job_id")])
///     .auth(&[&["bearerAuth"], &["apiKey"]])
///     .accept("application/json");
/// assert_eq!((GET_JOB.id(), GET_JOB.method(), GET_JOB.path()), ("getJob", "GET", "/jobs/{job_id}"));
///
/// static SEARCH: Operation = Operation::new("searchJobs", "POST", "/search")
///     .server("https://search.example.com")
///     .content_type("application/x-www-form-urlencoded")
///     .retry(Repeat::Always)
///     .statuses(&["200", "4XX"]);
/// static LIST_JOBS: Operation =
///     Operation::new("listJobs", "GET", "/jobs").params(&[Param::query("page")]).paging(&Paging::page("page"));
/// static ADD_PHOTO: Operation = Operation::new("addPhoto", "POST", "/photos")
///     .content_type("multipart/form-data")
///     .encodings(&[Encoding::new("photo").content_type("image/*")])
///     .idempotency("Idempotency-Key");
/// static WATCH: Operation = Operation::new("watchJobs", "GET", "/events").streams(&["text/event-stream"]);
/// # let _ = (&SEARCH, &LIST_JOBS, &ADD_PHOTO, &WATCH);
/// ```
#[derive(Debug)]
pub struct Operation {
    id: &'static str,
    method: &'static str,
    path: &'static str,
    pub(crate) params: &'static [Param],
    pub(crate) auth: Option<Requirements>,
    pub(crate) accept: &'static str,
    pub(crate) content_type: &'static str,
    pub(crate) encodings: &'static [Encoding],
    streams: &'static [&'static str],
    pub(crate) paging: Option<&'static Paging>,
    /// Those that the document lists; none where it lists all.
    pub(crate) statuses: &'static [&'static str],
    pub(crate) server: Option<&'static str>,
    pub(crate) repeat: Repeat,
    pub(crate) idempotency: Option<&'static str>,
}

impl Operation {
    /// An operation without parameters that accepts anything; its body, if there is one, is JSON.
    ///
    /// `path` is the template of the document, with its parameters in braces.
    pub const fn new(id: &'static str, method: &'static str, path: &'static str) -> Self {
        Self {
            id,
            method,
            path,
            params: &[],
            auth: None,
            accept: "*/*",
            content_type: "application/json",
            encodings: &[],
            streams: &[],
            paging: None,
            statuses: &[],
            server: None,
            repeat: Repeat::ByMethod,
            idempotency: None,
        }
    }

    /// The parameters. [`Request::set`](crate::Request::set) speaks of them by index.
    #[must_use]
    pub const fn params(mut self, params: &'static [Param]) -> Self {
        self.params = params;
        self
    }

    /// Which credentials it needs: alternatives of sets of names of [`Scheme`](crate::Scheme)s. An empty set, or no alternative at
    /// all, means that none are needed. Without this line the alternatives of the [`Api`](crate::Api) count.
    #[must_use]
    pub const fn auth(mut self, alternatives: &'static [&'static [&'static str]]) -> Self {
        self.auth = Some(alternatives);
        self
    }

    /// The base URL of this operation, where the document gives it one of its own; a path is one at the origin of the API's. It
    /// has the variables of the [`Api`](crate::Api). It does not count once the caller sets a base URL: that is where everything
    /// goes.
    #[must_use]
    pub const fn server(mut self, url: &'static str) -> Self {
        self.server = Some(url);
        self
    }

    /// The `Accept` header.
    #[must_use]
    pub const fn accept(mut self, media_types: &'static str) -> Self {
        self.accept = media_types;
        self
    }

    /// The `Content-Type` of its body, which is `application/json` without this line.
    #[must_use]
    pub const fn content_type(mut self, media_type: &'static str) -> Self {
        self.content_type = media_type;
        self
    }

    /// How members of a form or multipart body are written, as far as that is not the default.
    #[must_use]
    pub const fn encodings(mut self, encodings: &'static [Encoding]) -> Self {
        self.encodings = encodings;
        self
    }

    /// The media types of replies that are read as they come in, instead of being awaited whole: what
    /// [`events`](crate::events()), [`json_events`](crate::json_events()) and [`lines`](crate::lines()) read.
    #[must_use]
    pub const fn streams(mut self, media_types: &'static [&'static str]) -> Self {
        self.streams = media_types;
        self
    }

    /// Whether it may be sent again after an attempt that may have had its effect. Without this line its method decides.
    #[must_use]
    pub const fn retry(mut self, repeat: Repeat) -> Self {
        self.repeat = repeat;
        self
    }

    /// The header that carries its idempotency keys: see [`Api::idempotency`](crate::Api::idempotency), which names it for all.
    #[must_use]
    pub const fn idempotency(mut self, header: &'static str) -> Self {
        self.idempotency = Some(header);
        self
    }

    /// The statuses that the document lists, each as there: `200` or `4XX`. Any other one is [`Drift`](crate::Drift); without this line
    /// none is.
    #[must_use]
    pub const fn statuses(mut self, statuses: &'static [&'static str]) -> Self {
        self.statuses = statuses;
        self
    }

    /// How it gives its list page by page.
    #[must_use]
    pub const fn paging(mut self, paging: &'static Paging) -> Self {
        self.paging = Some(paging);
        self
    }

    /// The id in the document: `getJob`.
    pub const fn id(&self) -> &'static str {
        self.id
    }

    /// The method: `GET`.
    pub const fn method(&self) -> &'static str {
        self.method
    }

    /// The path template: `/jobs/{job_id}`. It holds no values, so it is safe to log and good to group by.
    pub const fn path(&self) -> &'static str {
        self.path
    }

    /// Whether some reply of it is read as it comes in.
    pub(crate) fn has_streams(&self) -> bool {
        !self.streams.is_empty()
    }

    /// Whether replies of this media type are read as they come in.
    pub(crate) fn is_streamed(&self, media_type: &str) -> bool {
        self.streams.iter().any(|streamed| streamed.eq_ignore_ascii_case(media_type))
    }
}
