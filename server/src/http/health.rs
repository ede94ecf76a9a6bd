//! `/healthz`, `/readyz` and `/metrics`.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, header};
use axum::response::IntoResponse;
use jishi_core::model::Sha256;
use jishi_core::protocol::{Problem, ProblemKind};

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

/// What has to be said to read the counters.
#[derive(Clone)]
pub(crate) struct MetricsToken(pub(crate) Option<Arc<str>>);

impl MetricsToken {
    /// Whether whoever asks may read them: who says the token; where there is none, this machine itself, unless it asks for
    /// somebody else as a proxy does.
    fn lets(&self, address: SocketAddr, headers: &HeaderMap) -> bool {
        let Some(token) = &self.0 else {
            let passed_on = ["forwarded", "x-forwarded-for", "x-real-ip"];
            return address.ip().to_canonical().is_loopback()
                && !passed_on.iter().any(|name| headers.contains_key(*name));
        };
        let said = headers
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.strip_prefix("Bearer "));
        // Digests are compared: how long that takes tells nothing of the token.
        said.is_some_and(|said| Sha256::of(said.trim().as_bytes()) == Sha256::of(token.as_bytes()))
    }
}

/// Counters, as Prometheus reads them: for this machine, or by a token.
#[utoipa::path(
    get, path = "/metrics", tag = "operation", security(()),
    responses(
        (status = 200, body = String),
        (status = 404, description = "Not for the caller", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn metrics(
    State(service): State<Service>,
    State(token): State<MetricsToken>,
    ConnectInfo(address): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
) -> Result<impl IntoResponse, Refusal> {
    if !token.lets(address, &headers) {
        return Err(ProblemKind::NotFound.into());
    }
    let text = std::future::ready(service.metrics().text(service.storage().queued()))
        .await
        .map_err(fail)?;
    Ok(([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], text))
}
