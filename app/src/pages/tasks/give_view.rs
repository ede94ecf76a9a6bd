//! Giving a task as markup.

use chrono::NaiveTime;
use dioxus::prelude::*;
use jishi_core::{
    engine::Fault,
    model::{Person, Points, TEXT_MAX, TITLE_MAX, Task, TaskId},
    protocol::Problem,
    rules::{policy::TaskPoints, tasks::due},
};

use super::{Chosen, PeopleSheet, TaskDraft, draft::typed_points};
use crate::{
    components::{Avatar, Button, ButtonKind, EmptyState, Icon, Notice, NoticeKind, Shape, TopBar},
    state::use_now,
    t,
    texts::{self, Sentence as _, use_texts},
};

/// What a person does here.
#[derive(Clone, Debug, PartialEq)]
pub enum GiveAction {
    /// Changes the task.
    Change(Box<TaskDraft>),
    /// Gives it.
    Send,
}

/// The page.
#[component]
pub fn GiveView(
    /// Whether one may give a task, or a part of this one.
    may: bool,
    /// The policy's limits; none where tasks have no points.
    points: Option<TaskPoints>,
    /// The task of which it is a part.
    parent: Option<Task>,
    draft: TaskDraft,
    /// Whether the deadline has passed already.
    late: bool,
    /// Why it could not be given as it is, by the rules.
    refused: Option<Problem>,
    fault: Option<Fault>,
    sending: bool,
    onaction: EventHandler<GiveAction>,
) -> Element {
    let texts = use_texts();
    let now = use_now();
    let title = if parent.is_some() {
        t!(texts, "split-title")
    } else {
        t!(texts, "give-title")
    };
    if !may {
        return rsx! {
            TopBar { title, back: true }
            EmptyState { shape: Shape::Shield, title: t!(texts, "give-not-title"), words: t!(texts, "give-not-words") }
        };
    }
    let above = parent.as_ref().map(|parent| parent.id);
    let lacking = draft.assignee.is_none()
        || draft.title.trim().is_empty()
        || draft.deadline(&texts).is_none()
        || draft.points().is_none();
    // What is wrong with a field is said beside it, instead of all that the rules say.
    let said = late
        || points.is_some_and(|limits| {
            !fits(&draft.reward, limits.reward_max) || !fits(&draft.penalty, limits.penalty_max)
        });
    let change = use_callback(move |draft: TaskDraft| onaction.call(GiveAction::Change(Box::new(draft))));
    let (of_person, of_title, of_text, of_photo, of_place, of_document) = (
        draft.clone(),
        draft.clone(),
        draft.clone(),
        draft.clone(),
        draft.clone(),
        draft.clone(),
    );
    rsx! {
        TopBar { title, back: true }
        div { class: "task-form",
            if let Some(fault) = fault {
                Notice { kind: NoticeKind::Trouble, {fault.sentence(&texts)} }
            }
            if let Some(parent) = &parent {
                p { class: "is-soft", dir: "auto",
                    {
                        t!(
                            texts,
                            "split-of",
                            title = parent.title.as_str(),
                            time = texts::day_time(&texts, now, due(parent).by)
                        )
                    }
                }
            }
            Assignees { draft: of_person, parent: above, onchange: change }
            label { class: "field",
                span { class: "field-name", {t!(texts, "give-name")} }
                input {
                    class: "field-text",
                    r#type: "text",
                    dir: "auto",
                    maxlength: "{TITLE_MAX}",
                    value: draft.title.clone(),
                    oninput: move |event| change.call(TaskDraft { title: event.value(), ..of_title.clone() }),
                }
            }
            label { class: "field",
                span { class: "field-name", {t!(texts, "give-text")} }
                textarea {
                    class: "field-text",
                    dir: "auto",
                    rows: "3",
                    maxlength: "{TEXT_MAX}",
                    value: draft.text.clone(),
                    oninput: move |event| change.call(TaskDraft { text: event.value(), ..of_text.clone() }),
                }
            }
            Deadline { draft: draft.clone(), late, onchange: change }
            fieldset { class: "task-evidence",
                legend { class: "field-name", {t!(texts, "give-evidence")} }
                Tick {
                    name: t!(texts, "evidence-photo"),
                    on: draft.photo,
                    onchange: move |photo| change.call(TaskDraft { photo, ..of_photo.clone() }),
                }
                Tick {
                    name: t!(texts, "evidence-place"),
                    on: draft.place,
                    onchange: move |place| change.call(TaskDraft { place, ..of_place.clone() }),
                }
                Tick {
                    name: t!(texts, "evidence-document"),
                    on: draft.document,
                    onchange: move |document| change.call(TaskDraft { document, ..of_document.clone() }),
                }
            }
            if let Some(limits) = points {
                PointFields { limits, draft: draft.clone(), onchange: change }
            }
            if let Some(problem) = refused.as_ref().filter(|_| !said) {
                Notice { kind: NoticeKind::Waiting, {problem.sentence(&texts)} }
            }
            Button {
                kind: ButtonKind::Primary,
                disabled: sending || lacking || late || refused.is_some(),
                busy: sending,
                onclick: move |_| onaction.call(GiveAction::Send),
                {t!(texts, "give-send")}
            }
        }
    }
}

