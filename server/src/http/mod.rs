//! How the server is called: routes with their documentation, errors as RFC 9457, limits, headers, logs.

mod auth;
mod body;
mod devices;
mod document;
mod enrol;
mod events;
mod health;
mod looks;
mod media;
mod observe;
mod params;
mod problem;
mod range;
mod sync;
mod token;
mod tus;
mod uploads;
mod web;

use std::path::Path;
use std::time::Duration;

use axum::Router;
use axum::extract::FromRef;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::from_fn;
use tokio::sync::watch;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::decompression::RequestDecompressionLayer;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::TimeoutLayer;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::service::Service;
pub use document::openapi;
pub(crate) use health::MetricsToken;

/// Longest time that a call with a JSON body may take.
const CALL_MAX: Duration = Duration::from_secs(60);

/// What handlers share.
#[derive(Clone)]
pub(crate) struct Shared {
    service: Service,
    stop: Stop,
    metrics: MetricsToken,
}

impl FromRef<Shared> for MetricsToken {
    fn from_ref(shared: &Shared) -> Self {
        shared.metrics.clone()
    }
}

impl FromRef<Shared> for Service {
    fn from_ref(shared: &Shared) -> Self {
        shared.service.clone()
    }
}

impl FromRef<Shared> for Stop {
    fn from_ref(shared: &Shared) -> Self {
        shared.stop.clone()
    }
}

/// Turns true when the server is to stop.
#[derive(Clone)]
pub(crate) struct Stop(pub(crate) watch::Receiver<bool>);

fn documented() -> OpenApiRouter<Shared> {
    let calls = OpenApiRouter::new()
        .routes(routes!(enrol::enrol))
        .routes(routes!(devices::ask, devices::devices))
        .routes(routes!(devices::withdraw))
        .routes(routes!(devices::me))
        .routes(routes!(token::challenge))
        .routes(routes!(token::token))
        .routes(routes!(sync::push))
        .routes(routes!(sync::pull))
        .routes(routes!(looks::unit_day))
        .routes(routes!(looks::person_score))
        .routes(routes!(looks::ranking))
        .routes(routes!(looks::learning_overview))
        .routes(routes!(looks::looked_at))
        .routes(routes!(looks::moment_trace))
        .routes(routes!(looks::moment_place))
        .routes(routes!(looks::result_place))
        .routes(routes!(document::published))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            CALL_MAX,
        ))
        .layer(CompressionLayer::new())
        .layer(RequestDecompressionLayer::new());
    // Files are compressed already, and ranges of a compressed file would be ranges of something else.
    let files = OpenApiRouter::new()
        .routes(routes!(events::events))
        .routes(routes!(uploads::create, uploads::options))
        .routes(routes!(uploads::append, uploads::status, uploads::terminate))
        .routes(routes!(media::media));
    let health = OpenApiRouter::new()
        .routes(routes!(health::healthz))
        .routes(routes!(health::readyz))
        .routes(routes!(health::metrics));
    document::router().merge(calls).merge(files).merge(health)
}

/// The whole server as one router.
pub(crate) fn router(service: Service, stop: Stop, metrics: MetricsToken, web: Option<&Path>) -> Router {
    let shared = Shared {
        service: service.clone(),
        stop,
        metrics,
    };
    let (router, _) = documented().split_for_parts();
    let router = router.with_state(shared);
    let router = match web {
        Some(folder) => router.fallback_service(web::router(folder)),
        None => router.fallback(problem::no_such_path),
    };
    router
        .method_not_allowed_fallback(problem::no_such_method)
        .layer(from_fn(problem::only_problems))
        .layer(CatchPanicLayer::custom(problem::panicked))
        .layer(set(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(axum::middleware::from_fn_with_state(service, observe::observe))
}

fn set(name: HeaderName, value: &'static str) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value))
}

/// Reads lines `name: value` as the headers of an upload and of a range.
#[cfg(fuzzing)]
pub fn fuzz_headers(bytes: &[u8]) {
    use base64::{Engine as _, engine::general_purpose::STANDARD};

    let mut headers = axum::http::HeaderMap::new();
    for line in bytes.split(|byte| *byte == b'\n') {
        let mut parts = line.splitn(2, |byte| *byte == b':');
        let name = parts.next().and_then(|name| HeaderName::from_bytes(name).ok());
        let value = parts.next().and_then(|value| HeaderValue::from_bytes(value).ok());
        if let (Some(name), Some(value)) = (name, value) {
            headers.append(name, value);
        }
    }
    let _ = tus::check_version(&headers);
    for name in [tus::LENGTH, tus::OFFSET] {
        if let Ok(number) = tus::number(&headers, &name) {
            let written = headers.get(&name).and_then(|value| value.to_str().ok());
            let digits = written.map(|written| written.trim_start_matches('0'));
            assert_eq!(digits, Some(number.to_string().trim_start_matches('0')));
        }
    }
    for value in headers.values().filter_map(|value| value.to_str().ok()) {
        if let Ok(Some(digest)) = tus::announced_digest(value) {
            let again = format!("sha256 {}", STANDARD.encode(digest.to_string()));
            assert!(tus::announced_digest(&again).is_ok_and(|again| again == Some(digest)));
        }
        let _ = crate::service::Checksum::read(value);
        for length in [0, 1, 1_000, u64::MAX] {
            if let range::Asked::Part(part) = range::read(Some(value), length) {
                assert!(part.start < part.end && part.end <= length);
            }
        }
    }
}
