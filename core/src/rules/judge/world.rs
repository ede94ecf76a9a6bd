//! What a judge may look at.

use chrono::NaiveDate;

use uuid::Uuid;

use crate::model::{
    DeviceId, DeviceKey, Entry, EntryKey, MomentId, Person, PersonId, Place, Record, RecordId, RecordKind,
    Timestamp, Unit, UnitId,
};
use crate::rules::{access::UnitTree, calendar::Calendar, policy::Policies};

/// The county as one side knows it: the server all of it, a device what it has pulled. Answers come from memory; who
/// implements it has loaded what the action at hand can ask for.
pub trait World {
    /// Who acts.
    fn actor(&self) -> &Person;
    /// When it was done, as far as the clock evidence supports it.
    fn done_at(&self) -> Timestamp;
    /// What the phone's own clock said when it was done.
    fn wall(&self) -> Timestamp;
    /// When it reached the record, by the server's clock; on a device, now.
    fn received(&self) -> Timestamp;
    /// A person.
    fn person(&self, id: PersonId) -> Option<&Person>;
    /// The people whom the roster lists in one unit, not in those below it, also those who have left.
    fn people_of(&self, unit: UnitId) -> Vec<&Person>;
    /// Those of them who have not left by the time at which it was done.
    fn serving_in(&self, unit: UnitId) -> Vec<&Person> {
        let day = self.calendar().day(self.done_at());
        let mut people = self.people_of(unit);
        people.retain(|person| !person.has_left(day));
        people
    }
    /// A unit.
    fn unit(&self, id: UnitId) -> Option<&Unit>;
    /// How units lie above each other.
    fn tree(&self) -> &UnitTree;
    /// A record, if it exists and this side knows it.
    fn record(&self, id: RecordId) -> Option<&Record>;
    /// The records of one kind that are about a person and touch the days from `first` to `last`.
    fn records_of(
        &self,
        person: PersonId,
        kind: RecordKind,
        first: NaiveDate,
        last: NaiveDate,
    ) -> Vec<&Record>;
    /// The tasks into which a task was split.
    fn parts_of(&self, task: RecordId) -> Vec<&Record>;
    /// A moment, if it exists and this side knows it.
    fn moment(&self, id: MomentId) -> Option<KnownMoment>;
    /// Where the actor was, by everything of theirs that was done from `from` until before `to`, as far as this side knows; what
    /// is being judged may be among it.
    fn fixes(&self, from: Timestamp, to: Timestamp) -> Vec<Fix>;
    /// How many likes and dislikes by the actor, on other moments than `except`, stand that were given on `day`.
    fn given_on(&self, day: NaiveDate, except: MomentId) -> Given;
    /// An entry of the actor's ledger, as it stands now.
    fn entry(&self, key: &EntryKey) -> Option<Entry>;
    /// What has become of a device's request to be somebody's.
    fn asking(&self, device: DeviceId) -> Asking;
    /// The versions of the policy.
    fn policies(&self) -> &Policies;
    /// The county's calendar.
    fn calendar(&self) -> &Calendar;
}

/// A device's request to be somebody's, as far as this side knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asking {
    /// Only the server knows.
    Unknown,
    /// It does not ask.
    No,
    /// It waits.
    Waits {
        /// To be whose.
        person: PersonId,
        /// With which key.
        key: DeviceKey,
    },
    /// It was let in or turned away.
    Decided,
}

/// Where and when somebody did something.
#[derive(Clone, Debug, PartialEq)]
pub struct Fix {
    /// The tap, the moment, the task.
    pub subject: Uuid,
    /// When they were there: when the place was taken, as far as that is known, by the time that counts.
    pub at: Timestamp,
    /// Where.
    pub place: Place,
}

#[cfg(any(test, feature = "client"))]
impl Fix {
    /// Where the owner of a tap or a task was, by it.
    pub(crate) fn of_record(record: &Record) -> Vec<Self> {
        let fix = |subject, at: Timestamp, place: &Option<Place>| {
            let place = place.clone()?;
            // What the phone's clock said is not told with a record; most often it is what counts.
            let at = place.was_at(at, at);
            Some(Self { subject, at, place })
        };
        match record {
            Record::CheckIn { check_in, .. } => fix(check_in.id.0, check_in.done_at, &check_in.place)
                .into_iter()
                .collect(),
            Record::Task { task } => task
                .deliveries
                .iter()
                .filter_map(|delivered| fix(task.id.0, delivered.at, &delivered.place))
                .collect(),
            _ => Vec::new(),
        }
    }
}

/// What a judge has to know of a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownMoment {
    /// Who wrote it.
    pub author: PersonId,
    /// When, as it counts.
    pub done_at: Timestamp,
    /// Whether it was deleted.
    pub deleted: bool,
}

/// Reactions given on one day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// Likes.
    pub likes: u16,
    /// Dislikes.
    pub dislikes: u16,
}
