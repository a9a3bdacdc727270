//! Bodies of several kinds, each with its media type.

use crate::request::Request;

/// A body of one of several kinds. Implemented by [`contents!`](crate::contents!).
///
/// ```
/// # use bindery_runtime::test_kit::{Answers, Server};
/// # use bindery_runtime::{Api, Builder, Operation};
/// # static API: Api = Api::new("example/0.1.0");
/// # static PUT_NOTE: Operation = Operation::new("putNote", "PUT", "/note");
/// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "putNote", "status": 204}]"#);
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// # let server = Server::new(&ANSWERS);
/// # let core = Builder::new(&API).in_process(&server).build()?;
/// use bindery_runtime::{Contents, Request, nothing};
///
/// struct Markdown(String);
///
/// impl Contents for Markdown {
///     fn write(&self, request: Request) -> Request {
///         request.declare("text/markdown").plain(&self.0)
///     }
/// }
///
/// core.request(&PUT_NOTE).contents::<Markdown>(Markdown("*Hi*".to_owned())).call(nothing).await?;
/// assert_eq!(server.only("putNote").header("content-type"), Some("text/markdown"));
/// # Ok::<(), bindery_runtime::Error>(())
/// # }).unwrap();
/// ```
pub trait Contents {
    /// Sets the value as the body of the request.
    fn write(&self, request: Request) -> Request;
}

/// Makes an enum a body of several kinds, one for each variant.
///
/// A row is the variant, its media type, and the method of [`Request`](crate::Request) that writes it:
/// [`json`](crate::Request::json), [`form`](crate::Request::form), [`multipart`](crate::Request::multipart),
/// [`lines`](crate::Request::lines), [`plain`](crate::Request::plain) or [`body`](crate::Request::body). A type in parentheses
/// means that the variant holds it in a `Box`, and adds a `From` conversion for it.
///
/// ```
/// use bindery_runtime::{Call, Core, Operation, Upload, contents, nothing};
///
/// #[derive(Clone, Debug)]
/// #[non_exhaustive]
/// pub enum SetLogoContent {
///     Json(Box<Vec<String>>),
///     Png(Upload),
/// }
///
/// contents! {
///     SetLogoContent {
///         Json(Vec<String>) = "application/json" => json;
///         Png = "image/png" => body;
///     }
/// }
///
/// static SET_LOGO: Operation = Operation::new("setLogo", "PUT", "/logo");
///
/// pub fn set_logo(core: &Core, body: impl Into<SetLogoContent>) -> Call<()> {
///     core.request(&SET_LOGO).contents::<SetLogoContent>(body).call(nothing)
/// }
/// ```
#[macro_export]
macro_rules! contents {
    ($name:ident { $($variant:ident $(($whole:ty))? = $media_type:literal => $writer:ident;)+ }) => {
        impl $crate::Contents for $name {
            #[cfg_attr(not(debug_assertions), inline)]
            fn write(&self, request: $crate::Request) -> $crate::Request {
                match self {
                    $(Self::$variant(value) => request.declare($media_type).$writer(value),)+
                }
            }
        }

        $($(
            impl ::core::convert::From<$whole> for $name {
                #[cfg_attr(not(debug_assertions), inline)]
                fn from(value: $whole) -> Self {
                    Self::$variant(::std::boxed::Box::new(value))
                }
            }
        )?)+
    };
}
