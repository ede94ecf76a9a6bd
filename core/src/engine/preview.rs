//! What something would do, before it is done: the judge's effects laid over what is known, scored by the same function that
//! books them.

use uuid::Uuid;

use super::{Deed, Engine, Fault, Preview, ReactionsLeft};
use crate::{
    model::{Action, MomentId, ReactionKind, Record, Timestamp},
    ports::{Clock, KeyVault},
    rules::{
        judge::{Effect, Given},
        score::{Difference, Period},
    },
};

impl<C: Clock, V: KeyVault> Engine<C, V> {
    /// What something would do to one's own score.
    pub(super) fn preview(&self, deed: Deed) -> Result<Preview, Fault> {
        let now = self.clock.now();
        let (action, _) = self.action(deed, now)?;
        let (effects, refused) = match self.judged(&action, now)? {
            Ok(effects) => (effects, None),
            Err(problem) => (Vec::new(), Some(problem)),
        };
        let mut preview = Preview {
            difference: self.difference(&effects, now)?,
            refused,
            ..Preview::default()
        };
        if let Action::React { moment, reaction } = &action {
            // What is refused leaves the reaction that stands as it is, and that counts too.
            let (moment, reaction) = match preview.refused {
                None => (*moment, reaction.as_ref()),
                Some(_) => (MomentId(Uuid::nil()), None),
            };
            preview.left = self.left(moment, reaction, now)?;
        }
        Ok(preview)
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
                Effect::Edit { .. } | Effect::React { .. } | Effect::SetUnit(_) => None,
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
        let may_dislike = directory.me.rank >= section.dislike_rank;
        Ok(ReactionsLeft {
            likes: Some(section.likes_per_day.saturating_sub(likes)),
            dislikes: may_dislike.then(|| section.dislikes_per_day.saturating_sub(dislikes)),
        })
    }
}
