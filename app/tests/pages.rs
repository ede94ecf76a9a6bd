//! What the pages say, in both languages, and how they take what the engine tells.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that panics has failed")]

mod attendance;
mod devices;
mod duties;
mod moments;
mod score;
mod seen;
mod support;
mod switched_off;
mod unit;

use jishi_app::{Route, pages::Words, state::Theme, texts::Locale};
use jishi_core::{
    engine::{
        Change, Command, Delivery, Fault, FeedFilter, LineKind, MovedAside, Sections, Session, SyncState,
        Trouble, Whose,
    },
    model::{OperationId, PHOTOS_MAX},
    ports::Room,
};
use support::{
    host::{FakeEngine, Script},
    people,
    stage::{self, Show},
};

fn zh(script: Script, path: &str) -> String {
    stage::app(script, path, Locale::Chinese, Theme::Light)
}

fn en(script: Script, path: &str) -> String {
    stage::app(script, path, Locale::English, Theme::Light)
}

fn full() -> Script {
    Script {
        feed: Some(Ok(people::feed())),
        ..Script::default()
    }
}

#[track_caller]
fn says(html: &str, words: &[&str]) {
    for words in words {
        assert!(html.contains(words), "“{words}” is not in {html}");
    }
}

#[test]
fn the_feed_shows_how_far_each_moment_is() {
    says(
        &zh(full(), "/"),
        &[
            "等待送出",
            "正在送出 42%",
            "未被接收",
            "查看回执",
            "全文",
            "播放语音，18″",
        ],
    );
    says(
        &en(full(), "/"),
        &[
            "Waiting",
            "Sending 42%",
            "Not accepted",
            "Show receipt",
            "Show all",
        ],
    );
}

#[test]
fn a_moment_names_its_author_as_the_roster_does_and_isolates_the_text() {
    says(
        &zh(full(), "/"),
        &[
            "<bdi class=\"moment-name\">王安秀</bdi>",
            "蔗香镇 · 第一书记",
            "<p class=\"moment-text\" dir=\"auto\">",
            "模拟位置",
        ],
    );
}

#[test]
fn only_who_may_like_has_a_like_button_and_who_did_can_take_it_back() {
    let mine = Script {
        feed: Some(Ok(vec![people::item(1, None, 5, "一", vec![])])),
        ..Script::default()
    };
    assert!(!zh(mine, "/").contains("class=\"like\""));
    let mut theirs = people::item(2, Some(0), 5, "二", vec![]);
    says(
        &zh(
            Script {
                feed: Some(Ok(vec![theirs.clone()])),
                ..Script::default()
            },
            "/",
        ),
        &["class=\"like\""],
    );
    theirs.may_like = false;
    let shown = |item: &jishi_core::engine::FeedItem| {
        zh(
            Script {
                feed: Some(Ok(vec![item.clone()])),
                ..Script::default()
            },
            "/",
        )
    };
    assert!(!shown(&theirs).contains("class=\"like\""));
    theirs.liked_by_me = true;
    says(&shown(&theirs), &["class=\"like is-on\"", "取消赞"]);
}

#[test]
fn likes_are_named_in_their_order() {
    let html = zh(full(), "/");
    let names: Vec<_> = html
        .split("likes-name\">")
        .skip(1)
        .take(5)
        .filter_map(|part| part.split('<').next())
        .collect();
    assert_eq!(names, ["罗明", "岑丽", "黄正清", "班德荣", "韦小龙"]);
    says(&en(full(), "/"), &["Liked by 5 people"]);
}

#[test]
fn before_anything_is_looked_for_the_page_says_how_and_then_that_there_is_nothing() {
    let begin = zh(full(), "/search");
    says(&begin, &["找一条动态", "没有信号也能用"]);
    says(&zh(Script::default(), "/search?words=雨"), &["没有找到"]);
}

