//! What the engine tells without being asked, sorted by topic, so that a page renders again only for what it shows.

use std::collections::HashMap;

use dioxus::prelude::*;
use futures_channel::mpsc;
use futures_util::StreamExt as _;
use jishi_core::engine::{Change, Delivery, Fault, GetSession, GetSyncState, Session, SyncState};
use uuid::Uuid;

use super::Engine;

/// Something asked for that may not be here yet.
#[derive(Clone, Debug, PartialEq)]
pub enum Loaded<T> {
    /// On its way.
    Loading,
    /// Here.
    Ready(T),
    /// It could not be had.
    Failed(Fault),
}

impl<T> From<Result<T, Fault>> for Loaded<T> {
    fn from(result: Result<T, Fault>) -> Self {
        match result {
            Ok(value) => Self::Ready(value),
            Err(fault) => Self::Failed(fault),
        }
    }
}

/// One signal per topic.
#[derive(Clone, Copy, PartialEq)]
pub struct Topics {
    /// Who is enrolled here.
    pub session: Signal<Loaded<Session>>,
    /// Grows when moments or reactions have changed.
    pub feed: Signal<u64>,
    /// Grows when records, policy or calendar have changed.
    pub records: Signal<u64>,
    /// How the exchange with the server stands.
    pub sync: Signal<SyncState>,
    /// News of moments and records on their way, later than what their last load said.
    pub deliveries: Signal<HashMap<Uuid, Delivery>>,
}

impl Topics {
    /// Asks who is enrolled.
    pub async fn load_session(mut self, engine: &Engine) {
        let session = engine.ask(GetSession).await;
        self.session.set(session.into());
    }

    /// Makes whoever reads this ask again when moments or records have changed.
    pub fn refresh(&self) {
        self.feed.read();
        self.records.read();
    }

    async fn apply(mut self, engine: &Engine, change: Change) {
        match change {
            Change::Session => {
                self.load_session(engine).await;
                self.feed += 1;
                self.records += 1;
            }
            Change::Feed => self.feed += 1,
            Change::Records => self.records += 1,
            Change::Delivery(subject, delivery) => {
                self.deliveries.write().insert(subject, delivery);
            }
            Change::Sync(state) => self.sync.set(state),
        }
    }
}

/// Makes the topics, begins to hear, and gives them to everything below.
pub(crate) fn provide_topics(engine: &Engine) -> Topics {
    let topics = use_context_provider(|| Topics {
        session: Signal::new(Loaded::Loading),
        feed: Signal::new(0),
        records: Signal::new(0),
        sync: Signal::new(SyncState::default()),
        deliveries: Signal::new(HashMap::new()),
    });
    let engine = engine.clone();
    use_hook(move || {
        // Changes arrive outside of any component; the queue carries them to where signals may be written.
        let (sender, mut changes) = mpsc::unbounded();
        engine.listen(move |change| {
            let _ = sender.unbounded_send(change);
        });
        spawn(async move {
            topics.load_session(&engine).await;
            if let Ok(state) = engine.ask(GetSyncState).await {
                let mut sync = topics.sync;
                sync.set(state);
            }
            while let Some(change) = changes.next().await {
                topics.apply(&engine, change).await;
            }
        });
    });
    topics
}

/// The topics.
#[must_use]
pub fn use_topics() -> Topics {
    use_context()
}
