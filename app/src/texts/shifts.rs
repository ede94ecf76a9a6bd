//! Shifts as they are told.

use jishi_core::{
    model::Shift,
    rules::attendance::{ShiftSeen, ShiftStanding},
};

use super::{Texts, clock_time, mode as mode_name};
use crate::t;

/// From when to when: `08:30–12:00`.
#[must_use]
pub fn hours(shift: Shift) -> String {
    format!("{}–{}", shift.starts, shift.ends)
}

/// The same of several: `08:30–12:00、14:30–18:00`.
#[must_use]
pub fn all_hours(texts: &Texts, shifts: impl IntoIterator<Item = Shift>) -> String {
    let each: Vec<String> = shifts.into_iter().map(hours).collect();
    each.join(&t!(texts, "list-and"))
}

/// Whether two shifts that follow each other can be told as one: what fills the day need not be said twice.
#[must_use]
pub fn alike(before: &ShiftSeen, after: &ShiftSeen) -> bool {
    use ShiftStanding::{Away, Leave, NotDue, Unpublished};
    before.standing == after.standing
        && matches!(after.standing, Away { .. } | Leave | NotDue | Unpublished)
        && after.first.is_none()
}

/// When was tapped for a shift; `None` where nothing was.
#[must_use]
pub fn shift_taps(texts: &Texts, seen: &ShiftSeen) -> Option<String> {
    let first = seen.first?;
    Some(match seen.last.filter(|last| *last != first) {
        Some(last) => t!(
            texts,
            "shift-two-taps",
            first = clock_time(texts, first),
            last = clock_time(texts, last)
        ),
        None => t!(texts, "shift-one-tap", time = clock_time(texts, first)),
    })
}

/// What became of a shift of a day, in words. For one of a day that is over a tap may still arrive, but none can be made.
#[must_use]
pub fn day_shift_standing(texts: &Texts, standing: ShiftStanding, is_past: bool) -> String {
    match standing {
        ShiftStanding::Pending if is_past => t!(texts, "shift-pending-past"),
        other => shift_standing(texts, other),
    }
}

/// What became of a shift, in words: stated, with the minutes.
#[must_use]
pub fn shift_standing(texts: &Texts, standing: ShiftStanding) -> String {
    match standing {
        ShiftStanding::NotDue => t!(texts, "shift-not-due"),
        ShiftStanding::Unpublished => t!(texts, "shift-unpublished"),
        ShiftStanding::Pending => t!(texts, "shift-pending"),
        ShiftStanding::OnDuty {
            late_minutes: 0,
            early_minutes: 0,
        } => t!(texts, "shift-on-duty"),
        ShiftStanding::OnDuty {
            late_minutes,
            early_minutes: 0,
        } => {
            t!(texts, "shift-late", minutes = late_minutes)
        }
        ShiftStanding::OnDuty {
            late_minutes: 0,
            early_minutes,
        } => {
            t!(texts, "shift-early", minutes = early_minutes)
        }
        ShiftStanding::OnDuty {
            late_minutes,
            early_minutes,
        } => {
            t!(
                texts,
                "shift-late-early",
                late = late_minutes,
                early = early_minutes
            )
        }
        ShiftStanding::Uncertain => t!(texts, "shift-uncertain"),
        ShiftStanding::Away { mode } => mode_name(texts, mode),
        ShiftStanding::Leave => t!(texts, "shift-leave"),
        ShiftStanding::Corrected { mode } => t!(texts, "shift-corrected", mode = mode_name(texts, mode)),
        ShiftStanding::Absent => t!(texts, "shift-absent"),
    }
}
