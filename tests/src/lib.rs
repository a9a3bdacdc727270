//! Checks that need more than one crate.
//!
//! | module | question |
//! | --- | --- |
//! | `cases` | does this idea lower and print as we wish? |
//! | `bad` | is the message good? |
//! | `features` | does each Cargo feature of a generated crate stand alone? |
//! | `fresh` | is what is checked in what the stages say? |
//! | `diffs` | does a small change of a document make a small change of the crate? |
//! | `inert` | can text of a document become anything but text? |
//! | `facts` | does the crate have every operation that is known, as it is known? |
//! | `fixtures` | do the types read what the API really sends, and lose nothing? |
//! | `observed` | does the document allow what replies were seen to hold? |
//! | `layers` | do arrows point one way? |
//! | `overlays` | does every overlay stand for itself? |
//! | `wire` | does a client say the right bytes, and survive the wrong ones? |

#[cfg(test)]
mod bad;
#[cfg(test)]
mod cases;
#[cfg(test)]
mod diffs;
#[cfg(test)]
mod facts;
#[cfg(test)]
mod features;
#[cfg(test)]
mod fixtures;
#[cfg(test)]
mod fresh;
#[cfg(test)]
mod inert;
#[cfg(test)]
mod layers;
#[cfg(test)]
mod observed;
#[cfg(test)]
mod overlays;
#[cfg(test)]
mod run;
#[cfg(test)]
mod wire;

/// The Rust on the pages that people read first.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;

/// The Rust on the pages of the generated docs and in the clients' READMEs.
#[cfg(any(test, doctest))]
pub mod pages {
    include!(concat!(env!("OUT_DIR"), "/pages.rs"));

    #[test]
    fn there_are_pages_to_compile() {
        assert_ne!(COUNT, 0, "`generated` has no page with Rust on it");
    }
}
