//! The exchange with the server: one step after another while there is something to do, then rest until woken.

use std::rc::Rc;

use futures_channel::mpsc;
use futures_util::{FutureExt as _, StreamExt as _, select};

use super::{
    Change, Delivery, Engine, Fault, SyncState, Trouble,
    ahead::Ahead,
    listen::{Heard, Listening, SILENCE_MS},
};
use crate::{
    http::CallFault,
    model::OperationId,
    outbox::{Next, of_fault, of_outcome},
    ports::{Clock, KeyVault},
    protocol::{Outcome, PUSH_MAX, Protocol as _, PushRequest},
    store::QueuedOperation,
    sync::{Snapshot, Step, delay_ms, plan},
};

impl<C: Clock + 'static, V: KeyVault + 'static> Engine<C, V> {
    pub(super) async fn exchange(self: Rc<Self>, mut woken: mpsc::UnboundedReceiver<()>) {
        let mut failures = 0;
        let (mut listening, mut ahead) = (Listening::Not, Ahead::default());
        loop {
            let wait = match self.round(&mut listening).await {
                Ok(()) => {
                    failures = 0;
                    self.set_trouble(None, None);
                    ahead.begin(&self);
                    listening.patience_ms()
                }
                Err(trouble) => {
                    // Of a line that carries a little between two cuts it is not to be taken that nothing gets through.
                    failures = if self.progress.take() { 1 } else { failures + 1 };
                    listening = Listening::Not;
                    let wait = delay_ms(failures, trouble, random());
                    self.set_trouble(Some(trouble), Some(self.clock.now().plus(wait as i64)));
                    wait
                }
            };
            self.rest(wait, &mut listening, &mut ahead, &mut woken).await;
        }
    }

    /// Waits for a wake-up, an event or the time.
    async fn rest(
        &self,
        wait: u64,
        listening: &mut Listening,
        ahead: &mut Ahead,
        woken: &mut mpsc::UnboundedReceiver<()>,
    ) {
        let timer = self.clock.sleep(wait).fuse();
        futures_util::pin_mut!(timer);
        loop {
            let heard = {
                let (hear, fetch) = (listening.hear().fuse(), ahead.go_on().fuse());
                futures_util::pin_mut!(hear, fetch);
                select! {
                    () = timer => Heard::Lost,
                    () = fetch => Heard::Nothing,
                    heard = hear => heard,
                    _ = woken.next() => {
                        // Several taps in a row are one reason to look.
                        while woken.try_recv().is_ok() {}
                        return;
                    }
                }
            };
            match heard {
                Heard::Life => timer.set(self.clock.sleep(SILENCE_MS).fuse()),
                Heard::Nothing => {}
                Heard::News => {
                    self.pull_due.set(true);
                    return;
                }
                // Listen anew, and look what was missed.
                Heard::Lost => {
                    *listening = Listening::Not;
                    self.pull_due.set(true);
                    return;
                }
            }
        }
    }

    /// Steps until nothing is left to do.
    async fn round(&self, listening: &mut Listening) -> Result<(), Trouble> {
        let mut batch = PUSH_MAX;
        let (mut new_tokens, mut files_again) = (0, 0);
        loop {
            let snapshot = self.snapshot(listening).map_err(local)?;
            let next = match plan(snapshot) {
                Step::Rest => return Ok(()),
                Step::GetToken => match self.fetch_token().await.map_err(local)? {
                    Ok(_) => None,
                    // A server that does not know this device will not know it at once if it is asked again at once.
                    Err(fault) => Some(match of_fault(&fault) {
                        Next::Refused(problem) => Next::Later(Trouble::ServerFailed {
                            status: problem.status,
                        }),
                        next => next,
                    }),
                },
                Step::Push => self.push(batch).await.map_err(local)?,
                Step::Upload => self.upload().await.map_err(local)?,
                Step::Listen => {
                    *listening = Listening::open(self.server.clone(), self.live_token().unwrap_or_default());
                    None
                }
                Step::Pull => self.pull().await.map_err(local)?,
            };
            match next {
                None | Some(Next::Done(_) | Next::Refused(_)) => {}
                // A server that misses what it has just been sent is in trouble, not in need of it once more.
                Some(Next::SendFilesAgain) if files_again < 2 => files_again += 1,
                Some(Next::SendFilesAgain) => return Err(Trouble::ServerFailed { status: 424 }),
                // Perhaps a smaller parcel fits through.
                Some(Next::Later(Trouble::TooLargeForTheWay)) if batch > 1 => batch = batch.div_ceil(8),
                Some(Next::Later(trouble)) => return Err(trouble),
                // A server that refuses every new token is in trouble, not in need of another one.
                Some(Next::NewToken) if new_tokens < 2 => {
                    new_tokens += 1;
                    self.token.replace(None);
                }
                Some(Next::NewToken) => return Err(Trouble::ServerFailed { status: 401 }),
                Some(Next::SessionEnded(why)) => {
                    self.token.replace(None);
                    self.store
                        .end_enrolment(&why)
                        .map_err(|fault| local(fault.into()))?;
                    self.tell(Change::Session);
                }
            }
        }
    }

