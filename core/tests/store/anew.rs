//! The server's log read anew: what it no longer tells leaves the device, and nothing else does.

use std::collections::BTreeSet;

use jishi_core::{
    engine::{Delivery, GetFeed},
    model::{
        LeaveState, Moment, MomentId, OperationId, PersonId, Rank, Reaction, ReactionKind, Record, RecordId,
        Timestamp,
    },
    protocol::{Change, Cursor, MediaSize, Problem, ProblemKind, PullPage},
    store::{NewMedia, Store},
};
use proptest::prelude::*;
use rusqlite::Connection;

use super::phone::{NOW, Phone, open, page, phone, photo, receipt};

/// A page of a log that is told from its beginning.
fn anew(changes: Vec<Change>, more: bool) -> PullPage {
    PullPage {
        anew: true,
        more,
        ..page("n", changes)
    }
}

fn told(moment: &Moment) -> Change {
    Change::Moment {
        moment: moment.clone(),
        receipt: receipt(OperationId::new(NOW)),
        placed: false,
    }
}

fn moment(author: PersonId, text: &str, files: &[&[u8]]) -> Moment {
    Moment {
        id: MomentId::new(NOW),
        author,
        text: text.into(),
        attachments: files.iter().map(|bytes| photo(bytes)).collect(),
        place: None,
        done_at: NOW,
    }
}

fn like(moment: MomentId, giver: PersonId) -> Reaction {
    Reaction {
        moment,
        giver,
        rank: Rank::None,
        kind: ReactionKind::Like,
        done_at: NOW,
    }
}

fn cached(phone: &Phone, bytes: &[u8]) {
    let file = NewMedia {
        sha256: jishi_core::model::Sha256::of(bytes),
        size: MediaSize::Feed,
        mime: "image/jpeg",
        bytes,
    };
    phone.store.cache_media(&file, NOW).unwrap();
}

fn has_file(phone: &Phone, bytes: &[u8]) -> bool {
    let sha256 = jishi_core::model::Sha256::of(bytes);
    phone.store.has_media(sha256, MediaSize::Feed).unwrap()
}

#[test]
fn what_is_not_told_again_goes_with_the_last_page_and_not_before() {
    let phone = phone();
    let (kept, lost) = (
        moment(phone.colleague.id, "还看得到", &[b"kept"]),
        moment(phone.colleague.id, "看不到了", &[b"lost", b"kept"]),
    );
    let mut asked = phone.leave("2025-12-09");
    asked.person = phone.colleague.id;
    let record = Change::Record {
        record: Record::Leave { leave: asked.clone() },
    };
    phone.pull(vec![told(&kept), told(&lost), record]);
    cached(&phone, b"kept");
    cached(&phone, b"lost");
    let applied = phone.store.apply(&anew(vec![told(&kept)], true)).unwrap();
    assert!(applied.feed);
    assert!(
        phone.item(lost.id).is_ok(),
        "until the end all of it is to be seen"
    );
    // The program is ended half-way.
    let store = open(phone.folder.path());
    let phone = Phone { store, ..phone };
    let applied = phone.store.apply(&page("o", vec![])).unwrap();
    assert!(applied.feed && applied.records, "pages are told to look again");
    assert!(phone.item(kept.id).is_ok());
    assert!(phone.item(lost.id).is_err());
    assert_eq!(phone.standing(asked.id), None);
    assert!(has_file(&phone, b"kept") && !has_file(&phone, b"lost"));
    let applied = phone.store.apply(&page("p", vec![])).unwrap();
    assert!(!applied.feed, "once");
    // It may be seen again, and go again.
    phone
        .store
        .apply(&anew(vec![told(&kept), told(&lost)], false))
        .unwrap();
    assert!(phone.item(lost.id).is_ok());
    phone.store.apply(&anew(vec![], false)).unwrap();
    assert!(phone.item(kept.id).is_err() && phone.item(lost.id).is_err());
}

