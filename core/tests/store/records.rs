//! Records as the server tells them, and how they are found.

use chrono::NaiveDate;
use jishi_core::{
    model::{
        Area, CheckIn, CheckInId, EvidenceAsked, Mode, Points, Record, RecordId, RecordKind, Task, TaskId,
        TaskState, Timestamp,
    },
    protocol::{Change, Settings},
    rules::{calendar::Calendar, policy::Policies},
};

use super::phone::{NOW, Phone, decided, open, phone};

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn tap(phone: &Phone, done_at: Timestamp) -> Record {
    Record::CheckIn {
        check_in: CheckIn {
            id: CheckInId::new(done_at),
            person: phone.me.id,
            mode: Mode::OnDuty,
            reason: String::new(),
            place: None,
            done_at,
        },
        area: Area::Inside { distance_m: 3.0 },
    }
}

fn task(phone: &Phone, parent: Option<TaskId>) -> Task {
    Task {
        id: TaskId::new(NOW),
        parent,
        assigner: phone.colleague.id,
        assignee: phone.me.id,
        unit: None,
        title: "清渠".into(),
        text: String::new(),
        deadline: NOW,
        evidence: EvidenceAsked::default(),
        reward: Points::ZERO,
        penalty: Points::ZERO,
        given_at: NOW,
        state: TaskState::Open,
        deliveries: vec![],
    }
}

fn record(task: &Task) -> Change {
    Change::Record {
        record: Record::Task {
            task: Box::new(task.clone()),
        },
    }
}

#[test]
fn records_are_found_by_the_days_that_they_touch() {
    let phone = phone();
    let mut leave = phone.leave("2025-12-08");
    leave.span.to.day = date("2025-12-10");
    phone.pull_leave(&leave);
    let found = |first, last| {
        let (first, last) = (date(first), date(last));
        let records = phone
            .store
            .records_about(phone.me.id, RecordKind::Leave, first, last);
        records.unwrap().len()
    };
    for (first, last, expected) in [
        ("2025-12-01", "2025-12-07", 0),
        ("2025-12-01", "2025-12-08", 1),
        ("2025-12-09", "2025-12-09", 1),
        ("2025-12-10", "2025-12-31", 1),
        ("2025-12-11", "2025-12-31", 0),
    ] {
        assert_eq!(found(first, last), expected, "{first} to {last}");
    }
    let others = phone
        .store
        .all_about(phone.colleague.id, RecordKind::Leave)
        .unwrap();
    assert_eq!(others, [], "nor is it anybody else's");
}

#[test]
fn a_record_survives_to_the_letter_and_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let phone = Phone {
        store: open(folder.path()),
        ..phone()
    };
    let leave = decided(&phone.leave("2025-12-08"), true, phone.colleague.id);
    phone.pull_leave(&leave);
    drop(phone);
    let store = open(folder.path());
    let expected = Record::Leave { leave };
    assert_eq!(store.record(expected.id()).unwrap(), Some(expected));
}

#[test]
fn parts_are_found_by_their_task() {
    let phone = phone();
    let whole = task(&phone, None);
    let part = task(&phone, Some(whole.id));
    phone.pull(vec![record(&whole), record(&part), record(&task(&phone, None))]);
    let parts = phone.store.parts(RecordId(whole.id.0)).unwrap();
    assert_eq!(
        parts.iter().map(Record::id).collect::<Vec<_>>(),
        [RecordId(part.id.0)]
    );
    assert_eq!(phone.store.tasks_by(phone.colleague.id).unwrap().len(), 3);
    assert_eq!(phone.store.tasks_by(phone.me.id).unwrap(), []);
}

#[test]
fn another_civil_time_moves_records_to_other_days() {
    let phone = phone();
    let calendar = |utc_offset_minutes| Calendar {
        utc_offset_minutes,
        years: Default::default(),
    };
    let in_china = calendar(480);
    // Half past seven in the morning in China is still the day before in Greenwich.
    let record = tap(&phone, in_china.at(date("2025-12-09"), 450));
    phone.pull(vec![Change::Record { record }]);
    let on = |day| {
        let (me, day) = (phone.me.id, date(day));
        phone
            .store
            .records_about(me, RecordKind::CheckIn, day, day)
            .unwrap()
            .len()
    };
    assert_eq!((on("2025-12-08"), on("2025-12-09")), (0, 1));
    let settings = Settings {
        policies: Policies::default(),
        calendar: calendar(0),
    };
    phone.pull(vec![Change::Settings {
        settings: settings.clone(),
    }]);
    assert_eq!((on("2025-12-08"), on("2025-12-09")), (1, 0));
    assert_eq!(*phone.store.settings().unwrap(), settings);
}

#[test]
fn the_undecided_of_others_are_those_that_wait() {
    let phone = phone();
    let of_another = |day| {
        let mut leave = phone.leave(day);
        leave.person = phone.colleague.id;
        leave
    };
    let waits = of_another("2025-12-08");
    phone.pull_leave(&waits);
    phone.pull_leave(&decided(&of_another("2025-12-09"), true, phone.me.id));
    phone.pull_leave(&phone.leave("2025-12-10"));
    let found = phone.store.undecided(RecordKind::Leave, phone.me.id).unwrap();
    assert_eq!(found, [Record::Leave { leave: waits }]);
}
