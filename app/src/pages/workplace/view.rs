//! The page as markup.

use chrono::NaiveDate;
use dioxus::prelude::*;
use jishi_core::{
    engine::{Fault, WorkplacePage as Known},
    model::{Place, Shift, Workplace},
};

use crate::{
    Route,
    components::{
        Button, ButtonKind, Chip, Chips, EmptyState, Notice, NoticeKind, PlaceMap, Row, Shape, TopBar, metres,
    },
    t,
    texts::{Sentence as _, Texts, use_texts},
};

/// Radii to choose from, in metres: a yard, a street, a village.
const RADII: [f64; 6] = [100.0, 150.0, 200.0, 300.0, 500.0, 1_000.0];
/// The radius unless somebody says otherwise.
const USUAL_RADIUS: f64 = 200.0;

/// Where and when, as it is being set.
#[derive(Clone, Debug, PartialEq)]
pub struct WorkplaceDraft {
    /// Where.
    pub workplace: Option<Workplace>,
    /// When.
    pub shifts: Vec<Shift>,
    /// The first day on which the hours hold, if they change.
    pub from: NaiveDate,
}

impl WorkplaceDraft {
    /// What holds now.
    #[must_use]
    pub fn of(known: &Known) -> Self {
        Self {
            workplace: known.unit.workplace,
            shifts: known.shifts.clone(),
            from: known.day,
        }
    }

    /// The radius, in metres.
    #[must_use]
    pub fn radius(&self) -> f64 {
        self.workplace
            .map_or(USUAL_RADIUS, |workplace| workplace.radius_m)
    }
}

/// What a person does here.
#[derive(Clone, Debug, PartialEq)]
pub enum WorkplaceAction {
    /// Changes it.
    Change(WorkplaceDraft),
    /// Takes the place where one stands.
    Locate,
    /// Saves it.
    Save,
}

/// The page.
#[component]
pub fn WorkplaceView(
    known: Known,
    draft: WorkplaceDraft,
    /// Where one stands, once that was asked for.
    here: Option<Place>,
    locating: bool,
    fault: Option<Fault>,
    sending: bool,
    onaction: EventHandler<WorkplaceAction>,
) -> Element {
    let texts = use_texts();
    let may = known.may;
    let changed = draft.workplace != known.unit.workplace || draft.shifts != known.shifts;
    rsx! {
        TopBar { title: t!(texts, "workplace-title"), back: true }
        div { class: "workplace",
            h2 { class: "workplace-unit", {known.unit.name.clone()} }
            if let Some(fault) = fault {
                Notice { kind: NoticeKind::Trouble, {fault.sentence(&texts)} }
            }
            Where { may, draft: draft.clone(), here, locating, onaction }
            When { known: known.clone(), draft: draft.clone(), onaction }
            if may {
                Button {
                    kind: ButtonKind::Primary,
                    disabled: !changed || sending,
                    busy: sending,
                    onclick: move |_| onaction.call(WorkplaceAction::Save),
                    {t!(texts, "workplace-save")}
                }
            } else {
                EmptyState { shape: Shape::Shield, title: t!(texts, "workplace-not-title"), words: t!(texts, "workplace-not-words") }
            }
        }
        if may && !known.below.is_empty() {
            nav { "aria-label": t!(texts, "unit-others"),
                h2 { class: "section-title", {t!(texts, "unit-others")} }
                ul { class: "rows",
                    for unit in known.below {
                        Row {
                            key: "{unit.id}",
                            shape: Shape::Place,
                            title: unit.name.clone(),
                            to: Route::UnitWorkplace { unit: unit.id },
                        }
                    }
                }
            }
        }
    }
}

