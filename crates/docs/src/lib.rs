//! An API becomes a Markdown tree.
