use core::fmt;

use super::{EncodeError, Extra, Node, Same};

/// Where the members of an object go that no table lists: [`Extra`](super::Extra), or a [`Map`](super::Map) where the schema
/// says of what type they are.
///
/// ```
/// use bindery_runtime::{EncodeError, Extra, Map, Members};
///
/// fn names(members: &dyn Members) -> Result<Vec<String>, EncodeError> {
///     let mut names = Vec::new();
///     members.each(&mut |name, _value| Ok(names.push(name.to_owned())))?;
///     Ok(names)
/// }
///
/// let mut prices = Map::from([("large".to_owned(), 12), ("small".to_owned(), 9)]);
/// prices.renew("medium");
/// assert_eq!(names(&prices)?, ["large", "small", "medium"]);
/// assert!(prices.has("small") && prices.untyped().is_none());
///
/// let mut extra = Extra::default();
/// extra.note_null(2);
/// assert!(extra.was_null(2) && !extra.was_null(3), "the third of the listed members was `null`");
/// assert!(extra.none() && !extra.is_aside("total"));
/// # Ok::<(), EncodeError>(())
/// ```
pub trait Members: fmt::Debug + Same {
    /// Whether there are none.
    fn none(&self) -> bool;

    /// Whether there is one of that name.
    fn has(&self, name: &str) -> bool;

    /// Makes an empty member to be read, instead of an earlier one of that name: of members with the same name the last one
    /// counts, as nearly every JSON parser has it (RFC 8259, section 4).
    fn renew(&mut self, name: &str) -> &mut dyn Node;

    /// Visits all members in order.
    ///
    /// # Errors
    /// The first of `visit`.
    fn each(&self, visit: &mut dyn FnMut(&str, &dyn Node) -> Result<(), EncodeError>) -> Result<(), EncodeError>;

    /// The members as values of any type; none where the schema says of what type they are.
    fn untyped(&mut self) -> Option<&mut Extra> {
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
