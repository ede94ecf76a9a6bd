//! Writing anew what was refused: what its form begins with, and where that is.

use chrono::Timelike as _;
use jishi_core::{
    engine::{Edit, Refusal},
    model::{Action, Lesson, Person, Task, Unit},
};
use serde::Serialize;

use crate::{
    Route,
    pages::{CorrectionDraft, LeaveDraft, LessonDraft, TaskDraft},
    texts::{self, Texts},
};

/// How it is written anew, and the page of its form; `None` for what has none, and where something of one's own stands under
/// the same name: a task or a lesson would then be there twice.
pub(super) fn rewrite(texts: &Texts, refusal: &Refusal) -> Option<(Edit, Route)> {
    let (fields, route) = match &refusal.action {
        Action::GiveTask { .. } | Action::PublishLesson { .. } if refusal.stands.is_some() => return None,
        Action::PostMoment { .. } => (None, Route::Compose {}),
        Action::DeliverTask { task, .. } => (None, Route::TaskResult { id: *task }),
        Action::AskLeave { leave } => {
            let form = LeaveDraft {
                kind: leave.kind,
                span: leave.span,
                reason: leave.reason.clone(),
            };
            (written(&form), Route::AskLeave {})
        }
        Action::AskCorrection { correction } => {
            let form = CorrectionDraft {
                mode: correction.mode,
                reason: correction.reason.clone(),
            };
            let (day, shift) = (correction.day, correction.shift);
            (written(&form), Route::Correction { day, shift })
        }
        Action::PublishLesson { lesson } => (written(&of_lesson(lesson)), Route::PublishLesson {}),
        Action::GiveTask { task } => {
            let form = of_task(texts, task, refusal.person.clone(), refusal.unit.clone());
            let route = task
                .parent
                .map_or(Route::GiveTask {}, |id| Route::SplitTask { id });
            (written(&form), route)
        }
        _ => return None,
    };
    let operation = refusal.operation;
    Some((Edit { operation, fields }, route))
}

/// As the page keeps its fields. They are plain values, which always can be written.
fn written(fields: &impl Serialize) -> Option<String> {
    serde_json::to_string(fields).ok()
}

fn of_lesson(lesson: &Lesson) -> LessonDraft {
    LessonDraft {
        topic: lesson.topic,
        title: lesson.title.clone(),
        body: lesson.body.clone(),
        opens: lesson.opens,
        closes: lesson.closes,
        minutes: lesson.minimum_seconds.div_ceil(60),
    }
}

