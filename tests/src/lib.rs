//! Checks that need more than one crate.
//!
//! | module | question |
//! | --- | --- |
//! | `cases` | does this idea lower and print as intended? |
//! | `bad` | is the message good? |
//! | `features` | does each Cargo feature of a generated crate compile alone? |
//! | `fresh` | are the checked-in files up to date? |
//! | `diffs` | does a small change of a document make a small change of the crate? |
//! | `inert` | can a string of a document become anything but text? |
//! | `facts` | does the crate have every known operation, with its known properties? |
//! | `fixtures` | do the types read what the API really sends, without loss? |
//! | `observed` | does the document allow the values seen in replies? |
//! | `layers` | do dependencies point one way? |
//! | `reserved` | can a name of a document hide a method of the runtime? |
//! | `overlays` | does every overlay work on its own? |
//! | `wire` | does a client send the right bytes, and survive the wrong ones? |

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
mod reserved;
#[cfg(test)]
mod run;
#[cfg(test)]
mod wire;

/// The Rust on the pages that people read first.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;

/// The Rust in the generated docs and in the clients' READMEs.
#[cfg(any(test, doctest))]
pub mod pages {
    include!(concat!(env!("OUT_DIR"), "/pages.rs"));

    #[test]
    fn there_are_pages_to_compile() {
        assert_ne!(COUNT, 0, "`generated` has no page with Rust on it");
    }
}
