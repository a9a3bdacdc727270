//! The `webhooks` module: the events, and how they are signed.

use bindery_model::signing::{Signing, Told};
use bindery_source::Files;
use proc_macro2::TokenStream;
use quote::quote;

use crate::items::{Docs, Event, Package};
use crate::print::{Item, Member, RustFile, literal};

/// Prints `src/webhooks.rs`.
pub(super) fn file(package: &Package, files: &mut Files) {
    let Some(webhooks) = &package.webhooks else { return };
    let mut file = RustFile::new(&Docs(vec!["Webhooks of the API.".to_owned()]));
    file.block(
        [quote!(
            use bindery_runtime::webhook::{Digits, OtherEvent, Signing, Told};
        )]
        .into_iter()
        .chain(webhooks.uses_types.then(|| {
            quote!(
                use super::types;
            )
        })),
    );
    file.block([quote!(
        pub use bindery_runtime::webhook::{ReplayGuard, Signed, WebhookError};
    )]);
    file.item(Item::Tokens(quote! {
        /// Receives webhooks: `Webhook::new(secret)` accepts those that the secret signed, and reads their [`Event`].
        pub type Webhook = bindery_runtime::webhook::Webhook<Event>;
    }));
    let variants = webhooks.events.iter().map(|Event { name, docs, ty, .. }| {
        let held = ty.as_ref().map(|ty| ty.from_outside().code());
        Member::variant(docs, name, held.as_ref())
    });
    let other = Member::other("An event that the document does not name.", "OtherEvent");
    file.item(Item::Body {
        docs: Docs::line("An event of the API.").into(),
        attributes: &["#[derive(Clone, Debug, PartialEq)]", "#[non_exhaustive]"],
        head: "enum Event".to_owned(),
        members: variants.chain([other]).collect(),
    });
    let row = |event: &Event| format!("{} = {};", event.name, literal(&event.wire));
    file.item(Item::Table {
        name: "events",
        head: "Event, SIGNING".to_owned(),
        rows: webhooks.events.iter().filter(|event| event.ty.is_some()).map(row).collect(),
        constants: webhooks.events.iter().filter(|event| event.ty.is_none()).map(row).collect(),
    });
    file.item(Item::Tokens(signing(&webhooks.signing)));
    file.finish("src/webhooks.rs", files);
}

fn signing(signing: &Signing) -> TokenStream {
    let Signing { header, prefix, base64, signed, timestamp, timestamp_prefix, tolerance, id, base64_secret, told } =
        signing;
    let digits = if *base64 { quote!(Digits::Base64) } else { quote!(Digits::Hex) };
    let prefix = (!prefix.is_empty()).then(|| quote!(.prefix(#prefix)));
    let timestamp = timestamp.iter().map(|header| quote!(.timestamp(#header)));
    let of_time = (!timestamp_prefix.is_empty()).then(|| quote!(.timestamp_prefix(#timestamp_prefix)));
    let tolerance = tolerance.iter().map(|seconds| quote!(.tolerance(#seconds)));
    let id = id.iter().map(|header| quote!(.id(#header)));
    let secret = base64_secret.iter().map(|prefix| quote!(.base64_secret(#prefix)));
    let told = match told {
        Told::Member(name) => {
            let pointer = bindery_source::Pointer::root().key(name).to_string();
            quote!(Told::Member(#pointer))
        }
        Told::Header(header) => quote!(Told::Header(#header)),
    };
    quote! {
        static SIGNING: Signing = Signing::new(#header, #digits, #signed)
            #prefix #(#timestamp)* #of_time #(#tolerance)* #(#id)* #(#secret)* .told(#told);
    }
}
