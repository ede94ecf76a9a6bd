//! Today at a glance.

use uuid::Uuid;

use crate::{
    engine::{Engine, Fault, PointsToday, ToBeHad, Today, Todo, Waiting},
    model::{MomentId, Points, Rule},
    ports::{Clock, KeyVault},
    rules::{
        attendance::ShiftStanding,
        policy::Policy,
        score::{Ledger, Period, log_is_due},
    },
};

impl<C: Clock, V: KeyVault> Engine<C, V> {
    pub(in crate::engine) fn today(&self) -> Result<Today, Fault> {
        let (me, settings) = (self.directory()?.me.id, self.store.settings()?);
        let (calendar, day, now) = (&settings.calendar, self.day()?, self.now()?);
        let (from, to) = (calendar.at(day, 0), calendar.at(day, 1_440));
        let todo = self.todo()?;
        let policy = settings.policies.on(day).filter(|policy| policy.has_points());
        let points = policy
            .map(|policy| self.points_today(policy, &todo))
            .transpose()?;
        let facts = self.store.facts(Period::day(day), now, &[])?;
        Ok(Today {
            day,
            kind: calendar.kind(day),
            shifts: self.shifts(day)?,
            logs: count(self.store.moments_by(me, from, to)?.len()),
            // Where a day without a log costs nothing, writing one is up to oneself.
            log_due: policy.is_some_and(|policy| log_is_due(&facts, policy, calendar, day)),
            left: self.left(MomentId(Uuid::nil()), None, now)?,
            points,
            waiting: self.waiting(&todo)?,
        })
    }

    fn points_today(&self, policy: &Policy, todo: &Todo) -> Result<PointsToday, Fault> {
        let today = Period::day(self.day()?);
        let ledger = self.ledger(today)?;
        let pending = self.shifts(today.first)?;
        let pending = pending
            .iter()
            .filter(|item| item.seen.standing == ShiftStanding::Pending);
        let to_be_had = to_be_had(policy, &ledger, todo.lessons.len(), pending.count());
        let more: i32 = to_be_had
            .iter()
            .map(|more| more.each.0 * i32::from(more.times))
            .sum();
        Ok(PointsToday {
            total: ledger.total(today),
            within_reach: Points(ledger.total(today).0 + more),
            to_be_had,
            entries: self.entry_items(ledger.entries())?,
        })
    }

    fn waiting(&self, todo: &Todo) -> Result<Waiting, Fault> {
        let (unsent, _) = self.store.outbox_counts()?;
        Ok(Waiting {
            to_decide: count(
                todo.leaves.len() + todo.corrections.len() + todo.appeals.len() + todo.doubts.len(),
            ),
            results: count(todo.results.len()),
            tasks: count(todo.tasks.len()),
            lessons: count(todo.lessons.len()),
            refusals: count(todo.refusals.len()),
            unsent,
        })
    }
}

/// What one can still earn today by doing something oneself.
fn to_be_had(policy: &Policy, ledger: &Ledger, unread: usize, pending: usize) -> Vec<ToBeHad> {
    let had = |rule| {
        ledger
            .entries()
            .iter()
            .filter(|entry| entry.key.rule == rule)
            .count()
    };
    let left = |rule, per_day: u16| usize::from(per_day).saturating_sub(had(rule));
    let logs = policy.logs.points.map(|points| {
        let times = left(Rule::LogWritten, points.per_day);
        (Rule::LogWritten, points.written, times)
    });
    let lessons = policy.learning.and_then(|section| section.points).map(|points| {
        let times = left(Rule::LessonRead, points.per_day).min(unread);
        (Rule::LessonRead, points.read, times)
    });
    let attendance = policy.attendance.as_ref();
    let shifts = attendance
        .and_then(|section| section.points)
        .map(|points| (Rule::OnDuty, points.on_duty, pending));
    [shifts, logs, lessons]
        .into_iter()
        .flatten()
        .filter(|(_, each, times)| *each > Points::ZERO && *times > 0)
        .map(|(rule, each, times)| ToBeHad {
            rule,
            each,
            times: u16::try_from(times).unwrap_or(u16::MAX),
        })
        .collect()
}

fn count(many: usize) -> u32 {
    u32::try_from(many).unwrap_or(u32::MAX)
}
