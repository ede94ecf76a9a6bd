//! A place, as far as one fix knows it.

use dioxus::prelude::*;
use jishi_core::model::Place;

use super::{Icon, IconButton, Shape};
use crate::{
    t,
    texts::{Texts, use_texts},
};

/// A place, with a cross where it can be taken off.
#[component]
pub fn PlaceChip(
    place: Place,
    /// Whether the age of the fix is told too.
    #[props(default)]
    with_age: bool,
    onremove: Option<EventHandler<()>>,
) -> Element {
    let texts = use_texts();
    let age = with_age.then(|| age_text(&texts, place.age_ms));
    rsx! {
        span { class: "place",
            Icon { shape: Shape::Place }
            span { class: "place-words",
                span { {place_text(&texts, &place)} }
                if let Some(age) = age {
                    span { class: "place-age", {age} }
                }
                if place.mock == Some(true) {
                    span { class: "place-mock", Icon { shape: Shape::Refused } {t!(texts, "place-mock")} }
                }
            }
            if let Some(onremove) = onremove {
                IconButton { shape: Shape::Close, label: t!(texts, "place-remove"), onclick: move |_| onremove.call(()) }
            }
        }
    }
}

/// Coordinates and accuracy. Three decimals are a hundred metres, which is what one can picture; the record keeps all.
#[must_use]
pub fn place_text(texts: &Texts, place: &Place) -> String {
    let (ns, ew) = (place.latitude >= 0.0, place.longitude >= 0.0);
    let latitude = format!("{:.3}°{}", place.latitude.abs(), if ns { "N" } else { "S" });
    let longitude = format!("{:.3}°{}", place.longitude.abs(), if ew { "E" } else { "W" });
    let metres = format!("{:.0}", place.accuracy_m.max(1.0));
    t!(
        texts,
        "place",
        latitude = latitude,
        longitude = longitude,
        metres = metres
    )
}

fn age_text(texts: &Texts, age_ms: u64) -> String {
    match age_ms / 1000 {
        0..5 => t!(texts, "place-age-now"),
        seconds @ 5..120 => t!(texts, "place-age-seconds", seconds = seconds),
        seconds => t!(texts, "place-age-minutes", minutes = seconds / 60),
    }
}
