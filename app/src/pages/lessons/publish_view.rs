//! Publishing as markup.

use chrono::NaiveDate;
use dioxus::prelude::*;
use jishi_core::{
    engine::Fault,
    model::{Attachment, LESSON_BODY_MAX, Sha256, TITLE_MAX, Topic},
    protocol::Problem,
};
use serde::{Deserialize, Serialize};

use crate::{
    components::{
        Button, ButtonKind, Chip, Chips, EmptyState, Markdown, Notice, NoticeKind, Shape, TopBar, photos,
    },
    t,
    texts::{self, Sentence as _, use_texts},
};

/// A lesson as it is being written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LessonDraft {
    /// What it is about.
    pub topic: Topic,
    /// Its title.
    pub title: String,
    /// Markdown; kept as the text of the draft.
    #[serde(skip)]
    pub body: String,
    /// The first day on which it can be read for points.
    pub opens: NaiveDate,
    /// The last such day.
    pub closes: Option<NaiveDate>,
    /// Shortest reading time, in minutes.
    pub minutes: u32,
}

/// What a person does here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PublishAction {
    /// Changes the lesson.
    Change(LessonDraft),
    /// Publishes it.
    Send,
}

const TOPICS: [Topic; 5] = [
    Topic::MeetingSpirit,
    Topic::PartyRules,
    Topic::TwoStudies,
    Topic::Notices,
    Topic::Other,
];
/// Reading times to choose from, in minutes; 0 is none.
const MINUTES: [u32; 7] = [0, 1, 2, 3, 5, 10, 20];