#[test]
fn what_one_did_and_what_waits_is_not_touched() {
    let phone = phone();
    let lost = moment(phone.colleague.id, "看不到了", &[]);
    phone.pull(vec![told(&lost)]);
    let mut asked = phone.leave("2025-12-09");
    asked.person = phone.colleague.id;
    phone.pull_leave(&asked);
    let (sent, operation) = phone.post("已送达", &[b"own"]);
    phone.store.settle(operation, &receipt(operation)).unwrap();
    let (queued, _) = phone.post("在排队", &[b"queued"]);
    let (refused, operation) = phone.post("被退回", &[b"refused"]);
    phone
        .store
        .refuse(operation, &Problem::new(ProblemKind::Invalid))
        .unwrap();
    let draft = phone.draft("写了一半", &[b"draft"]);
    let own = phone.leave("2025-12-11");
    phone.ask(&own);
    let liked = phone.like(lost.id, true);
    let mut granted = asked.clone();
    granted.state = super::phone::decided(&asked, true, phone.me.id).state;
    let decided = phone.act(
        jishi_core::model::Action::DecideLeave {
            leave: asked.id,
            granted: true,
            reason: String::new(),
        },
        &[jishi_core::rules::judge::Effect::Put(Record::Leave {
            leave: granted.clone(),
        })],
    );
    let counts = phone.store.outbox_counts().unwrap();

    phone.store.apply(&anew(vec![], false)).unwrap();
    assert_eq!(phone.store.outbox_counts().unwrap(), counts);
    assert!(phone.item(lost.id).is_err());
    assert!(matches!(phone.delivery(sent), Delivery::Received(_)));
    assert_eq!(phone.delivery(queued), Delivery::Waiting);
    assert!(matches!(phone.delivery(refused), Delivery::Refused { .. }));
    assert_eq!(phone.store.draft(draft).unwrap().draft.attachments.len(), 1);
    for bytes in [&b"own"[..], b"queued", b"refused", b"draft"] {
        assert!(has_file(&phone, bytes), "{bytes:?}");
    }
    assert_eq!(phone.standing(own.id), Some(LeaveState::Asked));
    assert_eq!(
        phone.standing(asked.id),
        Some(granted.state),
        "what waits is still to be seen"
    );

    // Whatever becomes of it, what is gone does not come back by it.
    phone.store.settle(decided, &receipt(decided)).unwrap();
    assert_eq!(phone.standing(asked.id), None);
    phone.store.settle(liked, &receipt(liked)).unwrap();
    assert!(phone.item(lost.id).is_err());
    let given = phone.store.given(phone.me.id, NOW, NOW.plus(1), queued).unwrap();
    assert_eq!(given.likes, 1, "what one gave counts towards the day's number");
}

#[test]
fn a_record_that_is_gone_leaves_and_may_be_told_again() {
    let phone = phone();
    let mut asked = phone.leave("2025-12-09");
    asked.person = phone.colleague.id;
    phone.pull_leave(&asked);
    let gone = Change::RecordGone {
        record: RecordId(asked.id.0),
    };
    let applied = phone.store.apply(&page("n", vec![gone.clone()])).unwrap();
    assert!(applied.records && !applied.feed);
    assert_eq!(phone.standing(asked.id), None);
    phone.pull(vec![gone]);
    phone.pull_leave(&asked);
    assert_eq!(phone.standing(asked.id), Some(LeaveState::Asked));
}

#[test]
fn what_an_older_program_passed_over_is_read_by_a_newer_one() {
    let phone = phone();
    phone.pull(vec![Change::Unknown]);
    assert_eq!(phone.store.cursor().unwrap(), Some(Cursor("n".into())));
    let db = Connection::open(phone.folder.path().join("jishi.db")).unwrap();
    db.execute("UPDATE kept SET value = '\"0.0.0\"' WHERE key = 'unread_by'", [])
        .unwrap();
    assert_eq!(phone.store.cursor().unwrap(), None, "it was another version");
    phone.store.apply(&anew(vec![], false)).unwrap();
    assert_eq!(phone.store.cursor().unwrap(), Some(Cursor("n".into())));
}

