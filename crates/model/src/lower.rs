//! From the document's objects to the model's: one file per kind of object, or per question about a schema.

pub(crate) mod auth;
pub(crate) mod constraints;
pub(crate) mod info;
pub(crate) mod operations;
pub(crate) mod selection;
pub(crate) mod webhooks;

mod bodies;
mod encodings;
mod examples;
mod grouping;
mod params;

mod arrays;
mod choices;
mod constants;
mod docs;
mod facts;
pub(crate) mod formats;
mod heirs;
mod objects;
mod place;
mod scalars;
mod schemas;
mod shape;

pub(crate) use facts::kind_of;
pub(crate) use schemas::Schemas;