/// The page.
#[component]
pub fn PublishView(
    /// Whether one may publish.
    may: bool,
    /// The policy's shortest reading time, in minutes; `None` where no reading time is asked for.
    shortest: Option<u32>,
    draft: LessonDraft,
    /// The pictures and documents.
    #[props(default)]
    files: Vec<Attachment>,
    /// The way to choose them.
    chooser: Option<Element>,
    /// Why it could not be published as it is, by the rules.
    refused: Option<Problem>,
    fault: Option<Fault>,
    sending: bool,
    onaction: EventHandler<PublishAction>,
) -> Element {
    let texts = use_texts();
    let mut previewing = use_signal(|| false);
    if !may {
        return rsx! {
            TopBar { title: t!(texts, "publish-title"), back: true }
            EmptyState { shape: Shape::Shield, title: t!(texts, "publish-not-title"), words: t!(texts, "publish-not-words") }
        };
    }
    let pictures: Vec<Sha256> = photos(&files).iter().map(|photo| photo.sha256).collect();
    let lacking = draft.title.trim().is_empty() || draft.body.trim().is_empty();
    let minutes: Vec<u32> = MINUTES
        .into_iter()
        .filter(|minutes| shortest.is_some_and(|shortest| *minutes >= shortest))
        .collect();
    let change = use_callback(move |draft: LessonDraft| onaction.call(PublishAction::Change(draft)));
    let (of_topic, of_title, of_body, of_opens, of_closes, of_minutes) = (
        draft.clone(),
        draft.clone(),
        draft.clone(),
        draft.clone(),
        draft.clone(),
        draft.clone(),
    );
    rsx! {
        TopBar { title: t!(texts, "publish-title"), back: true }
        div { class: "lesson-form",
            if let Some(fault) = fault {
                Notice { kind: NoticeKind::Trouble, {fault.sentence(&texts)} }
            }
            Chips {
                label: t!(texts, "publish-topic"),
                chips: TOPICS
                    .iter()
                    .map(|topic| Chip { words: texts::topic(&texts, *topic), chosen: *topic == draft.topic })
                    .collect::<Vec<_>>(),
                onchoose: move |index: usize| {
                    if let Some(topic) = TOPICS.get(index) {
                        change.call(LessonDraft { topic: *topic, ..of_topic.clone() });
                    }
                },
            }
            label { class: "field",
                span { class: "field-name", {t!(texts, "publish-name")} }
                input {
                    class: "field-text",
                    r#type: "text",
                    dir: "auto",
                    maxlength: "{TITLE_MAX}",
                    value: draft.title.clone(),
                    oninput: move |event| change.call(LessonDraft { title: event.value(), ..of_title.clone() }),
                }
            }
            Chips {
                label: t!(texts, "publish-body"),
                chips: vec![
                    Chip { words: t!(texts, "publish-write"), chosen: !previewing() },
                    Chip { words: t!(texts, "publish-preview"), chosen: previewing() },
                ],
                onchoose: move |index: usize| previewing.set(index == 1),
            }
            if previewing() {
                div { class: "lesson-preview", Markdown { source: draft.body.clone(), pictures: pictures.clone() } }
            } else {
                label { class: "field",
                    span { class: "field-name", {t!(texts, "publish-body")} }
                    textarea {
                        class: "field-text lesson-body",
                        dir: "auto",
                        rows: "10",
                        maxlength: "{LESSON_BODY_MAX}",
                        value: draft.body.clone(),
                        oninput: move |event| change.call(LessonDraft { body: event.value(), ..of_body.clone() }),
                    }
                }
                p { class: "is-soft", {t!(texts, "publish-markdown")} }
                for (number, picture) in (1..).zip(pictures.clone()) {
                    if !draft.body.contains(&picture.to_string()) {
                        InsertPicture {
                            key: "{picture}",
                            number,
                            onclick: {
                                let draft = draft.clone();
                                move |words: String| {
                                    let body = format!("{}\n\n![{words}](sha256:{picture})\n", draft.body.trim_end());
                                    change.call(LessonDraft { body, ..draft.clone() });
                                }
                            },
                        }
                    }
                }
            }
            if let Some(chooser) = chooser {
                div { class: "lesson-files", {chooser} }
            }
            div { class: "lesson-days",
                DayField {
                    name: t!(texts, "publish-opens"),
                    day: draft.opens,
                    onday: move |day: Option<NaiveDate>| {
                        if let Some(opens) = day {
                            change.call(LessonDraft { opens, ..of_opens.clone() });
                        }
                    },
                }
                DayField {
                    name: t!(texts, "publish-closes"),
                    day: draft.closes,
                    onday: move |closes: Option<NaiveDate>| change.call(LessonDraft { closes, ..of_closes.clone() }),
                }
            }
            if shortest.is_some() {
                div {
                    p { class: "field-name", {t!(texts, "publish-minutes")} }
                    Chips {
                        label: t!(texts, "publish-minutes"),
                        chips: minutes
                            .iter()
                            .map(|each| Chip {
                                words: t!(texts, "publish-minutes-each", count = *each),
                                chosen: *each == draft.minutes,
                            })
                            .collect::<Vec<_>>(),
                        onchoose: move |index: usize| {
                            if let Some(minutes) = minutes.get(index) {
                                change.call(LessonDraft { minutes: *minutes, ..of_minutes.clone() });
                            }
                        },
                    }
                }
            }
            if let Some(problem) = &refused {
                Notice { kind: NoticeKind::Waiting, {problem.sentence(&texts)} }
            }
            Button {
                kind: ButtonKind::Primary,
                disabled: sending || lacking || refused.is_some(),
                busy: sending,
                onclick: move |_| onaction.call(PublishAction::Send),
                {t!(texts, "lesson-publish")}
            }
        }
    }
}

/// Puts a picture into the text instead of behind it.
#[component]
fn InsertPicture(number: usize, onclick: EventHandler<String>) -> Element {
    let texts = use_texts();
    let words = t!(texts, "publish-picture", number = number);
    rsx! {
        Button {
            icon: Shape::Photo,
            onclick: move |_| onclick.call(words.clone()),
            {t!(texts, "publish-insert", number = number)}
        }
    }
}

/// A day, chosen as the host lets one choose days. Empty means none.
#[component]
fn DayField(name: String, day: Option<NaiveDate>, onday: EventHandler<Option<NaiveDate>>) -> Element {
    rsx! {
        label { class: "field",
            span { class: "field-name", {name} }
            input {
                class: "field-text",
                r#type: "date",
                value: day.map(|day| day.to_string()).unwrap_or_default(),
                onchange: move |event| onday.call(event.value().parse().ok()),
            }
        }
    }
}
