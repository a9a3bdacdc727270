//! The only place that creates identifiers.
//!
//! A name of the document is split into [`Words`]. A [`Scope`], one per Rust namespace, turns words into a unique identifier.
//! Keywords and the names of a scope's own items are claimed before the document's.

mod number;

use std::fmt;

use heck::ToSnakeCase;
use indexmap::IndexSet;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, TokenStreamExt};

pub use number::same_words;
use number::singular;

/// Names with a meaning in every Rust file, which items of the document never get.
pub const PRELUDE: [&str; 29] = [
    "AsMut",
    "AsRef",
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Drop",
    "Eq",
    "Err",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "Hash",
    "Into",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Some",
    "String",
    "ToString",
    "Vec",
];

/// A name without a case: `fooBar`, `foo_bar` and `FooBar` are the same words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words(Vec<String>);

/// The case of an identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// `line_items`: functions, fields, modules.
    Snake,
    /// `LineItems`: types and variants.
    Camel,
    /// `LINE_ITEMS`: statics.
    Shouty,
    /// `line-items`: packages and features.
    Kebab,
}

/// An identifier of the emitted crate. Only a [`Scope`] creates one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(String);

/// The names of one Rust namespace.
#[derive(Clone, Debug)]
pub struct Scope {
    case: Case,
    taken: IndexSet<String>,
}

/// The result of [`Scope::claim`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claimed {
    /// The identifier.
    pub name: Name,
    /// Whether it differs from the first candidate.
    pub renamed: bool,
}

impl Words {
    /// Splits a name of the document at every character that identifiers cannot contain, and where the case changes.
    ///
    /// A sign before a number is a word, because documents use names such as `+1` and `-1`. Other scripts are transliterated,
    /// because mixed scripts cause warnings of rustc.
    pub fn new(text: &str) -> Self {
        let mut plain = String::with_capacity(text.len());
        let mut characters = text.trim().chars().peekable();
        let mut first = true;
        while let Some(character) = characters.next() {
            let before_digit = characters.peek().is_some_and(char::is_ascii_digit);
            match character {
                '+' if first && before_digit => plain.push_str("plus "),
                '-' if first && before_digit => plain.push_str("minus "),
                _ if character.is_ascii_alphanumeric() => plain.push(character),
                // An apostrophe joins, as in `don't`.
                '\'' | '’' => {}
                _ if character.is_ascii() => plain.push(' '),
                _ => {
                    let latin = deunicode::deunicode_char(character).unwrap_or(" ");
                    plain.extend(latin.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }));
                }
            }
            first = false;
        }
        // Most names are in snake case, and are already split into words.
        if plain.bytes().any(|byte| byte.is_ascii_uppercase()) {
            plain = with_plurals(plain).to_snake_case();
        }
        Self(plain.split(['_', ' ']).filter(|word| !word.is_empty()).map(str::to_owned).collect())
    }

    /// These words, then those of `more`.
    #[must_use]
    pub fn then(mut self, more: &Self) -> Self {
        // `JobsJob` says no more than `Job`, but only a repeated last word is certainly an accident.
        let more = if self.0.last().is_some() && self.0.last() == more.0.first() && more.0.len() > 1 {
            &more.0[1..]
        } else {
            &more.0[..]
        };
        self.0.extend_from_slice(more);
        self
    }

    /// These words without those of `prefix`, if they start with them and something is left: the variant `PetCat` of `Pet` is
    /// `Cat`.
    #[must_use]
    pub fn after(self, prefix: &Self) -> Self {
        match self.0.strip_prefix(prefix.0.as_slice()) {
            Some(rest) if !rest.is_empty() => Self(rest.to_vec()),
            _ => self,
        }
    }

    /// The words with the last one in the singular; `None` if its letters do not show the singular.
    pub fn singular(&self) -> Option<Self> {
        let (last, front) = self.0.split_last()?;
        let mut words = front.to_vec();
        words.push(singular(last)?);
        Some(Self(words))
    }

    /// Whether two names only differ in number, word by word.
    pub fn is_same_but_number(&self, other: &Self) -> bool {
        same_words(&self.0, &other.0)
    }

    /// Whether there are no words, as in a name of only signs.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The words themselves, in lower case.
    pub fn as_slice(&self) -> &[String] {
        &self.0
    }

    /// The words of a slice.
    pub fn from_slice(words: &[String]) -> Self {
        Self(words.to_vec())
    }

    /// The words in a case, not claimed from any scope: for text.
    pub fn in_case(&self, case: Case) -> String {
        match case {
            Case::Snake => self.0.join("_"),
            Case::Camel => self.0.iter().map(|word| capitalized(word)).collect(),
            Case::Shouty => self.0.join("_").to_ascii_uppercase(),
            Case::Kebab => self.0.join("-"),
        }
    }
}

