//! What a person does on a phone that has no signal.

use chrono::NaiveDate;
use jishi_core::{
    engine::{
        Act, BegunReading, Change as Told, Deed, Delivery, Discard, Fault, GetLeaves, GetLesson, GetPreview,
        GetReceipts, GetRefusals, GetScore, GetSyncState, KeepReading, OpenDraft, Post, Retry, SaveDraft,
        ScorePage,
    },
    model::{Action, LeaveKind, LeaveState, Points, Proof, ReactionKind, Receipt, Record, Sha256},
    protocol::{Problem, ProblemKind},
    rules::score::Span,
};

use super::super::phone::{NOW, Phone, decided, open, receipt};
use super::{asking, asking_at, lesson, policy, record, settled, settled_by};

#[test]
fn what_one_does_is_shown_and_queued_and_pages_are_told() {
    let phone = settled();
    let span = phone.leave("2025-12-09").span;
    asking(phone.store, async |engine| {
        engine.told();
        let deed = Deed::AskLeave {
            draft: None,
            kind: LeaveKind::Annual,
            span,
            reason: "回老家 \r\n".into(),
        };
        let done = engine.ask(Act(deed)).await.unwrap();
        assert!(engine.told().contains(&Told::Records));
        let leaves = engine.ask(GetLeaves).await.unwrap();
        let [item] = leaves.mine.as_slice() else {
            panic!("{leaves:?}")
        };
        assert_eq!((item.leave.id.0, item.leave.asked_at), (done.subject, NOW));
        assert_eq!(item.leave.reason, "回老家", "as it was meant");
        assert_eq!(item.under_way, Some(Delivery::Waiting));
        assert_eq!(item.person.as_ref().unwrap().name, "韦明月");
        assert_eq!(engine.ask(GetSyncState).await.unwrap().waiting, 1);
    });
}

#[test]
fn a_reading_goes_on_after_a_restart_until_it_is_on_the_record() {
    let phone = settled();
    let lesson = lesson(&phone);
    let id = lesson.id;
    phone.pull(vec![record(Record::Lesson { lesson })]);
    let begun = BegunReading {
        started_at: NOW.plus(-90_000),
        read_ms: 61_000,
        end: true,
        opened: 0b10,
    };
    let Phone { store, folder, .. } = phone;
    asking(store, async |engine| {
        assert_eq!(engine.ask(GetLesson(id)).await.unwrap().begun, None);
        engine.ask(KeepReading { lesson: id, begun }).await.unwrap();
    });
    // The app was closed.
    asking(open(folder.path()), async |engine| {
        let page = engine.ask(GetLesson(id)).await.unwrap();
        assert_eq!((page.begun, page.to_read), (Some(begun), true));
        let read = Deed::ReadLesson {
            lesson: id,
            started_at: begun.started_at,
            seconds: 61,
        };
        engine.ask(Act(read)).await.unwrap();
        let page = engine.ask(GetLesson(id)).await.unwrap();
        assert_eq!((page.begun, page.to_read), (None, false));
    });
    let store = open(folder.path());
    let me = store.directory().unwrap().unwrap().me.id;
    assert_eq!(
        store.begun_reading(id, me).unwrap(),
        None,
        "nothing is left of it"
    );
}

#[test]
fn what_the_rules_refuse_is_not_queued() {
    let phone = settled();
    let own = phone.leave("2025-12-09");
    phone.pull_leave(&own);
    asking(phone.store, async |engine| {
        let deed = Deed::DecideLeave {
            leave: own.id,
            granted: true,
            reason: String::new(),
        };
        let refused = engine.ask(Act(deed.clone())).await;
        assert!(matches!(refused, Err(Fault::Refused(_))), "{refused:?}");
        let preview = engine.ask(GetPreview(deed)).await.unwrap();
        assert!(preview.refused.is_some());
        assert_eq!(preview.difference, Default::default());
        assert_eq!(engine.ask(GetSyncState).await.unwrap().waiting, 0);
        assert_eq!(
            engine.ask(GetLeaves).await.unwrap().mine[0].leave.state,
            LeaveState::Asked
        );
    });
}

