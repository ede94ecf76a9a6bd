//! Tabs, check-in, corrections and leave, with answers given.

mod leave;

use chrono::NaiveDate;
use dioxus::prelude::*;
use jishi_app::{
    pages::{CheckInState, CheckInView, CorrectionDraft, CorrectionList, CorrectionSheet, ShiftList},
    state::Theme,
    texts::Locale,
};
use jishi_core::{
    engine::{
        Attendance, Capability, CorrectionItem, Delivery, Fault, ModeOffered, Preview, ReactionsLeft,
        Sections, ShiftItem, Today, Todo, Waiting,
    },
    model::{CorrectionId, LeaveKind, MinuteOfDay, Mode, Place, Points, Shift, Workplace},
    rules::{
        attendance::{ShiftSeen, ShiftStanding},
        calendar::DayKind,
        score::Difference,
    },
};

use uuid::Uuid;

use crate::{
    duties::samples::correction_item,
    says,
    support::{host::Script, people, stage},
};

pub fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
}

pub fn sections() -> Sections {
    Sections {
        modes: vec![Mode::OnDuty, Mode::VillageVisit, Mode::Meeting],
        correction: true,
        leave: vec![LeaveKind::Annual, LeaveKind::Sick],
        ..Sections::default()
    }
}

pub fn script() -> Script {
    Script {
        policy: Some(sections()),
        today: Some(Today {
            day: day(23),
            kind: DayKind::Workday,
            shifts: vec![],
            logs: 0,
            log_due: true,
            left: ReactionsLeft::default(),
            points: None,
            waiting: Waiting::default(),
        }),
        attendance: Some(attendance(sections().modes)),
        todo: Some(Todo::default()),
        ..Script::default()
    }
}

pub fn attendance(modes: Vec<Mode>) -> Attendance {
    let offered = |mode| ModeOffered {
        mode,
        reasons: vec![],
    };
    Attendance {
        day: day(23),
        kind: DayKind::Workday,
        modes: modes.into_iter().map(offered).collect(),
        accuracy_max_m: 200.0,
        shifts: vec![],
        corrections: vec![],
        doubts: vec![],
        lacking: vec![],
    }
}

fn app(script: Script, path: &str, locale: Locale) -> String {
    stage::app(script, path, locale, Theme::Light)
}

#[test]
fn the_tab_for_attendance_is_there_only_where_it_is_taken() {
    says(
        &app(script(), "/", Locale::Chinese),
        &["href=\"/check-in\"", "打卡", "待办", "href=\"/todo\""],
    );
    let off = Script {
        policy: Some(Sections::default()),
        attendance: Some(attendance(vec![])),
        ..script()
    };
    assert!(!app(off.clone(), "/", Locale::Chinese).contains("/check-in"));
    says(
        &app(off, "/check-in", Locale::English),
        &["There is no such page"],
    );
}

#[test]
fn what_waits_is_counted_in_its_tab() {
    let refusal = people::refusal();
    let todo = Todo {
        refusals: vec![jishi_core::engine::Refusal {
            operation: people::operation(1),
            at: people::NOW,
            action: jishi_core::model::Action::WithdrawLeave {
                leave: jishi_core::model::LeaveId::new(people::NOW),
            },
            words: String::new(),
            person: None,
            unit: None,
            problem: refusal,
            stands: None,
        }],
        ..Todo::default()
    };
    let script = Script {
        todo: Some(todo),
        ..script()
    };
    says(&app(script.clone(), "/", Locale::Chinese), &["1 件待办"]);
    says(&app(script, "/", Locale::English), &["1 thing to do"]);
}

#[test]
fn nothing_is_located_before_the_tap() {
    let html = app(script(), "/check-in", Locale::Chinese);
    says(
        &html,
        &[
            "正常打卡",
            "下组",
            "开会",
            "11月23日 周一",
            "不在后台记录",
            "href=\"/leave\"",
        ],
    );
    assert!(!html.contains("place-map"));
    says(
        &app(script(), "/check-in", Locale::English),
        &["Mon 23 Nov", "Village visit", "never in the background"],
    );
}

const WORKPLACE: Workplace = Workplace {
    latitude: 25.166,
    longitude: 106.087,
    radius_m: 200.0,
};

/// So many metres north of the workplace.
fn fix(metres: f64, accuracy_m: f64, mock: Option<bool>) -> Place {
    Place {
        latitude: WORKPLACE.latitude + metres / 111_195.0,
        longitude: WORKPLACE.longitude,
        accuracy_m,
        ..people::place(mock)
    }
}

fn page(state: CheckInState, mode: Mode, workplace: Option<Workplace>) -> Element {
    rsx! {
        CheckInView {
            sections: sections(),
            day: day(23),
            modes: sections().modes,
            mode,
            reason: "",
            reasons: vec!["走访三组".to_owned()],
            state,
            workplace,
            accuracy_max_m: Some(200.0),
            preview: Some(Preview {
                difference: Difference { points: Points(50), ..Difference::default() },
                ..Preview::default()
            }),
            shifts: vec![],
            lacking: vec![],
            corrections: vec![],
            doubts: vec![],
            fault: None,
            onaction: |_| {},
        }
    }
}

fn doubtful(place: Place, workplace: Option<Workplace>) -> Element {
    page(CheckInState::Doubtful(place), Mode::OnDuty, workplace)
}