fn capitalized(word: &str) -> String {
    let mut word = word.to_owned();
    if let Some(first) = word.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    word
}

/// Writes `IPs` and `URLs` as one word each, in capitals.
fn with_plurals(text: String) -> String {
    let bytes = text.as_bytes();
    let is_plural = |at: usize| {
        let is_acronym = at >= 2 && bytes[at - 2..at].iter().all(u8::is_ascii_uppercase);
        bytes[at] == b's' && is_acronym && bytes.get(at + 1).is_none_or(|next| !next.is_ascii_lowercase())
    };
    if !(0..bytes.len()).any(is_plural) {
        return text;
    }
    text.char_indices().map(|(at, letter)| if is_plural(at) { 'S' } else { letter }).collect()
}

impl Scope {
    /// Creates an empty scope. Keywords are always reserved.
    pub fn new(case: Case) -> Self {
        Self { case, taken: IndexSet::new() }
    }

    /// Creates a scope in which some names are reserved for our own items.
    pub fn with(case: Case, ours: impl IntoIterator<Item = &'static str>) -> Self {
        Self { case, taken: ours.into_iter().map(str::to_owned).collect() }
    }

    /// Returns the case of its names.
    pub fn case(&self) -> Case {
        self.case
    }

    /// Whether `text` is a valid name in this scope in some case, without additions or omissions.
    pub fn can_spell(&self, text: &str) -> bool {
        let words = Words::new(text);
        let identifier = self.identifier(&words);
        let letters = text.replace(['_', '-', ' '], "").to_lowercase();
        identifier == text || (letters == words.0.concat() && identifier == words.in_case(self.case))
    }

    /// Claims one of our own names, which must not be taken.
    pub fn ours(&mut self, name: &'static str) -> Name {
        assert!(self.taken.insert(name.to_owned()), "our own name `{name}` was claimed before");
        Name(name.to_owned())
    }

    /// Claims the first free candidate, or else the last one with the first free number.
    pub fn claim(&mut self, candidates: &[Words]) -> Claimed {
        let mut last = "unnamed".to_owned();
        for (position, words) in candidates.iter().enumerate() {
            let identifier = self.identifier(words);
            if self.taken.insert(identifier.clone()) {
                return Claimed { name: Name(identifier), renamed: position > 0 };
            }
            last = identifier;
        }
        let last = last.trim_end_matches('_');
        let glue = match self.case {
            Case::Camel => "",
            Case::Kebab => "-",
            Case::Snake | Case::Shouty => "_",
        };
        let mut number = 2;
        let mut numbered = format!("{last}{glue}{number}");
        while self.taken.contains(&numbered) {
            number += 1;
            numbered = format!("{last}{glue}{number}");
        }
        self.taken.insert(numbered.clone());
        Claimed { name: Name(numbered), renamed: true }
    }

    /// Claims a single name.
    pub fn claim_one(&mut self, words: &Words) -> Claimed {
        self.claim(std::slice::from_ref(words))
    }

