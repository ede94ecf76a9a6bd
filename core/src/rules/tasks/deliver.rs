//! Delivering results.

use super::{known, policy, unfinished};
use crate::model::{
    Attachment, Delivered, EvidenceAsked, Place, Record, Task, TaskId, TaskState, check_attachments,
    check_text,
};
use crate::protocol::{Problem, ProblemKind};
use crate::rules::evidence::{Evidenced, flags};
use crate::rules::judge::checks::{own, refuse};
use crate::rules::judge::{Effect, Verdict, World};

/// Delivers the result of a task that the actor answers for. After the deadline, too: the penalty stays, but the work can
/// still be accepted.
///
/// # Errors
/// - [`SwitchedOff`](ProblemKind::SwitchedOff): tasks are.
/// - [`NotFound`](ProblemKind::NotFound): no such task.
/// - [`Forbidden`](ProblemKind::Forbidden): somebody else's.
/// - [`AlreadyDelivered`](ProblemKind::AlreadyDelivered), [`AlreadyAccepted`](ProblemKind::AlreadyAccepted),
///   [`AlreadyCancelled`](ProblemKind::AlreadyCancelled): it is not open.
/// - [`EvidenceMissing`](ProblemKind::EvidenceMissing): what the task asks for is not there.
/// - [`Invalid`](ProblemKind::Invalid): neither words nor attachment, or such as a moment could not have.
pub fn deliver(
    world: &impl World,
    id: TaskId,
    words: &str,
    attachments: &[Attachment],
    place: Option<&Place>,
) -> Verdict {
    policy(world)?;
    let task = known(world, id)?;
    own(world, task.assignee)?;
    takes_result(task)?;
    can_be_shown(words, attachments, place)?;
    if !shows(task.evidence, attachments, place) {
        return refuse(
            ProblemKind::EvidenceMissing,
            "the task asks for more than is there",
        );
    }
    let flags = flags(
        world,
        Evidenced {
            subject: id.0,
            mode: None,
            written: world.wall(),
            at: world.done_at(),
            place,
            accuracy_max_m: None,
        },
    );
    let mut delivered = task.clone();
    delivered.state = TaskState::Delivered;
    delivered.deliveries.push(Delivered {
        text: words.into(),
        attachments: attachments.to_vec(),
        place: place.cloned(),
        placed: false,
        flags,
        at: world.done_at(),
        verdict: None,
    });
    Ok(vec![Effect::Put(Record::Task {
        task: Box::new(delivered),
    })])
}

/// That a result of a task can be delivered now.
///
/// # Errors
/// [`AlreadyDelivered`](ProblemKind::AlreadyDelivered), [`AlreadyAccepted`](ProblemKind::AlreadyAccepted),
/// [`AlreadyCancelled`](ProblemKind::AlreadyCancelled): it is not open.
pub fn takes_result(task: &Task) -> Result<(), Problem> {
    unfinished(task)?;
    if task.state == TaskState::Delivered {
        return refuse(ProblemKind::AlreadyDelivered, "a result waits for the assigner");
    }
    Ok(())
}

fn can_be_shown(words: &str, attachments: &[Attachment], place: Option<&Place>) -> Result<(), Problem> {
    if words.trim().is_empty() && attachments.is_empty() {
        return refuse(ProblemKind::Invalid, "the result needs a word or an attachment");
    }
    check_text(words)
        .and_then(|()| check_attachments(attachments))
        .map_err(|fault| Problem::new(ProblemKind::Invalid).detail(fault.to_string()))?;
    if place.is_some_and(|place| !place.is_possible()) {
        return refuse(ProblemKind::Invalid, "the place is not on Earth");
    }
    Ok(())
}

fn shows(asked: EvidenceAsked, attachments: &[Attachment], place: Option<&Place>) -> bool {
    let any = |kind: fn(&Attachment) -> bool| attachments.iter().any(kind);
    (!asked.photo || any(|one| matches!(one, Attachment::Photo { .. })))
        && (!asked.document || any(|one| matches!(one, Attachment::Document { .. })))
        && (!asked.place || place.is_some())
}

#[cfg(test)]
mod tests {
    use super::super::testing::{record, stands, task};
    use super::*;
    use std::collections::BTreeMap;

    use crate::model::{
        CheckIn, CheckInId, Datum, Flag, FlagKind, Mode, Provider, Rank, Role, Sha256, TEXT_MAX,
    };
    use crate::rules::attendance::check_in;
    use crate::rules::judge::testing::{County, date};
    use crate::rules::policy::EvidencePolicy;

    /// A task of a village's cadre, who acts.
    fn given(evidence: EvidenceAsked) -> (County, Task) {
        let mut county = County::new();
        let head = county.add_person(county.township, Rank::Township, Role::Leader);
        let cadre = county.add_person(county.village, Rank::None, Role::Cadre);
        let mut task = task(head.id, cadre.id, county.done_at());
        task.evidence = evidence;
        county.put(record(&task)).acting(&cadre);
        (county, task)
    }

    fn photo() -> Attachment {
        Attachment::Photo {
            sha256: Sha256::of(b"photo"),
            bytes: 9,
            width: 4,
            height: 3,
        }
    }

    fn document() -> Attachment {
        Attachment::Document {
            sha256: Sha256::of(b"document"),
            bytes: 9,
            mime: "application/pdf".into(),
            name: "台账.pdf".into(),
        }
    }

