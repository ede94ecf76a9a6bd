//! From what is on the record about a person to the facts that points need.

use chrono::NaiveDate;

use super::{Contested, Corrected, Facts, Given, Log, Period, Read, Received, Seen, Tap};
use crate::model::{
    Area, MomentId, Person, Rank, Reaction, Record, RecordKind, Task, TaskState, Timestamp, Unit, UnitId,
};
use crate::rules::attendance::{hours_of, out_of_service};
use crate::rules::tasks::due;

/// Kinds of record that are few for one person, and of which earlier ones decide about later days: the first reading of a
/// lesson, a task accepted long after its deadline, an appeal on a day long past.
pub const OF_ALL_TIME: [RecordKind; 3] = [RecordKind::Reading, RecordKind::Task, RecordKind::Appeal];
/// Kinds of record that matter on their own days only.
pub const OF_THE_DAY: [RecordKind; 4] = [
    RecordKind::CheckIn,
    RecordKind::Correction,
    RecordKind::Leave,
    RecordKind::Doubt,
];
/// Those of the day that are few: all but taps, of which a county makes two million in a quarter.
pub const OF_THE_DAY_AND_FEW: [RecordKind; 3] =
    [RecordKind::Correction, RecordKind::Leave, RecordKind::Doubt];

/// Collects the facts of one person.
#[derive(Clone, Debug, Default)]
pub struct Gather {
    facts: Facts,
}

impl Gather {
    /// Of somebody who keeps their record from a day on to the last of their service, in the units of each day.
    #[must_use]
    pub fn new<'u>(from: NaiveDate, person: &Person, unit: impl Fn(UnitId) -> Option<&'u Unit>) -> Self {
        let away = out_of_service(person).map(|gap| Period {
            first: gap.first,
            last: gap.last,
        });
        Self {
            facts: Facts {
                from,
                until: person.tenure.left,
                away: away.collect(),
                hours: hours_of(person, unit),
                ..Facts::default()
            },
        }
    }

    /// A record of theirs. Records of other people must not come here; lessons do no harm.
    pub fn record(&mut self, record: &Record) {
        match record {
            Record::CheckIn { check_in, area } => self.facts.taps.push(Tap {
                id: check_in.id,
                at: check_in.done_at,
                mode: check_in.mode,
                seen: seen(area, check_in.place.is_some()),
            }),
            Record::Correction { correction } => {
                let decision = correction.decision.as_ref();
                if correction.withdrawn_at.is_none() && decision.is_some_and(|decision| decision.granted) {
                    self.facts.corrected.push(Corrected {
                        day: correction.day,
                        shift: correction.shift,
                        mode: correction.mode,
                    });
                }
            }
            Record::Leave { leave } => {
                if leave.is_granted() {
                    self.facts.leaves.push(leave.span);
                }
            }
            Record::Lesson { .. } => {}
            Record::Doubt { doubt } => self.facts.doubts.push(doubt.clone()),
            Record::Reading { reading } => self.facts.readings.push(Read {
                lesson: reading.lesson,
                at: reading.finished_at,
            }),
            Record::Task { task } => self.facts.tasks.extend(given(task)),
            Record::Appeal { appeal } => {
                if appeal.withdrawn_at.is_none() {
                    self.facts.appeals.push(Contested {
                        id: appeal.id,
                        entry: appeal.entry,
                        filed: appeal.filed_at,
                        decide_by: appeal.decide_by,
                        decided: appeal
                            .decision
                            .as_ref()
                            .map(|decision| (decision.granted, decision.at)),
                    });
                }
            }
        }
    }

    /// A tap of theirs, where it was read without the record around it.
    pub fn tap(&mut self, tap: Tap) {
        self.facts.taps.push(tap);
    }

    /// A moment of theirs that was not deleted.
    pub fn log(&mut self, id: MomentId, at: Timestamp) {
        self.facts.logs.push(Log { id, at });
    }

    /// A standing reaction to one of their moments, with the rank that its giver had: a like only if the moment was not
    /// deleted, but any dislike, or whoever is disliked would delete.
    pub fn reaction(&mut self, reaction: &Reaction, rank: Rank) {
        self.facts.reactions.push(Received::of(reaction, rank));
    }

    /// What was collected.
    #[must_use]
    pub fn facts(self) -> Facts {
        self.facts
    }
}

/// What a task of this person's means for their points: a task that was taken back means nothing.
fn given(task: &Task) -> Option<Given> {
    if matches!(task.state, TaskState::Cancelled { .. }) {
        return None;
    }
    let accepted = task
        .deliveries
        .iter()
        .filter_map(|delivered| delivered.verdict.as_ref())
        .find(|verdict| verdict.accepted);
    let due = due(task);
    Some(Given {
        id: task.id,
        deadline: due.by,
        delivered: due.delivered,
        accepted: accepted.map(|verdict| verdict.at),
        reward: task.reward,
        penalty: task.penalty,
    })
}

const fn seen(area: &Area, has_fix: bool) -> Seen {
    match area {
        Area::Inside { .. } => Seen::Inside,
        Area::Uncertain { .. } => Seen::Uncertain,
        Area::Outside { .. } => Seen::Elsewhere,
        Area::NoWorkplace => Seen::NoWorkplace,
        Area::Unknown if has_fix => Seen::NoWorkplace,
        Area::Unknown => Seen::NoFix,
    }
}
