//! How fast points are made: one person's year, as a preview needs it, and a county's month, as a ranking does. Figures
//! are medians of several runs in one process; each is set beside a pass over the same records that only adds them up,
//! which is the least that any score could do.
//!
//! Run by `./dev bench rules`; it fails where a figure is over what is promised.
#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a benchmark tells its figures, and stops where it cannot measure"
)]

use std::hint::black_box;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use chrono::{Days, NaiveDate};
use jishi_core::model::{
    AppealId, CheckInId, Doubt, EntryKey, Evidence, Flag, Half, HalfDay, Hours, LeaveSpan, LessonId,
    MinuteOfDay, Mode, MomentId, PersonId, Points, Rank, Rule, Shift, TaskId, Timestamp,
};
use jishi_core::rules::calendar::{self, Calendar};
use jishi_core::rules::policy::{self, Policies};
use jishi_core::rules::score::{
    Contested, Corrected, Difference, Facts, Given, Log, Period, Read, Received, Rules, Seen, Span, Tap,
    score,
};
use uuid::Uuid;

/// People of the county, as on 2017-02-20.
const PEOPLE: usize = 8_489;

/// What is promised: milliseconds for a year's preview and for a county's month on two cores; and how many times as long ten
/// times as many people may take, which is ten and what a cold cache adds.
const PROMISED: [f64; 3] = [1.0, 1_000.0, 12.0];

