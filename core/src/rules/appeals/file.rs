//! Filing appeals.

use chrono::{Days, NaiveDate};

use crate::model::{APPEAL_REASON_MAX, Appeal, Entry, Record, RecordKind, Rule};
use crate::protocol::{Problem, ProblemKind};
use crate::rules::judge::checks::{clock, own, refuse, unused};
use crate::rules::judge::words::{policy_then, text};
use crate::rules::judge::{Effect, Verdict, World};
use crate::rules::policy::AppealPolicy;

const DAY_MS: i64 = 86_400_000;

/// Contests an entry of the actor's ledger. Gains can be contested as well as losses: one may have earned more. `entry` is
/// the entry under the appeal's key as the actor's ledger has it now, which a judge cannot know: the caller looks it up with
/// [`score`](crate::rules::score), and passes `None` if the ledger has no such entry.
///
/// # Errors
/// - [`SwitchedOff`](ProblemKind::SwitchedOff): appeals are.
/// - [`Forbidden`](ProblemKind::Forbidden): somebody else's ledger.
/// - [`Conflict`](ProblemKind::Conflict), [`ClockOff`](ProblemKind::ClockOff): the id or the time cannot be.
/// - [`Invalid`](ProblemKind::Invalid): decided or withdrawn from the start, another deadline than the policy's, no reason
///   or a long one, or an entry that is itself the outcome of an appeal.
/// - [`NotFound`](ProblemKind::NotFound): the ledger has no such entry.
/// - [`TooLate`](ProblemKind::TooLate): more than the policy's days after the entry's day.
/// - [`AlreadyContested`](ProblemKind::AlreadyContested): the entry was contested before, whatever came of it.
pub fn file(world: &impl World, appeal: &Appeal, entry: Option<&Entry>) -> Verdict {
    let Some(policy) = policy_then(world).and_then(|policy| policy.appeal) else {
        return refuse(ProblemKind::SwitchedOff, "appeals are switched off");
    };
    own(world, appeal.person)?;
    unused(world, appeal.id.0)?;
    clock(world, appeal.filed_at)?;
    is_new(appeal, policy)?;
    if entry.is_none_or(|entry| entry.key != appeal.entry) {
        return refuse(ProblemKind::NotFound, "no such entry");
    }
    if appeal.entry.rule == Rule::AppealGranted {
        return refuse(
            ProblemKind::Invalid,
            "the outcome of an appeal is not contested again",
        );
    }
    let last = appeal
        .entry
        .day
        .checked_add_days(Days::new(policy.file_days.into()));
    if last.is_some_and(|last| last < world.calendar().day(world.done_at())) {
        return refuse(ProblemKind::TooLate, "the entry's day is too long ago");
    }
    let earlier = world.records_of(appeal.person, RecordKind::Appeal, NaiveDate::MIN, NaiveDate::MAX);
    let same = |record: &&Record| matches!(record, Record::Appeal { appeal: earlier } if earlier.entry == appeal.entry);
    if earlier.iter().any(same) {
        return refuse(ProblemKind::AlreadyContested, "the entry was contested before");
    }
    Ok(vec![Effect::Put(Record::Appeal {
        appeal: appeal.clone(),
    })])
}

