//! What something would do, before it is done: the judge's effects laid over what is known, scored by the same function that
//! books them.

use uuid::Uuid;

use super::{Deed, Engine, Fault, Left, Preview, ReactionsLeft};
use crate::{
    model::{
        Action, Decision, LeaveState, MomentId, Points, Reaction, ReactionKind, Record, Standing, TaskState,
        Timestamp, Verdict,
    },
    ports::{Clock, KeyVault},
    rules::{
        access::may_give_dislikes,
        judge::{Effect, Given},
        score::{Difference, Gather, Period, Rules, score},
    },
};

/// What is asked for, or delivered, as it will stand when somebody grants or accepts it; nothing where nothing is.
fn granted(effects: &[Effect], now: Timestamp) -> Option<Vec<Effect>> {
    let decision = |person| Decision {
        granted: true,
        by: person,
        reason: String::new(),
        at: now,
    };
    let records = effects.iter().map(|effect| match effect {
        Effect::Put(Record::Leave { leave }) if leave.state == LeaveState::Asked => {
            let mut leave = leave.clone();
            leave.state = LeaveState::Decided {
                decision: decision(leave.person),
            };
            Some(Effect::Put(Record::Leave { leave }))
        }
        Effect::Put(Record::Correction { correction }) if correction.waits() => {
            let mut correction = correction.clone();
            correction.decision = Some(decision(correction.person));
            Some(Effect::Put(Record::Correction { correction }))
        }
        Effect::Put(Record::Appeal { appeal })
            if appeal.decision.is_none() && appeal.withdrawn_at.is_none() =>
        {
            let mut appeal = appeal.clone();
            appeal.decision = Some(decision(appeal.person));
            Some(Effect::Put(Record::Appeal { appeal }))
        }
        Effect::Put(Record::Task { task }) if task.state == TaskState::Delivered => {
            let mut task = task.clone();
            task.state = TaskState::Accepted;
            task.deliveries.last_mut()?.verdict = Some(Verdict {
                accepted: true,
                reason: String::new(),
                at: now,
                by: None,
                again_by: None,
            });
            Some(Effect::Put(Record::Task { task }))
        }
        _ => None,
    });
    let records: Vec<Effect> = records.collect::<Option<_>>()?;
    (!records.is_empty()).then_some(records)
}

impl<C: Clock, V: KeyVault> Engine<C, V> {
    /// What something would do to one's own score.
    pub(super) fn preview(&self, deed: Deed) -> Result<Preview, Fault> {
        let now = self.now()?;
        let (action, _) = self.action(deed, now)?;
        let (effects, refused) = match self.judged(&action, now)? {
            Ok(effects) => (effects, None),
            Err(problem) => (Vec::new(), Some(problem)),
        };
        let granted = granted(&effects, now).map(|granted| self.difference(&granted, now));
        let mut preview = Preview {
            difference: self.difference(&effects, now)?,
            granted: granted.transpose()?,
            refused,
            ..Preview::default()
        };
        if matches!(action, Action::DeleteMoment { .. }) && !effects.is_empty() {
            let booked = self.difference(&effects, self.booked_by(&effects, now)?)?;
            let later = booked.points - preview.difference.points;
            preview.later = (later != Points::ZERO).then_some(later);
        }
        if let Action::React { moment, reaction } = &action {
            // What is refused leaves the reaction that stands as it is, and that counts too.
            let (moment, reaction) = match preview.refused {
                None => (*moment, reaction.as_ref()),
                Some(_) => (MomentId(Uuid::nil()), None),
            };
            preview.left = self.left(moment, reaction, now)?;
        }
        if let [Effect::React { moment, reaction }] = effects.as_slice() {
            preview.worth = self.worth(*moment, reaction.as_ref(), now)?;
        }
        Ok(preview)
    }

