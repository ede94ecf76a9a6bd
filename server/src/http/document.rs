//! The OpenAPI document, made from the handlers themselves.

use std::sync::LazyLock;

use axum::http::header;
use axum::response::IntoResponse;
use utoipa::OpenApi;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa_axum::router::OpenApiRouter;

use super::Shared;

#[derive(OpenApi)]
#[openapi(
    info(title = "Jishi", description = "Daily records of a county's officials"),
    security(("device" = [])),
    modifiers(&Security),
)]
struct Frame;

struct Security;

impl utoipa::Modify for Security {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
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
pub fn openapi() -> utoipa::openapi::OpenApi {
    super::documented().into_openapi()
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