#[test]
fn words_stand_in_an_address_whatever_they_are() {
    for words in ["雨 灾", "A&B", "5%20", "%26", "100%", "a=b?c#d/e", "+"] {
        let route = Route::Search {
            words: Words(words.into()),
            whose: "mine".into(),
            from: String::new(),
            to: String::new(),
        };
        let address = route.to_string();
        assert_eq!(address.parse::<Route>().unwrap(), route, "{address}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_is_looked_for_stands_in_the_address() {
    let engine = FakeEngine::new(full());
    let path = "/search?words=%20雨 灾&whose=unit&from=2026-11-01&to=2026-11-";
    let mut dom = stage::dom(&engine, Show::App(path.into()), Locale::Chinese, Theme::Light);
    stage::settle(&mut dom).await;
    says(
        &dioxus_ssr::render(&dom),
        &["找到的动态", "value=\"2026-11-01\"", "已经到底了"],
    );
    let asked = engine.asked.borrow();
    let filters: Vec<_> = asked
        .iter()
        .filter_map(|command| match command {
            Command::Feed(asked) if asked.filter != FeedFilter::default() => Some(asked.filter.clone()),
            _ => None,
        })
        .collect();
    let wanted = FeedFilter {
        whose: Whose::Unit,
        words: "雨 灾".into(),
        from: Some("2026-11-01".parse().unwrap()),
        to: None,
    };
    assert_eq!(filters, [wanted]);
}

#[tokio::test(start_paused = true)]
async fn a_newer_version_is_offered_and_the_room_for_data_told() {
    let shown = async |path: &str, script| {
        let engine = FakeEngine::new(script);
        let mut dom = stage::dom(&engine, Show::App(path.into()), Locale::Chinese, Theme::Light);
        stage::settle(&mut dom).await;
        dioxus_ssr::render(&dom)
    };
    assert!(!shown("/", full()).await.contains("新版本"));
    let newer = Script {
        update: true,
        ..full()
    };
    says(&shown("/", newer).await, &["新版本已准备好", "现在更新"]);
    let room = |is_kept| Script {
        room: Some(Room {
            used: 12_300_000,
            limit: 2_012_300_000,
            is_kept,
        }),
        ..full()
    };
    let told = ["已用 12.3 MB，还可用 2.0 GB", "不会自动清理"];
    says(&shown("/me/data", room(true)).await, &told);
    says(&shown("/me/data", room(false)).await, &[told[0], "可能清理"]);
    let untold = shown("/me/data", full()).await;
    says(
        &untold,
        &["2 条动态", "3 条考勤", "4 笔积分", "download=\"jishi.json\""],
    );
    assert!(!untold.contains("还可用"));
}

#[test]
fn an_empty_feed_says_what_would_be_there() {
    says(&zh(Script::default(), "/"), &["还没有动态", "写第一条日志"]);
    says(&en(Script::default(), "/"), &["No moments yet"]);
}

#[test]
fn trouble_is_one_calm_line_that_says_what_is_safe() {
    let sync = SyncState {
        waiting: 2,
        refused: 0,
        trouble: Some(Trouble::Unreachable),
        next_try: None,
        ..SyncState::default()
    };
    says(
        &zh(
            Script {
                sync: sync.clone(),
                ..full()
            },
            "/",
        ),
        &[
            "现在没有网络连接。",
            "2 条已保存在手机上，会自动送出。",
            "立即重试",
        ],
    );
    says(
        &en(Script { sync, ..full() }, "/"),
        &["There is no connection now.", "2 moments are saved on this phone"],
    );
    assert!(!zh(full(), "/").contains("sync-banner"), "nothing is wrong");
}

#[test]
fn each_page_stands_under_its_tab_and_the_tabs_own_pages_have_the_tabs_below() {
    let all = || Script {
        policy: Some(Sections {
            tasks: true,
            ..attendance::sections()
        }),
        ..full()
    };
    for (path, place, tab, current) in [
        ("/", "is-feed", "/", "page"),
        ("/compose", "is-page", "/", "true"),
        ("/check-in", "is-tab", "/check-in", "page"),
        ("/correction/2026-11-24/1", "is-tab", "/check-in", "true"),
        ("/todo", "is-tab", "/todo", "page"),
        ("/tasks", "is-page", "/todo", "true"),
        ("/me", "is-tab", "/me", "page"),
        ("/leave", "is-page", "/me", "true"),
    ] {
        let html = zh(all(), path);
        assert!(
            html.contains(&format!("class=\"frame {place}\"")),
            "{path}: {html}"
        );
        let marked: Vec<_> = html
            .split("<a ")
            .filter(|link| link.contains("nav-tab is-current"))
            .collect();
        assert_eq!(marked.len(), 1, "{path}: {marked:?}");
        assert!(
            marked[0].contains(&format!("href=\"{tab}\"")),
            "{path}: {marked:?}"
        );
        assert!(
            marked[0].contains(&format!("aria-current=\"{current}\"")),
            "{path}: {marked:?}"
        );
    }
    let nowhere = zh(all(), "/nowhere");
    assert!(nowhere.contains("frame is-page") && !nowhere.contains("is-current"));
}

#[test]
fn without_a_person_there_is_only_enrolment() {
    let moved_aside = Some(MovedAside {
        name: "old.db".into(),
        reason: "malformed".into(),
    });
    let script = || Script {
        session: Some(Ok(Session {
            me: None,
            moved_aside: moved_aside.clone(),
            ended: None,
            asked: None,
            waiting: 0,
        })),
        ..Script::default()
    };
    for path in ["/", "/me", "/compose", "/enrol"] {
        let html = zh(script(), path);
        says(&html, &["一次性绑定码", "绑定这部手机", "old.db", "没有删除"]);
        assert!(!html.contains("nav-bar"));
    }
    says(&en(script(), "/"), &["One-time code", "not deleted"]);
}

#[test]
fn an_engine_that_cannot_start_says_why() {
    let script = || Script {
        session: Some(Err(Fault::OtherTab)),
        ..Script::default()
    };
    says(&zh(script(), "/"), &["另一个标签页", "再试一次"]);
    says(&en(script(), "/"), &["open in another tab"]);
}

#[test]
fn compose_shows_the_draft_and_takes_no_tenth_photo() {
    let script = |draft| Script { draft, ..full() };
    let html = zh(script(people::full_draft()), "/compose");
    says(
        &html,
        &[
            "上午到里朗村三组",
            "误差 12 米",
            "添加照片",
            "移除语音",
            "移除位置",
            "边写边存在手机上",
        ],
    );
    let mut crowded = people::full_draft();
    crowded.attachments = (0..PHOTOS_MAX as u8)
        .map(|seed| people::photo(seed, 10, 10))
        .collect();
    assert!(!zh(script(crowded), "/compose").contains("添加照片"));
    let empty = en(script(people::empty_draft()), "/compose");
    says(
        &empty,
        &[
            "What did you do today?",
            "Tap to record",
            "Taken only when you tap",
        ],
    );
    let send = empty.split("button is-primary").nth(1).unwrap();
    assert!(
        send.split('>').next().unwrap().contains("disabled"),
        "nothing to send yet"
    );
}

#[test]
fn a_moment_has_a_page_and_each_photo_an_address() {
    let id = people::feed()[3].moment.id;
    says(
        &zh(full(), &format!("/moment/{id}")),
        &["详情", "2026年11月23日 09:08", &format!("/moment/{id}/photo/8")],
    );
    says(
        &zh(full(), &format!("/moment/{id}/photo/2")),
        &["照片 3，共 9 张", "下一张", "上一张"],
    );
    says(&zh(full(), &format!("/moment/{id}/photo/9")), &["没有这个页面"]);
    says(
        &en(full(), "/moment/01920000-0000-7000-8000-00000000ffff"),
        &["This moment cannot be shown"],
    );
}

#[test]
fn me_says_who_and_what_has_not_arrived() {
    says(
        &zh(full(), "/me"),
        &[
            "韦小龙",
            "蔗香镇 · 驻村干部",
            "全部记录都已送达",
            "简体中文",
            "不在后台记录",
        ],
    );
    let sync = SyncState {
        waiting: 3,
        refused: 1,
        trouble: None,
        next_try: None,
        ..SyncState::default()
    };
    says(
        &en(Script { sync, ..full() }, "/me"),
        &["3 waiting to be sent", "1 not accepted", "Language"],
    );
}

#[test]
fn me_offers_wifi_for_videos_and_says_where_it_cannot_be_told() {
    let on = |line, wifi_only| Script {
        sync: SyncState {
            line,
            wifi_only,
            ..SyncState::default()
        },
        ..full()
    };
    let pressed = |html: &str, words: &str| {
        let button = html.split("<button").find(|part| part.contains(words)).unwrap();
        button.contains("aria-pressed=\"true\"")
    };
    let unknown = zh(on(LineKind::Unknown, false), "/me");
    says(&unknown, &["上传视频", "无法得知用的是不是 Wi-Fi"]);
    assert!(pressed(&unknown, "有网就传") && !pressed(&unknown, "仅 Wi-Fi"));
    let free = zh(on(LineKind::Metered, false), "/me");
    assert!(!free.contains("choice-note"), "nothing to say");
    let chosen = en(on(LineKind::Unmetered, true), "/me");
    says(&chosen, &["Sending videos", "On mobile data videos wait"]);
    assert!(pressed(&chosen, "Wi-Fi only") && !pressed(&chosen, "Any network"));
    says(&en(on(LineKind::Unknown, true), "/me"), &["cannot be told here"]);
}

#[test]
fn a_moment_whose_video_waits_says_for_what() {
    let script = || {
        let mut items = people::feed();
        let operation = OperationId::new(people::NOW);
        items[0].delivery = Delivery::WaitsForWifi { operation };
        Script {
            feed: Some(Ok(items)),
            ..Script::default()
        }
    };
    let html = zh(script(), "/");
    says(&html, &["等 Wi-Fi", "连上 Wi-Fi 时会自动送出"]);
    let sign = html.split("<button").find(|part| part.contains("is-held"));
    assert!(sign.is_some(), "it can be tapped");
    says(&en(script(), "/"), &["Waiting for Wi-Fi"]);
}

#[test]
fn a_photo_that_does_not_come_can_be_asked_for_again() {
    let broken_media = (0..40).map(people::digest).collect();
    says(
        &zh(
            Script {
                broken_media,
                ..full()
            },
            "/",
        ),
        &["点按重试"],
    );
}

#[tokio::test(start_paused = true)]
async fn news_of_a_delivery_show_without_a_new_load() {
    let engine = FakeEngine::new(full());
    let mut dom = stage::dom(&engine, Show::App("/".into()), Locale::Chinese, Theme::Light);
    stage::settle(&mut dom).await;
    let asked = engine.asked.borrow().len();
    let waiting = people::feed()[0].moment.id;
    engine.tell(&Change::Delivery(waiting.0, Delivery::Uploading { percent: 73 }));
    stage::settle(&mut dom).await;
    says(&dioxus_ssr::render(&dom), &["正在送出 73%"]);
    assert_eq!(engine.asked.borrow().len(), asked, "nothing was asked");
}

#[tokio::test(start_paused = true)]
async fn a_change_of_the_feed_loads_it_again() {
    let engine = FakeEngine::new(full());
    let mut dom = stage::dom(&engine, Show::App("/".into()), Locale::Chinese, Theme::Light);
    stage::settle(&mut dom).await;
    let mut items = people::feed();
    items.insert(0, people::item(99, Some(1), 0, "新的一条", vec![]));
    engine.script.borrow_mut().feed = Some(Ok(items));
    engine.tell(&Change::Feed);
    stage::settle(&mut dom).await;
    says(&dioxus_ssr::render(&dom), &["新的一条"]);
    let feeds = engine
        .asked
        .borrow()
        .iter()
        .filter(|command| matches!(command, Command::Feed(_)))
        .count();
    // Once at first; then what has come, and what is shown.
    assert_eq!(feeds, 3);
}

#[tokio::test(start_paused = true)]
async fn a_session_that_begins_elsewhere_opens_the_feed() {
    let engine = FakeEngine::new(Script {
        session: Some(Ok(Session {
            me: None,
            moved_aside: None,
            ended: None,
            asked: None,
            waiting: 0,
        })),
        ..full()
    });
    let mut dom = stage::dom(&engine, Show::App("/".into()), Locale::Chinese, Theme::Light);
    stage::settle(&mut dom).await;
    engine.script.borrow_mut().session = Script::default().session;
    engine.tell(&Change::Session);
    stage::settle(&mut dom).await;
    says(&dioxus_ssr::render(&dom), &["王安秀", "nav-bar"]);
}