#[test]
fn a_preview_is_what_is_then_booked() {
    let phone = settled();
    asking(phone.store, async |engine| {
        let score = GetScore {
            span: Span::Day,
            day: "2025-12-06".parse().unwrap(),
        };
        for (text, points) in [("第一条", Points::whole(1)), ("第二条", Points::ZERO)] {
            let draft = engine.ask(OpenDraft).await.unwrap().id;
            let save = SaveDraft {
                draft,
                text: text.into(),
                place: None,
            };
            engine.ask(save).await.unwrap();
            let before = engine.ask(score).await.unwrap();
            let preview = engine.ask(GetPreview(Deed::PostMoment { draft })).await.unwrap();
            engine.ask(Post(draft)).await.unwrap();
            let after = engine.ask(score).await.unwrap();
            assert_eq!(preview.difference.points, points, "{text}");
            assert_eq!(after.total - before.total, points);
            let entries = |page: &ScorePage| page.entries.iter().map(|item| item.entry).collect::<Vec<_>>();
            let (before, mut booked) = (entries(&before), entries(&after));
            booked.retain(|entry| !before.contains(entry));
            assert_eq!(
                preview.difference.come, booked,
                "also what is over the cap is noted"
            );
            assert_ne!(booked, []);
        }
        let page = engine.ask(score).await.unwrap();
        assert_eq!((page.trend.len(), page.trend[11].total), (12, Points::whole(1)));
        assert_eq!(page.trend[11].period, page.period);
    });
}

#[test]
fn a_deletion_tells_also_of_the_log_that_will_be_missing() {
    // On the first day, which is the one before, nothing is missed.
    let today: NaiveDate = "2025-12-07".parse().unwrap();
    let mut policy = policy();
    policy.logs.delete_hours = 24;
    policy.logs.points.as_mut().unwrap().missed = Points::whole(-1);
    let phone = settled_by(policy, vec![today]);
    asking_at(NOW.plus(86_400_000), phone.store, async |engine| {
        let post = async |text: &str| {
            let draft = engine.ask(OpenDraft).await.unwrap().id;
            let text = text.into();
            let place = None;
            engine.ask(SaveDraft { draft, text, place }).await.unwrap();
            engine.ask(Post(draft)).await.unwrap()
        };
        let first = post("第一条").await;
        let delete = GetPreview(Deed::DeleteMoment { moment: first });
        let preview = engine.ask(delete.clone()).await.unwrap();
        assert_eq!(preview.difference.points, Points::whole(-1));
        assert_eq!(preview.later, Some(Points::whole(-1)));
        post("第二条").await;
        assert_eq!(engine.ask(delete).await.unwrap().later, None, "another is left");
    });
}

#[test]
fn an_empty_draft_is_refused_in_words_that_the_page_knows() {
    let phone = settled();
    asking(phone.store, async |engine| {
        let draft = engine.ask(OpenDraft).await.unwrap().id;
        assert!(
            engine
                .ask(GetPreview(Deed::PostMoment { draft }))
                .await
                .unwrap()
                .refused
                .is_some()
        );
        assert!(matches!(engine.ask(Post(draft)).await, Err(Fault::Moment(_))));
        assert_eq!(
            engine.ask(OpenDraft).await.unwrap().id,
            draft,
            "it is still there"
        );
    });
}

#[test]
fn likes_of_the_day_are_counted_down() {
    let phone = settled();
    let (one, two) = (phone.foreign_moment("一", NOW), phone.foreign_moment("二", NOW));
    let like = |moment| Deed::React {
        moment,
        reaction: Some(ReactionKind::Like),
    };
    asking(phone.store, async |engine| {
        let left = async |deed| {
            let likes = engine.ask(GetPreview(deed)).await.unwrap().left.likes;
            likes.map(|likes| (likes.left, likes.of))
        };
        assert_eq!(left(like(one)).await, Some((5, 6)));
        engine.ask(Act(like(one))).await.unwrap();
        assert_eq!(left(like(one)).await, Some((5, 6)), "one per moment");
        assert_eq!(left(like(two)).await, Some((4, 6)));
        let back = Deed::React {
            moment: one,
            reaction: None,
        };
        assert_eq!(left(back).await, Some((6, 6)));
        let preview = engine.ask(GetPreview(like(two))).await.unwrap();
        assert_eq!(preview.left.dislikes, None, "one's rank may not dislike");
    });
}