fn is_new(appeal: &Appeal, policy: AppealPolicy) -> Result<(), Problem> {
    if appeal.decision.is_some() || appeal.withdrawn_at.is_some() {
        return refuse(
            ProblemKind::Invalid,
            "a new appeal is neither decided nor withdrawn",
        );
    }
    if appeal.decide_by != appeal.filed_at.plus(i64::from(policy.decide_days) * DAY_MS) {
        return refuse(ProblemKind::Invalid, "the deadline is not the policy's");
    }
    text("the reason", &appeal.reason, APPEAL_REASON_MAX)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{appeal, missed};
    use super::*;
    use crate::model::{AppealId, Decision, EntryKey, Person, Points, Rank, Role, Standing};
    use crate::rules::judge::testing::{County, date};

    /// A cadre, who acts.
    fn contested() -> (County, Person) {
        let mut county = County::new();
        let cadre = county.add_person(county.village, Rank::None, Role::Cadre);
        county.acting(&cadre);
        (county, cadre)
    }

    fn refused(county: &County, appeal: &Appeal) -> Option<ProblemKind> {
        file(county, appeal, Some(&missed()))
            .err()
            .map(|problem| problem.kind)
    }

    #[test]
    fn an_entry_is_contested_once_even_after_a_withdrawal() {
        let (mut county, cadre) = contested();
        let first = appeal(&county, &cadre);
        county.accepts(|county| file(county, &first, Some(&missed())));
        assert_eq!(
            county.on_record(first.id.0),
            &Record::Appeal {
                appeal: first.clone()
            }
        );
        let again = appeal(&county, &cadre);
        assert_eq!(refused(&county, &again), Some(ProblemKind::AlreadyContested));
        let withdrawn_at = Some(county.done_at());
        county.put(Record::Appeal {
            appeal: Appeal {
                withdrawn_at,
                ..first
            },
        });
        assert_eq!(refused(&county, &again), Some(ProblemKind::AlreadyContested));
    }

    #[test]
    fn gains_and_entries_over_the_cap_can_be_contested() {
        let (county, cadre) = contested();
        let filed = appeal(&county, &cadre);
        for (points, standing) in [
            (1, Standing::Counted),
            (-1, Standing::Counted),
            (1, Standing::OverCap),
        ] {
            let entry = Entry {
                points: Points::whole(points),
                standing,
                ..missed()
            };
            assert!(file(&county, &filed, Some(&entry)).is_ok(), "{entry:?}");
        }
    }

    #[test]
    fn what_the_ledger_does_not_have_cannot_be_contested() {
        let (county, cadre) = contested();
        let mut filed = appeal(&county, &cadre);
        assert_eq!(
            county.refuses(|county| file(county, &filed, None)),
            ProblemKind::NotFound
        );
        filed.entry.day = date("2026-03-07");
        assert_eq!(refused(&county, &filed), Some(ProblemKind::NotFound));
        filed.entry = EntryKey {
            rule: Rule::AppealGranted,
            ..missed().key
        };
        let outcome = Entry {
            key: filed.entry,
            ..missed()
        };
        assert_eq!(
            county.refuses(|county| file(county, &filed, Some(&outcome))),
            ProblemKind::Invalid
        );
    }

    #[test]
    fn the_days_to_contest_are_counted_from_the_entry() {
        for (day, time, expected) in [
            ("2026-03-06", "20:00", None),
            ("2026-04-05", "23:59", None),
            ("2026-04-06", "00:00", Some(ProblemKind::TooLate)),
        ] {
            let (mut county, cadre) = contested();
            county.clock(date(day), time);
            assert_eq!(
                refused(&county, &appeal(&county, &cadre)),
                expected,
                "{day} {time}"
            );
        }
    }

    #[test]
    fn an_appeal_begins_undecided_with_a_reason_and_the_policys_deadline() {
        type Change = fn(&mut Appeal);
        let cases: [(&str, Change, Option<ProblemKind>); 8] = [
            ("the longest reason", |a| a.reason = "因".repeat(1_000), None),
            (
                "a longer one",
                |a| a.reason = "因".repeat(1_001),
                Some(ProblemKind::Invalid),
            ),
            ("none", |a| a.reason = " ".into(), Some(ProblemKind::Invalid)),
            (
                "sooner",
                |a| a.decide_by = a.decide_by.plus(-1),
                Some(ProblemKind::Invalid),
            ),
            (
                "later",
                |a| a.decide_by = a.decide_by.plus(1),
                Some(ProblemKind::Invalid),
            ),
            (
                "withdrawn",
                |a| a.withdrawn_at = Some(a.filed_at),
                Some(ProblemKind::Invalid),
            ),
            (
                "decided",
                |a| {
                    a.decision = Some(Decision {
                        granted: true,
                        by: a.person,
                        reason: String::new(),
                        at: a.filed_at,
                    });
                },
                Some(ProblemKind::Invalid),
            ),
            (
                "from tomorrow",
                |a| {
                    a.filed_at = a.filed_at.plus(DAY_MS);
                    a.decide_by = a.decide_by.plus(DAY_MS);
                },
                Some(ProblemKind::ClockOff),
            ),
        ];
        for (what, change, expected) in cases {
            let (county, cadre) = contested();
            let mut filed = appeal(&county, &cadre);
            change(&mut filed);
            assert_eq!(refused(&county, &filed), expected, "{what}");
        }
    }

    #[test]
    fn switched_off_and_taken_ids_are_refused() {
        let (mut county, cadre) = contested();
        let filed = appeal(&county, &cadre);
        let other = Appeal {
            entry: EntryKey {
                day: date("2026-03-05"),
                ..filed.entry
            },
            ..filed.clone()
        };
        county.put(Record::Appeal {
            appeal: other.clone(),
        });
        assert_eq!(refused(&county, &filed), Some(ProblemKind::Conflict));
        let filed = Appeal {
            id: AppealId::new(county.done_at()),
            ..filed
        };
        assert_eq!(
            refused(&county, &filed),
            None,
            "an appeal on another day's entry is no hindrance"
        );
        county.policy(|policy| policy.appeal = None);
        assert_eq!(refused(&county, &filed), Some(ProblemKind::SwitchedOff));
    }
}