    fn place(latitude: f64) -> Place {
        Place {
            latitude,
            longitude: 106.1,
            accuracy_m: 12.0,
            age_ms: 800,
            taken_at: None,
            provider: Provider::Satellite,
            mock: Some(false),
            datum: Datum::Wgs84,
        }
    }

    #[test]
    fn a_result_is_kept_with_its_time_even_when_late() {
        let (mut county, task) = given(EvidenceAsked::default());
        county.clock(date("2026-04-01"), "10:00");
        county.accepts(|county| deliver(county, task.id, "已查完", &[photo()], Some(&place(25.2))));
        let delivered = Task {
            state: TaskState::Delivered,
            deliveries: vec![Delivered {
                text: "已查完".into(),
                attachments: vec![photo()],
                place: Some(place(25.2)),
                placed: false,
                flags: vec![],
                at: county.done_at(),
                verdict: None,
            }],
            ..task.clone()
        };
        assert_eq!(stands(&county, task.id), delivered);
        let again = county.refuses(|county| deliver(county, task.id, "补充", &[], None));
        assert_eq!(again, ProblemKind::AlreadyDelivered);
    }

    #[test]
    fn what_is_to_be_looked_at_stands_beside_it() {
        let (mut county, task) = given(EvidenceAsked::default());
        county.policy(|policy| {
            policy.evidence = Some(EvidencePolicy {
                clock_minutes: 10,
                fix_age_s: 120,
                speed_kmh: 150,
                until_reviewed: BTreeMap::new(),
            });
        });
        let tap = CheckIn {
            id: CheckInId::new(county.done_at()),
            person: task.assignee,
            mode: Mode::OnDuty,
            reason: String::new(),
            place: Some(place(25.2)),
            done_at: county.done_at(),
        };
        county.accepts(|county| check_in(county, &tap));
        let far = Place {
            mock: Some(true),
            ..place(26.2)
        };
        for (place, kinds) in [
            (None, vec![]),
            (Some(place(25.2)), vec![]),
            (Some(far), vec![FlagKind::Simulated, FlagKind::Moved]),
        ] {
            let mut county = county.clone();
            county.accepts(|county| deliver(county, task.id, "已查完", &[], place.as_ref()));
            let delivered = stands(&county, task.id).deliveries.remove(0);
            let found: Vec<FlagKind> = delivered.flags.iter().map(Flag::kind).collect();
            assert_eq!(found, kinds);
        }
    }

    #[test]
    fn what_the_task_asks_for_has_to_be_there() {
        let all = [photo(), document()];
        for (photo, place_asked, document) in (0..8).map(|bits| (bits & 1 != 0, bits & 2 != 0, bits & 4 != 0))
        {
            let (county, task) = given(EvidenceAsked {
                photo,
                place: place_asked,
                document,
            });
            let here = place(25.2);
            for bits in 0..8 {
                let (has_photo, has_place, has_document) = (bits & 1 != 0, bits & 2 != 0, bits & 4 != 0);
                let shown = &all[usize::from(!has_photo)..1 + usize::from(has_document)];
                let verdict = deliver(&county, task.id, "已查完", shown, has_place.then_some(&here));
                let enough =
                    (has_photo || !photo) && (has_place || !place_asked) && (has_document || !document);
                let refused = verdict.err().map(|problem| problem.kind);
                assert_eq!(
                    refused,
                    (!enough).then_some(ProblemKind::EvidenceMissing),
                    "{shown:?}"
                );
            }
        }
    }

    #[test]
    fn a_result_has_words_or_an_attachment_and_keeps_to_the_limits() {
        let (county, task) = given(EvidenceAsked::default());
        let twice = [photo(), photo()];
        let nowhere = place(91.0);
        for (words, attachments, place, fits) in [
            ("已查完", &[][..], None, true),
            ("", &twice[..1], None, true),
            (" ", &[], None, false),
            (&" ".repeat(TEXT_MAX + 1), &twice[..1], None, false),
            (&"长".repeat(TEXT_MAX + 1), &twice[..1], None, false),
            ("已查完", &twice[..], None, false),
            ("已查完", &[], Some(&nowhere), false),
        ] {
            let refused = deliver(&county, task.id, words, attachments, place).err();
            let kind = refused.map(|problem| problem.kind);
            assert_eq!(kind, (!fits).then_some(ProblemKind::Invalid), "{words:?}");
        }
    }

    #[test]
    fn finished_and_switched_off_tasks_take_no_result() {
        let (mut county, mut task) = given(EvidenceAsked::default());
        let at = county.done_at();
        let reason = "不再需要".to_owned();
        for (state, expected) in [
            (TaskState::Accepted, ProblemKind::AlreadyAccepted),
            (TaskState::Cancelled { at, reason }, ProblemKind::AlreadyCancelled),
        ] {
            task.state = state;
            county.put(record(&task));
            assert_eq!(
                county.refuses(|county| deliver(county, task.id, "完成", &[], None)),
                expected
            );
        }
        county.policy(|policy| policy.tasks = None);
        let refused = county.refuses(|county| deliver(county, task.id, "完成", &[], None));
        assert_eq!(refused, ProblemKind::SwitchedOff);
    }
}
