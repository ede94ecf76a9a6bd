//! Logs: what was written, and working days without.

use chrono::NaiveDate;

use super::{Booking, ByDay, Facts, Log, Period};
use crate::model::{Doubt, Evidence, Half, HalfDay, Mode, Points, Rule, Standing};
use crate::rules::calendar::Calendar;
use crate::rules::policy::{EvidencePolicy, Policy, Trust};

pub(super) struct Days<'a> {
    logs: ByDay<Log>,
    facts: &'a Facts,
}

impl<'a> Days<'a> {
    pub(super) fn new(facts: &'a Facts, calendar: &Calendar, period: Period) -> Self {
        Self {
            logs: ByDay::new(&facts.logs, calendar, period, |log| log.at, |log| log.id),
            facts,
        }
    }

    pub(super) fn book(&mut self, booking: &mut Booking<'_>, doubts: &[&Doubt]) {
        let day = self.logs.take(booking);
        let Some(points) = booking.policy.logs.points else {
            return;
        };
        let evidence = booking.policy.evidence.as_ref();
        let trust = |log: &Log| trust(evidence, log, doubts.iter().copied());
        let written = day.iter().filter(|log| trust(log) == Trust::Counts);
        for (index, log) in written.enumerate() {
            let standing = if index < usize::from(points.per_day) {
                Standing::Counted
            } else {
                Standing::OverCap
            };
            let evidence = Evidence::Moment { id: log.id.0 };
            booking.add(Rule::LogWritten, evidence, points.written, standing);
        }
        if day.iter().all(|log| trust(log) == Trust::Not)
            && points.missed != Points::ZERO
            && booking.kind.is_working() == Some(true)
            && booking.arrived(points.arrival_hours)
            && !is_exempt(self.facts, booking.day)
        {
            booking.add(Rule::LogMissed, Evidence::Day, points.missed, Standing::Counted);
        }
    }
}

/// Whether a day under `policy` asks for a log that is not written, or was said not to count: a working day, not all of it
/// leave, and without a granted request for a tap in another mode than on duty: such a tap would have put its reason into
/// the log.
#[must_use]
pub fn log_is_due(facts: &Facts, policy: &Policy, calendar: &Calendar, day: NaiveDate) -> bool {
    let is_written = |log: &Log| {
        calendar.day(log.at) == day && trust(policy.evidence.as_ref(), log, &facts.doubts) != Trust::Not
    };
    calendar.kind(day).is_working() == Some(true)
        && !facts.logs.iter().any(is_written)
        && !is_exempt(facts, day)
}

fn trust<'a>(
    evidence: Option<&EvidencePolicy>,
    log: &Log,
    doubts: impl IntoIterator<Item = &'a Doubt>,
) -> Trust {
    evidence.map_or(Trust::Counts, |policy| policy.trust_in(log.id.0, doubts))
}

/// Whether both halves of a day are leave, or a request tells where the person was.
fn is_exempt(facts: &Facts, day: NaiveDate) -> bool {
    let on_leave = [Half::Morning, Half::Afternoon].iter().all(|&half| {
        facts
            .leaves
            .iter()
            .any(|leave| leave.contains(HalfDay { day, half }))
    });
    on_leave
        || facts
            .corrected
            .iter()
            .any(|corrected| corrected.day == day && corrected.mode != Mode::OnDuty)
}
