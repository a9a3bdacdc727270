//! Generates a client from `openapi.yaml`.

fn main() {
    bindery::Generator::new("openapi.yaml").package_name("pet-store").write_to_out_dir();
}
