//! A few honest counters, as Prometheus reads them (text format 0.0.4).

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use jishi_core::protocol::Outcome;

/// Method, route template and status.
type Key = (String, String, u16);

/// Counters of this process since it started.
#[derive(Default)]
pub(crate) struct Metrics {
    requests: Mutex<BTreeMap<Key, (u64, Duration)>>,
    accepted: AtomicU64,
    duplicate: AtomicU64,
    refused: AtomicU64,
}

impl Metrics {
    pub(crate) fn count_request(&self, method: &str, route: &str, status: u16, took: Duration) {
        let mut requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = requests.entry((method.into(), route.into(), status)).or_default();
        entry.0 += 1;
        entry.1 += took;
    }

    pub(crate) fn count_outcomes(&self, outcomes: &[Outcome]) {
        for outcome in outcomes {
            let counter = match outcome {
                Outcome::Accepted { .. } => &self.accepted,
                Outcome::Duplicate { .. } => &self.duplicate,
                Outcome::Refused { .. } => &self.refused,
            };
            counter.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// The counters as text; `queued` is the writer's queue at this moment.
    pub(crate) fn text(&self, queued: usize) -> Result<String, std::fmt::Error> {
        let mut text = String::new();
        let requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        writeln!(
            text,
            "# HELP jishi_requests_total Requests answered.\n# TYPE jishi_requests_total counter"
        )?;
        for ((method, route, status), (count, _)) in requests.iter() {
            let labels = format!(r#"method="{method}",route="{route}",status="{status}""#);
            writeln!(text, "jishi_requests_total{{{labels}}} {count}")?;
        }
        writeln!(
            text,
            "# HELP jishi_request_seconds_total Time until the answer began, summed up."
        )?;
        writeln!(text, "# TYPE jishi_request_seconds_total counter")?;
        for ((method, route, status), (_, took)) in requests.iter() {
            let labels = format!(r#"method="{method}",route="{route}",status="{status}""#);
            writeln!(
                text,
                "jishi_request_seconds_total{{{labels}}} {:.6}",
                took.as_secs_f64()
            )?;
        }
        writeln!(
            text,
            "# HELP jishi_operations_total Operations pushed.\n# TYPE jishi_operations_total counter"
        )?;
        let counters = [
            ("accepted", &self.accepted),
            ("duplicate", &self.duplicate),
            ("refused", &self.refused),
        ];
        for (outcome, counter) in counters {
            let count = counter.load(Ordering::Relaxed);
            writeln!(text, "jishi_operations_total{{outcome=\"{outcome}\"}} {count}")?;
        }
        writeln!(text, "# HELP jishi_writer_queue Writes that wait for their turn.")?;
        writeln!(
            text,
            "# TYPE jishi_writer_queue gauge\njishi_writer_queue {queued}"
        )?;
        Ok(text)
    }
}