#[component]
fn Where(
    may: bool,
    draft: WorkplaceDraft,
    here: Option<Place>,
    locating: bool,
    onaction: EventHandler<WorkplaceAction>,
) -> Element {
    let texts = use_texts();
    let radius = draft.radius();
    let chips = RADII
        .map(|each| Chip {
            words: t!(texts, "metres", metres = metres(each)),
            chosen: (each - radius).abs() < 0.5,
        })
        .to_vec();
    rsx! {
        fieldset { class: "workplace-part",
            legend { class: "field-name", {t!(texts, "workplace-where")} }
            match draft.workplace {
                Some(workplace) => rsx! { p { {at(&texts, workplace)} } },
                None => rsx! { p { class: "is-soft", {t!(texts, "workplace-none")} } },
            }
            if let (Some(place), Some(workplace)) = (here, draft.workplace) {
                PlaceMap { place, workplace }
            }
            if may {
                Button {
                    icon: Shape::Place,
                    busy: locating,
                    disabled: locating,
                    onclick: move |_| onaction.call(WorkplaceAction::Locate),
                    if locating { {t!(texts, "place-locating")} } else { {t!(texts, "workplace-here")} }
                }
                if let Some(workplace) = draft.workplace {
                    Chips {
                        label: t!(texts, "workplace-radius"),
                        chips,
                        onchoose: {
                            let draft = draft.clone();
                            move |index: usize| {
                                if let Some(radius_m) = RADII.get(index).copied() {
                                    let workplace = Some(Workplace { radius_m, ..workplace });
                                    onaction.call(WorkplaceAction::Change(WorkplaceDraft { workplace, ..draft.clone() }));
                                }
                            }
                        },
                    }
                }
            }
        }
    }
}

#[component]
fn When(known: Known, draft: WorkplaceDraft, onaction: EventHandler<WorkplaceAction>) -> Element {
    let texts = use_texts();
    let usual = draft.shifts == known.usual;
    let (of_day, of_usual) = (draft.clone(), draft.clone());
    rsx! {
        fieldset { class: "workplace-part",
            legend { class: "field-name", {t!(texts, "workplace-when")} }
            for (index, shift) in draft.shifts.iter().copied().enumerate() {
                div { key: "{index}", class: "workplace-shift",
                    TimeField {
                        name: t!(texts, "workplace-starts", number = index + 1),
                        may: known.may,
                        time: shift.starts.to_string(),
                        ontime: {
                            let draft = draft.clone();
                            move |time: String| onaction.call(WorkplaceAction::Change(with(&draft, index, Some(&time), None)))
                        },
                    }
                    TimeField {
                        name: t!(texts, "workplace-ends", number = index + 1),
                        may: known.may,
                        time: shift.ends.to_string(),
                        ontime: {
                            let draft = draft.clone();
                            move |time: String| onaction.call(WorkplaceAction::Change(with(&draft, index, None, Some(&time))))
                        },
                    }
                }
            }
            if known.may && draft.shifts != known.shifts {
                label { class: "field",
                    span { class: "field-name", {t!(texts, "workplace-from")} }
                    input {
                        class: "field-text",
                        r#type: "date",
                        min: known.day.to_string(),
                        value: draft.from.to_string(),
                        onchange: move |event| {
                            if let Ok(from) = event.value().parse() {
                                onaction.call(WorkplaceAction::Change(WorkplaceDraft { from, ..of_day.clone() }));
                            }
                        },
                    }
                }
            }
            if known.may && !usual {
                Button {
                    onclick: {
                        let usual = known.usual.clone();
                        move |_| {
                            let shifts = usual.clone();
                            onaction.call(WorkplaceAction::Change(WorkplaceDraft { shifts, ..of_usual.clone() }));
                        }
                    },
                    {t!(texts, "workplace-usual")}
                }
            }
        }
    }
}

#[component]
fn TimeField(name: String, may: bool, time: String, ontime: EventHandler<String>) -> Element {
    rsx! {
        label { class: "field",
            span { class: "field-name", {name} }
            input {
                class: "field-text",
                r#type: "time",
                disabled: !may,
                value: time,
                onchange: move |event| ontime.call(event.value()),
            }
        }
    }
}

/// A workplace in words.
fn at(texts: &Texts, workplace: Workplace) -> String {
    let latitude = format!("{:.3}", workplace.latitude);
    let longitude = format!("{:.3}", workplace.longitude);
    let radius = metres(workplace.radius_m);
    t!(
        texts,
        "workplace-at",
        latitude = latitude,
        longitude = longitude,
        radius = radius
    )
}

/// The draft with another time in one shift; what is no time changes nothing.
fn with(draft: &WorkplaceDraft, index: usize, starts: Option<&str>, ends: Option<&str>) -> WorkplaceDraft {
    let mut changed = draft.clone();
    if let Some(shift) = changed.shifts.get_mut(index) {
        let read = |time: Option<&str>| time.and_then(|time| time.parse().ok());
        shift.starts = read(starts).unwrap_or(shift.starts);
        shift.ends = read(ends).unwrap_or(shift.ends);
    }
    changed
}
