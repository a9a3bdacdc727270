//! A generated method, as data.

use crate::encoding::Encoding;
use crate::paging::Paging;
use crate::param::Param;
use crate::retry::Repeat;

/// Alternative sets of scheme names. One set has to be satisfied in full; no alternatives, or an empty set, need no credentials.
pub(crate) type Requirements = &'static [&'static [&'static str]];

/// An operation of an API: everything that is the same for all its calls.
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
    /// The statuses that the document lists; empty if it allows all.
    pub(crate) statuses: &'static [&'static str],
    pub(crate) server: Option<&'static str>,
    pub(crate) repeat: Repeat,
    pub(crate) idempotency: Option<&'static str>,
}

impl Operation {
    /// Creates an operation without parameters that accepts any reply. Its body, if any, is JSON.
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

    /// Sets the parameters. [`Request::set`](crate::Request::set) refers to them by index.
    #[must_use]
    pub const fn params(mut self, params: &'static [Param]) -> Self {
        self.params = params;
        self
    }

    /// Sets the credentials it needs: alternative sets of names of [`Scheme`](crate::Scheme)s. An empty set, or no alternatives,
    /// means that none are needed. By default the alternatives of the [`Api`](crate::Api) apply.
    #[must_use]
    pub const fn auth(mut self, alternatives: &'static [&'static [&'static str]]) -> Self {
        self.auth = Some(alternatives);
        self
    }

    /// Sets the base URL of this operation, if the document gives it its own. A path is resolved against the origin of the API's.
    /// It can use the variables of the [`Api`](crate::Api). A base URL set by the caller overrides it.
    #[must_use]
    pub const fn server(mut self, url: &'static str) -> Self {
        self.server = Some(url);
        self
    }

    /// Sets the `Accept` header.
    #[must_use]
    pub const fn accept(mut self, media_types: &'static str) -> Self {
        self.accept = media_types;
        self
    }

    /// Sets the `Content-Type` of its body, by default `application/json`.
    #[must_use]
    pub const fn content_type(mut self, media_type: &'static str) -> Self {
        self.content_type = media_type;
        self
    }

    /// Sets how members of a form or multipart body are written, if not by default.
    #[must_use]
    pub const fn encodings(mut self, encodings: &'static [Encoding]) -> Self {
        self.encodings = encodings;
        self
    }

    /// Sets the media types of replies that are read as they arrive, instead of whole: with [`events`](crate::events()),
    /// [`json_events`](crate::json_events()) or [`lines`](crate::lines()).
    #[must_use]
    pub const fn streams(mut self, media_types: &'static [&'static str]) -> Self {
        self.streams = media_types;
        self
    }

    /// Sets whether it may be sent again after an attempt that may have had an effect. By default its method decides.
    #[must_use]
    pub const fn retry(mut self, repeat: Repeat) -> Self {
        self.repeat = repeat;
        self
    }

    /// Sets the header for its idempotency keys: see [`Api::idempotency`](crate::Api::idempotency), which sets it for all
    /// operations.
    #[must_use]
    pub const fn idempotency(mut self, header: &'static str) -> Self {
        self.idempotency = Some(header);
        self
    }

    /// Sets the statuses that the document lists, spelled as there: `200` or `4XX`. Any other is [`Drift`](crate::Drift); by
    /// default none is.
    #[must_use]
    pub const fn statuses(mut self, statuses: &'static [&'static str]) -> Self {
        self.statuses = statuses;
        self
    }

    /// Sets how it pages its list.
    #[must_use]
    pub const fn paging(mut self, paging: &'static Paging) -> Self {
        self.paging = Some(paging);
        self
    }

    /// Returns the id in the document: `getJob`.
    pub const fn id(&self) -> &'static str {
        self.id
    }

    /// Returns the method: `GET`.
    pub const fn method(&self) -> &'static str {
        self.method
    }

    /// Returns the path template: `/jobs/{job_id}`. It holds no values, so it is safe to log and suitable for grouping.
    pub const fn path(&self) -> &'static str {
        self.path
    }

    /// Whether any of its replies is read as it arrives.
    pub(crate) fn has_streams(&self) -> bool {
        !self.streams.is_empty()
    }

    /// Whether replies of this media type are read as they arrive.
    pub(crate) fn is_streamed(&self, media_type: &str) -> bool {
        self.streams.iter().any(|streamed| streamed.eq_ignore_ascii_case(media_type))
    }
}
