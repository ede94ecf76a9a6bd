//! What stands on the record, as far as a batch of operations is about it. What becomes of an operation is decided here,
//! the same for every storage; a storage loads this before it writes, while nobody else can write.

use std::collections::HashMap;

use jishi_core::model::{DeviceId, MomentId, OperationId, PersonId, RecordId};
use jishi_core::rules::judge::KnownMoment;

use super::{Applied, Effect, Known, NewOperation, Refusal, StorageFault, Stored};

/// What has to be loaded.
pub(super) struct Needed {
    /// Operations, and whose.
    pub(super) operations: Vec<(OperationId, PersonId)>,
    pub(super) moments: Vec<MomentId>,
    pub(super) records: Vec<RecordId>,
    /// Whose last operations.
    pub(super) people: Vec<PersonId>,
    /// Whether the version of the roster.
    pub(super) roster: bool,
    /// Devices that ask.
    pub(super) devices: Vec<DeviceId>,
}

/// What was loaded, and what the batch has made of it so far.
#[derive(Debug, Default)]
pub(super) struct Standing {
    pub(super) known: HashMap<OperationId, Known>,
    pub(super) refusals: Vec<Refusal>,
    pub(super) moments: HashMap<MomentId, Standee>,
    pub(super) versions: HashMap<RecordId, u64>,
    /// Sequences of people's last operations before this batch, where they have any.
    pub(super) last: HashMap<PersonId, u64>,
    /// Version of the roster, where it was needed.
    pub(super) roster: u64,
    /// Devices that wait to be somebody's.
    pub(super) waiting: HashMap<DeviceId, PersonId>,
}

/// A moment, as far as effects depend on it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Standee {
    pub(super) author: PersonId,
    pub(super) deleted: bool,
}

impl From<KnownMoment> for Standee {
    fn from(known: KnownMoment) -> Self {
        Self {
            author: known.author,
            deleted: known.deleted,
        }
    }
}

impl Needed {
    pub(super) fn by(operations: &[NewOperation]) -> Self {
        let mut needed = Self {
            operations: operations
                .iter()
                .map(|operation| (operation.id, operation.person))
                .collect(),
            moments: Vec::new(),
            records: Vec::new(),
            people: Vec::new(),
            roster: false,
            devices: Vec::new(),
        };
        for operation in operations {
            let basis = &operation.basis;
            needed.records.extend(basis.records.iter().map(|(id, _)| *id));
            needed.people.extend(basis.last.map(|_| operation.person));
            needed.roster |= basis.roster.is_some();
            for effect in &operation.effects {
                needed.moments.extend(moment_of(effect));
                match effect {
                    Effect::Put(new) => {
                        needed.records.push(new.record.id());
                        needed.records.extend(new.joins());
                    }
                    Effect::SetUnit { .. } => needed.roster = true,
                    Effect::DecideDevice { device, .. } => needed.devices.push(*device),
                    _ => {}
                }
            }
        }
        needed
    }

    /// Operations without whose they are.
    pub(super) fn ids(&self) -> Vec<OperationId> {
        self.operations.iter().map(|(id, _)| *id).collect()
    }
}

impl Standing {
    /// What became of an operation, if it cannot be written.
    pub(super) fn refuses(&self, operation: &NewOperation) -> Option<Applied> {
        if let Some(known) = self.known.get(&operation.id) {
            return Some(known.clone().against(&operation.bytes));
        }
        // The same attempt at it, sent twice, was refused meanwhile; judged again, that is found.
        if self.refusals.iter().any(|refusal| {
            (refusal.operation, refusal.person) == (operation.id, operation.person)
                && refusal.answers(operation.attempt)
        }) {
            return Some(Applied::Stale);
        }
        let basis = &operation.basis;
        let changed = |(id, seen): &(RecordId, Option<u64>)| self.versions.get(id) != seen.as_ref();
        let last = self.last.get(&operation.person).copied().unwrap_or(0);
        if basis.records.iter().any(changed)
            || basis.last.is_some_and(|seen| seen != last)
            || basis.roster.is_some_and(|seen| seen != self.roster)
        {
            return Some(Applied::Stale);
        }
        operation.effects.iter().find_map(|effect| self.prevents(effect))
    }

    fn prevents(&self, effect: &Effect) -> Option<Applied> {
        match effect {
            Effect::Post(moment) => self.moments.contains_key(&moment.id).then_some(Applied::Conflict),
            Effect::React {
                moment, kind: None, ..
            } => (!self.moments.contains_key(moment)).then_some(Applied::NoMoment),
            Effect::Edit { moment, .. } | Effect::Delete(moment) | Effect::React { moment, .. } => {
                match self.moments.get(moment) {
                    None => Some(Applied::NoMoment),
                    Some(standee) => standee.deleted.then_some(Applied::Stale),
                }
            }
            Effect::Put(new) => {
                let as_seen = self.versions.get(&new.record.id()).copied() == new.seen;
                let has_parent = new
                    .joins()
                    .is_none_or(|parent| self.versions.contains_key(&parent));
                (!as_seen || !has_parent).then_some(Applied::Stale)
            }
            Effect::SetUnit { roster, .. } => (*roster != self.roster).then_some(Applied::Stale),
            Effect::DecideDevice { person, device, .. } => {
                (self.waiting.get(device) != Some(person)).then_some(Applied::Stale)
            }
            Effect::RevokeDevice { .. } => None,
        }
    }

    /// Notes that an operation was written.
    pub(super) fn note(&mut self, operation: &NewOperation, known: Known) {
        let version = known.booked.receipt.sequence;
        self.known.insert(operation.id, known);
        for effect in &operation.effects {
            match effect {
                Effect::Post(moment) => {
                    let standee = Standee {
                        author: moment.author,
                        deleted: false,
                    };
                    self.moments.insert(moment.id, standee);
                }
                Effect::Delete(moment) => {
                    if let Some(standee) = self.moments.get_mut(moment) {
                        standee.deleted = true;
                    }
                }
                Effect::Put(new) => {
                    self.versions.insert(new.record.id(), version);
                    self.versions.extend(new.joins().map(|parent| (parent, version)));
                }
                // That it is another one than anybody has seen is enough to know.
                Effect::SetUnit { .. } => self.roster += 1,
                Effect::DecideDevice {
                    device,
                    person,
                    refused,
                } => {
                    // Letting one in ends the person's others.
                    let stays = |other: &DeviceId, whose: &PersonId| {
                        other != device && (refused.is_some() || whose != person)
                    };
                    self.waiting.retain(|other, whose| stays(other, whose));
                }
                Effect::Edit { .. } | Effect::React { .. } | Effect::RevokeDevice { .. } => {}
            }
        }
    }

    /// Whose moment it is.
    pub(super) fn author(&self, moment: MomentId) -> Stored<PersonId> {
        let standee = self.moments.get(&moment);
        standee
            .map(|standee| standee.author)
            .ok_or_else(|| StorageFault::Unreadable("a moment is gone".into()))
    }
}

/// The moment that an effect is about.
const fn moment_of(effect: &Effect) -> Option<MomentId> {
    match effect {
        Effect::Post(moment) => Some(moment.id),
        Effect::Edit { moment, .. } | Effect::Delete(moment) | Effect::React { moment, .. } => Some(*moment),
        Effect::Put(_)
        | Effect::SetUnit { .. }
        | Effect::DecideDevice { .. }
        | Effect::RevokeDevice { .. } => None,
    }
}
