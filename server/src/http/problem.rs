//! Every error as RFC 9457, those included that no handler made.

use std::any::Any;

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use jishi_core::protocol::{Problem, ProblemKind};

const CONTENT_TYPE: HeaderValue = HeaderValue::from_static("application/problem+json");

/// A problem on its way out.
#[derive(Debug)]
pub(super) struct Refusal(pub(super) Problem);

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        Self(problem)
    }
}

impl From<ProblemKind> for Refusal {
    fn from(kind: ProblemKind) -> Self {
        Self(kind.into())
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.0.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_vec(&self.0).unwrap_or_default();
        let mut response = (status, [(header::CONTENT_TYPE, CONTENT_TYPE)], body).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(seconds) = self.0.retry_after {
            headers.insert(header::RETRY_AFTER, seconds.into());
        }
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}

/// No route has this path.
pub(super) async fn no_such_path() -> Refusal {
    std::future::ready(ProblemKind::NotFound.into()).await
}

/// The path has a route, but not for this method.
pub(super) async fn no_such_method() -> Refusal {
    std::future::ready(ProblemKind::MethodNotAllowed.into()).await
}

/// A handler panicked. The panic hook has logged it.
pub(super) fn panicked(_: Box<dyn Any + Send + 'static>) -> Response {
    Refusal::from(ProblemKind::Internal).into_response()
}

/// Layers and extractors answer errors as plain text: they get the same form as all others.
pub(super) async fn only_problems(request: Request, next: Next) -> Response {
    let is_api = request.uri().path().starts_with("/v1/");
    let is_head = request.method() == Method::HEAD;
    let response = next.run(request).await;
    let status = response.status();
    let is_error = status.is_client_error() || status.is_server_error();
    if !is_api || is_head || !is_error || response.headers().get(header::CONTENT_TYPE) == Some(&CONTENT_TYPE)
    {
        return response;
    }
    let kind = ProblemKind::ALL
        .iter()
        .copied()
        .find(|kind| kind.status() == status.as_u16());
    let kind = kind.unwrap_or(if status.is_server_error() {
        ProblemKind::Internal
    } else {
        ProblemKind::Malformed
    });
    let (mut parts, _) = response.into_parts();
    parts.headers.remove(header::CONTENT_LENGTH);
    let refusal = Refusal::from(kind).into_response();
    parts.headers.extend(refusal.headers().clone());
    parts.status = refusal.status();
    Response::from_parts(parts, Body::new(refusal.into_body()))
}
