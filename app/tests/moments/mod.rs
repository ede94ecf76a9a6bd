//! Dislikes with their reasons, and what an author may still do.

use dioxus::prelude::*;
use jishi_app::{
    components::{DislikeSheet, OwnSheet},
    texts::Locale,
};
use jishi_core::{
    engine::{Dislike, FeedItem, Left, Preview, ReactionsLeft},
    protocol::{Problem, ProblemKind},
};

use super::{
    en, says,
    support::{host::Script, people, stage},
    zh,
};

fn only(item: FeedItem) -> Script {
    Script {
        feed: Some(Ok(vec![item])),
        ..Script::default()
    }
}

fn own() -> FeedItem {
    let mut item = people::item(50, None, 10, "今天入户三家。", vec![]);
    item.edit_until = Some(people::NOW.plus(60_000));
    item.delete_until = item.edit_until;
    item
}

#[test]
fn where_others_were_is_there_to_be_asked_for() {
    let mut item = people::item(51, Some(0), 10, "到村里。", vec![]);
    assert!(!zh(only(item.clone()), "/").contains("place-ask"));
    item.placed = true;
    says(&zh(only(item.clone()), "/"), &["查看位置", "对方会知道您看过"]);
    says(
        &en(only(item), "/"),
        &["Show the place", "They will know you looked"],
    );
}

#[test]
fn whoever_would_open_a_file_of_somebody_else_is_told_beforehand() {
    let photos = vec![people::photo(1, 800, 600)];
    let files = vec![people::photo(1, 800, 600), people::voice(2)];
    let shown = |author, files| zh(only(people::item(51, author, 10, "到村里。", files)), "/");
    says(&shown(Some(0), files.clone()), &["打开后，对方会知道"]);
    for quiet in [shown(Some(0), photos), shown(None, files)] {
        assert!(!quiet.contains("look-note"));
    }
}

#[test]
fn somebody_elses_moment_offers_to_follow_them() {
    let shown = |item: FeedItem| {
        let path = format!("/moment/{}", item.moment.id);
        zh(only(item), &path)
    };
    let mut item = people::item(51, Some(0), 10, "到村里。", vec![]);
    let follow = format!("关注{}", item.author.name);
    says(&shown(item.clone()), &[&follow, "对方不会知道"]);
    item.followed = true;
    says(&shown(item), &["已关注", "点按取消"]);
    assert!(!shown(own()).contains("moment-follow"));
}

#[test]
fn a_dislike_is_shown_with_its_reason() {
    let mut item = people::item(51, Some(0), 10, "开会。", vec![]);
    item.dislikes = vec![Dislike {
        person: people::others()[1].clone(),
        reason: "内容空泛".into(),
    }];
    let html = zh(only(item.clone()), "/");
    says(&html, &["1 人踩过，附理由", "内容空泛"]);
    assert!(!html.contains("is-dislike"), "not everybody may");
    item.may_dislike = true;
    says(&en(only(item), "/"), &["is-dislike", "Dislike, "]);
}

#[test]
fn the_reason_is_required_and_the_day_is_limited() {
    fn sheet(left: u16, given: Option<&str>, refused: Option<ProblemKind>) -> Element {
        let refused = refused.map(Problem::new);
        rsx! {
            DislikeSheet {
                name: "罗明",
                given: given.map(str::to_owned),
                preview: Some(Preview { left: ReactionsLeft { dislikes: Some(Left { left, of: 2 }), likes: None }, refused, ..Preview::default() }),
                fault: None,
                onsend: |_| {},
                onclose: |()| {},
            }
        }
    }
    let fresh = stage::piece(|| sheet(1, None, None), Locale::Chinese);
    says(
        &fresh,
        &[
            "理由（必填）",
            "内容空泛",
            "此后今天还剩 1 个踩（共 2 个）",
            "disabled",
        ],
    );
    let given = stage::piece(|| sheet(0, Some("雷同"), None), Locale::English);
    says(
        &given,
        &[
            "Change the reason",
            "Take back",
            "No dislikes left today after that",
        ],
    );
    let used_up = stage::piece(|| sheet(0, None, Some(ProblemKind::DailyCap)), Locale::Chinese);
    says(&used_up, &["今天的踩已用完"]);
}

#[test]
fn an_author_sees_what_can_still_be_done_and_that_it_was_edited() {
    let mut item = own();
    item.edited_at = Some(people::NOW.plus(-60_000));
    let edited = zh(only(item.clone()), "/");
    says(&edited, &["更多操作", "已编辑"]);
    assert!(edited.contains("/trace\""), "and can read what it was before");
    item.may_see_trace = false;
    assert!(!zh(only(item.clone()), "/").contains("/trace\""), "others cannot");
    item.edit_until = Some(people::NOW.plus(-1));
    item.delete_until = None;
    assert!(!zh(only(item), "/").contains("更多操作"), "the time is over");
    let sheet = stage::piece(
        || rsx! { OwnSheet { item: own(), fault: None, onaction: |_| {}, onclose: |()| {} } },
        Locale::English,
    );
    says(&sheet, &["Can be changed or deleted until", "Save the change"]);
    let shorter = || {
        let mut item = own();
        item.edit_until = Some(people::NOW.plus(30_000));
        rsx! { OwnSheet { item, fault: None, onaction: |_| {}, onclose: |()| {} } }
    };
    says(
        &stage::piece(shorter, Locale::English),
        &["Can be changed until", "Can be deleted until"],
    );
}
