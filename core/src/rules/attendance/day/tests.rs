use super::*;
use crate::model::{CheckInId, MinuteOfDay};
use crate::rules::judge::testing::{calendar, date, policy};
use crate::rules::policy::Uncertain;
use crate::rules::score::Seen;
use proptest::prelude::*;

const TUESDAY: &str = "2026-03-10";
const SUNDAY: &str = "2026-03-08";
const MAKEUP_SATURDAY: &str = "2026-10-10";
const UNPUBLISHED: &str = "2027-03-10";

const DUTY: ShiftStanding = ShiftStanding::OnDuty {
    late_minutes: 0,
    early_minutes: 0,
};

fn late(late_minutes: u16) -> ShiftStanding {
    ShiftStanding::OnDuty {
        late_minutes,
        early_minutes: 0,
    }
}

fn early(early_minutes: u16) -> ShiftStanding {
    ShiftStanding::OnDuty {
        late_minutes: 0,
        early_minutes,
    }
}

const fn away(mode: Mode) -> ShiftStanding {
    ShiftStanding::Away { mode }
}

/// One day of the tests' policy: 08:30–12:00 and 14:30–18:00, open an hour before and two after, ten minutes of grace.
struct Day {
    day: NaiveDate,
    policy: AttendancePolicy,
    taps: Vec<Tap>,
    corrected: Vec<Corrected>,
    leaves: Vec<LeaveSpan>,
    as_of: Timestamp,
}

impl Day {
    /// Looked at when everything has arrived.
    fn of(day: &str) -> Self {
        Self {
            day: date(day),
            policy: policy().attendance.unwrap(),
            taps: vec![],
            corrected: vec![],
            leaves: vec![],
            as_of: calendar().at(date(day), 1_440).plus(72 * 3_600_000),
        }
    }

    fn tap(mut self, time: &str, mode: Mode, seen: Seen) -> Self {
        let minute: MinuteOfDay = time.parse().unwrap();
        let at = calendar().at(self.day, minute.0);
        self.taps.push(Tap {
            id: CheckInId::new(at),
            at,
            mode,
            seen,
        });
        self
    }

    fn duty(self, time: &str) -> Self {
        self.tap(time, Mode::OnDuty, Seen::Inside)
    }

    fn perhaps(self, time: &str) -> Self {
        self.tap(time, Mode::OnDuty, Seen::Uncertain)
    }

    fn other(self, time: &str, mode: Mode) -> Self {
        self.tap(time, mode, Seen::Elsewhere)
    }

    fn leave(mut self, half: Half) -> Self {
        let half_day = HalfDay { day: self.day, half };
        self.leaves.push(LeaveSpan {
            from: half_day,
            to: half_day,
        });
        self
    }

    fn with(mut self, change: impl FnOnce(&mut AttendancePolicy)) -> Self {
        change(&mut self.policy);
        self
    }

    /// Looked at so many hours after the end of the day.
    fn hours_after(mut self, hours: i64) -> Self {
        self.as_of = calendar().at(self.day, 1_440).plus(hours * 3_600_000);
        self
    }

    fn one_long_shift(self) -> Self {
        self.with(|policy| {
            policy.shifts = vec![Shift {
                starts: MinuteOfDay(480),
                ends: MinuteOfDay(960),
            }];
        })
    }

    fn results(&self) -> ShiftResults {
        let calendar = calendar();
        shifts_of_day(
            DayFacts {
                taps: &self.taps,
                corrected: &self.corrected,
                leaves: &self.leaves,
                doubts: &[],
            },
            DayRules {
                day: self.day,
                kind: calendar.kind(self.day),
                shifts: &self.policy.shifts,
                policy: &self.policy,
                evidence: None,
                calendar: &calendar,
                as_of: self.as_of,
            },
        )
    }

    fn standings(&self) -> Vec<ShiftStanding> {
        self.results().iter().map(|result| result.standing).collect()
    }

    fn morning(&self) -> ShiftStanding {
        self.standings()[0]
    }
}

use ShiftStanding::{Absent, Leave as OnLeave, NotDue, Pending, Uncertain as Perhaps, Unpublished};

#[test]
fn a_full_day_at_the_workplace() {
    let day = Day::of(TUESDAY)
        .duty("08:25")
        .duty("12:01")
        .duty("14:30")
        .duty("18:00");
    assert_eq!(day.standings(), [DUTY, DUTY]);
    let results = day.results();
    assert_eq!(results[0].first_tap, Some(day.taps[0]));
    assert_eq!(results[0].last_tap, Some(day.taps[1]));
    assert_eq!((results[1].shift, results[1].last_tap), (1, Some(day.taps[3])));
}