fn main() -> ExitCode {
    let (calendar, policies) = shipped();
    let day = NaiveDate::from_ymd_opt(2026, 9, 1).expect("a date");
    let year = Period::around(day, Span::Year);
    let month = Period::around(day, Span::Month);
    let rules = Rules {
        policies: &policies,
        calendar: &calendar,
        as_of: calendar.at(year.last, 1_440).plus(30 * 86_400_000),
    };

    let mut draws = Draws(20_260_901);
    let one = person(&mut draws, &calendar, year);
    let mut more = one.clone();
    more.logs.push(Log {
        id: MomentId(draws.id()),
        at: calendar.at(month.last, 900),
    });
    let before = score(&one, rules, year);
    // As it is asked for: neither side is known beforehand.
    let preview = median(51, || {
        Difference::between(&score(&one, rules, year), &score(&more, rules, year))
    });
    println!(
        "one person's year, previewed   {:>9.3} ms   {} records, {} entries",
        millis(preview),
        records(&one),
        before.entries().len()
    );

    let mut counties = Vec::new();
    for times in [1, 10] {
        let county: Vec<Facts> = (0..PEOPLE * times)
            .map(|_| person(&mut draws, &calendar, month))
            .collect();
        let total: usize = county.iter().map(records).sum();
        let floor = median(5, || county.iter().map(added_up).sum::<i64>());
        let one_core = median(5, || points(&county, rules, month));
        let two_cores = median(5, || {
            let (left, right) = county.split_at(county.len() / 2);
            std::thread::scope(|scope| {
                let left = scope.spawn(|| points(left, rules, month));
                points(right, rules, month) + left.join().unwrap_or_default()
            })
        });
        println!(
            "{:>6} people x one month       {:>9.1} ms   {total} records; one core {:.1} ms, {:.0} ns a record; \
             adding up alone {:.1} ms: {:.1} x",
            county.len(),
            millis(two_cores),
            millis(one_core),
            one_core.as_secs_f64() * 1e9 / total as f64,
            millis(floor),
            one_core.as_secs_f64() / floor.as_secs_f64(),
        );
        counties.push(millis(two_cores));
    }
    let measured = [millis(preview), counties[0], counties[1] / counties[0]];
    let kept = measured
        .into_iter()
        .zip(PROMISED)
        .all(|(measured, promised)| measured <= promised);
    println!(
        "promised: {PROMISED:?}: {}",
        if kept { "kept" } else { "NOT kept" }
    );
    if kept {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn shipped() -> (Calendar, Policies) {
    let calendar =
        calendar::read(include_str!("../../assets/calendar/cn.toml")).expect("the shipped calendar");
    let policy =
        policy::read(include_str!("../../assets/policies/wangmo-2016.toml")).expect("the shipped policy");
    (calendar, Policies::new(vec![policy]))
}

fn points(people: &[Facts], rules: Rules<'_>, period: Period) -> i64 {
    people
        .iter()
        .map(|facts| i64::from(score(facts, rules, period).total(period).0))
        .sum()
}

/// One look at every record.
fn added_up(facts: &Facts) -> i64 {
    facts.taps.iter().map(|tap| tap.at.0).sum::<i64>()
        ^ facts.logs.iter().map(|log| log.at.0).sum::<i64>()
        ^ facts.reactions.iter().map(|reaction| reaction.at.0).sum::<i64>()
        ^ facts.readings.iter().map(|reading| reading.at.0).sum::<i64>()
        ^ facts.tasks.iter().map(|task| task.deadline.0).sum::<i64>()
        ^ facts.doubts.iter().map(|doubt| doubt.at.0).sum::<i64>()
        ^ facts.appeals.iter().map(|appeal| appeal.filed.0).sum::<i64>()
        ^ facts
            .corrected
            .iter()
            .map(|shift| i64::from(shift.shift))
            .sum::<i64>()
        ^ facts.leaves.iter().map(|_| 1).sum::<i64>()
}

fn records(facts: &Facts) -> usize {
    let daily = facts.taps.len() + facts.logs.len() + facts.reactions.len() + facts.doubts.len();
    let others = facts.readings.len() + facts.tasks.len() + facts.leaves.len() + facts.corrected.len();
    daily + others + facts.appeals.len()
}

fn median<T>(runs: usize, mut work: impl FnMut() -> T) -> Duration {
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            black_box(work());
            start.elapsed()
        })
        .collect();
    times.sort();
    times[runs / 2]
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// A busy person: four taps a day, three logs, five reactions, a lesson every third day, a task a week; every month a
/// leave, a corrected shift and an appeal; one tap of forty is doubted, and every third unit has hours of its own. About
/// 250 records in a month.
fn person(draws: &mut Draws, calendar: &Calendar, period: Period) -> Facts {
    let mut facts = Facts {
        from: period.first,
        ..Facts::default()
    };
    if draws.below(3) == 0 {
        let shift = |starts, ends| Shift {
            starts: MinuteOfDay(starts),
            ends: MinuteOfDay(ends),
        };
        facts.hours.push(Hours {
            from: period.first,
            shifts: vec![shift(480, 690), shift(870, 1_050)],
        });
    }
    for (index, day) in period.days().enumerate() {
        let at = |minute: u64| calendar.at(day, u16::try_from(minute).unwrap_or(0));
        for around in [500, 725, 865, 1_085] {
            let tap = CheckInId(draws.id());
            if draws.below(40) == 0 {
                facts.doubts.push(doubt(tap.0, at(around), draws));
            }
            facts.taps.push(Tap {
                id: tap,
                at: at(around + draws.below(20)),
                mode: if draws.below(10) == 0 {
                    Mode::VillageVisit
                } else {
                    Mode::OnDuty
                },
                seen: if draws.below(20) == 0 {
                    Seen::Uncertain
                } else {
                    Seen::Inside
                },
            });
        }
        for _ in 0..draws.below(4) {
            let id = MomentId(draws.id());
            facts.logs.push(Log {
                id,
                at: at(540 + draws.below(600)),
            });
            for _ in 0..draws.below(4) {
                facts.reactions.push(Received {
                    moment: id,
                    giver: PersonId(draws.id()),
                    rank: if draws.below(8) == 0 {
                        Rank::Township
                    } else {
                        Rank::Section
                    },
                    dislike: draws.below(15) == 0,
                    at: at(700 + draws.below(700)),
                });
            }
        }
        if index % 3 == 0 {
            facts.readings.push(Read {
                lesson: LessonId(draws.id()),
                at: at(1_200 + draws.below(60)),
            });
        }
        if index % 30 == 12 {
            seldom(&mut facts, day, at(1_260), draws);
        }
        if index % 7 == 0 {
            let deadline = calendar.at(day.checked_add_days(Days::new(5)).unwrap_or(day), 1_080);
            let delivered = (draws.below(8) > 0).then(|| deadline.plus(-3_600_000));
            facts.tasks.push(Given {
                id: TaskId(draws.id()),
                deadline,
                delivered,
                accepted: delivered.map(|at: Timestamp| at.plus(86_400_000)),
                reward: Points::whole(3),
                penalty: Points::whole(2),
            });
        }
    }
    facts
}

/// What comes once a month: a day of leave, a shift that counts by request, and an appeal on the log that is missed.
fn seldom(facts: &mut Facts, day: NaiveDate, at: Timestamp, draws: &mut Draws) {
    let half = |half| HalfDay { day, half };
    facts.leaves.push(LeaveSpan {
        from: half(Half::Morning),
        to: half(Half::Afternoon),
    });
    let before = day.checked_sub_days(Days::new(3)).unwrap_or(day);
    facts.corrected.push(Corrected {
        day: before,
        shift: 1,
        mode: Mode::OnDuty,
    });
    facts.appeals.push(Contested {
        id: AppealId(draws.id()),
        entry: EntryKey {
            day: before,
            rule: Rule::LogMissed,
            evidence: Evidence::Day,
        },
        filed: at,
        decide_by: at.plus(10 * 86_400_000),
        decided: (draws.below(2) == 0).then(|| (draws.below(2) == 0, at.plus(86_400_000))),
    });
}

/// A doubt that nobody has looked at.
fn doubt(subject: Uuid, at: Timestamp, draws: &mut Draws) -> Doubt {
    let flag = match draws.below(3) {
        0 => Flag::Simulated,
        1 => Flag::Stale { age_ms: 900_000 },
        _ => Flag::Coarse { accuracy_m: 900.0 },
    };
    Doubt {
        id: Doubt::id_about(subject),
        subject,
        person: PersonId(Uuid::nil()),
        at,
        mode: Some(Mode::OnDuty),
        flags: vec![flag],
        review: None,
    }
}

/// The same draws in every run (SplitMix64, Steele, Lea and Flood 2014).
struct Draws(u64);

impl Draws {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    fn id(&mut self) -> Uuid {
        Uuid::from_u64_pair(self.next(), self.next())
    }
}
