//! The objects of the OpenAPI Specification: the members of each, their forms, and their versions.
//!
//! [`rows`] is the only place that knows the specification's objects; linking, checking, hoisting and adapting the
//! value to `openapiv3` all use it.

mod member;
mod rows;

use bindery_source::{Pointer, Value};
use serde_json::Map;

use crate::trail::Trail;

/// A version of the specification, by minor number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Version {
    V30,
    V31,
    V32,
}

impl Version {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::V30 => "3.0",
            Self::V31 => "3.1",
            Self::V32 => "3.2",
        }
    }
}

/// One kind of object of the specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    OpenApi,
    Info,
    Contact,
    License,
    Server,
    ServerVariable,
    Components,
    Paths,
    PathItem,
    Operation,
    ExternalDocs,
    Parameter,
    RequestBody,
    MediaType,
    Encoding,
    Responses,
    Response,
    Callback,
    Example,
    Link,
    Header,
    Tag,
    SecurityScheme,
    OauthFlows,
    OauthFlow,
    SecurityRequirement,
    Schema,
    Discriminator,
}

/// The definition of one kind of object.
pub(crate) struct Object {
    /// Its name for people: `parameter`.
    pub(crate) label: &'static str,
    pub(crate) members: &'static [Member],
    /// The form of members without a fixed name.
    pub(crate) rest: Option<Rest>,
    /// Whether a Reference Object may replace it.
    pub(crate) referable: bool,
}

/// Members known by the form of their name.
pub(crate) struct Rest {
    pub(crate) accepts: fn(&str) -> bool,
    pub(crate) form: Form,
    /// The required form of a name, for people.
    pub(crate) shape: &'static str,
}

/// A member of an object.
pub(crate) struct Member {
    pub(crate) name: &'static str,
    pub(crate) form: Form,
    pub(crate) need: Need,
    pub(crate) since: Version,
    /// Whether `openapiv3` does not support it.
    pub(crate) beyond: bool,
}

/// Whether a member is required.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    Optional,
    /// Required up to a version; replaced with an empty value if missing.
    Required(Version),
    /// The object is useless without it.
    Vital,
}

/// The form of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Any JSON, left alone.
    Any,
    Text,
    Flag,
    /// One of a few strings.
    Word(&'static [&'static str]),
    Texts,
    TextMap,
    AnyMap,
    One(Kind),
    List(Kind),
    Map(Kind),
}

impl Kind {
    /// Its definition.
    pub(crate) fn object(self) -> &'static Object {
        match self {
            Self::OpenApi => &rows::OPEN_API,
            Self::Info => &rows::INFO,
            Self::Contact => &rows::CONTACT,
            Self::License => &rows::LICENSE,
            Self::Server => &rows::SERVER,
            Self::ServerVariable => &rows::SERVER_VARIABLE,
            Self::Components => &rows::COMPONENTS,
            Self::Paths => &rows::PATHS,
            Self::PathItem => &rows::PATH_ITEM,
            Self::Operation => &rows::OPERATION,
            Self::ExternalDocs => &rows::EXTERNAL_DOCS,
            Self::Parameter => &rows::PARAMETER,
            Self::RequestBody => &rows::REQUEST_BODY,
            Self::MediaType => &rows::MEDIA_TYPE,
            Self::Encoding => &rows::ENCODING,
            Self::Responses => &rows::RESPONSES,
            Self::Response => &rows::RESPONSE,
            Self::Callback => &rows::CALLBACK,
            Self::Example => &rows::EXAMPLE,
            Self::Link => &rows::LINK,
            Self::Header => &rows::HEADER,
            Self::Tag => &rows::TAG,
            Self::SecurityScheme => &rows::SECURITY_SCHEME,
            Self::OauthFlows => &rows::OAUTH_FLOWS,
            Self::OauthFlow => &rows::OAUTH_FLOW,
            Self::SecurityRequirement => &rows::SECURITY_REQUIREMENT,
            Self::Schema => &rows::SCHEMA,
            Self::Discriminator => &rows::DISCRIMINATOR,
        }
    }
}

impl Object {
    /// The member with this name.
    pub(crate) fn member(&self, name: &str) -> Option<&'static Member> {
        self.members.iter().find(|member| member.name == name)
    }

    /// The form of the value under a name; `x-…` and unknown names may hold anything.
    pub(crate) fn form(&self, name: &str) -> Form {
        match (self.member(name), &self.rest) {
            (Some(member), _) => member.form,
            (None, Some(rest)) if (rest.accepts)(name) => rest.form,
            _ => Form::Any,
        }
    }
}

