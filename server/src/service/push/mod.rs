//! Push: operations on their way to the record. Each is read and its signature checked, judged by the rules against what
//! is known, and what passes goes to the record in one transaction. If something was changed meanwhile, it is judged again.

mod judge;
mod needs;
mod read;
mod retell;
mod scene;
mod waves;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use jishi_core::model::{
    Action, ClockEvidence, DeviceId, Operation, OperationId, Person, RecordId, Sha256, Timestamp,
};
use jishi_core::protocol::{Outcome, PUSH_MAX, Problem, ProblemKind, PushReply, PushRequest, Settings};
use jishi_core::rules::access::{Readers, readers};
use jishi_core::rules::evidence::done_at;

use super::receipt::ReceiptSigner;
use super::{Caller, Service, fail};
use crate::storage::{Applied, Device, Known, MediaFile, Refusal};
use judge::files_of;
use needs::Needs;
use read::{Read, Signed, read_all};
use scene::{At, Scene, Setting};
use waves::{Held, waves};

/// How often an operation is judged again because others were faster.
const PATIENCE: usize = 5;

/// What a wave of operations is judged against.
struct View<'a> {
    caller: &'a Caller,
    /// What the device knew of the time when it sent them.
    sent: Option<&'a ClockEvidence>,
    now: Timestamp,
    known: HashMap<OperationId, Known>,
    /// What the caller has on the record under the id of an operation that came again with other bytes.
    stands: HashMap<OperationId, Operation>,
    /// What of them was refused to the caller before.
    refusals: Vec<Refusal>,
    /// Devices that the caller had before by the same key: what was done on this phone before it was bound anew.
    devices: HashSet<DeviceId>,
    signer: &'a ReceiptSigner,
    /// The files that are named, as far as the caller may name them.
    media: HashMap<Sha256, MediaFile>,
    scene: Scene,
}

impl Service {
    pub(super) async fn do_push(&self, caller: &Caller, request: PushRequest) -> Result<PushReply, Problem> {
        if request.operations.len() > PUSH_MAX {
            let detail = format!("at most {PUSH_MAX} operations in one push");
            return Err(Problem::from(ProblemKind::TooLarge).detail(detail));
        }
        let sent = request.clock;
        let read = read_all(&caller.device, request.operations).await?;
        let mut outcomes = Vec::with_capacity(read.len());
        let mut waves = waves(read, caller.person.id).into_iter();
        let mut held = Held::of(caller.person.id);
        for wave in waves.by_ref() {
            let (wave, about) = held.back(wave);
            let of_wave = self.push_wave(caller, sent.as_ref(), wave).await?;
            let halted = held.note(&of_wave, about);
            outcomes.extend(of_wave);
            if halted {
                break;
            }
        }
        // What may rest on something that was put off comes again after it.
        outcomes.extend(waves.flatten().map(|read| match read {
            Ok(signed) => refused(Some(signed.operation.id), ProblemKind::Unavailable),
            Err(outcome) => *outcome,
        }));
        for outcome in &mut outcomes {
            self.lay_beside(caller, outcome).await?;
        }
        self.inner.metrics.count_outcomes(&outcomes);
        Ok(PushReply { outcomes })
    }

    /// To a conflict over an operation's id, what the caller has on the record under it: a person who is told of only one of
    /// two versions can't choose.
    async fn lay_beside(&self, caller: &Caller, outcome: &mut Outcome) -> Result<(), Problem> {
        let Outcome::Refused {
            operation: Some(id),
            problem,
        } = outcome
        else {
            return Ok(());
        };
        if problem.kind != ProblemKind::Conflict {
            return Ok(());
        }
        let known = self.inner.storage.known(&[*id]).await.map_err(fail)?;
        let Some(known) = known.get(id) else { return Ok(()) };
        *problem = problem.clone().beside(self.stands(caller, known).await?);
        Ok(())
    }

    /// An operation on the record, if it is the caller's.
    async fn stands(&self, caller: &Caller, known: &Known) -> Result<Option<Operation>, Problem> {
        let before = known.booked.receipt.sequence.saturating_sub(1);
        let found = self.inner.storage.operations(before, 1).await.map_err(fail)?;
        let own = found.into_iter().find(|stored| stored.person == caller.person.id);
        Ok(own.and_then(|stored| serde_json::from_slice(&stored.bytes).ok()))
    }

