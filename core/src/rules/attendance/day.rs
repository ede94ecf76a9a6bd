//! What became of each shift of a day. A county's month is half a million shifts: nothing here is allocated.

use std::ops::Deref;

use borsh::{BorshDeserialize, BorshSerialize};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::taps::{Tapped, by_shift, minute_of_day};
use crate::model::{Doubt, Half, HalfDay, LeaveSpan, MinuteOfDay, Mode, Shift, Timestamp};
use crate::rules::calendar::{Calendar, DayKind};
use crate::rules::policy::{AttendancePolicy, EvidencePolicy, SHIFTS_MAX};
use crate::rules::score::{Corrected, Tap};

/// What is known of a person that can touch a day. More than that does no harm, and the order does not matter.
#[derive(Clone, Copy, Debug, Default)]
pub struct DayFacts<'a> {
    /// Their taps.
    pub taps: &'a [Tap],
    /// Their granted requests for missing taps.
    pub corrected: &'a [Corrected],
    /// Their granted leaves.
    pub leaves: &'a [LeaveSpan],
    /// Doubts about their taps.
    pub doubts: &'a [&'a Doubt],
}

/// What a day is held against.
#[derive(Clone, Copy, Debug)]
pub struct DayRules<'a> {
    /// The day.
    pub day: NaiveDate,
    /// What it is by the calendar.
    pub kind: DayKind,
    /// Its shifts, see [`shifts_on`](super::shifts_on); those past [`SHIFTS_MAX`] are not looked at.
    pub shifts: &'a [Shift],
    /// The policy that holds on it.
    pub policy: &'a AttendancePolicy,
    /// What a doubt means on it.
    pub evidence: Option<&'a EvidencePolicy>,
    /// The county's calendar.
    pub calendar: &'a Calendar,
    /// The point in time from which it is looked at.
    pub as_of: Timestamp,
}

/// What became of one shift.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShiftResult {
    /// Which shift of the day, from 0.
    pub shift: u8,
    /// What became of it.
    pub standing: ShiftStanding,
    /// The first tap that fell to it, whatever it was worth.
    pub first_tap: Option<Tap>,
    /// The last one.
    pub last_tap: Option<Tap>,
}

/// What can become of a shift.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[derive(BorshSerialize, BorshDeserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "standing", rename_all = "snake_case")]
pub enum ShiftStanding {
    /// Not a working day.
    NotDue,
    /// Nobody can say whether it was one, and nothing was tapped that counts.
    Unpublished,
    /// Nothing yet; what was done without signal may still arrive.
    Pending,
    /// Attended at the workplace.
    OnDuty {
        /// Minutes by which they came late, beyond grace; 0 if in time.
        late_minutes: u16,
        /// Minutes by which they left early, beyond grace; 0 if not, or not known yet.
        early_minutes: u16,
    },
    /// Tapped where the fix allows both, or with a doubt that nobody has looked at: it costs nothing and earns nothing.
    Uncertain,
    /// Covered by another mode.
    Away {
        /// By which.
        mode: Mode,
    },
    /// Covered by leave.
    Leave,
    /// Counts by a granted request.
    Corrected {
        /// As what.
        mode: Mode,
    },
    /// Nothing that counts, and nothing that can still arrive.
    Absent,
}

/// What became of the shifts of a day, in their order; a slice that needs no heap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShiftResults {
    results: [ShiftResult; SHIFTS_MAX],
    count: usize,
}

impl Deref for ShiftResults {
    type Target = [ShiftResult];

    fn deref(&self) -> &[ShiftResult] {
        self.results.get(..self.count).unwrap_or_default()
    }
}

/// What became of each shift of a day.
///
/// Times are minutes, as clocks show them: 08:40:59 is 08:40. A tap counts for one shift only, from `opens_minutes` before
/// it until `closes_minutes` after it; where two are open, for the one whose edge is nearer. Leave goes before a granted
/// request, that before taps. Taps at the workplace go before those in other modes; these then explain lateness if
/// they were made before the first, and leaving early if they were made after the last. In another mode a shift is covered
/// by what was tapped before it was over, never from behind: for what lies behind there are requests.
#[must_use]
pub fn shifts_of_day(facts: DayFacts<'_>, rules: DayRules<'_>) -> ShiftResults {
    let mut results = [ShiftResult {
        shift: 0,
        standing: ShiftStanding::NotDue,
        first_tap: None,
        last_tap: None,
    }; SHIFTS_MAX];
    let times = Times::new(&rules);
    let tapped = by_shift(facts, &rules, times.from);
    let mut count = 0;
    for (((index, shift), result), tapped) in (0..).zip(rules.shifts).zip(&mut results).zip(&tapped) {
        *result = ShiftResult {
            shift: index,
            standing: standing(index, shift, tapped, facts, &rules, times),
            first_tap: tapped.all.map(|taps| taps.first),
            last_tap: tapped.all.map(|taps| taps.last),
        };
        count += 1;
    }
    ShiftResults { results, count }
}

