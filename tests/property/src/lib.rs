//! Types of random schemas accept whatever those schemas allow, as the `jsonschema` crate understands them.
//!
//! `BINDERY_PROPERTY_SEED` sets the seed of schemas and instances, `BINDERY_PROPERTY_CASES` the number of cases.

include!(concat!(env!("OUT_DIR"), "/client/module.rs"));

#[cfg(test)]
mod chance;
#[cfg(test)]
mod instances;

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use bindery_runtime::test_kit::{RoundTrip, examples, round_trip};
    use proptest::strategy::Strategy as _;
    use proptest::test_runner::TestCaseError;
    use serde_json::{Value, json};

    use crate::random::types;
    use crate::{chance, instances};

    static TYPES: &[RoundTrip] = include!(concat!(env!("OUT_DIR"), "/types.rs"));

    #[test]
    fn what_a_schema_allows_survives_its_type() {
        let document: Value =
            serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/openapi.json"))).expect("JSON");
        let lists = &document["components"]["schemas"];
        let validators: Vec<_> = (0..TYPES.len()).map(|index| validator(&document, index)).collect();
        let any = (0..TYPES.len()).prop_flat_map(|index| {
            let list = &lists[format!("S{index}List")];
            instances::instances(&document, list, 5).prop_map(move |instance| (index, instance))
        });
        let (all, valid) = (Cell::new(0), Cell::new(0));
        let outcome = chance::runner(cases()).run(&any, |(index, instance)| {
            let row = json!([{ "at": "", "schema": "", "type": index, "value": instance }]).to_string();
            let report = examples(&row, TYPES, |_| Some(|value: &Value| validators[index].is_valid(value)));
            all.update(|all| all + report.all);
            valid.update(|valid| valid + report.valid);
            let schema = &lists[format!("S{index}")];
            report
                .misses
                .first()
                .map_or(Ok(()), |miss| Err(TestCaseError::fail(format!("{}\nS{index}: {schema:#}", miss.reason))))
        });
        outcome.unwrap_or_else(|failure| panic!("{failure}"));
        assert!(valid.get() * 2 > all.get(), "{} of {} instances are valid: they prove little", valid.get(), all.get());
    }

    fn validator(document: &Value, index: usize) -> jsonschema::Validator {
        let mut schema = document.clone();
        schema["$ref"] = json!(format!("#/components/schemas/S{index}List"));
        jsonschema::options().should_validate_formats(true).build(&schema).expect("it is a schema")
    }

    #[expect(clippy::disallowed_methods, reason = "the caller sets the number of cases")]
    fn cases() -> u32 {
        std::env::var("BINDERY_PROPERTY_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(2000)
    }
}
