//! What leaders, clerks and the organization department see, with answers given.

use chrono::NaiveDate;
use dioxus::prelude::*;
use jishi_app::{
    pages::{LearningView, PersonScoreView, PlacesView, UnitDayView, WorkplaceDraft, WorkplaceView},
    state::Theme,
    texts::Locale,
};
use jishi_core::{
    engine::{
        EntryItem, LearningPage, LessonReadersItem, PersonDayItem, PersonScorePage, PlaceItem,
        RankedGroupItem, RankingPage, Sections, UnitDayPage, WorkplacePage,
    },
    model::{
        CorrectionId, Entry, EntryKey, Evidence, Flag, Hours, LessonId, MinuteOfDay, Mode, PersonKind,
        Points, Rule, Shift, Standing, UnitKind, Workplace,
    },
    protocol::{CorrectionSeen, PersonDay, PlaceSeen, TapSeen},
    rules::{
        attendance::{ShiftSeen, ShiftStanding},
        calendar::DayKind,
        learning::LearningMonth,
        rating::Group,
        score::{Period, Span},
    },
};
use uuid::Uuid;

use crate::{
    attendance::{day, script, sections},
    says,
    support::{host::Script, people, stage},
};

fn of(person: usize, standing: ShiftStanding, logs: u32) -> PersonDayItem {
    let person = people::others()[person].clone();
    PersonDayItem {
        day: PersonDay {
            person: person.id,
            shifts: vec![ShiftSeen {
                shift: 0,
                hours: Shift {
                    starts: MinuteOfDay(510),
                    ends: MinuteOfDay(720),
                },
                standing,
                first: None,
                last: None,
            }],
            logs,
            leave: vec![],
            taps: vec![],
            corrections: vec![],
        },
        // As for somebody who outranks the first of them only.
        may_see_score: standing != ShiftStanding::Absent,
        person: Some(person),
    }
}

fn shown(people: Vec<PersonDayItem>) -> Element {
    let page = UnitDayPage {
        unit: people::unit(),
        above: None,
        below: vec![],
        day: day(23),
        is_past: false,
        kind: DayKind::Workday,
        people,
    };
    rsx! { UnitDayView { day: page, pending: None, fault: None, onaction: |_| {} } }
}

fn unit_day() -> Element {
    let late = ShiftStanding::OnDuty {
        late_minutes: 12,
        early_minutes: 0,
    };
    shown(vec![of(1, late, 2), of(3, ShiftStanding::Absent, 0)])
}

/// Somebody who was at a meeting, and tapped at work with a bad fix before; and one who asks for a missing tap.
fn clerks_day(may_decide: bool) -> Element {
    let mut away = of(1, ShiftStanding::Away { mode: Mode::Meeting }, 1);
    let tap = |mode, reason: &str, place, minutes: i64| TapSeen {
        at: people::NOW.plus(-minutes * 60_000),
        mode,
        reason: reason.into(),
        place,
        flags: vec![],
        accepted: None,
    };
    away.day.taps = vec![
        TapSeen {
            flags: vec![Flag::Simulated],
            ..tap(Mode::OnDuty, "", PlaceSeen::Uncertain, 90)
        },
        tap(Mode::Meeting, "镇上开防汛会", PlaceSeen::Outside, 30),
    ];
    let mut asks = of(3, ShiftStanding::Absent, 0);
    asks.day.corrections = vec![CorrectionSeen {
        id: CorrectionId(Uuid::from_u128(7)),
        shift: 0,
        mode: Mode::OnDuty,
        reason: if may_decide { "手机没电" } else { "" }.into(),
        may_decide,
    }];
    shown(vec![away, asks])
}

#[test]
fn a_clerk_reads_why_somebody_was_away_and_decides_what_waits() {
    let html = stage::piece(|| clerks_day(true), Locale::Chinese);
    says(
        &html,
        &[
            "30 · 镇上开防汛会 · 不在单位",
            "正常打卡 · 位置说不准",
            "补卡待审批 · 第 1 班 · 正常打卡",
            "等您审批",
            "补卡：正常打卡",
            "手机没电",
            "不同意",
        ],
    );
    let reads = stage::piece(|| clerks_day(false), Locale::Chinese);
    says(&reads, &["补卡待审批 · 第 1 班"]);
    assert!(
        !reads.contains("等您审批") && !reads.contains("不同意"),
        "{reads}"
    );
    says(
        &stage::piece(|| clerks_day(true), Locale::English),
        &["镇上开防汛会 · elsewhere", "Correction waiting · shift 1"],
    );
}

