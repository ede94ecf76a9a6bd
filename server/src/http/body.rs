//! JSON in and out, bounded.

use axum::body::Body;
use axum::extract::{FromRequest, Request};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use futures_util::StreamExt as _;
use jishi_core::protocol::{Problem, ProblemKind};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::problem::Refusal;

/// Most bytes of a JSON body, after decompression: 500 operations of 8 kB.
const JSON_MAX: usize = 4 * 1024 * 1024;

/// A JSON body.
pub(super) struct Json<T>(pub(super) T);

impl<T: DeserializeOwned, S: Sync> FromRequest<S> for Json<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, _: &S) -> Result<Self, Refusal> {
        let content_type = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok());
        let essence = content_type
            .and_then(|value| value.split(';').next())
            .unwrap_or_default();
        if !essence.trim().eq_ignore_ascii_case("application/json") {
            return Err(ProblemKind::UnsupportedMedia.into());
        }
        let bytes = read(request.into_body()).await?;
        serde_json::from_slice(&bytes).map(Self).map_err(|error| {
            // serde's own words may repeat what was sent, which may be personal.
            let detail = format!(
                "{:?} error at line {}, column {}",
                error.classify(),
                error.line(),
                error.column()
            );
            Problem::from(ProblemKind::Malformed).detail(detail).into()
        })
    }
}

async fn read(body: Body) -> Result<Vec<u8>, Refusal> {
    let mut frames = body.into_data_stream();
    let mut bytes = Vec::new();
    while let Some(frame) = frames.next().await {
        let frame = frame.map_err(|_| Problem::from(ProblemKind::Malformed).detail("the body broke off"))?;
        if bytes.len() + frame.len() > JSON_MAX {
            return Err(Problem::from(ProblemKind::TooLarge)
                .detail(format!("at most {JSON_MAX} bytes"))
                .into());
        }
        bytes.extend_from_slice(&frame);
    }
    Ok(bytes)
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        let headers = [(header::CACHE_CONTROL, "no-store")];
        (headers, axum::Json(self.0)).into_response()
    }
}