fn of_task(texts: &Texts, task: &Task, assignee: Option<Person>, unit: Option<Unit>) -> TaskDraft {
    let (day, time) = texts::day_and_time(texts, task.deadline);
    TaskDraft {
        assignee,
        unit,
        others: vec![],
        title: task.title.clone(),
        text: task.text.clone(),
        day: Some(day),
        // The field for it has no seconds.
        time: time.with_second(0).and_then(|time| time.with_nanosecond(0)),
        photo: task.evidence.photo,
        place: task.evidence.place,
        document: task.evidence.document,
        reward: task.reward.to_string(),
        penalty: task.penalty.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use jishi_core::{
        engine::Stands,
        model::{
            Correction, CorrectionId, EvidenceAsked, Half, HalfDay, Leave, LeaveId, LeaveKind, LeaveSpan,
            LeaveState, LessonId, Mode, OperationId, PersonId, Points, TaskId, TaskState, Timestamp, Topic,
        },
        protocol::{Problem, ProblemKind},
    };
    use serde::de::DeserializeOwned;

    use super::*;
    use crate::texts::Locale;

    const AT: Timestamp = Timestamp(1_795_399_200_000);

    fn refusal(action: Action) -> Refusal {
        Refusal {
            operation: OperationId::new(AT),
            at: AT,
            action,
            words: String::new(),
            person: None,
            unit: None,
            problem: Problem::new(ProblemKind::Invalid),
            stands: None,
        }
    }

    /// What the form begins with, read as its page reads it, and where it is.
    fn form<F: DeserializeOwned>(action: Action) -> (F, Route) {
        let (edit, route) = rewrite(&Texts::new(Locale::Chinese), &refusal(action)).unwrap();
        (serde_json::from_str(&edit.fields.unwrap()).unwrap(), route)
    }

    fn lesson() -> Lesson {
        Lesson {
            id: LessonId::new(AT),
            topic: Topic::PartyRules,
            title: "准则".into(),
            body: "第一条".into(),
            files: vec![],
            opens: "2026-11-20".parse().unwrap(),
            closes: None,
            minimum_seconds: 125,
            publisher: PersonId::new(AT),
            published_at: AT,
            withdrawn_at: None,
        }
    }

    fn task(parent: Option<TaskId>) -> Task {
        Task {
            id: TaskId::new(AT),
            parent,
            assigner: PersonId::new(AT),
            assignee: PersonId::new(AT),
            unit: None,
            title: "清渠".into(),
            text: "清到村口".into(),
            deadline: AT.plus(30_123),
            evidence: EvidenceAsked {
                photo: true,
                ..EvidenceAsked::default()
            },
            reward: Points(150),
            penalty: Points::ZERO,
            given_at: AT,
            state: TaskState::Open,
            deliveries: vec![],
        }
    }

    #[test]
    fn a_leave_and_a_missing_tap_begin_with_what_was_asked() {
        let day = |day: &str, half| HalfDay {
            day: day.parse().unwrap(),
            half,
        };
        let span = LeaveSpan {
            from: day("2026-11-20", Half::Afternoon),
            to: day("2026-11-21", Half::Morning),
        };
        let leave = Leave {
            id: LeaveId::new(AT),
            person: PersonId::new(AT),
            kind: LeaveKind::Sick,
            span,
            reason: "发烧".into(),
            asked_at: AT,
            adjoining: 0,
            state: LeaveState::Asked,
        };
        let (form_of_leave, route) = form::<LeaveDraft>(Action::AskLeave { leave });
        assert_eq!((form_of_leave.kind, form_of_leave.span), (LeaveKind::Sick, span));
        assert_eq!(route, Route::AskLeave {});

        let correction = Correction {
            id: CorrectionId::new(AT),
            person: PersonId::new(AT),
            day: "2026-11-23".parse().unwrap(),
            shift: 1,
            mode: Mode::VillageVisit,
            reason: "没有信号".into(),
            asked_at: AT,
            decision: None,
            withdrawn_at: None,
        };
        let (day, shift) = (correction.day, correction.shift);
        let (of_correction, route) = form::<CorrectionDraft>(Action::AskCorrection { correction });
        assert_eq!(of_correction.mode, Mode::VillageVisit);
        assert_eq!(route, Route::Correction { day, shift });
    }

    #[test]
    fn a_task_and_a_lesson_begin_with_what_was_written() {
        let (of_lesson, route) = form::<LessonDraft>(Action::PublishLesson { lesson: lesson() });
        assert_eq!((of_lesson.title.as_str(), of_lesson.minutes), ("准则", 3));
        assert_eq!(route, Route::PublishLesson {});

        let (of_task, route) = form::<TaskDraft>(Action::GiveTask {
            task: Box::new(task(None)),
        });
        assert_eq!(of_task.points(), Some((Points(150), Points::ZERO)));
        let texts = Texts::new(Locale::Chinese);
        assert_eq!(
            of_task.deadline(&texts),
            Some(AT),
            "to the minute, as the field has it"
        );
        assert!(of_task.photo && !of_task.place);
        assert_eq!(route, Route::GiveTask {});
        let parent = TaskId::new(AT);
        let part = Action::GiveTask {
            task: Box::new(task(Some(parent))),
        };
        assert_eq!(form::<TaskDraft>(part).1, Route::SplitTask { id: parent });
    }

    #[test]
    fn what_stands_already_is_not_made_twice_and_what_has_no_form_has_none() {
        let texts = Texts::new(Locale::Chinese);
        let mut stands = refusal(Action::PublishLesson { lesson: lesson() });
        assert!(rewrite(&texts, &stands).is_some());
        stands.stands = Some(Stands {
            at: AT,
            by: None,
            granted: None,
            words: String::new(),
        });
        assert_eq!(rewrite(&texts, &stands), None);
        let withdraw = Action::WithdrawLeave {
            leave: LeaveId::new(AT),
        };
        assert_eq!(rewrite(&texts, &refusal(withdraw)), None);
    }
}
