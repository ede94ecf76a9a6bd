//! What was chosen and is not yet attached.

use dioxus::prelude::*;
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
    /// One whose turn has not come.
    pub(super) const fn new(id: u32, name: String) -> Self {
        Self {
            id,
            name,
            coming: Coming::Waits,
        }
    }

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
pub(super) struct List(pub Signal<Vec<Pending>>);

impl List {
    /// The turn of one has come; `false` if it was taken away meanwhile.
    pub fn begin(mut self, id: u32) -> bool {
        let mut list = self.0.write();
        let found = list.iter_mut().find(|one| one.id == id);
        found.map(|one| one.coming = Coming::Begun).is_some()
    }

    /// Whether one that has begun is still wanted.
    pub fn wants(self, id: u32) -> bool {
        self.0
            .peek()
            .iter()
            .any(|one| one.id == id && one.coming == Coming::Begun)
    }

    /// One cannot be attached; that is told unless it was taken away.
    pub fn refuse(mut self, id: u32, why: Fault) {
        if self.wants(id) {
            if let Some(one) = self.0.write().iter_mut().find(|one| one.id == id) {
                one.coming = Coming::Refused(why);
            }
        } else {
            self.end(id);
        }
    }

    /// One is no longer on its way.
    pub fn end(mut self, id: u32) {
        self.0.write().retain(|one| one.id != id);
    }

    /// Somebody takes one away.
    pub fn drop(mut self, id: u32) {
        self.0.write().retain_mut(|one| {
            if one.id != id {
                return true;
            }
            let begun = matches!(one.coming, Coming::Begun | Coming::Dropped);
            one.coming = Coming::Dropped;
            begun
        });
    }
}
