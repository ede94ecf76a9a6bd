//! One log line and one count per request. Route templates, never paths: ids are personal data.

use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::Response;

use crate::service::Service;

pub(super) async fn observe(State(service): State<Service>, request: Request, next: Next) -> Response {
    let began = Instant::now();
    // A client may invent methods; counting each would let it fill the memory.
    let method = match request.method().as_str() {
        known @ ("GET" | "HEAD" | "POST" | "PATCH" | "DELETE" | "OPTIONS" | "PUT") => known.to_owned(),
        _ => "other".to_owned(),
    };
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or("(static)", MatchedPath::as_str)
        .to_owned();
    let response = next.run(request).await;
    let (status, took) = (response.status().as_u16(), began.elapsed());
    service.metrics().count_request(&method, &route, status, took);
    let ms = took.as_micros() as f64 / 1000.0;
    if status >= 500 {
        tracing::error!(method, route, status, ms, "request");
    } else {
        tracing::info!(method, route, status, ms, "request");
    }
    response
}
