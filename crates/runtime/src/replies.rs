//! Replies of several kinds, told apart by status and media type.

use crate::error::Error;
use crate::media_type::closeness;
use crate::reply::Reply;

/// A reply of one of several kinds. Implemented by [`replies!`](crate::replies!).
///
/// ```
/// # use bindery_runtime::test_kit::{Answers, Server};
/// # use bindery_runtime::{Api, Builder, Operation};
/// # static API: Api = Api::new("example/0.1.0");
/// # static GET_JOB: Operation = Operation::new("getJob", "GET", "/jobs/1");
/// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "getJob", "status": 200, "type": "application/json", "body": "job_1"}]"#);
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// # let server = Server::new(&ANSWERS);
/// # let core = Builder::new(&API).in_process(&server).build()?;
/// use bindery_runtime::{Error, Replies, Reply, json, replies};
///
/// /// A job, or `None` if it is not made yet.
/// struct Job(Option<String>);
///
/// impl Replies for Job {
///     fn read(reply: Reply) -> Result<Self, Error> {
///         if reply.status() == 202 { Ok(Self(None)) } else { json(reply).map(|id| Self(Some(id))) }
///     }
/// }
///
/// server.on("getJob").reply(202);
/// assert_eq!(core.request(&GET_JOB).call(replies::<Job>).await?.0, None);
/// assert_eq!(core.request(&GET_JOB).call(replies::<Job>).await?.0.as_deref(), Some("job_1"));
/// # Ok::<(), bindery_runtime::Error>(())
/// # }).unwrap();
/// ```
pub trait Replies: Sized {
    /// Reads the reply as its kind.
    ///
    /// # Errors
    /// Its body does not fit that kind.
    fn read(reply: Reply) -> Result<Self, Error>;
}

/// Reads the reply as its kind, by the table of [`replies!`](crate::replies!).
///
/// # Errors
/// Its body does not fit that kind: [`ErrorKind::Decode`](crate::ErrorKind::Decode).
///
/// ```
/// # use bindery_runtime::test_kit::{Answers, Server};
/// # use bindery_runtime::{Api, Builder, Operation};
/// # static API: Api = Api::new("example/0.1.0");
/// # static GET_JOB: Operation = Operation::new("getJob", "GET", "/jobs/1");
/// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "getJob", "status": 200, "type": "application/json", "body": "job_1"}]"#);
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// # let server = Server::new(&ANSWERS);
/// # let core = Builder::new(&API).in_process(&server).build()?;
/// use bindery_runtime::{Payload, replies};
///
/// #[derive(Debug)]
/// enum GetJobReply {
///     Ok(String),
///     NoContent,
///     Other(Payload),
/// }
///
/// replies! {
///     GetJobReply {
///         Ok = "200" => json;
///         NoContent = "204";
///     }
/// }
///
/// let reply = core.request(&GET_JOB).call(replies::<GetJobReply>).await?;
/// assert!(matches!(reply, GetJobReply::Ok(id) if id == "job_1"));
/// # Ok::<(), bindery_runtime::Error>(())
/// # }).unwrap();
/// ```
pub fn replies<T: Replies>(reply: Reply) -> Result<T, Error> {
    T::read(reply)
}

/// One kind of reply in the table of an enum.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Case {
    /// As in the document: `200`, `2XX` or `default`.
    pub status: &'static str,
    /// Ranges of media types; empty for any.
    pub media_types: &'static [&'static str],
}

/// Returns the index of the case that describes the reply best.
///
/// A status outweighs a range of statuses, which outweighs `default`; among cases of one status the closest media type wins. If a
/// status has only one case, or the reply names no media type, the first case is taken: its reader gives the best error.
#[doc(hidden)]
pub fn choose(reply: &Reply, cases: &[Case]) -> Option<usize> {
    closest(reply.status().as_u16(), reply.media_type(), cases)
}

fn closest(status: u16, media_type: Option<&str>, cases: &[Case]) -> Option<usize> {
    let best = cases.iter().filter_map(|case| precision(case.status, status)).max()?;
    let of_status = |case: &Case| precision(case.status, status) == Some(best);
    let mut candidates = cases.iter().enumerate().filter(|(_, case)| of_status(case));
    let (first, second) = (candidates.next()?, candidates.next());
    match (second, media_type) {
        (None, _) | (_, None) => Some(first.0),
        (Some(second), Some(media_type)) => {
            let all = [first, second].into_iter().chain(candidates);
            let close = all.filter_map(|(index, case)| Some((fit(case.media_types, media_type)?, index)));
            // The first of equals, in the order of the document.
            close.max_by_key(|(fit, index)| (*fit, usize::MAX - index)).map(|(_, index)| index)
        }
    }
}

