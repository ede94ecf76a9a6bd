//! From a tap to the outbox: what a person does is judged, signed, and saved with its effect before it is shown.

use std::rc::Rc;

use serde_json::value::RawValue;

use super::{Change, Deed, Done, Draft, Engine, Fault, deed::Doer, world::DeviceWorld};
use crate::{
    model::{Action, MomentId, Operation, OperationId, Timestamp},
    ports::{Clock, KeyVault},
    protocol::SignedOperation,
    rules::{
        evidence::done_at,
        judge::{Effect, Verdict, judge},
    },
    store::{Acted, Directory, StoreFault},
};

/// The draft from which something is made, and its revision.
type FromDraft = Option<(MomentId, i64)>;

impl<C: Clock, V: KeyVault> Engine<C, V> {
    /// Does something.
    pub(super) async fn act(&self, deed: Deed) -> Result<Done, Fault>
    where
        C: 'static,
        V: 'static,
    {
        loop {
            let now = self.now()?;
            let (action, draft) = self.action(deed.clone(), now)?;
            if let Action::PostMoment { moment } = &action {
                moment.check().map_err(Fault::Moment)?;
            }
            self.judged(&action, now)?.map_err(Fault::Refused)?;
            let (operation, signed) = self.sign(&action).await?;
            // While the key signed, something else may have been done: what is saved is judged as things stand now.
            let effects = self.judged(&action, now)?.map_err(Fault::Refused)?;
            let acted = Acted {
                operation,
                action: &action,
                done_at: now,
                effects: &effects,
                signed: &signed,
            };
            match draft {
                None => self.store.act(&acted)?,
                Some((id, revision)) => match self.store.act_from_draft(id, revision, &acted) {
                    // The draft too may have been changed: what is sent is what was written last.
                    Err(StoreFault::NotFound) if self.store.draft(id)?.revision != revision => continue,
                    done => {
                        done?;
                        // Something refused may have gone with it.
                        self.tell(Change::Feed);
                        self.tell(Change::Records);
                    }
                },
            }
            self.tell_of(&effects);
            self.outbox_changed()?;
            return Ok(Done {
                subject: action.subject(),
            });
        }
    }

    /// Queues a refused operation again, if the rules as this device knows them do not refuse it as well. What was done
    /// before the device was bound anew is signed anew: its key may be another one now.
    pub(super) async fn retry(&self, operation: OperationId) -> Result<(), Fault>
    where
        C: 'static,
        V: 'static,
    {
        let refused = self.store.refused(operation)?;
        let clock = &refused.clock;
        let effects = self
            .judged_by(&refused.action, done_at(clock, None, self.now()?), clock.wall)?
            .map_err(Fault::Refused)?;
        let signed = match self.store.enrolment()? {
            // Nobody signs for somebody else who had this phone before.
            Some((device, person)) if refused.device != device && refused.person == person => {
                Some(self.sign_operation(&Operation { device, ..refused }).await?)
            }
            _ => None,
        };
        self.store.retry(operation, &effects, signed.as_ref())?;
        self.tell_of(&effects);
        self.outbox_changed()
    }

    /// Drops a refused operation.
    pub(super) fn discard(&self, operation: OperationId) -> Result<(), Fault>
    where
        C: 'static,
        V: 'static,
    {
        self.store.drop_refused(operation)?;
        self.tell(Change::Feed);
        self.tell(Change::Records);
        self.outbox_changed()
    }

    /// The action of a deed, and the draft that it is made of.
    pub(super) fn action(&self, deed: Deed, now: Timestamp) -> Result<(Action, FromDraft), Fault> {
        let (directory, settings) = (self.directory()?, self.store.settings()?);
        let doer = Doer {
            me: directory.me.id,
            now,
            policies: &settings.policies,
            calendar: &settings.calendar,
        };
        let read = |id| -> Result<(Draft, FromDraft), Fault> {
            let row = self.store.draft(id)?;
            Ok((row.draft, Some((id, row.revision))))
        };
        match deed {
            Deed::PostMoment { draft } => {
                let (draft, from) = read(draft)?;
                let moment = doer.moment(draft);
                Ok((Action::PostMoment { moment }, from))
            }
            Deed::DeliverTask { task, draft } => {
                let (draft, from) = read(draft)?;
                Ok((Doer::delivery(task, draft), from))
            }
            deed => {
                let written_in = match &deed {
                    Deed::PublishLesson { draft, .. }
                    | Deed::GiveTask { draft, .. }
                    | Deed::AskLeave { draft, .. }
                    | Deed::AskCorrection { draft, .. } => *draft,
                    _ => None,
                };
                let action = doer.action(deed).ok_or(Fault::NotFound)?;
                Ok(match written_in.map(read).transpose()? {
                    Some((draft, from)) => (Doer::with_files(action, &draft.attachments)?, from),
                    None => (action, None),
                })
            }
        }
    }

    /// What the rules say, as this device knows the county.
    pub(super) fn judged(&self, action: &Action, done_at: Timestamp) -> Result<Verdict, Fault> {
        self.judged_by(action, done_at, self.clock.now())
    }

    fn judged_by(&self, action: &Action, done_at: Timestamp, wall: Timestamp) -> Result<Verdict, Fault> {
        let world = DeviceWorld::new(&self.store, self.directory()?, done_at, self.now()?)?.with_wall(wall);
        let verdict = judge(action, &world);
        world.sound()?;
        Ok(verdict)
    }

    /// Who one is.
    pub(super) fn directory(&self) -> Result<Rc<Directory>, Fault> {
        self.store.directory()?.ok_or(Fault::NotEnrolled)
    }

    /// The outbox has something else in it: say so, and let the exchange look.
    pub(super) fn outbox_changed(&self) -> Result<(), Fault>
    where
        C: 'static,
        V: 'static,
    {
        self.recount()?;
        self.wake();
        Ok(())
    }

    /// Tells pages what to ask again.
    fn tell_of(&self, effects: &[Effect])
    where
        C: 'static,
        V: 'static,
    {
        let is_record = |effect: &Effect| matches!(effect, Effect::Put(_) | Effect::SetUnit(_));
        if effects.iter().any(is_record) {
            self.tell(Change::Records);
        }
        if !effects.iter().all(is_record) {
            self.tell(Change::Feed);
        }
        if effects.iter().any(|effect| matches!(effect, Effect::SetUnit(_))) {
            self.tell(Change::Session);
        }
    }

    async fn sign(&self, action: &Action) -> Result<(OperationId, SignedOperation), Fault> {
        let Some((device, person)) = self.store.enrolment()? else {
            return Err(Fault::NotEnrolled);
        };
        let id = OperationId::new(self.now()?);
        let operation = Operation {
            id,
            person,
            device,
            action: action.clone(),
            clock: self.clock_evidence()?,
        };
        Ok((id, self.sign_operation(&operation).await?))
    }

    async fn sign_operation(&self, operation: &Operation) -> Result<SignedOperation, Fault> {
        let unwritable = |error: serde_json::Error| Fault::Storage(error.to_string());
        let text = serde_json::to_string(operation).map_err(unwritable)?;
        let signature = self
            .vault
            .sign(text.as_bytes())
            .await
            .map_err(|fault| Fault::Storage(fault.to_string()))?;
        let operation = RawValue::from_string(text).map_err(unwritable)?;
        Ok(SignedOperation {
            operation,
            signature,
            attempt: 0,
        })
    }
}
