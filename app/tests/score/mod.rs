//! One's own score, with answers given.

use dioxus::prelude::*;
use jishi_app::{pages::ScoreView, state::Theme, texts::Locale};
use jishi_core::{
    engine::{AppealItem, EntryItem, ScorePage, Sections, Stretch},
    model::{
        Appeal, AppealId, Decision, Entry, EntryKey, Evidence, MinuteOfDay, Points, Rule, Shift, Standing,
        Timestamp,
    },
    rules::{
        attendance::{ShiftSeen, ShiftStanding},
        score::{Period, Span},
    },
};
use uuid::Uuid;

use crate::{
    attendance::{day, script, sections},
    says,
    support::{host::Script, people, stage},
};

fn entry(on: u32, rule: Rule, points: i32) -> EntryItem {
    EntryItem {
        entry: Entry {
            key: EntryKey {
                day: day(on),
                rule,
                evidence: Evidence::Day,
            },
            points: Points(points),
            policy: 3,
            standing: Standing::Counted,
        },
        words: String::new(),
        shift: None,
        giver: None,
        appeal: None,
        may_appeal: true,
        file_by: Some(day(30)),
    }
}

fn contested(granted: Option<bool>, lapsed: bool) -> EntryItem {
    let mut item = entry(20, Rule::Absent, -200);
    let decision = granted.map(|granted| Decision {
        granted,
        by: people::others()[1].id,
        reason: "有人作证".into(),
        at: people::NOW,
    });
    item.appeal = Some(AppealItem {
        appeal: Appeal {
            id: AppealId(Uuid::from_u128(7)),
            person: people::me().id,
            entry: item.entry.key,
            reason: "那天在山里".into(),
            filed_at: people::NOW,
            decide_by: people::NOW,
            decision,
            withdrawn_at: None,
        },
        person: Some(people::me()),
        decider: Some(people::others()[1].clone()),
        may_withdraw: granted.is_none(),
        lapsed,
        words: String::new(),
        under_way: None,
    });
    item
}

fn page(entries: Vec<EntryItem>) -> ScorePage {
    let period = Period::around(day(23), Span::Month);
    ScorePage {
        period,
        entries,
        unpublished: None,
        total: Points(1_250),
        trend: vec![
            Stretch {
                period: period.before(Span::Month),
                total: Points(-300),
            },
            Stretch {
                period,
                total: Points(1_250),
            },
        ],
    }
}

#[test]
fn an_entry_of_a_shift_says_which_taps_it_rests_on() {
    fn late() -> Element {
        let at = |minute: i64| {
            Timestamp(day(20).and_hms_opt(0, 0, 0).unwrap().and_utc().timestamp_millis())
                .plus((minute - 480) * 60_000)
        };
        let shift = ShiftSeen {
            shift: 0,
            hours: Shift {
                starts: MinuteOfDay(510),
                ends: MinuteOfDay(720),
            },
            standing: ShiftStanding::OnDuty {
                late_minutes: 21,
                early_minutes: 0,
            },
            first: Some(at(531)),
            last: Some(at(728)),
        };
        view(vec![EntryItem {
            shift: Some(shift),
            ..entry(20, Rule::Late, -50)
        }])
    }
    says(
        &stage::piece(late, Locale::Chinese),
        &["08:30–12:00 · 08:51 和 12:08 打卡"],
    );
}

#[test]
fn a_year_without_holidays_is_said_to_deduct_nothing_yet() {
    fn view(unpublished: Option<i32>) -> Element {
        let score = ScorePage {
            unpublished,
            ..page(vec![])
        };
        rsx! { ScoreView { score, span: Span::Month, today: day(23), fault: None, onaction: |_| {} } }
    }
    let known = stage::piece(|| view(None), Locale::Chinese);
    assert!(!known.contains("还没有公布"), "{known}");
    says(
        &stage::piece(|| view(Some(2027)), Locale::Chinese),
        &["2027 年的放假安排还没有公布", "暂时不扣分"],
    );
    says(
        &stage::piece(|| view(Some(2027)), Locale::English),
        &["holidays of 2027"],
    );
}

fn view(entries: Vec<EntryItem>) -> Element {
    rsx! {
        ScoreView { score: page(entries), span: Span::Month, today: day(23), fault: None, onaction: |_| {} }
    }
}

fn month() -> Element {
    let liked = EntryItem {
        words: "走访三组".into(),
        giver: Some(people::others()[1].clone()),
        ..entry(23, Rule::Liked, 50)
    };
    let full = EntryItem {
        entry: Entry {
            standing: Standing::OverCap,
            ..entry(23, Rule::LogWritten, 100).entry
        },
        ..entry(23, Rule::LogWritten, 100)
    };
    view(vec![contested(None, false), liked, full])
}

#[test]
fn every_entry_says_its_rule_and_whether_it_counts() {
    let html = stage::piece(month, Locale::Chinese);
    says(
        &html,
        &[
            "+12.5",
            "被赞",
            "走访三组",
            "+0.5",
            "超过当天上限",
            "缺打卡",
            "−2",
            "申诉中",
            "2026年11月",
            "上一段",
        ],
    );
    assert!(
        html.find("11月23日").unwrap() < html.find("11月20日").unwrap(),
        "the latest day first"
    );
    assert!(!html.contains("下一段"), "there is nothing after this month");
    says(
        &stage::piece(month, Locale::English),
        &["Nov 2026", "Over the day’s limit", "Contested"],
    );
}

#[test]
fn what_came_of_an_appeal_is_said() {
    for (granted, lapsed, words) in [
        (Some(true), false, "申诉成立（罗明）"),
        (Some(false), false, "申诉未成立（罗明）"),
        (None, true, "逾期未裁定，按您的意见办"),
    ] {
        let html = stage::app(
            with(vec![contested(granted, lapsed)]),
            "/me/score",
            Locale::Chinese,
            Theme::Light,
        );
        says(&html, &[words]);
    }
}

fn with(entries: Vec<EntryItem>) -> Script {
    Script {
        policy: Some(Sections {
            points: true,
            ..sections()
        }),
        score: Some(page(entries)),
        ..script()
    }
}

#[test]
fn the_way_to_the_score_is_there_only_where_there_are_points() {
    let me = |script: Script| stage::app(script, "/me", Locale::Chinese, Theme::Light);
    says(
        &me(with(vec![])),
        &["href=\"/me/score\"", "我的积分", "href=\"/leave\""],
    );
    assert!(!me(script()).contains("/me/score"), "evidence only");
    says(
        &stage::app(with(vec![]), "/me/score", Locale::English, Theme::Light),
        &["No points here yet"],
    );
}
