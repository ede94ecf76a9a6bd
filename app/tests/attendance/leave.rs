//! Leave.

use std::collections::BTreeMap;

use dioxus::prelude::*;
use jishi_app::{
    pages::{AskLeaveView, LeaveDraft, LeaveView, PendingVerdict},
    state::Theme,
    texts::Locale,
};
use jishi_core::{
    engine::{Deciders, Deed, LeaveItem, LeaveTerms, Leaves, Preview},
    model::{Decision, Half, HalfDay, Leave, LeaveId, LeaveKind, LeaveSpan, LeaveState, Points},
    protocol::{Problem, ProblemKind},
    rules::{
        calendar::{Calendar, CalendarYear},
        leave::{Balance, Offer},
        policy::{Counts, LeaveKindPolicy},
        score::Difference,
    },
};
use uuid::Uuid;

use super::{day, script, sections};
use crate::{
    says,
    support::{host::Script, people, stage},
};

fn span(from: u32, to: u32) -> LeaveSpan {
    LeaveSpan {
        from: HalfDay {
            day: day(from),
            half: Half::Morning,
        },
        to: HalfDay {
            day: day(to),
            half: Half::Afternoon,
        },
    }
}

fn item(number: u128, days: (u32, u32), state: LeaveState) -> LeaveItem {
    LeaveItem {
        half_days: Some((days.1 - days.0 + 1) * 2),
        waits_for: vec![],
        may_withdraw: false,
        may_end_with: vec![],
        leave: Leave {
            id: LeaveId(Uuid::from_u128(number)),
            person: people::me().id,
            kind: LeaveKind::Annual,
            span: span(days.0, days.1),
            reason: String::new(),
            asked_at: people::NOW,
            adjoining: 0,
            state,
        },
        person: Some(people::me()),
        decider: Some(people::others()[1].clone()),
        under_way: None,
    }
}

fn decision(granted: bool) -> Decision {
    Decision {
        granted,
        by: people::others()[1].id,
        reason: if granted {
            String::new()
        } else {
            "防汛期间".into()
        },
        at: people::NOW,
    }
}

fn leaves() -> Leaves {
    let asking = LeaveItem {
        person: Some(people::others()[3].clone()),
        decider: None,
        ..item(9, (25, 26), LeaveState::Asked)
    };
    Leaves {
        mine: vec![
            LeaveItem {
                may_withdraw: true,
                waits_for: vec![people::others()[1].clone()],
                ..item(1, (30, 30), LeaveState::Asked)
            },
            LeaveItem {
                may_end_with: vec![span(23, 24).from, span(24, 23).to],
                ..item(
                    2,
                    (23, 25),
                    LeaveState::Decided {
                        decision: decision(true),
                    },
                )
            },
            item(
                3,
                (12, 12),
                LeaveState::Decided {
                    decision: decision(false),
                },
            ),
            item(
                4,
                (9, 9),
                LeaveState::Withdrawn {
                    at: people::NOW,
                    decision: None,
                },
            ),
            item(
                5,
                (2, 3),
                LeaveState::Returned {
                    at: people::NOW,
                    decision: decision(true),
                    granted_to: span(2, 5).to,
                },
            ),
        ],
        to_decide: vec![asking],
        changed: vec![LeaveItem {
            person: Some(people::others()[2].clone()),
            ..item(
                8,
                (17, 18),
                LeaveState::Withdrawn {
                    at: people::NOW,
                    decision: Some(decision(true)),
                },
            )
        }],
        terms: Some(terms()),
    }
}

fn terms() -> LeaveTerms {
    let policy = LeaveKindPolicy {
        counts: Counts::WorkingDays,
        days_per_year: Some(15),
        days_by_years: vec![],
        usual_days: 1,
        reason: false,
    };
    LeaveTerms {
        calendar: Calendar {
            utc_offset_minutes: 480,
            years: BTreeMap::from([(
                2026,
                CalendarYear {
                    notice: String::new(),
                    holidays: vec![day(11)],
                    makeup: vec![day(14)],
                    since: None,
                },
            )]),
        },
        held: vec![],
        kinds: BTreeMap::from([(LeaveKind::Annual, policy)]),
        balances: vec![(
            LeaveKind::Annual,
            Balance {
                year: 2026,
                per_year: Some(30),
                granted: 9,
                asked: 2,
            },
        )],
        usual: Some(Offer {
            kind: LeaveKind::Annual,
            span: span(24, 24),
            half_days: 2,
        }),
        deciders: vec![
            Deciders {
                up_to_half_days: Some(2),
                people: vec![people::others()[3].clone()],
            },
            Deciders {
                up_to_half_days: None,
                people: vec![people::others()[1].clone()],
            },
        ],
    }
}

fn list(pending: Option<PendingVerdict>) -> Element {
    rsx! {
        LeaveView {
            leaves: leaves(),
            kinds: sections().leave,
            pending,
            asking: false,
            fault: None,
            onaction: |_| {},
        }
    }
}

