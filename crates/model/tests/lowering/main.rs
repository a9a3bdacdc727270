//! The lowering as a specification: small documents and their meaning.

mod all_of;
mod bodies;
mod lowered;
mod operations;
mod paging;
mod recursion;
mod schemas;
mod selection;
mod unions;
