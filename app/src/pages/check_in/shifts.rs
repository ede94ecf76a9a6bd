//! Today's shifts, and what became of each.

use chrono::NaiveDate;
use dioxus::prelude::*;
use jishi_core::{
    engine::{LackingShift, ShiftItem},
    rules::attendance::{ShiftSeen, ShiftStanding},
};

use crate::{
    Route,
    components::{Icon, Rows, Shape},
    t,
    texts::{self, Texts, use_texts},
};

/// The shifts of a day.
#[component]
pub fn ShiftList(day: NaiveDate, shifts: Vec<ShiftItem>) -> Element {
    let texts = use_texts();
    rsx! {
        Rows { id: "shifts-title", title: t!(texts, "shifts-title"),
            for (item, title) in told(&texts, &shifts) {
                ShiftRow {
                    key: "{item.seen.shift}",
                    day,
                    title,
                    seen: item.seen,
                    correctable: item.correctable,
                    asked: item.asked,
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
        Rows { id: "lacking-title", title: t!(texts, "lacking-title"),
            for item in lacking {
                ShiftRow {
                    key: "{item.day}/{item.seen.shift}",
                    day: item.day,
                    title: texts::day(&texts, item.day),
                    hours: texts::hours(item.seen.hours),
                    past: true,
                    seen: item.seen,
                    correctable: true,
                    asked: false,
                }
            }
        }
    }
}

/// Each shift with its hours; those of which the same is to be said are told once, with the hours of all.
fn told(texts: &Texts, shifts: &[ShiftItem]) -> Vec<(ShiftItem, String)> {
    shifts
        .chunk_by(|before, after| {
            texts::alike(&before.seen, &after.seen) && !after.correctable && !after.asked
        })
        .filter_map(|together| {
            let hours = together.iter().map(|item| item.seen.hours);
            Some((*together.first()?, texts::all_hours(texts, hours)))
        })
        .collect()
}

#[component]
fn ShiftRow(
    day: NaiveDate,
    title: String,
    /// Its hours, where the title is its day.
    #[props(default)]
    hours: String,
    /// Whether its day is over.
    #[props(default)]
    past: bool,
    seen: ShiftSeen,
    /// Whether it can be asked for.
    correctable: bool,
    /// Whether it was asked for and waits.
    asked: bool,
) -> Element {
    let texts = use_texts();
    let (class, shape) = sign(seen.standing);
    rsx! {
        li { class,
            Icon { shape }
            div { class: "shift-main",
                p { class: "shift-title", {title} }
                if !hours.is_empty() {
                    p { class: "shift-standing", {hours} }
                }
                p { class: "shift-standing", {texts::day_shift_standing(&texts, seen.standing, past)} }
                if let Some(taps) = texts::shift_taps(&texts, &seen) {
                    p { class: "shift-taps", {taps} }
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
