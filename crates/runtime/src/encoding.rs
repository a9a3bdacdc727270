//! How the members of a form or multipart body are written, as data.

use crate::param::{Param, Style};

/// How a member of a form or multipart body is written, if the document specifies it: OpenAPI's encoding object.
///
/// By default scalars are text, a list repeats its member's name, an object is JSON, and a [`File`](crate::File) is a file (in a
/// form, its text).
///
/// ```
/// # use bindery_runtime::test_kit::{Answers, Server};
/// # use bindery_runtime::{Api, Builder, Operation};
/// # static API: Api = Api::new("example/0.1.0");
/// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "search", "status": 204}]"#);
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// # let server = Server::new(&ANSWERS);
/// # let core = Builder::new(&API).in_process(&server).build()?;
/// use bindery_runtime::{Encoding, Map, Style, nothing};
///
/// static SEARCH: Operation = Operation::new("search", "POST", "/search").encodings(&[
///     Encoding::new("ids").style(Style::Form).explode(false),
///     Encoding::new("sort").style(Style::DeepObject),
///     Encoding::new("filter").content_type("application/json"),
/// ]);
///
/// let body: Map<Vec<i64>> = ["ids", "sort", "filter", "pages"].map(|name| (name.to_owned(), vec![1, 2])).into();
/// core.request(&SEARCH).form(&body).call(nothing).await?;
/// let sent = "ids=1,2&sort%5B%5D=1&sort%5B%5D=2&filter=%5B1%2C2%5D&pages=1&pages=2";
/// assert_eq!(server.only("search").body, sent);
/// # Ok::<(), bindery_runtime::Error>(())
/// # }).unwrap();
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Encoding {
    name: &'static str,
    content_type: Option<&'static str>,
    param: Param,
    is_styled: bool,
}

impl Encoding {
    /// Creates the encoding of the member `name`, with all defaults.
    pub const fn new(name: &'static str) -> Self {
        Self { name, content_type: None, param: Param::query(name), is_styled: false }
    }

    /// Sets the media type of its part. A JSON type writes any value as JSON. For a range (`image/*`) or a choice
    /// (`image/png, image/jpeg`) the file's own type is used.
    #[must_use]
    pub const fn content_type(mut self, media_type: &'static str) -> Self {
        self.content_type = Some(media_type);
        self
    }

    /// Writes it as a query parameter of this style. In a multipart body only [`Style::DeepObject`] has an effect.
    #[must_use]
    pub const fn style(mut self, style: Style) -> Self {
        // Only `form` explodes by default.
        self.param = self.param.style(style).explode(matches!(style, Style::Form));
        self.is_styled = true;
        self
    }

    /// Sets whether each item of a list and each member of an object gets its own name. Call it after [`style`](Self::style),
    /// which resets it.
    #[must_use]
    pub const fn explode(mut self, explode: bool) -> Self {
        self.param = self.param.explode(explode);
        self.is_styled = true;
        self
    }

    /// Leaves reserved characters of RFC 3986 unencoded: see [`Param::allow_reserved`].
    ///
    /// ```
    /// # use bindery_runtime::test_kit::{Answers, Server};
    /// # use bindery_runtime::{Api, Builder, Operation};
    /// # static API: Api = Api::new("example/0.1.0");
    /// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "search", "status": 204}]"#);
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// # let server = Server::new(&ANSWERS);
    /// # let core = Builder::new(&API).in_process(&server).build()?;
    /// use bindery_runtime::{Encoding, nothing};
    /// use serde_json::json as value;
    ///
    /// static SEARCH: Operation =
    ///     Operation::new("search", "POST", "/search").encodings(&[Encoding::new("folder").allow_reserved()]);
    ///
    /// core.request(&SEARCH).form(&value!({"folder": "/jobs/7", "file": "/7.pdf"})).call(nothing).await?;
    /// assert_eq!(server.only("search").body, "folder=/jobs/7&file=%2F7.pdf");
    /// # Ok::<(), bindery_runtime::Error>(())
    /// # }).unwrap();
    /// ```
    #[must_use]
    pub const fn allow_reserved(mut self) -> Self {
        self.param = self.param.allow_reserved();
        self.is_styled = true;
        self
    }

    /// The encoding of the member `name`.
    pub(crate) fn find(encodings: &'static [Self], name: &str) -> Option<&'static Self> {
        encodings.iter().find(|encoding| encoding.name == name)
    }

    /// Its media type, if it is a single one.
    pub(crate) fn media_type(&self) -> Option<&'static str> {
        self.content_type.filter(|text| !text.contains(['*', ',']))
    }

    /// The query parameter that it is written as, if it has a style.
    pub(crate) fn param(&self) -> Option<&Param> {
        if self.is_styled { Some(&self.param) } else { None }
    }

    /// Whether its members are written with brackets.
    pub(crate) fn is_deep(&self) -> bool {
        self.is_styled && self.param.style == Style::DeepObject
    }
}