/// What of a day is the same for all its shifts.
#[derive(Clone, Copy)]
struct Times {
    /// When it begins.
    from: Timestamp,
    /// Whether what was done on it without signal has had its time to arrive.
    arrived: bool,
}

impl Times {
    fn new(rules: &DayRules<'_>) -> Self {
        let from = rules.calendar.at(rules.day, 0);
        let hours = rules.policy.points.map_or(0, |points| points.arrival_hours);
        Self {
            from,
            arrived: rules.as_of >= from.plus((24 + i64::from(hours)) * 3_600_000),
        }
    }
}

fn standing(
    index: u8,
    shift: &Shift,
    tapped: &Tapped,
    facts: DayFacts<'_>,
    rules: &DayRules<'_>,
    times: Times,
) -> ShiftStanding {
    let working = rules.kind.is_working();
    if working == Some(false) {
        return ShiftStanding::NotDue;
    }
    let leave = leave(shift, facts.leaves, rules.day);
    if leave == OnLeave::Whole {
        return ShiftStanding::Leave;
    }
    let corrected = facts
        .corrected
        .iter()
        .filter(|corrected| corrected.day == rules.day && corrected.shift == index)
        .map(|corrected| corrected.mode)
        .min();
    if let Some(mode) = corrected {
        return ShiftStanding::Corrected { mode };
    }
    if tapped.counts {
        let due = working.is_some() && leave == OnLeave::No;
        let (late_minutes, early_minutes) = if due {
            missed(shift, tapped, rules, times)
        } else {
            (0, 0)
        };
        return ShiftStanding::OnDuty {
            late_minutes,
            early_minutes,
        };
    }
    if let Some(mode) = tapped.mode() {
        return ShiftStanding::Away { mode };
    }
    if tapped.duty.is_some() || tapped.waits {
        return ShiftStanding::Uncertain;
    }
    match working {
        None => ShiftStanding::Unpublished,
        Some(_) if times.arrived => ShiftStanding::Absent,
        Some(_) => ShiftStanding::Pending,
    }
}

/// Minutes late and early of a shift that was attended. A tap that may lie inside costs nothing either, so it answers for
/// its time as one inside does.
fn missed(shift: &Shift, tapped: &Tapped, rules: &DayRules<'_>, times: Times) -> (u16, u16) {
    let Some(duty) = tapped.duty else {
        return (0, 0);
    };
    let (Some(came), Some(left)) = (
        minute_of_day(duty.first.at, times.from),
        minute_of_day(duty.last.at, times.from),
    ) else {
        return (0, 0);
    };
    let grace = rules.policy.grace_minutes;
    let beyond_grace = |minutes: u16| if minutes > grace { minutes } else { 0 };
    let away_before = tapped.away.is_some_and(|away| away.first.at <= duty.first.at);
    let away_after = tapped.away.is_some_and(|away| away.last.at >= duty.last.at);
    let late = if away_before {
        0
    } else {
        beyond_grace(came.saturating_sub(shift.starts.0))
    };
    let early = if away_after || !rules.policy.check_out || !times.arrived {
        0
    } else {
        beyond_grace(shift.ends.0.saturating_sub(left.max(shift.starts.0)))
    };
    (late, early)
}

/// How much of a shift is leave.
#[derive(Clone, Copy, PartialEq, Eq)]
enum OnLeave {
    No,
    Part,
    Whole,
}

/// How much of a shift is leave: it has a morning if it begins before noon, an afternoon if it ends after noon.
fn leave(shift: &Shift, leaves: &[LeaveSpan], day: NaiveDate) -> OnLeave {
    let covered = |half| leaves.iter().any(|leave| leave.contains(HalfDay { day, half }));
    let morning = (shift.starts < MinuteOfDay::NOON).then(|| covered(Half::Morning));
    let afternoon = (shift.ends > MinuteOfDay::NOON).then(|| covered(Half::Afternoon));
    match (morning, afternoon) {
        (Some(true), None | Some(true)) | (None, Some(true)) => OnLeave::Whole,
        (Some(true), Some(false)) | (Some(false), Some(true)) => OnLeave::Part,
        _ => OnLeave::No,
    }
}

#[cfg(test)]
mod tests;
