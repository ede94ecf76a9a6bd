//! Time.

use crate::model::Timestamp;

/// The clocks of a host. All of the engine's time comes through here, so that tests can set it.
pub trait Clock {
    /// The wall clock.
    fn now(&self) -> Timestamp;

    /// Milliseconds on a clock that nobody can set.
    fn monotonic_ms(&self) -> u64;

    /// Names the span in which `monotonic_ms` runs on.
    fn boot(&self) -> String;

    /// Waits.
    fn sleep(&self, millis: u64) -> impl Future<Output = ()>;
}
