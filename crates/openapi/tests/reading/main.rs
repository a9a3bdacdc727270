//! Reads documents: one idea, one small document.

mod bad;
mod endpoints;
mod files;
mod outcome;
mod references;
mod versions;
