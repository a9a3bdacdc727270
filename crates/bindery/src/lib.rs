//! Composes the stages: from an OpenAPI document to a Rust client and its docs.
//!
//! * [`generate()`] is the whole program as a function without side effects.
//! * [`Generator`] reads files from disk and writes the result, for a build script or a tool.
//! * [`Console`] does the same for the terminal: messages, summary, exit status.
//!
//! ```no_run
//! use bindery::Generator;
//!
//! let summary = Generator::new("openapi.yaml")
//!     .config("bindery.yaml")
//!     .package_name("pet-store")
//!     .write_to("generated/pet-store")?;
//! println!("{summary}");
//! # Ok::<(), bindery::Failure>(())
//! ```

mod build_script;
pub mod codes;
#[cfg(feature = "command")]
pub mod command;
mod config;
mod console;
mod disk;
mod dump;
mod emitters;
mod failure;
mod generate;
mod generator;
pub mod overlay;
mod summary;
mod unknown_name;
mod write;

pub use bindery_client::options::RuntimeSource;
pub use bindery_source::{Code, Files, Pointer};
pub use config::{Config, config_schema, is_package_name};
pub use console::{Console, Exit};
pub use dump::Stage;
pub use emitters::{EMITTERS, Emitter};
pub use failure::{Attempt, Failure};
pub use generate::{Input, Load, Output, Settings, Text, generate};
pub use generator::Generator;
pub use summary::Summary;
pub use unknown_name::UnknownName;
pub use write::{Change, Doing, Mode, first_difference, write};
