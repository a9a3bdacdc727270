//! The rows of the grammar, after the object tables of the
//! [OpenAPI Specification 3.2](https://spec.openapis.org/oas/v3.2.0.html#schema-0), with the version that added each member.

use super::Kind::{
    Callback, Components, Contact, Discriminator, Encoding, Example, ExternalDocs, Header, Info, License, Link,
    MediaType, OauthFlow, OauthFlows, Operation, Parameter, PathItem, Paths, RequestBody, Response, Responses, Schema,
    SecurityRequirement, SecurityScheme, Server, ServerVariable, Tag,
};
use super::Version::{V30, V31, V32};
use super::member::{any, by_name, flag, list, map, object_of, one, text, texts, word};
use super::{Form, Member, Object, Rest};

pub(super) static OPEN_API: Object = object_of(
    "document",
    &[
        text("openapi").vital(),
        text("$self").since(V32).beyond(),
        one("info", Info).required(V32),
        text("jsonSchemaDialect").since(V31).beyond(),
        list("servers", Server),
        one("paths", Paths).required(V30),
        map("webhooks", PathItem).since(V31).beyond(),
        one("components", Components),
        list("security", SecurityRequirement),
        list("tags", Tag),
        one("externalDocs", ExternalDocs),
    ],
);

pub(super) static INFO: Object = object_of(
    "info",
    &[
        text("title").required(V32),
        text("summary").since(V31).beyond(),
        text("description"),
        text("termsOfService"),
        one("contact", Contact),
        one("license", License),
        text("version").required(V32),
    ],
);

pub(super) static CONTACT: Object = object_of("contact", &[text("name"), text("url"), text("email")]);

pub(super) static LICENSE: Object =
    object_of("license", &[text("name").required(V32), text("identifier").since(V31).beyond(), text("url")]);

pub(super) static SERVER: Object = object_of(
    "server",
    &[text("url").vital(), text("description"), text("name").since(V32).beyond(), map("variables", ServerVariable)],
);

pub(super) static SERVER_VARIABLE: Object =
    object_of("server variable", &[texts("enum"), text("default").required(V32), text("description")]);

pub(super) static COMPONENTS: Object = object_of(
    "components",
    &[
        map("schemas", Schema),
        map("responses", Response),
        map("parameters", Parameter),
        map("examples", Example),
        map("requestBodies", RequestBody),
        map("headers", Header),
        map("securitySchemes", SecurityScheme),
        map("links", Link),
        map("callbacks", Callback).beyond(),
        map("pathItems", PathItem).since(V31).beyond(),
        map("mediaTypes", MediaType).since(V32).beyond(),
    ],
);

pub(super) static PATHS: Object = by_name(
    "paths",
    Rest { accepts: |name| name.starts_with('/'), form: Form::One(PathItem), shape: "start with `/`" },
);

pub(super) static PATH_ITEM: Object = Object {
    referable: true,
    ..object_of(
        "path item",
        &[
            text("summary"),
            text("description"),
            one("get", Operation),
            one("put", Operation),
            one("post", Operation),
            one("delete", Operation),
            one("options", Operation),
            one("head", Operation),
            one("patch", Operation),
            one("trace", Operation),
            one("query", Operation).since(V32).beyond(),
            map("additionalOperations", Operation).since(V32).beyond(),
            list("servers", Server),
            list("parameters", Parameter),
        ],
    )
};

pub(super) static OPERATION: Object = Object {
    // Not allowed by the specification, but documents that are split into files do it, and tools follow such
    // references.
    referable: true,
    ..object_of(
        "operation",
        &[
            texts("tags"),
            text("summary"),
            text("description"),
            one("externalDocs", ExternalDocs),
            text("operationId"),
            list("parameters", Parameter),
            one("requestBody", RequestBody),
            one("responses", Responses).required(V30),
            map("callbacks", Callback).beyond(),
            flag("deprecated"),
            list("security", SecurityRequirement),
            list("servers", Server),
        ],
    )
};

pub(super) static EXTERNAL_DOCS: Object =
    object_of("external documentation", &[text("description"), text("url").vital()]);

pub(super) static PARAMETER: Object = Object {
    referable: true,
    ..object_of(
        "parameter",
        &[
            text("name").vital(),
            word("in", &["query", "header", "path", "cookie", "querystring"]).vital(),
            text("description"),
            flag("required"),
            flag("deprecated"),
            flag("allowEmptyValue"),
            word(
                "style",
                &["form", "simple", "matrix", "label", "spaceDelimited", "pipeDelimited", "deepObject", "cookie"],
            ),
            flag("explode"),
            flag("allowReserved"),
            one("schema", Schema),
            any("example"),
            map("examples", Example),
            map("content", MediaType),
        ],
    )
};

pub(super) static REQUEST_BODY: Object = Object {
    referable: true,
    ..object_of("request body", &[text("description"), map("content", MediaType).required(V32), flag("required")])
};

pub(super) static MEDIA_TYPE: Object = Object {
    referable: true,
    ..object_of(
        "media type",
        &[
            one("schema", Schema),
            one("itemSchema", Schema).since(V32).beyond(),
            any("example"),
            map("examples", Example),
            map("encoding", Encoding),
            list("prefixEncoding", Encoding).since(V32).beyond(),
            one("itemEncoding", Encoding).since(V32).beyond(),
        ],
    )
};

