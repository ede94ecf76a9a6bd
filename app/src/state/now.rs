//! Time as the interface needs it: to say how long ago something was, and to wait.

use dioxus::prelude::*;
use jishi_core::model::Timestamp;

/// Reads the wall clock. Given by context, so that tests and screenshots have a fixed one.
#[derive(Clone, Copy)]
pub struct Clock(pub fn() -> Timestamp);

impl Default for Clock {
    fn default() -> Self {
        Self(system_time)
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place where the interface reads the wall clock")]
fn system_time() -> Timestamp {
    Timestamp(chrono::Utc::now().timestamp_millis())
}

const TICK_MS: u32 = 30_000;

#[derive(Clone, Copy)]
struct Now(Signal<Timestamp>);

/// Keeps the time of the page; "3 minutes ago" moves on without being asked.
pub(crate) fn provide_now() {
    let clock = try_consume_context::<Clock>().unwrap_or_default();
    let now = use_context_provider(|| Now(Signal::new(clock.0())));
    use_future(move || async move {
        let mut now = now.0;
        loop {
            sleep(TICK_MS).await;
            now.set(clock.0());
        }
    });
}

/// The time, half a minute old at most.
#[must_use]
pub fn use_now() -> Timestamp {
    let now = use_context::<Now>().0;
    now()
}

/// Waits.
pub async fn sleep(millis: u32) {
    #[cfg(target_arch = "wasm32")]
    gloo_timers::future::TimeoutFuture::new(millis).await;
    #[cfg(not(target_arch = "wasm32"))]
    tokio::time::sleep(std::time::Duration::from_millis(millis.into())).await;
}

/// Whether the page is on the screen. A web view tells nothing and is taken to be, as nobody reads behind another window
/// of a phone.
#[must_use]
pub fn is_visible() -> bool {
    #[cfg(target_arch = "wasm32")]
    return web_sys::window()
        .and_then(|window| window.document())
        .is_none_or(|document| !document.hidden());
    #[cfg(not(target_arch = "wasm32"))]
    true
}
