//! When something was done, as far as the evidence supports it.

use crate::model::{ClockEvidence, Timestamp};

/// When it was done. A device that has heard the server since its start counts from that on a clock that nobody can set;
/// else its wall clock is taken. Nothing is done after it was received.
#[must_use]
pub fn done_at(clock: &ClockEvidence, received: Timestamp) -> Timestamp {
    let told = clock.anchor.and_then(|anchor| {
        let passed = clock.monotonic_ms.checked_sub(anchor.monotonic_ms)?;
        Some(anchor.server.plus(i64::try_from(passed).ok()?))
    });
    told.unwrap_or(clock.wall).min(received)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ServerAnchor;

    fn clock(wall: i64, monotonic_ms: u64, anchor: Option<(i64, u64)>) -> ClockEvidence {
        ClockEvidence {
            wall: Timestamp(wall),
            monotonic_ms,
            boot: "one start".into(),
            anchor: anchor.map(|(server, monotonic_ms)| ServerAnchor {
                server: Timestamp(server),
                monotonic_ms,
            }),
        }
    }

    #[test]
    fn a_wall_clock_set_back_or_forward_makes_no_difference_after_the_server_was_heard() {
        for wall in [0, 1_000, 9_000_000] {
            assert_eq!(
                done_at(&clock(wall, 700, Some((50_000, 200))), Timestamp(60_000)),
                Timestamp(50_500)
            );
        }
    }

    #[test]
    fn without_the_server_the_wall_clock_counts_but_not_beyond_the_receipt() {
        assert_eq!(
            done_at(&clock(5_000, 1, None), Timestamp(60_000)),
            Timestamp(5_000)
        );
        assert_eq!(
            done_at(&clock(90_000, 1, None), Timestamp(60_000)),
            Timestamp(60_000)
        );
        // A monotonic clock that ran backwards is none.
        assert_eq!(
            done_at(&clock(5_000, 1, Some((50_000, 200))), Timestamp(60_000)),
            Timestamp(5_000)
        );
    }
}
