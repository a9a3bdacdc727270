use core::any::Any;

/// What a value can do with another of its type, once nobody knows the type any more.
///
/// Every type that can be compared and copied has it. So a struct compares and copies member by member through its table,
/// which rustc checks faster than derived code: that took a sixth of the time of a large crate.
///
/// ```
/// use bindery_runtime::Same;
///
/// /// What a hand-written `Node` has to be.
/// #[derive(Clone, PartialEq)]
/// struct Colour(u32);
///
/// let colours: [Box<dyn Same>; 2] = [Box::new(Colour(0x00_80_ff)), Box::new("red".to_owned())];
/// assert_eq!(colours.len(), 2);
/// ```
pub trait Same: Any {
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

impl<T: Any + Clone + PartialEq> Same for T {
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
        // Not `clone_from`: what that would reuse is empty, and for a list it is a dozen functions to compile.
        if let Some(other) = other.downcast_ref::<Self>() {
            *self = other.clone();
        }
    }
}
