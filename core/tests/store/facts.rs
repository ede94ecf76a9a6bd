//! What points are made of, as the device knows it.

use chrono::NaiveDate;
use jishi_core::{
    model::{
        Action, Appeal, AppealId, Area, CheckIn, CheckInId, Correction, CorrectionId, Decision, Doubt,
        EntryKey, Evidence, EvidenceAsked, Flag, Leave, LessonId, Mode, MomentId, Person, PersonId, Points,
        Reaction, ReactionKind, Reading, ReadingId, Record, RecordKind, Rule, Task, TaskId, TaskState,
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

/// A record of every kind that is a person's, of today, and that counts for them.
fn records_of(phone: &Phone, person: PersonId) -> Vec<Record> {
    let subject = CheckInId::new(NOW).0;
    let leave = Leave {
        person,
        ..decided(&phone.leave("2025-12-06"), true, phone.me.id)
    };
    let granted = Decision {
        granted: true,
        by: phone.me.id,
        reason: String::new(),
        at: NOW,
    };
    vec![
        Record::CheckIn {
            check_in: CheckIn {
                id: CheckInId(subject),
                person,
                mode: Mode::OnDuty,
                reason: String::new(),
                place: None,
                done_at: NOW,
            },
            area: Area::Inside { distance_m: 3.0 },
        },
        Record::Correction {
            correction: Correction {
                id: CorrectionId::new(NOW),
                person,
                day: today(),
                shift: 0,
                mode: Mode::OnDuty,
                reason: "忘了打卡".into(),
                asked_at: NOW,
                decision: Some(granted),
                withdrawn_at: None,
            },
        },
        Record::Leave { leave },
        Record::Reading {
            reading: Reading {
                id: ReadingId::new(NOW),
                person,
                lesson: LessonId::new(NOW),
                started_at: NOW.plus(-90_000),
                finished_at: NOW,
                seconds: 80,
            },
        },
        Record::Task {
            task: Box::new(Task {
                id: TaskId::new(NOW),
                parent: None,
                assigner: phone.colleague.id,
                assignee: person,
                unit: None,
                title: "清渠".into(),
                text: String::new(),
                deadline: NOW,
                evidence: EvidenceAsked::default(),
                reward: Points::whole(1),
                penalty: Points::whole(1),
                given_at: NOW,
                state: TaskState::Open,
                deliveries: vec![],
            }),
        },
        Record::Appeal {
            appeal: Appeal {
                id: AppealId::new(NOW),
                person,
                entry: EntryKey {
                    day: today(),
                    rule: Rule::LogMissed,
                    evidence: Evidence::Day,
                },
                reason: "当天请了假".into(),
                filed_at: NOW,
                decide_by: NOW.plus(1),
                decision: None,
                withdrawn_at: None,
            },
        },
        Record::Doubt {
            doubt: Doubt {
                id: Doubt::id_about(subject),
                subject,
                person,
                at: NOW,
                mode: Some(Mode::OnDuty),
                flags: vec![Flag::Simulated],
                review: None,
            },
        },
    ]
}

#[test]
fn records_of_others_are_no_facts_of_ones_own() {
    /// Whoever adds a kind that is a person's adds one of it above.
    const fn is_a_persons(kind: RecordKind) -> bool {
        match kind {
            RecordKind::CheckIn
            | RecordKind::Correction
            | RecordKind::Leave
            | RecordKind::Reading
            | RecordKind::Task
            | RecordKind::Appeal
            | RecordKind::Doubt => true,
            RecordKind::Lesson => false,
        }
    }
    let mut kinds: Vec<RecordKind> = {
        let phone = phone();
        let all = records_of(&phone, phone.me.id);
        all.iter().map(Record::kind).collect()
    };
    kinds.sort_unstable();
    kinds.dedup();
    assert!(
        kinds.len() == 7 && kinds.iter().all(|kind| is_a_persons(*kind)),
        "{kinds:?}"
    );
    for index in 0..kinds.len() {
        let phone = phone();
        let nothing = facts(&phone, &[]);
        let theirs = records_of(&phone, phone.colleague.id).remove(index);
        let kind = theirs.kind();
        assert_eq!(
            facts(&phone, &[Effect::Put(theirs.clone())]),
            nothing,
            "{kind:?}, previewed"
        );
        phone.pull(vec![Change::Record { record: theirs }]);
        assert_eq!(facts(&phone, &[]), nothing, "{kind:?}, told");
        // The same of one's own is one.
        let mine = records_of(&phone, phone.me.id).remove(index);
        assert_ne!(facts(&phone, &[Effect::Put(mine.clone())]), nothing, "{kind:?}");
        phone.pull(vec![Change::Record { record: mine }]);
        assert_ne!(facts(&phone, &[]), nothing, "{kind:?}");
    }
}

#[test]
fn a_contested_day_is_known_wherever_it_lies() {
    let phone = phone();
    let long_ago = phone.leave("2025-11-03");
    phone.pull_leave(&decided(&long_ago, true, phone.colleague.id));
    assert_eq!(facts(&phone, &[]).leaves, []);
    let appeal = Appeal {
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