#[test]
fn each_leave_says_how_it_stands_and_what_can_be_done() {
    let html = stage::piece(|| list(None), Locale::Chinese);
    says(
        &html,
        &[
            "等待 罗明 审批",
            "罗明已同意",
            "罗明没有同意",
            "理由：防汛期间",
            "已撤回",
            "已销假，原定到11月5日 周四 下午",
            "年休假 · 3 天",
            "批过的假有变动",
            "11月23日 周一 至 11月25日 周三",
        ],
    );
    assert_eq!(
        html.matches(">撤回<").count(),
        1,
        "only what has not begun: {html}"
    );
    assert_eq!(
        html.matches(">销假<").count(),
        1,
        "only what is being taken: {html}"
    );
}

#[test]
fn what_lies_beside_other_leave_is_counted_with_it() {
    let mut terms = terms();
    // Monday; the Friday before it is held, and the weekend between is off.
    assert_eq!(terms.adjoining(span(23, 23)), 0);
    terms.held = vec![item(3, (20, 20), LeaveState::Asked).leave];
    assert_eq!(terms.adjoining(span(24, 24)), 0);
    let counted = terms.counted(LeaveKind::Annual, span(23, 23)).unwrap();
    assert_eq!((counted, terms.adjoining(span(23, 23))), (2, 2));
    let names = |half_days| {
        let people = terms.deciders(half_days);
        people
            .iter()
            .map(|person| person.name.clone())
            .collect::<Vec<_>>()
    };
    assert_ne!(
        names(counted),
        names(counted + terms.adjoining(span(23, 23))),
        "it goes higher"
    );
}

#[test]
fn the_usual_leave_is_one_tap_and_the_balance_beside_it() {
    says(
        &stage::piece(|| list(None), Locale::Chinese),
        &["一键申请", "11月24日 周二 全天", "还剩 9.5 天，共 15 天"],
    );
    says(
        &stage::piece(|| list(None), Locale::English),
        &["Ask with one tap", "9.5 of 15 days left", "1 day<"],
    );
}

#[test]
fn what_was_decided_goes_away_and_can_be_taken_back() {
    let before = stage::piece(|| list(None), Locale::Chinese);
    says(&before, &["等您审批", "岑丽", "不同意", "同意"]);
    let after = stage::piece(
        || {
            let leave = LeaveId(Uuid::from_u128(9));
            let deed = Deed::DecideLeave {
                leave,
                granted: true,
                reason: String::new(),
            };
            list(Some(PendingVerdict { deed, granted: true }))
        },
        Locale::Chinese,
    );
    says(&after, &["已同意，5 秒后送出", "撤销"]);
    assert!(!after.contains("岑丽"));
}

fn form(to: u32, refused: Option<Problem>) -> Element {
    rsx! {
        AskLeaveView {
            kinds: sections().leave,
            today: day(23),
            draft: LeaveDraft { kind: LeaveKind::Annual, span: span(10, to), reason: String::new() },
            begun: LeaveDraft { kind: LeaveKind::Annual, span: span(10, 15), reason: String::new() },
            terms: Some(terms()),
            preview: Some(Preview { refused, ..Preview::default() }),
            fault: None,
            sending: false,
            onaction: |_| {},
        }
    }
}

#[test]
fn the_form_counts_working_days_and_names_who_decides() {
    let html = stage::piece(|| form(15, None), Locale::Chinese);
    says(
        &html,
        &[
            "共 4 天",
            "由罗明审批",
            "2026年11月",
            "11月11日 周三，节假日",
            "11月14日 周六，补班",
            "aria-current=\"date\"",
        ],
    );
    assert!(!html.contains("重新填写"), "it is as it began");
    says(
        &stage::piece(|| form(10, None), Locale::Chinese),
        &["共 1 天", "由岑丽审批", "重新填写"],
    );
    let refused = stage::piece(
        || form(15, Some(Problem::new(ProblemKind::Overlap))),
        Locale::Chinese,
    );
    says(&refused, &["已经有另一次请假"]);
    says(
        &stage::piece(|| form(15, None), Locale::English),
        &["Decided by 罗明", "Nov 2026", "4 days"],
    );
}

#[test]
fn the_pages_show_what_the_engine_answers() {
    let script = Script {
        leaves: Some(leaves()),
        preview: Some(Preview {
            granted: Some(Difference {
                points: Points::whole(1),
                ..Difference::default()
            }),
            ..Preview::default()
        }),
        ..script()
    };
    let app = |path: &str, locale| stage::app(script.clone(), path, locale, Theme::Light);
    says(
        &app("/leave", Locale::Chinese),
        &["我的请假", "等您审批", "href=\"/leave/new\"", "获准后记 +1 分"],
    );
    says(
        &app("/leave/new", Locale::English),
        &["Annual leave", "Tue 24 Nov", "Send request"],
    );
    let off = Script {
        policy: Some(jishi_core::engine::Sections::default()),
        leaves: Some(Leaves {
            mine: vec![],
            to_decide: vec![],
            changed: vec![],
            terms: None,
        }),
        ..script.clone()
    };
    says(
        &stage::app(off, "/leave/new", Locale::Chinese, Theme::Light),
        &["没有这个页面"],
    );
}
