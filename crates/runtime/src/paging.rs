//! How an operation pages its list, as data.

mod items;
mod link;
mod pages;
mod parameter;
mod position;
mod turn;
mod walk;

pub use self::items::Items;
pub use self::pages::{Page, Pages};
#[cfg(feature = "test-kit")]
pub(crate) use self::parameter::whole;

/// How an operation pages its list: how to ask for the next page, and when the list ends.
///
/// Places in a reply are JSON Pointers (RFC 6901) of member names. A list ends when the reply says so at one of these places, or
/// when there is no next page to ask for. If pages are counted and their number is unknown, it ends with a page without items.
///
/// ```
/// use bindery_runtime::{Operation, Paging, Param};
///
/// static LIST_JOBS: Operation = Operation::new("listJobs", "GET", "/jobs")
///     .params(&[Param::query("page"), Param::query("page_size")])
///     .paging(&Paging::page("page").items("/jobs").total_pages("/total_pages"));
///
/// // Other ways to page the same list.
/// static WAYS: [Paging; 8] = [
///     Paging::page("page").first(0),
///     Paging::offset("skip").total_items("/total"),
///     Paging::cursor("after", "/next_cursor").has_more("/has_more"),
///     Paging::cursor_in_header("after", "X-Next"),
///     Paging::cursor_of_last_item("starting_after", "id"),
///     Paging::next_url("/links/next").optional_items("/jobs"),
///     Paging::link(),
///     Paging::cursor("/start_cursor", "/next_cursor").in_body(),
/// ];
/// # let _ = (&LIST_JOBS, &WAYS);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Paging {
    pub(crate) step: Step,
    /// Whether the parameter is a member of the request's JSON body.
    pub(crate) in_body: bool,
    pub(crate) items: &'static str,
    /// Whether a page without items may omit the list or have `null` instead.
    pub(crate) is_list_optional: bool,
    pub(crate) first: u64,
    pub(crate) total_pages: Option<&'static str>,
    pub(crate) total_items: Option<&'static str>,
    pub(crate) has_more: Option<&'static str>,
}

/// How to get from a page to the next.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Step {
    /// This parameter is the number of the page.
    Page(&'static str),
    /// This parameter is the number of items to skip.
    Offset(&'static str),
    /// This parameter takes a value from the reply.
    Cursor(&'static str, Source),
    /// The reply contains the URL of the next page.
    Url(Source),
}

/// Where a reply carries the next cursor or URL.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Source {
    /// In the body.
    Body(&'static str),
    /// In this header.
    Header(&'static str),
    /// In this member of the last item.
    LastItem(&'static str),
    /// In the header `Link`, under the relation `next`: RFC 8288.
    Link,
}

impl Paging {
    /// The parameter `param` is the number of the page. The first page is 1 unless [`first`](Self::first) sets another.
    pub const fn page(param: &'static str) -> Self {
        Self::by(Step::Page(param))
    }

    /// The parameter `param` is the number of items before the page.
    pub const fn offset(param: &'static str) -> Self {
        Self::by(Step::Offset(param))
    }

    /// The parameter `param` takes the string or number at `pointer` in the previous page.
    pub const fn cursor(param: &'static str, pointer: &'static str) -> Self {
        Self::by(Step::Cursor(param, Source::Body(pointer)))
    }

    /// The parameter `param` takes the value of a header of the previous page.
    pub const fn cursor_in_header(param: &'static str, header: &'static str) -> Self {
        Self::by(Step::Cursor(param, Source::Header(header)))
    }

    /// The parameter `param` takes a member of the last item of the previous page, such as its id.
    pub const fn cursor_of_last_item(param: &'static str, member: &'static str) -> Self {
        Self::by(Step::Cursor(param, Source::LastItem(member)))
    }

    /// The URL of the next page is at `pointer` in the previous page. It has to be of the same origin.
    pub const fn next_url(pointer: &'static str) -> Self {
        Self::by(Step::Url(Source::Body(pointer)))
    }

    /// The URL of the next page is in the header `Link` of the previous page (RFC 8288). It has to be of the same origin.
    pub const fn link() -> Self {
        Self::by(Step::Url(Source::Link))
    }

    /// Makes the parameter a place in the request's JSON body: a JSON Pointer of member names. It takes a number for a page or an
    /// offset, and a string for a cursor.
    #[must_use]
    pub const fn in_body(mut self) -> Self {
        self.in_body = true;
        self
    }

    /// Sets the place of the items; by default the body is the list itself.
    #[must_use]
    pub const fn items(mut self, pointer: &'static str) -> Self {
        self.items = pointer;
        self
    }

    /// Sets the place of the items, which may be missing: a page without items may omit the list or have `null` instead.
    #[must_use]
    pub const fn optional_items(mut self, pointer: &'static str) -> Self {
        self.is_list_optional = true;
        self.items(pointer)
    }

    /// Sets the number of the first page, by default 1.
    #[must_use]
    pub const fn first(mut self, number: u64) -> Self {
        self.first = number;
        self
    }

    /// Sets the place of the number of pages.
    #[must_use]
    pub const fn total_pages(mut self, pointer: &'static str) -> Self {
        self.total_pages = Some(pointer);
        self
    }

    /// Sets the place of the number of all items.
    #[must_use]
    pub const fn total_items(mut self, pointer: &'static str) -> Self {
        self.total_items = Some(pointer);
        self
    }

    /// Sets the place of the flag that tells whether more pages follow.
    #[must_use]
    pub const fn has_more(mut self, pointer: &'static str) -> Self {
        self.has_more = Some(pointer);
        self
    }

    const fn by(step: Step) -> Self {
        Self {
            step,
            in_body: false,
            items: "",
            is_list_optional: false,
            first: 1,
            total_pages: None,
            total_items: None,
            has_more: None,
        }
    }
}
