//! Keeping a draft while it is written. The keeper lives at the root, so that the last words arrive even when the page
//! has been left.

use std::{cell::RefCell, rc::Rc};

use dioxus::prelude::*;
use futures_channel::mpsc;
use futures_util::StreamExt as _;
use jishi_core::engine::{Fault, SaveDraft};

use super::{Engine, sleep};

/// Longest time for which typed words are in memory only.
const PAUSE_MS: u32 = 150;

/// Keeps drafts, the newest words last.
#[derive(Clone)]
pub struct DraftKeeper {
    latest: Rc<RefCell<Option<SaveDraft>>>,
    wake: mpsc::UnboundedSender<()>,
    /// Why the last words could not be kept.
    pub fault: Signal<Option<Fault>>,
}

impl DraftKeeper {
    /// Keeps this soon, unless something newer comes first.
    pub fn keep(&self, save: SaveDraft) {
        *self.latest.borrow_mut() = Some(save);
        // The keeper lives as long as the app.
        let _ = self.wake.unbounded_send(());
    }

    /// Takes out what has not been kept yet, for who keeps it at once.
    #[must_use]
    pub fn take(&self) -> Option<SaveDraft> {
        self.latest.borrow_mut().take()
    }

    /// Keeps what has not been kept, now.
    ///
    /// # Errors
    /// What the engine says.
    pub async fn flush(&self, engine: &Engine) -> Result<(), Fault> {
        let Some(save) = self.take() else { return Ok(()) };
        let outcome = engine.ask(save.clone()).await;
        if outcome.is_err() {
            // They stay in memory, unless there are newer ones by now.
            self.latest.borrow_mut().get_or_insert(save);
        }
        outcome
    }
}

/// Makes the keeper and gives it to everything below.
pub(crate) fn provide_drafts(engine: &Engine) {
    let engine = engine.clone();
    use_context_provider(move || {
        let (wake, mut woken) = mpsc::unbounded();
        let keeper = DraftKeeper {
            latest: Rc::default(),
            wake,
            fault: Signal::new(None),
        };
        let (kept, mut fault) = (keeper.clone(), keeper.fault);
        spawn(async move {
            while woken.next().await.is_some() {
                sleep(PAUSE_MS).await;
                // One wake for each letter; the first of them has kept them all.
                if kept.latest.borrow().is_none() {
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