impl Form {
    /// The form one step below a value of this form.
    pub(crate) fn step(self, step: &str) -> Self {
        match self {
            Self::One(kind) => kind.object().form(step),
            Self::List(kind) | Self::Map(kind) => Self::One(kind),
            Self::Texts | Self::TextMap => Self::Text,
            Self::Any | Self::Text | Self::Flag | Self::Word(_) | Self::AnyMap => Self::Any,
        }
    }

    /// The form at a pointer below a value of this form.
    pub(crate) fn at(self, below: &Pointer) -> Self {
        below.steps().fold(self, |form, step| form.step(&step))
    }
}

/// Visits each object directly within a value of some form, with its kind and place.
pub(crate) fn each_object<'v>(
    value: &'v Value,
    form: Form,
    at: &Trail<'_>,
    visit: &mut dyn FnMut(&'v Value, Kind, &Trail<'_>),
) {
    match (form, value) {
        (Form::One(kind), _) => visit(value, kind, at),
        (Form::List(kind), Value::Array(items)) => {
            for (index, item) in items.iter().enumerate() {
                visit(item, kind, &at.index(index));
            }
        }
        (Form::Map(kind), Value::Object(entries)) => {
            for (key, entry) in entries {
                visit(entry, kind, &at.key(key));
            }
        }
        _ => {}
    }
}

/// Visits each object directly within the members of an object, with its kind and place, to change it.
pub(crate) fn each_below_mut(
    object: &mut Map<String, Value>,
    kind: Kind,
    at: &Trail<'_>,
    visit: &mut dyn FnMut(&mut Value, Kind, &Trail<'_>),
) {
    let grammar = kind.object();
    for (name, value) in object.iter_mut() {
        let at = at.key(name);
        match (grammar.form(name), value) {
            (Form::One(kind), value) => visit(value, kind, &at),
            (Form::List(kind), Value::Array(items)) => {
                for (index, item) in items.iter_mut().enumerate() {
                    visit(item, kind, &at.index(index));
                }
            }
            (Form::Map(kind), Value::Object(entries)) => {
                for (key, entry) in entries.iter_mut() {
                    visit(entry, kind, &at.key(key));
                }
            }
            _ => {}
        }
    }
}

/// The target if this is a Reference Object where one is allowed.
pub(crate) fn reference(value: &Value, kind: Kind) -> Option<&str> {
    kind.object().referable.then(|| value.get("$ref")?.as_str()).flatten()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Every kind that can occur in a document.
    fn kinds() -> BTreeSet<Kind> {
        let mut kinds = BTreeSet::new();
        let mut unseen = vec![Kind::OpenApi];
        while let Some(kind) = unseen.pop() {
            if kinds.insert(kind) {
                let object = kind.object();
                let forms = object.members.iter().map(|member| member.form);
                unseen.extend(forms.chain(object.rest.iter().map(|rest| rest.form)).filter_map(|form| match form {
                    Form::One(kind) | Form::List(kind) | Form::Map(kind) => Some(kind),
                    _ => None,
                }));
            }
        }
        kinds
    }

    fn form(pointer: &str) -> Form {
        Form::One(Kind::OpenApi).at(&Pointer::parse(pointer).unwrap())
    }

    #[test]
    fn a_pointer_says_what_stands_there() {
        assert_eq!(form("/paths/~1a/get/parameters/0"), Form::One(Kind::Parameter));
        assert_eq!(form("/paths/~1a/get/responses/2XX/content/a~1b/schema"), Form::One(Kind::Schema));
        assert_eq!(form("/components/schemas/A/properties/items/items"), Form::One(Kind::Schema));
        assert_eq!(form("/components/schemas/A/example/items"), Form::Any);
        assert_eq!(form("/x-mine/components"), Form::Any);
    }

    #[test]
    fn a_name_stands_once_in_an_object() {
        for kind in kinds() {
            let names: Vec<_> = kind.object().members.iter().map(|member| member.name).collect();
            for (index, name) in names.iter().enumerate() {
                assert!(!names[..index].contains(name), "{kind:?}.{name}");
            }
        }
    }
}
