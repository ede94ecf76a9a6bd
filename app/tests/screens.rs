//! Writes every designed state to `target/screens-static/`, to be looked at.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that panics has failed")]

#[path = "duties/samples.rs"]
mod samples;
mod support;

use std::{fs, path::PathBuf};

use dioxus::prelude::*;
use jishi_app::{
    components::{ReceiptSheet, RefusedSheet, WifiSheet},
    pages::{CodeView, Coming, ComposeView, EnrolView, FeedView, Pending, PlaceState, VoiceState},
    state::{Loaded, Theme},
    texts::Locale,
};
use jishi_core::{
    engine::{
        Delivery, Fault, LineKind, MovedAside, Preview, Sections, Session, SyncState, Tasks, Todo, Trouble,
    },
    media::PhotoFault,
    model::{Mode, Points},
    protocol::{Problem, ProblemKind},
    rules::{policy::TaskPoints, score::Difference},
};
use support::{host::Script, people, stage};

fn feed(script: impl FnOnce(&mut Script)) -> Script {
    let mut all = Script {
        feed: Some(Ok(people::feed())),
        ..Script::default()
    };
    script(&mut all);
    all
}

fn offline() -> SyncState {
    SyncState {
        waiting: 2,
        refused: 1,
        trouble: Some(Trouble::Unreachable),
        next_try: Some(people::NOW.plus(90_000)),
        ..SyncState::default()
    }
}

fn scripts() -> Vec<(&'static str, &'static str, Script)> {
    let draft = |draft| Script {
        draft,
        ..feed(|_| {})
    };
    let moment = format!("/moment/{}", people::feed()[3].moment.id);
    let long = format!("/moment/{}", people::feed()[5].moment.id);
    let photo = format!("/moment/{}/photo/2", people::feed()[3].moment.id);
    let leak = |text: String| -> &'static str { Box::leak(text.into_boxed_str()) };
    let moved = MovedAside {
        name: "jishi-2026-11-22.db".into(),
        reason: "malformed".into(),
    };
    vec![
        ("feed", "/", feed(|_| {})),
        (
            "feed-later",
            "/",
            feed(|s| s.feed = Some(Ok(people::feed().split_off(3)))),
        ),
        (
            "feed-end",
            "/",
            feed(|s| s.feed = Some(Ok(people::feed().split_off(5)))),
        ),
        ("feed-offline", "/", feed(|s| s.sync = offline())),
        (
            "feed-wifi",
            "/",
            feed(|s| {
                let mut items = people::feed();
                let operation = people::operation(1);
                items[0].delivery = Delivery::WaitsForWifi { operation };
                s.feed = Some(Ok(items));
            }),
        ),
        ("feed-empty", "/", Script::default()),
        ("search", "/search", feed(|_| {})),
        (
            "search-found",
            "/search?words=雨&whose=unit&from=2026-11-01&to=",
            feed(|_| {}),
        ),
        ("search-none", "/search?words=雨", Script::default()),
        (
            "feed-loading",
            "/",
            Script {
                feed: None,
                ..Script::default()
            },
        ),
        (
            "feed-broken",
            "/",
            feed(|s| s.broken_media = (0..40).map(people::digest).collect()),
        ),
        (
            "starting",
            "/",
            Script {
                session: None,
                ..Script::default()
            },
        ),
        (
            "other-tab",
            "/",
            Script {
                session: Some(Err(Fault::OtherTab)),
                ..Script::default()
            },
        ),
        (
            "enrol",
            "/",
            Script {
                session: Some(Ok(Session {
                    me: None,
                    moved_aside: None,
                    ended: None,
                    asked: None,
                    waiting: 0,
                })),
                ..Script::default()
            },
        ),
        ("compose-empty", "/compose", draft(people::empty_draft())),
        ("compose-full", "/compose", draft(people::full_draft())),
        ("detail", leak(moment), feed(|_| {})),
        ("detail-long", leak(long), feed(|_| {})),
        ("photo", leak(photo), feed(|_| {})),
        ("me", "/me", feed(|_| {})),
        (
            "me-waiting",
            "/me",
            feed(|s| {
                s.sync = offline();
                s.session = Some(Ok(Session {
                    me: Some((people::me(), people::unit())),
                    moved_aside: Some(moved),
                    ended: None,
                    asked: None,
                    waiting: 0,
                }));
            }),
        ),
        (
            "me-wifi",
            "/me",
            feed(|s| {
                s.sync.line = LineKind::Metered;
                s.sync.wifi_only = true;
            }),
        ),
        ("missing", "/nowhere/at/all", feed(|_| {})),
    ]
}

