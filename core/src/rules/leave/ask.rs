//! Asking for leave (请假).

use chrono::{Datelike as _, Days};

use super::adjoining::adjoining_own;
use super::balance::{part_in, year_days};
use super::{balance, counted_half_days, leaves_of, policy_on};
use crate::model::{Leave, LeaveState, Record};
use crate::protocol::{Problem, ProblemKind};
use crate::rules::judge::checks::{Reason, own, reason, refuse, unused, when};
use crate::rules::judge::{Effect, Verdict, World};
use crate::rules::policy::LeaveKindPolicy;

/// A leave can be asked for so many days after it began: one falls ill first and writes later.
pub const PAST_DAYS: u16 = 90;
/// And end so many days ahead.
pub const AHEAD_DAYS: u16 = 400;

/// Asks for a leave.
///
/// # Errors
/// - [`Forbidden`](ProblemKind::Forbidden): for somebody else.
/// - [`SwitchedOff`](ProblemKind::SwitchedOff): leave, or this kind.
/// - [`Invalid`](ProblemKind::Invalid): it ends before it begins or too far ahead, lacks a reason, or comes decided.
/// - [`TooLate`](ProblemKind::TooLate): it began more than [`PAST_DAYS`] ago.
/// - [`OnlyDaysOff`](ProblemKind::OnlyDaysOff): nothing of it is counted.
/// - [`CalendarUnpublished`](ProblemKind::CalendarUnpublished): its days cannot be counted yet.
/// - [`Overlap`](ProblemKind::Overlap): another leave holds one of its half days.
/// - [`OverBalance`](ProblemKind::OverBalance): a year has less left.
/// - [`Conflict`](ProblemKind::Conflict): as for a tap.
pub fn ask_leave(world: &impl World, leave: &Leave) -> Verdict {
    own(world, leave.person)?;
    let leave = &Leave {
        asked_at: when(world, leave.asked_at),
        ..leave.clone()
    };
    unused(world, leave.id.0)?;
    let policy = policy_on(world, world.calendar().day(leave.asked_at))?;
    let Some(kind) = policy.kinds.get(&leave.kind) else {
        return refuse(
            ProblemKind::SwitchedOff,
            "this kind of leave is not in the policy",
        );
    };
    if leave.state != LeaveState::Asked {
        return refuse(ProblemKind::Invalid, "a leave is asked for first");
    }
    reason(&leave.reason, Reason::needed_if(kind.reason))?;
    // Before anything is counted: a span of a thousand years would take its time.
    within_reach(world, leave)?;
    if counted_half_days(leave.span, kind.counts, world.calendar())? == 0 {
        return refuse(ProblemKind::OnlyDaysOff, "no day of the span is counted");
    }
    free(world, leave)?;
    affordable(world, leave, kind)?;
    let adjoining = adjoining_own(world, leave, |kind| {
        policy.kinds.get(&kind).map(|kind| kind.counts)
    });
    Ok(vec![Effect::Put(Record::Leave {
        leave: Leave {
            adjoining,
            ..leave.clone()
        },
    })])
}

fn within_reach(world: &impl World, leave: &Leave) -> Result<(), Problem> {
    let today = world.calendar().day(world.done_at());
    let earliest = today.checked_sub_days(Days::new(PAST_DAYS.into()));
    let latest = today.checked_add_days(Days::new(AHEAD_DAYS.into()));
    if earliest.is_some_and(|earliest| leave.span.from.day < earliest) {
        return refuse(ProblemKind::TooLate, "the leave began too long ago");
    }
    if latest.is_some_and(|latest| leave.span.to.day > latest) {
        return refuse(ProblemKind::Invalid, "the leave ends too far ahead");
    }
    Ok(())
}

fn free(world: &impl World, leave: &Leave) -> Result<(), Problem> {
    let (first, last) = (leave.span.from.day, leave.span.to.day);
    let taken = leaves_of(world, leave.person, first, last)
        .any(|other| other.holds_its_days() && other.span.overlaps(&leave.span));
    if taken {
        return refuse(ProblemKind::Overlap, "another leave holds a half day of the span");
    }
    Ok(())
}