/// A moment, its words, and who likes it.
type Shown = (MomentId, String, Vec<PersonId>);

/// What a phone shows: moments and records.
fn shown(store: &Store) -> (BTreeSet<Shown>, BTreeSet<RecordId>) {
    let directory = store.directory().unwrap().unwrap();
    let feed = store
        .feed(&directory, NOW.plus(1), &GetFeed::after(None, 100))
        .unwrap();
    let moments = feed.items.into_iter().map(|item| {
        let mut likes: Vec<PersonId> = item.likes.iter().map(|person| person.id).collect();
        likes.sort_unstable();
        (item.moment.id, item.moment.text, likes)
    });
    let records = store
        .records_of_kind(jishi_core::model::RecordKind::Leave)
        .unwrap();
    (moments.collect(), records.iter().map(Record::id).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// However sight changed on the way, in the end a phone shows what one would that begins today.
    #[test]
    fn in_the_end_there_is_what_a_new_phone_would_have(
        log in prop::collection::vec((0_usize..4, 0_usize..6, 0_u8..5), 0..40),
        sights in prop::collection::vec((prop::collection::btree_set(0_usize..4, 0..4), 0_usize..40), 1..5),
        per_page in 1_usize..9,
    ) {
        let (phone, fresh) = (phone(), super::phone::phone());
        let authors: Vec<PersonId> = (0..4).map(|n| PersonId::new(Timestamp(n))).collect();
        // Each author has six moments and asks for six leaves.
        let things: Vec<Vec<(Moment, jishi_core::model::Leave)>> = authors.iter().map(|author| (0..6).map(|_| {
            let mut leave = phone.leave("2025-12-09");
            leave.person = *author;
            (moment(*author, "一", &[]), leave)
        }).collect()).collect();
        let change = |(author, which, what): (usize, usize, u8)| {
            let (moment, leave) = &things[author][which];
            match what {
                0 => told(moment),
                1 => Change::MomentEdited { moment: moment.id, text: "二".into(), at: NOW },
                2 => Change::Reaction { reaction: like(moment.id, authors[which % 4]) },
                3 => Change::ReactionGone { moment: moment.id, giver: authors[which % 4], at: None },
                _ => Change::Record { record: Record::Leave { leave: leave.clone() } },
            }
        };
        let read = |phone: &Phone, sight: &BTreeSet<usize>, from: usize, to: usize, begins: bool| {
            let of: Vec<Change> = log[from..to].iter().filter(|entry| sight.contains(&entry.0)).map(|entry| change(*entry)).collect();
            let mut pages: Vec<Vec<Change>> = of.chunks(per_page).map(<[Change]>::to_vec).collect();
            if pages.is_empty() { pages.push(vec![]); }
            let last = pages.len() - 1;
            for (n, changes) in pages.into_iter().enumerate() {
                let next = PullPage { anew: begins && n == 0, more: n < last, ..page("n", changes) };
                phone.store.apply(&next).unwrap();
            }
        };
        for phone in [&phone, &fresh] {
            phone.pull(authors.iter().map(|id| Change::Person {
                person: jishi_core::model::Person { id: *id, ..phone.colleague.clone() },
            }).collect());
        }
        let mut at = 0;
        for (n, (sight, end)) in sights.iter().enumerate() {
            let end = if n + 1 == sights.len() { log.len() } else { (*end).min(log.len()).max(at) };
            read(&phone, sight, 0, at.max(end), true);
            at = end;
        }
        let (last, _) = sights.last().unwrap();
        read(&fresh, last, 0, log.len(), true);
        prop_assert_eq!(shown(&phone.store), shown(&fresh.store));
    }
}
