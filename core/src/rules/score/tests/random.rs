//! Random facts of forty days, and the county that they are of.

use chrono::{Days as Later, NaiveDate};
use proptest::prelude::*;
use uuid::Uuid;

use super::super::*;
use crate::model::{
    AppealId, CheckInId, Decision, Doubt, Flag, Half, HalfDay, Hours, LeaveSpan, LessonId, MinuteOfDay, Mode,
    MomentId, PersonId, Rank, Shift, TaskId,
};
use crate::rules::calendar::CalendarYear;

pub(super) const LENGTH: u64 = 40;

pub(super) fn first() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 8, 20).unwrap()
}

pub(super) fn day(index: u64) -> NaiveDate {
    first().checked_add_days(Later::new(index)).unwrap()
}

pub(super) fn whole() -> Period {
    Period {
        first: first(),
        last: day(LENGTH - 1),
    }
}

pub(super) fn calendar() -> Calendar {
    let holidays = (1..=3)
        .map(|day| NaiveDate::from_ymd_opt(2026, 9, day).unwrap())
        .collect();
    let year = CalendarYear {
        notice: "of this test".into(),
        holidays,
        makeup: vec![NaiveDate::from_ymd_opt(2026, 9, 5).unwrap()],
        since: None,
    };
    Calendar {
        utc_offset_minutes: 480,
        years: [(2026, year)].into(),
    }
}

/// Everything on; from the twentieth day on with other figures.
pub(super) fn policies() -> Policies {
    let first: Policy = serde_json::from_str(include_str!("policy.json")).unwrap();
    let mut second = first.clone();
    (second.version, second.from) = (2, day(20));
    second.logs.points.as_mut().unwrap().written = Points::whole(7);
    second.evaluation = None;
    Policies::new(vec![first, second])
}

/// The last moment of the last day, and weeks: nothing is under way any more.
pub(super) fn afterwards(calendar: &Calendar) -> Timestamp {
    calendar.at(day(LENGTH + 60), 0)
}

pub(super) fn id(seed: u8) -> Uuid {
    Uuid::from_u128(0x0198_0000_0000_7000_8000_0000_0000_0000 + u128::from(seed))
}

prop_compose! {
    pub(super) fn times()(index in 0..LENGTH, minute in 0_u16..1_440) -> Timestamp {
        calendar().at(day(index), minute)
    }
}

prop_compose! {
    pub(super) fn taps()(seed: u8, at in times(), mode in prop::sample::select(Mode::ALL[..7].to_vec()), seen in 0..3_u8) -> Tap {
        let seen = [Seen::Inside, Seen::Uncertain, Seen::Elsewhere][usize::from(seen)];
        Tap { id: CheckInId(id(seed)), at, mode, seen }
    }
}

prop_compose! {
    pub(super) fn leaves()(from in 0..LENGTH, length in 0..3_u64, morning: bool) -> LeaveSpan {
        let half = if morning { Half::Morning } else { Half::Afternoon };
        LeaveSpan { from: HalfDay { day: day(from), half }, to: HalfDay { day: day(from + length), half: Half::Afternoon } }
    }
}

prop_compose! {
    pub(super) fn received()(moment in 0..6_u8, giver in 0..5_u8, dislike: bool, high: bool, at in times()) -> Received {
        let rank = if high { Rank::County } else { Rank::Section };
        Received { moment: MomentId(id(moment)), giver: PersonId(id(giver)), rank, dislike, at }
    }
}

prop_compose! {
    pub(super) fn given()(seed in 0..6_u8, deadline in times(), delivered in prop::option::of(times()), accept: bool) -> Given {
        let accepted = delivered.filter(|_| accept).map(|at| at.plus(3_600_000));
        Given {
            id: TaskId(id(seed)), deadline, delivered, accepted, reward: Points::whole(5), penalty: Points::whole(3),
        }
    }
}

prop_compose! {
    pub(super) fn contested()(
        seed: u8, index in 0..LENGTH, about in 0..4_u8, filed in times(), decided in prop::option::of(any::<bool>()),
    ) -> Contested {
        let (rule, evidence) = match about {
            0 => (Rule::LogMissed, Evidence::Day),
            1 => (Rule::Absent, Evidence::Shift { shift: 0 }),
            2 => (Rule::LogWritten, Evidence::Moment { id: id(seed) }),
            _ => (Rule::Liked, Evidence::Reaction { moment: id(seed % 6), giver: id(seed % 5) }),
        };
        Contested {
            id: AppealId(id(seed)),
            entry: EntryKey { day: day(index), rule, evidence },
            filed,
            decide_by: filed.plus(10 * 86_400_000),
            decided: decided.map(|granted| (granted, filed.plus(86_400_000))),
        }
    }
}

