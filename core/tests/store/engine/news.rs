//! What one is told that others did.

use jishi_core::{
    engine::{Change as Told, GetNews, NewsAbout, ReadNews},
    model::{Rank, Reaction, ReactionKind, Record, Timestamp},
    protocol::Change,
};

use super::super::phone::{NOW, decided};
use super::{asking, record, settled, task};

const DAY: i64 = 86_400_000;

#[test]
fn what_others_did_is_told_until_it_is_read() {
    let phone = settled();
    let (moment, _) = phone.post("走访", &[]);
    let (me, colleague) = (phone.me.id, phone.colleague.id);
    let reaction = |giver, kind, done_at| Change::Reaction {
        reaction: Reaction {
            moment,
            giver,
            rank: Rank::None,
            kind,
            done_at,
        },
    };
    let leave = |by| Record::Leave {
        leave: decided(&phone.leave("2025-12-09"), false, by),
    };
    let mine_too = leave(me);
    let refused = leave(colleague);
    let given = task(&phone, None);
    phone.pull(vec![
        reaction(colleague, ReactionKind::Like, NOW.plus(-DAY)),
        record(refused.clone()),
        record(mine_too),
        record(Record::Task {
            task: Box::new(given.clone()),
        }),
    ]);
    asking(phone.store, async |engine| {
        let news = engine.ask(GetNews).await.unwrap();
        let told: Vec<_> = news
            .iter()
            .map(|item| (item.ids[0].subject, item.unread))
            .collect();
        let (leave, task) = (refused.id().0, given.id.0);
        assert_eq!(
            told,
            [(leave, true), (task, true), (moment.0, true)],
            "the newest first"
        );
        let names: Vec<_> = news.iter().map(|item| item.by[0].name.as_str()).collect();
        assert_eq!(names, ["罗山"; 3]);
        let NewsAbout::Likes { words, .. } = &news[2].about else {
            panic!("{news:?}")
        };
        assert_eq!(words, "走访");

        engine.told();
        let read = ReadNews(news[..2].iter().flat_map(|item| item.ids.clone()).collect());
        engine.ask(read.clone()).await.unwrap();
        assert!(engine.told().contains(&Told::Records));
        engine.ask(read).await.unwrap();
        assert!(!engine.told().contains(&Told::Records), "it was read already");
        let unread: Vec<_> = engine.ask(GetNews).await.unwrap();
        let unread: Vec<_> = unread.iter().map(|item| item.unread).collect();
        assert_eq!(unread, [false, false, true]);
    });
}

#[test]
fn what_happened_before_two_weeks_is_forgotten_with_what_was_read_of_it() {
    let phone = settled();
    let (me, old) = (phone.me.id, NOW.plus(-20 * DAY));
    let id = |at: Timestamp| jishi_core::model::NewsId {
        subject: phone.me.id.0,
        by: None,
        at,
    };
    let since = NOW.plus(-14 * DAY);
    assert!(phone.store.mark_read(me, &[id(old)], old).unwrap());
    assert_eq!(phone.store.read_news(me).unwrap(), [id(old)]);
    assert!(phone.store.mark_read(me, &[id(NOW)], since).unwrap());
    assert_eq!(phone.store.read_news(me).unwrap(), [id(NOW)]);
    assert_eq!(
        phone.store.read_news(phone.colleague.id).unwrap(),
        [],
        "each has read their own"
    );
}