#[test]
fn with_what_was_refused_stands_what_is_there_instead() {
    let phone = settled();
    let leave = phone.leave("2025-12-09");
    let asked = phone.ask(&leave);
    phone
        .store
        .refuse(asked, &Problem::new(ProblemKind::Conflict))
        .unwrap();
    let mut other = phone.store.refused(asked).unwrap();
    let Action::AskLeave { leave } = &mut other.action else {
        panic!("{other:?}")
    };
    leave.reason = "另一个理由".into();
    let problem = Problem::new(ProblemKind::Conflict).beside(Some(other));
    phone.store.refuse(asked, &problem).unwrap();
    asking(phone.store, async |engine| {
        let refusal = engine.ask(GetRefusals).await.unwrap().remove(0);
        assert_ne!(refusal.words, "另一个理由");
        let stands = refusal.stands.unwrap();
        assert_eq!((stands.words.as_str(), stands.granted), ("另一个理由", None));
    });

    // A decision that somebody else made first.
    let phone = settled();
    let leave = phone.leave("2025-12-10");
    phone.pull_leave(&leave);
    let decide = Action::DecideLeave {
        leave: leave.id,
        granted: true,
        reason: String::new(),
    };
    let decided_here = phone.act(decide, &[]);
    phone.pull_leave(&decided(&leave, false, phone.colleague.id));
    let problem = Problem::new(ProblemKind::AlreadyDecided);
    phone.store.refuse(decided_here, &problem).unwrap();
    let colleague = phone.colleague.clone();
    asking(phone.store, async |engine| {
        let refusal = engine.ask(GetRefusals).await.unwrap().remove(0);
        let stands = refusal.stands.unwrap();
        assert_eq!((stands.by, stands.granted), (Some(colleague), Some(false)));
    });
}

#[test]
fn receipts_stay_and_can_be_taken_along() {
    let phone = settled();
    let operations = [phone.post("一", &[]).1, phone.post("二", &[]).1];
    let proof = Proof {
        chain: Sha256([1; 32]),
        signature: "c2ln".into(),
    };
    let receipts: Vec<Receipt> = operations
        .iter()
        .zip([9, 4])
        .map(|(operation, sequence)| Receipt {
            sequence,
            proof: Some(proof.clone()),
            ..receipt(*operation)
        })
        .collect();
    for receipt in &receipts {
        phone.store.settle(receipt.operation, receipt).unwrap();
    }
    let Phone { store, folder, .. } = phone;
    drop(store);
    asking(open(folder.path()), async |engine| {
        let held = engine.ask(GetReceipts).await.unwrap();
        let [later, earlier] = receipts.as_slice() else {
            panic!()
        };
        assert_eq!(held.count, 2);
        assert_eq!(held.ends, Some((earlier.clone(), later.clone())));
        let text = String::from_utf8(held.file.bytes).unwrap();
        let lines: Vec<Receipt> = text
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(
            lines,
            [earlier.clone(), later.clone()],
            "as verify-audit reads them"
        );
    });
}

#[test]
fn what_the_server_refused_is_listed_tried_again_and_dropped() {
    let phone = settled();
    let (first, second) = (phone.leave("2025-12-09"), phone.leave("2025-12-10"));
    for leave in [&first, &second] {
        let asked = phone.ask(leave);
        phone
            .store
            .refuse(asked, &Problem::new(ProblemKind::Conflict))
            .unwrap();
    }
    asking(phone.store, async |engine| {
        let refusals = engine.ask(GetRefusals).await.unwrap();
        let leaves: Vec<_> = refusals.iter().map(|refusal| &refusal.action).collect();
        let asks = [second.clone(), first.clone()].map(|leave| Action::AskLeave { leave });
        assert_eq!(leaves, asks.iter().collect::<Vec<_>>(), "newest first");
        assert_eq!(refusals[0].problem.kind, ProblemKind::Conflict);
        assert_eq!(engine.ask(GetLeaves).await.unwrap().mine.len(), 0);

        engine.ask(Retry(refusals[0].operation)).await.unwrap();
        engine.ask(Discard(refusals[1].operation)).await.unwrap();
        assert_eq!(engine.ask(GetRefusals).await.unwrap(), []);
        let mine = engine.ask(GetLeaves).await.unwrap().mine;
        assert_eq!((mine.len(), mine[0].leave.id), (1, second.id));
        let gone = engine.ask(Retry(refusals[1].operation)).await;
        assert_eq!(gone, Err(Fault::NotFound));
    });
}
