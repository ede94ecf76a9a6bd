//! Leaves.

use chrono::Datelike as _;

use crate::{
    engine::{Deciders, Engine, Fault, LeaveItem, LeaveTerms, Leaves, world::DeviceWorld},
    model::{Action, HalfDay, Leave, LeaveState, Person, PersonId, Record, RecordKind},
    ports::{Clock, KeyVault},
    rules::{
        leave::{approvers, balance, counted_half_days, last_half_days, usual},
        policy::LeavePolicy,
    },
};

/// For how long the page of leaves tells what became of those that one granted, in days.
const CHANGED_DAYS: i64 = 30;
const DAY_MS: i64 = 86_400_000;

impl<C: Clock, V: KeyVault> Engine<C, V> {
    pub(in crate::engine) fn leaves(&self) -> Result<Leaves, Fault> {
        let me = self.directory()?.me.id;
        let mut mine: Vec<Leave> = leaves_of(self.store.all_about(me, RecordKind::Leave)?).collect();
        mine.sort_by_key(|leave| std::cmp::Reverse((leave.asked_at, leave.id)));
        Ok(Leaves {
            terms: self.leave_terms(&mine)?,
            mine: mine
                .into_iter()
                .map(|leave| self.leave_item(leave))
                .collect::<Result<_, _>>()?,
            to_decide: self.leaves_to_decide()?,
            changed: self.leaves_changed(CHANGED_DAYS)?,
        })
    }

    /// The leaves that one granted and that were taken back or ended early in the last days, the newest change first.
    pub(super) fn leaves_changed(&self, days: i64) -> Result<Vec<LeaveItem>, Fault> {
        let since = self.now()?.plus(-days * DAY_MS);
        let changed = self.store.leaves_changed(self.directory()?.me.id, since)?;
        leaves_of(changed).map(|leave| self.leave_item(leave)).collect()
    }

    /// The leaves that the rules would let one grant now.
    pub(super) fn leaves_to_decide(&self) -> Result<Vec<LeaveItem>, Fault> {
        let me = self.directory()?.me.id;
        let mut items = Vec::new();
        for leave in leaves_of(self.store.undecided(RecordKind::Leave, me)?) {
            let grant = Action::DecideLeave {
                leave: leave.id,
                granted: true,
                reason: String::new(),
            };
            if self.may(&grant)? {
                items.push(self.leave_item(leave)?);
            }
        }
        Ok(items)
    }

    /// What leave goes by for oneself; `None` where the policy of today has none.
    fn leave_terms(&self, mine: &[Leave]) -> Result<Option<LeaveTerms>, Fault> {
        let (settings, directory, today) = (self.store.settings()?, self.directory()?, self.day()?);
        let calendar = &settings.calendar;
        let policy = settings.policies.on(today);
        let Some(policy) = policy.and_then(|policy| policy.leave.as_ref()) else {
            return Ok(None);
        };
        let works_since = directory.me.tenure.works_since;
        let mut balances = Vec::new();
        for (kind, kind_policy) in &policy.kinds {
            // A year that cannot be counted has no balance to show.
            let days = kind_policy.days_in_year(works_since, today);
            let counted = (kind_policy.counts, days);
            if let Ok(balance) = balance(mine, *kind, today.year(), counted, calendar) {
                balances.push((*kind, balance));
            }
        }
        let mut deciders = Vec::new();
        for step in &policy.approval {
            let up_to_half_days = step.up_to_days.map(|days| u32::from(days) * 2);
            deciders.push(Deciders {
                up_to_half_days,
                people: self.asked_for(&directory.me, up_to_half_days.unwrap_or(u32::MAX), policy)?,
            });
        }
        let now = self.now()?;
        Ok(Some(LeaveTerms {
            usual: usual(
                &mine.iter().collect::<Vec<_>>(),
                works_since,
                policy,
                calendar,
                now,
            ),
            calendar: calendar.clone(),
            kinds: policy.kinds.clone(),
            balances,
            deciders,
            held: mine
                .iter()
                .filter(|leave| leave.holds_its_days())
                .cloned()
                .collect(),
        }))
    }

    /// Who is asked for so many half days of somebody's leave, as far as they are known here.
    fn asked_for(&self, asker: &Person, half_days: u32, policy: &LeavePolicy) -> Result<Vec<Person>, Fault> {
        let now = self.now()?;
        let world = DeviceWorld::new(&self.store, self.directory()?, now, now)?;
        let people = approvers(&world, asker, half_days, policy).people;
        world.sound()?;
        self.all_named(people)
    }

    pub(super) fn leave_item(&self, leave: Leave) -> Result<LeaveItem, Fault> {
        let decision = match &leave.state {
            LeaveState::Asked => None,
            LeaveState::Decided { decision } | LeaveState::Returned { decision, .. } => Some(decision),
            LeaveState::Withdrawn { decision, .. } => decision.as_ref(),
        };
        let decider = decision.map(|decision| self.named(decision.by)).transpose()?;
        let person = self.named(leave.person)?;
        let settings = self.store.settings()?;
        let policy = settings.policies.on(settings.calendar.day(leave.asked_at));
        let policy = policy.and_then(|policy| policy.leave.as_ref());
        let kind = policy.and_then(|policy| policy.kinds.get(&leave.kind));
        let half_days =
            kind.and_then(|kind| counted_half_days(leave.span, kind.counts, &settings.calendar).ok());
        let waits_for = match (&leave.state, &person, policy, half_days) {
            (LeaveState::Asked, Some(asker), Some(policy), Some(half_days)) => {
                self.asked_for(asker, half_days.saturating_add(leave.adjoining), policy)?
            }
            _ => vec![],
        };
        let mine = leave.person == self.directory()?.me.id;
        let stands = mine && leave.holds_its_days();
        Ok(LeaveItem {
            person,
            decider: decider.flatten(),
            half_days,
            waits_for,
            may_withdraw: stands && self.may(&Action::WithdrawLeave { leave: leave.id })?,
            may_end_with: if stands { self.early_ends(&leave)? } else { vec![] },
            under_way: self.under_way(leave.id.0)?,
            leave,
        })
    }

    /// With which half days around now a leave can be ended early.
    fn early_ends(&self, leave: &Leave) -> Result<Vec<HalfDay>, Fault> {
        let mut ends = Vec::new();
        for last in last_half_days(self.day()?) {
            if self.may(&Action::ReturnEarly {
                leave: leave.id,
                last,
            })? {
                ends.push(last);
            }
        }
        Ok(ends)
    }

    fn all_named(&self, people: Vec<PersonId>) -> Result<Vec<Person>, Fault> {
        let mut named = Vec::with_capacity(people.len());
        for id in people {
            named.extend(self.named(id)?);
        }
        Ok(named)
    }

    /// Whether the rules would let one do this now.
    pub(super) fn may(&self, action: &Action) -> Result<bool, Fault> {
        Ok(self.judged(action, self.now()?)?.is_ok())
    }
}

fn leaves_of(records: Vec<Record>) -> impl Iterator<Item = Leave> {
    records.into_iter().filter_map(|record| match record {
        Record::Leave { leave } => Some(leave),
        _ => None,
    })
}
