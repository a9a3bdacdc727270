//! Members of an object that its schema does not list.

use core::fmt;

use super::error::MASK;
use super::view::assign;
use super::{Extra, Node};

/// The members of an object that its table does not list: an [`Extra`](super::Extra), or a [`Map`](super::Map) if the schema
/// gives their type.
///
/// ```
/// use bindery_runtime::{Extra, Map, Members};
///
/// fn names(members: &dyn Members) -> Vec<String> {
///     let mut names = Vec::new();
///     members.each(&mut |name, _value| names.push(name.to_owned()));
///     names
/// }
///
/// let mut prices = Map::from([("large".to_owned(), 12), ("small".to_owned(), 9)]);
/// prices.renew("medium");
/// assert_eq!(names(&prices), ["large", "small", "medium"]);
/// assert!(Members::get(&prices, "small").is_some() && prices.as_extra().is_none());
///
/// let mut extra = Extra::default();
/// extra.note_null(2);
/// assert!(extra.was_null(2) && !extra.was_null(3), "the third of the listed members was `null`");
/// assert!(extra.count() == 0 && !extra.is_aside("total"));
/// ```
pub trait Members: 'static {
    /// Returns the number of members.
    fn count(&self) -> usize;

    /// Returns the member of that name.
    fn get(&self, name: &str) -> Option<&dyn Node>;

    /// Adds an empty member to be read into, replacing an earlier one of that name. Of members with the same name the last one
    /// counts, as in nearly every JSON parser (RFC 8259, section 4).
    fn renew(&mut self, name: &str) -> &mut dyn Node;

    /// Visits all members in order.
    fn each(&self, visit: &mut dyn FnMut(&str, &dyn Node));

    /// Copies other members of this type into these, which are empty.
    #[doc(hidden)]
    fn assign(&mut self, other: &dyn Members) {
        other.each(&mut |name, member| assign(self.renew(name), member));
    }

    /// Returns the members as values of any type; `None` if the schema gives their type.
    fn as_extra(&self) -> Option<&Extra> {
        None
    }

    /// The mutable form of [`Members::as_extra`].
    fn as_extra_mut(&mut self) -> Option<&mut Extra> {
        None
    }

    /// Whether the value of that name belongs to a listed member that it does not fit.
    fn is_aside(&self, _name: &str) -> bool {
        false
    }

    /// Records that the listed member at this index was `null`, if nothing else distinguishes it from a missing one.
    fn note_null(&mut self, _place: usize) {}

    /// Whether the listed member at this index was `null` when it was read.
    fn was_null(&self, _place: usize) -> bool {
        false
    }
}

impl fmt::Debug for dyn Members + '_ {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut map = f.debug_map();
        self.each(&mut |name, member| {
            // A value that does not fit its member may be secret.
            if self.is_aside(name) {
                map.entry(&name, &format_args!("{MASK}"));
            } else {
                map.entry(&name, &member);
            }
        });
        map.finish()
    }
}
