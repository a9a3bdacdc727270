//! A crate with a client in a module: `build.rs` regenerates it whenever its document changes.

include!(concat!(env!("OUT_DIR"), "/client/module.rs"));

pub use pet_store::Client;

#[cfg(test)]
mod tests {
    use bindery_runtime::decode;

    use crate::pet_store::types::Pet;

    #[test]
    fn the_module_has_the_types_of_the_document() {
        let pet: Pet = decode(br#"{"name": "Tom", "age": 3}"#).expect("it is a pet");
        assert_eq!((pet.name.as_str(), pet.age), ("Tom", Some(3)));
    }

    #[test]
    fn the_module_has_its_operations() {
        let client = crate::Client::builder().base_url("https://example.com").build().expect("it is an address");
        drop(client.pets().get("7"));
    }
}
