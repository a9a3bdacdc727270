//! The code of every case of `tests/cases`, so that it compiles under our lints.

pub mod absent_null_value;
pub mod all_of;
pub mod auth;
pub mod bodies;
pub mod closed_objects;
pub mod constants;
pub mod constraints;
pub mod deprecated;
pub mod formats;
pub mod forms;
pub mod inline_objects;
pub mod lists_and_maps;
pub mod many_required;
pub mod method_names;
pub mod objects;
pub mod outcomes;
pub mod parameter_names;
pub mod parameter_styles;
pub mod parameters;
pub mod passwords;
pub mod prose;
pub mod recursion;
pub mod replies;
pub mod string_enums;
pub mod type_names;
pub mod unions;
