//! How the members of a form or multipart body are written, as data.

use crate::param::{Param, Style};

/// How one member of a form or multipart body is written, where the document says something of it: OpenAPI's encoding object.
///
/// Without a row, scalars are texts, a list repeats its member's name, an object is JSON text, and a [`File`](crate::File) is a
/// file (in a form: its text).
///
/// ```
/// use bindery_runtime::{Encoding, Operation, Style};
///
/// static UPLOAD: Operation = Operation::new("upload", "POST", "/photos").encodings(&[
///     Encoding::new("photo").content_type("image/png"),
///     Encoding::new("address").style(Style::DeepObject),
/// ]);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Encoding {
    name: &'static str,
    content_type: Option<&'static str>,
    param: Param,
    is_styled: bool,
}

impl Encoding {
    /// The member called `name`, written as without this row.
    pub const fn new(name: &'static str) -> Self {
        Self { name, content_type: None, param: Param::query(name), is_styled: false }
    }

    /// The media type of its part. One of JSON makes any value JSON text. A range (`image/*`) or a choice (`image/png, image/jpeg`)
    /// is the file's to decide.
    #[must_use]
    pub const fn content_type(mut self, media_type: &'static str) -> Self {
        self.content_type = Some(media_type);
        self
    }

    /// Writes it as a query parameter of this style. In a multipart body only [`Style::DeepObject`] differs from no style.
    #[must_use]
    pub const fn style(mut self, style: Style) -> Self {
        // The default of every style but `form`.
        self.param = self.param.style(style).explode(matches!(style, Style::Form));
        self.is_styled = true;
        self
    }

    /// Whether each item of a list and each member of an object gets a name of its own. Stands behind [`style`](Self::style), whose
    /// default it replaces.
    #[must_use]
    pub const fn explode(mut self, explode: bool) -> Self {
        self.param = self.param.explode(explode);
        self.is_styled = true;
        self
    }

    /// Sends reserved characters of RFC 3986 as they are: see [`Param::allow_reserved`].
    #[must_use]
    pub const fn allow_reserved(mut self) -> Self {
        self.param = self.param.allow_reserved();
        self.is_styled = true;
        self
    }

    /// The row of the member called `name`.
    pub(crate) fn find(encodings: &'static [Self], name: &str) -> Option<&'static Self> {
        encodings.iter().find(|encoding| encoding.name == name)
    }

    /// The one media type that it asks for.
    pub(crate) fn media_type(&self) -> Option<&'static str> {
        self.content_type.filter(|text| !text.contains(['*', ',']))
    }

    /// The query parameter that it is written as, if a style is said.
    pub(crate) fn param(&self) -> Option<&Param> {
        if self.is_styled { Some(&self.param) } else { None }
    }

    /// Whether its members have brackets for names.
    pub(crate) fn is_deep(&self) -> bool {
        self.is_styled && self.param.style == Style::DeepObject
    }
}
