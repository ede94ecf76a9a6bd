//! The section `[attendance]`.

use super::Faults;
use crate::model::{Mode, Points, Shift};
use crate::rules::policy::{AttendancePoints, AttendancePolicy, Cover, SHIFTS_MAX};

pub(super) fn check(section: &AttendancePolicy, faults: &mut Faults) {
    check_shifts(&section.shifts, faults);
    faults.within("attendance.opens_minutes", section.opens_minutes, 0, 720);
    faults.within("attendance.closes_minutes", section.closes_minutes, 0, 720);
    check_grace(section, faults);
    // NaN is no number from 10 to 1,000 either.
    faults.within("attendance.accuracy_max_m", section.accuracy_max_m, 10.0, 1_000.0);
    check_modes(section, faults);
    if let Some(correction) = &section.correction {
        faults.within("attendance.correction.within_days", correction.within_days, 1, 90);
        faults.within("attendance.correction.per_month", correction.per_month, 1, 62);
    }
    if let Some(points) = &section.points {
        check_points(points, section.check_out, faults);
    }
}

fn check_shifts(shifts: &[Shift], faults: &mut Faults) {
    faults.unless(
        (1..=SHIFTS_MAX).contains(&shifts.len()),
        "attendance.shifts",
        || format!("has to be 1 to {SHIFTS_MAX} shifts"),
    );
    for (number, shift) in (1..).zip(shifts) {
        faults.unless(
            shift.ends > shift.starts,
            &format!("attendance.shifts[{number}].ends"),
            || format!("has to be later than {}, when the shift begins", shift.starts),
        );
    }
    for (number, pair) in (2..).zip(shifts.windows(2)) {
        if let [before, shift] = pair {
            faults.unless(
                shift.starts >= before.ends,
                &format!("attendance.shifts[{number}].starts"),
                || {
                    format!(
                        "must not be before {}, when the shift before it ends",
                        before.ends
                    )
                },
            );
        }
    }
}

fn check_grace(section: &AttendancePolicy, faults: &mut Faults) {
    let shortest = section
        .shifts
        .iter()
        .map(|shift| shift.ends.0.saturating_sub(shift.starts.0))
        .filter(|minutes| *minutes > 0)
        .min();
    // Late up to the middle and early from the middle on: nobody could be either.
    let most = shortest.map_or(720, |minutes| minutes.saturating_sub(1) / 2);
    let why = ": less than half of the shortest shift";
    faults.within_because("attendance.grace_minutes", section.grace_minutes, 0, most, why);
}

fn check_modes(section: &AttendancePolicy, faults: &mut Faults) {
    match section.modes.get(&Mode::OnDuty) {
        Some(Cover::Shift) => {}
        Some(Cover::Day) => faults.unless(false, "attendance.modes.on_duty", || {
            "has to be \"shift\": each shift at the workplace is tapped".into()
        }),
        None => faults.unless(false, "attendance.modes.on_duty", || {
            "is missing; it has to be \"shift\"".into()
        }),
    }
    faults.unless(
        !section.modes.contains_key(&Mode::Leave),
        "attendance.modes.leave",
        || "has to go: leave comes from the section [leave], never from a tap".into(),
    );
}

fn check_points(points: &AttendancePoints, check_out: bool, faults: &mut Faults) {
    faults.gain("attendance.points.on_duty", points.on_duty);
    faults.gain("attendance.points.away", points.away);
    faults.loss("attendance.points.late", points.late);
    faults.loss("attendance.points.early", points.early);
    faults.loss("attendance.points.absent", points.absent);
    faults.arrival("attendance.points.arrival_hours", points.arrival_hours);
    faults.unless(
        check_out || points.early == Points::ZERO,
        "attendance.points.early",
        || "has to be 0 while attendance.check_out is false: nobody is seen leaving".into(),
    );
    for (name, cost) in [("late", points.late), ("early", points.early)] {
        faults.unless(
            cost >= points.absent,
            &format!("attendance.points.{name}"),
            || format!("must not cost more than absent, which costs {}", points.absent),
        );
    }
}
