//! Requests for a missing tap (补卡).

use chrono::{Datelike as _, Days, NaiveDate};

use super::{ShiftStanding, hours_of, shifts_of, shifts_on};
use crate::model::{Correction, Mode, Record, RecordKind, Timestamp};
use crate::protocol::{Problem, ProblemKind};
use crate::rules::judge::checks::{Reason, own, reason, refuse, unused, when};
use crate::rules::judge::{Effect, Verdict, World};
use crate::rules::policy::{AttendancePolicy, CorrectionPolicy};

/// Asks that a shift without a tap be counted. What is late, early, uncertain or missing can be asked for.
///
/// # Errors
/// - [`Forbidden`](ProblemKind::Forbidden): for somebody else.
/// - [`SwitchedOff`](ProblemKind::SwitchedOff): requests, or this mode.
/// - [`Invalid`](ProblemKind::Invalid): leave as a mode, no reason, no such shift, not a working day, or not begun.
/// - [`TooLate`](ProblemKind::TooLate): more than the policy's days after the day.
/// - [`AlreadyAttended`](ProblemKind::AlreadyAttended): there is nothing to correct.
/// - [`AlreadyAsked`](ProblemKind::AlreadyAsked): a request for the shift waits.
/// - [`MonthlyLimit`](ProblemKind::MonthlyLimit): the month's number is used up.
/// - [`Conflict`](ProblemKind::Conflict): as for a tap.
pub fn ask_correction(world: &impl World, correction: &Correction) -> Verdict {
    own(world, correction.person)?;
    reason(&correction.reason, Reason::Needed)?;
    if !correction.waits() {
        return refuse(
            ProblemKind::Invalid,
            "a new request is neither decided nor withdrawn",
        );
    }
    let policy = world.policies().on(correction.day);
    let Some(attendance) = policy.and_then(|policy| policy.attendance.as_ref()) else {
        return refuse(ProblemKind::SwitchedOff, "attendance is not taken on this day");
    };
    let Some(limits) = attendance.correction else {
        return refuse(ProblemKind::SwitchedOff, "requests for missing taps are off");
    };
    mode(correction.mode, attendance)?;
    in_time(world, correction.day, limits)?;
    to_correct(world, correction, attendance)?;
    within_limit(world, correction, limits)?;
    unused(world, correction.id.0)?;
    Ok(vec![Effect::Put(Record::Correction {
        correction: Correction {
            asked_at: when(world, correction.asked_at),
            ..correction.clone()
        },
    })])
}

fn mode(mode: Mode, policy: &AttendancePolicy) -> Result<(), Problem> {
    if mode == Mode::Leave {
        return refuse(ProblemKind::Invalid, "leave is asked for as leave");
    }
    if mode != Mode::OnDuty && !policy.modes.contains_key(&mode) {
        return refuse(ProblemKind::SwitchedOff, "this mode is not in the policy");
    }
    Ok(())
}

fn in_time(world: &impl World, day: NaiveDate, limits: CorrectionPolicy) -> Result<(), Problem> {
    let today = world.calendar().day(world.done_at());
    if day > today {
        return refuse(ProblemKind::Invalid, "the day lies in the future");
    }
    let known = world.calendar().known_from(day);
    let last = known.checked_add_days(Days::new(limits.within_days.into()));
    if last.is_some_and(|last| today > last) {
        return refuse(ProblemKind::TooLate, "the day is too long ago");
    }
    Ok(())
}

/// That the shift exists, has begun, and lacks something.
fn to_correct(world: &impl World, correction: &Correction, policy: &AttendancePolicy) -> Result<(), Problem> {
    let (actor, now) = (world.actor(), world.done_at());
    let hours = hours_of(actor, |id| world.unit(id));
    let shift = shifts_on(&hours, policy, correction.day).get(usize::from(correction.shift));
    let Some(shift) = shift else {
        return refuse(ProblemKind::Invalid, "the day has no such shift");
    };
    let at = |minute| world.calendar().at(correction.day, minute);
    if now < at(shift.starts.0) {
        return refuse(ProblemKind::Invalid, "the shift has not begun");
    }
    // After its end a missing departure can be asked for at once, not only when it would be booked.
    let as_of = if now < at(shift.ends.0) {
        now
    } else {
        Timestamp(i64::MAX)
    };
    let results = shifts_of(world, actor, correction.day, as_of);
    let result = results
        .as_ref()
        .and_then(|results| results.get(usize::from(correction.shift)));
    match result.map(|result| result.standing) {
        None | Some(ShiftStanding::NotDue) => refuse(ProblemKind::Invalid, "the shift is not a working one"),
        Some(
            ShiftStanding::OnDuty {
                late_minutes: 0,
                early_minutes: 0,
            }
            | ShiftStanding::Away { .. }
            | ShiftStanding::Leave
            | ShiftStanding::Corrected { .. },
        ) => refuse(ProblemKind::AlreadyAttended, "the shift lacks nothing"),
        Some(
            ShiftStanding::OnDuty { .. }
            | ShiftStanding::Uncertain
            | ShiftStanding::Unpublished
            | ShiftStanding::Pending
            | ShiftStanding::Absent,
        ) => Ok(()),
    }
}

