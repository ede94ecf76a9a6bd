//! `POST /v1/sync/push` and `GET /v1/sync/pull`.

use axum::extract::State;
use jishi_core::protocol::{Problem, Protocol as _, PullPage, PullQuery, PushReply, PushRequest};

use super::auth::Authenticated;
use super::body::Json;
use super::params::InQuery;
use super::problem::Refusal;
use crate::service::Service;

/// A batch of operations; each gets its own outcome, in the order sent.
#[utoipa::path(
    post, path = "/v1/sync/push", tag = "sync",
    request_body = PushRequest,
    responses(
        (status = 200, body = PushReply),
        (status = 413, description = "Too many operations or bytes", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn push(
    State(service): State<Service>,
    Authenticated(caller): Authenticated,
    Json(request): Json<PushRequest>,
) -> Result<Json<PushReply>, Refusal> {
    Ok(Json(service.push(&caller, request).await?))
}

/// What has changed for this caller since a cursor.
#[utoipa::path(
    get, path = "/v1/sync/pull", tag = "sync",
    params(PullQuery),
    responses(
        (status = 200, body = PullPage),
        (status = 400, description = "No such cursor", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn pull(
    State(service): State<Service>,
    Authenticated(caller): Authenticated,
    InQuery(query): InQuery<PullQuery>,
) -> Result<Json<PullPage>, Refusal> {
    Ok(Json(service.pull(&caller, query).await?))
}
