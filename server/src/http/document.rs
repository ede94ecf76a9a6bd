//! The OpenAPI document, made from the handlers themselves.

use std::sync::LazyLock;

use axum::http::header;
use axum::response::IntoResponse;
use utoipa::OpenApi as _;
use utoipa::openapi::path::{Operation, ParameterIn};
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{ContentBuilder, OpenApi, PathItem, Ref, Response, ResponseBuilder};
use utoipa_axum::router::OpenApiRouter;

use super::Shared;

#[derive(utoipa::OpenApi)]
#[openapi(
    info(title = "Jishi", description = "Daily records of a county's officials"),
    security(("device" = [])),
    modifiers(&Security),
)]
struct Frame;

struct Security;

impl utoipa::Modify for Security {
    fn modify(&self, document: &mut OpenApi) {
        let scheme = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
        document
            .components
            .get_or_insert_default()
            .add_security_scheme("device", scheme);
    }
}

pub(super) fn router() -> OpenApiRouter<Shared> {
    OpenApiRouter::with_openapi(Frame::openapi())
}

/// The document that the server publishes.
#[must_use]
pub fn openapi() -> OpenApi {
    let mut document = super::documented().into_openapi();
    for item in document.paths.paths.values_mut() {
        let PathItem {
            get,
            put,
            post,
            delete,
            head,
            patch,
            ..
        } = item;
        let operations = [get, put, post, delete, head, patch];
        operations.into_iter().flatten().for_each(add_refusals);
    }
    document
}

/// Adds what the extractors refuse before the handler of a call is asked.
fn add_refusals(operation: &mut Operation) {
    let refusals = [
        (
            is_secured(operation),
            "401",
            "No access token, or one that has ended",
        ),
        (is_secured(operation), "429", "Too many calls"),
        (is_tus(operation), "412", "Another version of tus"),
        (has_query(operation), "400", "The query cannot be read"),
        (has_json(operation), "400", "The body cannot be read"),
        (has_json(operation), "413", "The body is too large"),
        (has_json(operation), "415", "The body is no JSON"),
    ];
    for (_, status, description) in refusals.into_iter().filter(|(is_refused, ..)| *is_refused) {
        let known = &mut operation.responses.responses;
        known
            .entry(status.into())
            .or_insert_with(|| problem(description).into());
    }
}

fn is_secured(operation: &Operation) -> bool {
    let open = SecurityRequirement::default();
    operation.security.as_ref().is_none_or(|all| !all.contains(&open))
}

fn has_query(operation: &Operation) -> bool {
    let mut parameters = operation.parameters.iter().flatten();
    parameters.any(|parameter| matches!(parameter.parameter_in, ParameterIn::Query))
}

fn is_tus(operation: &Operation) -> bool {
    let mut parameters = operation.parameters.iter().flatten();
    parameters.any(|parameter| parameter.name == "Tus-Resumable")
}

fn has_json(operation: &Operation) -> bool {
    let body = operation.request_body.as_ref();
    body.is_some_and(|body| body.content.contains_key("application/json"))
}

fn problem(description: &str) -> Response {
    let body = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem")));
    ResponseBuilder::new()
        .description(description)
        .content("application/problem+json", body.build())
        .build()
}

static DOCUMENT: LazyLock<String> = LazyLock::new(|| openapi().to_json().unwrap_or_default());

/// This document.
#[utoipa::path(get, path = "/v1/openapi.json", tag = "operation", security(()), responses((status = 200)))]
pub(super) async fn published() -> impl IntoResponse {
    let document = std::future::ready(DOCUMENT.as_str()).await;
    (
        [
            (header::CONTENT_TYPE, "application/json"),
            (header::CACHE_CONTROL, "no-cache"),
        ],
        document,
    )
}
