use core::fmt;

use super::error::MASK;
use super::view::assign;
use super::{Extra, Node};

/// Where the members of an object go that no table lists: [`Extra`](super::Extra), or a [`Map`](super::Map) where the schema
/// says of what type they are.
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
    /// How many there are.
    fn count(&self) -> usize;

    /// The one of that name.
    fn get(&self, name: &str) -> Option<&dyn Node>;

    /// Makes an empty member to be read, instead of an earlier one of that name: of members with the same name the last one
    /// counts, as nearly every JSON parser has it (RFC 8259, section 4).
    fn renew(&mut self, name: &str) -> &mut dyn Node;

    /// Visits all members in order.
    fn each(&self, visit: &mut dyn FnMut(&str, &dyn Node));

    /// Becomes a copy of other members of this type; there are none yet.
    #[doc(hidden)]
    fn assign(&mut self, other: &dyn Members) {
        other.each(&mut |name, member| assign(self.renew(name), member));
    }

    /// The members as values of any type; none where the schema says of what type they are.
    fn as_extra(&self) -> Option<&Extra> {
        None
    }

    /// As [`Members::as_extra`], to be changed.
    fn as_extra_mut(&mut self) -> Option<&mut Extra> {
        None
    }

    /// Whether there is a value of that name, which the schema lists, and which the value does not fit.
    fn is_aside(&self, _name: &str) -> bool {
        false
    }

    /// Keeps in mind that the listed member at this place of the table was `null`, where nothing else tells it from a
    /// missing one.
    fn note_null(&mut self, _place: usize) {}

    /// Whether the listed member at this place was `null` when it was read.
    fn was_null(&self, _place: usize) -> bool {
        false
    }
}

impl fmt::Debug for dyn Members + '_ {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut map = f.debug_map();
        self.each(&mut |name, member| {
            // What did not fit its member may be one's secret.
            if self.is_aside(name) {
                map.entry(&name, &format_args!("{MASK}"));
            } else {
                map.entry(&name, &member);
            }
        });
        map.finish()
    }
}
