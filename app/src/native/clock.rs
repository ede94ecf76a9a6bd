//! The clocks of a machine with threads.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use jishi_core::{model::Timestamp, ports::Clock};

pub struct SystemClock {
    began: Instant,
    boot: String,
}

impl SystemClock {
    pub fn new() -> Self {
        // Linux and Android name each start of the machine; elsewhere the process is the span.
        let boot = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").map_or_else(
            |_| format!("process-{}-{}", std::process::id(), wall().0),
            |id| id.trim().to_owned(),
        );
        Self {
            began: Instant::now(),
            boot: format!("{boot}-{}", std::process::id()),
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the clock that all others ask")]
fn wall() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Timestamp(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        wall()
    }

    fn monotonic_ms(&self) -> u64 {
        u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    fn boot(&self) -> String {
        self.boot.clone()
    }

    fn sleep(&self, millis: u64) -> impl Future<Output = ()> {
        tokio::time::sleep(Duration::from_millis(millis))
    }
}
