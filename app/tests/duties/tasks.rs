//! Tasks.

use dioxus::prelude::*;
use jishi_app::{
    components::Verdict as Word,
    pages::{Chosen, GiveView, PendingVerdict, PeopleView, TaskDraft, TaskView},
    state::Theme,
    texts::Locale,
};
use jishi_core::{
    engine::{Command, Deed, People, Preview, Sections, Tasks},
    model::{Points, Unit, UnitId, UnitKind},
    protocol::{Problem, ProblemKind},
    rules::{policy::TaskPoints, score::Difference},
};
use uuid::Uuid;

use super::samples::{self, open_task_page, task, task_id, task_item, task_page};
use crate::{
    attendance::{script, sections},
    says,
    support::{
        host::{FakeEngine, Script},
        people,
        stage::{self, Show},
    },
};

fn tasks(may_give: bool) -> Script {
    let points = TaskPoints {
        notice_hours: 24,
        reward_max: Points(500),
        penalty_max: Points(300),
        within_parent: true,
        arrival_hours: 24,
    };
    Script {
        policy: Some(Sections {
            tasks: true,
            may_give,
            task_points: Some(points),
            ..sections()
        }),
        tasks: Some(Tasks {
            mine: vec![task_item(task(1, "排查森林防火隐患", -5)), open_task_page().task],
            given: if may_give { vec![samples::result()] } else { vec![] },
        }),
        task_pages: vec![task_page(), open_task_page()],
        ..script()
    }
}

fn app(script: Script, path: &str, locale: Locale) -> String {
    stage::app(script, path, locale, Theme::Light)
}

#[test]
fn the_list_says_how_each_task_stands() {
    let html = app(tasks(true), "/tasks", Locale::Chinese);
    says(
        &html,
        &[
            "我承办的",
            "我交办的",
            "已逾期，期限 今天 05:00",
            "期限 11月26日 18:00",
            "罗明交办",
            "href=\"/tasks/new\"",
            &format!("href=\"/tasks/{}\"", task_id(2)),
        ],
    );
    let only_mine = app(tasks(false), "/tasks", Locale::English);
    says(&only_mine, &["Overdue, was due today 05:00", "From 罗明"]);
    assert!(!only_mine.contains("/tasks/new") && !only_mine.contains("Given by me"));
    let off = Script {
        policy: Some(sections()),
        ..tasks(false)
    };
    says(&app(off, "/tasks", Locale::Chinese), &["没有这个页面"]);
}

#[test]
fn a_task_shows_its_chain_its_parts_and_every_result() {
    let html = app(tasks(true), &format!("/tasks/{}", task_id(1)), Locale::Chinese);
    says(
        &html,
        &[
            "等待验收",
            "逐户核对，拍照留档。",
            "罗明 → 韦小龙",
            "照片、位置",
            "+2",
            "−1",
            "责任链",
            "王安秀 → 罗明",
            "全县防火排查",
            "已完成 1 / 2",
            "三组排查",
            "第一次：拍了两处。",
            "退回：照片看不清",
            "第二次：五处都拍了。",
            "照片 2，共 2 张",
            "取消任务",
            &format!("href=\"/tasks/{}/split\"", task_id(1)),
        ],
    );
    assert!(
        html.find("第二次") < html.find("第一次"),
        "the newest result first"
    );
    assert!(!html.contains("提交成果"), "it is delivered: {html}");
    says(
        &app(tasks(true), &format!("/tasks/{}", task_id(1)), Locale::English),
        &[
            "Waiting to be accepted",
            "Chain of responsibility",
            "1 of 2 done",
            "Returned: 照片看不清",
        ],
    );
    says(
        &app(tasks(true), &format!("/tasks/{}", task_id(2)), Locale::English),
        &[&format!("href=\"/tasks/{}/result\"", task_id(2)), "Submit result"],
    );
}

#[test]
fn a_verdict_can_be_taken_back_and_is_not_given_twice() {
    let html = stage::piece(
        || {
            let pending = PendingVerdict::result(task_id(1), Word::Grant);
            rsx! {
                TaskView { page: task_page(), pending, fault: None, onaction: |_| {} }
            }
        },
        Locale::Chinese,
    );
    says(&html, &["已验收，5 秒后送出", "撤销"]);
    assert!(!html.contains(">退回<"), "{html}");
}

#[tokio::test(start_paused = true)]
async fn a_result_is_written_as_a_draft_of_its_own() {
    let once_accepted = Difference {
        points: Points::whole(3),
        ..Difference::default()
    };
    let engine = FakeEngine::new(Script {
        draft: people::full_draft(),
        preview: Some(Preview {
            granted: Some(once_accepted),
            ..Preview::default()
        }),
        ..tasks(false)
    });
    let path = format!("/tasks/{}/result", task_id(2));
    let mut dom = stage::dom(&engine, Show::App(path), Locale::Chinese, Theme::Light);
    // What it brings is asked for when what was written is kept.
    for _ in 0..10 {
        stage::settle(&mut dom).await;
    }
    let html = dioxus_ssr::render(&dom);
    says(
        &html,
        &[
            "提交成果",
            "入户宣传医保缴费",
            "要求提供：照片、位置",
            "做了什么，结果怎样？",
            "后记 +3 分",
        ],
    );
    let asked = engine.asked.borrow();
    assert!(
        asked
            .iter()
            .any(|asked| matches!(asked, Command::OpenResult(open) if open.0 == task_id(2)))
    );
    assert!(!asked.iter().any(|asked| matches!(asked, Command::OpenDraft(_))));
    let delivery = Deed::DeliverTask {
        task: task_id(2),
        draft: people::full_draft().id,
    };
    assert!(
        asked
            .iter()
            .any(|asked| matches!(asked, Command::Preview(preview) if preview.0 == delivery))
    );
}

