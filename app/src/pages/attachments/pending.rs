//! What was chosen and is not yet attached.

use std::collections::HashMap;

use dioxus::prelude::*;
use futures_channel::oneshot;
use jishi_core::engine::Fault;

/// A file on its way to a draft. It is known by its name: a photo is not shown before it is small, for the page would answer
/// nothing while a large one is decoded.
#[derive(Clone, Debug, PartialEq)]
pub struct Pending {
    /// Tells it apart from the others.
    pub id: u32,
    /// What it is called.
    pub name: String,
    /// How far it is.
    pub coming: Coming,
}

/// How far a file is on its way to a draft.
#[derive(Clone, Debug, PartialEq)]
pub enum Coming {
    /// Its turn has not come.
    Waits,
    /// The engine has it.
    Begun,
    /// Taken away after it had begun: it is not shown, and nothing is sent before it is surely off the draft.
    Dropped,
    /// It cannot be attached.
    Refused(Fault),
}

impl Pending {
    /// Whether there is something of it to see.
    pub(super) fn is_shown(&self) -> bool {
        self.coming != Coming::Dropped
    }

    /// Why it cannot be attached.
    pub(super) const fn fault(&self) -> Option<&Fault> {
        match &self.coming {
            Coming::Refused(fault) => Some(fault),
            _ => None,
        }
    }
}

/// Whether something is still under way to the draft, so that it cannot be sent yet.
pub(in crate::pages) fn are_under_way(pending: &[Pending]) -> bool {
    pending.iter().any(|one| one.fault().is_none())
}

/// The list of what is on its way to one draft.
#[derive(Clone, Copy)]
pub(super) struct List {
    /// In the order in which it was chosen.
    pub all: Signal<Vec<Pending>>,
    /// Tells those that have begun when they are taken away.
    begun: CopyValue<HashMap<u32, oneshot::Sender<()>>>,
    count: CopyValue<u32>,
}

/// Nothing is on its way yet.
pub(super) fn use_pending() -> List {
    List {
        all: use_signal(Vec::new),
        begun: use_hook(|| CopyValue::new(HashMap::new())),
        count: use_hook(|| CopyValue::new(0)),
    }
}

impl List {
    /// One was chosen; what it is known by from now on.
    pub fn choose(mut self, name: String) -> u32 {
        self.count += 1;
        let id = *self.count.peek();
        self.all.write().push(Pending {
            id,
            name,
            coming: Coming::Waits,
        });
        id
    }

    /// The turn of one has come: what is given tells when it is taken away. `None` if it was already.
    pub fn begin(mut self, id: u32) -> Option<oneshot::Receiver<()>> {
        let mut list = self.all.write();
        list.iter_mut().find(|one| one.id == id)?.coming = Coming::Begun;
        let (tell, gone) = oneshot::channel();
        self.begun.write().insert(id, tell);
        Some(gone)
    }

    /// Whether one that has begun is still wanted.
    pub fn wants(self, id: u32) -> bool {
        self.all
            .peek()
            .iter()
            .any(|one| one.id == id && one.coming == Coming::Begun)
    }

    /// One cannot be attached; that is told unless it was taken away.
    pub fn refuse(mut self, id: u32, why: Fault) {
        if self.wants(id) {
            if let Some(one) = self.all.write().iter_mut().find(|one| one.id == id) {
                one.coming = Coming::Refused(why);
            }
            self.begun.write().remove(&id);
        } else {
            self.end(id);
        }
    }

    /// One is no longer on its way.
    pub fn end(mut self, id: u32) {
        self.all.write().retain(|one| one.id != id);
        self.begun.write().remove(&id);
    }

    /// Somebody takes one away.
    pub fn drop(mut self, id: u32) {
        if let Some(tell) = self.begun.write().remove(&id) {
            // Whoever has brought it already does not listen any more.
            let _ = tell.send(());
        }
        self.all.write().retain_mut(|one| {
            if one.id != id {
                return true;
            }
            let begun = matches!(one.coming, Coming::Begun | Coming::Dropped);
            one.coming = Coming::Dropped;
            begun
        });
    }
}
