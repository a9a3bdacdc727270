//! An operation's parameters, as data.

/// A parameter of an operation: its name on the wire, its place, and how its value is written there.
///
/// The defaults are those of OpenAPI for the place: [`Style::Simple`] for path and header; [`Style::Form`], exploded, for query
/// and cookie.
///
/// ```
/// # use bindery_runtime::test_kit::{Answers, Server};
/// # use bindery_runtime::{Api, Builder, Operation};
/// # static API: Api = Api::new("example/0.1.0");
/// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "find", "status": 204}]"#);
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// # let server = Server::new(&ANSWERS);
/// # let core = Builder::new(&API).in_process(&server).build()?;
/// use bindery_runtime::{Param, Style, nothing};
///
/// static FIND: Operation = Operation::new("find", "GET", "/shops/{shop}").params(&[
///     Param::path("shop"),
///     Param::query("ids").style(Style::PipeDelimited).explode(false),
///     Param::query("at").allow_reserved(),
///     Param::query("tags").allow_empty_value(),
///     Param::query("near").json(),
///     Param::header("X-Trace"),
///     Param::cookie("theme"),
/// ]);
///
/// let find = core.request(&FIND).text(0, "a b").set(1, &vec![1, 2]).text(2, "/home").set(3, &Vec::<i64>::new());
/// find.set(4, &vec![1.5, 2.5]).text(5, "7").text(6, "dark").call(nothing).await?;
/// let seen = server.only("find");
/// assert_eq!((seen.path.as_str(), seen.header("x-trace")), ("/shops/a%20b", Some("7")));
/// assert_eq!((seen.query("ids"), seen.query("at"), seen.query("tags")), (Some("1|2"), Some("/home"), Some("")));
/// assert_eq!((seen.query("near"), seen.header("cookie")), (Some("[1.5,2.5]"), Some("theme=dark")));
/// assert_eq!(Param::header("X-Trace").name(), "X-Trace");
/// # Ok::<(), bindery_runtime::Error>(())
/// # }).unwrap();
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Param {
    pub(crate) name: &'static str,
    pub(crate) place: Place,
    pub(crate) style: Style,
    pub(crate) explode: bool,
    pub(crate) allow_reserved: bool,
    pub(crate) allow_empty_value: bool,
    pub(crate) json: bool,
    pub(crate) fixed: Option<&'static str>,
}

/// How a list or an object is written in a parameter: the styles of OpenAPI, which extend the expressions of RFC 6570.
///
/// A style that OpenAPI does not define for a place or a kind of value falls back to the default style of that place.
///
/// ```
/// # use bindery_runtime::test_kit::{Answers, Server};
/// # use bindery_runtime::{Api, Builder, Operation};
/// # static API: Api = Api::new("example/0.1.0");
/// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "list", "status": 204}]"#);
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// # let server = Server::new(&ANSWERS);
/// # let core = Builder::new(&API).in_process(&server).build()?;
/// use bindery_runtime::{Map, Param, Style, nothing};
///
/// static LIST: Operation = Operation::new("list", "GET", "/list{id}").params(&[
///     Param::path("id").style(Style::Matrix),
///     Param::query("color").style(Style::DeepObject),
///     Param::query("size").style(Style::Form).explode(false),
/// ]);
///
/// let red = Map::from([("R".to_owned(), 100)]);
/// core.request(&LIST).set(0, &vec![1, 2]).set(1, &red).set(2, &vec![3, 4]).call(nothing).await?;
/// let seen = server.only("list");
/// assert_eq!(seen.path, "/list;id=1,2");
/// assert_eq!((seen.query("color[R]"), seen.query("size")), (Some("100"), Some("3,4")));
/// # Ok::<(), bindery_runtime::Error>(())
/// # }).unwrap();
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Style {
    /// `blue,black` in a path or a header.
    Simple,
    /// `.blue.black` in a path.
    Label,
    /// `;color=blue;color=black` in a path.
    Matrix,
    /// `color=blue&color=black` in a query or a cookie.
    Form,
    /// `color=blue%20black` in a query.
    SpaceDelimited,
    /// `color=blue%7Cblack` in a query.
    PipeDelimited,
    /// `color%5BR%5D=100` in a query: RFC 3986 does not allow bare brackets there, so they are encoded.
    ///
    /// OpenAPI does not define how a nested list is written. Its scalars are sent as `color[tags][]=a&color[tags][]=b`; if an
    /// item is an object or a list, each gets its index: `color[stops][0][at]=1`. PHP, Rack, Node's `qs` and the APIs built on
    /// them read this alike. A list in this style is sent the same way: `ids[]=1&ids[]=2`.
    DeepObject,
    /// `color=blue; color=black` in a cookie, as [`Form`](Self::Form) but without percent-encoding.
    ///
    /// This is the style of OpenAPI 3.2. Bytes that a cookie cannot carry (RFC 6265 section 4.1.1) are still encoded, because a
    /// bare `;` would begin another cookie.
    Cookie,
}

