//! `/healthz`, `/readyz` and `/metrics`.

use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use jishi_core::protocol::Problem;

use super::problem::Refusal;
use crate::service::{Service, fail};

/// Whether the process is alive.
#[utoipa::path(get, path = "/healthz", tag = "operation", security(()), responses((status = 200, body = String)))]
pub(super) async fn healthz() -> &'static str {
    std::future::ready("ok").await
}

/// Whether storage and media store answer.
#[utoipa::path(
    get, path = "/readyz", tag = "operation", security(()),
    responses(
        (status = 200, body = String),
        (status = 503, body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn readyz(State(service): State<Service>) -> Result<&'static str, Refusal> {
    service.ready().await?;
    Ok("ready")
}

/// Counters, as Prometheus reads them.
#[utoipa::path(get, path = "/metrics", tag = "operation", security(()), responses((status = 200, body = String)))]
pub(super) async fn metrics(State(service): State<Service>) -> Result<impl IntoResponse, Refusal> {
    let text = std::future::ready(service.metrics().text(service.storage().queued()))
        .await
        .map_err(fail)?;
    Ok(([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], text))
}
