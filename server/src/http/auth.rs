//! Who calls, and how often they do.

use axum::extract::{FromRef, FromRequestParts, MatchedPath};
use axum::http::header;
use axum::http::request::Parts;
use jishi_core::protocol::ProblemKind;

use super::problem::Refusal;
use crate::service::{Caller, Service, Traffic};

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
        let service = Service::from_ref(state);
        let caller = service.authenticate(token.trim()).await?;
        let route = parts
            .extensions
            .get::<MatchedPath>()
            .map_or("", MatchedPath::as_str);
        service.limit_calls(caller.device.id, traffic(route))?;
        Ok(Self(caller))
    }
}

fn traffic(route: &str) -> Traffic {
    let under = |path: &str| route.starts_with(path);
    if under("/v1/sync") {
        Traffic::Sync
    } else if under("/v1/uploads") {
        Traffic::Uploads
    } else if under("/v1/media") {
        Traffic::Media
    } else {
        // Whatever comes to be asked has the narrowest pace until it is given one of its own.
        Traffic::Looks
    }
}
