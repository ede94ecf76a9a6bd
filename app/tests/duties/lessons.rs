//! Lessons.

use dioxus::prelude::*;
use jishi_app::{
    pages::{Begun, LessonDraft, LessonView, Progress, PublishView},
    state::Theme,
    texts::Locale,
};
use jishi_core::{
    engine::{Command, Deed, LessonPage, Preview, Sections},
    model::{Points, Timestamp, Topic},
    protocol::{Problem, ProblemKind},
    rules::score::Difference,
};

use super::samples;
use crate::{
    attendance::{script, sections},
    says,
    support::{
        host::{FakeEngine, Script},
        people,
        stage::{self, Show},
    },
};

fn learning(may_publish: bool) -> Script {
    Script {
        policy: Some(Sections {
            learning: true,
            may_publish,
            lesson_seconds: Some(60),
            ..sections()
        }),
        lesson_items: Some(vec![
            samples::lesson_item(2, "党章选读", false),
            samples::lesson_item(1, "全国两会精神学习材料", true),
        ]),
        lessons: vec![samples::lesson_page()],
        preview: Some(Preview {
            difference: Difference {
                points: Points(50),
                ..Difference::default()
            },
            ..Preview::default()
        }),
        ..script()
    }
}

fn app(script: Script, path: &str, locale: Locale) -> String {
    stage::app(script, path, locale, Theme::Light)
}

#[test]
fn what_is_to_be_read_comes_first() {
    let html = app(learning(false), "/lessons", Locale::Chinese);
    says(
        &html,
        &[
            "要读的学习内容",
            "会议精神 · 黄正清",
            "11月30日截止 · 约 2 分钟",
            "今天 07:00 读完",
            &format!("href=\"/lessons/{}\"", samples::lesson_id(1)),
        ],
    );
    assert!(
        html.find("全国两会精神学习材料") < html.find("党章选读"),
        "{html}"
    );
    assert!(!html.contains("/lessons/new"), "only who may publishes");
    says(
        &app(learning(true), "/lessons", Locale::English),
        &["href=\"/lessons/new\"", "Publish", "Others"],
    );
    let off = Script {
        policy: Some(sections()),
        ..learning(false)
    };
    says(&app(off, "/lessons", Locale::Chinese), &["没有这个页面"]);
}

#[test]
fn a_lesson_is_elements_and_its_html_is_text() {
    let path = format!("/lessons/{}", samples::lesson_id(1));
    let html = app(learning(false), &path, Locale::Chinese);
    says(
        &html,
        &[
            "<h3>",
            "要点",
            "<strong>",
            "两个维护",
            "href=\"https://www.gov.cn/\"",
            "rel=\"noopener noreferrer\"",
            "alt=\"会场\"",
            "打开文件 学习材料.pdf",
            "&#60;b onclick=x&#62;",
            "还差 2′05″，并读到文末；附件也要打开",
            "读完 +0.5 分",
        ],
    );
    assert!(!html.contains("<b onclick"), "{html}");
    assert_eq!(
        html.matches("alt=\"会场").count(),
        1,
        "a picture in the text is not there twice: {html}"
    );
    says(
        &app(learning(false), &path, Locale::English),
        &["2′05″ left, and to the end; open the file, too", "+0.5 when read"],
    );
    says(
        &app(
            learning(false),
            &format!("/lessons/{}", samples::lesson_id(9)),
            Locale::Chinese,
        ),
        &["暂时打不开"],
    );
}

/// After so many seconds.
fn read_for(seconds: i64) -> Progress {
    let start = Timestamp(people::NOW.0);
    (1..=seconds).fold(Progress::begin(start), |progress, second| {
        progress.look(start.plus(second * 1_000), true, 125)
    })
}

fn lesson(page: LessonPage, progress: Progress) -> Element {
    rsx! {
        LessonView { page, progress, earns: Some(Points(50)), fault: None, onaction: |_| {} }
    }
}

