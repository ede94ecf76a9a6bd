//! Who calls.

use axum::extract::{FromRef, FromRequestParts};
use axum::http::header;
use axum::http::request::Parts;
use jishi_core::protocol::ProblemKind;

use super::problem::Refusal;
use crate::service::{Caller, Service};

/// The caller, by `Authorization: Bearer` (RFC 6750).
pub(super) struct Authenticated(pub(super) Caller);

impl<S: Send + Sync> FromRequestParts<S> for Authenticated
where
    Service: FromRef<S>,
{
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let header = parts
            .headers
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok());
        let (scheme, token) = header
            .and_then(|value| value.split_once(' '))
            .ok_or(ProblemKind::Unauthorised)?;
        if !scheme.eq_ignore_ascii_case("bearer") {
            return Err(ProblemKind::Unauthorised.into());
        }
        Ok(Self(Service::from_ref(state).authenticate(token.trim()).await?))
    }
}