    /// What one's own reaction to a moment changes in its author's points, counted as theirs are: what it replaces falls, and a
    /// day that is full stays so. Nothing where neither gives any.
    fn worth(
        &self,
        moment: MomentId,
        reaction: Option<&ReactionKind>,
        now: Timestamp,
    ) -> Result<Option<Points>, Fault> {
        let (me, settings) = (self.directory()?.me.clone(), self.store.settings()?);
        let Some(known) = self.store.known_moment(moment)? else {
            return Ok(None);
        };
        let calendar = &settings.calendar;
        let rules = Rules {
            policies: &settings.policies,
            calendar,
            as_of: now,
        };
        let given = self.store.reaction_of(moment, me.id)?;
        let today = calendar.day(now);
        let first = given
            .as_ref()
            .map_or(today, |given| calendar.day(given.done_at).min(today));
        let period = Period { first, last: today };
        let (from, to) = (calendar.at(first, 0), calendar.at(today, 1_440));
        let mut received = self.store.received_by(known.author, from, to)?;
        let Some(author) = self.store.known_person(known.author)? else {
            return Ok(None);
        };
        let directory = self.directory()?;
        let ledger = |received: &[Reaction]| {
            let mut gather = Gather::new(first, &author, |id| directory.all.get(&id));
            for one in received {
                gather.reaction(one, one.rank);
            }
            score(&gather.facts(), rules, period)
        };
        let before = ledger(&received);
        received.retain(|one| (one.moment, one.giver) != (moment, me.id));
        received.extend(reaction.map(|kind| Reaction {
            moment,
            giver: me.id,
            rank: me.rank,
            kind: kind.clone(),
            done_at: now,
        }));
        let after = ledger(&received);
        let difference = Difference::between(&before, &after);
        let is_full = difference
            .come
            .iter()
            .any(|entry| entry.standing == Standing::OverCap);
        let is_worth = difference.points != Points::ZERO || is_full;
        Ok(is_worth.then_some(difference.points))
    }

    fn difference(&self, effects: &[Effect], now: Timestamp) -> Result<Difference, Fault> {
        if effects.is_empty() {
            return Ok(Difference::default());
        }
        let period = self.touched(effects, now)?;
        let before = self.store.ledger(period, now, &[])?;
        let after = self.store.ledger(period, now, effects)?;
        Ok(Difference::between(&before, &after))
    }

    /// When the days of the effects are booked, logs that are still missing among them.
    fn booked_by(&self, effects: &[Effect], now: Timestamp) -> Result<Timestamp, Fault> {
        let (settings, period) = (self.store.settings()?, self.touched(effects, now)?);
        let policy = settings.policies.on(period.first);
        let hours = policy
            .and_then(|policy| policy.logs.points)
            .map_or(0, |points| points.arrival_hours);
        let ends = settings.calendar.at(period.first, 1_440);
        Ok(ends.plus(i64::from(hours) * 3_600_000).max(now))
    }

    /// From the first day that the effects are about until today.
    fn touched(&self, effects: &[Effect], now: Timestamp) -> Result<Period, Fault> {
        let settings = self.store.settings()?;
        let calendar = &settings.calendar;
        let today = calendar.day(now);
        let mut first = today;
        for effect in effects {
            let day = match effect {
                Effect::Post(moment) => Some(calendar.day(moment.done_at)),
                Effect::Delete(moment) => self
                    .store
                    .known_moment(*moment)?
                    .map(|known| calendar.day(known.done_at)),
                Effect::Put(Record::Appeal { appeal }) => Some(appeal.entry.day),
                Effect::Put(record) => Some(record.days(|at| calendar.day(at)).0),
                Effect::Edit { .. }
                | Effect::React { .. }
                | Effect::SetUnit(_)
                | Effect::DecideDevice { .. }
                | Effect::RevokeDevice { .. } => None,
            };
            first = first.min(day.unwrap_or(first));
        }
        Ok(Period { first, last: today })
    }

    /// Reactions of the day that are left after a reaction to a moment; nothing where they are switched off.
    pub(super) fn left(
        &self,
        moment: MomentId,
        reaction: Option<&ReactionKind>,
        now: Timestamp,
    ) -> Result<ReactionsLeft, Fault> {
        let (directory, settings) = (self.directory()?, self.store.settings()?);
        let calendar = &settings.calendar;
        let today = calendar.day(now);
        let Some(section) = settings
            .policies
            .on(today)
            .and_then(|policy| policy.evaluation.as_ref())
        else {
            return Ok(ReactionsLeft::default());
        };
        let (from, to) = (calendar.at(today, 0), calendar.at(today, 1_440));
        let Given { likes, dislikes } = self.store.given(directory.me.id, from, to, moment)?;
        let likes = likes + u16::from(matches!(reaction, Some(ReactionKind::Like)));
        let dislikes = dislikes + u16::from(matches!(reaction, Some(ReactionKind::Dislike { .. })));
        let may_dislike = may_give_dislikes(&directory.me, section.dislike_rank);
        let left = |of: u16, given| Left {
            left: of.saturating_sub(given),
            of,
        };
        Ok(ReactionsLeft {
            likes: Some(left(section.likes_per_day, likes)),
            dislikes: may_dislike.then(|| left(section.dislikes_per_day, dislikes)),
        })
    }
}
