//! Giving a task, or a part of one, and its engine.

use chrono::{Days, NaiveTime};
use dioxus::prelude::*;
use jishi_core::{
    engine::{Act, Deed, Draft, Fault, Form, GetPolicy, GetPreview, GetTask, GetToday, Sections},
    model::{EvidenceAsked, MomentId, PersonId, Task, TaskId, clean_text},
    protocol::Problem,
};

use super::{GiveAction, GiveView, TaskDraft};
use crate::{
    Route,
    components::{EmptyState, MomentSkeleton, Shape, TopBar},
    state::{DraftKeeper, Loaded, fields, use_answer, use_engine, use_form, use_now, use_topics},
    t,
    texts::{self, Sentence as _, Texts, use_texts},
};

/// How long there is for a task unless somebody says otherwise, in days.
const USUAL_DAYS: u64 = 3;

/// Loads what tasks go by and what today is.
#[component]
pub fn GiveTaskPage() -> Element {
    let (sections, today) = (use_answer(|| GetPolicy), use_answer(|| GetToday));
    let kept = use_form(Form::Task { parent: None });
    let loaded = (sections.read().clone(), today.read().clone(), kept);
    match loaded {
        (Loaded::Ready(sections), Loaded::Ready(today), Loaded::Ready(kept)) => {
            let may = sections.may_give;
            let begun = TaskDraft {
                day: today.day.checked_add_days(Days::new(USUAL_DAYS)),
                time: NaiveTime::from_hms_opt(18, 0, 0),
                ..TaskDraft::default()
            };
            rsx! { Giving { may, sections, begun, kept } }
        }
        (Loaded::Failed(fault), ..) | (_, Loaded::Failed(fault), _) | (.., Loaded::Failed(fault)) => {
            rsx! { Failed { fault } }
        }
        _ => rsx! { Waiting {} },
    }
}

/// Loads the task that is to be split.
#[component]
pub fn SplitTaskPage(id: ReadSignal<TaskId>) -> Element {
    let texts = use_texts();
    let (sections, page) = (use_answer(|| GetPolicy), use_answer(move || GetTask(id())));
    let kept = use_form(Form::Task { parent: Some(id()) });
    let loaded = (sections.read().clone(), page.read().clone(), kept);
    match loaded {
        (Loaded::Ready(sections), Loaded::Ready(page), Loaded::Ready(kept)) => {
            let may = page.may.split;
            let parent = page.task.task;
            let (day, time) = texts::day_and_time(&texts, parent.deadline);
            let begun = TaskDraft {
                title: parent.title.clone(),
                day: Some(day),
                time: Some(time),
                photo: parent.evidence.photo,
                place: parent.evidence.place,
                document: parent.evidence.document,
                ..TaskDraft::default()
            };
            rsx! { Giving { may, sections, begun, kept, parent } }
        }
        (Loaded::Failed(fault), ..) | (_, Loaded::Failed(fault), _) | (.., Loaded::Failed(fault)) => {
            rsx! { Failed { fault } }
        }
        _ => rsx! { Waiting {} },
    }
}

#[component]
fn Failed(fault: Fault) -> Element {
    let texts = use_texts();
    rsx! {
        TopBar { title: t!(texts, "give-title"), back: true }
        EmptyState { shape: Shape::Broken, title: t!(texts, "page-failed"), words: fault.sentence(&texts) }
    }
}

#[component]
fn Waiting() -> Element {
    let texts = use_texts();
    rsx! {
        TopBar { title: t!(texts, "give-title"), back: true }
        div { role: "status", "aria-busy": "true", "aria-label": t!(texts, "loading"), MomentSkeleton {} }
    }
}

