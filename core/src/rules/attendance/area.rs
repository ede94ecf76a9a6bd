//! Where a fix lies, seen from the workplace.

use crate::model::{Area, Place, Workplace};

/// Mean radius of the Earth in metres (IUGG, GRS 80). The sphere is off by 0.5 % at most: a metre at a radius of 200.
const EARTH_M: f64 = 6_371_008.8;

/// Where a fix lies. [`Area::Inside`] when it lies within the radius and its accuracy is `accuracy_max_m` or better;
/// [`Area::Outside`] only when not even its accuracy circle reaches the workplace; [`Area::Uncertain`] between. A fix
/// that the host calls simulated proves nothing good: it is never inside. It stays on the record, for others to judge.
#[must_use]
pub fn area(place: Option<&Place>, workplace: Option<&Workplace>, accuracy_max_m: f64) -> Area {
    let Some(place) = place.filter(|place| place.is_possible()) else {
        return Area::Unknown;
    };
    let Some(workplace) = workplace else {
        return Area::NoWorkplace;
    };
    // Sines differ in their last bits between hosts. A tenth of a metre does not, so device and server agree.
    let distance_m = tenths(distance_m(
        (place.latitude, place.longitude),
        (workplace.latitude, workplace.longitude),
    ));
    if distance_m - place.accuracy_m > workplace.radius_m {
        Area::Outside { distance_m }
    } else if distance_m <= workplace.radius_m
        && place.accuracy_m <= accuracy_max_m
        && place.mock != Some(true)
    {
        Area::Inside { distance_m }
    } else {
        Area::Uncertain { distance_m }
    }
}

/// Metres between two places in degrees north and east, along the surface (haversine formula).
#[must_use]
pub fn distance_m(one: (f64, f64), other: (f64, f64)) -> f64 {
    let half_sine_squared = |degrees: f64| (degrees.to_radians() / 2.0).sin().powi(2);
    let h = half_sine_squared(other.0 - one.0)
        + one.0.to_radians().cos() * other.0.to_radians().cos() * half_sine_squared(other.1 - one.1);
    // Rounding can carry antipodes past 1, where the arc sine ends.
    2.0 * EARTH_M * h.clamp(0.0, 1.0).sqrt().asin()
}

fn tenths(metres: f64) -> f64 {
    (metres * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Datum, Provider};
    use proptest::prelude::*;

    const OFFICE: Workplace = Workplace {
        latitude: 25.18,
        longitude: 106.1,
        radius_m: 200.0,
    };

    fn fix(latitude: f64, longitude: f64, accuracy_m: f64) -> Place {
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

    /// A fix so many metres north of the office.
    fn north(metres: f64, accuracy_m: f64) -> Place {
        let degrees = (metres / EARTH_M).to_degrees();
        fix(OFFICE.latitude + degrees, OFFICE.longitude, accuracy_m)
    }

    fn seen(place: &Place) -> Area {
        area(Some(place), Some(&OFFICE), 100.0)
    }

    /// 0 inside, 1 uncertain, 2 outside.
    fn step(area: Area) -> u8 {
        match area {
            Area::Inside { .. } => 0,
            Area::Uncertain { .. } => 1,
            Area::Outside { .. } => 2,
            Area::NoWorkplace | Area::Unknown => panic!("known"),
        }
    }

    #[test]
    fn a_bad_fix_near_the_workplace_is_uncertain_and_not_outside() {
        for (metres, accuracy_m, expected) in [
            (0.0, 5.0, 0),
            (199.0, 100.0, 0),
            (199.0, 101.0, 1),
            (350.0, 200.0, 1),
            (350.0, 149.0, 2),
            (201.0, 0.5, 2),
            (5_000.0, 4_900.0, 1),
        ] {
            assert_eq!(
                step(seen(&north(metres, accuracy_m))),
                expected,
                "{metres} ± {accuracy_m}"
            );
        }
    }

    #[test]
    fn a_simulated_fix_is_never_inside() {
        for (metres, honest, simulated) in [(10.0, 0, 1), (350.0, 2, 2)] {
            let mut place = north(metres, 20.0);
            assert_eq!(step(seen(&place)), honest);
            place.mock = Some(true);
            assert_eq!(step(seen(&place)), simulated);
        }
    }

    #[test]
    fn without_a_fix_or_a_workplace_nothing_is_known() {
        let place = north(0.0, 5.0);
        assert_eq!(area(None, Some(&OFFICE), 100.0), Area::Unknown);
        assert_eq!(area(Some(&place), None, 100.0), Area::NoWorkplace);
        assert_eq!(seen(&fix(91.0, 0.0, 5.0)), Area::Unknown);
        assert_eq!(seen(&fix(0.0, 0.0, f64::NAN)), Area::Unknown);
    }

    #[test]
    fn distances_across_the_antimeridian_and_the_poles() {
        let degree = EARTH_M * 1_f64.to_radians();
        for (one, other, metres) in [
            ((0.0, 179.5), (0.0, -179.5), degree),
            ((0.0, 180.0), (0.0, -180.0), 0.0),
            ((90.0, 0.0), (90.0, 137.0), 0.0),
            ((89.5, 10.0), (89.5, -170.0), degree),
            ((-90.0, 0.0), (90.0, 0.0), degree * 180.0),
            ((0.0, 0.0), (0.0, 180.0), degree * 180.0),
            ((25.0, 106.0), (26.0, 106.0), degree),
        ] {
            let found = distance_m(one, other);
            assert!((found - metres).abs() < 0.01, "{one:?} {other:?}: {found}");
        }
    }

    fn latitude() -> impl Strategy<Value = f64> {
        -90.0..=90.0
    }

    fn longitude() -> impl Strategy<Value = f64> {
        -180.0..=180.0
    }

    proptest! {
        #[test]
        fn as_far_there_as_back(a in latitude(), b in longitude(), c in latitude(), d in longitude()) {
            let (there, back) = (distance_m((a, b), (c, d)), distance_m((c, d), (a, b)));
            prop_assert!((there - back).abs() < 1e-3);
            prop_assert!((0.0..=EARTH_M * std::f64::consts::PI + 1.0).contains(&there));
        }

        #[test]
        fn turning_the_globe_changes_no_distance(
            a in latitude(), b in longitude(), c in latitude(), d in longitude(),
        ) {
            let turned = |degrees: f64| if degrees > 0.0 { degrees - 180.0 } else { degrees + 180.0 };
            let difference = distance_m((a, b), (c, d)) - distance_m((a, turned(b)), (c, turned(d)));
            // Near antipodes the arc sine is steep: a metre there is the last bit of its argument.
            prop_assert!(difference.abs() < 2.0, "{difference}");
        }

        #[test]
        fn going_away_never_leads_back_in(
            near in 0.0..2_000.0, further in 0.0..2_000.0, accuracy_m in 0.0..1_000.0,
        ) {
            let (nearer, farther) = (north(near, accuracy_m), north(near + further, accuracy_m));
            prop_assert!(step(seen(&nearer)) <= step(seen(&farther)));
        }

        #[test]
        fn a_worse_accuracy_only_takes_certainty_away(
            metres in 0.0..2_000.0, good in 0.0..1_000.0, worse in 0.0..1_000.0,
        ) {
            let (before, after) = (step(seen(&north(metres, good))), step(seen(&north(metres, good + worse))));
            prop_assert!(after == before || after == 1);
        }
    }
}
