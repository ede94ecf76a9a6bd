//! What one's own unconfirmed operations make of the record.

use jishi_core::{
    engine::Delivery,
    model::{
        Action, CheckIn, CheckInId, LeaveState, LessonFile, Mode, Moment, MomentId, Record, Sha256, Topic,
        Workplace,
    },
    protocol::{Change, Problem, ProblemKind},
    rules::judge::Effect,
    store::{Acted, StoreFault},
};

use super::phone::{NOW, decided, phone, receipt};

fn refusal() -> Problem {
    Problem::new(ProblemKind::Conflict)
}

#[test]
fn what_one_asks_stands_at_once_stays_when_it_is_settled_and_goes_when_it_is_refused() {
    let phone = phone();
    let (kept, lost) = (phone.leave("2025-12-08"), phone.leave("2025-12-09"));
    let (keeps, loses) = (phone.ask(&kept), phone.ask(&lost));
    assert_eq!(phone.standing(kept.id), Some(LeaveState::Asked));
    assert_eq!(phone.store.delivery(kept.id.0).unwrap(), Some(Delivery::Waiting));
    phone.store.settle(keeps, &receipt(keeps)).unwrap();
    phone.store.refuse(loses, &refusal()).unwrap();
    assert_eq!(phone.standing(kept.id), Some(LeaveState::Asked), "without a pull");
    assert_eq!(phone.store.delivery(kept.id.0).unwrap(), None);
    assert_eq!(phone.standing(lost.id), None);
    let refusals = phone.store.refusals().unwrap();
    assert_eq!(refusals.len(), 1);
    assert_eq!(
        (refusals[0].operation.id, &refusals[0].problem),
        (loses, &refusal())
    );
}

#[test]
fn the_newest_word_of_ones_own_lies_over_the_servers() {
    let phone = phone();
    let leave = phone.leave("2025-12-08");
    phone.pull_leave(&leave);
    let withdrawn = LeaveState::Withdrawn {
        at: NOW,
        decision: None,
    };
    let mut taken_back = leave.clone();
    taken_back.state = withdrawn.clone();
    let effect = Effect::Put(Record::Leave { leave: taken_back });
    let operation = phone.act(Action::WithdrawLeave { leave: leave.id }, &[effect]);
    let granted = decided(&leave, true, phone.colleague.id);
    phone.pull_leave(&granted);
    assert_eq!(phone.standing(leave.id), Some(withdrawn));
    phone.store.refuse(operation, &refusal()).unwrap();
    assert_eq!(
        phone.standing(leave.id),
        Some(granted.state),
        "what the server told meanwhile"
    );
}

#[test]
fn a_receipt_that_comes_late_does_not_undo_what_the_server_told_since() {
    let phone = phone();
    let leave = phone.leave("2025-12-08");
    let asked = phone.ask(&leave);
    // The server took it, its answer was lost, somebody granted it, and that was pulled before the answer came again.
    let granted = decided(&leave, true, phone.colleague.id);
    phone.pull_leave(&granted);
    phone.store.settle(asked, &receipt(asked)).unwrap();
    assert_eq!(phone.standing(leave.id), Some(granted.state));
}

#[test]
fn a_refused_operation_is_tried_again_with_its_effects() {
    let phone = phone();
    let leave = phone.leave("2025-12-08");
    let asked = phone.ask(&leave);
    phone.store.refuse(asked, &refusal()).unwrap();
    let effects = [Effect::Put(Record::Leave { leave: leave.clone() })];
    phone.store.retry(asked, &effects, None).unwrap();
    assert_eq!(phone.standing(leave.id), Some(LeaveState::Asked));
    assert_eq!(phone.ready(), [asked]);
    assert!(matches!(
        phone.store.retry(asked, &effects, None),
        Err(StoreFault::NotFound)
    ));
    phone.store.refuse(asked, &refusal()).unwrap();
    phone.store.drop_refused(asked).unwrap();
    assert_eq!((phone.standing(leave.id), phone.ready()), (None, vec![]));
}

