//! Today as a checklist: what is done and what is not, and how many of the day's points are there.

mod ring;

use chrono::Datelike as _;
use dioxus::prelude::*;
use jishi_core::{
    engine::{PointsToday, ShiftItem, Today},
    model::Rule,
    rules::{attendance::ShiftStanding, calendar::DayKind},
};

use super::{Icon, Notice, NoticeKind, Shape};
use crate::{
    Route,
    state::Loaded,
    t,
    texts::{self, Texts, use_texts},
};
use ring::Ring;

/// The checklist, live. While it is not known it takes no room.
#[component]
pub fn TodayCard(today: ReadSignal<Loaded<Box<Today>>>) -> Element {
    let loaded = today.read().clone();
    match loaded {
        Loaded::Ready(today) => rsx! { TodayView { today: *today } },
        Loaded::Loading | Loaded::Failed(_) => rsx! {},
    }
}

/// One line of the list.
struct Line {
    done: bool,
    name: String,
    words: String,
    to: Option<Route>,
}

/// The card. Nothing to check and no points is no card.
#[component]
pub fn TodayView(today: Today) -> Element {
    let texts = use_texts();
    let lines = lines(&texts, &today);
    if lines.is_empty() && today.points.is_none() {
        return rsx! {};
    }
    let all_done = lines.iter().all(|line| line.done);
    rsx! {
        // No landmark: on a wide screen it stands beside itself, in the feed and in one's own page.
        div { class: "today",
            div { class: "today-head",
                div { class: "today-name",
                    h2 { {t!(texts, "today-title")} }
                    p { {texts::day(&texts, today.day)} }
                    if all_done {
                        p { class: "today-done", {t!(texts, "today-all-done")} }
                    }
                }
                if let Some(points) = &today.points {
                    Ring { total: points.total, within_reach: points.within_reach }
                }
            }
            if today.kind == DayKind::Unpublished && today.points.is_some() {
                Notice { kind: NoticeKind::Information, {t!(texts, "calendar-unpublished", year = today.day.year().to_string())} }
            }
            ul { class: "today-lines",
                for (index, line) in lines.into_iter().enumerate() {
                    CheckLine { key: "{index}", done: line.done, name: line.name, words: line.words, to: line.to }
                }
            }
        }
    }
}

#[component]
fn CheckLine(done: bool, name: String, words: String, to: Option<Route>) -> Element {
    let texts = use_texts();
    let class = if done { "today-line is-done" } else { "today-line" };
    let inner = rsx! {
        if done {
            Icon { shape: Shape::Check }
        } else {
            span { class: "today-circle", "aria-hidden": "true" }
        }
        span { class: "today-what",
            {name}
            span { class: "is-hidden", {if done { t!(texts, "today-is-done") } else { t!(texts, "today-is-open") }} }
        }
        span { class: "today-words", {words} }
    };
    rsx! {
        li {
            if let Some(to) = to {
                Link { class, to, {inner} Icon { shape: Shape::Forward } }
            } else {
                div { class, {inner} }
            }
        }
    }
}

fn lines(texts: &Texts, today: &Today) -> Vec<Line> {
    let points = today.points.as_ref();
    let mut lines: Vec<Line> = today
        .shifts
        .chunk_by(|before, after| texts::alike(&before.seen, &after.seen))
        .filter_map(|together| shift(texts, together))
        .collect();
    if today.log_due || today.logs > 0 {
        let done = !today.log_due;
        lines.push(Line {
            done,
            name: t!(texts, "today-log"),
            words: if done {
                t!(texts, "today-logs", count = today.logs)
            } else {
                brings(points, Rule::LogWritten).unwrap_or_else(|| t!(texts, "today-log-due"))
            },
            to: (!done).then_some(Route::Compose {}),
        });
    }
    if today.waiting.lessons > 0 {
        lines.push(Line {
            done: false,
            name: t!(texts, "today-lessons", count = today.waiting.lessons),
            words: brings(points, Rule::LessonRead)
                .map(|each| t!(texts, "today-each", points = each))
                .unwrap_or_default(),
            to: Some(Route::Lessons {}),
        });
    }
    if today.waiting.tasks > 0 {
        lines.push(Line {
            done: false,
            name: t!(texts, "today-tasks", count = today.waiting.tasks),
            words: String::new(),
            to: Some(Route::Tasks {}),
        });
    }
    lines
}

/// A shift that is due, or several of which the same is to be said; one that is not is nothing to check.
fn shift(texts: &Texts, together: &[ShiftItem]) -> Option<Line> {
    let standing = together.first()?.seen.standing;
    let done = match standing {
        ShiftStanding::NotDue | ShiftStanding::Unpublished => return None,
        ShiftStanding::OnDuty { .. }
        | ShiftStanding::Away { .. }
        | ShiftStanding::Leave
        | ShiftStanding::Corrected { .. } => true,
        ShiftStanding::Uncertain | ShiftStanding::Pending | ShiftStanding::Absent => false,
    };
    Some(Line {
        done,
        name: texts::all_hours(texts, together.iter().map(|item| item.seen.hours)),
        words: texts::shift_standing(texts, standing),
        to: Some(Route::CheckIn {}),
    })
}

/// What one more of it brings, if it still brings something today.
fn brings(points: Option<&PointsToday>, rule: Rule) -> Option<String> {
    let more = points?.to_be_had.iter().find(|more| more.rule == rule)?;
    Some(texts::points(more.each))
}
