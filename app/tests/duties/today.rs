//! Today at a glance.

use dioxus::prelude::*;
use jishi_app::{components::TodayView, state::Theme, texts::Locale};
use jishi_core::{
    engine::{Sections, Today, Waiting},
    rules::calendar::DayKind,
};

use super::samples::today;
use crate::{
    attendance::{script, sections},
    says,
    support::{host::Script, stage},
};

fn app(path: &str, locale: Locale) -> String {
    let script = Script {
        today: Some(today()),
        policy: Some(Sections {
            tasks: true,
            learning: true,
            ..sections()
        }),
        ..script()
    };
    stage::app(script, path, locale, Theme::Light)
}

#[test]
fn the_day_is_a_checklist_above_the_feed_and_on_ones_own_page() {
    for path in ["/", "/me"] {
        says(
            &app(path, Locale::Chinese),
            &[
                "今天 +1 分，最多可到 +3 分",
                "stroke-dasharray=\"33 100\"",
                "08:30–12:00",
                "已到岗",
                "14:00–17:30",
                "还没有打卡",
                "写日志",
                "+0.5",
                "要学习 2 篇",
                "+0.25",
                "任务 1 项待办",
            ],
        );
    }
    says(
        &app("/", Locale::English),
        &["+1 points today, up to +3", "2 lessons to read", "1 open task"],
    );
}

#[test]
fn ones_own_page_leads_to_tasks_and_lessons_where_there_are_such() {
    says(
        &app("/me", Locale::Chinese),
        &["href=\"/tasks\"", "href=\"/lessons\""],
    );
    let without = stage::app(script(), "/me", Locale::Chinese, Theme::Light);
    assert!(!without.contains("href=\"/tasks\"") && !without.contains("href=\"/lessons\""));
}

#[test]
fn without_points_there_is_no_ring() {
    fn view(today: Today) -> Element {
        rsx! { TodayView { today } }
    }
    let plain = stage::piece(
        || {
            view(Today {
                points: None,
                ..today()
            })
        },
        Locale::Chinese,
    );
    says(&plain, &["还没写", "要学习 2 篇"]);
    assert!(!plain.contains("today-ring"), "{plain}");
    let nothing = stage::piece(
        || {
            view(Today {
                points: None,
                shifts: vec![],
                log_due: false,
                waiting: Waiting::default(),
                ..today()
            })
        },
        Locale::Chinese,
    );
    assert!(!nothing.contains("今天"), "a day off has no card: {nothing}");
}

#[test]
fn in_a_year_without_holidays_it_says_that_nothing_is_deducted_yet() {
    let unknown = || {
        let mut day = today();
        day.kind = DayKind::Unpublished;
        rsx! { TodayView { today: day } }
    };
    says(&stage::piece(unknown, Locale::Chinese), &["放假安排还没有公布"]);
    let known = stage::piece(|| rsx! { TodayView { today: today() } }, Locale::Chinese);
    assert!(!known.contains("还没有公布"), "{known}");
}

#[test]
fn when_all_is_done_it_says_so() {
    let done = || {
        let mut day = today();
        day.shifts.truncate(1);
        day.log_due = false;
        day.logs = 2;
        day.waiting = Waiting::default();
        rsx! { TodayView { today: day } }
    };
    says(
        &stage::piece(done, Locale::Chinese),
        &["今天的事都办好了", "已写 2 条", "，已完成"],
    );
    let open = stage::piece(|| rsx! { TodayView { today: today() } }, Locale::English);
    assert!(!open.contains("Everything for today"), "{open}");
}
