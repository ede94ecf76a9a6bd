//! Today's shifts, and what became of each.

use chrono::NaiveDate;
use dioxus::prelude::*;
use jishi_core::{
    engine::{LackingShift, ShiftItem},
    model::Timestamp,
    rules::attendance::{ShiftSeen, ShiftStanding},
};

use crate::{
    Route,
    components::{Icon, Shape},
    t,
    texts::{self, Texts, clock_time, use_texts},
};

/// The shifts of a day.
#[component]
pub fn ShiftList(day: NaiveDate, shifts: Vec<ShiftItem>) -> Element {
    let texts = use_texts();
    rsx! {
        section { class: "shifts", "aria-labelledby": "shifts-title",
            h2 { id: "shifts-title", class: "section-title", {t!(texts, "shifts-title")} }
            ul {
                for item in shifts {
                    ShiftRow { key: "{item.seen.shift}", day, seen: item.seen, correctable: item.correctable, asked: item.asked }
                }
            }
        }
    }
}

/// Shifts of earlier days that lack something and can still be asked for.
#[component]
pub fn LackingList(lacking: Vec<LackingShift>) -> Element {
    let texts = use_texts();
    rsx! {
        section { class: "shifts", "aria-labelledby": "lacking-title",
            h2 { id: "lacking-title", class: "section-title", {t!(texts, "lacking-title")} }
            ul {
                for item in lacking {
                    ShiftRow {
                        key: "{item.day}/{item.seen.shift}",
                        day: item.day,
                        seen: item.seen,
                        correctable: true,
                        asked: false,
                        dated: true,
                    }
                }
            }
        }
    }
}

#[component]
fn ShiftRow(
    day: NaiveDate,
    seen: ShiftSeen,
    /// Whether it can be asked for.
    correctable: bool,
    /// Whether it was asked for and waits.
    asked: bool,
    /// Whether the row says of which day it is.
    #[props(default)]
    dated: bool,
) -> Element {
    let texts = use_texts();
    let (class, shape) = sign(seen.standing);
    let hours = format!("{}–{}", seen.hours.starts, seen.hours.ends);
    let hours = if dated {
        format!("{} {hours}", texts::day(&texts, day))
    } else {
        hours
    };
    rsx! {
        li { class,
            Icon { shape }
            div { class: "shift-main",
                p { class: "shift-hours", {hours} }
                p { class: "shift-standing", {texts::shift_standing(&texts, seen.standing)} }
                if let Some(first) = seen.first {
                    p { class: "shift-taps", {taps(&texts, first, seen.last)} }
                }
                if asked {
                    p { class: "shift-taps", {t!(texts, "shift-asked")} }
                }
            }
            if correctable && !asked {
                Link { class: "button", to: Route::Correction { day, shift: seen.shift }, {t!(texts, "shift-correct")} }
            }
        }
    }
}

fn taps(texts: &Texts, first: Timestamp, last: Option<Timestamp>) -> String {
    match last.filter(|last| *last != first) {
        Some(last) => t!(
            texts,
            "shift-two-taps",
            first = clock_time(texts, first),
            last = clock_time(texts, last)
        ),
        None => t!(texts, "shift-one-tap", time = clock_time(texts, first)),
    }
}

const fn sign(standing: ShiftStanding) -> (&'static str, Shape) {
    match standing {
        ShiftStanding::OnDuty {
            late_minutes: 0,
            early_minutes: 0,
        }
        | ShiftStanding::Away { .. }
        | ShiftStanding::Leave
        | ShiftStanding::Corrected { .. } => ("shift is-done", Shape::Check),
        ShiftStanding::OnDuty { .. } | ShiftStanding::Absent => ("shift is-missed", Shape::Refused),
        ShiftStanding::Uncertain => ("shift is-waiting", Shape::Place),
        ShiftStanding::Pending => ("shift is-waiting", Shape::Clock),
        ShiftStanding::NotDue | ShiftStanding::Unpublished => ("shift", Shape::Calendar),
    }
}
