//! News.

use jishi_app::{state::Theme, texts::Locale};
use jishi_core::{
    engine::{Command, LeaveItem, NewsAbout, NewsItem},
    model::{
        Decision, Half, HalfDay, Leave, LeaveId, LeaveKind, LeaveSpan, LeaveState, MomentId, NewsId, Person,
    },
};
use uuid::Uuid;

use super::samples::{self, HOUR};
use crate::{
    attendance::script,
    says,
    support::{
        host::{FakeEngine, Script},
        people, stage,
    },
};

fn item(number: u128, hours: i64, by: Vec<Person>, about: NewsAbout) -> NewsItem {
    let at = people::NOW.plus(-hours * HOUR);
    let id = |by| NewsId {
        subject: Uuid::from_u128(number),
        by,
        at,
    };
    NewsItem {
        ids: match by.as_slice() {
            [] => vec![id(None)],
            by => by.iter().map(|person| id(Some(person.id))).collect(),
        },
        at,
        by,
        unread: hours < 10,
        about,
    }
}

fn refused_leave() -> LeaveItem {
    let half_day = |half| HalfDay {
        day: samples::day(26),
        half,
    };
    let leader = people::others()[1].clone();
    LeaveItem {
        leave: Leave {
            id: LeaveId(Uuid::from_u128(81)),
            person: people::me().id,
            kind: LeaveKind::Annual,
            span: LeaveSpan {
                from: half_day(Half::Morning),
                to: half_day(Half::Afternoon),
            },
            reason: String::new(),
            asked_at: people::NOW.plus(-30 * HOUR),
            adjoining: 0,
            state: LeaveState::Decided {
                decision: Decision {
                    granted: false,
                    by: leader.id,
                    reason: "那天有检查".into(),
                    at: people::NOW.plus(-HOUR),
                },
            },
        },
        person: Some(people::me()),
        decider: Some(leader),
        half_days: Some(2),
        waits_for: vec![],
        may_withdraw: false,
        may_end_with: vec![],
        under_way: None,
    }
}

pub fn news() -> Vec<NewsItem> {
    let [secretary, mayor, officer, ..] = &people::others()[..] else {
        unreachable!()
    };
    let moment = MomentId(Uuid::from_u128(84));
    vec![
        item(
            81,
            1,
            vec![mayor.clone()],
            NewsAbout::Leave(Box::new(refused_leave())),
        ),
        item(
            82,
            2,
            vec![mayor.clone()],
            NewsAbout::Task(Box::new(samples::task_item(samples::task(
                2,
                "入户宣传医保缴费",
                80,
            )))),
        ),
        item(
            83,
            3,
            vec![],
            NewsAbout::Task(Box::new(samples::task_item(samples::task(
                1,
                "排查森林防火隐患",
                5,
            )))),
        ),
        item(
            84,
            20,
            vec![secretary.clone(), mayor.clone(), officer.clone()],
            NewsAbout::Likes {
                moment,
                words: "走访三户".into(),
            },
        ),
        item(
            85,
            26,
            vec![secretary.clone()],
            NewsAbout::Dislike {
                moment: Some(moment),
                words: String::new(),
                reason: "地点写错了".into(),
            },
        ),
    ]
}

fn with(news: Vec<NewsItem>) -> Script {
    Script {
        news: Some(news),
        ..script()
    }
}

#[test]
fn what_others_did_is_said_with_who_and_why_and_leads_there() {
    let html = stage::app(with(news()), "/news", Locale::Chinese, Theme::Light);
    assert_eq!(html.matches("aria-label=\"未读\"").count(), 3);
    says(
        &html,
        &[
            "年休假 · 1 天 · ",
            "罗明没有同意",
            "那天有检查 · ",
            "href=\"/leave\"",
            "罗明交办 · 期限 ",
            "期限 今天 ",
            "走访三户",
            "王安秀、罗明等 3 人赞了您的日志",
            "dir=\"auto\">您的日志</p>",
            "王安秀踩了您的日志",
            "地点写错了 · ",
            "消息保留两周",
        ],
    );
    says(
        &stage::app(with(news()), "/news", Locale::English, Theme::Light),
        &[
            "王安秀, 罗明 and others (3 in all) liked your log",
            "aria-label=\"Not read\"",
        ],
    );
    says(
        &stage::app(with(vec![]), "/news", Locale::Chinese, Theme::Light),
        &["还没有消息"],
    );
}

#[test]
fn above_the_feed_it_is_said_how_many_are_unread_and_opening_them_reads_them() {
    let feed = |news| stage::app(with(news), "/", Locale::Chinese, Theme::Light);
    says(&feed(news()), &["href=\"/news\"", "3 条新消息"]);
    assert!(!feed(news()[3..].to_vec()).contains("条新消息"));

    let engine = FakeEngine::new(with(news()));
    stage::render(
        &engine,
        stage::Show::App("/news".into()),
        Locale::Chinese,
        Theme::Light,
    );
    let unread: Vec<NewsId> = news()[..3].iter().flat_map(|item| item.ids.clone()).collect();
    let asked = engine.asked.borrow();
    let read: Vec<_> = asked
        .iter()
        .filter_map(|command| match command {
            Command::ReadNews(read) => Some(read.0.clone()),
            _ => None,
        })
        .collect();
    assert_eq!(read, [unread]);
    assert_eq!(
        engine.badge.get(),
        1,
        "on the app's sign the leave; tasks count among what waits"
    );
}
