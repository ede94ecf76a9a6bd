//! Working hours: the shifts from a day on, and those that are set for a later one.

use dioxus::prelude::*;
use jishi_core::{
    engine::WorkplacePage as Known,
    model::{Hours, MinuteOfDay, Shift},
    rules::policy::SHIFTS_MAX,
};

use super::{WorkplaceAction, WorkplaceDraft, view::next_day};
use crate::{
    components::{Button, Shape},
    t,
    texts::{self, use_texts},
};

/// How long a shift is that was just added, and the pause before it, in minutes.
const ADDED: (u16, u16) = (180, 60);

#[component]
pub(super) fn When(known: Known, draft: WorkplaceDraft, onaction: EventHandler<WorkplaceAction>) -> Element {
    let texts = use_texts();
    let change = use_callback(move |draft: WorkplaceDraft| onaction.call(WorkplaceAction::Change(draft)));
    let (of_day, of_usual, of_more) = (draft.clone(), draft.clone(), draft.clone());
    let usual = known.usual.clone();
    let more = next(&draft.shifts);
    rsx! {
        fieldset { class: "workplace-part",
            legend { class: "field-name", {t!(texts, "workplace-when")} }
            if known.may {
                for (index , shift) in draft.shifts.iter().copied().enumerate() {
                    ShiftFields {
                        key: "{index}",
                        number: index + 1,
                        shift,
                        onchange: {
                            let draft = draft.clone();
                            move |shift| change.call(with(&draft, index, Some(shift)))
                        },
                        // A unit without shifts would be one with the policy's.
                        onremove: (draft.shifts.len() > 1).then(|| {
                            let draft = draft.clone();
                            EventHandler::new(move |()| change.call(with(&draft, index, None)))
                        }),
                    }
                }
                div { class: "workplace-ways",
                    if let Some(shift) = more {
                        Button {
                            icon: Shape::Plus,
                            onclick: move |_| {
                                let mut more = of_more.clone();
                                more.shifts.push(shift);
                                change.call(more);
                            },
                            {t!(texts, "workplace-add")}
                        }
                    }
                    if draft.shifts != usual {
                        Button {
                            onclick: move |_| change.call(WorkplaceDraft { shifts: usual.clone(), ..of_usual.clone() }),
                            {t!(texts, "workplace-usual")}
                        }
                    }
                }
                label { class: "field",
                    span { class: "field-name", {t!(texts, "workplace-from")} }
                    input {
                        class: "field-text",
                        r#type: "date",
                        min: next_day(&known).to_string(),
                        value: draft.from.to_string(),
                        onchange: move |event| {
                            if let Ok(from) = event.value().parse() {
                                change.call(WorkplaceDraft { from, ..of_day.clone() });
                            }
                        },
                    }
                }
            } else {
                p { class: "workplace-hours", {texts::all_hours(&texts, known.shifts.iter().copied())} }
            }
            for later in known.upcoming.clone() {
                Later { key: "{later.from}", known: known.clone(), later, draft: draft.clone(), onchange: change }
            }
        }
    }
}

/// Hours that are set for a later day; who may changes them, or takes them back.
#[component]
fn Later(known: Known, later: Hours, draft: WorkplaceDraft, onchange: Callback<WorkplaceDraft>) -> Element {
    let texts = use_texts();
    let words = t!(
        texts,
        "workplace-later",
        day = texts::date(&texts, later.from),
        hours = texts::all_hours(&texts, later.shifts.iter().copied())
    );
    // Taken back means that what held before goes on.
    let before = later.from.pred_opt().unwrap_or(later.from);
    let back = WorkplaceDraft {
        shifts: known.shifts_on(before).to_vec(),
        from: later.from,
        ..draft.clone()
    };
    let again = WorkplaceDraft {
        shifts: later.shifts,
        from: later.from,
        ..draft.clone()
    };
    let is_back = draft == back;
    rsx! {
        div { class: "workplace-later",
            p { {words} }
            if is_back {
                p { class: "is-soft", role: "status", {t!(texts, "workplace-goes")} }
            } else if known.may {
                div { class: "workplace-ways",
                    Button { onclick: move |_| onchange.call(again.clone()), {t!(texts, "workplace-change")} }
                    Button { onclick: move |_| onchange.call(back.clone()), {t!(texts, "workplace-back")} }
                }
            }
        }
    }
}

