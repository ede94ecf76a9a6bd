//! A decision that can be taken back for a moment: it is sent when the moment has passed, also if the page has been left.

use std::{cell::RefCell, rc::Rc};

use dioxus::{dioxus_core::spawn_forever, prelude::*};
use jishi_core::{
    engine::{Act, Deed, Fault},
    model::{AppealId, CorrectionId, DeviceKey, DoubtId, LeaveId, PersonId, TaskId},
};

use uuid::Uuid;

use crate::{
    components::{UNDO_MS, Verdict},
    state::{Engine, sleep, use_engine},
    t,
    texts::Texts,
};

/// A decision that was made and not sent.
#[derive(Clone, Debug, PartialEq)]
pub struct PendingVerdict {
    /// What it decides.
    pub deed: Deed,
    /// Whether it grants.
    pub granted: bool,
}

impl PendingVerdict {
    /// On a leave.
    #[must_use]
    pub fn leave(leave: LeaveId, verdict: Verdict) -> Self {
        let (granted, reason) = apart(verdict);
        Self {
            deed: Deed::DecideLeave {
                leave,
                granted,
                reason,
            },
            granted,
        }
    }

    /// On a request for a missing tap.
    #[must_use]
    pub fn correction(correction: CorrectionId, verdict: Verdict) -> Self {
        let (granted, reason) = apart(verdict);
        Self {
            deed: Deed::DecideCorrection {
                correction,
                granted,
                reason,
            },
            granted,
        }
    }

    /// On a doubt.
    #[must_use]
    pub fn doubt(doubt: DoubtId, verdict: Verdict) -> Self {
        let (granted, reason) = apart(verdict);
        Self {
            deed: Deed::ReviewDoubt {
                doubt,
                granted,
                reason,
            },
            granted,
        }
    }

    /// On an appeal.
    #[must_use]
    pub fn appeal(appeal: AppealId, verdict: Verdict) -> Self {
        let (granted, reason) = apart(verdict);
        Self {
            deed: Deed::DecideAppeal {
                appeal,
                granted,
                reason,
            },
            granted,
        }
    }

    /// On the result of a task.
    #[must_use]
    pub fn result(task: TaskId, verdict: Verdict) -> Self {
        let (accepted, reason) = apart(verdict);
        Self {
            deed: Deed::JudgeTask {
                task,
                accepted,
                reason,
            },
            granted: accepted,
        }
    }

    /// On a device that asks to be somebody's.
    #[must_use]
    pub fn device(person: PersonId, key: DeviceKey, verdict: Verdict) -> Self {
        let (granted, reason) = apart(verdict);
        Self {
            deed: Deed::DecideDevice {
                person,
                key,
                granted,
                reason,
            },
            granted,
        }
    }

    /// The record or device that it decides, which a page leaves out meanwhile.
    #[must_use]
    pub const fn subject(&self) -> Option<Uuid> {
        match &self.deed {
            Deed::DecideLeave { leave, .. } => Some(leave.0),
            Deed::DecideCorrection { correction, .. } => Some(correction.0),
            Deed::ReviewDoubt { doubt, .. } => Some(doubt.0),
            Deed::DecideAppeal { appeal, .. } => Some(appeal.0),
            Deed::JudgeTask { task, .. } => Some(task.0),
            Deed::DecideDevice { key, .. } => Some(key.device.0),
            _ => None,
        }
    }

    /// What was said, for as long as it can be taken back.
    #[must_use]
    pub fn words(&self, texts: &Texts) -> String {
        match (&self.deed, self.granted) {
            (Deed::JudgeTask { .. }, true) => t!(texts, "undo-accepted"),
            (Deed::JudgeTask { .. }, false) => t!(texts, "undo-returned"),
            (Deed::ReviewDoubt { .. }, true) => t!(texts, "undo-doubt-accepted"),
            (Deed::ReviewDoubt { .. }, false) => t!(texts, "undo-doubt-rejected"),
            (Deed::DecideAppeal { .. }, false) => t!(texts, "undo-appeal-refused"),
            (_, true) => t!(texts, "undo-granted"),
            (_, false) => t!(texts, "undo-refused"),
        }
    }
}

fn apart(verdict: Verdict) -> (bool, String) {
    match verdict {
        Verdict::Grant => (true, String::new()),
        Verdict::Refuse(reason) => (false, reason),
    }
}

/// The decisions of a page.
#[derive(Clone)]
pub struct Verdicts {
    engine: Engine,
    held: Rc<RefCell<Option<PendingVerdict>>>,
    /// The one that can be taken back.
    pub pending: Signal<Option<PendingVerdict>>,
    /// Why the last one could not be kept.
    pub fault: Signal<Option<Fault>>,
}

impl Verdicts {
    /// Makes a decision. One that was still waiting is sent at once.
    pub fn decide(&self, verdict: PendingVerdict) {
        let earlier = self.held.borrow_mut().replace(verdict.clone());
        let mut pending = self.pending;
        pending.set(Some(verdict.clone()));
        let this = self.clone();
        // Not of the page's scope: a decision made is sent, even when the page is left meanwhile.
        spawn_forever(async move {
            if let Some(earlier) = earlier {
                this.send(earlier).await;
            }
            sleep(UNDO_MS).await;
            let due = this.held.borrow_mut().take_if(|held| *held == verdict);
            if let Some(due) = due {
                let mut pending = this.pending;
                if let Ok(mut pending) = pending.try_write() {
                    *pending = None;
                }
                this.send(due).await;
            }
        });
    }

    /// Takes the last one back.
    pub fn undo(&self) {
        self.held.borrow_mut().take();
        let mut pending = self.pending;
        pending.set(None);
    }

    async fn send(&self, verdict: PendingVerdict) {
        let mut fault = self.fault;
        if let Err(why) = self.engine.ask(Act(verdict.deed)).await
            && let Ok(mut fault) = fault.try_write()
        {
            *fault = Some(why);
        }
    }
}

/// The decisions of this page.
#[must_use]
pub fn use_verdicts() -> Verdicts {
    let engine = use_engine();
    let (pending, fault) = (use_signal(|| None), use_signal(|| None));
    use_hook(|| Verdicts {
        engine,
        held: Rc::default(),
        pending,
        fault,
    })
}
