//! What the server tells, and the feed made of it.

use jishi_core::{
    engine::{Act, Deed, Fault, FeedCursor, GetMoment},
    model::{OperationId, Rank, Reaction, ReactionKind, Sha256},
    protocol::{Change, Cursor, MediaSize, Settings},
    rules::policy::Policies,
    store::NewMedia,
};

use super::engine::{asking, policy, settled};
use super::phone::{NOW, page, phone, receipt};

#[test]
fn the_servers_older_word_does_not_undo_what_one_just_did() {
    let phone = phone();
    let moment = phone.foreign_moment("修路", NOW);
    let operation = phone.like(moment, true);
    let gone = Change::ReactionGone {
        moment,
        giver: phone.me.id,
        at: None,
    };
    let other = Reaction {
        moment,
        giver: phone.colleague.id,
        rank: Rank::None,
        kind: ReactionKind::Like,
        done_at: NOW,
    };
    phone
        .store
        .apply(&page(
            "3",
            vec![gone.clone(), Change::Reaction { reaction: other }],
        ))
        .unwrap();
    let mut likes = phone.likes(moment);
    likes.sort();
    let mut both = [phone.me.id, phone.colleague.id];
    both.sort();
    assert_eq!(likes, both);
    phone.store.settle(operation, &receipt(operation)).unwrap();
    phone.store.apply(&page("4", vec![gone])).unwrap();
    assert_eq!(
        phone.likes(moment),
        [phone.colleague.id],
        "afterwards the server's word counts"
    );
}

#[test]
fn likes_are_offered_where_they_are_switched_on_and_can_always_be_taken_back() {
    let phone = settled();
    let moment = phone.foreign_moment("修路", NOW);
    let likes_a_day = |likes: Option<u16>| {
        let mut changed = policy();
        match likes {
            Some(likes) => changed.evaluation.as_mut().unwrap().likes_per_day = likes,
            None => changed.evaluation = None,
        }
        let calendar = phone.store.settings().unwrap().calendar.clone();
        let policies = Policies::new(vec![changed]);
        let settings = Settings { policies, calendar };
        phone.pull(vec![Change::Settings { settings }]);
        phone.item(moment).unwrap()
    };
    assert!(likes_a_day(Some(6)).may_like);
    phone.like(moment, true);
    for off in [Some(0), None] {
        let item = likes_a_day(off);
        assert!(!item.may_like && !item.may_dislike, "{off:?}");
        assert!(item.liked_by_me, "and what was given is seen, to be taken back");
    }
    asking(phone.store, async |engine| {
        let react = |reaction| Deed::React { moment, reaction };
        let again = engine.ask(Act(react(Some(ReactionKind::Like)))).await;
        assert!(matches!(again, Err(Fault::Refused(_))), "{again:?}");
        engine.ask(Act(react(None))).await.unwrap();
        let item = engine.ask(GetMoment(moment)).await.unwrap();
        assert!(!item.liked_by_me && !item.may_like);
    });
}

#[test]
fn a_page_applied_twice_does_no_harm_and_keeps_the_cursor() {
    let phone = phone();
    let moment = phone.foreign_moment("雨后查灾", NOW);
    let before = phone
        .store
        .feed_item(&phone.store.directory().unwrap().unwrap(), NOW, moment)
        .unwrap();
    let again = page(
        "9",
        vec![Change::Moment {
            moment: before.moment.clone(),
            receipt: receipt(OperationId::new(NOW)),
            placed: false,
        }],
    );
    for _ in 0..2 {
        phone.store.apply(&again).unwrap();
    }
    let directory = phone.store.directory().unwrap().unwrap();
    assert_eq!(
        phone.store.feed(&directory, NOW, None, 10).unwrap().items.len(),
        1
    );
    assert_eq!(phone.store.cursor().unwrap(), Some(Cursor("9".into())));
}

#[test]
fn pages_of_the_feed_neither_skip_nor_repeat_at_equal_times() {
    let phone = phone();
    let mut all: Vec<_> = (0..25)
        .map(|n| phone.foreign_moment("x", NOW.plus(n / 10)))
        .collect();
    all.sort();
    let directory = phone.store.directory().unwrap().unwrap();
    let mut seen = Vec::new();
    let mut before: Option<FeedCursor> = None;
    loop {
        let page = phone.store.feed(&directory, NOW, before, 4).unwrap();
        seen.extend(page.items.iter().map(|item| item.moment.id));
        before = page.next;
        if before.is_none() {
            break;
        }
    }
    assert_eq!(seen.len(), 25);
    seen.sort();
    assert_eq!(seen, all);
}

#[test]
fn the_cache_lets_go_of_what_nobody_needs_and_keeps_what_drafts_and_outbox_need() {
    let phone = phone();
    phone.draft("", &[b"in a draft"]);
    phone.post("x", &[b"in the outbox"]);
    let bytes = b"looked at";
    let looked = Sha256::of(bytes);
    let file = NewMedia {
        sha256: looked,
        size: MediaSize::Feed,
        mime: "image/jpeg",
        bytes,
    };
    phone.store.cache_media(&file, NOW).unwrap();
    assert_eq!(phone.store.shrink_cache(0).unwrap(), bytes.len() as i64);
    assert_eq!(phone.store.media(looked, MediaSize::Feed, NOW).unwrap(), None);
    for kept in [b"in a draft".as_slice(), b"in the outbox"] {
        assert!(
            phone
                .store
                .media(Sha256::of(kept), MediaSize::Full, NOW)
                .unwrap()
                .is_some()
        );
    }
}
