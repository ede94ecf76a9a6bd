//! Who reads the requests on record, worked out anew: a leader who is put in charge gets what waits for a decision, and
//! what somebody may no longer read leaves their phone.

use std::sync::Arc;

use jishi_core::model::{PersonId, RecordId, RecordKind, Sha256};
use jishi_core::protocol::Problem;
use jishi_core::rules::access::{Readers, readers};

use super::needs::Needs;
use super::scene::{At, Scene, Setting};
use crate::service::{Service, fail};
use crate::storage::{Retelling, Retold, Told};

/// Requests that are in memory at one time.
const AT_ONCE: u32 = 1_000;

impl Service {
    /// Tells of requests those who may read them by today's roster and were not told, and takes them from those who may no
    /// longer. Nothing is done if nothing has changed since the last time; what is broken off is done again. Returns how
    /// many requests have other readers.
    ///
    /// # Errors
    /// If the storage fails.
    pub async fn retell(&self) -> Result<usize, Problem> {
        let storage = &*self.inner.storage;
        let directory = self.read_directory().await?;
        let settings = Arc::new(self.settings().await?);
        let now = self.now();
        let retold = Retold {
            roster: directory.version(),
            settings: Sha256::of(&serde_json::to_vec(&*settings).map_err(fail)?),
            day: settings.calendar.day(now),
        };
        let before = storage.retold().await.map_err(fail)?;
        if before == Some(retold) {
            return Ok(0);
        }
        let since = before.map_or(0, |before| before.roster);
        let (mut after, mut changed) = (None, 0);
        loop {
            let told = storage.told(since, after, AT_ONCE).await.map_err(fail)?;
            let Some(last) = told.last() else { break };
            after = Some(last.stored.record.id());
            // Who may read does not depend on who acts.
            let Some(actor) = directory.person(last.stored.record.owner()) else {
                return Err(fail("a request of nobody"));
            };
            let setting = Setting {
                directory: directory.clone(),
                settings: settings.clone(),
                actor: actor.clone(),
                now,
            };
            let needs = told.iter().map(needs).collect::<Vec<_>>();
            let scene = Scene::load(storage, setting, &needs, None).await.map_err(fail)?;
            let world = At {
                scene: &scene,
                done_at: now,
                wall: now,
                received: now,
            };
            let retellings: Vec<Retelling> = told.iter().filter_map(|told| retelling(&world, told)).collect();
            if !retellings.is_empty() {
                changed += retellings.len();
                storage.retell(retellings, None).await.map_err(fail)?;
            }
        }
        storage.retell(Vec::new(), Some(retold)).await.map_err(fail)?;
        Ok(changed)
    }
}

/// What decides who reads a request: for an appeal also who caused the entry, for a task the chain of responsibility.
fn needs(told: &Told) -> Needs {
    let record = &told.stored.record;
    let of = |kind: RecordKind| -> Vec<RecordId> {
        let is_of = record.kind() == kind;
        is_of.then(|| record.id()).into_iter().collect()
    };
    Needs {
        records: vec![record.id()],
        trees: of(RecordKind::Task),
        appeals: of(RecordKind::Appeal),
        ..Needs::default()
    }
}

fn retelling(world: &At<'_>, told: &Told) -> Option<Retelling> {
    let record = &told.stored.record;
    let Readers::People(now) = readers(world, record) else {
        return None;
    };
    let missing = |of: &[PersonId], from: &[PersonId]| -> Vec<PersonId> {
        let missing = of.iter().filter(|person| !from.contains(person));
        missing.copied().collect()
    };
    let (gain, lose) = (missing(&now, &told.readers), missing(&told.readers, &now));
    (!gain.is_empty() || !lose.is_empty()).then(|| Retelling {
        record: record.id(),
        gain,
        lose,
    })
}
