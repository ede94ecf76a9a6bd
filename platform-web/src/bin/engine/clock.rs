//! The worker's clocks.

use gloo_timers::future::TimeoutFuture;
use jishi_core::{model::Timestamp, ports::Clock};
use wasm_bindgen::JsCast as _;
use web_sys::DedicatedWorkerGlobalScope;

pub struct BrowserClock {
    boot: String,
}

impl BrowserClock {
    /// A browser has no name for the device's start; the worker's own start is a span just as well.
    pub fn new() -> Self {
        let began = js_sys::Date::now();
        Self {
            boot: format!(
                "web-{began}-{:08x}",
                (js_sys::Math::random() * f64::from(u32::MAX)) as u32
            ),
        }
    }
}

impl Clock for BrowserClock {
    fn now(&self) -> Timestamp {
        Timestamp(js_sys::Date::now() as i64)
    }

    fn monotonic_ms(&self) -> u64 {
        let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
        scope
            .performance()
            .map_or(0, |performance| performance.now() as u64)
    }

    fn boot(&self) -> String {
        self.boot.clone()
    }

    fn sleep(&self, millis: u64) -> impl Future<Output = ()> {
        TimeoutFuture::new(u32::try_from(millis).unwrap_or(u32::MAX).min(i32::MAX as u32))
    }
}
