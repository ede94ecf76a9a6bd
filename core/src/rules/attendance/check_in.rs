//! Taps for attendance.

use super::area;
use crate::model::{Area, CheckIn, Mode, Moment, MomentId, Record};
use crate::protocol::ProblemKind;
use crate::rules::evidence::{Evidenced, doubt};
use crate::rules::judge::checks::{Reason, own, reason, refuse, unused, when};
use crate::rules::judge::{Effect, Verdict, World};

/// A tap: it goes on the record with where it was seen and the doubt that its evidence leaves, and its reason into the log of that day, as a moment with the
/// tap's id, time and place.
///
/// # Errors
/// - [`Forbidden`](ProblemKind::Forbidden): for somebody else.
/// - [`SwitchedOff`](ProblemKind::SwitchedOff): attendance, or this mode.
/// - [`Invalid`](ProblemKind::Invalid): leave as a mode; a reason that is missing or out of place; no place on Earth.
/// - [`Conflict`](ProblemKind::Conflict): the id is in use.
pub fn check_in(world: &impl World, check_in: &CheckIn) -> Verdict {
    own(world, check_in.person)?;
    let written = check_in.done_at;
    let check_in = CheckIn {
        done_at: when(world, written),
        ..check_in.clone()
    };
    let day = world.calendar().day(check_in.done_at);
    let policy = world.policies().on(day);
    let Some(policy) = policy.and_then(|policy| policy.attendance.as_ref()) else {
        return refuse(ProblemKind::SwitchedOff, "attendance is not taken on this day");
    };
    if check_in.mode == Mode::Leave {
        return refuse(ProblemKind::Invalid, "leave is asked for, not tapped");
    }
    if check_in.mode != Mode::OnDuty && !policy.modes.contains_key(&check_in.mode) {
        return refuse(ProblemKind::SwitchedOff, "this mode is not in the policy");
    }
    reason(&check_in.reason, Reason::needed_if(check_in.mode.needs_reason()))?;
    if !check_in.mode.needs_reason() && !check_in.reason.is_empty() {
        return refuse(ProblemKind::Invalid, "being on duty needs no reason");
    }
    if check_in.place.as_ref().is_some_and(|place| !place.is_possible()) {
        return refuse(ProblemKind::Invalid, "the place is not on Earth");
    }
    unused(world, check_in.id.0)?;
    // A tap that arrives after its giver was moved was made where they still belonged.
    let unit = world.actor().unit_on(day).and_then(|unit| world.unit(unit));
    let area = area(
        check_in.place.as_ref(),
        unit.and_then(|unit| unit.workplace_at(check_in.done_at)),
        policy.accuracy_max_m,
    );
    let doubt = doubt(
        world,
        Evidenced {
            subject: check_in.id.0,
            mode: Some(check_in.mode),
            written,
            at: check_in.done_at,
            place: check_in.place.as_ref(),
            // Only where the place has to say something, and says neither yes nor no.
            accuracy_max_m: (check_in.mode == Mode::OnDuty && matches!(area, Area::Uncertain { .. }))
                .then_some(policy.accuracy_max_m),
        },
    )?;
    let mut effects = vec![Effect::Put(Record::CheckIn {
        check_in: check_in.clone(),
        area,
    })];
    effects.extend(doubt);
    if check_in.mode.needs_reason() {
        effects.push(Effect::Post(Moment {
            id: MomentId(check_in.id.0),
            author: check_in.person,
            text: check_in.reason.clone(),
            attachments: vec![],
            place: check_in.place.clone(),
            done_at: check_in.done_at,
        }));
    }
    Ok(effects)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Area, CheckInId, Datum, Person, Place, Provider, REASON_MAX, Rank, Role, Workplace};
    use crate::rules::judge::KnownMoment;
    use crate::rules::judge::testing::County;

    const OFFICE: Workplace = Workplace {
        latitude: 25.18,
        longitude: 106.1,
        radius_m: 200.0,
    };

    fn at_the_office() -> Place {
        Place {
            latitude: OFFICE.latitude,
            longitude: OFFICE.longitude,
            accuracy_m: 12.0,
            age_ms: 300,
            taken_at: None,
            provider: Provider::Satellite,
            mock: Some(false),
            datum: Datum::Wgs84,
        }
    }

    fn county() -> (County, Person) {
        let mut county = County::new();
        let cadre = county.add_person(county.township, Rank::None, Role::Cadre);
        county.acting(&cadre);
        county.change_unit(county.township, |unit| unit.workplace = Some(OFFICE));
        (county, cadre)
    }

    fn tap(county: &County, mode: Mode, reason: &str) -> CheckIn {
        CheckIn {
            id: CheckInId::new(county.done_at()),
            person: county.actor().id,
            mode,
            reason: reason.into(),
            place: Some(at_the_office()),
            done_at: county.done_at(),
        }
    }

    #[test]
    fn a_tap_on_duty_goes_on_the_record_with_its_area_and_into_no_log() {
        let (county, _) = county();
        let tap = tap(&county, Mode::OnDuty, "");
        assert_eq!(
            check_in(&county, &tap),
            Ok(vec![Effect::Put(Record::CheckIn {
                check_in: tap,
                area: Area::Inside { distance_m: 0.0 },
            })])
        );
    }

    #[test]
    fn the_reason_of_any_other_mode_becomes_a_moment_of_its_time_and_place() {
        let (county, cadre) = county();
        for mode in [
            Mode::Meeting,
            Mode::BusinessTrip,
            Mode::Study,
            Mode::Training,
            Mode::VillageVisit,
        ] {
            let tap = tap(&county, mode, "到河边组核对危房名单");
            let effects = check_in(&county, &tap).unwrap();
            let [
                Effect::Put(Record::CheckIn { check_in, .. }),
                Effect::Post(moment),
            ] = &effects[..]
            else {
                panic!("{effects:?}");
            };
            assert_eq!(*check_in, tap);
            assert_eq!((moment.id.0, moment.author), (tap.id.0, cadre.id));
            assert_eq!(
                (&moment.text, &moment.place, moment.done_at),
                (&tap.reason, &tap.place, tap.done_at)
            );
            assert_eq!(moment.check(), Ok(()));
        }
    }

    #[test]
    fn a_tap_without_a_fix_is_kept() {
        let (county, _) = county();
        let mut tap = tap(&county, Mode::OnDuty, "");
        tap.place = None;
        let effects = check_in(&county, &tap).unwrap();
        assert!(matches!(
            effects[..],
            [Effect::Put(Record::CheckIn {
                area: Area::Unknown,
                ..
            })]
        ));
    }

    #[test]
    fn taps_that_cannot_be_are_refused() {
        type Change = fn(&mut CheckIn);
        let long = "因".repeat(REASON_MAX + 1);
        let table: [(&str, Mode, &str, Change, ProblemKind); 8] = [
            ("leave", Mode::Leave, "病了", |_| {}, ProblemKind::Invalid),
            (
                "a mode that is off",
                Mode::Out,
                "取材料",
                |_| {},
                ProblemKind::SwitchedOff,
            ),
            ("no reason", Mode::Meeting, " ", |_| {}, ProblemKind::Invalid),
            (
                "a reason too many",
                Mode::OnDuty,
                "上班",
                |_| {},
                ProblemKind::Invalid,
            ),
            (
                "too long a reason",
                Mode::Meeting,
                &long,
                |_| {},
                ProblemKind::Invalid,
            ),
            (
                "a control character",
                Mode::Meeting,
                "会\u{7}",
                |_| {},
                ProblemKind::Invalid,
            ),
            (
                "another person",
                Mode::OnDuty,
                "",
                |tap| tap.person.0 = tap.id.0,
                ProblemKind::Forbidden,
            ),
            (
                "nowhere on Earth",
                Mode::OnDuty,
                "",
                |tap| tap.place.as_mut().unwrap().latitude = 91.0,
                ProblemKind::Invalid,
            ),
        ];
        for (what, mode, reason, change, expected) in table {
            let (county, _) = county();
            let mut tap = tap(&county, mode, reason);
            change(&mut tap);
            assert_eq!(
                county.refuses(|county| check_in(county, &tap)),
                expected,
                "{what}"
            );
        }
    }

    #[test]
    fn a_policy_without_attendance_takes_no_taps() {
        let (mut county, _) = county();
        county.policy(|policy| policy.attendance = None);
        let tap = tap(&county, Mode::OnDuty, "");
        assert_eq!(
            county.refuses(|county| check_in(county, &tap)),
            ProblemKind::SwitchedOff
        );
    }

    #[test]
    fn an_id_is_used_once_by_taps_and_moments_alike() {
        let (mut county, cadre) = county();
        let first = tap(&county, Mode::OnDuty, "");
        county.accepts(|county| check_in(county, &first));
        assert_eq!(
            county.refuses(|county| check_in(county, &first)),
            ProblemKind::Conflict
        );
        let second = tap(&county, Mode::Meeting, "乡里开会");
        let known = KnownMoment {
            author: cadre.id,
            done_at: second.done_at,
            deleted: false,
        };
        county.put_moment(MomentId(second.id.0), known);
        assert_eq!(
            county.refuses(|county| check_in(county, &second)),
            ProblemKind::Conflict
        );
    }
}