/// A county with points, lessons and tasks, and somebody who may give and publish them.
fn duties(change: impl FnOnce(&mut Script)) -> Script {
    let limits = TaskPoints {
        notice_hours: 24,
        reward_max: Points::whole(5),
        penalty_max: Points::whole(3),
        within_parent: true,
        arrival_hours: 24,
    };
    let mut script = feed(|_| {});
    script.policy = Some(Sections {
        modes: vec![Mode::OnDuty],
        learning: true,
        may_publish: true,
        lesson_seconds: Some(60),
        tasks: true,
        may_give: true,
        task_points: Some(limits),
        points: true,
        ..Sections::default()
    });
    script.today = Some(samples::today());
    script.todo = Some(samples::todo());
    script.lesson_items = Some(vec![
        samples::lesson_item(1, "全国两会精神学习材料", true),
        samples::lesson_item(2, "党章选读：党员的权利和义务", false),
    ]);
    script.lessons = vec![samples::lesson_page()];
    script.preview = Some(Preview {
        difference: Difference {
            points: Points(50),
            ..Difference::default()
        },
        ..Preview::default()
    });
    script.tasks = Some(Tasks {
        mine: samples::todo().tasks,
        given: vec![samples::result()],
    });
    script.task_pages = vec![samples::task_page(), samples::open_task_page()];
    change(&mut script);
    script
}

fn duty_pages() -> Vec<(&'static str, String, Script)> {
    let (task, open) = (samples::task_id(1), samples::task_id(2));
    let page = |name, path: &str| (name, path.to_owned(), duties(|_| {}));
    vec![
        page("feed-today", "/"),
        page("todo", "/todo"),
        (
            "todo-empty",
            "/todo".into(),
            duties(|script| script.todo = Some(Todo::default())),
        ),
        page("me-duties", "/me"),
        page("tasks", "/tasks"),
        page("task", &format!("/tasks/{task}")),
        page("task-open", &format!("/tasks/{open}")),
        page("task-result", &format!("/tasks/{open}/result")),
        page("task-new", "/tasks/new"),
        page("task-split", &format!("/tasks/{open}/split")),
        page("lessons", "/lessons"),
        page("lesson", &format!("/lessons/{}", samples::lesson_id(1))),
        page("lesson-new", "/lessons/new"),
    ]
}

fn pieces() -> Vec<(&'static str, stage::Piece)> {
    vec![
        ("enrol-wrong", || {
            enrol(Fault::Refused(Problem::new(ProblemKind::WrongCode)))
        }),
        ("enrol-many", || {
            enrol(Fault::Refused(
                Problem::new(ProblemKind::TooManyRequests).retry_after(42),
            ))
        }),
        ("enrol-offline", || enrol(Fault::Trouble(Trouble::Unreachable))),
        ("compose-busy", compose_busy),
        ("receipt", || {
            rsx! {
                Behind {}
                ReceiptSheet { receipt: people::receipt(4), done_at: people::NOW.plus(-3_120_000), onclose: |()| {} }
            }
        }),
        ("wifi", || {
            rsx! {
                Behind {}
                WifiSheet { operation: people::operation(3), onaction: |_| {}, onclose: |()| {} }
            }
        }),
        ("refused", || {
            rsx! {
                Behind {}
                RefusedSheet { operation: people::operation(3), problem: people::refusal(), onaction: |_| {}, onclose: |()| {} }
            }
        }),
    ]
}