/// That each year has left what the leave takes from it.
fn affordable(world: &impl World, leave: &Leave, kind: &LeaveKindPolicy) -> Result<(), Problem> {
    if kind.most_days().is_none() {
        return Ok(());
    }
    let works_since = world.actor().tenure.works_since;
    let calendar = world.calendar();
    for year in leave.span.from.day.year()..=leave.span.to.day.year() {
        let (Some(part), Some((first, last))) = (part_in(leave.span, year), year_days(year)) else {
            continue;
        };
        let wanted = counted_half_days(part, kind.counts, calendar)?;
        let others = leaves_of(world, leave.person, first, last);
        let days = kind.days_in_year(works_since, part.from.day);
        let left = balance(others, leave.kind, year, (kind.counts, days), calendar)?.left();
        if left.is_some_and(|left| wanted > left) {
            return refuse(
                ProblemKind::OverBalance,
                format!("{year} has less of this leave left"),
            );
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{LeaveKind, Person, Rank, Role};
    use crate::rules::judge::testing::{County, date};
    use crate::rules::leave::samples::{asked, decided, half, span};
    use crate::rules::policy::YearsOfWork;

    fn county() -> (County, Person) {
        let mut county = County::new();
        let cadre = county.add_person(county.village, Rank::None, Role::Cadre);
        county.acting(&cadre);
        (county, cadre)
    }

    fn wanted(county: &County, from: &str, to: &str) -> Leave {
        asked(county.actor().id, span(from, to), county.done_at())
    }

    #[test]
    fn a_leave_goes_on_the_record_as_it_was_asked() {
        let (county, _) = county();
        let leave = wanted(&county, "2026-03-12 am", "2026-03-13 pm");
        let effects = ask_leave(&county, &leave);
        assert_eq!(effects, Ok(vec![Effect::Put(Record::Leave { leave })]));
    }

    #[test]
    fn leaves_that_cannot_be_are_refused() {
        type Change = fn(&mut Leave);
        let table: [(&str, Change, ProblemKind); 11] = [
            (
                "another person",
                |it| it.person.0 = it.id.0,
                ProblemKind::Forbidden,
            ),
            (
                "a kind that is off",
                |it| it.kind = LeaveKind::Marriage,
                ProblemKind::SwitchedOff,
            ),
            ("no reason", |it| it.kind = LeaveKind::Sick, ProblemKind::Invalid),
            (
                "granted by oneself",
                |it| *it = decided(it.clone(), true),
                ProblemKind::Invalid,
            ),
            (
                "backward",
                |it| it.span.to = half("2026-03-11 pm"),
                ProblemKind::Invalid,
            ),
            (
                "too far back",
                |it| it.span.from.day = date("2025-12-09"),
                ProblemKind::TooLate,
            ),
            (
                "too far ahead",
                |it| it.span.to.day = date("2027-04-15"),
                ProblemKind::Invalid,
            ),
            (
                "ten thousand years",
                |it| it.span.to.day = chrono::NaiveDate::MAX,
                ProblemKind::Invalid,
            ),
            (
                "a weekend",
                |it| it.span = span("2026-03-14 am", "2026-03-15 pm"),
                ProblemKind::OnlyDaysOff,
            ),
            (
                "a year to come",
                |it| it.span = span("2026-12-31 am", "2027-01-01 am"),
                ProblemKind::CalendarUnpublished,
            ),
            (
                "more than a year has",
                |it| it.span.to = half("2026-03-19 am"),
                ProblemKind::OverBalance,
            ),
        ];
        for (what, change, expected) in table {
            let (county, _) = county();
            let mut leave = wanted(&county, "2026-03-12 am", "2026-03-13 pm");
            change(&mut leave);
            assert_eq!(
                county.refuses(|county| ask_leave(county, &leave)),
                expected,
                "{what}"
            );
        }
    }

    #[test]
    fn the_edges_of_what_can_be_asked_for() {
        let (county, _) = county();
        for (from, to) in [
            ("2025-12-10 am", "2025-12-10 pm"),
            ("2026-03-10 am", "2026-03-10 am"),
            // Five working days: the whole balance.
            ("2026-03-12 am", "2026-03-18 pm"),
        ] {
            let leave = wanted(&county, from, to);
            assert!(ask_leave(&county, &leave).is_ok(), "{from} – {to}");
        }
        let mut long = wanted(&county, "2026-03-12 am", "2027-04-14 pm");
        long.kind = LeaveKind::Maternity;
        assert!(
            ask_leave(&county, &long).is_ok(),
            "calendar days need no published calendar"
        );
    }

    #[test]
    fn a_leave_remembers_those_that_it_follows() {
        let (mut county, _) = county();
        let first = wanted(&county, "2026-03-12 am", "2026-03-13 pm");
        county.accepts(|county| ask_leave(county, &first));
        let mut second = wanted(&county, "2026-03-16 am", "2026-03-16 am");
        second.adjoining = 9;
        county.accepts(|county| ask_leave(county, &second));
        for (id, expected) in [(first.id, 0), (second.id, 4)] {
            let Record::Leave { leave } = county.on_record(id.0) else {
                panic!("another kind");
            };
            assert_eq!(leave.adjoining, expected, "whatever the phone says");
        }
    }

    #[test]
    fn half_days_are_held_by_what_waits_or_is_granted_only() {
        for (state, expected) in [("asked", true), ("granted", true), ("refused", false)] {
            let (mut county, _) = county();
            let first = wanted(&county, "2026-03-12 am", "2026-03-12 am");
            let first = match state {
                "asked" => first,
                state => decided(first, state == "granted"),
            };
            county.put(Record::Leave { leave: first });
            let mut same = wanted(&county, "2026-03-11 pm", "2026-03-12 pm");
            same.kind = LeaveKind::Personal;
            same.reason = "家中有事".into();
            let refused = ask_leave(&county, &same).err().map(|problem| problem.kind);
            assert_eq!(refused, expected.then_some(ProblemKind::Overlap), "{state}");
            let beside = wanted(&county, "2026-03-12 pm", "2026-03-12 pm");
            assert!(ask_leave(&county, &beside).is_ok());
        }
    }

    #[test]
    fn what_waits_counts_against_the_balance_and_each_year_has_its_own() {
        let (mut county, _) = county();
        county.clock(date("2025-12-22"), "09:00");
        let four_days = wanted(&county, "2025-12-23 am", "2025-12-26 pm");
        county.accepts(|county| ask_leave(county, &four_days));
        // Monday to Thursday: three days of 2025, of which one is left, and one of 2026.
        let over = wanted(&county, "2025-12-29 am", "2026-01-01 pm");
        assert_eq!(
            county.refuses(|county| ask_leave(county, &over)),
            ProblemKind::OverBalance
        );
        let fits = wanted(&county, "2025-12-31 am", "2026-01-07 pm");
        county.accepts(|county| ask_leave(county, &fits));
        let none_left = wanted(&county, "2026-01-12 am", "2026-01-12 am");
        assert_eq!(
            county.refuses(|county| ask_leave(county, &none_left)),
            ProblemKind::OverBalance
        );
    }

    #[test]
    fn a_leave_goes_by_the_years_of_work_when_it_begins() {
        let (mut county, mut cadre) = county();
        county.policy(|policy| {
            let annual = policy
                .leave
                .as_mut()
                .unwrap()
                .kinds
                .get_mut(&LeaveKind::Annual)
                .unwrap();
            annual.days_per_year = None;
            annual.days_by_years = [(1, 2), (10, 4)]
                .map(|(years, days)| YearsOfWork { years, days })
                .to_vec();
        });
        // Ten years are full in March: from April there are four days, and for March two.
        cadre.tenure.works_since = Some(date("2016-03-20"));
        county.change_person(cadre.id, |person| person.tenure = cadre.tenure.clone());
        county.acting(&cadre);
        for (from, to, expected) in [
            ("2026-03-12 am", "2026-03-13 pm", None),
            ("2026-03-12 am", "2026-03-16 am", Some(ProblemKind::OverBalance)),
            ("2026-04-01 am", "2026-04-07 am", Some(ProblemKind::OverBalance)),
            ("2026-04-01 am", "2026-04-06 pm", None),
        ] {
            let leave = wanted(&county, from, to);
            let refused = ask_leave(&county, &leave).err().map(|problem| problem.kind);
            assert_eq!(refused, expected, "{from} – {to}");
        }
    }

    #[test]
    fn a_policy_without_leave_takes_none() {
        let (mut county, _) = county();
        county.policy(|policy| policy.leave = None);
        let leave = wanted(&county, "2026-03-12 am", "2026-03-13 pm");
        assert_eq!(
            county.refuses(|county| ask_leave(county, &leave)),
            ProblemKind::SwitchedOff
        );
    }
}