#[test]
fn what_is_left_is_said_until_it_is_read() {
    fn read() -> LessonPage {
        LessonPage {
            reading: Some(samples::reading()),
            to_read: false,
            ..samples::lesson_page()
        }
    }
    let left = |piece| stage::piece(piece, Locale::Chinese);
    says(
        &left(|| lesson(samples::lesson_page(), read_for(125))),
        &["时间够了，读到文末即可"],
    );
    says(
        &left(|| lesson(samples::lesson_page(), read_for(65).reached())),
        &["已到文末，还差 1′00″"],
    );
    says(
        &left(|| lesson(samples::lesson_page(), read_for(125).reached())),
        &["打开附件就读完了"],
    );
    // The second of its files is the document.
    let opened = left(|| lesson(samples::lesson_page(), read_for(65).opened(1, people::NOW)));
    says(&opened, &["还差 1′00″，并读到文末"]);
    assert!(!opened.contains("附件"), "{opened}");
    let untimed = left(|| {
        let page = LessonPage {
            minimum_seconds: None,
            ..samples::lesson_page()
        };
        lesson(page, read_for(0).opened(1, people::NOW))
    });
    says(&untimed, &["读到文末即可"]);
    assert!(!untimed.contains("时间够了"), "nobody asks for time: {untimed}");
    says(
        &left(|| lesson(read(), read_for(125).reached())),
        &["已读完，+0.5 分"],
    );
    let closed = left(|| {
        let page = LessonPage {
            to_read: false,
            ..samples::lesson_page()
        };
        lesson(page, read_for(3))
    });
    assert!(!closed.contains("还差"), "{closed}");
}

/// What the engine is told after a lesson was open with so much read of it.
async fn told(progress: Progress) -> Vec<Deed> {
    let engine = FakeEngine::new(learning(false));
    let begun = Begun::default();
    begun.keep(samples::lesson_id(1), progress);
    let show = Show::App(format!("/lessons/{}", samples::lesson_id(1)));
    let mut dom = stage::dom_with(&engine, show, Locale::Chinese, Theme::Light, |dom| {
        dom.insert_any_root_context(Box::new(begun));
    });
    stage::settle(&mut dom).await;
    let asked = engine.asked.borrow();
    let acts = asked.iter().filter_map(|asked| match asked {
        Command::Act(act) => Some(act.0.clone()),
        _ => None,
    });
    acts.collect()
}

#[tokio::test(start_paused = true)]
async fn what_was_read_is_put_on_the_record_once_and_not_before() {
    assert_eq!(told(read_for(125)).await, []);
    assert_eq!(told(read_for(124).reached()).await, []);
    let expected = Deed::ReadLesson {
        lesson: samples::lesson_id(1),
        started_at: people::NOW,
        seconds: 125,
    };
    assert_eq!(
        told(read_for(125).reached()).await,
        [],
        "its document was not opened"
    );
    let opened = read_for(125).reached().opened(1, people::NOW);
    assert_eq!(told(opened).await, [expected]);
}

#[test]
fn who_may_takes_it_back_and_publishes() {
    let mine = stage::piece(
        || {
            let page = LessonPage {
                may_withdraw: true,
                ..samples::lesson_page()
            };
            lesson(page, read_for(0))
        },
        Locale::Chinese,
    );
    says(&mine, &["撤回这篇"]);
    let form = app(learning(true), "/lessons/new", Locale::Chinese);
    says(
        &form,
        &[
            "发布学习内容",
            "两学一做",
            "2026-11-23",
            "2026-12-07",
            "最短阅读时间",
            "3 分钟",
        ],
    );
    says(
        &app(learning(false), "/lessons/new", Locale::English),
        &["The organization department publishes"],
    );
    let refused = stage::piece(
        || {
            rsx! {
                PublishView {
                    may: true,
                    shortest: 3,
                    draft: LessonDraft {
                        topic: Topic::Notices,
                        title: "公示".into(),
                        body: "正文".into(),
                        opens: samples::day(20),
                        closes: Some(samples::day(10)),
                        minutes: 3,
                    },
                    files: vec![],
                    refused: Some(Problem::new(ProblemKind::Invalid)),
                    fault: None,
                    sending: false,
                    onaction: |_| {},
                }
            }
        },
        Locale::Chinese,
    );
    says(&refused, &["不符合规定"]);
    assert!(
        !refused.contains(">2 分钟<"),
        "less than the policy's shortest is not offered"
    );
}
