//! One serde visitor that builds values from both formats, and reports what serde's own would accept silently.

use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor};
use serde_json::map::Entry;
use serde_json::{Map, Number, Value};

use crate::depth::MAX_DEPTH;
use crate::faults::Fault;
use crate::pointer::Pointer;

/// How many faults of one text are reported at most.
const MAX_FAULTS: usize = 100;

/// State of one parse, besides the value.
#[derive(Debug)]
pub(crate) struct Reading {
    merges: bool,
    depth: usize,
    /// How many more nodes and bytes of scalars the text may expand to.
    allowance: usize,
    /// Faults with the steps to them, innermost first: steps are added on the way out, so text without faults pays
    /// nothing.
    faults: Vec<(Fault, Vec<String>)>,
}

impl Reading {
    /// Parses JSON, which cannot grow beyond its text.
    pub(crate) fn of_json() -> Self {
        Self { merges: false, depth: 0, allowance: usize::MAX, faults: Vec::new() }
    }

    /// Parses `length` bytes of YAML, where aliases may repeat parts and `<<` merges.
    pub(crate) fn of_yaml(length: usize) -> Self {
        Self { merges: true, depth: 0, allowance: 1_000_000 + 8 * length, faults: Vec::new() }
    }

    /// Parses the whole input.
    pub(crate) fn value<'de, D: Deserializer<'de>>(&mut self, input: D) -> Result<Value, D::Error> {
        Node(self).deserialize(input)
    }

    /// The faults, in document order.
    pub(crate) fn faults(self) -> Vec<(Fault, Pointer)> {
        let pointer = |steps: Vec<String>| steps.iter().rev().fold(Pointer::root(), |at, step| at.key(step));
        self.faults.into_iter().map(|(fault, steps)| (fault, pointer(steps))).collect()
    }

    /// Whether a fault stopped the parse.
    pub(crate) fn has_stopped(&self) -> bool {
        matches!(self.faults.last(), Some((Fault::NestingTooDeep | Fault::AliasBomb, _)))
    }

    fn fault(&mut self, fault: Fault, steps: Vec<String>) {
        if self.faults.len() < MAX_FAULTS {
            self.faults.push((fault, steps));
        }
    }

    fn stop<E: de::Error>(&mut self, fault: Fault) -> E {
        self.faults.truncate(MAX_FAULTS - 1);
        self.faults.push((fault, Vec::new()));
        E::custom("reading stopped")
    }

    fn spend<E: de::Error>(&mut self, amount: usize) -> Result<(), E> {
        match self.allowance.checked_sub(amount) {
            Some(rest) => {
                self.allowance = rest;
                Ok(())
            }
            None => Err(self.stop(Fault::AliasBomb)),
        }
    }

    fn enter<E: de::Error>(&mut self) -> Result<(), E> {
        self.depth += 1;
        if self.depth > MAX_DEPTH { Err(self.stop(Fault::NestingTooDeep)) } else { self.spend(1) }
    }

    fn leave(&mut self) {
        self.depth -= 1;
    }

    /// Adds `step` to the faults found after the first `known`.
    fn found_below(&mut self, known: usize, step: impl Fn() -> String) {
        for (_, steps) in self.faults.iter_mut().skip(known) {
            steps.push(step());
        }
    }
}

/// A value about to be parsed.
struct Node<'r>(&'r mut Reading);

impl<'de> DeserializeSeed<'de> for Node<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, input: D) -> Result<Value, D::Error> {
        input.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON or YAML value")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Value, E> {
        self.0.spend(1)?;
        Ok(Value::Null)
    }

    fn visit_none<E: de::Error>(self) -> Result<Value, E> {
        self.visit_unit()
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Value, E> {
        self.0.spend(1)?;
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Value, E> {
        self.0.spend(1)?;
        Ok(value.into())
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Value, E> {
        self.0.spend(1)?;
        Ok(value.into())
    }

    #[expect(clippy::cast_precision_loss, reason = "JSON parsers use the closest number, too")]
    fn visit_i128<E: de::Error>(self, value: i128) -> Result<Value, E> {
        self.visit_f64(value as f64)
    }

    #[expect(clippy::cast_precision_loss, reason = "JSON parsers use the closest number, too")]
    fn visit_u128<E: de::Error>(self, value: u128) -> Result<Value, E> {
        self.visit_f64(value as f64)
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Value, E> {
        self.0.spend(1)?;
        Ok(Number::from_f64(value).map_or_else(
            || {
                self.0.fault(Fault::NumberInvalid, Vec::new());
                Value::Null
            },
            Value::Number,
        ))
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Value, E> {
        self.0.spend(1 + value.len())?;
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E: de::Error>(self, value: String) -> Result<Value, E> {
        self.0.spend(1 + value.len())?;
        Ok(Value::String(value))
    }

    /// A YAML value with a custom tag, which has no meaning in OpenAPI.
    fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<Value, A::Error> {
        let (_tag, content): (de::IgnoredAny, _) = data.variant()?;
        content.newtype_variant_seed(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Value, A::Error> {
        let Node(reading) = self;
        reading.enter()?;
        let mut array = Vec::new();
        loop {
            let known = reading.faults.len();
            let element = elements.next_element_seed(Node(reading));
            reading.found_below(known, || array.len().to_string());
            match element? {
                Some(value) => array.push(value),
                None => break,
            }
        }
        reading.leave();
        Ok(Value::Array(array))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let Node(reading) = self;
        reading.enter()?;
        let mut object = Map::new();
        let mut merged = None;
        while let Some(key) = members.next_key_seed(Key)? {
            reading.spend(key.len())?;
            let known = reading.faults.len();
            let value = members.next_value_seed(Node(reading));
            reading.found_below(known, || key.clone());
            let value = value?;
            if reading.merges && key == "<<" {
                if merged.replace(value).is_some() {
                    reading.fault(Fault::KeyDuplicate, vec![key]);
                }
                continue;
            }
            match object.entry(key) {
                Entry::Vacant(vacant) => {
                    vacant.insert(value);
                }
                Entry::Occupied(occupied) => reading.fault(Fault::KeyDuplicate, vec![occupied.key().clone()]),
            }
        }
        if let Some(source) = merged
            && !merge(source, &mut object)
        {
            reading.fault(Fault::MergeInvalid, vec!["<<".to_owned()]);
        }
        reading.leave();
        Ok(Value::Object(object))
    }
}

/// Merges the value of `<<`, an object or a list of objects, after the object's own members. Those take precedence,
/// then the earlier object of the list. Returns `false` for any other value.
fn merge(source: Value, object: &mut Map<String, Value>) -> bool {
    let sources = match source {
        Value::Array(sources) => sources,
        single => vec![single],
    };
    for source in sources {
        let Value::Object(members) = source else {
            return false;
        };
        for (key, value) in members {
            object.entry(key).or_insert(value);
        }
    }
    true
}

/// A key, verbatim: `200`, `true` and `null` are strings here.
struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, input: D) -> Result<String, D::Error> {
        input.deserialize_str(self)
    }
}

impl Visitor<'_> for Key {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string key")
    }

    fn visit_str<E: de::Error>(self, key: &str) -> Result<String, E> {
        Ok(key.to_owned())
    }

    fn visit_string<E: de::Error>(self, key: String) -> Result<String, E> {
        Ok(key)
    }
}
