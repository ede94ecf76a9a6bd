//! The outbox: what may be sent when, and what becomes of it.

use jishi_core::{
    engine::{Delivery, Draft, GetFeed},
    model::{Action, MomentId, OperationId, Sha256, Unit, UnitKind, UploadId},
    protocol::{MediaSize, Problem, ProblemKind},
    rules::judge::Effect,
    store::{Acted, Becomes, StoreFault},
};

use super::phone::{NOW, Phone, open, phone, photo, receipt};

#[test]
fn a_moment_waits_for_its_files_and_tells_how_far_they_are() {
    let phone = phone();
    let (moment, operation) = phone.post("两张照片", &[b"photo one!", b"photo two."]);
    assert_eq!(phone.ready(), []);
    assert_eq!(phone.delivery(moment), Delivery::Waiting);
    let remote = UploadId::new(NOW);
    for expected in [25, 75] {
        let file = phone.store.next_upload().unwrap().unwrap();
        assert_eq!(phone.store.media_part(file.sha256, 0, 100).unwrap().len(), 10);
        phone.store.upload_at(file.sha256, remote, 5).unwrap();
        assert_eq!(phone.delivery(moment), Delivery::Uploading { percent: expected });
        assert_eq!(phone.ready(), []);
        phone.store.upload_at(file.sha256, remote, 10).unwrap();
    }
    assert_eq!(phone.store.next_upload().unwrap(), None);
    assert_eq!(phone.ready(), [operation]);
    phone.store.mark_sending(&[operation], true).unwrap();
    assert_eq!(phone.delivery(moment), Delivery::Sending);
    phone.store.settle(operation, &receipt(operation)).unwrap();
    assert_eq!(phone.delivery(moment), Delivery::Received(receipt(operation)));
    assert_eq!(phone.store.outbox_counts().unwrap(), (0, 0));
}

#[test]
fn a_file_that_was_sent_is_not_sent_twice() {
    let phone = phone();
    phone.post("one", &[b"same photo"]);
    let file = phone.store.next_upload().unwrap().unwrap();
    phone
        .store
        .upload_at(file.sha256, UploadId::new(NOW), file.length)
        .unwrap();
    let (_, second) = phone.post("two", &[b"same photo"]);
    assert_eq!(phone.store.next_upload().unwrap(), None);
    assert!(phone.ready().contains(&second));
    phone.store.restart_uploads_of(second).unwrap();
    assert_eq!(
        phone.store.next_upload().unwrap().unwrap().sent,
        0,
        "unless the server has lost it"
    );
}

#[test]
fn what_was_on_its_way_when_the_program_ended_is_queued_again() {
    let folder = tempfile::tempdir().unwrap();
    let phone = Phone {
        store: open(folder.path()),
        ..phone()
    };
    let unit = Unit {
        id: phone.me.unit,
        parent: None,
        name: "村".into(),
        kind: UnitKind::Village,
        workplace: None,
        moved_from: vec![],
        hours: vec![],
    };
    phone.store.enrol(phone.device, &phone.me, &unit, NOW).unwrap();
    let (_, operation) = phone.post("x", &[]);
    phone.store.mark_sending(&[operation], true).unwrap();
    assert_eq!(phone.ready(), []);
    drop(phone);
    assert_eq!(open(folder.path()).ready(10).unwrap()[0].id, operation);
}

