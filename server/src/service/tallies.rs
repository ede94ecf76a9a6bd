//! Totals of many people, remembered: a county's quarter takes seconds to add up, and is asked for again and again.
//!
//! A total is kept with the state of the record on which it rests, and is used only as long as it would come out the same:
//! nothing of that person was put on the record since, roster, settings and the devices ever bound are as they were, and time
//! alone has not changed it ([`holds_until`](jishi_core::rules::score::holds_until)). After a change only those whom it
//! concerns are added up anew.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use jishi_core::model::{Person, PersonId, Timestamp};
use jishi_core::protocol::{Problem, Settings};
use jishi_core::rules::score::Period;

use super::facts::{Scoring, Tally};
use super::{Directory, Service, fail};
use crate::storage::Stamp;

/// Stretches of time remembered: each span around today and before it, for those who page back.
const PERIODS: usize = 16;
/// Changes after which asking whom they concern costs more than beginning anew.
const FAR_BEHIND: u64 = 500_000;

/// What is remembered.
#[derive(Default)]
pub(super) struct Boards(Mutex<Vec<(Period, Arc<tokio::sync::Mutex<Board>>)>>);

impl Boards {
    /// The board of a stretch of time, the one asked for last coming last. Whoever asks for the same at the same time waits
    /// for the first to add up.
    fn of(&self, period: Period) -> Arc<tokio::sync::Mutex<Board>> {
        let mut boards = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = boards.iter().position(|(known, _)| *known == period);
        let board = known.map_or_else(Arc::default, |at| boards.remove(at).1);
        if boards.len() >= PERIODS {
            boards.remove(0);
        }
        boards.push((period, board.clone()));
        board
    }
}

/// The totals over one stretch of time.
#[derive(Default)]
struct Board {
    rests_on: Option<Base>,
    /// As they were at a point in time; `None` for those who never had a device.
    tallies: HashMap<PersonId, (Timestamp, Option<Tally>)>,
}

/// What totals rest on besides the people's own records.
struct Base {
    stamp: Stamp,
    roster: u64,
    settings: Arc<Settings>,
}

impl Board {
    /// A total that still stands.
    fn stands(&self, person: PersonId, now: Timestamp) -> Option<Option<Tally>> {
        let (as_of, tally) = self.tallies.get(&person)?;
        let until = tally.map_or(Timestamp(i64::MAX), |tally| tally.until);
        (*as_of <= now && now < until).then_some(*tally)
    }
}

impl Service {
    /// The totals of some people over a stretch of time, in their order; `None` for those who have never had a device.
    pub(super) async fn tallies(
        &self,
        directory: &Directory,
        settings: &Arc<Settings>,
        people: &[&Person],
        period: Period,
    ) -> Result<Vec<Option<Tally>>, Problem> {
        let board = self.inner.boards.of(period);
        let mut board = board.lock().await;
        let now = self.now();
        self.catch_up(&mut board, directory, settings).await?;
        let mut missing = people.to_vec();
        missing.retain(|person| board.stands(person.id, now).is_none());
        if !missing.is_empty() {
            let scoring = Scoring {
                storage: &*self.inner.storage,
                directory,
                settings,
                as_of: now,
            };
            let tallies = scoring.tallies(&missing, period).await.map_err(fail)?;
            for (person, tally) in missing.iter().zip(tallies) {
                board.tallies.insert(person.id, (now, tally));
            }
        }
        let tallies = people.iter().map(|person| board.stands(person.id, now).flatten());
        Ok(tallies.collect())
    }

    /// Forgets what no longer rests on the record as it is now.
    async fn catch_up(
        &self,
        board: &mut Board,
        directory: &Directory,
        settings: &Arc<Settings>,
    ) -> Result<(), Problem> {
        let storage = &*self.inner.storage;
        // Before anything is read: what is put on the record meanwhile is taken in once more the next time.
        let stamp = storage.stamp().await.map_err(fail)?;
        let same = board.rests_on.as_ref().filter(|base| {
            base.roster == directory.version()
                && base.settings == *settings
                && base.stamp.devices == stamp.devices
                && stamp.changes.saturating_sub(base.stamp.changes) < FAR_BEHIND
        });
        match same.map(|base| base.stamp) {
            Some(before) if before == stamp => return Ok(()),
            Some(before) => {
                let touched = storage.touched(before.changes).await.map_err(fail)?;
                board.tallies.retain(|person, _| !touched.contains(person));
            }
            None => board.tallies.clear(),
        }
        board.rests_on = Some(Base {
            stamp,
            roster: directory.version(),
            settings: settings.clone(),
        });
        Ok(())
    }
}