    /// Operations of which none can meet what another of them does.
    async fn push_wave(
        &self,
        caller: &Caller,
        sent: Option<&ClockEvidence>,
        wave: Vec<Read>,
    ) -> Result<Vec<Outcome>, Problem> {
        let mut outcomes: Vec<Option<Outcome>> = Vec::with_capacity(wave.len());
        let mut waiting = Vec::new();
        for (place, read) in wave.into_iter().enumerate() {
            match read {
                Ok(signed) => {
                    waiting.push((place, signed));
                    outcomes.push(None);
                }
                Err(outcome) => outcomes.push(Some(*outcome)),
            }
        }
        for _ in 0..PATIENCE {
            if waiting.is_empty() {
                break;
            }
            let mut view = self.view(caller, sent, &waiting).await?;
            let (mut passed, mut places, mut told) = (Vec::new(), Vec::new(), Vec::new());
            for (place, signed) in waiting {
                match view.judge(&signed) {
                    Ok(operation) => {
                        view.pass(&signed, &operation);
                        passed.push(operation);
                        places.push((place, signed));
                    }
                    Err(outcome) => told.push((place, signed, *outcome)),
                }
            }
            waiting = Vec::new();
            let on_record = self.keep_refusals(&view, &told).await?;
            for (place, signed, outcome) in told {
                if on_record.contains(&signed.operation.id) {
                    waiting.push((place, signed));
                } else {
                    set(&mut outcomes, place, outcome);
                }
            }
            if passed.is_empty() {
                continue;
            }
            let applied = self.inner.storage.apply(passed, view.now).await.map_err(fail)?;
            if applied.contains(&Applied::Stale) {
                // It may be the roster that was changed, by another process.
                self.read_directory().await?;
            }
            for ((place, signed), applied) in places.into_iter().zip(applied) {
                match applied {
                    Applied::Stale => waiting.push((place, signed)),
                    applied => set(&mut outcomes, place, view.outcome(signed.operation.id, applied)),
                }
            }
        }
        for (place, signed) in waiting {
            // The device tries again by itself.
            set(
                &mut outcomes,
                place,
                refused(Some(signed.operation.id), ProblemKind::Unavailable),
            );
        }
        Ok(outcomes.into_iter().flatten().collect())
    }

    /// Keeps what is refused for good, before anything that may rest on it is judged. Returns what the same push, sent twice,
    /// has brought onto the record meanwhile.
    async fn keep_refusals(
        &self,
        view: &View<'_>,
        told: &[(usize, Signed, Outcome)],
    ) -> Result<Vec<OperationId>, Problem> {
        let refusals: Vec<Refusal> = told
            .iter()
            .filter_map(|(_, signed, outcome)| view.refusal(signed, outcome))
            .collect();
        if refusals.is_empty() {
            return Ok(Vec::new());
        }
        self.inner.storage.refuse(refusals, view.now).await.map_err(fail)
    }

    async fn view<'a>(
        &'a self,
        caller: &'a Caller,
        sent: Option<&'a ClockEvidence>,
        batch: &[(usize, Signed)],
    ) -> Result<View<'a>, Problem> {
        let storage = &*self.inner.storage;
        let now = self.now();
        let ids: Vec<OperationId> = batch.iter().map(|(_, signed)| signed.operation.id).collect();
        let actions = || batch.iter().map(|(_, signed)| &signed.operation.action);
        let digests: Vec<Sha256> = actions().flat_map(files_of).map(|(sha256, _)| sha256).collect();
        let needs: Vec<Needs> = batch
            .iter()
            .map(|(_, signed)| &signed.operation)
            .map(|operation| Needs::of(&operation.action, done_at(&operation.clock, sent, now)))
            .collect();
        let settings = Arc::new(self.settings().await?);
        let days = reacting_days(&settings, batch, sent, now);
        let directory = self.directory().await?;
        // The directory may have read the person anew since the token was looked at.
        let actor = directory
            .person(caller.person.id)
            .unwrap_or(&caller.person)
            .clone();
        let setting = Setting {
            directory,
            settings,
            actor,
            now,
        };
        let known = storage.known(&ids).await.map_err(fail)?;
        let asked: Vec<_> = ids.iter().map(|id| (*id, caller.person.id)).collect();
        let refusals = storage.refusals(&asked).await.map_err(fail)?;
        let mut stands = HashMap::new();
        for (_, signed) in batch {
            let id = signed.operation.id;
            if let Some(known) = known
                .get(&id)
                .filter(|known| known.digest != Sha256::of(&signed.bytes))
            {
                stands.extend(self.stands(caller, known).await?.map(|stands| (id, stands)));
            }
        }
        Ok(View {
            caller,
            sent,
            now,
            devices: self.earlier_devices(caller, batch).await?,
            signer: &self.inner.signer,
            known,
            stands,
            refusals,
            media: self.visible_files(caller, &digests).await?,
            scene: Scene::load(storage, setting, &needs, days).await.map_err(fail)?,
        })
    }
}

