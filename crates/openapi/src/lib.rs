//! A document of any 3.x version becomes one `Document`. Versions end here.

pub mod schema;

pub use schema::Schema;