#[test]
fn giving_asks_for_everything_within_the_limits() {
    says(
        &app(tasks(true), "/tasks/new", Locale::Chinese),
        &[
            "选择承办人",
            "2026-11-26",
            "18:00",
            "验收得分（最多 5）",
            "逾期扣分（最多 3）",
            "位置",
        ],
    );
    says(
        &app(tasks(false), "/tasks/new", Locale::English),
        &["Not possible now"],
    );
    says(
        &app(
            tasks(false),
            &format!("/tasks/{}/split", task_id(2)),
            Locale::Chinese,
        ),
        &["分解任务", "原任务：入户宣传医保缴费，期限 11月26日 18:00"],
    );
}

#[test]
fn what_cannot_be_given_says_why() {
    fn form(late: bool) -> Element {
        rsx! {
            GiveView {
                may: true,
                points: None,
                parent: None,
                draft: TaskDraft { assignee: Some(people::others()[3].clone()), ..TaskDraft::default() },
                late,
                refused: Some(Problem::new(ProblemKind::OverParent)),
                fault: None,
                sending: false,
                onaction: |_| {},
            }
        }
    }
    let over = stage::piece(|| form(false), Locale::Chinese);
    says(&over, &["岑丽", "超过了原任务"]);
    assert!(!over.contains("验收得分"), "no points in this policy: {over}");
    let late = stage::piece(|| form(true), Locale::Chinese);
    says(&late, &["期限已经过了"]);
    assert!(!late.contains("超过了原任务"), "one reason at a time");
}

#[test]
fn points_that_are_none_or_too_many_are_said_at_their_field() {
    fn form(reward: &str) -> Element {
        rsx! {
            GiveView {
                may: true,
                points: TaskPoints {
                    reward_max: Points::whole(10),
                    penalty_max: Points::whole(10),
                    within_parent: true,
                    notice_hours: 0,
                    arrival_hours: 72,
                },
                parent: None,
                draft: TaskDraft { reward: reward.into(), ..TaskDraft::default() },
                late: false,
                refused: Some(Problem::new(ProblemKind::Invalid)),
                fault: None,
                sending: false,
                onaction: |_| {},
            }
        }
    }
    let amiss: [fn() -> Element; 4] = [|| form("52"), || form("-1"), || form("1.234"), || form("二")];
    for form in amiss {
        let page = stage::piece(form, Locale::Chinese);
        says(&page, &["请填 0 到 10 之间的数"]);
        assert_eq!(
            page.matches("aria-invalid").count(),
            1,
            "the other field is well: {page}"
        );
        assert!(!page.contains("内容不符合规定"), "one reason at a time: {page}");
    }
    let well: [fn() -> Element; 4] = [|| form(""), || form("0"), || form("9.5"), || form("10")];
    for form in well {
        let page = stage::piece(form, Locale::Chinese);
        assert!(!page.contains("aria-invalid"), "{page}");
        says(&page, &["内容不符合规定"]);
    }
}

#[test]
fn a_task_is_given_to_several_each_for_themselves() {
    let chosen = |number: usize| Chosen {
        person: people::others()[number].clone(),
        unit: None,
    };
    let both = TaskDraft::default()
        .to(chosen(3))
        .to(chosen(4))
        .to(chosen(3))
        .to(chosen(4));
    let names = |draft: &TaskDraft| {
        let first = draft.assignee.iter();
        let all = first.chain(draft.others.iter().map(|other| &other.person));
        all.map(|person| person.name.clone()).collect::<Vec<_>>()
    };
    let [three, four] = [3, 4].map(|number| people::others()[number].name.clone());
    assert_eq!(names(&both), [three.as_str(), four.as_str()], "nobody twice");
    assert_eq!(names(&both.clone().next()), [four.as_str()]);
    assert_eq!(names(&both.next().next()), [""; 0]);

    fn form() -> Element {
        let [one, other] = [3, 4].map(|number| people::others()[number].clone());
        let draft = TaskDraft {
            assignee: Some(one),
            others: vec![Chosen {
                person: other,
                unit: None,
            }],
            ..TaskDraft::default()
        };
        rsx! {
            GiveView {
                may: true,
                points: None,
                parent: None,
                draft,
                late: false,
                refused: None,
                fault: None,
                sending: false,
                onaction: |_| {},
            }
        }
    }
    let shown = stage::piece(form, Locale::Chinese);
    says(&shown, &[&three, &four, "再交给一人", &format!("不交给{four}")]);
}

#[test]
fn people_are_chosen_by_unit() {
    fn chooser() -> Element {
        let below = Unit {
            id: UnitId(Uuid::from_u128(8)),
            parent: Some(people::unit().id),
            name: "里朗村".into(),
            kind: UnitKind::Village,
            workplace: None,
            moved_from: vec![],
            hours: vec![],
        };
        let unit = Unit {
            parent: Some(UnitId(Uuid::from_u128(1))),
            ..people::unit()
        };
        rsx! {
            PeopleView {
                people: People { unit, head: people::others().into_iter().next(), people: people::others(), below: vec![below] },
                onchoose: |_| {},
                onunit: |_| {},
            }
        }
    }
    says(
        &stage::piece(chooser, Locale::Chinese),
        &["蔗香镇", "上一级单位", "交给蔗香镇", "罗明", "镇长", "里朗村"],
    );
}
