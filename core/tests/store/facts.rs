//! What points are made of, as the device knows it.

use chrono::NaiveDate;
use jishi_core::{
    model::{
        Action, AppealId, EntryKey, Evidence, LessonId, MomentId, Person, PersonId, Points, Reaction,
        ReactionKind, Reading, ReadingId, Record, Rule,
    },
    protocol::{Change, Problem, ProblemKind, Settings},
    rules::{
        judge::Effect,
        policy::Policies,
        score::{Facts, Period},
    },
};

use super::phone::{NOW, Phone, decided, phone, receipt};

/// The civil day of [`NOW`] in the county.
fn today() -> NaiveDate {
    "2025-12-06".parse().unwrap()
}

fn facts(phone: &Phone, effects: &[Effect]) -> Facts {
    phone.store.facts(Period::day(today()), NOW, effects).unwrap()
}

fn logs(facts: &Facts) -> Vec<MomentId> {
    facts.logs.iter().map(|log| log.id).collect()
}

#[test]
fn ones_own_moments_count_from_the_tap_until_they_are_deleted_or_refused() {
    let phone = phone();
    phone.foreign_moment("别人的", NOW);
    let (moment, operation) = phone.post("我的", &[]);
    assert_eq!(logs(&facts(&phone, &[])), [moment]);
    phone
        .store
        .refuse(operation, &Problem::new(ProblemKind::Invalid))
        .unwrap();
    assert_eq!(logs(&facts(&phone, &[])), []);
    let (moment, operation) = phone.post("再写", &[]);
    phone.store.settle(operation, &receipt(operation)).unwrap();
    assert_eq!(logs(&facts(&phone, &[Effect::Delete(moment)])), [], "previewed");
    phone.act(Action::DeleteMoment { moment }, &[Effect::Delete(moment)]);
    assert_eq!(logs(&facts(&phone, &[])), [], "done");
}

#[test]
fn a_like_goes_with_its_moment_and_a_dislike_does_not() {
    let phone = phone();
    let (moment, operation) = phone.post("我的", &[]);
    phone.store.settle(operation, &receipt(operation)).unwrap();
    let given = |giver: &Person, kind: ReactionKind| Change::Reaction {
        reaction: Reaction {
            moment,
            giver: giver.id,
            kind,
            rank: giver.rank,
            done_at: NOW,
        },
    };
    let reason = "与事实不符".to_owned();
    let liker = phone.colleague.clone();
    let disliker = Person {
        id: PersonId::new(NOW),
        ..liker.clone()
    };
    phone.pull(vec![
        given(&liker, ReactionKind::Like),
        given(&disliker, ReactionKind::Dislike { reason }),
    ]);
    let received = |effects: &[Effect]| {
        let reactions = facts(&phone, effects).reactions;
        let mut givers: Vec<PersonId> = reactions.iter().map(|received| received.giver).collect();
        givers.sort_unstable();
        givers
    };
    let mut both = vec![liker.id, disliker.id];
    both.sort_unstable();
    assert_eq!(received(&[]), both);
    let delete = Effect::Delete(moment);
    assert_eq!(
        received(std::slice::from_ref(&delete)),
        [disliker.id],
        "previewed"
    );
    phone.act(Action::DeleteMoment { moment }, &[delete]);
    assert_eq!(received(&[]), [disliker.id], "done");
    phone.pull(vec![Change::MomentGone { moment }]);
    assert_eq!(received(&[]), [disliker.id], "told");
}

#[test]
fn facts_after_effects_are_those_that_stand_once_it_is_done() {
    let phone = phone();
    let asked = phone.leave("2025-12-06");
    phone.pull_leave(&asked);
    let granted = Record::Leave {
        leave: decided(&asked, true, phone.colleague.id),
    };
    let reading = Record::Reading {
        reading: Reading {
            id: ReadingId::new(NOW),
            person: phone.me.id,
            lesson: LessonId::new(NOW),
            started_at: NOW.plus(-90_000),
            finished_at: NOW,
            seconds: 80,
        },
    };
    let effects = [Effect::Put(granted), Effect::Put(reading)];
    let expected = facts(&phone, &effects);
    assert_eq!((expected.leaves.len(), expected.readings.len()), (1, 1));
    assert_ne!(facts(&phone, &[]), expected);
    phone.act(Action::WithdrawLeave { leave: asked.id }, &effects);
    assert_eq!(facts(&phone, &[]), expected);
}

#[test]
fn records_of_others_are_no_facts_of_ones_own() {
    let phone = phone();
    let mut leave = phone.leave("2025-12-06");
    leave.person = phone.colleague.id;
    let leave = decided(&leave, true, phone.me.id);
    phone.pull_leave(&leave);
    assert_eq!(facts(&phone, &[Effect::Put(Record::Leave { leave })]).leaves, []);
}

#[test]
fn a_contested_day_is_known_wherever_it_lies() {
    let phone = phone();
    let long_ago = phone.leave("2025-11-03");
    phone.pull_leave(&decided(&long_ago, true, phone.colleague.id));
    assert_eq!(facts(&phone, &[]).leaves, []);
    let appeal = jishi_core::model::Appeal {
        id: AppealId::new(NOW),
        person: phone.me.id,
        entry: EntryKey {
            day: "2025-11-03".parse().unwrap(),
            rule: Rule::Absent,
            evidence: Evidence::Shift { shift: 0 },
        },
        reason: "那天请了假".into(),
        filed_at: NOW,
        decide_by: NOW.plus(1),
        decision: None,
        withdrawn_at: None,
    };
    let record = Record::Appeal { appeal };
    assert_eq!(
        facts(&phone, &[Effect::Put(record.clone())]).leaves,
        [long_ago.span]
    );
    phone.pull(vec![Change::Record { record }]);
    assert_eq!(facts(&phone, &[]).leaves, [long_ago.span]);
}

#[test]
fn one_is_on_record_since_the_day_that_the_server_tells() {
    let phone = phone();
    let unit = phone.store.directory().unwrap().unwrap().unit.clone();
    assert_eq!(facts(&phone, &[]).from, today());
    let earlier = NOW.plus(-30 * 86_400_000);
    phone
        .store
        .enrol(phone.device, &phone.me, &unit, earlier)
        .unwrap();
    assert_eq!(facts(&phone, &[]).from, "2025-11-06".parse().unwrap());
}

#[test]
fn the_entry_that_an_appeal_contests_is_found_in_the_ledger() {
    let phone = phone();
    let policy = serde_json::from_str(
        r#"{ "name": "of this test", "version": 1, "from": "2025-01-01", "summary": "",
             "logs": { "edit_hours": 0, "delete_hours": 0,
                       "points": { "written": 1.5, "per_day": 1, "missed": 0, "arrival_hours": 72 } },
             "retention": { "place_days": 180 } }"#,
    );
    let settings = Settings {
        policies: Policies::new(vec![policy.unwrap()]),
        calendar: phone.store.settings().unwrap().calendar.clone(),
    };
    phone.pull(vec![Change::Settings { settings }]);
    let (moment, _) = phone.post("我的", &[]);
    let key = |day: &str| EntryKey {
        day: day.parse().unwrap(),
        rule: Rule::LogWritten,
        evidence: Evidence::Moment { id: moment.0 },
    };
    let entry = phone.store.entry(&key("2025-12-06"), NOW).unwrap().unwrap();
    assert_eq!((entry.points, entry.policy), (Points(150), 1));
    assert_eq!(phone.store.entry(&key("2025-12-05"), NOW).unwrap(), None);
}
