//! Whose doing an entry is.

use crate::model::{EntryKey, Evidence, PersonId, Record, RecordId, RecordKind};
use crate::rules::judge::World;

/// Those who caused an entry of `person`'s ledger by a decision of their own, and so may not decide on it: who gave the
/// reaction, who gave the task, who decided the request for the missing tap. Nobody, where the rules alone speak.
///
/// `world` has to know the task that the entry rests on, and the person's corrections of its day.
#[must_use]
pub fn caused_by(world: &impl World, person: PersonId, entry: &EntryKey) -> Vec<PersonId> {
    match entry.evidence {
        Evidence::Reaction { giver, .. } => vec![PersonId(giver)],
        Evidence::Task { id } => match world.record(RecordId(id)) {
            Some(Record::Task { task }) => vec![task.assigner],
            _ => vec![],
        },
        Evidence::Shift { shift } => world
            .records_of(person, RecordKind::Correction, entry.day, entry.day)
            .into_iter()
            .filter_map(|record| match record {
                Record::Correction { correction } if correction.shift == shift => {
                    correction.decision.as_ref()
                }
                _ => None,
            })
            .map(|decision| decision.by)
            .collect(),
        Evidence::Day | Evidence::Moment { .. } | Evidence::Lesson { .. } | Evidence::Appeal { .. } => vec![],
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::missed;
    use super::*;
    use crate::model::{Correction, CorrectionId, Decision, Mode, Rank, Role};
    use crate::rules::judge::testing::{County, date};
    use crate::rules::tasks::testing::task;

    #[test]
    fn reactions_tasks_and_corrections_have_somebody_behind_them() {
        let mut county = County::new();
        let cadre = county.add_person(county.village, Rank::None, Role::Cadre);
        let [giver, assigner, clerk, other] =
            [(); 4].map(|()| county.add_person(county.village, Rank::Section, Role::Leader).id);
        let at = county.done_at();
        let task = task(assigner, cadre.id, at);
        county.put(Record::Task {
            task: Box::new(task.clone()),
        });
        for (day, shift, by) in [
            ("2026-03-06", 1, clerk),
            ("2026-03-06", 0, other),
            ("2026-03-05", 1, other),
        ] {
            let correction = Correction {
                id: CorrectionId::new(at),
                person: cadre.id,
                day: date(day),
                shift,
                mode: Mode::OnDuty,
                reason: "没有信号".into(),
                asked_at: at,
                decision: Some(Decision {
                    granted: false,
                    by,
                    reason: "当天无人见到".into(),
                    at,
                }),
            };
            county.put(Record::Correction { correction });
        }
        let [moment, unknown] = [task.id.0, missed_id()];
        for (evidence, expected) in [
            (
                Evidence::Reaction {
                    moment,
                    giver: giver.0,
                },
                vec![giver],
            ),
            (Evidence::Task { id: task.id.0 }, vec![assigner]),
            (Evidence::Task { id: unknown }, vec![]),
            (Evidence::Shift { shift: 1 }, vec![clerk]),
            (Evidence::Shift { shift: 2 }, vec![]),
            (Evidence::Day, vec![]),
            (Evidence::Moment { id: moment }, vec![]),
        ] {
            let entry = EntryKey {
                evidence,
                ..missed().key
            };
            assert_eq!(caused_by(&county, cadre.id, &entry), expected, "{evidence:?}");
        }
    }

    fn missed_id() -> uuid::Uuid {
        CorrectionId::new(crate::model::Timestamp(1)).0
    }
}
