//! Parameters: those of the path, overridden by those of the operation, matched with the path template.

use bindery_openapi::Endpoint;
use bindery_source::Pointer;
use openapiv3::{Parameter, ParameterData, ParameterSchemaOrContent, PathStyle, QueryStyle};

use super::examples;
use super::schemas::Schemas;
use crate::codes;
use crate::docs::Docs;
use crate::operations::{Format, Param, Place, Style, Template};
use crate::types::{Owner, Presence, Role, Shape, TypeId};

/// The parameters of an operation, the path's own before the operation's.
pub(crate) fn lower(
    schemas: &mut Schemas<'_, '_>,
    endpoint: &Endpoint<'_>,
    path: &Template,
    owner: Owner,
) -> Vec<Param> {
    let own = endpoint.operation.parameters.iter().enumerate();
    let own = own.map(|(index, item)| (endpoint.at.key("parameters").index(index), item));
    let mut params: Vec<(Pointer, Param)> = Vec::new();
    let shared = endpoint.shared.len();
    for (order, (at, item)) in endpoint.shared.iter().cloned().chain(own).enumerate() {
        let known = schemas.document.parameter(&at, item).map(|found| (found, None));
        let whole_query = || schemas.document.query_string(item).map(|found| (found, Some(Place::QueryString)));
        let Some(((found, parameter), place)) = known.or_else(whole_query) else { continue };
        let place = place.unwrap_or_else(|| place_of(parameter));
        let Some(param) = param(schemas, found, parameter, place, owner) else { continue };
        let same = |(_, known): &(Pointer, Param)| known.place == param.place && known.wire == param.wire;
        let Some(known) = params.iter().position(same) else {
            params.push((at, param));
            continue;
        };
        let overrides = order >= shared && endpoint.shared.iter().any(|(shared, _)| *shared == params[known].0);
        if overrides {
            params[known] = (at, param);
        } else {
            let message = format!("`{}` is listed twice: the first one is used", param.wire);
            let said = schemas.sink.warning(&codes::PARAM_DUPLICATE, at, message);
            said.also(&params[known].0, "the first one").help("remove one of the two");
        }
    }
    let mut params: Vec<Param> = params.into_iter().map(|(_, param)| param).collect();
    match_template(schemas, endpoint, path, owner, &mut params);
    params
}

/// The type of a schema or of the first `content`, whose media type is also returned.
pub(crate) fn value(
    schemas: &mut Schemas<'_, '_>,
    at: &Pointer,
    format: &ParameterSchemaOrContent,
    owner: Owner,
    role: Role,
) -> (TypeId, Option<String>, Option<Pointer>) {
    let (schema, content) = match format {
        ParameterSchemaOrContent::Schema(item) => (schemas.document.schema_at(item), None),
        ParameterSchemaOrContent::Content(content) => match content.first() {
            Some((media_type, content)) => {
                (content.schema.as_ref().and_then(|item| schemas.document.schema_at(item)), Some(media_type.clone()))
            }
            None => (None, None),
        },
    };
    let ty = match &schema {
        Some(schema) => schemas.position(schema, owner, role),
        None => schemas.anything(at.clone(), owner, role),
    };
    (ty, content, schema)
}

fn param(
    schemas: &mut Schemas<'_, '_>,
    at: Pointer,
    parameter: &Parameter,
    place: Place,
    owner: Owner,
) -> Option<Param> {
    let data = parameter.parameter_data_ref();
    if place == Place::Header && is_ignored_header(&data.name) {
        let message = format!("the client itself sets `{}`, as OpenAPI requires for this header", data.name);
        if let Some(note) = schemas.note(&codes::PARAM_IGNORED, &at, message) {
            note.help("remove it: `security` states credentials, `content` media types");
        }
        return None;
    }
    let style = style(schemas, &at, parameter);
    let role = Role::Parameter(data.name.clone());
    let (ty, content, schema) = value(schemas, &at, &data.format, owner, role.clone());
    let within = schemas.types.without_null(ty);
    let has_parts = !matches!(schemas.shape(within), Shape::Scalar(_) | Shape::Enum(_));
    let unwritten = content.as_deref().filter(|media_type| has_parts && Format::of(media_type) != Format::Json);
    let ty = match unwritten.filter(|_| place != Place::QueryString) {
        Some(media_type) => {
            let message = format!("`{media_type}` is not encoded: its text is passed through");
            schemas.note(&codes::BODY_UNTYPED, &at, message);
            schemas.text(at.clone(), owner, role)
        }
        None => ty,
    };
    let default = schema.as_ref().and_then(|schema| schemas.default_at(schema));
    let presence = match default {
        _ if data.required || place == Place::Path => Presence::Required,
        Some(value) => Presence::Defaulted(value),
        None => Presence::Optional,
    };
    let allow_reserved = match parameter {
        Parameter::Query { allow_reserved, .. } => *allow_reserved,
        _ => schemas.document.beyond.flag(&at, "allowReserved").unwrap_or(false),
    };
    let explode = data.explode.or_else(|| schemas.document.beyond.flag(&at, "explode"));
    Some(Param {
        wire: data.name.clone(),
        place,
        ty,
        presence,
        style,
        explode: explode.unwrap_or(style.explodes()),
        allow_reserved,
        content,
        docs: docs(schemas, &at, data, schema.as_ref()),
        at,
    })
}

