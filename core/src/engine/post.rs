//! From a tap to the outbox: what a person does becomes a signed operation, saved with its effect before it is shown.

use std::rc::Rc;

use serde_json::value::RawValue;

use super::{Change, Engine, Fault, React};
use crate::{
    model::{Action, Moment, MomentId, Operation, OperationId, Reaction, clean_text},
    ports::{Clock, KeyVault},
    protocol::SignedOperation,
    rules::access,
    store::{Directory, StoreFault},
};

impl<C: Clock, V: KeyVault> Engine<C, V> {
    /// Posts a draft.
    pub(super) async fn post(&self, id: MomentId) -> Result<MomentId, Fault>
    where
        C: 'static,
        V: 'static,
    {
        let me = self.directory()?;
        loop {
            let row = self.store.draft(id)?;
            let moment = Moment {
                id,
                author: me.me.id,
                text: clean_text(row.draft.text.trim_end()),
                attachments: row.draft.attachments,
                place: row.draft.place,
                done_at: self.clock.now(),
            };
            moment.check().map_err(Fault::Moment)?;
            let (operation, signed) = self
                .sign(Action::PostMoment {
                    moment: moment.clone(),
                })
                .await?;
            match self.store.post(&moment, row.revision, operation, &signed) {
                Ok(()) => break,
                // A change of the draft slipped in while the key signed: what is posted is what was written last.
                Err(StoreFault::NotFound) => {}
                Err(fault) => return Err(fault.into()),
            }
        }
        self.tell(Change::Feed);
        self.outbox_changed()?;
        Ok(id)
    }

    /// Sets or takes back a reaction.
    pub(super) async fn react(&self, react: React) -> Result<(), Fault>
    where
        C: 'static,
        V: 'static,
    {
        let me = self.directory()?;
        let item = self.store.feed_item(&me, react.moment)?;
        if !access::may_react(&me.me, &item.author, &me.units) {
            return Err(Fault::NotFound);
        }
        let action = Action::React {
            moment: react.moment,
            reaction: react.reaction.clone(),
        };
        let (operation, signed) = self.sign(action).await?;
        let reaction = react.reaction.map(|kind| Reaction {
            moment: react.moment,
            giver: me.me.id,
            kind,
            done_at: self.clock.now(),
        });
        self.store
            .react((react.moment, reaction.as_ref()), me.me.id, operation, &signed)?;
        self.tell(Change::Feed);
        self.outbox_changed()
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

    async fn sign(&self, action: Action) -> Result<(OperationId, SignedOperation), Fault> {
        let Some((device, person)) = self.store.enrolment()? else {
            return Err(Fault::NotEnrolled);
        };
        let id = OperationId::new(self.clock.now());
        let operation = Operation {
            id,
            person,
            device,
            action,
            clock: self.clock_evidence()?,
        };
        let unwritable = |error: serde_json::Error| Fault::Storage(error.to_string());
        let text = serde_json::to_string(&operation).map_err(unwritable)?;
        let signature = self
            .vault
            .sign(text.as_bytes())
            .await
            .map_err(|fault| Fault::Storage(fault.to_string()))?;
        let operation = RawValue::from_string(text).map_err(unwritable)?;
        Ok((id, SignedOperation { operation, signature }))
    }
}