fn kept() -> Element {
    let state = CheckInState::Kept {
        mode: Mode::OnDuty,
        at: people::NOW,
        place: Some(fix(30.0, 12.0, None)),
        delivery: Delivery::Waiting,
    };
    page(state, Mode::OnDuty, Some(WORKPLACE))
}

fn denied() -> Element {
    page(
        CheckInState::NoPlace(Fault::Denied(Capability::Location)),
        Mode::OnDuty,
        None,
    )
}

#[test]
fn each_place_is_told_as_it_is() {
    let cases: [(stage::Piece, &[&str]); 7] = [
        (
            kept,
            &[
                "在办公区内",
                "距办公区中心 30 米",
                "place-map",
                "10:00 正常打卡",
                "有信号时会自动送出",
                "误差 12 米",
            ],
        ),
        (
            || doubtful(fix(1_500.0, 12.0, None), Some(WORKPLACE)),
            &["不在办公区内", "1500 米", "就这样打卡", "重新定位"],
        ),
        (
            || doubtful(fix(150.0, 100.0, None), Some(WORKPLACE)),
            &["在办公区内"],
        ),
        (
            || doubtful(fix(250.0, 100.0, None), Some(WORKPLACE)),
            &["说不准是否在办公区内"],
        ),
        (
            || doubtful(fix(10.0, 900.0, None), Some(WORKPLACE)),
            &["误差 900 米，太大了"],
        ),
        (
            || doubtful(fix(10.0, 10.0, Some(true)), Some(WORKPLACE)),
            &["模拟位置"],
        ),
        (|| doubtful(fix(10.0, 10.0, None), None), &["还没有登记办公区"]),
    ];
    for (piece, words) in cases {
        says(&stage::piece(piece, Locale::Chinese), words);
    }
    says(
        &stage::piece(denied, Locale::Chinese),
        &["没有定位权限", "就这样打卡"],
    );
    says(
        &stage::piece(denied, Locale::English),
        &["may not use your location", "Check in here"],
    );
}

#[test]
fn the_tap_says_what_it_brings_and_other_modes_ask_why() {
    says(
        &stage::piece(
            || page(CheckInState::Ready, Mode::OnDuty, Some(WORKPLACE)),
            Locale::Chinese,
        ),
        &["在办公区打卡 +0.5 分"],
    );
    says(
        &stage::piece(
            || page(CheckInState::Ready, Mode::VillageVisit, None),
            Locale::Chinese,
        ),
        &["先写事由", "走访三组", "同时写入当天日志"],
    );
}

fn corrections() -> Element {
    let waiting = CorrectionItem {
        may_withdraw: true,
        ..correction_item()
    };
    let mut withdrawn = correction_item();
    withdrawn.correction.id = CorrectionId(Uuid::from_u128(73));
    withdrawn.correction.withdrawn_at = Some(people::NOW);
    rsx! {
        CorrectionList { items: vec![waiting, withdrawn], onwithdraw: |_| {} }
    }
}

#[test]
fn a_request_that_waits_can_be_withdrawn_and_one_that_was_says_so() {
    let shown = stage::piece(corrections, Locale::Chinese);
    says(&shown, &["等待领导审批", "撤回", "已撤回"]);
    assert_eq!(shown.matches(">撤回<").count(), 1, "{shown}");
    says(
        &stage::piece(corrections, Locale::English),
        &["Withdraw", "Withdrawn"],
    );
}

fn shifts() -> Element {
    let shift = |shift, standing, asked| ShiftItem {
        seen: ShiftSeen {
            shift,
            hours: Shift {
                starts: MinuteOfDay(510),
                ends: MinuteOfDay(720),
            },
            standing,
            first: (shift == 0).then_some(people::NOW),
            last: None,
        },
        correctable: standing == ShiftStanding::Absent,
        asked,
    };
    let late = ShiftStanding::OnDuty {
        late_minutes: 12,
        early_minutes: 0,
    };
    rsx! {
        ShiftList {
            day: day(23),
            shifts: vec![
                shift(0, late, false),
                shift(1, ShiftStanding::Absent, false),
                shift(2, ShiftStanding::Absent, true),
            ],
        }
    }
}

#[test]
fn a_missed_shift_leads_to_its_correction() {
    let html = stage::piece(shifts, Locale::Chinese);
    says(
        &html,
        &[
            "08:30–12:00",
            "迟到 12 分钟",
            "10:00 打卡",
            "缺打卡",
            "/correction/2026-11-23/1",
            "等待审批",
        ],
    );
    assert!(!html.contains("/correction/2026-11-23/2"), "it was asked for");
    says(&stage::piece(shifts, Locale::English), &["12 minutes late"]);
    says(
        &app(script(), "/correction/2026-11-23/1", Locale::Chinese),
        &["补卡", "11月23日 周一，第 2 班", "没有信号", "提交申请"],
    );
}

fn refused_correction() -> Element {
    rsx! {
        CorrectionSheet {
            day: day(23),
            shift: 0,
            modes: sections().modes,
            fault: Some(Fault::Refused(jishi_core::protocol::Problem::new(jishi_core::protocol::ProblemKind::MonthlyLimit))),
            draft: CorrectionDraft { mode: Mode::OnDuty, reason: "没有信号".into() },
            sending: false,
            onaction: |_| {},
        }
    }
}

#[test]
fn a_refused_correction_says_why() {
    says(
        &stage::piece(refused_correction, Locale::Chinese),
        &["补卡次数已经用完"],
    );
}