pub(super) static ENCODING: Object = object_of(
    "encoding",
    &[
        text("contentType"),
        map("headers", Header),
        word("style", &["form", "spaceDelimited", "pipeDelimited", "deepObject"]),
        flag("explode").beyond(),
        flag("allowReserved"),
        map("encoding", Encoding).since(V32).beyond(),
        list("prefixEncoding", Encoding).since(V32).beyond(),
        one("itemEncoding", Encoding).since(V32).beyond(),
    ],
);

pub(super) static RESPONSES: Object = by_name(
    "responses",
    Rest {
        accepts: is_status,
        form: Form::One(Response),
        shape: "be a status code, a range such as `4XX`, or `default`",
    },
);

pub(super) static RESPONSE: Object = Object {
    referable: true,
    ..object_of(
        "response",
        &[
            text("summary").since(V32).beyond(),
            text("description").required(V31),
            map("headers", Header),
            map("content", MediaType),
            map("links", Link),
        ],
    )
};

pub(super) static CALLBACK: Object = Object {
    referable: true,
    ..by_name(
        "callback",
        Rest { accepts: |name| !name.starts_with("x-"), form: Form::One(PathItem), shape: "be an expression" },
    )
};

pub(super) static EXAMPLE: Object = Object {
    referable: true,
    ..object_of(
        "example",
        &[
            text("summary"),
            text("description"),
            any("dataValue").since(V32).beyond(),
            text("serializedValue").since(V32).beyond(),
            text("externalValue"),
            any("value"),
        ],
    )
};

pub(super) static LINK: Object = Object {
    referable: true,
    ..object_of(
        "link",
        &[
            text("operationRef"),
            text("operationId"),
            Member { form: Form::AnyMap, ..any("parameters") },
            any("requestBody"),
            text("description"),
            one("server", Server),
        ],
    )
};

pub(super) static HEADER: Object = Object {
    referable: true,
    ..object_of(
        "header",
        &[
            text("description"),
            flag("required"),
            flag("deprecated"),
            word("style", &["simple"]),
            flag("explode").beyond(),
            // Listed so that a rule can report that it has no meaning here.
            flag("allowReserved"),
            one("schema", Schema),
            any("example"),
            map("examples", Example),
            map("content", MediaType),
        ],
    )
};

pub(super) static TAG: Object = object_of(
    "tag",
    &[
        text("name").vital(),
        text("summary").since(V32).beyond(),
        text("description"),
        one("externalDocs", ExternalDocs),
        text("parent").since(V32).beyond(),
        text("kind").since(V32).beyond(),
    ],
);

pub(super) static SECURITY_SCHEME: Object = Object {
    referable: true,
    ..object_of(
        "security scheme",
        &[
            word("type", &["apiKey", "http", "mutualTLS", "oauth2", "openIdConnect"]).vital(),
            text("description"),
            text("name"),
            word("in", &["query", "header", "cookie"]),
            text("scheme"),
            text("bearerFormat"),
            one("flows", OauthFlows),
            text("openIdConnectUrl"),
            text("oauth2MetadataUrl").since(V32).beyond(),
            flag("deprecated").since(V32).beyond(),
        ],
    )
};

pub(super) static OAUTH_FLOWS: Object = object_of(
    "OAuth flows",
    &[
        one("implicit", OauthFlow),
        one("password", OauthFlow),
        one("clientCredentials", OauthFlow),
        one("authorizationCode", OauthFlow),
        one("deviceAuthorization", OauthFlow).since(V32).beyond(),
    ],
);

pub(super) static OAUTH_FLOW: Object = object_of(
    "OAuth flow",
    &[
        text("authorizationUrl"),
        text("deviceAuthorizationUrl").since(V32),
        text("tokenUrl"),
        text("refreshUrl"),
        Member { form: Form::TextMap, ..any("scopes") }.required(V32),
    ],
);

pub(super) static SECURITY_REQUIREMENT: Object =
    by_name("security requirement", Rest { accepts: |_| true, form: Form::Texts, shape: "name a security scheme" });

/// Only the keywords that contain schemas: all others are handled when the schema is read.
pub(super) static SCHEMA: Object = Object {
    referable: true,
    ..object_of(
        "schema",
        &[
            map("properties", Schema),
            one("items", Schema),
            one("additionalProperties", Schema),
            list("allOf", Schema),
            list("anyOf", Schema),
            list("oneOf", Schema),
            one("not", Schema),
            list("prefixItems", Schema),
            map("patternProperties", Schema),
            one("propertyNames", Schema),
            one("contains", Schema),
            one("if", Schema),
            one("then", Schema),
            one("else", Schema),
            map("dependentSchemas", Schema),
            one("unevaluatedItems", Schema),
            one("unevaluatedProperties", Schema),
            one("contentSchema", Schema),
            map("$defs", Schema),
            map("definitions", Schema),
            one("discriminator", Discriminator),
        ],
    )
};

pub(super) static DISCRIMINATOR: Object = object_of("discriminator", &[]);

fn is_status(name: &str) -> bool {
    match name.as_bytes() {
        b"default" | [b'1'..=b'9', b'X' | b'x', b'X' | b'x'] => true,
        [b'1'..=b'9', tens, ones] => tens.is_ascii_digit() && ones.is_ascii_digit(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reply_is_known_by_its_status() {
        for name in ["200", "4XX", "5xx", "default"] {
            assert!(is_status(name), "{name}");
        }
        for name in ["20", "2000", "2X0", "ok", "099", ""] {
            assert!(!is_status(name), "{name}");
        }
    }
}