#[component]
fn Behind() -> Element {
    let items = use_signal(|| Loaded::Ready(people::feed().split_off(3)));
    rsx! {
        div { class: "frame is-feed",
            div { class: "pane is-list",
                FeedView {
                    items,
                    newer: 0,
                    sync: SyncState::default(),
                    at_top: true,
                    ontop: |_| {},
                    onmounted: |_| {},
                    onnewer: |()| {},
                    onpull: |()| {},
                    onretry: |()| {},
                    onsync: |()| {},
                    older: rsx! {},
                }
            }
        }
    }
}

fn enrol(fault: Fault) -> Element {
    rsx! {
        EnrolView { moved_aside: None, ended: None, onlocale: |_| {},
            CodeView { code: "K7PM-3QX9", busy: false, fault, oncode: |_| {}, onenrol: |()| {}, onother: |()| {} }
        }
    }
}

fn compose_busy() -> Element {
    rsx! { ComposeBusy {} }
}

#[component]
fn ComposeBusy() -> Element {
    let draft = use_signal(|| {
        let mut draft = people::full_draft();
        draft.attachments.truncate(2);
        draft.place = None;
        draft.text = "雨".repeat(4_980);
        draft
    });
    let pending = use_signal(|| {
        vec![
            Pending {
                id: 1,
                name: "IMG_0201.jpg".into(),
                coming: Coming::Begun,
            },
            Pending {
                id: 2,
                name: "IMG_0202.HEIC".into(),
                coming: Coming::Refused(Fault::Photo(PhotoFault::Heic)),
            },
        ]
    });
    let levels = (0..32u32).map(|i| (i * 53 % 230) as u8).collect::<Vec<_>>();
    rsx! {
        div { class: "frame is-page",
            main { class: "pane is-detail",
                ComposeView {
                    draft,
                    pending,
                    voice: VoiceState::Recording { elapsed_ms: 12_300, levels },
                    place: PlaceState::Locating,
                    fault: Fault::StorageFull,
                    sending: false,
                    onaction: |_| {},
                }
            }
        }
    }
}

#[test]
fn every_state_is_written_and_none_has_an_inline_style() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../target/screens-static");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("app.css"), jishi_app::stylesheet()).unwrap();
    let mut names = vec![];
    for locale in Locale::ALL {
        for theme in [Theme::Light, Theme::Dark] {
            let apps = scripts()
                .into_iter()
                .map(|(name, path, script)| (name, stage::app(script, path, locale, theme)));
            let duties = duty_pages()
                .into_iter()
                .map(|(name, path, script)| (name, stage::app(script, &path, locale, theme)));
            let pieces = pieces().into_iter().map(|(name, piece)| {
                let html = stage::piece(piece, locale);
                (
                    name,
                    html.replace(
                        "data-theme=\"light\"",
                        &format!("data-theme=\"{}\"", theme.code()),
                    ),
                )
            });
            for (name, body) in apps.chain(duties).chain(pieces) {
                assert!(!body.contains(" style="), "{name} has an inline style: {body}");
                assert!(!body.contains("<style"), "{name} has a style element");
                let name = format!("{name}.{}.{}", locale.code(), theme.code());
                let page = format!(
                    "<!doctype html><html lang=\"{}\" data-theme=\"{}\"><meta charset=\"utf-8\">\
                     <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\
                     <link rel=\"stylesheet\" href=\"app.css\"><title>{name}</title><body>{body}</body></html>",
                    locale.code(),
                    theme.code(),
                );
                fs::write(folder.join(format!("{name}.html")), page).unwrap();
                names.push(name);
            }
        }
    }
    fs::write(folder.join("index.json"), format!("{names:?}")).unwrap();
}
