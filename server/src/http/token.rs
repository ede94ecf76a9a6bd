//! `POST /v1/token/challenge` and `POST /v1/token`.

use std::net::SocketAddr;

use axum::extract::{ConnectInfo, State};
use jishi_core::protocol::{AccessToken, Challenge, Problem, Protocol as _, TokenRequest};

use super::body::Json;
use super::problem::Refusal;
use crate::service::Service;

/// Something to sign, good for a minute.
#[utoipa::path(
    post, path = "/v1/token/challenge", tag = "identity", security(()),
    responses((status = 200, body = Challenge))
)]
pub(super) async fn challenge(State(service): State<Service>) -> Result<Json<Challenge>, Refusal> {
    Ok(Json(service.challenge().await?))
}

/// An access token for a signed challenge.
#[utoipa::path(
    post, path = "/v1/token", tag = "identity", security(()),
    request_body = TokenRequest,
    responses(
        (status = 200, body = AccessToken),
        (status = 401, description = "The challenge has ended, or the device is revoked", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too many tries", body = Problem, content_type = "application/problem+json", headers(("Retry-After" = u32))),
        (status = 422, description = "The signature does not fit", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn token(
    State(service): State<Service>,
    ConnectInfo(address): ConnectInfo<SocketAddr>,
    Json(request): Json<TokenRequest>,
) -> Result<Json<AccessToken>, Refusal> {
    service.limit_tokens(address.ip())?;
    Ok(Json(service.token(request).await?))
}
