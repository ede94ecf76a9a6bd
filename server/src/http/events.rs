//! `GET /v1/sync/events`.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::State;
use axum::http::{HeaderName, header};
use axum::response::Sse;
use axum::response::sse::{Event, KeepAlive};
use futures_util::{Stream, stream};

use super::Stop;
use super::auth::Authenticated;
use crate::service::{Service, Wakes};

/// Proxies and phones drop connections on which nothing moves for a minute.
const KEEP_ALIVE: Duration = Duration::from_secs(25);
/// A stream ends when its token would; the device comes back with a new one, if it still may.
const LASTS: Duration = Duration::from_secs(600);

/// Says "pull now": at once, and whenever there may be something to pull.
#[utoipa::path(
    get, path = "/v1/sync/events", tag = "sync",
    responses(
        (status = 200, description = "Server-sent events of the name `pull`", content_type = "text/event-stream", body = String),
    )
)]
pub(super) async fn events(
    State(service): State<Service>,
    State(Stop(stop)): State<Stop>,
    _: Authenticated,
) -> (
    [(HeaderName, &'static str); 2],
    Sse<impl Stream<Item = Result<Event, Infallible>>>,
) {
    let mut wakes = service.wakes();
    wakes.mark_changed();
    let ends = tokio::time::Instant::now() + LASTS;
    let events = stream::unfold(
        (wakes, stop),
        move |(mut wakes, mut stop): (Wakes, _)| async move {
            tokio::select! {
                woken = wakes.changed() => woken.ok()?,
                _ = stop.wait_for(|stop| *stop) => return None,
                () = tokio::time::sleep_until(ends) => return None,
            }
            Some((Ok(Event::default().event("pull").data("")), (wakes, stop)))
        },
    );
    let headers = [
        (header::CACHE_CONTROL, "no-store"),
        (HeaderName::from_static("x-accel-buffering"), "no"),
    ];
    (
        headers,
        Sse::new(events).keep_alive(KeepAlive::new().interval(KEEP_ALIVE)),
    )
}