prop_compose! {
    pub(super) fn corrected()(index in 0..LENGTH, shift in 0..3_u8, mode in prop::sample::select(Mode::ALL[..7].to_vec())) -> Corrected {
        Corrected { day: day(index), shift, mode }
    }
}

prop_compose! {
    /// Two units one after the other, of which the second may have hours of its own from the beginning.
    pub(super) fn hours()(starts in 400_u16..600, length in 60_u16..400, from in 0..LENGTH, own: bool) -> Vec<Hours> {
        let shift = Shift { starts: MinuteOfDay(starts), ends: MinuteOfDay(starts + length) };
        let later = Hours { from: day(from), shifts: vec![shift] };
        let first = Hours { from: first(), shifts: vec![] };
        if own { vec![later] } else { vec![first, later] }
    }
}

/// A doubt about a tap or a log, which somebody may have looked at.
pub(super) fn doubt(subject: (Uuid, Timestamp, Option<Mode>), flag: u8, looked: Option<bool>) -> Doubt {
    let (subject, at, mode) = subject;
    let flag = match flag {
        0 => Flag::Simulated,
        1 => Flag::Clock {
            wall: at.plus(9_000_000),
        },
        _ => Flag::Coarse { accuracy_m: 800.0 },
    };
    Doubt {
        id: Doubt::id_about(subject),
        subject,
        person: PersonId(id(0)),
        at,
        mode,
        flags: vec![flag],
        review: looked.map(|granted| Decision {
            granted,
            by: PersonId(id(1)),
            reason: "看过".into(),
            at: at.plus(86_400_000),
        }),
    }
}

prop_compose! {
    pub(super) fn all_facts()(
        corrected in prop::collection::vec(corrected(), 0..4),
        hours in prop::option::of(hours()),
        away in prop::option::of((0..LENGTH, 0..6_u64)),
        doubted in prop::collection::vec((any::<bool>(), 0..60_usize, 0..3_u8, any::<Option<bool>>()), 0..12),

        taps in prop::collection::vec(taps(), 0..60),
        leaves in prop::collection::vec(leaves(), 0..3),
        logs in prop::collection::vec((any::<u8>(), times()), 0..40),
        reactions in prop::collection::vec(received(), 0..20),
        readings in prop::collection::vec((0..8_u8, times()), 0..12),
        tasks in prop::collection::vec(given(), 0..4),
        appeals in prop::collection::vec(contested(), 0..4),
    ) -> Facts {
        let mut facts = Facts {
            from: first(),
            taps,
            leaves,
            logs: logs.into_iter().map(|(seed, at)| Log { id: MomentId(id(seed)), at }).collect(),
            reactions,
            readings: readings.into_iter().map(|(seed, at)| Read { lesson: LessonId(id(seed)), at }).collect(),
            tasks,
            appeals,
            corrected,
            hours: hours.unwrap_or_default(),
            away: away
                .map(|(from, length)| Period { first: day(from), last: day(from + length) })
                .into_iter()
                .collect(),
            doubts: vec![],
            until: None,
        };
        // An id stands for one thing; random ones may meet.
        facts.taps.sort_by_key(|tap| tap.id);
        facts.taps.dedup_by_key(|tap| tap.id);
        facts.logs.sort_by_key(|log| log.id);
        facts.logs.dedup_by_key(|log| log.id);
        facts.tasks.sort_by_key(|task| task.id);
        facts.tasks.dedup_by_key(|task| task.id);
        facts.appeals.sort_by_key(|appeal| appeal.id);
        facts.appeals.dedup_by_key(|appeal| appeal.id);
        for (tap, which, flag, looked) in doubted {
            let subject = if tap {
                facts.taps.get(which).map(|tap| (tap.id.0, tap.at, Some(tap.mode)))
            } else {
                facts.logs.get(which).map(|log| (log.id.0, log.at, None))
            };
            facts.doubts.extend(subject.map(|subject| doubt(subject, flag, looked)));
        }
        facts.doubts.sort_by_key(|doubt| doubt.id);
        facts.doubts.dedup_by_key(|doubt| doubt.id);
        facts
    }
}
