//! Lessons, tasks, requests and a day of a county that does not exist.
#![allow(dead_code, reason = "each test file uses its share")]

use chrono::NaiveDate;
use jishi_core::{
    engine::{
        AppealItem, CorrectionItem, DoubtItem, LessonItem, LessonPage, PointsToday, ReactionsLeft, Refusal,
        ShiftItem, TaskItem, TaskMay, TaskPage, ToBeHad, Today, Todo, Waiting,
    },
    model::{
        Action, Appeal, AppealId, Correction, CorrectionId, Delivered, Doubt, EntryKey, Evidence,
        EvidenceAsked, Flag, LeaveId, Lesson, LessonFile, LessonId, MinuteOfDay, Mode, Points, Reading,
        ReadingId, Rule, Shift, Task, TaskId, TaskState, Topic, Verdict,
    },
    protocol::{Problem, ProblemKind},
    rules::{
        attendance::{ShiftSeen, ShiftStanding},
        calendar::DayKind,
        policy::Trust,
        tasks::TaskProgress,
    },
};
use uuid::Uuid;

use crate::support::people;

pub const HOUR: i64 = 3_600_000;

pub fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
}

pub fn task_id(number: u128) -> TaskId {
    TaskId(Uuid::from_u128(
        0x0193_0000_0000_7000_8000_0000_0000_3000 + number,
    ))
}

/// A task from 罗明 to oneself, due in so many hours.
pub fn task(number: u128, title: &str, hours: i64) -> Task {
    Task {
        id: task_id(number),
        parent: None,
        assigner: people::others()[1].id,
        assignee: people::me().id,
        unit: None,
        title: title.into(),
        text: "逐户核对，拍照留档。".into(),
        deadline: people::NOW.plus(hours * HOUR),
        evidence: EvidenceAsked {
            photo: true,
            place: true,
            document: false,
        },
        reward: Points(200),
        penalty: Points(100),
        given_at: people::NOW.plus(-24 * HOUR),
        state: TaskState::Open,
        deliveries: vec![],
    }
}

pub fn task_item(task: Task) -> TaskItem {
    TaskItem {
        assigner: Some(people::others()[1].clone()),
        assignee: Some(people::me()),
        overdue: task.state == TaskState::Open && task.deliveries.is_empty() && task.deadline < people::NOW,
        under_way: None,
        due_by: jishi_core::rules::tasks::due(&task).by,
        task,
    }
}

pub fn delivered(text: &str) -> Delivered {
    Delivered {
        text: text.into(),
        attachments: vec![people::photo(51, 1600, 1200), people::photo(52, 1600, 1200)],
        place: None,
        placed: false,
        flags: vec![],
        at: people::NOW.plus(-2 * HOUR),
        verdict: None,
    }
}

/// A result that 岑丽 delivered.
pub fn result() -> TaskItem {
    let mut task = task(3, "核实易返贫户台账", 30);
    task.assigner = people::me().id;
    task.assignee = people::others()[3].id;
    task.state = TaskState::Delivered;
    task.deliveries = vec![delivered("23 户已全部核实。")];
    TaskItem {
        assigner: Some(people::me()),
        assignee: Some(people::others()[3].clone()),
        ..task_item(task)
    }
}

pub fn lesson_id(number: u128) -> LessonId {
    LessonId(Uuid::from_u128(
        0x0194_0000_0000_7000_8000_0000_0000_4000 + number,
    ))
}

pub fn lesson_item(number: u128, title: &str, to_read: bool) -> LessonItem {
    LessonItem {
        id: lesson_id(number),
        topic: Topic::MeetingSpirit,
        title: title.into(),
        opens: day(20),
        closes: Some(day(30)),
        minimum_seconds: 120,
        published_at: people::NOW.plus(-72 * HOUR),
        publisher: Some(people::others()[4].clone()),
        read_at: (!to_read).then(|| people::NOW.plus(-3 * HOUR)),
        to_read,
    }
}