/// The part of the request that carries a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Path,
    Query,
    Querystring,
    Header,
    Cookie,
}

impl Param {
    /// A parameter that fills `{name}` of the path template.
    pub const fn path(name: &'static str) -> Self {
        Self::new(name, Place::Path, Style::Simple, false)
    }

    /// A query parameter. The name is percent-encoded when it is sent: `ids[]` is `ids%5B%5D` on the wire.
    pub const fn query(name: &'static str) -> Self {
        Self::new(name, Place::Query, Style::Form, true)
    }

    /// The whole query, from one value. An object is written as a form, anything else as its text; with [`json`](Self::json) it
    /// is JSON. The name comes from the document and is not sent.
    ///
    /// ```
    /// # use bindery_runtime::test_kit::{Answers, Server};
    /// # use bindery_runtime::{Api, Builder, Operation};
    /// # static API: Api = Api::new("example/0.1.0");
    /// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "find", "status": 204}]"#);
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// # let server = Server::new(&ANSWERS);
    /// # let core = Builder::new(&API).in_process(&server).build()?;
    /// # use bindery_runtime::{Map, Param, nothing};
    /// static FIND: Operation = Operation::new("find", "GET", "/jobs").params(&[Param::querystring("filter")]);
    ///
    /// let filter = Map::from([("page", 2), ("size", 50)].map(|(name, value)| (name.to_owned(), value)));
    /// core.request(&FIND).set(0, &filter).call(nothing).await?;
    /// assert_eq!(server.only("find").query("size"), Some("50"));
    /// # Ok::<(), bindery_runtime::Error>(())
    /// # }).unwrap();
    /// ```
    pub const fn querystring(name: &'static str) -> Self {
        Self::new(name, Place::Querystring, Style::Form, true)
    }

    /// A header. Its value is sent verbatim, without percent-encoding.
    pub const fn header(name: &'static str) -> Self {
        Self::new(name, Place::Header, Style::Simple, false)
    }

    /// A cookie of the request.
    pub const fn cookie(name: &'static str) -> Self {
        Self::new(name, Place::Cookie, Style::Form, true)
    }

    /// Sets the style of lists and objects, and resets [`explode`](Self::explode) to that style's default.
    #[must_use]
    pub const fn style(mut self, style: Style) -> Self {
        self.style = style;
        self.explode = matches!(style, Style::Form | Style::Cookie);
        self
    }

    /// Sets whether each item of a list and each member of an object gets its own name.
    #[must_use]
    pub const fn explode(mut self, explode: bool) -> Self {
        self.explode = explode;
        self
    }

    /// Leaves `%XX` and the reserved characters of RFC 3986 unencoded, except where they could be mistaken for structure.
    #[must_use]
    pub const fn allow_reserved(mut self) -> Self {
        self.allow_reserved = true;
        self
    }

    /// Sends the name alone (`tags=`) for an empty list or object, which is otherwise omitted. An empty string is always sent.
    #[must_use]
    pub const fn allow_empty_value(mut self) -> Self {
        self.allow_empty_value = true;
        self
    }

    /// Sends the value as JSON: for parameters that the document describes with `content` instead of a style.
    #[must_use]
    pub const fn json(mut self) -> Self {
        self.json = true;
        self
    }

    /// Sends this value if a call sets none: for a parameter with only one possible value, such as the version of the API.
    ///
    /// ```
    /// # use bindery_runtime::test_kit::{Answers, Server};
    /// # use bindery_runtime::{Api, Builder, Operation};
    /// # static API: Api = Api::new("example/0.1.0");
    /// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "find", "status": 204}]"#);
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// # let server = Server::new(&ANSWERS);
    /// # let core = Builder::new(&API).in_process(&server).build()?;
    /// # use bindery_runtime::{Param, nothing};
    /// static FIND: Operation =
    ///     Operation::new("find", "GET", "/jobs").params(&[Param::query("api-version").fixed("2026-01-01")]);
    ///
    /// core.request(&FIND).call(nothing).await?;
    /// assert_eq!(server.only("find").query("api-version"), Some("2026-01-01"));
    /// # Ok::<(), bindery_runtime::Error>(())
    /// # }).unwrap();
    /// ```
    #[must_use]
    pub const fn fixed(mut self, text: &'static str) -> Self {
        self.fixed = Some(text);
        self
    }

    /// Returns the name on the wire.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    const fn new(name: &'static str, place: Place, style: Style, explode: bool) -> Self {
        Self { name, place, style, explode, allow_reserved: false, allow_empty_value: false, json: false, fixed: None }
    }
}
