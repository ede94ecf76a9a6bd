//! A month as a grid of days, working days marked, of which a stretch can be chosen.

use chrono::{Datelike as _, Months, NaiveDate, Weekday};
use dioxus::prelude::*;
use jishi_core::rules::calendar::{Calendar, DayKind};

use super::{IconButton, Shape};
use crate::{
    t,
    texts::{self, Texts, use_texts},
};

const WEEK: [Weekday; 7] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
    Weekday::Sat,
    Weekday::Sun,
];

/// The month in which `month` lies. What is chosen runs from the first to the second day of `chosen`.
#[component]
pub fn MonthGrid(
    month: NaiveDate,
    today: NaiveDate,
    chosen: (NaiveDate, NaiveDate),
    /// The county's; without it no day is marked.
    calendar: Option<Calendar>,
    onday: EventHandler<NaiveDate>,
    /// To another month.
    onmonth: EventHandler<NaiveDate>,
) -> Element {
    let texts = use_texts();
    let (before, after) = (
        month.checked_sub_months(Months::new(1)).unwrap_or(month),
        month.checked_add_months(Months::new(1)).unwrap_or(month),
    );
    let days = days_of(month);
    let free = days
        .first()
        .map_or(0, |first| first.weekday().num_days_from_monday());
    rsx! {
        div { class: "month",
            div { class: "month-head",
                IconButton { shape: Shape::Back, label: t!(texts, "month-before"), onclick: move |_| onmonth.call(before) }
                p { class: "month-name", "aria-live": "polite", {texts::month(&texts, month)} }
                IconButton { shape: Shape::Forward, label: t!(texts, "month-after"), onclick: move |_| onmonth.call(after) }
            }
            // The calendar is of whole years: it is said once, not under each day.
            if calendar.as_ref().is_some_and(|calendar| calendar.kind(month) == DayKind::Unpublished) {
                p { class: "month-note", {t!(texts, "day-unpublished")} }
            }
            div { class: "month-week", "aria-hidden": "true",
                for weekday in WEEK {
                    span { {texts::weekday_short(&texts, weekday)} }
                }
            }
            div { class: "month-days", role: "group", "aria-label": texts::month(&texts, month),
                for free in 0..free {
                    span { key: "free-{free}" }
                }
                for day in days {
                    Day {
                        key: "{day}",
                        day,
                        kind: calendar.as_ref().map(|calendar| calendar.kind(day)),
                        today: day == today,
                        chosen: (chosen.0..=chosen.1).contains(&day),
                        onday,
                    }
                }
            }
        }
    }
}

#[component]
fn Day(
    day: NaiveDate,
    kind: Option<DayKind>,
    today: bool,
    chosen: bool,
    onday: EventHandler<NaiveDate>,
) -> Element {
    let texts = use_texts();
    let off = kind.and_then(DayKind::is_working) == Some(false);
    let mark = kind.and_then(|kind| mark(&texts, kind));
    let class = match (chosen, off, kind) {
        (true, ..) => "month-day is-chosen",
        (false, true, _) => "month-day is-off",
        (false, false, Some(DayKind::Unpublished)) => "month-day is-unknown",
        (false, false, _) => "month-day",
    };
    let label = match kind.map(|kind| kind_name(&texts, kind)) {
        Some(kind) => t!(
            texts,
            "month-day-label",
            day = texts::day(&texts, day),
            kind = kind
        ),
        None => texts::day(&texts, day),
    };
    rsx! {
        button {
            class,
            r#type: "button",
            "aria-label": label,
            "aria-pressed": if chosen { "true" } else { "false" },
            "aria-current": if today { "date" },
            onclick: move |_| onday.call(day),
            span { class: "month-number", "{day.day()}" }
            if let Some(mark) = mark {
                span { class: "month-mark", {mark} }
            }
        }
    }
}

/// The days of the month in which a day lies.
fn days_of(day: NaiveDate) -> Vec<NaiveDate> {
    let first = day.with_day(1).unwrap_or(day);
    first
        .iter_days()
        .take_while(|next| (next.year(), next.month()) == (day.year(), day.month()))
        .collect()
}

/// One character under the day where it is not what its weekday says.
fn mark(texts: &Texts, kind: DayKind) -> Option<String> {
    match kind {
        DayKind::Workday | DayKind::Weekend | DayKind::Unpublished => None,
        DayKind::Holiday => Some(t!(texts, "month-mark-holiday")),
        DayKind::Makeup => Some(t!(texts, "month-mark-makeup")),
    }
}

fn kind_name(texts: &Texts, kind: DayKind) -> String {
    match kind {
        DayKind::Workday => t!(texts, "day-workday"),
        DayKind::Weekend => t!(texts, "day-weekend"),
        DayKind::Holiday => t!(texts, "day-holiday"),
        DayKind::Makeup => t!(texts, "day-makeup"),
        DayKind::Unpublished => t!(texts, "day-unpublished"),
    }
}
