//! The outbox: what may be sent when, and what becomes of it.

use jishi_core::{
    engine::{Delivery, Draft},
    model::{Action, MomentId, Unit, UnitKind, UploadId},
    protocol::{Problem, ProblemKind},
    rules::judge::Effect,
    store::{Becomes, StoreFault},
};

use super::phone::{NOW, Phone, open, phone, receipt};

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
    let draft = Draft {
        id: MomentId::new(NOW),
        text: "x".into(),
        place: None,
        attachments: vec![],
        fields: None,
    };
    phone
        .store
        .take_back(operation, &draft, Becomes::Moment, NOW)
        .unwrap();
    assert_eq!(phone.store.latest_draft().unwrap().unwrap().draft, draft);
    let directory = phone.store.directory().unwrap().unwrap();
    assert!(
        phone
            .store
            .feed(&directory, NOW, None, 10)
            .unwrap()
            .items
            .is_empty()
    );

    let (_, operation) = phone.post("y", &[]);
    phone.store.refuse(operation, &problem).unwrap();
    assert_eq!(phone.store.drop_refused(operation).unwrap().unwrap().text, "y");
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
