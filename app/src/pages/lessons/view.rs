//! One lesson as markup.

use dioxus::prelude::*;
use jishi_core::{
    engine::{Delivery, Fault, LessonPage},
    model::Points,
    protocol::MediaSize,
};

use super::Progress;
use crate::{
    components::{
        Button, ButtonKind, FileRow, Icon, Markdown, Notice, NoticeKind, Picture, Shape, Sheet, TopBar,
    },
    state::use_now,
    t,
    texts::{self, Sentence as _, Texts, use_texts},
};

/// What a person does here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LessonAction {
    /// Has come to the end.
    End,
    /// Opens the document at this place among the files.
    Open(u32),
    /// Tries again after a fault.
    Again,
    /// Takes the lesson back.
    Withdraw,
}

/// The page.
#[component]
pub fn LessonView(
    page: LessonPage,
    progress: Progress,
    /// What reading it earns, as far as that is known; none without points.
    earns: Option<Points>,
    fault: Option<Fault>,
    onaction: EventHandler<LessonAction>,
) -> Element {
    let texts = use_texts();
    let now = use_now();
    let lesson = &page.lesson;
    let images: Vec<_> = lesson
        .files
        .iter()
        .filter(|file| file.is_picture())
        .map(|file| file.sha256)
        .collect();
    let by = [
        texts::topic(&texts, lesson.topic),
        page.publisher
            .as_ref()
            .map(|person| person.name.clone())
            .unwrap_or_default(),
        texts::relative_time(&texts, now, lesson.published_at),
    ];
    let by: Vec<_> = by.into_iter().filter(|part| !part.is_empty()).collect();
    let withdrawn = lesson.withdrawn_at.is_some();
    rsx! {
        TopBar { title: t!(texts, "lesson-title"), back: true }
        article { class: "lesson", "aria-labelledby": "lesson-name",
            h2 { id: "lesson-name", class: "lesson-name", dir: "auto", {lesson.title.clone()} }
            p { class: "is-soft", {by.join(" · ")} }
            if withdrawn {
                Notice { kind: NoticeKind::Waiting, {t!(texts, "lesson-withdrawn")} }
            }
            Markdown { source: lesson.body.clone(), pictures: images.clone() }
            for (place, file) in (0..).zip(&lesson.files).filter(|(_, file)| !(file.is_picture() && lesson.body.contains(&file.sha256.to_string()))) {
                if images.contains(&file.sha256) {
                    div { key: "{file.sha256}", class: "lesson-picture",
                        Picture { sha256: file.sha256, size: MediaSize::Feed, label: file.name.clone() }
                    }
                } else {
                    FileRow {
                        key: "{file.sha256}",
                        sha256: file.sha256,
                        name: file.name.clone(),
                        bytes: file.bytes,
                        onopen: move |()| onaction.call(LessonAction::Open(place)),
                    }
                }
            }
            div {
                class: "lesson-end",
                onvisible: move |event| {
                    if event.is_intersecting().unwrap_or(false) {
                        onaction.call(LessonAction::End);
                    }
                },
                {t!(texts, "lesson-end")}
            }
        }
        if page.may_withdraw && !withdrawn {
            Withdraw { onwithdraw: move |()| onaction.call(LessonAction::Withdraw) }
        }
        Standing { page, progress, earns, fault, onagain: move |()| onaction.call(LessonAction::Again) }
    }
}

/// What is left, or what it brought: one quiet line that stays in sight.
#[component]
fn Standing(
    page: LessonPage,
    progress: Progress,
    earns: Option<Points>,
    fault: Option<Fault>,
    onagain: EventHandler<()>,
) -> Element {
    let texts = use_texts();
    let read = page.reading.is_some();
    if let Some(fault) = fault {
        return rsx! {
            div { class: "lesson-standing",
                Notice { kind: NoticeKind::Trouble, {fault.sentence(&texts)} }
                Button { icon: Shape::Retry, onclick: move |_| onagain.call(()), {t!(texts, "retry")} }
            }
        };
    }
    if !read && !page.to_read {
        return rsx! {};
    }
    rsx! {
        p { class: if read { "lesson-standing is-done" } else { "lesson-standing" }, role: "status",
            Icon { shape: if read { Shape::Check } else { Shape::Clock } }
            span { {if read { done(&texts, &page, earns) } else { left(&texts, &page, progress) }} }
            if let Some(points) = earns.filter(|points| !read && *points != Points::ZERO) {
                span { class: "lesson-earns", {t!(texts, "lesson-earns", points = texts::points(points))} }
            }
        }
    }
}

fn left(texts: &Texts, page: &LessonPage, progress: Progress) -> String {
    let left = match progress.left(page.minimum_seconds.unwrap_or(0)) {
        0 if progress.end && !progress.has_opened(page.lesson.documents()) => {
            return t!(texts, "lesson-left-file");
        }
        0 if page.minimum_seconds.is_none() => t!(texts, "lesson-left-end-only"),
        0 => t!(texts, "lesson-left-end"),
        seconds if progress.end => t!(texts, "lesson-left-time", length = length(seconds)),
        seconds => t!(texts, "lesson-left-both", length = length(seconds)),
    };
    if progress.has_opened(page.lesson.documents()) {
        left
    } else {
        t!(texts, "lesson-left-and-file", left = left)
    }
}

fn done(texts: &Texts, page: &LessonPage, earned: Option<Points>) -> String {
    let read = match earned.filter(|points| *points != Points::ZERO) {
        Some(points) => t!(texts, "lesson-done-points", points = texts::points(points)),
        None => t!(texts, "lesson-done"),
    };
    match &page.under_way {
        Some(Delivery::Refused { problem, .. }) => problem.sentence(texts),
        Some(
            Delivery::Waiting
            | Delivery::Uploading { .. }
            | Delivery::WaitsForWifi { .. }
            | Delivery::Sending,
        ) => {
            format!("{read} {}", t!(texts, "delivery-waiting-long"))
        }
        Some(Delivery::Received(_)) | None => read,
    }
}

fn length(seconds: u32) -> String {
    texts::duration(seconds.saturating_mul(1_000))
}

#[component]
fn Withdraw(onwithdraw: EventHandler<()>) -> Element {
    let texts = use_texts();
    let mut asking = use_signal(|| false);
    rsx! {
        div { class: "lesson-withdraw",
            Button { kind: ButtonKind::Danger, onclick: move |_| asking.set(true), {t!(texts, "lesson-withdraw")} }
        }
        if asking() {
            Sheet { title: t!(texts, "lesson-withdraw-title"), onclose: move |()| asking.set(false),
                p { {t!(texts, "lesson-withdraw-words")} }
                div { class: "sheet-actions",
                    Button {
                        kind: ButtonKind::Danger,
                        onclick: move |_| {
                            asking.set(false);
                            onwithdraw.call(());
                        },
                        {t!(texts, "lesson-withdraw")}
                    }
                    Button { onclick: move |_| asking.set(false), {t!(texts, "lesson-withdraw-not")} }
                }
            }
        }
    }
}
