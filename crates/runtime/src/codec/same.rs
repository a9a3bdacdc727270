//! Comparing and copying values whose type is erased.

use core::any::Any;
use core::fmt;

/// A value in one piece that can be printed, compared and copied after its type is erased.
///
/// Every type that can be printed, compared and copied implements it. Values made of other values are printed, compared and
/// copied part by part: see [`View`](crate::View).
///
/// ```
/// use bindery_runtime::Same;
///
/// #[derive(Clone, Debug, PartialEq)]
/// struct Colour(u32);
///
/// let colours: [Box<dyn Same>; 2] = [Box::new(Colour(0x00_80_ff)), Box::new("red".to_owned())];
/// assert_eq!(format!("{colours:?}"), r#"[Colour(33023), "red"]"#);
/// ```
pub trait Same: Any + fmt::Debug {
    /// Returns the value, to be downcast.
    #[doc(hidden)]
    fn as_any(&self) -> &dyn Any;

    /// Whether `other` is of this type, and equal.
    #[doc(hidden)]
    fn same(&self, other: &dyn Any) -> bool;

    /// Becomes a copy of `other`, if that is of this type.
    #[doc(hidden)]
    fn assign(&mut self, other: &dyn Any);
}

impl<T: Any + fmt::Debug + Clone + PartialEq> Same for T {
    fn as_any(&self) -> &dyn Any {
        self
    }

    fn same(&self, other: &dyn Any) -> bool {
        match other.downcast_ref::<Self>() {
            Some(other) => self == other,
            None => false,
        }
    }

    fn assign(&mut self, other: &dyn Any) {
        // Not `clone_from`, because there is nothing to reuse in an empty value.
        if let Some(other) = other.downcast_ref::<Self>() {
            *self = other.clone();
        }
    }
}