/// The task being written; whether it could be given is asked of the rules with every change.
#[component]
fn Giving(
    may: bool,
    sections: Sections,
    /// What a new one begins with.
    begun: TaskDraft,
    /// What was written before.
    kept: Draft,
    parent: Option<Task>,
) -> Element {
    let engine = use_engine();
    let topics = use_topics();
    let now = use_now();
    let keeper = use_context::<DraftKeeper>();
    let texts = use_context::<Signal<Texts>>();
    let id = kept.id;
    let mut draft = use_signal(|| match fields::<TaskDraft>(&kept) {
        Some(written) => TaskDraft {
            text: kept.text,
            ..written
        },
        None => begun,
    });
    let mut refused = use_signal(|| None::<Problem>);
    let mut fault = use_signal(|| None::<Fault>);
    let mut sending = use_signal(|| false);
    let above = parent.as_ref().map(|parent| parent.id);
    let asking = engine.clone();
    use_resource(move || {
        let engine = asking.clone();
        let mut draft = draft();
        // What is still missing is said at its field.
        if draft.title.trim().is_empty() {
            draft.title = "…".into();
        }
        let deed = deed(&texts.read(), &draft, above, None);
        topics.refresh();
        async move {
            let preview = match deed {
                Some(deed) => engine.ask(GetPreview(deed)).await.ok(),
                None => None,
            };
            refused.set(preview.and_then(|preview| preview.refused));
        }
    });
    let onaction = move |action: GiveAction| match action {
        GiveAction::Change(changed) => {
            fault.set(None);
            keeper.keep_form(id, &clean_text(&changed.text), &*changed);
            draft.set(*changed);
        }
        GiveAction::Send => {
            if sending() {
                return;
            }
            sending.set(true);
            let (engine, keeper) = (engine.clone(), keeper.clone());
            spawn(async move {
                let several = !draft.peek().others.is_empty();
                loop {
                    let last = draft.peek().others.is_empty();
                    let Some(deed) = deed(&texts.peek(), &draft.peek(), above, last.then_some(id)) else {
                        break;
                    };
                    // The draft goes with the last: the keeper must not come after it.
                    keeper.forget(id);
                    match engine.ask(Act(deed)).await {
                        Ok(_) if last && several && above.is_none() => {
                            navigator().replace(Route::Tasks {});
                            return;
                        }
                        Ok(done) if last => return leave(above, TaskId(done.subject)),
                        // Whoever has it is out of the form, whatever becomes of the others.
                        Ok(_) => draft.with_mut(|draft| *draft = std::mem::take(draft).next()),
                        Err(why) => fault.set(Some(why)),
                    }
                    keeper.keep_form(id, &clean_text(&draft.peek().text), &*draft.peek());
                    if fault.peek().is_some() {
                        break;
                    }
                }
                sending.set(false);
            });
        }
    };
    let deadline = draft.read().deadline(&texts.read());
    let late = deadline.is_some_and(|deadline| deadline <= now);
    rsx! {
        GiveView {
            may,
            points: sections.task_points,
            parent,
            draft: draft(),
            late,
            refused: refused(),
            fault: fault(),
            sending: sending(),
            onaction,
        }
    }
}

/// Back to the task that was split, or to the one that was given.
fn leave(split: Option<TaskId>, given: TaskId) {
    let navigator = navigator();
    if split.is_some() && navigator.can_go_back() {
        navigator.go_back();
    } else {
        navigator.replace(Route::Task {
            id: split.unwrap_or(given),
        });
    }
}

/// What would be done; nothing while something is missing without which it cannot be said.
fn deed(
    texts: &Texts,
    draft: &TaskDraft,
    parent: Option<TaskId>,
    written_in: Option<MomentId>,
) -> Option<Deed> {
    let assignee: PersonId = draft.assignee.as_ref()?.id;
    let (reward, penalty) = draft.points()?;
    Some(Deed::GiveTask {
        draft: written_in,
        parent,
        assignee,
        unit: draft.unit.as_ref().map(|unit| unit.id),
        title: draft.title.trim().to_owned(),
        text: draft.text.trim().to_owned(),
        deadline: draft.deadline(texts)?,
        evidence: EvidenceAsked {
            photo: draft.photo,
            place: draft.place,
            document: draft.document,
        },
        reward,
        penalty,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Locale;
    use chrono::NaiveDate;
    use jishi_core::model::{Person, PersonKind, Points, Rank, Role, Tenure, Timestamp, UnitId};

    fn draft() -> TaskDraft {
        TaskDraft {
            assignee: Some(Person {
                id: PersonId::new(Timestamp(0)),
                name: "岑丽".into(),
                unit: UnitId::new(Timestamp(0)),
                post: String::new(),
                rank: Rank::None,
                kind: PersonKind::Ordinary,
                role: Role::Cadre,
                tenure: Tenure::default(),
            }),
            title: " 入户 ".into(),
            day: NaiveDate::from_ymd_opt(2026, 11, 23),
            time: NaiveTime::from_hms_opt(10, 0, 0),
            reward: "1.5".into(),
            ..TaskDraft::default()
        }
    }

    #[test]
    fn nothing_is_asked_of_the_rules_before_it_can_be_said() {
        let texts = Texts::new(Locale::Chinese);
        let lacking = [
            TaskDraft {
                assignee: None,
                ..draft()
            },
            TaskDraft { day: None, ..draft() },
            TaskDraft {
                reward: "1.555".into(),
                ..draft()
            },
            TaskDraft {
                penalty: "很多".into(),
                ..draft()
            },
        ];
        for draft in lacking {
            assert_eq!(deed(&texts, &draft, None, None), None, "{draft:?}");
        }
    }

    #[test]
    fn what_is_written_is_what_is_given() {
        let texts = Texts::new(Locale::Chinese);
        let Some(Deed::GiveTask {
            title,
            deadline,
            reward,
            penalty,
            ..
        }) = deed(&texts, &draft(), None, None)
        else {
            panic!("nothing")
        };
        assert_eq!((title.as_str(), deadline), ("入户", Timestamp(1_795_399_200_000)));
        assert_eq!((reward, penalty), (Points(150), Points::ZERO));
    }
}
