//! People and units in memory: every call needs them, and they change a few times a day.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{Duration, Instant};

use jishi_core::model::{Person, PersonId, Sha256, Unit, UnitId};
use jishi_core::protocol::Problem;
use jishi_core::rules::access::{UnitTree, may_see_moments};
use tokio::sync::watch;

use super::{Service, fail};
use crate::storage::{Audience, Roster, Sees};

/// How long an import by another process on the same SQLite file may go unseen.
const STALE_AFTER: Duration = Duration::from_secs(2);

/// The roster at one moment.
pub struct Directory {
    version: u64,
    people: HashMap<PersonId, Person>,
    units: HashMap<UnitId, Unit>,
    staff: HashMap<UnitId, Vec<PersonId>>,
    tree: UnitTree,
    known: HashMap<PersonId, InTheLog>,
    sights: Mutex<HashMap<PersonId, (Audience, View)>>,
}

/// Somebody, as cursors count them.
struct InTheLog {
    /// Where the log of changes first tells of them.
    since: u64,
    mark: u64,
}

/// Stands for what somebody sees, in a cursor: an equal one means that they see the moments of the same people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct View(pub(super) u64);

impl Directory {
    pub(super) fn new(roster: Roster) -> Self {
        let mut staff: HashMap<UnitId, Vec<PersonId>> = HashMap::new();
        for listed in &roster.people {
            staff
                .entry(listed.person.unit)
                .or_default()
                .push(listed.person.id);
        }
        Self {
            version: roster.version,
            staff,
            tree: UnitTree::new(&roster.units),
            known: roster
                .since
                .into_iter()
                .map(|(person, since)| {
                    let mark = mark(b"author", person);
                    (person, InTheLog { since, mark })
                })
                .collect(),
            people: roster
                .people
                .into_iter()
                .map(|listed| (listed.person.id, listed.person))
                .collect(),
            units: roster.units.into_iter().map(|unit| (unit.id, unit)).collect(),
            sights: Mutex::default(),
        }
    }

    /// A person.
    #[must_use]
    pub fn person(&self, id: PersonId) -> Option<&Person> {
        self.people.get(&id)
    }

    /// A unit.
    #[must_use]
    pub fn unit(&self, id: UnitId) -> Option<&Unit> {
        self.units.get(&id)
    }

    /// The people of one unit.
    #[must_use]
    pub fn people_of(&self, unit: UnitId) -> Vec<&Person> {
        let staff = self.staff.get(&unit).into_iter().flatten();
        staff.filter_map(|id| self.people.get(id)).collect()
    }

    /// Everybody, in no order.
    pub(super) fn everybody(&self) -> impl Iterator<Item = &Person> {
        self.people.values()
    }

    /// The state of the roster that this is; see [`Storage::roster_version`](crate::storage::Storage::roster_version).
    pub(super) const fn version(&self) -> u64 {
        self.version
    }

    /// The tree of units, as the rules of access take it.
    #[must_use]
    pub const fn tree(&self) -> &UnitTree {
        &self.tree
    }

    /// Those of `authors` whose moments `viewer` may see.
    pub(super) fn seen(&self, viewer: &Person, authors: &[PersonId]) -> impl Iterator<Item = PersonId> {
        let known = authors.iter().filter_map(|author| self.person(*author));
        known
            .filter(|author| may_see_moments(viewer, author, &self.tree))
            .map(|author| author.id)
    }

    /// What `viewer` takes in from the log of changes. Worked out once per person and state of the roster.
    pub(super) fn audience(&self, viewer: &Person) -> Audience {
        self.sight(viewer).0
    }

    /// What `viewer` sees, as far as the log of changes tells up to `end`. New colleagues, of whom it tells later, make no
    /// difference: nothing of theirs can have been passed over.
    pub(super) fn view(&self, viewer: &Person, end: u64) -> View {
        let (audience, view) = self.sight(viewer);
        if end >= self.version {
            return view;
        }
        self.add_up(viewer, &audience.sees, |since| since <= end)
    }

    fn sight(&self, viewer: &Person) -> (Audience, View) {
        let mut sights = self.sights.lock().unwrap_or_else(PoisonError::into_inner);
        let made = sights.entry(viewer.id).or_insert_with(|| {
            let seen = self
                .people
                .values()
                .filter(|author| may_see_moments(viewer, author, &self.tree));
            let authors: HashSet<PersonId> = seen.map(|author| author.id).collect();
            let sees = if authors.len() == self.people.len() {
                Sees::Everyone
            } else {
                Sees::Authors(Arc::new(authors))
            };
            let view = self.add_up(viewer, &sees, |_| true);
            let audience = Audience {
                reader: viewer.id,
                sees,
            };
            (audience, view)
        });
        made.clone()
    }

    fn add_up(&self, viewer: &Person, sees: &Sees, counts: impl Fn(u64) -> bool) -> View {
        // What is for the reader alone belongs to the view as well.
        let own = mark(b"reader", viewer.id);
        let known = self.known.iter();
        let seen = known.filter(|(author, known)| counts(known.since) && sees.takes(Some(**author)));
        View(seen.fold(own, |sum, (_, known)| sum.wrapping_add(known.mark)))
    }
}

/// A number for somebody, as good as drawn. The order in which such numbers are added makes no difference.
fn mark(as_what: &[u8; 6], person: PersonId) -> u64 {
    let digest = Sha256::of(&[as_what.as_slice(), person.0.as_bytes()].concat());
    digest
        .0
        .first_chunk()
        .map_or(0, |first| u64::from_be_bytes(*first))
}

/// The directory as last read.
pub(super) struct Cache {
    changed: watch::Receiver<u64>,
    held: RwLock<Option<Held>>,
}

#[derive(Clone)]
struct Held {
    directory: Arc<Directory>,
    turn: u64,
    checked: Instant,
}

impl Cache {
    pub(super) const fn new(changed: watch::Receiver<u64>) -> Self {
        Self {
            changed,
            held: RwLock::new(None),
        }
    }

    fn held(&self) -> Option<Held> {
        self.held.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn hold(&self, directory: Arc<Directory>, turn: u64) {
        let held = Held {
            directory,
            turn,
            checked: Instant::now(),
        };
        *self.held.write().unwrap_or_else(PoisonError::into_inner) = Some(held);
    }
}

impl Service {
    /// The roster as it is now.
    ///
    /// # Errors
    /// If the storage fails.
    pub async fn directory(&self) -> Result<Arc<Directory>, Problem> {
        let cache = &self.inner.directory;
        let turn = *cache.changed.borrow();
        if let Some(held) = cache.held()
            && held.turn == turn
            && held.checked.elapsed() < STALE_AFTER
        {
            return Ok(held.directory);
        }
        self.read_directory().await
    }

    /// The roster as the storage has it at this moment.
    pub(super) async fn read_directory(&self) -> Result<Arc<Directory>, Problem> {
        let cache = &self.inner.directory;
        let turn = *cache.changed.borrow();
        if let Some(held) = cache.held()
            && self.inner.storage.roster_version().await.map_err(fail)? == held.directory.version
        {
            cache.hold(held.directory.clone(), turn);
            return Ok(held.directory);
        }
        let directory = Arc::new(Directory::new(self.inner.storage.roster().await.map_err(fail)?));
        cache.hold(directory.clone(), turn);
        Ok(directory)
    }
}
