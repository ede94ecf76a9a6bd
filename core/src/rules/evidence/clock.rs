//! When something was done, as far as the evidence supports it.

use crate::model::{ClockEvidence, Timestamp};

/// By how much a clock may seem off because a push takes its time: below that it is taken to be as it was.
const UNDER_WAY_MS: i64 = 60_000;

/// When it was done: what the wall clock said, less what it was off by when the server was last heard, held between what
/// the clock that nobody can set proves. It was done no earlier than the server was heard, and no earlier than that clock
/// has counted since; no later than it was received, and no later than that clock has counted between it and the `sent`
/// evidence of the push that brought it. Between these the wall clock is believed: the other one may stand still while a
/// phone sleeps, so that it counts too little but never too much. A phone that was started anew and has not heard the server
/// since may have had its clock set meanwhile: what it is off by when it sends then goes before what it was.
#[must_use]
pub fn done_at(clock: &ClockEvidence, sent: Option<&ClockEvidence>, received: Timestamp) -> Timestamp {
    let sent = sent.filter(|sent| sent.boot == clock.boot);
    let was_off = clock.heard.map_or(0, |heard| heard.wall.since(heard.server));
    let is_off = sent
        .filter(|_| clock.anchor.is_none())
        .map(|sent| sent.wall.since(received))
        .filter(|is_off| is_off.saturating_sub(was_off).saturating_abs() > UNDER_WAY_MS);
    let off = is_off.unwrap_or(was_off);
    let heard = clock.heard.map(|heard| heard.server);
    let counted = clock.anchor.and_then(|anchor| {
        let passed = clock.monotonic_ms.checked_sub(anchor.monotonic_ms)?;
        Some(anchor.server.plus(i64::try_from(passed).ok()?))
    });
    let since = sent.and_then(|sent| {
        let passed = sent.monotonic_ms.checked_sub(clock.monotonic_ms)?;
        Some(received.plus(-i64::try_from(passed).ok()?))
    });
    let least = [heard, counted].into_iter().flatten().max();
    let most = since.map_or(received, |since| since.min(received));
    let said = clock.wall.plus(off.saturating_neg());
    least.map_or(said, |least| said.max(least)).min(most)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::{Heard, ServerAnchor};

    const MINUTE: i64 = 60_000;
    const HOUR: i64 = 60 * MINUTE;
    const DAY: i64 = 24 * HOUR;
    /// What the time really is when the phone hears the server.
    const TRULY: i64 = 1_772_413_200_000;

    /// A phone whose clock is `off`, that heard the server at [`TRULY`] and did something `later`, having slept for `asleep`
    /// of it; `set` is by how much its clock was changed in between.
    fn phone(off: i64, set: i64, later: i64, asleep: i64) -> ClockEvidence {
        let counted = u64::try_from(later - asleep).unwrap();
        ClockEvidence {
            wall: Timestamp(TRULY + off + set + later),
            monotonic_ms: 5_000 + counted,
            boot: "one start".into(),
            anchor: Some(ServerAnchor {
                server: Timestamp(TRULY),
                monotonic_ms: 5_000,
            }),
            heard: Some(Heard {
                server: Timestamp(TRULY),
                wall: Timestamp(TRULY + off),
            }),
        }
    }

    const fn at(later: i64) -> Timestamp {
        Timestamp(TRULY + later)
    }

    #[test]
    fn a_clock_that_is_wrong_all_the_time_makes_no_difference() {
        for off in [-3_650 * DAY, -DAY, -15 * MINUTE, 0, 7 * MINUTE, DAY, 3_650 * DAY] {
            for asleep in [0, HOUR, 30 * HOUR] {
                let evidence = phone(off, 0, 31 * HOUR, asleep);
                assert_eq!(
                    done_at(&evidence, None, at(40 * HOUR)),
                    at(31 * HOUR),
                    "{off} {asleep}"
                );
            }
        }
    }

    #[test]
    fn a_clock_set_back_gains_nothing_but_what_the_phone_slept() {
        for set in [-10 * MINUTE, -DAY, -3_650 * DAY] {
            let evidence = phone(0, set, 5 * HOUR, 0);
            assert_eq!(done_at(&evidence, None, at(6 * HOUR)), at(5 * HOUR), "{set}");
        }
    }

    #[test]
    fn a_clock_set_ahead_and_back_is_found_by_the_push() {
        let ahead = phone(0, 3 * HOUR, HOUR, 0);
        let sent = phone(0, 0, 2 * HOUR, 0);
        assert_eq!(done_at(&ahead, Some(&sent), at(2 * HOUR)), at(HOUR));
        // Another start of the phone counts from another beginning.
        let elsewhere = ClockEvidence {
            boot: "another start".into(),
            ..sent
        };
        assert_eq!(done_at(&ahead, Some(&elsewhere), at(2 * HOUR)), at(2 * HOUR));
    }

    #[test]
    fn a_phone_that_was_started_anew_is_still_held_by_what_it_heard() {
        let mut evidence = phone(20 * MINUTE, 0, 3 * HOUR, 0);
        evidence.anchor = None;
        assert_eq!(done_at(&evidence, None, at(4 * HOUR)), at(3 * HOUR));
        evidence.wall = Timestamp(0);
        assert_eq!(
            done_at(&evidence, None, at(4 * HOUR)),
            at(0),
            "not before the server was heard"
        );
    }

    #[test]
    fn a_clock_set_before_the_phone_was_started_anew_is_found_by_the_push() {
        for set in [-3_650 * DAY, -DAY, -11 * MINUTE, 2 * DAY] {
            let anew = |later| ClockEvidence {
                anchor: None,
                ..phone(0, set, later, 0)
            };
            let (evidence, sent) = (anew(3 * HOUR), anew(5 * HOUR));
            assert_eq!(
                done_at(&evidence, Some(&sent), at(5 * HOUR)),
                at(3 * HOUR),
                "{set}"
            );
            // What a push takes is nothing that the clock is off by.
            let honest = ClockEvidence {
                anchor: None,
                ..phone(0, 0, 3 * HOUR, 0)
            };
            let slow = phone(0, 0, 5 * HOUR, 0);
            assert_eq!(done_at(&honest, Some(&slow), at(5 * HOUR + 40_000)), at(3 * HOUR));
        }
    }

    #[test]
    fn without_the_server_the_wall_clock_counts_but_not_beyond_the_receipt() {
        let never = |wall| ClockEvidence {
            anchor: None,
            heard: None,
            wall: Timestamp(wall),
            ..phone(0, 0, 0, 0)
        };
        assert_eq!(done_at(&never(5_000), None, Timestamp(60_000)), Timestamp(5_000));
        assert_eq!(
            done_at(&never(90_000), None, Timestamp(60_000)),
            Timestamp(60_000)
        );
    }

    #[test]
    fn times_at_the_ends_of_their_range_are_held_like_any_other() {
        let ends = [i64::MIN, -1, 0, i64::MAX];
        for (wall, server) in ends
            .into_iter()
            .flat_map(|wall| ends.map(|server| (wall, server)))
        {
            for monotonic_ms in [0, 5_000, u64::MAX] {
                let evidence = ClockEvidence {
                    wall: Timestamp(wall),
                    monotonic_ms,
                    heard: Some(Heard {
                        server: Timestamp(server),
                        wall: Timestamp(wall),
                    }),
                    ..phone(0, 0, 0, 0)
                };
                let unheard = ClockEvidence {
                    anchor: None,
                    ..evidence.clone()
                };
                for sent in [None, Some(&phone(0, 0, 0, 0)), Some(&evidence)] {
                    for done in [&evidence, &unheard] {
                        assert!(
                            done_at(done, sent, at(HOUR)) <= at(HOUR),
                            "{wall} {server} {monotonic_ms}"
                        );
                    }
                }
            }
        }
    }

    proptest! {
        /// Whatever is done to the clock: never after the receipt, never before what the other clock has counted.
        #[test]
        fn evidence_holds_the_clock(
            off in -5_000 * DAY..5_000 * DAY, set in -5_000 * DAY..5_000 * DAY,
            later in 0..10 * DAY, slept in 0.0..=1.0, until in 0..DAY,
        ) {
            #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "any share will do")]
            let asleep = (later as f64 * slept) as i64;
            let evidence = phone(off, set, later, asleep);
            let received = at(later + until);
            let found = done_at(&evidence, None, received);
            prop_assert!(found <= received);
            prop_assert!(found >= at(later - asleep));
            let sent = phone(off, 0, later + until, asleep);
            let held = done_at(&evidence, Some(&sent), received);
            prop_assert!(held <= found.min(at(later)));
            prop_assert!(held >= at(later - asleep));
            if set == 0 {
                prop_assert_eq!(held, at(later));
            }
        }
    }
}
