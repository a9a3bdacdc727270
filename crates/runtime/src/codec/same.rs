use core::any::Any;
use core::fmt;

/// What a value in one piece can do with another of its type, once nobody knows the type any more.
///
/// Every type that can be printed, compared and copied has it. What is made of other values is printed, compared and copied
/// part by part: see [`View`](crate::View).
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
    /// The value, to be told by its type.
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
        // Not `clone_from`: what that would reuse is empty.
        if let Some(other) = other.downcast_ref::<Self>() {
            *self = other.clone();
        }
    }
}
