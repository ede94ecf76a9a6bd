//! `/v1/uploads`: tus 1.0 (<https://tus.io/protocols/resumable-upload>).

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::StreamExt as _;
use jishi_core::model::UploadId;
use jishi_core::protocol::{Problem, ProblemKind};

use super::auth::Authenticated;
use super::params::InPath;
use super::problem::Refusal;
use super::tus;
use crate::service::{Announced, Caller, Checksum, Service, UploadState, fail};

/// What this server's tus can do.
#[utoipa::path(options, path = "/v1/uploads", tag = "media", security(()), responses((status = 204)))]
pub(super) async fn options() -> Response {
    let answer = (StatusCode::NO_CONTENT, tus::abilities()).into_response();
    std::future::ready(tus::answer(Ok(answer))).await
}

/// Announces a file, and may carry its first bytes (tus creation, creation-with-upload).
#[utoipa::path(
    post, path = "/v1/uploads", tag = "media",
    params(
        ("Tus-Resumable" = String, Header, description = "1.0.0"),
        ("Upload-Length" = u64, Header, description = "Size in bytes"),
        ("Upload-Metadata" = Option<String>, Header, description = "The key sha256, in hexadecimal, lets a known file come back complete"),
    ),
    responses(
        (status = 201, headers(("Location" = String), ("Upload-Offset" = u64), ("Upload-Expires" = String))),
        (status = 413, body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn create(
    State(service): State<Service>,
    caller: Result<Authenticated, Refusal>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let create = async {
        let Authenticated(caller) = caller?;
        tus::check_version(&headers)?;
        let metadata = headers.get(tus::METADATA).map(HeaderValue::to_str).transpose();
        let metadata = metadata
            .map_err(|_| ProblemKind::Malformed)?
            .unwrap_or_default()
            .to_owned();
        let length = tus::number(&headers, &tus::LENGTH)?;
        let sha256 = tus::announced_digest(&metadata)?;
        let mut state = service
            .announce_upload(
                &caller,
                Announced {
                    length,
                    sha256,
                    metadata,
                },
            )
            .await?;
        if headers
            .get(header::CONTENT_TYPE)
            .is_some_and(|value| value == tus::OFFSET_TYPE)
            && state.upload.offset < length
        {
            state = receive(&service, caller, state.upload.id, 0, &headers, body).await?;
        }
        let location = [(header::LOCATION, format!("/v1/uploads/{}", state.upload.id))];
        Ok((StatusCode::CREATED, location, tus::state_headers(&state)).into_response())
    };
    tus::answer(create.await)
}

/// How much has arrived (tus core).
#[utoipa::path(
    head, path = "/v1/uploads/{id}", tag = "media",
    params(("id" = String, Path), ("Tus-Resumable" = String, Header, description = "1.0.0")),
    responses((status = 200, headers(("Upload-Offset" = u64), ("Upload-Length" = u64))), (status = 404))
)]
pub(super) async fn status(
    State(service): State<Service>,
    caller: Result<Authenticated, Refusal>,
    id: Result<InPath<UploadId>, Refusal>,
    headers: HeaderMap,
) -> Response {
    let status = async {
        let Authenticated(caller) = caller?;
        tus::check_version(&headers)?;
        let state = service.upload_state(&caller, id?.0).await?;
        Ok(tus::state_headers(&state).into_response())
    };
    tus::answer(status.await)
}

/// Appends bytes (tus core, checksum).
#[utoipa::path(
    patch, path = "/v1/uploads/{id}", tag = "media",
    params(
        ("id" = String, Path),
        ("Tus-Resumable" = String, Header, description = "1.0.0"),
        ("Upload-Offset" = u64, Header),
        ("Upload-Checksum" = Option<String>, Header, description = "sha1 or sha256 of the request's bytes, in base64"),
    ),
    request_body(content = Vec<u8>, content_type = "application/offset+octet-stream"),
    responses(
        (status = 204, headers(("Upload-Offset" = u64))),
        (status = 404, description = "There is none, it has ended, or it is somebody else's", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "The upload stands elsewhere", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "The file is no photo or recording that is taken", body = Problem, content_type = "application/problem+json"),
        (status = 460, description = "The checksum does not hold", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "The body broke off; what has arrived is kept", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn append(
    State(service): State<Service>,
    caller: Result<Authenticated, Refusal>,
    id: Result<InPath<UploadId>, Refusal>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let append = async {
        let Authenticated(caller) = caller?;
        tus::check_version(&headers)?;
        if headers
            .get(header::CONTENT_TYPE)
            .is_none_or(|value| value != tus::OFFSET_TYPE)
        {
            return Err(ProblemKind::UnsupportedMedia.into());
        }
        let offset = tus::number(&headers, &tus::OFFSET)?;
        let state = receive(&service, caller, id?.0, offset, &headers, body).await?;
        Ok((StatusCode::NO_CONTENT, tus::state_headers(&state)).into_response())
    };
    tus::answer(append.await)
}

/// Ends an upload (tus termination).
#[utoipa::path(
    delete, path = "/v1/uploads/{id}", tag = "media",
    params(("id" = String, Path), ("Tus-Resumable" = String, Header, description = "1.0.0")),
    responses((status = 204), (status = 404, body = Problem, content_type = "application/problem+json"))
)]
pub(super) async fn terminate(
    State(service): State<Service>,
    caller: Result<Authenticated, Refusal>,
    id: Result<InPath<UploadId>, Refusal>,
    headers: HeaderMap,
) -> Response {
    let terminate = async {
        let Authenticated(caller) = caller?;
        tus::check_version(&headers)?;
        service.terminate_upload(&caller, id?.0).await?;
        Ok(StatusCode::NO_CONTENT.into_response())
    };
    tus::answer(terminate.await)
}

/// Runs on its own, so that a sender who goes away does not take with them what has arrived.
async fn receive(
    service: &Service,
    caller: Caller,
    id: UploadId,
    offset: u64,
    headers: &HeaderMap,
    body: Body,
) -> Result<UploadState, Refusal> {
    let checksum = match headers.get(tus::CHECKSUM) {
        None => None,
        Some(value) => Some(value.to_str().ok().and_then(Checksum::read).ok_or_else(|| {
            Problem::from(ProblemKind::Malformed).detail("Upload-Checksum: sha1 or sha256, and base64")
        })?),
    };
    let mut incoming = service.receive_upload(&caller, id, offset, checksum).await?;
    // A sender that is silent for this long has gone.
    let silence = service.limits().silence;
    let task = tokio::spawn(async move {
        let mut frames = body.into_data_stream();
        loop {
            match tokio::time::timeout(silence, frames.next()).await {
                Ok(Some(Ok(bytes))) => incoming.take(bytes).await?,
                Ok(None) => return incoming.end().await,
                Ok(Some(Err(_))) | Err(_) => {
                    incoming.cut().await?;
                    // The line's doing, not the file's: whoever sends it tries again, from where it stands.
                    return Err(Problem::from(ProblemKind::Unavailable).detail("the body broke off"));
                }
            }
        }
    });
    Ok(task.await.map_err(fail)??)
}
