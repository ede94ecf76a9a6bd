//! `GET /v1/media/{sha256}`.

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use jishi_core::model::Sha256;
use jishi_core::protocol::{MediaSize, Problem, ProblemKind};
use serde::Deserialize;

use super::auth::Authenticated;
use super::params::{InPath, InQuery};
use super::problem::Refusal;
use super::range::{Asked, read};
use crate::service::{Service, fail};

/// Whoever opens the address of a file gets no page of ours: nothing in it runs, and it belongs to no origin.
const POLICY: HeaderValue = HeaderValue::from_static("default-src 'none'; sandbox");

/// In which size.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
pub(super) struct SizeQuery {
    /// The size; `full` without it.
    #[serde(default)]
    #[param(inline)]
    size: MediaSize,
}

/// The bytes of an attachment that the caller may see. What a digest names never changes.
#[utoipa::path(
    get, path = "/v1/media/{sha256}", tag = "media",
    params(("sha256" = String, Path, description = "SHA-256 as 64 lower-case hexadecimal digits"), SizeQuery),
    responses(
        (status = 200, description = "The file", content_type = "application/octet-stream", body = Vec<u8>),
        (status = 206, description = "One range of it", content_type = "application/octet-stream", body = Vec<u8>),
        (status = 304, description = "The client has it"),
        (status = 404, description = "It does not exist, or the caller may not see it", body = Problem, content_type = "application/problem+json"),
        (status = 416, body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn media(
    State(service): State<Service>,
    Authenticated(caller): Authenticated,
    InPath(sha256): InPath<Sha256>,
    InQuery(query): InQuery<SizeQuery>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let file = service.open_media(&caller, sha256, query.size).await?;
    let text = |name| {
        headers
            .get(name)
            .and_then(|value: &HeaderValue| value.to_str().ok())
    };
    let mut answer = HeaderMap::new();
    answer.insert(header::ETAG, value(&file.etag)?);
    // Private: a shared cache would show it to those who may not see it.
    let forever = HeaderValue::from_static("private, max-age=31536000, immutable");
    answer.insert(header::CACHE_CONTROL, forever);
    answer.insert(header::VARY, HeaderValue::from_static("authorization"));
    answer.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    if text(header::IF_NONE_MATCH).is_some_and(|tags| tags.split(',').any(|tag| matches(tag, &file.etag))) {
        return Ok((StatusCode::NOT_MODIFIED, answer).into_response());
    }
    // A range of another version is of no use to the client: it gets the whole (RFC 9110, 13.1.5).
    let asked = text(header::RANGE).filter(|_| text(header::IF_RANGE).is_none_or(|tag| tag == file.etag));
    let (status, range) = match read(asked, file.bytes) {
        Asked::Whole => (StatusCode::OK, 0..file.bytes),
        Asked::Part(range) => {
            let part = format!("bytes {}-{}/{}", range.start, range.end - 1, file.bytes);
            answer.insert(header::CONTENT_RANGE, value(&part)?);
            (StatusCode::PARTIAL_CONTENT, range)
        }
        Asked::Unsatisfiable => {
            let mut refusal = Refusal::from(ProblemKind::RangeNotSatisfiable).into_response();
            refusal
                .headers_mut()
                .insert(header::CONTENT_RANGE, value(&format!("bytes */{}", file.bytes))?);
            return Ok(refusal);
        }
    };
    answer.insert(header::CONTENT_TYPE, value(&file.mime)?);
    answer.insert(header::CONTENT_SECURITY_POLICY, POLICY);
    answer.insert(header::CONTENT_DISPOSITION, disposition(&file.mime));
    answer.insert(header::CONTENT_LENGTH, (range.end - range.start).into());
    let body = Body::from_stream(file.stream(range).await?);
    Ok((status, answer, body).into_response())
}

/// What is looked at or listened to may be shown where it stands; documents are saved.
fn disposition(mime: &str) -> HeaderValue {
    let shown = ["image/", "audio/", "video/"];
    HeaderValue::from_static(if shown.iter().any(|kind| mime.starts_with(kind)) {
        "inline"
    } else {
        "attachment"
    })
}

fn matches(tag: &str, etag: &str) -> bool {
    let tag = tag.trim();
    tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == etag
}

fn value(text: &str) -> Result<HeaderValue, Refusal> {
    Ok(HeaderValue::from_str(text).map_err(fail)?)
}
