//! `POST /v1/devices`, `GET /v1/devices`, `GET /v1/me`.

use std::net::SocketAddr;

use axum::extract::{ConnectInfo, State};
use jishi_core::protocol::{
    DeviceAsked, DeviceRequest, Devices, DevicesQuery, Enrolled, Problem, Protocol as _, TokenRequest,
};

use super::auth::Authenticated;
use super::body::Json;
use super::params::InQuery;
use super::problem::Refusal;
use crate::service::Service;

/// Asks that a device be somebody's; the answer is the same whether there is such a person or not.
#[utoipa::path(
    post, path = "/v1/devices", tag = "identity", security(()),
    request_body = DeviceRequest,
    responses(
        (status = 200, body = DeviceAsked),
        (status = 400, description = "A key that is no P-256 point", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too many tries", body = Problem, content_type = "application/problem+json", headers(("Retry-After" = u32))),
    )
)]
pub(super) async fn ask(
    State(service): State<Service>,
    ConnectInfo(address): ConnectInfo<SocketAddr>,
    Json(request): Json<DeviceRequest>,
) -> Result<Json<DeviceAsked>, Refusal> {
    service.limit_asking(address.ip())?;
    Ok(Json(service.ask_device(request).await?))
}

/// Takes a request back.
#[utoipa::path(
    post, path = "/v1/devices/withdraw", tag = "identity", security(()),
    request_body = TokenRequest,
    responses(
        (status = 200, description = "It waits no more"),
        (status = 401, description = "The challenge has ended", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "It has been let in", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "The signature does not fit", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too many tries", body = Problem, content_type = "application/problem+json", headers(("Retry-After" = u32))),
    )
)]
pub(super) async fn withdraw(
    State(service): State<Service>,
    ConnectInfo(address): ConnectInfo<SocketAddr>,
    Json(request): Json<TokenRequest>,
) -> Result<Json<()>, Refusal> {
    service.limit_tokens(address.ip())?;
    Ok(Json(service.withdraw_device(request).await?))
}

/// Devices on which the caller may decide: those that wait, and those of a unit's people.
#[utoipa::path(
    get, path = "/v1/devices", tag = "identity",
    params(DevicesQuery),
    responses(
        (status = 200, body = Devices),
        (status = 404, description = "No such unit", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn devices(
    State(service): State<Service>,
    Authenticated(caller): Authenticated,
    InQuery(query): InQuery<DevicesQuery>,
) -> Result<Json<Devices>, Refusal> {
    Ok(Json(service.devices(&caller, query).await?))
}

/// Whose the calling device is: what it is told when a code binds it, for one that was let in.
#[utoipa::path(
    get, path = "/v1/me", tag = "identity",
    responses(
        (status = 200, body = Enrolled),
    )
)]
pub(super) async fn me(
    State(service): State<Service>,
    Authenticated(caller): Authenticated,
) -> Result<Json<Enrolled>, Refusal> {
    Ok(Json(service.whose(&caller).await?))
}