#[test]
fn late_is_later_than_grace_and_then_by_all_minutes() {
    for (time, expected) in [
        ("07:30", DUTY),
        ("08:40", DUTY),
        ("08:41", late(11)),
        ("11:00", late(150)),
    ] {
        assert_eq!(
            Day::of(TUESDAY).duty(time).duty("12:00").morning(),
            expected,
            "{time}"
        );
    }
    assert_eq!(
        Day::of(TUESDAY).duty("07:29").duty("12:00").morning(),
        late(210),
        "too soon to count"
    );
}

#[test]
fn early_is_known_when_nothing_can_arrive_any_more() {
    let day = || Day::of(TUESDAY).duty("08:30").duty("11:00");
    assert_eq!(day().hours_after(71).morning(), DUTY);
    assert_eq!(day().hours_after(72).morning(), early(60));
    let without_points = day().with(|policy| policy.points = None);
    assert_eq!(without_points.hours_after(0).morning(), early(60));
    assert_eq!(day().with(|policy| policy.check_out = false).morning(), DUTY);
    assert_eq!(
        Day::of(TUESDAY).duty("08:30").duty("11:50").morning(),
        DUTY,
        "grace"
    );
}

#[test]
fn one_tap_is_an_arrival_without_a_departure() {
    assert_eq!(Day::of(TUESDAY).duty("08:00").morning(), early(210));
    let in_between = ShiftStanding::OnDuty {
        late_minutes: 90,
        early_minutes: 120,
    };
    assert_eq!(Day::of(TUESDAY).duty("10:00").morning(), in_between);
}

#[test]
fn another_mode_explains_only_what_lies_on_its_side() {
    let visit = |time| move |day: Day| day.other(time, Mode::VillageVisit);
    let office = || Day::of(TUESDAY).duty("09:30").duty("11:00");
    assert_eq!(visit("08:20")(office()).morning(), early(60));
    assert_eq!(visit("11:10")(office()).morning(), late(60));
    assert_eq!(
        visit("13:00")(office()).morning(),
        late(60),
        "on the way back from it"
    );
    assert_eq!(
        visit("20:30")(office()).morning(),
        ShiftStanding::OnDuty {
            late_minutes: 60,
            early_minutes: 60,
        },
        "an evening says nothing of the morning"
    );
    let both = visit("11:10")(visit("08:20")(office()));
    assert_eq!(both.morning(), DUTY);
    let between = ShiftStanding::OnDuty {
        late_minutes: 60,
        early_minutes: 60,
    };
    assert_eq!(visit("10:00")(office()).morning(), between);
}

#[test]
fn modes_reach_their_shift_or_the_day() {
    let table = [
        (Mode::Meeting, "08:45", [away(Mode::Meeting), Absent]),
        (Mode::BusinessTrip, "08:45", [away(Mode::BusinessTrip); 2]),
        (Mode::BusinessTrip, "05:00", [away(Mode::BusinessTrip); 2]),
        (Mode::BusinessTrip, "12:00", [away(Mode::BusinessTrip); 2]),
        (Mode::BusinessTrip, "12:01", [Absent, away(Mode::BusinessTrip)]),
        (Mode::BusinessTrip, "18:00", [Absent, away(Mode::BusinessTrip)]),
        (Mode::BusinessTrip, "18:01", [Absent; 2]),
        (Mode::VillageVisit, "23:50", [Absent; 2]),
        (Mode::Meeting, "18:01", [Absent; 2]),
        (Mode::Meeting, "05:00", [Absent; 2]),
        (Mode::Out, "08:45", [Absent; 2]),
        (Mode::Leave, "08:45", [Absent; 2]),
    ];
    for (mode, time, expected) in table {
        assert_eq!(
            Day::of(TUESDAY).other(time, mode).standings(),
            expected,
            "{mode:?} {time}"
        );
    }
}

#[test]
fn a_shift_names_its_own_mode_before_that_of_the_day() {
    let day = Day::of(TUESDAY)
        .other("08:00", Mode::BusinessTrip)
        .other("14:30", Mode::Meeting);
    assert_eq!(day.standings(), [away(Mode::BusinessTrip), away(Mode::Meeting)]);
}

