//! Who looked at one's records, and what moments said before, with answers given.

mod receipts;

use dioxus::prelude::*;
use jishi_app::{
    pages::{LooksView, TraceView},
    texts::Locale,
};
use jishi_core::{
    engine::{LookItem, LookedAtPage, MomentTracePage},
    model::{MomentId, ReactionKind},
    protocol::{Look, LookKind, MomentTrace, MomentVersion, PastReaction},
};

use crate::{
    attendance::day,
    says,
    support::{people, stage},
};

fn looks() -> Element {
    let look = |what, times, index: usize| {
        let viewer = people::others()[index].clone();
        LookItem {
            look: Look {
                viewer: viewer.id,
                what,
                day: day(23),
                first_at: people::NOW,
                last_at: people::NOW,
                times,
            },
            unit: (index == 0).then(|| "东镇".to_owned()),
            viewer: (index < 2).then_some(viewer),
        }
    };
    let page = LookedAtPage {
        looks: vec![
            look(LookKind::UnitDay, 3, 0),
            look(LookKind::Ledger, 1, 1),
            look(LookKind::Trace, 1, 2),
            look(LookKind::Place, 2, 1),
            look(LookKind::File, 4, 0),
        ],
        place_days: Some(365),
        today: day(23),
    };
    rsx! { LooksView { page } }
}

#[test]
fn who_looked_at_what_and_how_long_places_stay_is_told() {
    let names: Vec<String> = people::others().into_iter().map(|person| person.name).collect();
    says(
        &stage::piece(looks, Locale::Chinese),
        &[
            "今天",
            &format!("{} · 东镇", names[0]),
            "看了您的考勤，共 3 次",
            &names[1],
            "看了您的积分明细",
            "已不在名册上的人",
            "看了您日志的修改痕迹",
            "看了您记录的位置，共 2 次",
            "打开了您的照片、录音等文件，共 4 次",
            "位置保存 365 天",
        ],
    );
    let english = stage::piece(looks, Locale::English);
    says(
        &english,
        &["Saw your attendance, 3 times", "Places are kept for 365 days"],
    );
    let nobody = || {
        let page = LookedAtPage {
            looks: vec![],
            place_days: None,
            today: day(23),
        };
        rsx! { LooksView { page } }
    };
    let nobody = stage::piece(nobody, Locale::Chinese);
    says(&nobody, &["没有人看过"]);
    assert!(!nobody.contains("位置保存"), "no policy says how long");
}

fn trace() -> Element {
    let version = |text: &str, minutes: i64| MomentVersion {
        text: text.into(),
        since: people::NOW.plus(minutes * 60_000),
    };
    let author = people::others()[0].clone();
    let page = MomentTracePage {
        trace: MomentTrace {
            moment: MomentId::new(people::NOW),
            author: author.id,
            versions: vec![version("走访三户", 0), version("", 5), version("走访四户", 9)],
            deleted: true,
            reactions: vec![
                PastReaction {
                    giver: author.id,
                    kind: ReactionKind::Dislike {
                        reason: "照片是上周的".into(),
                    },
                    since: people::NOW,
                    until: Some(people::NOW.plus(60_000)),
                },
                PastReaction {
                    giver: author.id,
                    kind: ReactionKind::Dislike {
                        reason: "人数不对".into(),
                    },
                    since: people::NOW,
                    until: None,
                },
                PastReaction {
                    giver: author.id,
                    kind: ReactionKind::Like,
                    since: people::NOW,
                    until: Some(people::NOW.plus(120_000)),
                },
            ],
        },
        author: Some(author.clone()),
        givers: vec![Some(author), None, None],
    };
    rsx! { TraceView { page } }
}

#[test]
fn earlier_words_are_told_newest_first() {
    let html = stage::piece(trace, Locale::Chinese);
    says(
        &html,
        &[
            "走访四户",
            "没有文字",
            "走访三户",
            "发布",
            "已由本人删除",
            "改过或撤回的赞和踩",
            "照片是上周的",
            "起不再有效",
            "人数不对",
            "后来撤回",
        ],
    );
    let place = |words: &str| html.find(words).unwrap();
    assert!(place("走访四户") < place("没有文字") && place("没有文字") < place("走访三户"));
    says(
        &stage::piece(trace, Locale::English),
        &["Posted", "Changed", "No words"],
    );
}
