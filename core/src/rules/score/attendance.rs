//! Shifts: attended, covered, late, left early, missed.

use super::{Booking, ByDay, Facts, Period, Tap};
use crate::model::{Doubt, Evidence, Mode, Points, Rule, Standing};
use crate::rules::attendance::{DayFacts, DayRules, ShiftStanding, shifts_of_day, shifts_on};
use crate::rules::calendar::Calendar;

pub(super) struct Days<'a> {
    taps: ByDay<Tap>,
    facts: &'a Facts,
}

impl<'a> Days<'a> {
    pub(super) fn new(facts: &'a Facts, calendar: &Calendar, period: Period) -> Self {
        Self {
            taps: ByDay::new(&facts.taps, calendar, period, |tap| tap.at, |tap| tap.id),
            facts,
        }
    }

    pub(super) fn book(&mut self, booking: &mut Booking<'_>, doubts: &[&Doubt]) {
        let taps = self.taps.take(booking);
        let Some(policy) = &booking.policy.attendance else {
            return;
        };
        let Some(points) = policy.points else {
            return;
        };
        let facts = DayFacts {
            taps,
            corrected: &self.facts.corrected,
            leaves: &self.facts.leaves,
            doubts,
        };
        let rules = DayRules {
            day: booking.day,
            kind: booking.kind,
            shifts: shifts_on(&self.facts.hours, policy, booking.day),
            policy,
            evidence: booking.policy.evidence.as_ref(),
            calendar: booking.rules.calendar,
            as_of: booking.rules.as_of,
        };
        let published = booking.kind.is_working().is_some();
        for result in shifts_of_day(facts, rules).iter() {
            let mut add = |rule, worth: Points| {
                let evidence = Evidence::Shift { shift: result.shift };
                booking.add(rule, evidence, worth, Standing::Counted);
            };
            match result.standing {
                ShiftStanding::OnDuty {
                    late_minutes,
                    early_minutes,
                } => {
                    add(Rule::OnDuty, points.on_duty);
                    if late_minutes > 0 && published {
                        add(Rule::Late, points.late);
                    }
                    if early_minutes > 0 && published {
                        add(Rule::Early, points.early);
                    }
                }
                ShiftStanding::Away { .. } => add(Rule::Away, points.away),
                ShiftStanding::Corrected { mode: Mode::OnDuty } => add(Rule::OnDuty, points.on_duty),
                ShiftStanding::Corrected { .. } => add(Rule::Away, points.away),
                ShiftStanding::Absent => add(Rule::Absent, points.absent),
                ShiftStanding::NotDue
                | ShiftStanding::Unpublished
                | ShiftStanding::Pending
                | ShiftStanding::Uncertain
                | ShiftStanding::Leave => {}
            }
        }
    }
}