#[test]
fn a_units_day_says_who_was_there() {
    let html = stage::piece(unit_day, Locale::Chinese);
    says(
        &html,
        &[
            "2 人 · 到岗 1 · 公出 0 · 未打卡 1 · 迟到 1 · 请假 0",
            "罗明",
            "迟到 12 分钟",
            "日志 2 条",
            "缺打卡",
            "前一天",
        ],
    );
    assert!(!html.contains("后一天"), "today is the last");
    assert_eq!(
        html.matches("href=\"/people/").count(),
        1,
        "only to those whose score one may see"
    );
    says(
        &stage::piece(unit_day, Locale::English),
        &["1 without a check-in · 1 late"],
    );
}

fn places() -> Element {
    let place = |index: usize, place, points| {
        let person = people::others()[index].clone();
        PlaceItem {
            id: person.id,
            person: Some(person),
            may_see_score: place == 1,
            points: Points(points),
            place,
        }
    };
    let group = |unit, places: Vec<PlaceItem>| RankedGroupItem {
        group: Group {
            person: PersonKind::Ordinary,
            unit,
        },
        people: 2,
        places,
        hidden: u32::from(unit == UnitKind::Village),
    };
    let ranking = RankingPage {
        unit: people::unit(),
        period: Period::around(day(23), Span::Quarter),
        today: day(23),
        groups: vec![
            group(UnitKind::Village, vec![place(1, 1, 4_250), place(3, 2, -100)]),
            group(UnitKind::Bureau, vec![]),
        ],
    };
    rsx! { PlacesView { ranking, span: Span::Quarter, onlook: move |_| () } }
}

#[test]
fn places_are_told_inside_their_group() {
    says(
        &stage::piece(places, Locale::Chinese),
        &[
            "村 · 普通干部",
            "罗明",
            "+42.5",
            "−1",
            "另有 1 人参加排名",
            "局办 · 普通干部",
            "人数太少，不排名",
            "2026年10月",
        ],
    );
}

fn no_places() -> Element {
    let ranking = RankingPage {
        unit: people::unit(),
        period: Period::around(day(23), Span::Quarter),
        today: day(23),
        groups: vec![],
    };
    rsx! { PlacesView { ranking, span: Span::Quarter, onlook: move |_| () } }
}

#[test]
fn where_nobody_has_a_place_it_is_said() {
    says(&stage::piece(no_places, Locale::Chinese), &["这段时间还没有排名"]);
    says(
        &stage::piece(no_places, Locale::English),
        &["No ranking for this time"],
    );
}

fn score() -> Element {
    let score = PersonScorePage {
        person: Some(people::others()[1].clone()),
        period: Period::around(day(23), Span::Month),
        entries: vec![EntryItem {
            entry: Entry {
                key: EntryKey {
                    day: day(20),
                    rule: Rule::LogWritten,
                    evidence: Evidence::Moment {
                        id: Uuid::from_u128(9),
                    },
                },
                points: Points(100),
                policy: 1,
                standing: Standing::Counted,
            },
            words: "走访三组五户".into(),
            shift: None,
            giver: None,
            appeal: None,
            may_appeal: false,
            file_by: None,
        }],
        total: Points(1_250),
        today: day(23),
    };
    rsx! { PersonScoreView { score, span: Span::Month, onlook: move |_| () } }
}

fn learning() -> Element {
    let month = |month, lessons| LearningMonth {
        year: 2026,
        month,
        lessons,
        planned: usize::from(month == 11),
        required: 2,
    };
    let page = LearningPage {
        months: vec![month(11, 1), month(10, 3)],
        lessons: vec![LessonReadersItem {
            lesson: LessonId(Uuid::from_u128(1)),
            title: "防火".into(),
            read: 3,
            of: 40,
        }],
    };
    rsx! { LearningView { page } }
}

