//! The package of the types that replies contain.

use bindery_source::Files;
use proc_macro2::TokenStream;
use quote::quote;

use super::{recursion_limit, types};
use crate::items::{Docs, Package, TypesPackage};
use crate::manifest;
use crate::print::{Item, RustFile};

/// Prints the package, if there is one.
pub(super) fn files(package: &Package, files: &mut Files) {
    let Some(separate) = &package.types_package else { return };
    let folder = TypesPackage::FOLDER;
    files.insert(format!("{folder}/Cargo.toml"), manifest::types(&separate.manifest));
    let client = &package.manifest.name;
    let about = format!(
        "The types that replies of {} contain. The client, `{client}`, re-exports them in its module `types`.",
        package.client.title
    );
    files.insert(
        format!("{folder}/README.md"),
        format!(
            "# {}\n\n{about} Edits are lost at the next run of Bindery.\n\n\
             Programs that call the API depend on `{client}` alone.\n",
            separate.manifest.name
        ),
    );
    let mut root = RustFile::new(&Docs(vec![about]));
    root.block(recursion_limit(package));
    types::modules(&separate.types, std::iter::empty(), &mut root);
    root.item(Item::Tokens(quote!(bindery_runtime::abi_1!();)));
    root.finish(&format!("{folder}/src/lib.rs"), files);
    types::parts(&separate.types, &format!("{folder}/src"), files);
}

/// The client's export of all types of the package.
pub(super) fn reexport(package: &TypesPackage) -> TokenStream {
    let gate = &package.gate;
    let path = format!("::{}", package.manifest.crate_name());
    let path: TokenStream = path.parse().expect("the name of a package is that of a crate");
    quote! {
        #gate
        #[doc(inline)]
        pub use #path::*;
    }
}
