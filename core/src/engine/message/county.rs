//! What leaders, clerks and the organization department see of others: asked of the server each time, never kept here.

use borsh::{BorshDeserialize, BorshSerialize};
use chrono::NaiveDate;

use super::EntryItem;
use crate::{
    model::{LessonId, MomentId, Person, PersonId, Points, Unit, UnitId, day},
    protocol::{Look, MomentTrace, PersonDay, PlaceOf},
    rules::{
        calendar::DayKind,
        learning::LearningMonth,
        rating::Group,
        score::{Period, Span},
    },
};

/// See [`Command::UnitDay`](super::Command::UnitDay).
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct GetUnitDay {
    /// Of which unit; `None` for one's own.
    pub unit: Option<UnitId>,
    /// Which day; `None` for today.
    #[borsh(serialize_with = "day::write", deserialize_with = "day::read")]
    pub day: Option<NaiveDate>,
}

/// What the people of a unit did on a day.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct UnitDayPage {
    /// The unit.
    pub unit: Unit,
    /// The unit above it, if it may be looked at too.
    pub above: Option<Unit>,
    /// The units directly below it, by name.
    pub below: Vec<Unit>,
    /// The day.
    #[borsh(serialize_with = "day::write", deserialize_with = "day::read")]
    pub day: NaiveDate,
    /// Whether there is a day after it that has begun.
    pub is_past: bool,
    /// What it is by the calendar.
    pub kind: DayKind,
    /// Its people, by rank from the top, then by name.
    pub people: Vec<PersonDayItem>,
}

/// What one person did on a day.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct PersonDayItem {
    /// Who, if known here.
    pub person: Option<Person>,
    /// What they did.
    pub day: PersonDay,
    /// Whether one may see their score.
    pub may_see_score: bool,
}

/// See [`Command::PersonScore`](super::Command::PersonScore).
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct GetPersonScore {
    /// Whose.
    pub person: PersonId,
    /// How long a stretch.
    pub span: Span,
    /// A day in it; `None` for today.
    #[borsh(serialize_with = "day::write", deserialize_with = "day::read")]
    pub day: Option<NaiveDate>,
}

/// Somebody's ledger over a stretch of time.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct PersonScorePage {
    /// Whose, if known here.
    pub person: Option<Person>,
    /// From when to when.
    pub period: Period,
    /// Every entry of it, oldest first. What they rest on has words where it is on this device.
    pub entries: Vec<EntryItem>,
    /// What counts of them, added up.
    pub total: Points,
    /// Today, in the county.
    #[borsh(serialize_with = "day::write", deserialize_with = "day::read")]
    pub today: NaiveDate,
}

/// See [`Command::Ranking`](super::Command::Ranking).
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct GetRanking {
    /// Of which unit and those below it; `None` for the widest that one may see.
    pub unit: Option<UnitId>,
    /// How long a stretch.
    pub span: Span,
    /// A day in it; `None` for today.
    #[borsh(serialize_with = "day::write", deserialize_with = "day::read")]
    pub day: Option<NaiveDate>,
}

/// The places of a unit's people.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct RankingPage {
    /// The unit.
    pub unit: Unit,
    /// From when to when.
    pub period: Period,
    /// Today, in the county.
    #[borsh(serialize_with = "day::write", deserialize_with = "day::read")]
    pub today: NaiveDate,
    /// Each group that has anybody in it.
    pub groups: Vec<RankedGroupItem>,
}

/// The places in one group.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct RankedGroupItem {
    /// Who is compared.
    pub group: Group,
    /// How many people are in it.
    pub people: u32,
    /// Their places, the best first, of those whose score one may see; none in a group that is too small to compare.
    pub places: Vec<PlaceItem>,
    /// How many more have a place.
    pub hidden: u32,
}

/// A place.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct PlaceItem {
    /// Who.
    pub id: PersonId,
    /// The same, if known here.
    pub person: Option<Person>,
    /// Whether one may see their score.
    pub may_see_score: bool,
    /// With how many points.
    pub points: Points,
    /// The place, from 1.
    pub place: u32,
}

/// See [`Command::LookedAt`](super::Command::LookedAt).
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct GetLookedAt;

/// Who looked at one's records, and how long places are kept.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct LookedAtPage {
    /// Newest first.
    pub looks: Vec<LookItem>,
    /// Days after which a place is deleted; `None` while no policy says.
    pub place_days: Option<u16>,
    /// Today, in the county.
    #[borsh(serialize_with = "day::write", deserialize_with = "day::read")]
    pub today: NaiveDate,
}

/// A look as it is shown.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct LookItem {
    /// The look.
    pub look: Look,
    /// Who it was, if known here.
    pub viewer: Option<Person>,
    /// Their unit, if known here.
    pub unit: Option<String>,
}

/// See [`Command::MomentTrace`](super::Command::MomentTrace).
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct GetMomentTrace(pub MomentId);

/// What a moment said before.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct MomentTracePage {
    /// The words, and since when.
    pub trace: MomentTrace,
    /// Who wrote them, if known here.
    pub author: Option<Person>,
    /// Whose the reactions were, in their order, as far as they are known here.
    pub givers: Vec<Option<Person>>,
}

/// See [`Command::Place`](super::Command::Place).
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct GetPlace(pub PlaceOf);

/// See [`Command::LearningOverview`](super::Command::LearningOverview).
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct GetLearningOverview {
    /// How many months, the present one included.
    pub months: u8,
}

/// Whether enough lessons are out, and how many have read them.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct LearningPage {
    /// The months, the present one first.
    pub months: Vec<LearningMonth>,
    /// Their lessons, the latest first.
    pub lessons: Vec<LessonReadersItem>,
}

/// How many have read a lesson.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct LessonReadersItem {
    /// Which.
    pub lesson: LessonId,
    /// Its title, if it is known here.
    pub title: String,
    /// How many have read it.
    pub read: usize,
    /// Of how many people.
    pub of: usize,
}
