//! The tap, today's shifts, and what can be asked for afterwards.

use chrono::{Days, NaiveDate};

use crate::{
    engine::{
        Attendance, CorrectionItem, DoubtItem, Engine, Fault, LackingShift, ModeOffered, ShiftItem,
        world::DeviceWorld,
    },
    model::{
        Action, Correction, CorrectionId, Doubt, Mode, MomentId, PersonId, Record, RecordKind, Timestamp,
    },
    ports::{Clock, KeyVault},
    rules::{
        attendance::{ShiftStanding, habits, shifts_of},
        judge::judge,
        policy::Trust,
    },
};

/// Days whose taps say what is usual.
const USUAL_DAYS: u64 = 30;

impl<C: Clock, V: KeyVault> Engine<C, V> {
    pub(in crate::engine) fn attendance(&self) -> Result<Attendance, Fault> {
        let (settings, day) = (self.store.settings()?, self.day()?);
        let mut page = Attendance {
            day,
            kind: settings.calendar.kind(day),
            modes: self.modes(day)?,
            accuracy_max_m: 0.0,
            shifts: vec![],
            corrections: self.my_corrections()?,
            lacking: vec![],
            doubts: self.my_doubts(day)?,
        };
        let policy = settings.policies.on(day);
        if let Some(policy) = policy.and_then(|policy| policy.attendance.as_ref()) {
            page.accuracy_max_m = policy.accuracy_max_m;
            page.shifts = self.shifts(day)?;
            if let Some(correction) = policy.correction {
                page.lacking = self.lacking(day, correction.within_days)?;
            }
        }
        Ok(page)
    }

    /// One's own shifts of a day; none where attendance is not taken.
    pub(super) fn shifts(&self, day: NaiveDate) -> Result<Vec<ShiftItem>, Fault> {
        let (now, directory) = (self.now()?, self.directory()?);
        let world = DeviceWorld::new(&self.store, directory.clone(), now, now)?;
        let me = &directory.me;
        let waiting = self.my_corrections()?;
        let items = shifts_of(&world, me, day, now)
            .unwrap_or_default()
            .into_iter()
            .map(|seen| ShiftItem {
                seen,
                correctable: seen.standing != ShiftStanding::NotDue
                    && judge(&would_ask(me.id, day, seen.shift, now), &world).is_ok(),
                asked: waiting.iter().any(|item| {
                    let asked = &item.correction;
                    (asked.day, asked.shift) == (day, seen.shift) && asked.waits()
                }),
            })
            .collect();
        world.sound()?;
        Ok(items)
    }

    /// Shifts of the days before `today` for which one can ask.
    fn lacking(&self, today: NaiveDate, within_days: u16) -> Result<Vec<LackingShift>, Fault> {
        let now = self.now()?;
        let directory = self.directory()?;
        let world = DeviceWorld::new(&self.store, directory.clone(), now, now)?;
        let since = self.store.on_record_since(directory.me.id, today)?;
        let mut lacking = Vec::new();
        for back in 1..=u64::from(within_days) {
            let Some(day) = today
                .checked_sub_days(Days::new(back))
                .filter(|day| *day >= since)
            else {
                break;
            };
            for seen in shifts_of(&world, &directory.me, day, now).unwrap_or_default() {
                if judge(&would_ask(directory.me.id, day, seen.shift, now), &world).is_ok() {
                    lacking.push(LackingShift { day, seen });
                }
            }
        }
        world.sound()?;
        Ok(lacking)
    }

    /// The modes of the policy, the likely one first, each with the last reasons given in it.
    fn modes(&self, day: NaiveDate) -> Result<Vec<ModeOffered>, Fault> {
        let (me, settings) = (self.directory()?.me.id, self.store.settings()?);
        let first = day.checked_sub_days(Days::new(USUAL_DAYS)).unwrap_or(day);
        let records = self.store.records_about(me, RecordKind::CheckIn, first, day)?;
        let taps: Vec<_> = records
            .into_iter()
            .filter_map(|record| match record {
                Record::CheckIn { check_in, .. } => Some(check_in),
                _ => None,
            })
            .collect();
        let mut habits = habits(&taps, &settings.calendar, self.now()?);
        let mut modes = self.sections()?.modes;
        modes.sort_by_key(|mode| Some(*mode) != habits.likely);
        Ok(modes
            .into_iter()
            .map(|mode| ModeOffered {
                mode,
                reasons: habits.reasons.remove(&mode).unwrap_or_default(),
            })
            .collect())
    }

    fn my_corrections(&self) -> Result<Vec<CorrectionItem>, Fault> {
        let me = self.directory()?.me.id;
        let mut mine: Vec<Correction> = self
            .store
            .all_about(me, RecordKind::Correction)?
            .into_iter()
            .filter_map(|record| match record {
                Record::Correction { correction } => Some(correction),
                _ => None,
            })
            .collect();
        mine.sort_by_key(|correction| std::cmp::Reverse((correction.asked_at, correction.id)));
        mine.into_iter()
            .map(|correction| self.correction_item(correction))
            .collect()
    }

    /// Doubts about one's own taps and logs of the last days, newest first.
    fn my_doubts(&self, day: NaiveDate) -> Result<Vec<DoubtItem>, Fault> {
        let me = self.directory()?.me.id;
        let first = day.checked_sub_days(Days::new(USUAL_DAYS)).unwrap_or(day);
        let records = self.store.records_about(me, RecordKind::Doubt, first, day)?;
        let mut items = Vec::with_capacity(records.len());
        for record in records {
            if let Record::Doubt { doubt } = record {
                items.push(self.doubt_item(doubt)?);
            }
        }
        items.sort_by_key(|item| std::cmp::Reverse((item.doubt.at, item.doubt.id)));
        Ok(items)
    }

    pub(super) fn doubt_item(&self, doubt: Doubt) -> Result<DoubtItem, Fault> {
        let settings = self.store.settings()?;
        let policy = settings.policies.on(settings.calendar.day(doubt.at));
        let evidence = policy.and_then(|policy| policy.evidence.as_ref());
        let reviewer = doubt.review.as_ref().map(|review| self.named(review.by));
        let words = match doubt.mode {
            Some(_) => None,
            None => self.store.words(MomentId(doubt.subject))?,
        };
        Ok(DoubtItem {
            person: self.named(doubt.person)?,
            words: words.unwrap_or_default(),
            reviewer: reviewer.transpose()?.flatten(),
            trust: evidence.map_or(Trust::Counts, |evidence| evidence.trust(&doubt)),
            under_way: self.under_way(doubt.id.0)?,
            doubt,
        })
    }

    pub(super) fn correction_item(&self, correction: Correction) -> Result<CorrectionItem, Fault> {
        let decider = correction
            .decision
            .as_ref()
            .map(|decision| self.named(decision.by));
        let withdraw = Action::WithdrawCorrection {
            correction: correction.id,
        };
        Ok(CorrectionItem {
            may_withdraw: correction.waits() && self.may(&withdraw)?,
            person: self.named(correction.person)?,
            decider: decider.transpose()?.flatten(),
            under_way: self.under_way(correction.id.0)?,
            correction,
        })
    }
}

/// The request by which it is known whether one could be made.
fn would_ask(person: PersonId, day: NaiveDate, shift: u8, now: Timestamp) -> Action {
    Action::AskCorrection {
        correction: Correction {
            id: CorrectionId::new(now),
            person,
            day,
            shift,
            mode: Mode::OnDuty,
            reason: "…".into(),
            asked_at: now,
            decision: None,
            withdrawn_at: None,
        },
    }
}