    fn snapshot(&self, listening: &Listening) -> Result<Snapshot, Fault> {
        self.look_at_line()?;
        Ok(Snapshot {
            enrolled: self.store.enrolment()?.is_some(),
            token: self.live_token().is_some(),
            ready: !self.store.ready(1)?.is_empty(),
            upload: self.store.next_upload()?.is_some(),
            pull: self.pull_due.get(),
            events_settled: !matches!(listening, Listening::Not),
        })
    }

    /// Sends operations; what each answer means is applied to each.
    async fn push(&self, limit: usize) -> Result<Option<Next>, Fault> {
        let ready = self.store.ready(limit)?;
        let ids: Vec<OperationId> = ready.iter().map(|operation| operation.id).collect();
        self.store.mark_sending(&ids, true)?;
        for operation in &ready {
            self.tell_delivery(operation.subject)?;
        }
        let request = PushRequest {
            operations: ready.iter().map(|operation| operation.signed.clone()).collect(),
            clock: Some(self.clock_evidence()?),
        };
        let token = self.live_token().unwrap_or_default();
        let reply = self.server.push(&token, request).await;
        let outcomes = match reply {
            Ok(reply) if reply.outcomes.len() == ready.len() => reply.outcomes,
            Ok(_) => {
                self.put_back(&ready)?;
                return Ok(Some(Next::Later(Trouble::NotOurServer)));
            }
            Err(fault) => return self.push_failed(&ready, &fault),
        };
        let mut worst = None;
        for (operation, outcome) in ready.iter().zip(&outcomes) {
            if let Some(next) = self.settle(operation, outcome)? {
                worst = Some(next);
            }
        }
        self.pull_due.set(true);
        self.tell(Change::Feed);
        self.tell(Change::Records);
        self.recount()?;
        Ok(worst)
    }

    /// Applies the server's word to one operation; what remains is what the whole round has to know.
    fn settle(&self, operation: &QueuedOperation, outcome: &Outcome) -> Result<Option<Next>, Fault> {
        let next = of_outcome(outcome);
        match &next {
            Next::Done(receipt) if receipt.operation == operation.id => {
                self.store.settle(operation.id, receipt)?;
                self.tell(Change::Delivery(
                    operation.subject,
                    Delivery::Received(receipt.clone()),
                ));
                return Ok(None);
            }
            // A receipt for something else is not our server's.
            Next::Done(_) => {
                self.store.mark_sending(&[operation.id], false)?;
                return Ok(Some(Next::Later(Trouble::NotOurServer)));
            }
            Next::Refused(problem) => self.store.refuse(operation.id, problem)?,
            Next::SendFilesAgain => {
                self.store.restart_uploads_of(operation.id)?;
                self.store.mark_sending(&[operation.id], false)?;
            }
            Next::Later(_) | Next::NewToken | Next::SessionEnded(_) => {
                self.store.mark_sending(&[operation.id], false)?;
            }
        }
        self.tell_delivery(operation.subject)?;
        Ok(Some(next))
    }

    /// A whole push failed: nothing is refused for the company it was in.
    fn push_failed(&self, ready: &[QueuedOperation], fault: &CallFault) -> Result<Option<Next>, Fault> {
        let next = of_fault(fault);
        match (&next, ready) {
            (Next::Refused(problem), [only]) => {
                self.store.refuse(only.id, problem)?;
                self.tell_delivery(only.subject)?;
                self.tell(Change::Records);
                self.recount()?;
                Ok(Some(next))
            }
            (Next::Refused(_), _) => {
                self.put_back(ready)?;
                // One by one, to find the one that the server will not read.
                Ok(Some(Next::Later(Trouble::TooLargeForTheWay)))
            }
            _ => {
                self.put_back(ready)?;
                Ok(Some(next))
            }
        }
    }

    fn put_back(&self, ready: &[QueuedOperation]) -> Result<(), Fault> {
        let ids: Vec<OperationId> = ready.iter().map(|operation| operation.id).collect();
        self.store.mark_sending(&ids, false)?;
        for operation in ready {
            self.tell_delivery(operation.subject)?;
        }
        Ok(())
    }

    fn set_trouble(&self, trouble: Option<Trouble>, next_try: Option<crate::model::Timestamp>) {
        let state: SyncState = {
            let mut state = self.sync_state.borrow_mut();
            if (state.trouble, state.next_try) == (trouble, next_try) {
                return;
            }
            (state.trouble, state.next_try) = (trouble, next_try);
            state.clone()
        };
        self.tell(Change::Sync(state));
    }
}

/// What a fault of this device's own means for the exchange: it waits.
fn local(fault: Fault) -> Trouble {
    tracing::warn!(%fault, "exchange stopped by the device's own store");
    Trouble::DeviceFull
}

fn random() -> u32 {
    getrandom::u32().unwrap_or(u32::MAX / 2)
}