#[component]
fn ShiftFields(
    number: usize,
    shift: Shift,
    onchange: EventHandler<Shift>,
    /// Takes it away; `None` for the last one.
    onremove: Option<EventHandler<()>>,
) -> Element {
    let texts = use_texts();
    rsx! {
        div { class: "workplace-shift",
            TimeField {
                name: t!(texts, "workplace-starts", number = number),
                time: shift.starts,
                ontime: move |starts| onchange.call(Shift { starts, ..shift }),
            }
            TimeField {
                name: t!(texts, "workplace-ends", number = number),
                time: shift.ends,
                ontime: move |ends| onchange.call(Shift { ends, ..shift }),
            }
            if let Some(onremove) = onremove {
                Button { onclick: move |_| onremove.call(()), {t!(texts, "workplace-remove", number = number)} }
            }
        }
    }
}

#[component]
fn TimeField(name: String, time: MinuteOfDay, ontime: EventHandler<MinuteOfDay>) -> Element {
    rsx! {
        label { class: "field",
            span { class: "field-name", {name} }
            input {
                class: "field-text",
                r#type: "time",
                value: time.to_string(),
                // What is no time changes nothing.
                onchange: move |event| {
                    if let Ok(time) = event.value().parse() {
                        ontime.call(time);
                    }
                },
            }
        }
    }
}

/// The draft with another shift in a place, or without the one there.
fn with(draft: &WorkplaceDraft, index: usize, shift: Option<Shift>) -> WorkplaceDraft {
    let mut changed = draft.clone();
    match (shift, changed.shifts.get_mut(index)) {
        (Some(shift), Some(place)) => *place = shift,
        (None, Some(_)) => {
            changed.shifts.remove(index);
        }
        (_, None) => {}
    }
    changed
}

/// A shift after the last one; `None` where there is no room, or as many as there can be.
fn next(shifts: &[Shift]) -> Option<Shift> {
    let (long, pause) = ADDED;
    let starts = shifts
        .last()
        .map_or(MinuteOfDay(540).0, |last| last.ends.0 + pause);
    let ends = (starts + long).min(1_439);
    (shifts.len() < SHIFTS_MAX && starts < ends).then_some(Shift {
        starts: MinuteOfDay(starts),
        ends: MinuteOfDay(ends),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shift(starts: u16, ends: u16) -> Shift {
        Shift {
            starts: MinuteOfDay(starts),
            ends: MinuteOfDay(ends),
        }
    }

    #[test]
    fn a_shift_is_added_after_the_last_where_there_is_room() {
        assert_eq!(next(&[]), Some(shift(540, 720)));
        assert_eq!(next(&[shift(510, 720)]), Some(shift(780, 960)));
        assert_eq!(next(&[shift(510, 1_300)]), Some(shift(1_360, 1_439)));
        assert_eq!(next(&[shift(510, 1_400)]), None);
        assert_eq!(next(&[shift(510, 520); SHIFTS_MAX]), None);
    }

    #[test]
    fn a_shift_is_changed_or_taken_away_in_its_place() {
        let draft = WorkplaceDraft {
            workplace: None,
            shifts: vec![shift(510, 720), shift(870, 1_080)],
            from: "2026-11-23".parse().unwrap_or_default(),
        };
        assert_eq!(
            with(&draft, 0, Some(shift(540, 720))).shifts,
            [shift(540, 720), shift(870, 1_080)]
        );
        assert_eq!(with(&draft, 0, None).shifts, [shift(870, 1_080)]);
        assert_eq!(with(&draft, 2, None).shifts, draft.shifts);
    }
}
