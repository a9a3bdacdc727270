//! Events of webhooks.

use serde_json::Value;

use super::Signing;
use crate::codec::{self, DecodeError, Empty, Node};

/// The events of an API. Implemented by [`events!`](crate::events!).
///
/// ```
/// # use bindery_runtime::webhook::{Digits, OtherEvent, Signing, Webhook};
/// # static SIGNING: Signing = Signing::new("Api-Signature", Digits::Hex, "{timestamp}.{body}").timestamp("Api-Timestamp");
/// # #[derive(Clone, Debug, PartialEq)]
/// # enum Event { Greeted(bindery_runtime::Value), Other(OtherEvent) }
/// # bindery_runtime::events! { Event, SIGNING { Greeted = "greeted"; } }
/// use bindery_runtime::webhook::Events;
///
/// let event = Event::read("greeted", b"{}")?;
/// assert_eq!(event, Event::Greeted(bindery_runtime::Value::Object(Default::default())));
/// assert!(Event::read("greeted", b"{").is_err());
/// assert!(std::ptr::eq(Event::signing(), &SIGNING));
/// # Ok::<(), bindery_runtime::DecodeError>(())
/// ```
pub trait Events: Sized {
    /// Returns how the API signs them.
    fn signing() -> &'static Signing;

    /// Reads the event of this name from this body.
    ///
    /// # Errors
    /// The body does not fit the event's schema.
    fn read(name: &str, body: &[u8]) -> Result<Self, DecodeError> {
        Self::read_by(name, &mut |value| codec::fill(value, body, ""))
    }

    /// Reads the event of this name with the function `read`.
    #[doc(hidden)]
    fn read_by(name: &str, read: &mut ReadBody<'_>) -> Result<Self, DecodeError>;
}

/// Reads a body into an empty value.
pub type ReadBody<'b> = dyn FnMut(&mut dyn Node) -> Result<(), DecodeError> + 'b;

/// Reads the body of an event.
#[doc(hidden)]
pub fn body<T: Empty>(read: &mut ReadBody<'_>) -> Result<T, DecodeError> {
    let mut value = T::empty();
    read(&mut value)?;
    Ok(value)
}

/// An event that the document does not list.
///
/// ```
/// # use bindery_runtime::webhook::{Digits, OtherEvent, Signing, Webhook};
/// # static SIGNING: Signing = Signing::new("Api-Signature", Digits::Hex, "{timestamp}.{body}").timestamp("Api-Timestamp");
/// # #[derive(Clone, Debug, PartialEq)]
/// # enum Event { Greeted(bindery_runtime::Value), Other(OtherEvent) }
/// # bindery_runtime::events! { Event, SIGNING { Greeted = "greeted"; } }
/// use bindery_runtime::webhook::Events;
///
/// // An event that the API has added since the document was written.
/// let Event::Other(OtherEvent { name, body, .. }) = Event::read("left", br#"{"who": "ann"}"#)? else { panic!("not listed") };
/// assert_eq!((name.as_str(), body["who"].as_str()), ("left", Some("ann")));
/// # Ok::<(), bindery_runtime::DecodeError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct OtherEvent {
    /// Its name.
    pub name: String,
    /// Its body.
    pub body: Value,
}

impl OtherEvent {
    #[doc(hidden)]
    pub fn read_by(name: &str, read: &mut ReadBody<'_>) -> Result<Self, DecodeError> {
        Ok(Self { name: name.to_owned(), body: body(read)? })
    }
}

/// Makes an enum the events of an API: one row for each event, in the order of the document.
///
/// A row is `Variant = "name";`, and the variant holds the body. A block `const` after the rows lists the events without a body,
/// whose variants hold nothing. The variant `Other` holds an [`OtherEvent`]. The name after the type is a static
/// [`Signing`](crate::webhook::Signing).
///
/// The enum gets `NAMES`, `name` and [`Events`].
///
/// ```
/// use bindery_runtime::Value;
/// use bindery_runtime::webhook::{Digits, OtherEvent, Signing};
///
/// static SIGNING: Signing = Signing::new("Api-Signature", Digits::Hex, "{body}");
///
/// pub enum Event {
///     Greeted(Value),
///     Pinged,
///     Other(OtherEvent),
/// }
///
/// bindery_runtime::events! {
///     Event, SIGNING {
///         Greeted = "greeted";
///     } const {
///         Pinged = "pinged";
///     }
/// }
/// assert_eq!(Event::NAMES, ["greeted", "pinged"]);
/// assert_eq!(Event::Pinged.name(), "pinged");
/// ```
#[macro_export]
macro_rules! events {
    ($event:ident, $signing:ident { $($variant:ident = $name:literal;)* }
        $(const { $($unit:ident = $unit_name:literal;)* })?
    ) => {
        impl $event {
            /// The names of all events that the document lists.
            pub const NAMES: &'static [&'static str] = &[$($name,)* $($($unit_name,)*)?];

            /// Returns the name of the event, as in the document.
            pub fn name(&self) -> &str {
                match self {
                    $(Self::$variant(_) => $name,)*
                    $($(Self::$unit => $unit_name,)*)?
                    Self::Other(other) => &other.name,
                }
            }
        }

        impl $crate::webhook::Events for $event {
            fn signing() -> &'static $crate::webhook::Signing {
                &$signing
            }

            fn read_by(
                name: &str,
                read: &mut $crate::__private::ReadBody<'_>,
            ) -> ::core::result::Result<Self, $crate::DecodeError> {
                ::core::result::Result::Ok(match name {
                    $($name => Self::$variant($crate::__private::event_body(read)?),)*
                    $($($unit_name => Self::$unit,)*)?
                    _ => Self::Other($crate::webhook::OtherEvent::read_by(name, read)?),
                })
            }
        }
    };
}
