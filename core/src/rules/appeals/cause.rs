//! Whose doing an entry is.

use crate::model::{EntryKey, Evidence, LeaveState, PersonId, Record, RecordId, RecordKind, Rule};
use crate::rules::judge::World;

/// Those who caused an entry of `person`'s ledger by a decision of their own, and so may not decide on it: who gave the
/// reaction, who gave the task or judged its results, who decided the request for the missing tap, who said of a tap or a log
/// of the day that it does not count, or refused a leave of the day that an absence or a missing log takes. Nobody, where the
/// rules alone speak.
///
/// `world` has to know the task that the entry rests on, and the person's corrections, leaves and doubts of its day.
#[must_use]
pub fn caused_by(world: &impl World, person: PersonId, entry: &EntryKey) -> Vec<PersonId> {
    match entry.evidence {
        Evidence::Reaction { giver, .. } => vec![PersonId(giver)],
        Evidence::Task { id } => match world.record(RecordId(id)) {
            Some(Record::Task { task }) => {
                let verdicts = task
                    .deliveries
                    .iter()
                    .filter_map(|result| result.verdict.as_ref());
                let mut people = vec![task.assigner];
                people.extend(verdicts.filter_map(|verdict| verdict.by));
                people
            }
            _ => vec![],
        },
        Evidence::Shift { shift } => {
            let mut people = decided_tap(world, person, entry, shift);
            people.extend(refused_leave(world, person, entry));
            people.extend(did_not_count(world, person, entry));
            people
        }
        Evidence::Day => {
            let mut people = refused_leave(world, person, entry);
            people.extend(did_not_count(world, person, entry));
            people
        }
        Evidence::Moment { .. } | Evidence::Lesson { .. } | Evidence::Appeal { .. } => vec![],
    }
}

fn decided_tap(world: &impl World, person: PersonId, entry: &EntryKey, shift: u8) -> Vec<PersonId> {
    world
        .records_of(person, RecordKind::Correction, entry.day, entry.day)
        .into_iter()
        .filter_map(|record| match record {
            Record::Correction { correction } if correction.shift == shift => correction.decision.as_ref(),
            _ => None,
        })
        .map(|decision| decision.by)
        .collect()
}

/// Who refused a leave that would have taken the day.
fn refused_leave(world: &impl World, person: PersonId, entry: &EntryKey) -> Vec<PersonId> {
    if !matches!(entry.rule, Rule::Absent | Rule::LogMissed) {
        return vec![];
    }
    world
        .records_of(person, RecordKind::Leave, entry.day, entry.day)
        .into_iter()
        .filter_map(|record| match record {
            Record::Leave { leave } => match &leave.state {
                LeaveState::Decided { decision } if !decision.granted => Some(decision.by),
                _ => None,
            },
            _ => None,
        })
        .collect()
}

/// Who said of something of the day that it does not count. A tap in another mode is a log too, and may stand for any shift
/// of its day.
fn did_not_count(world: &impl World, person: PersonId, entry: &EntryKey) -> Vec<PersonId> {
    world
        .records_of(person, RecordKind::Doubt, entry.day, entry.day)
        .into_iter()
        .filter_map(|record| match record {
            Record::Doubt { doubt } => doubt.review.as_ref(),
            _ => None,
        })
        .filter(|review| !review.granted)
        .map(|review| review.by)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::missed;
    use super::*;
    use crate::model::{
        Correction, CorrectionId, Decision, Delivered, Doubt, Flag, Mode, Rank, Role, Verdict,
    };
    use crate::rules::judge::testing::{County, date};
    use crate::rules::leave::samples::{asked, decided, span};
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
                withdrawn_at: None,
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

    #[test]
    fn who_refused_a_leave_of_the_day_caused_the_absence_and_the_missing_log() {
        let mut county = County::new();
        let cadre = county.add_person(county.village, Rank::None, Role::Cadre);
        let [refuser, granter, elsewhere] =
            [(); 3].map(|()| county.add_person(county.village, Rank::Section, Role::Leader).id);
        for (by, granted, first, last) in [
            (refuser, false, "2026-03-05 am", "2026-03-06 am"),
            (granter, true, "2026-03-06 pm", "2026-03-06 pm"),
            (elsewhere, false, "2026-03-09 am", "2026-03-09 pm"),
        ] {
            let mut leave = decided(asked(cadre.id, span(first, last), county.done_at()), granted);
            if let LeaveState::Decided { decision } = &mut leave.state {
                decision.by = by;
            }
            county.put(Record::Leave { leave });
        }
        county.put(Record::Leave {
            leave: asked(cadre.id, span("2026-03-06 am", "2026-03-06 pm"), county.done_at()),
        });
        for (rule, evidence, expected) in [
            (Rule::LogMissed, Evidence::Day, vec![refuser]),
            (Rule::Absent, Evidence::Shift { shift: 0 }, vec![refuser]),
            (Rule::Late, Evidence::Shift { shift: 0 }, vec![]),
        ] {
            let entry = EntryKey {
                rule,
                evidence,
                ..missed().key
            };
            assert_eq!(caused_by(&county, cadre.id, &entry), expected, "{rule:?}");
        }
    }

    #[test]
    fn who_said_that_a_tap_does_not_count_caused_what_is_missing_on_its_day() {
        let mut county = County::new();
        let cadre = county.add_person(county.village, Rank::None, Role::Cadre);
        let [sceptic, believer, elsewhere] =
            [(); 3].map(|()| county.add_person(county.village, Rank::Section, Role::Leader).id);
        for (by, granted, day) in [
            (sceptic, false, "2026-03-06"),
            (believer, true, "2026-03-06"),
            (elsewhere, false, "2026-03-09"),
        ] {
            let at = county.calendar().at(date(day), 540);
            let subject = CorrectionId::new(at).0;
            county.put(Record::Doubt {
                doubt: Doubt {
                    id: Doubt::id_about(subject),
                    subject,
                    person: cadre.id,
                    at,
                    mode: Some(Mode::VillageVisit),
                    flags: vec![Flag::Simulated],
                    review: Some(Decision {
                        granted,
                        by,
                        reason: "位置不对".into(),
                        at,
                    }),
                },
            });
        }
        for (rule, evidence) in [
            (Rule::Absent, Evidence::Shift { shift: 1 }),
            (Rule::LogMissed, Evidence::Day),
        ] {
            let entry = EntryKey {
                rule,
                evidence,
                ..missed().key
            };
            assert_eq!(caused_by(&county, cadre.id, &entry), [sceptic], "{rule:?}");
        }
    }

    #[test]
    fn who_judged_a_result_caused_what_came_of_it() {
        let mut county = County::new();
        let cadre = county.add_person(county.village, Rank::None, Role::Cadre);
        let [assigner, deputy] =
            [(); 2].map(|()| county.add_person(county.village, Rank::Section, Role::Leader).id);
        let at = county.done_at();
        let mut task = task(assigner, cadre.id, at);
        task.deliveries = vec![Delivered {
            text: "已清".into(),
            attachments: vec![],
            place: None,
            placed: false,
            flags: vec![],
            at,
            verdict: Some(Verdict {
                accepted: false,
                reason: "缺照片".into(),
                at,
                by: Some(deputy),
                again_by: None,
            }),
        }];
        let entry = EntryKey {
            evidence: Evidence::Task { id: task.id.0 },
            ..missed().key
        };
        county.put(Record::Task { task: Box::new(task) });
        assert_eq!(caused_by(&county, cadre.id, &entry), [assigner, deputy]);
    }

    fn missed_id() -> uuid::Uuid {
        CorrectionId::new(crate::model::Timestamp(1)).0
    }
}