impl Service {
    /// Those of the devices that a batch names which were the caller's, by the key that the caller's has now.
    async fn earlier_devices(
        &self,
        caller: &Caller,
        batch: &[(usize, Signed)],
    ) -> Result<HashSet<DeviceId>, Problem> {
        let named: HashSet<DeviceId> = batch.iter().map(|(_, signed)| signed.operation.device).collect();
        let mut earlier = HashSet::new();
        for id in named.into_iter().filter(|id| *id != caller.device.id) {
            let device = self.inner.storage.device(id).await.map_err(fail)?;
            let same = |device: &Device| {
                device.person == caller.person.id && device.public_key == caller.device.public_key
            };
            if device.as_ref().is_some_and(same) {
                earlier.insert(id);
            }
        }
        Ok(earlier)
    }

    /// Those of these records of which somebody is among the readers.
    pub(super) async fn readable(
        &self,
        person: &Person,
        records: &[RecordId],
    ) -> Result<HashSet<RecordId>, Problem> {
        if records.is_empty() {
            return Ok(HashSet::new());
        }
        let setting = Setting {
            directory: self.directory().await?,
            settings: Arc::new(self.settings().await?),
            actor: person.clone(),
            now: self.now(),
        };
        let storage = &*self.inner.storage;
        let mut scene = Scene::load(storage, setting, &[], None).await.map_err(fail)?;
        // Also what is below: whoever got a part reads the whole.
        let roots = records.iter().copied().collect();
        scene.load_trees(storage, roots).await.map_err(fail)?;
        let now = self.now();
        let world = At {
            scene: &scene,
            done_at: now,
            wall: now,
            received: now,
        };
        let is_readable = |id: &&RecordId| {
            let stored = scene.records.get(*id);
            stored.is_some_and(|stored| match readers(&world, &stored.record) {
                Readers::Everyone => true,
                Readers::People(people) => people.contains(&person.id),
            })
        };
        Ok(records.iter().filter(is_readable).copied().collect())
    }
}

/// From the first to the last of the civil days on which the batch reacts.
fn reacting_days(
    settings: &Settings,
    batch: &[(usize, Signed)],
    sent: Option<&ClockEvidence>,
    now: Timestamp,
) -> Option<(Timestamp, Timestamp)> {
    let calendar = &settings.calendar;
    let days = batch
        .iter()
        .filter(|(_, signed)| matches!(signed.operation.action, Action::React { .. }))
        .map(|(_, signed)| calendar.day(done_at(&signed.operation.clock, sent, now)));
    let (first, last) = (days.clone().min()?, days.max()?);
    Some((calendar.at(first, 0), calendar.at(last, 1_440)))
}

fn set(outcomes: &mut [Option<Outcome>], place: usize, outcome: Outcome) {
    if let Some(slot) = outcomes.get_mut(place) {
        *slot = Some(outcome);
    }
}

impl View<'_> {
    /// What is to be kept of an outcome: that waiting does not mend it. Of a conflict nothing is, for something stands under
    /// that id.
    fn refusal(&self, signed: &Signed, outcome: &Outcome) -> Option<Refusal> {
        let Outcome::Refused { problem, .. } = outcome else {
            return None;
        };
        let is_kept = problem.is_final() && problem.kind != ProblemKind::Conflict;
        (is_kept && self.refused_before(signed).is_none()).then(|| Refusal {
            operation: signed.operation.id,
            person: self.caller.person.id,
            attempt: signed.attempt,
            problem: problem.clone(),
        })
    }

    /// What the device is told, with the proof of what is on the record.
    fn outcome(&self, operation: OperationId, applied: Applied) -> Outcome {
        match applied {
            Applied::Accepted(booked) => Outcome::Accepted {
                receipt: self.signer.receipt(booked),
            },
            Applied::Duplicate(booked) => Outcome::Duplicate {
                receipt: self.signer.receipt(booked),
            },
            Applied::Conflict => refused(Some(operation), ProblemKind::Conflict),
            Applied::NoMoment => refused(Some(operation), ProblemKind::NotFound),
            Applied::Stale => refused(Some(operation), ProblemKind::Unavailable),
        }
    }
}

fn refused(operation: Option<OperationId>, problem: impl Into<Problem>) -> Outcome {
    Outcome::Refused {
        operation,
        problem: problem.into(),
    }
}
