//! To-do.

use dioxus::prelude::*;
use jishi_app::{
    components::Verdict,
    pages::{PendingVerdict, TodoView},
    state::Theme,
    texts::Locale,
};
use jishi_core::{
    engine::{Sections, Todo},
    model::CorrectionId,
};
use uuid::Uuid;

use super::samples;
use crate::{
    attendance::{script, sections},
    says,
    support::{host::Script, stage},
};

fn app(todo: Todo, locale: Locale) -> String {
    let script = Script {
        todo: Some(todo),
        ..script()
    };
    stage::app(script, "/todo", locale, Theme::Light)
}

#[test]
fn everything_that_waits_is_in_one_list() {
    says(
        &app(samples::todo(), Locale::Chinese),
        &[
            "等您审批",
            "陆世美",
            "补卡：下组",
            "11月20日 周五 第 2 班",
            "等您核实的疑点",
            "手机报告是模拟定位，20 分钟内相距 55 公里，来不及走",
            "打卡 · 下组",
            "照常算",
            "不算",
            "申诉：迟到",
            "11月19日 周四 · 迟到 25 分钟",
            "请在 11月25日 12:00 前答复",
            "驳回",
            "核实易返贫户台账",
            "23 户已全部核实。",
            "附件 2 个",
            "验收",
            "退回",
            "已逾期，期限 今天 05:00",
            "期限 11月26日 18:00",
            "罗明交办",
            "全国两会精神学习材料",
            "会议精神",
            "11月30日截止 · 约 2 分钟",
            "未被接收",
            "撤回请假",
            "回老家办事",
            "8 件待办",
        ],
    );
    says(
        &app(samples::todo(), Locale::English),
        &[
            "For you to approve",
            "Missing check-in: Village visit",
            "Appeal: Late",
            "2 attachments",
            "Overdue, was due today 05:00",
            "Until 30 Nov · About 2 minutes",
            "Leave withdrawn",
        ],
    );
}

#[test]
fn when_nothing_waits_it_says_so() {
    says(&app(Todo::default(), Locale::Chinese), &["都办完了"]);
    let script = Script {
        policy: Some(Sections {
            tasks: true,
            learning: true,
            ..sections()
        }),
        ..script()
    };
    says(
        &stage::app(script, "/todo", Locale::Chinese, Theme::Light),
        &["href=\"/tasks\"", "href=\"/lessons\""],
    );
    let english = app(Todo::default(), Locale::English);
    says(&english, &["Nothing waits for you now"]);
    assert!(!english.contains("For you to approve"));
}

#[test]
fn what_was_decided_is_gone_and_can_be_taken_back() {
    fn decided(pending: PendingVerdict) -> Element {
        rsx! {
            TodoView { todo: samples::todo(), pending, fault: None, onaction: |_| {} }
        }
    }
    let granted = stage::piece(
        || {
            let correction = CorrectionId(Uuid::from_u128(72));
            decided(PendingVerdict::correction(correction, Verdict::Grant))
        },
        Locale::Chinese,
    );
    says(&granted, &["已同意，5 秒后送出", "撤销", "申诉：迟到"]);
    assert!(!granted.contains("陆世美"));
    let returned = stage::piece(
        || {
            let verdict = Verdict::Refuse("照片看不清".into());
            decided(PendingVerdict::result(samples::task_id(3), verdict))
        },
        Locale::Chinese,
    );
    says(&returned, &["已退回，5 秒后送出", "陆世美"]);
    assert!(!returned.contains("核实易返贫户台账"));
}
