//! Path and query parameters, refused in the same form as everything else.

use axum::extract::{FromRequestParts, Path, Query};
use axum::http::request::Parts;
use jishi_core::protocol::{Problem, ProblemKind};
use serde::de::DeserializeOwned;

use super::problem::Refusal;

/// The one parameter in a path. One that cannot be read names nothing: 404.
pub(super) struct InPath<T>(pub(super) T);

impl<T: std::str::FromStr, S: Send + Sync> FromRequestParts<S> for InPath<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let path = Path::<String>::from_request_parts(parts, state).await;
        let value = path.ok().and_then(|Path(text)| text.parse().ok());
        value.map(Self).ok_or_else(|| ProblemKind::NotFound.into())
    }
}

/// The query string.
pub(super) struct InQuery<T>(pub(super) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for InQuery<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let query = Query::<T>::from_request_parts(parts, state).await;
        let malformed = |_| Problem::from(ProblemKind::Malformed).detail("the query cannot be read");
        Ok(Self(query.map_err(malformed)?.0))
    }
}
