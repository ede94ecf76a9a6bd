//! The page as markup.

use chrono::NaiveDate;
use dioxus::prelude::*;
use jishi_core::{
    engine::{Fault, WorkplacePage as Known},
    model::{Hours, Place, Shift, Workplace},
};

use super::when::When;
use crate::{
    Route,
    components::{Button, ButtonKind, Chip, Chips, Notice, NoticeKind, PlaceMap, Row, Shape, TopBar, metres},
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
    /// The first day on which they hold.
    pub from: NaiveDate,
}

impl WorkplaceDraft {
    /// Where it works now, and when from the day on from which that can be changed.
    #[must_use]
    pub fn of(known: &Known) -> Self {
        Self {
            workplace: known.unit.workplace,
            shifts: known.shifts_on(next_day(known)).to_vec(),
            from: next_day(known),
        }
    }

    /// The hours to be set: `None` where nothing changes from that day on. The policy's own are set as none, so that they
    /// follow the policy.
    #[must_use]
    pub fn hours(&self, known: &Known) -> Option<Hours> {
        let from = self.from.max(next_day(known));
        (self.shifts != known.shifts_on(from)).then(|| Hours {
            from,
            shifts: if self.shifts == known.usual {
                vec![]
            } else {
                self.shifts.clone()
            },
        })
    }

    /// The radius, in metres.
    #[must_use]
    pub fn radius(&self) -> f64 {
        self.workplace
            .map_or(USUAL_RADIUS, |workplace| workplace.radius_m)
    }
}

/// From when hours can hold: nobody is late by hours that were set when they came.
pub(super) fn next_day(known: &Known) -> NaiveDate {
    known.day.succ_opt().unwrap_or(known.day)
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
    let changed = draft.workplace != known.unit.workplace || draft.hours(&known).is_some();
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
                Notice { kind: NoticeKind::Information, {t!(texts, "workplace-not")} }
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
