//! Chosen Rust types.

use indexmap::IndexMap;

/// Rust types that replace the generated ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypeOptions {
    /// By the JSON Pointer of a schema.
    pub by_pointer: IndexMap<String, ForeignType>,
    /// By the `format` of a string or a number.
    pub by_format: IndexMap<String, FormatChoice>,
}

/// The type of a format's values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormatChoice {
    /// Unchecked strings.
    Text,
    /// The type of the runtime for this format: one of [`NATIVE`].
    Native,
    /// A type of another crate.
    Foreign(ForeignType),
}

/// The formats with a type in the runtime: the format, the crate of the type, and its path in the runtime.
pub const NATIVE: [(&str, &str, &str); 3] =
    [("date-time", "jiff", "Timestamp"), ("date", "jiff", "Date"), ("uuid", "uuid", "uuid::Uuid")];

/// A type of another crate, which implements serde's traits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForeignType {
    /// Its path.
    pub path: RustPath,
    /// The crate of the type; `None` for `std` and `crate`.
    pub dependency: Option<Dependency>,
}

/// A row of the manifest's `[dependencies]`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Dependency {
    /// The package.
    pub name: String,
    /// The version requirement.
    pub version: String,
    /// Its features.
    pub features: Vec<String>,
    /// Whether its default features are on.
    pub default_features: bool,
}

/// The path of a Rust type, and nothing else: text in a configuration never becomes other code.
///
/// ```
/// use bindery_client::options::RustPath;
///
/// assert!(RustPath::parse("rust_decimal::Decimal").is_some());
/// assert!(RustPath::parse("chrono::DateTime<chrono::Utc>").is_some());
/// assert!(RustPath::parse("Decimal").is_none(), "a path says where the type is");
/// assert!(RustPath::parse("a::B<{ std::process::exit(1) }>").is_none());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RustPath(String);

impl RustPath {
    /// Parses a path that starts at a crate; `None` for any other text.
    pub fn parse(text: &str) -> Option<Self> {
        let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "_:<>, ".contains(letter);
        let is_path = text.len() <= 200 && text.chars().all(is_plain) && syn::parse_str::<syn::TypePath>(text).is_ok();
        let starts_at_a_crate = text.starts_with(|first: char| first.is_ascii_lowercase()) && text.contains("::");
        let is_ours = text.starts_with("self::") || text.starts_with("super::");
        (is_path && starts_at_a_crate && !is_ours).then(|| Self(text.to_owned()))
    }

    /// Returns the path as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
