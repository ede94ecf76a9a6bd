//! A drawn map of two things: the circle of the workplace, and where one stands with how sure that is. No tiles, no network.

use dioxus::prelude::*;
use jishi_core::{
    model::{Place, Workplace},
    rules::attendance::distance_m,
};

use crate::{
    t,
    texts::{Texts, use_texts},
};

const WIDTH: f64 = 320.0;
const HEIGHT: f64 = 200.0;
/// What is left free around the drawing.
const MARGIN: f64 = 16.0;
/// Longest scale, in the units of the drawing.
const SCALE_MAX: f64 = 90.0;
/// A circle smaller than this could not be seen.
const RADIUS_MIN: f64 = 3.0;

/// The map. The distance is said in words beside it, so the drawing is told in one line.
#[component]
pub fn PlaceMap(place: Place, workplace: Workplace) -> Element {
    let texts = use_texts();
    let drawn = Drawing::of(&place, &workplace);
    let label = t!(
        texts,
        "map-label",
        distance = distance(&texts, drawn.distance_m),
        accuracy = metres(place.accuracy_m)
    );
    let (x, y) = (round(drawn.x), round(drawn.y));
    let (from, to) = (round(MARGIN), round(MARGIN + drawn.scale));
    rsx! {
        svg { class: "place-map", view_box: "0 0 320 200", role: "img", "aria-label": label,
            circle { class: "place-map-workplace", cx: "160", cy: "100", r: round(drawn.workplace) }
            path { class: "place-map-centre", d: "M156 100h8M160 96v8" }
            line { class: "place-map-way", x1: "160", y1: "100", x2: x.clone(), y2: y.clone() }
            circle { class: "place-map-accuracy", cx: x.clone(), cy: y.clone(), r: round(drawn.accuracy) }
            circle { class: "place-map-here", cx: x, cy: y, r: "5" }
            path { class: "place-map-north", d: "M300 40V16M295 22l5-6 5 6" }
            text { class: "place-map-words", x: "300", y: "54", "text-anchor": "middle", {t!(texts, "map-north")} }
            path { class: "place-map-scale", d: "M{from} 180v6H{to}v-6" }
            text { class: "place-map-words", x: from, y: "174", {distance(&texts, drawn.scale_m)} }
        }
    }
}

/// From here on nobody counts in metres.
const KILOMETRES_FROM: f64 = 10_000.0;

/// A distance as one says it: `350 米`, `111 公里`.
#[must_use]
pub fn distance(texts: &Texts, length_m: f64) -> String {
    if length_m < KILOMETRES_FROM {
        t!(texts, "metres", metres = metres(length_m))
    } else {
        t!(texts, "kilometres", km = metres(length_m / 1_000.0))
    }
}

/// Metres as one says them: whole, and never negative zero.
#[must_use]
pub fn metres(metres: f64) -> String {
    format!("{:.0}", metres.max(0.0))
}

/// The map in units of the drawing.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Drawing {
    x: f64,
    y: f64,
    workplace: f64,
    accuracy: f64,
    scale: f64,
    scale_m: f64,
    distance_m: f64,
}

impl Drawing {
    fn of(place: &Place, workplace: &Workplace) -> Self {
        let centre = (workplace.latitude, workplace.longitude);
        let here = (place.latitude, place.longitude);
        let east = distance_m(centre, (centre.0, here.1)).copysign(here.1 - centre.1);
        let north = distance_m(centre, (here.0, centre.1)).copysign(here.0 - centre.0);
        let (half_width, half_height) = (WIDTH / 2.0 - MARGIN, HEIGHT / 2.0 - MARGIN);
        // The larger of what each direction needs; at least a metre, so that nothing is divided by zero.
        let reach = |metres: f64| metres.abs() + place.accuracy_m;
        let metres_per_unit = [
            workplace.radius_m / half_height,
            reach(east) / half_width,
            reach(north) / half_height,
            1.0 / half_width,
        ]
        .into_iter()
        .fold(0.0, f64::max);
        let scale_m = round_length(SCALE_MAX * metres_per_unit);
        Self {
            x: WIDTH / 2.0 + east / metres_per_unit,
            y: HEIGHT / 2.0 - north / metres_per_unit,
            workplace: (workplace.radius_m / metres_per_unit).max(RADIUS_MIN),
            accuracy: (place.accuracy_m / metres_per_unit).max(RADIUS_MIN),
            scale: scale_m / metres_per_unit,
            scale_m,
            distance_m: distance_m(centre, here),
        }
    }
}

/// The longest of 1, 2, 5, 10, 20, 50 … metres that is not longer.
fn round_length(metres: f64) -> f64 {
    let power = 10_f64.powf(metres.log10().floor());
    let steps = [5.0, 2.0, 1.0].map(|step| step * power);
    steps.into_iter().find(|step| *step <= metres).unwrap_or(power)
}

fn round(units: f64) -> String {
    format!("{units:.1}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use jishi_core::model::{Datum, Provider};

    const WORKPLACE: Workplace = Workplace {
        latitude: 25.0,
        longitude: 106.0,
        radius_m: 200.0,
    };

    fn place(latitude: f64, longitude: f64, accuracy_m: f64) -> Place {
        Place {
            latitude,
            longitude,
            accuracy_m,
            age_ms: 0,
            taken_at: None,
            provider: Provider::Satellite,
            mock: None,
            datum: Datum::Wgs84,
        }
    }

    #[test]
    fn north_is_up_and_east_is_right() {
        let drawn = Drawing::of(&place(25.001, 106.001, 10.0), &WORKPLACE);
        assert!(drawn.y < HEIGHT / 2.0 && drawn.x > WIDTH / 2.0, "{drawn:?}");
        let drawn = Drawing::of(&place(24.999, 105.999, 10.0), &WORKPLACE);
        assert!(drawn.y > HEIGHT / 2.0 && drawn.x < WIDTH / 2.0, "{drawn:?}");
    }

    #[test]
    fn everything_fits_however_far_and_however_vague() {
        for (far, accuracy) in [(0.0, 0.0), (0.0, 5_000.0), (0.5, 12.0), (-3.0, 800.0)] {
            let drawn = Drawing::of(&place(25.0 + far, 106.0 - far, accuracy), &WORKPLACE);
            let edge = drawn.accuracy - 0.1;
            assert!(edge <= drawn.x && drawn.x <= WIDTH - edge, "{drawn:?}");
            assert!(edge <= drawn.y && drawn.y <= HEIGHT - edge, "{drawn:?}");
            assert!(drawn.scale > 20.0 && drawn.scale <= SCALE_MAX + 0.1, "{drawn:?}");
        }
    }

    #[test]
    fn scales_are_round() {
        for (metres, round) in [
            (99.0, 50.0),
            (100.0, 100.0),
            (260.0, 200.0),
            (7.0, 5.0),
            (4_321.0, 2_000.0),
        ] {
            assert!((round_length(metres) - round).abs() < 1e-6, "{metres}");
        }
    }
}