#[test]
fn at_the_workplace_before_a_business_trip_is_on_duty() {
    let day = Day::of(TUESDAY).duty("08:25").other("10:00", Mode::BusinessTrip);
    assert_eq!(day.standings(), [DUTY, away(Mode::BusinessTrip)]);
}

#[test]
fn an_uncertain_fix_counts_or_costs_nothing() {
    let day = || Day::of(TUESDAY).perhaps("08:30").perhaps("12:00");
    assert_eq!(day().morning(), Perhaps);
    let counts = |policy: &mut AttendancePolicy| policy.uncertain = Uncertain::Counts;
    assert_eq!(day().with(counts).morning(), DUTY);
    assert_eq!(
        day().duty("10:00").morning(),
        DUTY,
        "arrived perhaps, and surely there later"
    );
    assert_eq!(
        Day::of(TUESDAY).perhaps("08:50").duty("12:00").morning(),
        late(20)
    );
    for (seen, expected) in [(Seen::NoFix, DUTY), (Seen::NoWorkplace, Perhaps)] {
        let tapped = || {
            Day::of(TUESDAY)
                .tap("08:30", Mode::OnDuty, seen)
                .tap("12:00", Mode::OnDuty, seen)
        };
        assert_eq!(tapped().morning(), Perhaps, "{seen:?} costs nothing");
        let counts = |policy: &mut AttendancePolicy| policy.without_fix = Uncertain::Counts;
        assert_eq!(tapped().with(counts).morning(), expected, "{seen:?}");
    }
    let elsewhere = Day::of(TUESDAY).tap("08:30", Mode::OnDuty, Seen::Elsewhere);
    assert_eq!(elsewhere.morning(), Absent);
    assert_eq!(
        elsewhere.results()[0].first_tap,
        Some(elsewhere.taps[0]),
        "shown all the same"
    );
}

#[test]
fn days_off_and_days_that_nobody_can_name() {
    assert_eq!(Day::of(SUNDAY).duty("08:30").standings(), [NotDue, NotDue]);
    assert_eq!(Day::of(MAKEUP_SATURDAY).standings(), [Absent, Absent]);
    assert_eq!(Day::of(UNPUBLISHED).standings(), [Unpublished, Unpublished]);
    let tapped = Day::of(UNPUBLISHED).duty("09:30").other("15:00", Mode::Meeting);
    assert_eq!(tapped.standings(), [DUTY, away(Mode::Meeting)]);
}

#[test]
fn absence_waits_for_what_may_arrive() {
    assert_eq!(Day::of(TUESDAY).hours_after(-10).standings(), [Pending, Pending]);
    assert_eq!(Day::of(TUESDAY).hours_after(71).standings(), [Pending, Pending]);
    assert_eq!(Day::of(TUESDAY).hours_after(72).standings(), [Absent, Absent]);
}

#[test]
fn leave_covers_halves_of_the_day() {
    assert_eq!(
        Day::of(TUESDAY).leave(Half::Morning).standings(),
        [OnLeave, Absent]
    );
    let whole = Day::of(TUESDAY).leave(Half::Morning).leave(Half::Afternoon);
    assert_eq!(whole.standings(), [OnLeave, OnLeave]);
    let half = Day::of(TUESDAY).one_long_shift().leave(Half::Morning);
    assert_eq!(half.morning(), Absent, "the afternoon was due");
    let half = Day::of(TUESDAY)
        .one_long_shift()
        .leave(Half::Morning)
        .duty("13:00");
    assert_eq!(half.morning(), DUTY, "neither late nor early");
    let whole = Day::of(TUESDAY)
        .one_long_shift()
        .leave(Half::Morning)
        .leave(Half::Afternoon)
        .duty("08:00");
    assert_eq!(whole.morning(), OnLeave);
}

#[test]
fn a_granted_request_goes_before_taps_and_after_leave() {
    let correct = |mut day: Day| {
        day.corrected.push(Corrected {
            day: day.day,
            shift: 0,
            mode: Mode::Study,
        });
        day
    };
    let corrected = ShiftStanding::Corrected { mode: Mode::Study };
    assert_eq!(correct(Day::of(TUESDAY)).standings(), [corrected, Absent]);
    assert_eq!(correct(Day::of(TUESDAY).duty("11:00")).morning(), corrected);
    assert_eq!(correct(Day::of(TUESDAY).leave(Half::Morning)).morning(), OnLeave);
}

#[test]
fn a_fifth_shift_is_not_looked_at() {
    let shifts = (0..5)
        .map(|hour| Shift {
            starts: MinuteOfDay(hour * 120),
            ends: MinuteOfDay(hour * 120 + 60),
        })
        .collect();
    let day = Day::of(TUESDAY).with(|policy| policy.shifts = shifts);
    assert_eq!(day.standings(), [Absent; 4]);
}