pub fn appeal_item() -> AppealItem {
    AppealItem {
        appeal: Appeal {
            id: AppealId(Uuid::from_u128(71)),
            person: people::others()[5].id,
            entry: EntryKey {
                day: day(19),
                rule: Rule::Late,
                evidence: Evidence::Shift { shift: 0 },
            },
            reason: "当天先到村里处理滑坡。".into(),
            filed_at: people::NOW.plus(-20 * HOUR),
            decide_by: people::NOW.plus(50 * HOUR),
            decision: None,
            withdrawn_at: None,
        },
        person: Some(people::others()[5].clone()),
        decider: None,
        may_withdraw: false,
        lapsed: false,
        words: "迟到 25 分钟".into(),
        under_way: None,
    }
}

pub fn correction_item() -> CorrectionItem {
    CorrectionItem {
        correction: Correction {
            id: CorrectionId(Uuid::from_u128(72)),
            person: people::others()[6].id,
            day: day(20),
            shift: 1,
            mode: Mode::VillageVisit,
            reason: "村里没有信号".into(),
            asked_at: people::NOW.plus(-HOUR),
            decision: None,
            withdrawn_at: None,
        },
        may_withdraw: false,
        person: Some(people::others()[6].clone()),
        decider: None,
        under_way: None,
    }
}

/// Of somebody who was in two places at once, where it waits.
pub fn doubt_item() -> DoubtItem {
    let subject = Uuid::from_u128(74);
    DoubtItem {
        doubt: Doubt {
            id: Doubt::id_about(subject),
            subject,
            person: people::others()[5].id,
            mode: Some(Mode::VillageVisit),
            at: people::NOW.plus(-HOUR),
            flags: vec![
                Flag::Simulated,
                Flag::Moved {
                    metres: 55_000.0,
                    ms: 1_200_000,
                },
            ],
            review: None,
        },
        person: Some(people::others()[5].clone()),
        words: String::new(),
        reviewer: None,
        trust: Trust::Waits,
        under_way: None,
    }
}

pub fn refused() -> Refusal {
    Refusal {
        operation: people::operation(1),
        at: people::NOW.plus(-HOUR),
        action: Action::WithdrawLeave {
            leave: LeaveId(Uuid::from_u128(73)),
        },
        words: "回老家办事".into(),
        person: None,
        unit: None,
        problem: Problem::new(ProblemKind::AlreadyBegun),
        stands: None,
    }
}

/// One of everything.
pub fn todo() -> Todo {
    Todo {
        leaves: vec![],
        changed_leaves: vec![],
        corrections: vec![correction_item()],
        doubts: vec![doubt_item()],
        appeals: vec![appeal_item()],
        results: vec![result()],
        tasks: vec![
            task_item(task(1, "排查森林防火隐患", -5)),
            task_item(task(2, "入户宣传医保缴费", 80)),
        ],
        lessons: vec![lesson_item(1, "全国两会精神学习材料", true)],
        refusals: vec![refused()],
    }
}

/// A lesson with a picture and a document, open to be read.
pub fn lesson_page() -> LessonPage {
    let picture = people::digest(61);
    LessonPage {
        lesson: Lesson {
            id: lesson_id(1),
            topic: Topic::MeetingSpirit,
            title: "全国两会精神学习材料".into(),
            body: format!(
                "# 要点\n\n做到**两个维护**，详见[原文](https://www.gov.cn/)。\n\n- 学\n- 用\n\n![会场](sha256:{picture})\n\n<b onclick=x>粗</b>"
            ),
            files: vec![
                LessonFile {
                    sha256: picture,
                    bytes: 210_000,
                    mime: "image/jpeg".into(),
                    name: "会场.jpg".into(),
                },
                LessonFile {
                    sha256: people::digest(62),
                    bytes: 1_250_000,
                    mime: "application/pdf".into(),
                    name: "学习材料.pdf".into(),
                },
            ],
            opens: day(20),
            closes: Some(day(30)),
            minimum_seconds: 125,
            publisher: people::others()[4].id,
            published_at: people::NOW.plus(-72 * HOUR),
            withdrawn_at: None,
        },
        minimum_seconds: Some(125),
        publisher: Some(people::others()[4].clone()),
        reading: None,
        begun: None,
        to_read: true,
        may_withdraw: false,
        under_way: None,
    }
}