/// How exactly `pattern` names the status; `None` if it does not.
pub(crate) fn precision(pattern: &str, status: u16) -> Option<u8> {
    if pattern.parse() == Ok(status) {
        return Some(2);
    }
    match pattern.as_bytes() {
        b"default" => Some(0),
        [class, b'X' | b'x', b'X' | b'x'] if u16::from(class.wrapping_sub(b'0')) == status / 100 => Some(1),
        _ => None,
    }
}

fn fit(ranges: &[&str], media_type: &str) -> Option<u8> {
    if ranges.is_empty() { Some(0) } else { ranges.iter().filter_map(|range| closeness(range, media_type)).max() }
}

/// Makes an enum the value of a call: one row for each kind of reply, in the order of the document.
///
/// A row is `Variant = "status"`, followed by media types if they tell kinds apart, and the reader of the variant's value. A
/// variant without a value has no reader. The status is spelled as in the document: `"200"`, `"2XX"` or `"default"`. Readers are
/// the functions of this crate that take a [`Reply`](crate::Reply): [`json`](crate::json()), [`text`](crate::text()),
/// [`bytes`](crate::bytes()), [`payload`](crate::payload()), [`events`](crate::events()), [`json_events`](crate::json_events()),
/// [`lines`](crate::lines()).
///
/// The enum has one more variant, `Other(Payload)`, for successful replies that the document does not list.
///
/// ```
/// use bindery_runtime::{Call, Core, Operation, Payload, replies};
///
/// #[derive(Clone, Debug)]
/// #[non_exhaustive]
/// pub enum GetReportReply {
///     Ok(Vec<String>),
///     Text(String),
///     NoContent,
///     Other(Payload),
/// }
///
/// replies! {
///     GetReportReply {
///         Ok = "200", "application/json" => json;
///         Text = "200", "text/plain", "text/csv" => text;
///         NoContent = "204";
///     }
/// }
///
/// static GET_REPORT: Operation = Operation::new("getReport", "GET", "/report").accept("application/json, text/plain, text/csv");
///
/// pub fn report(core: &Core) -> Call<GetReportReply> {
///     core.request(&GET_REPORT).call(replies)
/// }
/// ```
#[macro_export]
macro_rules! replies {
    ($name:ident { $($variant:ident = $status:literal $(, $media_type:literal)* $(=> $reader:ident)?;)+ }) => {
        impl $crate::Replies for $name {
            #[cfg_attr(not(debug_assertions), inline)]
            fn read(reply: $crate::Reply) -> ::core::result::Result<Self, $crate::Error> {
                const CASES: &[$crate::__private::Case] = &[$(
                    $crate::__private::Case { status: $status, media_types: &[$($media_type),*] }
                ),+];
                const READERS: &[fn($crate::Reply) -> ::core::result::Result<$name, $crate::Error>] =
                    &[$($crate::__reply! { $name::$variant $($reader)? }),+];
                match $crate::__private::choose(&reply, CASES) {
                    ::core::option::Option::Some(index) => READERS[index](reply),
                    ::core::option::Option::None => $crate::payload(reply).map(Self::Other),
                }
            }
        }
    };
}

/// The reader of one row of [`replies!`](crate::replies!).
#[doc(hidden)]
#[macro_export]
macro_rules! __reply {
    ($name:ident::$variant:ident) => {
        |_| ::core::result::Result::Ok($name::$variant)
    };
    ($name:ident::$variant:ident $reader:ident) => {
        |reply| $crate::$reader(reply).map($name::$variant)
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    const CASES: &[Case] = &[
        Case { status: "200", media_types: &["application/json"] },
        Case { status: "200", media_types: &["text/*"] },
        Case { status: "200", media_types: &["text/csv", "text/tab-separated-values"] },
        Case { status: "202", media_types: &["application/json"] },
        Case { status: "2XX", media_types: &[] },
    ];

    #[test]
    fn the_closest_media_type_of_the_status_is_chosen() {
        for (content_type, wanted) in [
            ("application/json", Some(0)),
            ("application/problem+json", Some(0)),
            ("text/plain", Some(1)),
            ("TEXT/CSV", Some(2)),
            ("image/png", None),
        ] {
            assert_eq!(closest(200, Some(content_type), CASES), wanted, "{content_type}");
        }
    }

    #[test]
    fn a_reply_that_does_not_say_its_type_is_the_first() {
        assert_eq!(closest(200, None, CASES), Some(0));
    }

    #[test]
    fn the_only_case_of_a_status_takes_any_type() {
        assert_eq!(closest(202, Some("text/html"), CASES), Some(3));
    }

    #[test]
    fn a_range_takes_what_no_status_names() {
        assert_eq!(closest(206, Some("image/png"), CASES), Some(4));
        assert_eq!(closest(304, None, CASES), None);
        assert_eq!(closest(304, None, &[CASES[0], Case { status: "default", media_types: &[] }]), Some(1));
    }
}