/// The prose of a parameter, or of its schema.
fn docs(schemas: &Schemas<'_, '_>, at: &Pointer, data: &ParameterData, schema: Option<&Pointer>) -> Docs {
    let mut docs = Docs {
        description: data.description.clone(),
        deprecated: data.deprecated.unwrap_or(false),
        examples: examples::of(schemas.document, at, data.example.as_ref(), &data.examples),
        ..Docs::default()
    };
    if let Some(schema) = schema {
        docs.fill_in(schemas.docs_at(schema));
    }
    docs
}

fn place_of(parameter: &Parameter) -> Place {
    match parameter {
        Parameter::Query { .. } => Place::Query,
        Parameter::Header { .. } => Place::Header,
        Parameter::Path { .. } => Place::Path,
        Parameter::Cookie { .. } => Place::Cookie,
    }
}

fn style(schemas: &Schemas<'_, '_>, at: &Pointer, parameter: &Parameter) -> Style {
    match parameter {
        Parameter::Query { style, .. } => query_style(style),
        Parameter::Header { .. } => Style::Simple,
        Parameter::Path { style, .. } => match style {
            PathStyle::Matrix => Style::Matrix,
            PathStyle::Label => Style::Label,
            PathStyle::Simple => Style::Simple,
        },
        Parameter::Cookie { .. } if schemas.document.beyond.text(at, "style") == Some("cookie") => Style::Cookie,
        Parameter::Cookie { .. } => Style::Form,
    }
}

pub(crate) fn query_style(style: &QueryStyle) -> Style {
    match style {
        QueryStyle::Form => Style::Form,
        QueryStyle::SpaceDelimited => Style::SpaceDelimited,
        QueryStyle::PipeDelimited => Style::PipeDelimited,
        QueryStyle::DeepObject => Style::DeepObject,
    }
}

/// OpenAPI, Parameter Object, `name`: these definitions are ignored.
fn is_ignored_header(name: &str) -> bool {
    ["accept", "content-type", "authorization"].contains(&name.to_ascii_lowercase().as_str())
}

/// Matches path parameters with the template. An undeclared name becomes a string; a parameter without a place is dropped.
fn match_template(
    schemas: &mut Schemas<'_, '_>,
    endpoint: &Endpoint<'_>,
    path: &Template,
    owner: Owner,
    params: &mut Vec<Param>,
) {
    take_for(schemas, path, params);
    params.retain(|param| {
        let used = param.place != Place::Path || path.params().any(|name| name == param.wire);
        if !used {
            let message =
                format!("the path `{}` does not contain `{}`: the parameter is ignored", path.text, param.wire);
            if let Some(said) = schemas.warning(&codes::PATH_PARAM_UNUSED, &param.at, message) {
                said.help(format!("add `{{{}}}` to the path, or remove the parameter", param.wire));
            }
        }
        used
    });
    for name in path.params() {
        if params.iter().any(|param| param.place == Place::Path && param.wire == name) {
            continue;
        }
        let message = format!("`{{{name}}}` of the path is not declared as a parameter: it accepts any string");
        if let Some(said) = schemas.warning(&codes::PATH_PARAM_UNDECLARED, &endpoint.path_at, message) {
            said.help(format!("declare a parameter with `name: {name}` and `in: path`"));
        }
        params.push(Param {
            at: endpoint.path_at.clone(),
            wire: name.to_owned(),
            place: Place::Path,
            ty: schemas.text(endpoint.path_at.clone(), owner, Role::Parameter(name.to_owned())),
            presence: Presence::Required,
            style: Style::Simple,
            explode: false,
            allow_reserved: false,
            content: None,
            docs: Docs::default(),
        });
    }
}

/// Pairs the only parameter without a place with the only place without a parameter, whatever their names.
fn take_for(schemas: &mut Schemas<'_, '_>, path: &Template, params: &mut [Param]) {
    let declared = |name: &str| params.iter().any(|param| param.place == Place::Path && param.wire == name);
    let places: Vec<&str> = path.params().filter(|name| !declared(name)).collect();
    let homeless = |param: &&mut Param| param.place == Place::Path && path.params().all(|name| name != param.wire);
    let mut homeless: Vec<&mut Param> = params.iter_mut().filter(homeless).collect();
    let ([name], [param]) = (places.as_slice(), homeless.as_mut_slice()) else { return };
    let message = format!("`{}` is used for `{{{name}}}`, the only place left in `{}`", param.wire, path.text);
    if let Some(said) = schemas.note(&codes::PATH_PARAM_UNUSED, &param.at, message) {
        said.help("use the same name for both");
    }
    (*name).clone_into(&mut param.wire);
}