/// That nothing waits for the same shift, and the month has a request left. Neither refused nor withdrawn ones are counted.
fn within_limit(
    world: &impl World,
    correction: &Correction,
    limits: CorrectionPolicy,
) -> Result<(), Problem> {
    let first = correction.day.with_day(1).unwrap_or(correction.day);
    let last = first
        .checked_add_months(chrono::Months::new(1))
        .and_then(|next| next.pred_opt())
        .unwrap_or(NaiveDate::MAX);
    let mut count = 0;
    for record in world.records_of(correction.person, RecordKind::Correction, first, last) {
        let Record::Correction { correction: earlier } = record else {
            continue;
        };
        let waits = earlier.waits();
        if waits && earlier.day == correction.day && earlier.shift == correction.shift {
            return refuse(ProblemKind::AlreadyAsked, "a request for this shift waits");
        }
        if waits || earlier.decision.as_ref().is_some_and(|decision| decision.granted) {
            count += 1;
        }
    }
    if count >= usize::from(limits.per_month) {
        return refuse(
            ProblemKind::MonthlyLimit,
            "no more requests for days of this month",
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        Area, CheckIn, CheckInId, CorrectionId, Decision, Half, HalfDay, Leave, LeaveId, LeaveKind,
        LeaveSpan, LeaveState, Person, Rank, Role,
    };
    use crate::rules::judge::testing::{County, date};

    /// Tuesday evening, 2026-03-10, after both shifts.
    fn evening() -> (County, Person) {
        let mut county = County::new();
        let cadre = county.add_person(county.village, Rank::None, Role::Cadre);
        county.acting(&cadre);
        county.clock(date("2026-03-10"), "21:00");
        (county, cadre)
    }

    fn request(county: &County, day: &str, shift: u8) -> Correction {
        Correction {
            id: CorrectionId::new(county.done_at()),
            person: county.actor().id,
            day: date(day),
            shift,
            mode: Mode::OnDuty,
            reason: "手机没电".into(),
            asked_at: county.done_at(),
            decision: None,
            withdrawn_at: None,
        }
    }

    fn tap(county: &mut County, time: &str, mode: Mode) {
        let done_at = county.time(date("2026-03-10"), time);
        let check_in = CheckIn {
            id: CheckInId::new(done_at),
            person: county.actor().id,
            mode,
            reason: String::new(),
            place: None,
            done_at,
        };
        let area = Area::Inside { distance_m: 3.0 };
        county.put(Record::CheckIn { check_in, area });
    }

    #[test]
    fn a_missing_shift_can_be_asked_for_until_the_days_are_over() {
        for (today, expected) in [
            ("2026-03-10", None),
            ("2026-03-13", None),
            ("2026-03-14", Some(ProblemKind::TooLate)),
            ("2026-03-09", Some(ProblemKind::Invalid)),
        ] {
            let (mut county, _) = evening();
            county.clock(date(today), "21:00");
            let request = request(&county, "2026-03-10", 1);
            let refused = ask_correction(&county, &request)
                .err()
                .map(|problem| problem.kind);
            assert_eq!(refused, expected, "{today}");
        }
    }

    #[test]
    fn what_is_attended_or_on_leave_needs_no_request() {
        type Taps = &'static [(&'static str, Mode)];
        let full: Taps = &[("14:20", Mode::OnDuty), ("18:05", Mode::OnDuty)];
        let late: Taps = &[("15:20", Mode::OnDuty), ("18:05", Mode::OnDuty)];
        let no_departure: Taps = &[("14:20", Mode::OnDuty)];
        let meeting: Taps = &[("14:20", Mode::Meeting)];
        for (taps, expected) in [
            (full, Some(ProblemKind::AlreadyAttended)),
            (late, None),
            (no_departure, None),
            (meeting, Some(ProblemKind::AlreadyAttended)),
            (&[], None),
        ] {
            let (mut county, _) = evening();
            for (time, mode) in taps {
                tap(&mut county, time, *mode);
            }
            let request = request(&county, "2026-03-10", 1);
            let refused = ask_correction(&county, &request)
                .err()
                .map(|problem| problem.kind);
            assert_eq!(refused, expected, "{taps:?}");
        }
        let (mut county, cadre) = evening();
        let half_day = HalfDay {
            day: date("2026-03-10"),
            half: Half::Afternoon,
        };
        let leave = Leave {
            id: LeaveId::new(county.done_at()),
            person: cadre.id,
            kind: LeaveKind::Annual,
            span: LeaveSpan {
                from: half_day,
                to: half_day,
            },
            reason: String::new(),
            asked_at: county.done_at(),
            adjoining: 0,
            state: LeaveState::Decided {
                decision: decision(&county, true),
            },
        };
        county.put(Record::Leave { leave });
        let request = request(&county, "2026-03-10", 1);
        assert_eq!(
            county.refuses(|county| ask_correction(county, &request)),
            ProblemKind::AlreadyAttended
        );
    }

    fn decision(county: &County, granted: bool) -> Decision {
        Decision {
            granted,
            by: county.actor().id,
            reason: "情况属实".into(),
            at: county.done_at(),
        }
    }

    #[test]
    fn while_a_shift_lasts_leaving_early_is_not_yet_missing() {
        let (mut county, _) = evening();
        tap(&mut county, "14:20", Mode::OnDuty);
        county.clock(date("2026-03-10"), "16:00");
        let lasting = request(&county, "2026-03-10", 1);
        assert_eq!(
            county.refuses(|county| ask_correction(county, &lasting)),
            ProblemKind::AlreadyAttended
        );
        county.clock(date("2026-03-10"), "14:00");
        let coming = request(&county, "2026-03-10", 1);
        assert_eq!(
            county.refuses(|county| ask_correction(county, &coming)),
            ProblemKind::Invalid
        );
    }

    #[test]
    fn one_request_waits_for_a_shift_and_a_refused_one_does_not_count() {
        let (mut county, _) = evening();
        let first = request(&county, "2026-03-10", 0);
        county.accepts(|county| ask_correction(county, &first));
        let again = request(&county, "2026-03-10", 0);
        assert_eq!(
            county.refuses(|county| ask_correction(county, &again)),
            ProblemKind::AlreadyAsked
        );
        let second = request(&county, "2026-03-10", 1);
        county.accepts(|county| ask_correction(county, &second));
        let third = request(&county, "2026-03-09", 0);
        assert_eq!(
            county.refuses(|county| ask_correction(county, &third)),
            ProblemKind::MonthlyLimit
        );
        let put_decided = |county: &mut County, granted| {
            let correction = Correction {
                decision: Some(decision(county, granted)),
                ..first.clone()
            };
            county.put(Record::Correction { correction });
        };
        put_decided(&mut county, true);
        assert_eq!(
            county.refuses(|county| ask_correction(county, &third)),
            ProblemKind::MonthlyLimit
        );
        put_decided(&mut county, false);
        county.accepts(|county| ask_correction(county, &third));
        assert_eq!(
            county.refuses(|county| ask_correction(county, &again)),
            ProblemKind::MonthlyLimit
        );
    }

    #[test]
    fn requests_that_cannot_be_are_refused() {
        type Change = fn(&mut Correction);
        let table: [(&str, Change, ProblemKind); 8] = [
            (
                "another person",
                |it| it.person.0 = it.id.0,
                ProblemKind::Forbidden,
            ),
            ("no such shift", |it| it.shift = 2, ProblemKind::Invalid),
            ("a Sunday", |it| it.day = date("2026-03-08"), ProblemKind::Invalid),
            ("no reason", |it| it.reason.clear(), ProblemKind::Invalid),
            ("leave", |it| it.mode = Mode::Leave, ProblemKind::Invalid),
            (
                "a mode that is off",
                |it| it.mode = Mode::Out,
                ProblemKind::SwitchedOff,
            ),
            (
                "withdrawn",
                |it| it.withdrawn_at = Some(it.asked_at),
                ProblemKind::Invalid,
            ),
            (
                "decided by oneself",
                |it| {
                    it.decision = Some(Decision {
                        granted: true,
                        by: it.person,
                        reason: String::new(),
                        at: it.asked_at,
                    });
                },
                ProblemKind::Invalid,
            ),
        ];
        for (what, change, expected) in table {
            let (county, _) = evening();
            let mut request = request(&county, "2026-03-10", 0);
            change(&mut request);
            assert_eq!(
                county.refuses(|county| ask_correction(county, &request)),
                expected,
                "{what}"
            );
        }
    }

    #[test]
    fn a_policy_without_requests_takes_none() {
        let (mut county, _) = evening();
        county.policy(|policy| policy.attendance.as_mut().unwrap().correction = None);
        let request = request(&county, "2026-03-10", 0);
        assert_eq!(
            county.refuses(|county| ask_correction(county, &request)),
            ProblemKind::SwitchedOff
        );
    }
}
