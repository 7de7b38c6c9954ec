//! The API as a document: every route, what it takes and what it answers.
//!
//! The shapes come from the types of the wire contract; `routes` lists the routes, and a test
//! holds the list against the router. `page` is the same document to be read by people.

mod page;
mod routes;

use std::sync::LazyLock;

use axum::http::header;
use axum::response::{IntoResponse, Response};
use lianban_api as api;
use utoipa::OpenApi;
use utoipa::openapi::path::{OperationBuilder, ParameterBuilder, ParameterIn};
use utoipa::openapi::request_body::RequestBodyBuilder;
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::security::{ApiKey, ApiKeyValue, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{
    ContentBuilder, InfoBuilder, OpenApi as Document, Ref, RefOr, Required, ResponseBuilder, Schema,
};

use crate::staff::session::COOKIE;
use routes::{Body, Route, routes};

/// The shapes of the wire contract.
#[derive(OpenApi)]
#[openapi(components(schemas(
    api::Accept,
    api::AssessRequest,
    api::CaseDetail,
    api::CasePage,
    api::CaseQuery,
    api::Code,
    api::CodeQuery,
    api::Coded,
    api::Credentials,
    api::Earlier,
    api::EarlierQuery,
    api::Licence,
    api::LicenceQuery,
    api::NotAccept,
    api::PackageCard,
    api::Problem,
    api::Report,
    api::ReportRow,
    api::Session,
    api::Submission,
    api::Submitted,
    api::Track,
    api::Tracked,
    api::Unmask,
    api::Unmasked,
    api::Upload,
    api::Withdraw,
)))]
struct Shapes;

/// Written once: it never changes while the program runs.
static DOCUMENT: LazyLock<String> = LazyLock::new(|| document().to_json().unwrap_or_default());
static PAGE: LazyLock<String> = LazyLock::new(|| {
    let document = serde_json::from_str(&DOCUMENT).unwrap_or_default();
    page::page(&document)
});

/// GET: the document.
pub async fn json() -> Response {
    (
        [(header::CONTENT_TYPE, "application/json")],
        DOCUMENT.as_str(),
    )
        .into_response()
}

/// GET: the document for people.
pub async fn html() -> Response {
    (
        [(header::CONTENT_TYPE, "text/html; charset=utf-8")],
        PAGE.as_str(),
    )
        .into_response()
}

/// The name of the session's cookie as a way to be somebody.
const SESSION: &str = "session";

fn document() -> Document {
    let mut document = Shapes::openapi();
    document.info = InfoBuilder::new()
        .title("联办 API")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(
            "出错时一律回答 application/problem+json（RFC 9457），title 是可以直接给人看的中文。",
        ))
        .build();
    if let Some(components) = &mut document.components {
        let cookie = SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new(COOKIE)));
        components.add_security_scheme(SESSION, cookie);
    }
    for route in routes() {
        let methods = vec![route.method.clone()];
        let path = route.path.clone();
        document
            .paths
            .add_path_operation(path, methods, operation(route));
    }
    document
}

fn operation(route: Route) -> utoipa::openapi::path::Operation {
    let mut operation = OperationBuilder::new()
        .summary(Some(route.summary))
        .tag(route.tag);
    for name in names_in(&route.path) {
        operation = operation.parameter(parameter(&name, ParameterIn::Path, Type::String));
    }
    for (name, kind) in route.headers {
        operation = operation.parameter(parameter(name, ParameterIn::Header, kind.clone()));
    }
    if let Some(body) = &route.takes {
        let takes = RequestBodyBuilder::new().required(Some(Required::True));
        let (media_type, schema) = content(body);
        let content = ContentBuilder::new().schema(Some(schema)).build();
        operation = operation.request_body(Some(takes.content(media_type, content).build()));
    }
    for (status, words, body) in &route.answers {
        let mut response = ResponseBuilder::new().description(*words);
        if let Some(body) = body {
            let (media_type, schema) = content(body);
            let content = ContentBuilder::new().schema(Some(schema)).build();
            response = response.content(media_type, content);
        }
        operation = operation.response(status.to_string(), response);
    }
    let (media_type, schema) = ("application/problem+json", shape("Problem"));
    let content = ContentBuilder::new().schema(Some(schema)).build();
    let problem = ResponseBuilder::new().description("办不到，title 说为什么");
    operation = operation.response("default", problem.content(media_type, content));
    if route.is_for_staff {
        let nothing: [&str; 0] = [];
        operation = operation.security(SecurityRequirement::new(SESSION, nothing));
    }
    operation.build()
}

/// The names in braces of a path.
fn names_in(path: &str) -> Vec<String> {
    let parts = path.split('/').filter_map(|part| {
        let name = part.strip_prefix('{')?.strip_suffix('}')?;
        Some(name.to_owned())
    });
    parts.collect()
}

fn parameter(name: &str, place: ParameterIn, kind: Type) -> utoipa::openapi::path::Parameter {
    ParameterBuilder::new()
        .name(name)
        .parameter_in(place)
        .required(Required::True)
        .schema(Some(ObjectBuilder::new().schema_type(kind).build()))
        .build()
}

fn content(body: &Body) -> (&'static str, RefOr<Schema>) {
    let any = || RefOr::T(ObjectBuilder::new().build().into());
    match body {
        Body::Json(name) => ("application/json", shape(name)),
        Body::Many(name) => {
            let list = utoipa::openapi::schema::Array::new(shape(name));
            ("application/json", RefOr::T(Schema::Array(list)))
        }
        Body::Any(media_type) => (media_type, any()),
    }
}

fn shape(name: &str) -> RefOr<Schema> {
    RefOr::Ref(Ref::from_schema_name(name))
}

#[cfg(test)]
mod tests {
    use serde_json::Value as Json;

    use super::*;

    fn refs(json: &Json, found: &mut Vec<String>) {
        match json {
            Json::Object(map) => {
                for (key, value) in map {
                    if key == "$ref" {
                        found.push(value.as_str().unwrap().to_owned());
                    }
                    refs(value, found);
                }
            }
            Json::Array(list) => list.iter().for_each(|value| refs(value, found)),
            _ => {}
        }
    }

    #[test]
    fn every_shape_that_is_named_is_described() {
        let document: Json = serde_json::from_str(&DOCUMENT).unwrap();
        let mut found = Vec::new();
        refs(&document, &mut found);
        assert!(found.len() > 40, "{found:?}");
        for name in found {
            let pointer = name.strip_prefix('#').unwrap();
            assert!(document.pointer(pointer).is_some(), "{name}");
        }
    }

    #[test]
    fn the_page_names_every_route_and_runs_no_script() {
        for route in routes() {
            assert!(PAGE.contains(&route.path), "{}", route.path);
        }
        for bad in ["<script", "style=", "<style", "http:"] {
            assert!(!PAGE.contains(bad), "{bad}");
        }
    }
}