fn any_mode() -> impl Strategy<Value = Mode> {
    proptest::sample::select(&Mode::ALL[..])
}

fn any_seen() -> impl Strategy<Value = Seen> {
    proptest::sample::select(vec![Seen::Inside, Seen::Uncertain, Seen::Elsewhere])
}

/// Taps of the day and of its neighbours, in minutes from the day's beginning.
fn any_taps() -> impl Strategy<Value = Vec<Tap>> {
    let tap =
        (-2_000..3_500_i64, any_mode(), any_seen(), any::<u128>()).prop_map(|(minute, mode, seen, id)| Tap {
            id: CheckInId(uuid::Uuid::from_u128(id)),
            at: calendar().at(date(TUESDAY), 0).plus(minute * 60_000),
            mode,
            seen,
        });
    proptest::collection::vec(tap, 0..8)
}

fn any_day() -> impl Strategy<Value = Day> {
    (
        proptest::sample::select(vec![TUESDAY, SUNDAY, UNPUBLISHED]),
        any_taps(),
        proptest::collection::vec((0..2_u8, any_mode()), 0..2),
        proptest::collection::vec(any::<bool>(), 0..2),
        -24..100_i64,
        any::<bool>(),
    )
        .prop_map(|(day, taps, corrected, leaves, hours, counts)| {
            let mut known = Day::of(day).hours_after(hours).with(|policy| {
                if counts {
                    policy.uncertain = Uncertain::Counts;
                }
            });
            let moved = calendar().at(date(day), 0).since(calendar().at(date(TUESDAY), 0));
            known.taps = taps
                .into_iter()
                .map(|tap| Tap {
                    at: tap.at.plus(moved),
                    ..tap
                })
                .collect();
            known.corrected = corrected
                .into_iter()
                .map(|(shift, mode)| Corrected {
                    day: known.day,
                    shift,
                    mode,
                })
                .collect();
            for morning in leaves {
                known = known.leave(if morning { Half::Morning } else { Half::Afternoon });
            }
            known
        })
}

/// What a standing costs, roughly: never less from one more tap.
fn costs(standing: ShiftStanding) -> u32 {
    match standing {
        Absent => 10_000,
        ShiftStanding::OnDuty {
            late_minutes,
            early_minutes,
        } => u32::from(late_minutes) + u32::from(early_minutes),
        _ => 0,
    }
}

impl std::fmt::Debug for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{} {:?} {:?} {:?}",
            self.day, self.taps, self.corrected, self.leaves
        )
    }
}

proptest! {
    #[test]
    fn the_order_of_taps_makes_no_difference(day in any_day()) {
        let forward = day.results();
        let mut backward = day;
        backward.taps.reverse();
        prop_assert_eq!(backward.results(), forward);
    }

    #[test]
    fn taps_of_other_days_say_nothing(day in any_day()) {
        let with = day.results();
        let mut without = day;
        without.taps.retain(|tap| calendar().day(tap.at) == without.day);
        prop_assert_eq!(without.results(), with);
    }

    #[test]
    fn nothing_is_deducted_on_a_day_that_is_not_published_or_not_due(day in any_day()) {
        if day.day != date(TUESDAY) {
            for standing in day.standings() {
                prop_assert_eq!(costs(standing), 0);
            }
        }
    }

    #[test]
    fn a_later_look_never_takes_an_attendance_away(day in any_day(), hours in 0..200_i64) {
        let before = day.standings();
        let mut later = day;
        later.as_of = later.as_of.plus(hours * 3_600_000);
        for (before, after) in before.into_iter().zip(later.standings()) {
            match before {
                Pending => prop_assert!(matches!(after, Pending | Absent)),
                ShiftStanding::OnDuty { late_minutes, .. } => {
                    let same = matches!(after, ShiftStanding::OnDuty { late_minutes: then, .. } if then == late_minutes);
                    prop_assert!(same);
                }
                _ => prop_assert_eq!(before, after),
            }
        }
    }

    #[test]
    fn leave_costs_nothing(day in any_day(), morning: bool) {
        let before: u32 = day.standings().into_iter().map(costs).sum();
        let after: u32 = day.leave(if morning { Half::Morning } else { Half::Afternoon })
            .standings().into_iter().map(costs).sum();
        prop_assert!(after <= before);
    }
}