#[test]
fn a_refused_moment_can_be_retried_edited_or_dropped() {
    let phone = phone();
    let problem = Problem::new(ProblemKind::Invalid);
    let (moment, operation) = phone.post("x", &[b"photo"]);
    phone.store.refuse(operation, &problem).unwrap();
    assert_eq!(
        phone.delivery(moment),
        Delivery::Refused {
            operation,
            problem: problem.clone()
        }
    );
    assert_eq!(phone.store.outbox_counts().unwrap(), (0, 1));
    assert_eq!(
        phone.store.next_upload().unwrap(),
        None,
        "nothing is sent for a refused moment"
    );

    let Action::PostMoment { moment: again } = phone.store.refused(operation).unwrap().action else {
        panic!("a moment was refused")
    };
    phone
        .store
        .retry(operation, &[Effect::Post(again)], None)
        .unwrap();
    assert_eq!(phone.delivery(moment), Delivery::Waiting);
    assert!(
        matches!(phone.store.drop_refused(operation), Err(StoreFault::NotFound)),
        "it is not refused any more"
    );

    phone.store.refuse(operation, &problem).unwrap();
    let rewrite = || {
        let draft = Draft {
            id: MomentId::new(NOW),
            text: "x".into(),
            place: None,
            attachments: vec![photo(b"photo")],
            fields: None,
        };
        phone.store.rewrite(operation, draft, Becomes::Moment).unwrap()
    };
    // What was changed before does not hide it.
    let other = MomentId::new(NOW);
    phone.store.save_draft(other, "另一条", None).unwrap();
    let draft = rewrite();
    assert_ne!(draft.id, moment, "the server may know the old id by other bytes");
    assert_eq!(phone.store.latest_draft().unwrap().unwrap().draft, draft);
    phone.store.save_draft(draft.id, "改过", None).unwrap();
    assert_eq!(phone.store.latest_draft().unwrap().unwrap().draft.id, draft.id);
    phone.store.save_draft(other, "另一条，改过", None).unwrap();
    assert_eq!(rewrite().text, "改过", "it is opened again, not made again");
    assert_eq!(phone.store.latest_draft().unwrap().unwrap().draft.id, draft.id);
    assert_eq!(
        phone.store.outbox_counts().unwrap(),
        (0, 1),
        "it stays refused meanwhile"
    );

    // Sent, it stands in its place, with its photo.
    let again = phone.moment(draft.id, &phone.me);
    let action = Action::PostMoment {
        moment: again.clone(),
    };
    let (sent, signed) = phone.operation(action.clone());
    let acted = Acted {
        operation: sent,
        action: &action,
        done_at: NOW,
        effects: &[Effect::Post(again)],
        signed: &signed,
    };
    let revision = phone.store.draft(draft.id).unwrap().revision;
    phone.store.act_from_draft(draft.id, revision, &acted).unwrap();
    assert_eq!(phone.store.outbox_counts().unwrap(), (1, 0));
    phone.store.shrink_cache(0).unwrap();
    let kept = phone
        .store
        .media(Sha256::of(b"photo"), MediaSize::Full, NOW)
        .unwrap();
    assert_eq!(kept.unwrap().bytes, b"photo");

    // Sent again as it was, or dropped, it takes the draft with it.
    phone.store.refuse(sent, &problem).unwrap();
    for go in [
        &|operation| phone.store.retry(operation, &[], None).unwrap(),
        &|operation| phone.store.drop_refused(operation).unwrap(),
    ] as [&dyn Fn(OperationId); 2]
    {
        phone.store.refuse(sent, &problem).unwrap();
        let draft = Draft {
            id: MomentId::new(NOW),
            text: String::new(),
            place: None,
            attachments: vec![],
            fields: None,
        };
        let begun = phone.store.rewrite(sent, draft, Becomes::Moment).unwrap();
        go(sent);
        assert!(matches!(phone.store.draft(begun.id), Err(StoreFault::NotFound)));
    }
    phone.store.discard_draft(other).unwrap();
    let directory = phone.store.directory().unwrap().unwrap();
    assert!(
        phone
            .store
            .feed(&directory, NOW, &GetFeed::after(None, 10))
            .unwrap()
            .items
            .is_empty()
    );

    let (_, operation) = phone.post("y", &[]);
    phone.store.refuse(operation, &problem).unwrap();
    phone.store.drop_refused(operation).unwrap();
    assert_eq!(phone.store.outbox_counts().unwrap(), (0, 0));
}

#[test]
fn what_was_done_is_sent_in_its_order_and_whole() {
    let phone = phone();
    let (one, other) = (
        phone.foreign_moment("修路", NOW),
        phone.foreign_moment("架桥", NOW),
    );
    let first = phone.like(one, true);
    let second = phone.like(one, false);
    let between = phone.like(other, true);
    let last = phone.like(one, true);
    assert_eq!(phone.ready(), [first, second, between, last]);
    assert_eq!(phone.likes(one), [phone.me.id]);
    // What is on its way keeps its turn; the next of the same subject waits behind it.
    phone.store.mark_sending(&[first], true).unwrap();
    assert_eq!(phone.ready(), [between]);
    phone.store.settle(first, &receipt(first)).unwrap();
    assert_eq!(phone.ready(), [second, between, last]);
    assert_eq!(phone.likes(one), [phone.me.id]);
}

#[test]
fn what_follows_a_moment_waits_for_its_files_with_it() {
    let phone = phone();
    let (moment, operation) = phone.post("两张照片", &[b"photo"]);
    let text = "一张照片".to_owned();
    let effect = Effect::Edit {
        moment,
        text: text.clone(),
    };
    let edited = phone.act(Action::EditMoment { moment, text }, &[effect]);
    assert_eq!(phone.ready(), []);
    let file = phone.store.next_upload().unwrap().unwrap();
    phone
        .store
        .upload_at(file.sha256, UploadId::new(NOW), file.length)
        .unwrap();
    assert_eq!(phone.ready(), [operation, edited]);
}
