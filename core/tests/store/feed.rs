//! What the server tells, and the feed made of it.

use std::collections::BTreeSet;

use jishi_core::{
    engine::{Act, Deed, Fault, FeedCursor, FeedFilter, FeedItem, FeedPage, GetFeed, GetMoment, Whose},
    model::{OperationId, Person, PersonId, Rank, Reaction, ReactionKind, Sha256},
    protocol::{Change, Cursor, MediaSize, Settings},
    rules::{calendar::Calendar, policy::Policies},
    store::NewMedia,
};

use super::engine::{asking, policy, settled};
use super::moment::edit;
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
fn the_feed_names_the_first_who_like_and_a_moment_of_its_own_all() {
    let phone = phone();
    let moment = phone.foreign_moment("全县都来点赞", NOW);
    let named = |number: u8| Person {
        id: PersonId::new(NOW),
        name: format!("群众{number}"),
        ..phone.colleague.clone()
    };
    let others: Vec<_> = (0..40).map(named).collect();
    let like = |(place, giver)| Reaction {
        moment,
        giver,
        rank: Rank::None,
        kind: ReactionKind::Like,
        done_at: NOW.plus(place),
    };
    // One's own comes late.
    let givers = others.iter().map(|person| person.id).chain([phone.me.id]);
    let likes = (0..).zip(givers).map(like);
    let people = others.iter().map(|person| Change::Person {
        person: person.clone(),
    });
    phone.pull(
        people
            .chain(likes.map(|reaction| Change::Reaction { reaction }))
            .collect(),
    );
    let first = |item: &FeedItem| {
        item.likes
            .iter()
            .map(|person| person.name.clone())
            .take(12)
            .collect::<Vec<_>>()
    };
    let directory = phone.store.directory().unwrap().unwrap();
    let asked = GetFeed::after(None, 10);
    let feed = phone.store.feed(&directory, NOW, &asked).unwrap().items;
    let [item] = &feed[..] else { panic!("{feed:?}") };
    assert_eq!(
        (item.like_count, item.likes.len(), item.liked_by_me),
        (41, 12, true)
    );
    assert_eq!(
        first(item),
        others
            .iter()
            .map(|person| person.name.clone())
            .take(12)
            .collect::<Vec<_>>()
    );
    let whole = phone.item(moment).unwrap();
    assert_eq!(
        (whole.like_count, whole.likes.len(), whole.liked_by_me),
        (41, 41, true)
    );
    assert_eq!((first(&whole), &whole.likes[40].id), (first(item), &phone.me.id));
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
        phone
            .store
            .feed(&directory, NOW, &GetFeed::after(None, 10))
            .unwrap()
            .items
            .len(),
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
        let page = phone
            .store
            .feed(&directory, NOW, &GetFeed::after(before, 4))
            .unwrap();
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
fn what_was_read_is_asked_for_again_between_its_ends_with_what_has_come_since() {
    let phone = phone();
    let old: Vec<_> = (0..12)
        .map(|n| phone.foreign_moment("x", NOW.plus(n / 4)))
        .collect();
    let directory = phone.store.directory().unwrap().unwrap();
    let read = |asked| phone.store.feed(&directory, NOW, &asked).unwrap();
    let first = read(GetFeed::after(None, 5));
    let second = read(GetFeed::after(first.next, 5));
    let third = read(GetFeed::after(second.next, 5));
    assert_eq!((third.items.len(), third.next), (2, None));
    // Among those of which the second page has some and the third the rest.
    let late = phone.foreign_moment("late", NOW);
    let new = phone.foreign_moment("new", NOW.plus(9));
    let ids = |page: FeedPage| {
        page.items
            .into_iter()
            .map(|item| item.moment.id)
            .collect::<Vec<_>>()
    };
    let between = |before, until| {
        let page = read(GetFeed {
            until,
            ..GetFeed::after(before, 100)
        });
        assert_eq!(page.next, None);
        ids(page)
    };
    let (one, two, three) = (
        between(None, first.next),
        between(first.next, second.next),
        between(second.next, None),
    );
    assert_eq!(one[0], new);
    let head = read(GetFeed::after(None, 1)).items[0].cursor();
    assert_eq!(
        between(Some(head.above()), first.next),
        one,
        "with the first itself"
    );
    assert_eq!(between(None, Some(head.above())), [], "and nothing is newer");
    assert!(one.len() + two.len() + three.len() == 14 && (two.contains(&late) || three.contains(&late)));
    let mut all = [one, two, three].concat();
    assert_eq!(all, ids(read(GetFeed::after(None, 100))));
    all.retain(|id| *id != late && *id != new);
    assert_eq!(all.len(), 12);
    assert!(all.iter().all(|id| old.contains(id)));
}

#[test]
fn moments_are_found_by_words_by_whose_they_are_and_by_day() {
    let phone = phone();
    let day = 86_400_000;
    let rain = phone.foreign_moment("雨后查灾，三户劝离", NOW.plus(-day));
    let meeting = phone.foreign_moment("到镇里开会；发了 PPT", NOW);
    let (mine, _) = phone.post("晴了，去大坝组", &[]);
    edit(&phone, mine, "雨停了，去大坝组");
    let directory = phone.store.directory().unwrap().unwrap();
    let today = Calendar::default().day(NOW);
    let find = |filter: FeedFilter| {
        let asked = GetFeed {
            filter,
            ..GetFeed::after(None, 10)
        };
        let found = phone.store.feed(&directory, NOW, &asked).unwrap().items;
        found
            .into_iter()
            .map(|item| item.moment.id)
            .collect::<BTreeSet<_>>()
    };
    let words = |words: &str| {
        find(FeedFilter {
            words: words.into(),
            ..FeedFilter::default()
        })
    };
    assert_eq!(words("查灾"), [rain].into());
    assert_eq!(words("雨"), [rain, mine].into());
    assert_eq!(words("  雨 大坝组 "), [mine].into());
    assert_eq!(words("ppt"), [meeting].into());
    assert_eq!(words("罗山"), [rain, meeting].into(), "by its author");
    assert_eq!(words("大坝村"), [rain, meeting, mine].into(), "by their unit");
    for none in ["灾查", "晴", "%", "_", "雨'", "雨 开会"] {
        assert_eq!(words(none), BTreeSet::new(), "{none}");
    }
    let whose = |whose| {
        find(FeedFilter {
            whose,
            ..FeedFilter::default()
        })
    };
    assert_eq!(whose(Whose::Mine), [mine].into());
    assert_eq!(whose(Whose::Unit), [rain, meeting, mine].into());
    let follow = |on| phone.store.follow(phone.me.id, phone.colleague.id, on).unwrap();
    assert_eq!(whose(Whose::Followed), BTreeSet::new());
    follow(true);
    follow(true);
    assert_eq!(whose(Whose::Followed), [rain, meeting].into());
    assert!(phone.item(rain).unwrap().followed && !phone.item(mine).unwrap().followed);
    assert_eq!(
        phone.store.followed(phone.colleague.id).unwrap(),
        [],
        "not in other hands"
    );
    follow(false);
    assert_eq!(whose(Whose::Followed), BTreeSet::new());
    let days = |from, to| {
        find(FeedFilter {
            from,
            to,
            ..FeedFilter::default()
        })
    };
    assert_eq!(days(Some(today), Some(today)), [meeting, mine].into());
    assert_eq!(days(None, today.pred_opt()), [rain].into());
    assert_eq!(days(today.succ_opt(), None), BTreeSet::new());
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