/// Who is to answer for it, each for themselves; a tap chooses one more or takes one out.
#[component]
fn Assignees(
    draft: TaskDraft,
    /// The task of which a part is given.
    parent: Option<TaskId>,
    onchange: Callback<TaskDraft>,
) -> Element {
    let texts = use_texts();
    let mut choosing = use_signal(|| false);
    let (of_first, of_choice) = (draft.clone(), draft.clone());
    let chosen = draft.assignee.is_some();
    rsx! {
        if let Some(person) = draft.assignee.clone() {
            Assignee {
                person,
                unit: draft.unit.as_ref().map(|unit| unit.name.clone()),
                onremove: move |()| onchange.call(of_first.clone().next()),
            }
        }
        for (index, other) in draft.others.iter().cloned().enumerate() {
            Assignee {
                key: "{other.person.id}",
                person: other.person,
                unit: other.unit.map(|unit| unit.name),
                onremove: {
                    let draft = draft.clone();
                    move |()| {
                        let mut draft = draft.clone();
                        draft.others.remove(index);
                        onchange.call(draft);
                    }
                },
            }
        }
        button { class: "task-assignee", r#type: "button", onclick: move |_| choosing.set(true),
            Icon { shape: if chosen { Shape::Plus } else { Shape::Person } }
            span { class: "row-main",
                if chosen { {t!(texts, "give-choose-more")} } else { {t!(texts, "give-choose")} }
            }
            Icon { shape: Shape::Forward }
        }
        if choosing() {
            PeopleSheet {
                parent,
                onchoose: move |chosen: Chosen| {
                    choosing.set(false);
                    onchange.call(of_choice.clone().to(chosen));
                },
                onclose: move |()| choosing.set(false),
            }
        }
    }
}

#[component]
fn Assignee(
    person: Person,
    /// The unit that they answer for with it, if it is given to one.
    unit: Option<String>,
    onremove: EventHandler<()>,
) -> Element {
    let texts = use_texts();
    let name = person.name.clone();
    rsx! {
        div { class: "task-assignee",
            Avatar { person }
            span { class: "row-main",
                span { class: "field-name", {t!(texts, "give-to")} }
                bdi {
                    {
                        unit.map_or_else(
                            || name.clone(),
                            |unit| t!(texts, "give-unit", unit = unit, name = name.as_str()),
                        )
                    }
                }
            }
            button {
                class: "task-unassign",
                r#type: "button",
                "aria-label": t!(texts, "give-remove", name = name.as_str()),
                onclick: move |_| onremove.call(()),
                Icon { shape: Shape::Close }
            }
        }
    }
}

#[component]
fn Deadline(draft: TaskDraft, late: bool, onchange: Callback<TaskDraft>) -> Element {
    let texts = use_texts();
    let (of_day, of_time) = (draft.clone(), draft.clone());
    rsx! {
        div { class: "task-deadline",
            label { class: "field",
                span { class: "field-name", {t!(texts, "give-day")} }
                input {
                    class: "field-text",
                    r#type: "date",
                    value: draft.day.map(|day| day.to_string()).unwrap_or_default(),
                    "aria-invalid": if late { "true" },
                    onchange: move |event| onchange.call(TaskDraft { day: event.value().parse().ok(), ..of_day.clone() }),
                }
            }
            label { class: "field",
                span { class: "field-name", {t!(texts, "give-time")} }
                input {
                    class: "field-text",
                    r#type: "time",
                    value: draft.time.map(|time| time.format("%H:%M").to_string()).unwrap_or_default(),
                    "aria-invalid": if late { "true" },
                    onchange: move |event| {
                        let time = NaiveTime::parse_from_str(&event.value(), "%H:%M").ok();
                        onchange.call(TaskDraft { time, ..of_time.clone() });
                    },
                }
            }
        }
        if late {
            p { class: "task-late", role: "alert", {t!(texts, "give-late")} }
        }
    }
}

#[component]
fn Tick(name: String, on: bool, onchange: EventHandler<bool>) -> Element {
    rsx! {
        label { class: "task-tick",
            input { r#type: "checkbox", checked: on, onchange: move |event| onchange.call(event.checked()) }
            span { {name} }
        }
    }
}

#[component]
fn PointFields(limits: TaskPoints, draft: TaskDraft, onchange: Callback<TaskDraft>) -> Element {
    let texts = use_texts();
    let (of_reward, of_penalty) = (draft.clone(), draft.clone());
    rsx! {
        div { class: "task-deadline",
            PointField {
                name: t!(texts, "give-reward", max = limits.reward_max.to_string()),
                max: limits.reward_max,
                typed: draft.reward,
                onchange: move |reward| onchange.call(TaskDraft { reward, ..of_reward.clone() }),
            }
            PointField {
                name: t!(texts, "give-penalty", max = limits.penalty_max.to_string()),
                max: limits.penalty_max,
                typed: draft.penalty,
                onchange: move |penalty| onchange.call(TaskDraft { penalty, ..of_penalty.clone() }),
            }
        }
    }
}

#[component]
fn PointField(
    name: String,
    /// The most that the policy allows.
    max: Points,
    typed: String,
    onchange: EventHandler<String>,
) -> Element {
    let texts = use_texts();
    let amiss = !fits(&typed, max);
    rsx! {
        div {
            label { class: "field",
                span { class: "field-name", {name} }
                input {
                    class: "field-text",
                    r#type: "number",
                    inputmode: "decimal",
                    min: "0",
                    max: "{max}",
                    step: "0.5",
                    value: typed,
                    "aria-invalid": if amiss { "true" },
                    oninput: move |event| onchange.call(event.value()),
                }
            }
            if amiss {
                p { class: "task-late", role: "alert", {t!(texts, "give-points-amiss", max = max.to_string())} }
            }
        }
    }
}

fn fits(typed: &str, max: Points) -> bool {
    typed_points(typed).is_some_and(|points| points <= max)
}