#[test]
fn a_tap_and_its_reason_come_and_go_together() {
    let phone = phone();
    let check_in = CheckIn {
        id: CheckInId::new(NOW),
        person: phone.me.id,
        mode: Mode::Meeting,
        reason: "防汛调度会".into(),
        place: None,
        done_at: NOW,
    };
    let moment = Moment {
        id: MomentId(check_in.id.0),
        author: phone.me.id,
        text: check_in.reason.clone(),
        attachments: vec![],
        place: None,
        done_at: NOW,
    };
    let area = jishi_core::model::Area::Unknown;
    let record = Record::CheckIn {
        check_in: check_in.clone(),
        area,
    };
    let effects = [Effect::Put(record.clone()), Effect::Post(moment.clone())];
    let action = Action::CheckIn { check_in };
    let first = phone.act(action.clone(), &effects);
    phone.store.settle(first, &receipt(first)).unwrap();
    assert_eq!(phone.store.record(record.id()).unwrap(), Some(record.clone()));
    assert_eq!(phone.delivery(moment.id), Delivery::Received(receipt(first)));

    let phone = super::phone::phone();
    let second = phone.act(action, &effects);
    phone.store.refuse(second, &refusal()).unwrap();
    assert_eq!(phone.store.record(record.id()).unwrap(), None);
    phone.store.drop_refused(second).unwrap();
    assert!(phone.item(moment.id).is_err());
}

#[test]
fn a_workplace_that_is_refused_goes_back() {
    let phone = phone();
    let place = |radius_m| {
        Some(Workplace {
            latitude: 25.17,
            longitude: 106.09,
            radius_m,
        })
    };
    let unit = || phone.store.directory().unwrap().unwrap().unit.clone();
    let set = |radius_m| {
        let (unit, workplace) = (unit(), place(radius_m));
        let action = Action::SetWorkplace {
            unit: unit.id,
            workplace,
            hours: None,
        };
        phone.act(
            action,
            &[Effect::SetUnit(jishi_core::model::Unit { workplace, ..unit })],
        )
    };
    let first = set(100.0);
    assert_eq!(unit().workplace, place(100.0));
    phone.store.settle(first, &receipt(first)).unwrap();
    let second = set(900.0);
    assert_eq!(unit().workplace, place(900.0));
    phone.store.refuse(second, &refusal()).unwrap();
    assert_eq!(unit().workplace, place(100.0));
    let mut told = unit();
    told.workplace = place(50.0);
    phone.pull(vec![Change::Unit { unit: told }]);
    assert_eq!(unit().workplace, place(50.0));
}

#[test]
fn nothing_is_queued_that_waits_for_a_file_which_is_not_here() {
    let phone = phone();
    let lesson = jishi_core::model::Lesson {
        id: jishi_core::model::LessonId::new(NOW),
        topic: Topic::Notices,
        title: "通知".into(),
        body: "正文".into(),
        files: vec![LessonFile {
            sha256: Sha256::of(b"nowhere"),
            bytes: 7,
            mime: "application/pdf".into(),
            name: "通知.pdf".into(),
        }],
        opens: "2025-12-08".parse().unwrap(),
        closes: None,
        minimum_seconds: 60,
        publisher: phone.me.id,
        published_at: NOW,
        withdrawn_at: None,
    };
    let action = Action::PublishLesson {
        lesson: lesson.clone(),
    };
    let (operation, signed) = phone.operation(action.clone());
    let record = Record::Lesson { lesson };
    let acted = Acted {
        operation,
        action: &action,
        done_at: NOW,
        effects: &[Effect::Put(record.clone())],
        signed: &signed,
    };
    assert!(matches!(phone.store.act(&acted), Err(StoreFault::NotFound)));
    assert_eq!(phone.store.record(record.id()).unwrap(), None);
    assert_eq!(phone.store.next_upload().unwrap(), None);
}
