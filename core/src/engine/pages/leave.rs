//! Leaves.

use crate::{
    engine::{Engine, Fault, LeaveItem, Leaves},
    model::{Action, Leave, LeaveState, Record, RecordKind},
    ports::{Clock, KeyVault},
};

impl<C: Clock, V: KeyVault> Engine<C, V> {
    pub(in crate::engine) fn leaves(&self) -> Result<Leaves, Fault> {
        let me = self.directory()?.me.id;
        let mut mine: Vec<Leave> = leaves_of(self.store.all_about(me, RecordKind::Leave)?).collect();
        mine.sort_by_key(|leave| std::cmp::Reverse((leave.asked_at, leave.id)));
        Ok(Leaves {
            mine: mine
                .into_iter()
                .map(|leave| self.leave_item(leave))
                .collect::<Result<_, _>>()?,
            to_decide: self.leaves_to_decide()?,
        })
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

    fn leave_item(&self, leave: Leave) -> Result<LeaveItem, Fault> {
        let decision = match &leave.state {
            LeaveState::Asked => None,
            LeaveState::Decided { decision } | LeaveState::Returned { decision, .. } => Some(decision),
            LeaveState::Withdrawn { decision, .. } => decision.as_ref(),
        };
        let decider = decision.map(|decision| self.named(decision.by)).transpose()?;
        Ok(LeaveItem {
            person: self.named(leave.person)?,
            decider: decider.flatten(),
            under_way: self.under_way(leave.id.0)?,
            leave,
        })
    }

    /// Whether the rules would let one do this now.
    pub(super) fn may(&self, action: &Action) -> Result<bool, Fault> {
        Ok(self.judged(action, self.clock.now())?.is_ok())
    }
}

fn leaves_of(records: Vec<Record>) -> impl Iterator<Item = Leave> {
    records.into_iter().filter_map(|record| match record {
        Record::Leave { leave } => Some(leave),
        _ => None,
    })
}