#[test]
fn scores_and_learning_of_others_are_shown() {
    says(
        &stage::piece(score, Locale::Chinese),
        &["罗明", "+12.5", "2026年11月", "11月20日 周五", "走访三组五户"],
    );
    says(
        &stage::piece(learning, Locale::Chinese),
        &["1 篇，应发 2 篇", "防火", "3 / 40", "is-missed", "is-done"],
    );
}

fn known_workplace(may: bool) -> WorkplacePage {
    let shift = |starts, ends| Shift {
        starts: MinuteOfDay(starts),
        ends: MinuteOfDay(ends),
    };
    let usual = vec![shift(510, 720), shift(870, 1_080)];
    WorkplacePage {
        unit: people::unit(),
        below: vec![people::unit()],
        day: day(23),
        shifts: vec![shift(540, 720)],
        upcoming: vec![Hours {
            from: NaiveDate::from_ymd_opt(2026, 12, 1).unwrap(),
            shifts: usual.clone(),
        }],
        usual,
        may,
    }
}

fn workplace(may: bool) -> Element {
    let known = known_workplace(may);
    let draft = WorkplaceDraft {
        workplace: Some(Workplace {
            latitude: 25.1763,
            longitude: 106.0921,
            radius_m: 150.0,
        }),
        ..WorkplaceDraft::of(&known)
    };
    rsx! {
        WorkplaceView { known, draft, here: None, locating: false, fault: None, sending: false, onaction: |_| {} }
    }
}

#[test]
fn a_workplace_is_set_by_those_who_may_and_read_by_the_rest() {
    let may = stage::piece(|| workplace(true), Locale::Chinese);
    says(
        &may,
        &[
            "25.176°N 106.092°E，150 米以内算到岗",
            "以我现在的位置为准",
            "09:00",
            "恢复全县统一时间",
            "加一班",
            "从 12月1日 起：08:30–12:00、14:30–18:00",
            "取消这次调整",
            "保存",
        ],
    );
    let reads = stage::piece(|| workplace(false), Locale::Chinese);
    says(&reads, &["150 米以内算到岗", "由单位负责人设定", "从 12月1日 起"]);
    assert!(!reads.contains("加一班") && !reads.contains("取消这次调整"));
    assert!(!reads.contains("以我现在的位置为准") && !reads.contains("保存"));
}

#[test]
fn hours_are_set_where_they_change_what_holds_from_their_day_on() {
    let known = known_workplace(true);
    let (now, usual) = (known.shifts.clone(), known.usual.clone());
    let later = known.upcoming[0].from;
    let hours = |shifts: &Vec<Shift>, from| {
        let draft = WorkplaceDraft {
            shifts: shifts.clone(),
            from,
            ..WorkplaceDraft::of(&known)
        };
        draft.hours(&known)
    };
    assert_eq!(hours(&now, day(23)), None);
    let mut tomorrow = known.clone();
    tomorrow.upcoming[0].from = day(24);
    let opened = WorkplaceDraft::of(&tomorrow);
    assert_eq!(opened.hours(&tomorrow), None, "who only looks undoes nothing");
    assert_eq!(hours(&usual, later), None, "it is to be so already");
    let back = Hours {
        from: later,
        shifts: now.clone(),
    };
    assert_eq!(hours(&now, later), Some(back), "what held before goes on");
    let policys = Hours {
        from: day(24),
        shifts: vec![],
    };
    assert_eq!(
        hours(&usual, day(20)),
        Some(policys),
        "the past and today keep their hours"
    );
}

#[test]
fn the_ways_there_are_for_those_who_may() {
    let me = |sections: Sections| {
        let script = Script {
            policy: Some(sections),
            ..script()
        };
        stage::app(script, "/me", Locale::Chinese, Theme::Light)
    };
    let all = Sections {
        learning: true,
        ranking: true,
        unit_days: true,
        places: true,
        workplace: true,
        learning_overview: true,
        ..sections()
    };
    says(
        &me(all),
        &[
            "href=\"/unit\"",
            "href=\"/places\"",
            "href=\"/learning\"",
            "href=\"/workplace\"",
        ],
    );
    let cadre = me(sections());
    assert!(!cadre.contains("/unit") && !cadre.contains("/places") && !cadre.contains("\"/learning\""));
}
