//! What the tap found: how far it is to the workplace, how sure that is, and what can be done about it.

use dioxus::prelude::*;
use jishi_core::{
    model::{Area, Mode, Place, Workplace},
    rules::attendance::area,
};

use crate::{
    components::{Icon, PlaceMap, Shape, distance, metres},
    t,
    texts::{Texts, use_texts},
};

/// Where a fix lies. Without the policy's limit, nothing is said to be inside.
pub(super) fn seen(place: &Place, workplace: Option<&Workplace>, accuracy_max_m: Option<f64>) -> Area {
    area(Some(place), workplace, accuracy_max_m.unwrap_or_default())
}

/// The distance in metres, the map, and what is to be known about it.
#[component]
pub(super) fn Outcome(
    mode: Mode,
    place: Place,
    workplace: Option<Workplace>,
    accuracy_max_m: Option<f64>,
) -> Element {
    let texts = use_texts();
    let seen = seen(&place, workplace.as_ref(), accuracy_max_m);
    // Who is out on business is where they should be.
    let away = mode != Mode::OnDuty;
    let (class, shape) = match seen {
        Area::Outside { .. } if away => ("outcome-words", Shape::Place),
        Area::Inside { .. } => ("outcome-words is-inside", Shape::Check),
        Area::Uncertain { .. } | Area::NoWorkplace | Area::Unknown => {
            ("outcome-words is-uncertain", Shape::Place)
        }
        Area::Outside { .. } => ("outcome-words is-outside", Shape::Place),
    };
    rsx! {
        section { class: "outcome", "aria-live": "polite",
            if let Area::Inside { distance_m } | Area::Uncertain { distance_m } | Area::Outside { distance_m } = seen {
                p { class: "outcome-distance", {t!(texts, "place-distance", distance = distance(&texts, distance_m))} }
            }
            p { class, Icon { shape } span { {if away { elsewhere(&texts, seen, &place) } else { words(&texts, seen, &place, accuracy_max_m) }} } }
            if place.mock == Some(true) {
                p { class: "outcome-words is-outside",
                    Icon { shape: Shape::Refused }
                    span { {t!(texts, "place-simulated")} }
                }
            }
            if let Some(workplace) = workplace {
                PlaceMap { place, workplace }
            }
        }
    }
}

/// How the place of a tap that is not one on duty lies; where that is asks for nothing.
fn elsewhere(texts: &Texts, seen: Area, place: &Place) -> String {
    let accuracy = metres(place.accuracy_m);
    match seen {
        Area::Inside { .. } => t!(texts, "place-inside", accuracy = accuracy),
        _ => t!(texts, "place-kept", accuracy = accuracy),
    }
}

fn words(texts: &Texts, seen: Area, place: &Place, accuracy_max_m: Option<f64>) -> String {
    let accuracy = metres(place.accuracy_m);
    match seen {
        Area::Inside { .. } => t!(texts, "place-inside", accuracy = accuracy),
        Area::Uncertain { .. } if accuracy_max_m.is_some_and(|max| place.accuracy_m > max) => {
            t!(texts, "place-poor", accuracy = accuracy)
        }
        Area::Uncertain { .. } => t!(texts, "place-uncertain", accuracy = accuracy),
        Area::Outside { .. } => t!(texts, "place-outside", accuracy = accuracy),
        Area::NoWorkplace | Area::Unknown => t!(texts, "place-no-workplace", accuracy = accuracy),
    }
}