    fn identifier(&self, words: &Words) -> String {
        let mut text = if words.is_empty() { Words::new("empty").in_case(self.case) } else { words.in_case(self.case) };
        if text.starts_with(|first: char| first.is_ascii_digit()) {
            text.insert(0, if matches!(self.case, Case::Snake | Case::Kebab) { 'n' } else { 'N' });
        }
        if self.case == Case::Kebab {
            // Names in Cargo.toml are not identifiers: keywords are fine.
            return text;
        }
        // Raw identifiers work for most keywords, but not for `self`, `super`, `crate` and `Self`: there is one rule for all. syn
        // does not know that `gen` is a keyword of edition 2024.
        let may_be_keyword = text.len() <= "continue".len();
        if may_be_keyword && (text == "gen" || syn::parse_str::<Ident>(&text).is_err()) {
            text.push('_');
        }
        text
    }
}

impl Name {
    /// One of our own names, outside the scopes of the document.
    pub fn ours(name: &'static str) -> Self {
        Self(name.to_owned())
    }

    /// Returns the name as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the name of a file or module for this name.
    pub fn file_stem(&self) -> &str {
        self.0.trim_end_matches('_')
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl ToTokens for Name {
    #[expect(clippy::disallowed_methods, reason = "this is where identifiers are born")]
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.append(Ident::new(&self.0, Span::call_site()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn camel(text: &str) -> String {
        Scope::new(Case::Camel).claim_one(&Words::new(text)).name.0
    }

    fn snake(text: &str) -> String {
        Scope::new(Case::Snake).claim_one(&Words::new(text)).name.0
    }

    #[test]
    fn plurals_of_acronyms_are_one_word() {
        for (text, wanted) in
            [("dedicatedIPs", "dedicated_ips"), ("redirectURLsList", "redirect_urls_list"), ("IPsec", "i_psec")]
        {
            assert_eq!(Words::new(text).in_case(Case::Snake), wanted);
        }
    }

    #[test]
    fn one_name_whatever_its_case() {
        for text in ["fooBar", "foo_bar", "FooBar", "foo-bar", "foo bar", "FOO_BAR"] {
            assert_eq!(Words::new(text).as_slice(), ["foo", "bar"], "{text}");
        }
    }

    #[test]
    fn keywords_get_an_underscore() {
        assert_eq!([snake("type"), snake("self"), camel("Self"), snake("gen")], ["type_", "self_", "Self_", "gen_"]);
    }

    #[test]
    fn a_text_is_a_name_in_its_case_or_it_is_none() {
        let scope = Scope::new(Case::Snake);
        for text in ["all", "GetAll", "get-all", "fn_", "list_2"] {
            assert!(scope.can_spell(text), "{text}");
        }
        for text in ["2x", "fn", "größe", "-1", "a/b", ""] {
            assert!(!scope.can_spell(text), "{text}");
        }
    }

    #[test]
    fn signs_before_numbers_are_words() {
        assert_eq!([camel("+1"), camel("-1")], ["Plus1", "Minus1"]);
    }

    #[test]
    fn names_of_digits_and_names_of_nothing() {
        assert_eq!([camel("1password"), snake("2fa"), camel("$"), snake("")], ["N1password", "n2fa", "Empty", "empty"]);
    }

    #[test]
    fn other_scripts_are_transliterated() {
        assert_eq!(snake("größe"), "grosse");
        assert_eq!(camel("名前"), "MingQian");
    }

    #[test]
    fn a_clash_takes_the_next_candidate_and_then_a_number() {
        let mut scope = Scope::new(Case::Camel);
        let words = [Words::new("Item"), Words::new("JobItem")];
        let names: Vec<_> = (0..3).map(|_| scope.claim(&words).name.0).collect();
        assert_eq!(names, ["Item", "JobItem", "JobItem2"]);
    }

    #[test]
    fn a_number_takes_the_place_of_a_keywords_underscore() {
        let mut scope = Scope::new(Case::Snake);
        scope.claim_one(&Words::new("type"));
        assert_eq!(scope.claim_one(&Words::new("@type")).name.0, "type_2");
    }

    #[test]
    fn different_words_that_look_the_same_do_not_meet() {
        let mut scope = Scope::new(Case::Camel);
        assert_eq!(scope.claim_one(&Words::new("a1")).name.0, "A1");
        assert_eq!(scope.claim_one(&Words::new("a_1")).name.0, "A12");
    }
}
