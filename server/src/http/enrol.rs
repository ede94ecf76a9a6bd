//! `POST /v1/enrol`.

use std::net::SocketAddr;

use axum::extract::{ConnectInfo, State};
use jishi_core::protocol::{EnrolRequest, Enrolled, Problem, Protocol as _};

use super::body::Json;
use super::problem::Refusal;
use crate::service::Service;

/// Binds a device to a person by a one-time code.
#[utoipa::path(
    post, path = "/v1/enrol", tag = "identity", security(()),
    request_body = EnrolRequest,
    responses(
        (status = 200, body = Enrolled),
        (status = 400, description = "A key that is no P-256 point", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "The code is wrong, used or has ended", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too many tries", body = Problem, content_type = "application/problem+json", headers(("Retry-After" = u32))),
    )
)]
pub(super) async fn enrol(
    State(service): State<Service>,
    ConnectInfo(address): ConnectInfo<SocketAddr>,
    Json(request): Json<EnrolRequest>,
) -> Result<Json<Enrolled>, Refusal> {
    service.limit_enrolment(address.ip())?;
    Ok(Json(service.enrol(request).await?))
}
