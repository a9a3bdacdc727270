//! Setters for optional fields.

/// Gives a struct a setter for each of its optional fields.
///
/// A row is `field: Some(T);` for an `Option` and `field: (T);` for a type that converts from `T`. `T` is the type of the
/// argument, which may be `impl Into<…>`.
///
/// ```
/// #[derive(Default)]
/// pub struct Job {
///     pub id: Option<String>,
///     pub is_paid: Option<bool>,
/// }
/// bindery_runtime::setters! {
///     Job {
///         id: Some(impl Into<String>);
///         is_paid: Some(bool);
///     }
/// }
/// let job = Job::default().id("job_1").is_paid(true);
/// assert_eq!((job.id.as_deref(), job.is_paid), (Some("job_1"), Some(true)));
/// ```
// The macro is not recursive, because a struct may have more fields than rustc's recursion limit.
#[macro_export]
macro_rules! setters {
    ($name:ident { $($field:ident: $($wrap:ident)? ($arg:ty);)* }) => {
        $crate::__setters! { $name value { $($field: $arg = $($wrap)? (value.into());)* } }
    };
}

/// Gives a struct setters for its optional lists, like [`setters!`](crate::setters) for other fields. Each takes an iterator of
/// items.
///
/// ```
/// #[derive(Default)]
/// pub struct Job {
///     pub tags: Option<Vec<String>>,
///     pub hours: Option<Vec<i64>>,
/// }
/// bindery_runtime::list_setters! {
///     Job {
///         tags: Some(impl IntoIterator<Item = impl Into<String>>);
///         hours: Some(impl IntoIterator<Item = i64>);
///     }
/// }
/// let job = Job::default().tags(["new", "vip"]).hours(vec![8, 16]);
/// assert_eq!(job.tags.as_deref(), Some(&["new".to_owned(), "vip".to_owned()][..]));
/// assert_eq!(job.hours, Some(vec![8, 16]));
/// ```
#[macro_export]
macro_rules! list_setters {
    ($name:ident { $($field:ident: $($wrap:ident)? ($arg:ty);)* }) => {
        $crate::__setters! {
            $name value { $($field: $arg = $($wrap)? (value.into_iter().map(::core::convert::Into::into).collect());)* }
        }
    };
}

/// Both kinds of setters: one method for each row, whose argument is called `$value` in both.
#[doc(hidden)]
#[macro_export]
macro_rules! __setters {
    ($name:ident $value:ident { $($field:ident: $arg:ty = $given:expr;)* }) => {
        impl $name {
            $(
                #[doc = concat!("Sets [`", stringify!($field), "`](Self::", stringify!($field), ").")]
                #[must_use]
                #[cfg_attr(not(debug_assertions), inline)]
                pub fn $field(mut self, $value: $arg) -> Self {
                    self.$field = $given;
                    self
                }
            )*
        }
    };
}
