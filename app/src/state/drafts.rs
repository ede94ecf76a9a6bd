//! Keeping a draft while it is written. The keeper lives at the root, so that the last words arrive even when the page
//! has been left.

use std::{cell::RefCell, collections::HashMap, rc::Rc};

use dioxus::prelude::*;
use futures_channel::mpsc;
use futures_util::{StreamExt as _, future::join_all};
use jishi_core::{
    engine::{Draft, Fault, SaveDraft, SaveForm},
    model::MomentId,
};

use super::{Engine, sleep};

/// Longest time for which typed words are in memory only.
const PAUSE_MS: u32 = 150;

/// A draft as it was typed last.
#[derive(Clone, Debug)]
pub enum Typed {
    /// A moment or a result.
    Words(SaveDraft),
    /// A form.
    Form(SaveForm),
}

impl Typed {
    const fn draft(&self) -> MomentId {
        match self {
            Self::Words(save) => save.draft,
            Self::Form(save) => save.draft,
        }
    }

    async fn keep(self, engine: &Engine) -> Result<(), Fault> {
        match self {
            Self::Words(save) => engine.ask(save).await,
            Self::Form(save) => engine.ask(save).await,
        }
    }

    fn lay_over(&self, draft: &mut Draft) {
        match self {
            Self::Words(save) => {
                draft.text.clone_from(&save.text);
                draft.place.clone_from(&save.place);
            }
            Self::Form(save) => {
                draft.text.clone_from(&save.text);
                draft.fields = Some(save.fields.clone());
            }
        }
    }
}

/// Keeps drafts, the newest words of each.
#[derive(Clone)]
pub struct DraftKeeper {
    unkept: Rc<RefCell<HashMap<MomentId, Typed>>>,
    wake: mpsc::UnboundedSender<()>,
    /// Why the last words could not be kept.
    pub fault: Signal<Option<Fault>>,
}

impl DraftKeeper {
    /// Keeps this soon, unless something newer of the same draft comes first.
    pub fn keep(&self, typed: Typed) {
        self.unkept.borrow_mut().insert(typed.draft(), typed);
        // The keeper lives as long as the app.
        let _ = self.wake.unbounded_send(());
    }

    /// Forgets what has not been kept of a draft, for who keeps it at once or throws it away.
    pub fn forget(&self, draft: MomentId) {
        self.unkept.borrow_mut().remove(&draft);
    }

    /// Opens a draft: what is still on its way to the disk arrives first, and what cannot be kept, as on a full disk, is in
    /// it all the same.
    ///
    /// # Errors
    /// What `open` says.
    pub async fn open(
        &self,
        engine: &Engine,
        open: impl Future<Output = Result<Draft, Fault>>,
    ) -> Result<Draft, Fault> {
        let _ = self.flush(engine).await;
        let mut draft = open.await?;
        if let Some(typed) = self.unkept.borrow().get(&draft.id) {
            typed.lay_over(&mut draft);
        }
        Ok(draft)
    }

    /// Keeps what has not been kept, now.
    ///
    /// # Errors
    /// What the engine says; what it could not keep stays in memory.
    async fn flush(&self, engine: &Engine) -> Result<(), Fault> {
        let unkept = std::mem::take(&mut *self.unkept.borrow_mut());
        // All at once, so that whoever opens one of them meanwhile comes after it.
        let kept = join_all(unkept.into_values().map(async |typed| {
            let outcome = typed.clone().keep(engine).await;
            // A draft that is gone was sent or thrown away, with what was in it then.
            if outcome.as_ref().is_err_and(|fault| *fault != Fault::NotFound) {
                // Unless there is something newer by now.
                self.unkept.borrow_mut().entry(typed.draft()).or_insert(typed);
            }
            outcome
        }));
        kept.await.into_iter().collect()
    }
}

/// Makes the keeper and gives it to everything below.
pub(crate) fn provide_drafts(engine: &Engine) {
    let engine = engine.clone();
    use_context_provider(move || {
        let (wake, mut woken) = mpsc::unbounded();
        let keeper = DraftKeeper {
            unkept: Rc::default(),
            wake,
            fault: Signal::new(None),
        };
        let (kept, mut fault) = (keeper.clone(), keeper.fault);
        spawn(async move {
            while woken.next().await.is_some() {
                sleep(PAUSE_MS).await;
                // One wake for each letter; the first of them has kept them all.
                if kept.unkept.borrow().is_empty() {
                    continue;
                }
                let outcome = kept.flush(&engine).await.err();
                if *fault.peek() != outcome {
                    fault.set(outcome);
                }
            }
        });
        keeper
    });
}