/// That one has read it.
pub fn reading() -> Reading {
    Reading {
        id: ReadingId(Uuid::from_u128(81)),
        person: people::me().id,
        lesson: lesson_id(1),
        started_at: people::NOW.plus(-HOUR),
        finished_at: people::NOW,
        seconds: 130,
    }
}

/// A result that was returned once and delivered again, in the middle of a chain.
pub fn task_page() -> TaskPage {
    let mut top = task(11, "全县防火排查", 100);
    (top.assigner, top.assignee) = (people::others()[0].id, people::others()[1].id);
    let top = TaskItem {
        assigner: Some(people::others()[0].clone()),
        assignee: Some(people::others()[1].clone()),
        ..task_item(top)
    };
    let mut returned = delivered("第一次：拍了两处。");
    returned.verdict = Some(Verdict {
        accepted: false,
        reason: "照片看不清".into(),
        at: people::NOW.plus(-HOUR),
        by: None,
        again_by: None,
    });
    let mut node = task(1, "排查森林防火隐患", 30);
    node.state = TaskState::Delivered;
    node.deliveries = vec![returned, delivered("第二次：五处都拍了。")];
    let mut part = task(12, "三组排查", 20);
    part.state = TaskState::Accepted;
    TaskPage {
        task: task_item(node),
        mine: false,
        chain: vec![top],
        parts: vec![task_item(part), task_item(task(13, "五组排查", -2))],
        progress: TaskProgress { done: 1, total: 2 },
        may: TaskMay {
            deliver: false,
            split: true,
            judge: true,
            cancel: true,
        },
    }
}

/// A task of one's own, to be done.
pub fn open_task_page() -> TaskPage {
    TaskPage {
        task: task_item(task(2, "入户宣传医保缴费", 80)),
        mine: true,
        chain: vec![],
        parts: vec![],
        progress: TaskProgress::default(),
        may: TaskMay {
            deliver: true,
            split: true,
            ..TaskMay::default()
        },
    }
}

fn shift(number: u8, hours: (u16, u16), standing: ShiftStanding) -> ShiftItem {
    ShiftItem {
        seen: ShiftSeen {
            shift: number,
            hours: Shift {
                starts: MinuteOfDay(hours.0),
                ends: MinuteOfDay(hours.1),
            },
            standing,
            first: None,
            last: None,
        },
        correctable: false,
        asked: false,
    }
}

/// A day half done.
pub fn today() -> Today {
    let on_duty = ShiftStanding::OnDuty {
        late_minutes: 0,
        early_minutes: 0,
    };
    Today {
        shifts: vec![
            shift(0, (510, 720), on_duty),
            shift(1, (840, 1_050), ShiftStanding::Pending),
        ],
        points: Some(PointsToday {
            entries: vec![],
            total: Points(100),
            to_be_had: vec![
                ToBeHad {
                    rule: Rule::LogWritten,
                    each: Points(50),
                    times: 1,
                },
                ToBeHad {
                    rule: Rule::LessonRead,
                    each: Points(25),
                    times: 2,
                },
            ],
            within_reach: Points(300),
        }),
        waiting: Waiting {
            lessons: 2,
            tasks: 1,
            ..Waiting::default()
        },
        day: day(23),
        kind: DayKind::Workday,
        logs: 0,
        log_due: true,
        left: ReactionsLeft::default(),
    }
}
