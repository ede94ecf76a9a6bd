//! Roster, codes, devices.

use std::time::Duration;

use jishi_core::model::{DeviceId, PersonId, Posting, Tenure, Timestamp, UnitKind};
use jishi_core::protocol::Change;
use jishi_server::storage::{Applied, AskingDevice, Effect, NewCode, NewOperation, RosterEdit, Sees};

use crate::place::{NOW, Place, enrolled, listed, operation, reading, redemption, unit};

pub async fn a_roster_is_kept_and_told(place: &Place) {
    let storage = place.open().await;
    assert_eq!(storage.roster_version().await.unwrap(), 0);
    let county = unit(None, "试县", UnitKind::County);
    let village = unit(Some(county.id), "东村", UnitKind::Village);
    let (one, mut two) = (listed("1", village.id), listed("2", county.id));
    let edit = RosterEdit {
        units: vec![county.clone(), village.clone()],
        people: vec![one.clone(), two.clone()],
    };
    storage.save_roster(edit).await.unwrap();
    let roster = storage.roster().await.unwrap();
    assert_eq!(
        (roster.version, &roster.units),
        (4, &vec![county.clone(), village.clone()])
    );
    assert_eq!(roster.people, [one.clone(), two.clone()]);

    two.person.unit = village.id;
    storage
        .save_roster(RosterEdit {
            units: vec![],
            people: vec![two.clone()],
        })
        .await
        .unwrap();
    assert_eq!(storage.roster_version().await.unwrap(), 5);
    assert_eq!(place.open().await.roster().await.unwrap().people[1], two);
    // A number that somebody else has: nothing of the edit stays.
    let thief = listed("1", village.id);
    let edit = RosterEdit {
        units: vec![unit(None, "x", UnitKind::County)],
        people: vec![thief],
    };
    assert!(storage.save_roster(edit).await.is_err());
    assert_eq!(storage.roster().await.unwrap().units.len(), 2);

    let page = storage
        .changes(0, 100, 100, &reading(Sees::Authors(Default::default())))
        .await
        .unwrap();
    let last: Change = serde_json::from_str(&page.bodies[4]).unwrap();
    assert_eq!(
        (page.bodies.len(), last),
        (5, Change::Person { person: two.person })
    );
}

pub async fn a_code_binds_once(place: &Place) {
    let storage = place.open().await;
    let county = unit(None, "试县", UnitKind::County);
    let one = listed("1", county.id);
    let person = one.person.id;
    storage
        .save_roster(RosterEdit {
            units: vec![county],
            people: vec![one],
        })
        .await
        .unwrap();
    let code = |hash, millis| NewCode {
        hash: [hash; 32],
        person,
        expires_at: NOW.plus(millis),
    };
    storage.issue_code(code(1, 1)).await.unwrap();
    storage.issue_code(code(2, 1)).await.unwrap();
    assert_eq!(
        storage.redeem(redemption([1; 32], 9)).await.unwrap(),
        None,
        "a newer code ended it"
    );
    assert_eq!(storage.redeem(redemption([7; 32], 9)).await.unwrap(), None);
    let (first, second) = tokio::join!(
        storage.redeem(redemption([2; 32], 9)),
        storage.redeem(redemption([2; 32], 8))
    );
    let bound = [first.unwrap(), second.unwrap()];
    assert_eq!(bound.iter().flatten().count(), 1, "{bound:?}");
    let device = bound.into_iter().flatten().next().unwrap();
    assert_eq!(storage.device(device.id).await.unwrap(), Some(device.clone()));
    let again = storage
        .redeem(redemption([2; 32], device.public_key[0]))
        .await
        .unwrap();
    assert_eq!(again, Some(device));
    storage.issue_code(code(3, 0)).await.unwrap();
    assert_eq!(
        storage.redeem(redemption([3; 32], 9)).await.unwrap(),
        None,
        "it ends at this moment"
    );
}

pub async fn a_newer_device_revokes_the_older(place: &Place) {
    let storage = place.open().await;
    let county = unit(None, "试县", UnitKind::County);
    let one = listed("1", county.id);
    let person = one.person.id;
    storage
        .save_roster(RosterEdit {
            units: vec![county],
            people: vec![one],
        })
        .await
        .unwrap();
    let mut devices = Vec::new();
    let mut changed = storage.changed();
    for seed in [1, 2] {
        tokio::time::sleep(Duration::from_millis(300)).await;
        changed.mark_unchanged();
        storage
            .issue_code(NewCode {
                hash: [seed; 32],
                person,
                expires_at: NOW.plus(1),
            })
            .await
            .unwrap();
        devices.push(
            storage
                .redeem(redemption([seed; 32], seed))
                .await
                .unwrap()
                .unwrap(),
        );
        tokio::time::timeout(Duration::from_secs(5), changed.changed())
            .await
            .unwrap()
            .unwrap();
    }
    let older = storage.device(devices[0].id).await.unwrap().unwrap();
    let newer = storage.device(devices[1].id).await.unwrap().unwrap();
    assert_eq!((older.revoked_at, newer.revoked_at), (Some(NOW), None));
    let revived = storage.redeem(redemption([1; 32], 1)).await.unwrap();
    assert_eq!(revived, None, "a used code does not bring a revoked device back");
}

fn asking(person: Option<PersonId>, key: u8, at: Timestamp) -> AskingDevice {
    AskingDevice {
        id: DeviceId::new(at),
        person,
        public_key: vec![key; 33],
        name: "d".into(),
        asked_at: at,
        refused: None,
    }
}

fn deciding(by: (PersonId, DeviceId), asking: &AskingDevice, refused: Option<&str>) -> NewOperation {
    let effect = Effect::DecideDevice {
        person: asking.person.unwrap(),
        device: asking.id,
        refused: refused.map(str::to_owned),
    };
    operation(by, effect)
}

pub async fn a_device_that_asks_is_let_in_or_turned_away(place: &Place) {
    let storage = place.open().await;
    let people = enrolled(&*storage, 2).await;
    let ((person, old), clerk) = (people[0], people[1]);
    let [first, second, third] = [1, 2, 3].map(|n| asking(Some(person), 90 + n, NOW.plus(i64::from(n))));
    let nobodys = asking(None, 99, NOW);
    for asking in [&first, &second, &third, &nobodys] {
        storage.ask_device(asking.clone()).await.unwrap();
        assert_eq!(
            storage.asking_device(asking.id).await.unwrap().as_ref(),
            Some(asking)
        );
        assert_eq!(storage.device(asking.id).await.unwrap(), None, "it is not bound");
    }
    let waiting = storage.asking_devices().await.unwrap();
    assert_eq!(waiting, [first.clone(), second.clone(), third.clone()]);

    let away = deciding(clerk, &first, Some("不是本人"));
    let let_in = deciding(clerk, &second, None);
    let too_late = deciding(clerk, &second, Some("晚了"));
    let applied = storage
        .apply(vec![away, let_in, too_late], NOW.plus(9))
        .await
        .unwrap();
    assert!(matches!(
        applied[..2],
        [Applied::Accepted(_), Applied::Accepted(_)]
    ));
    assert_eq!(applied[2], Applied::Stale, "it was decided in the same batch");
    let bound = storage.device(second.id).await.unwrap().unwrap();
    assert_eq!(
        (bound.person, &bound.public_key, bound.revoked_at),
        (person, &second.public_key, None)
    );
    let before = storage.device(old).await.unwrap().unwrap();
    assert_eq!(before.revoked_at, Some(NOW.plus(9)));
    assert_eq!(storage.device(first.id).await.unwrap(), None);
    assert_eq!(
        storage.asking_devices().await.unwrap(),
        [],
        "others were not theirs"
    );
    let again = storage
        .apply(vec![deciding(clerk, &third, None)], NOW)
        .await
        .unwrap();
    assert_eq!(again, [Applied::Stale]);

    let devices = async |people: &[PersonId]| {
        let bound = storage.devices_of(people).await.unwrap();
        bound.into_iter().map(|device| device.id).collect::<Vec<_>>()
    };
    assert_eq!(devices(&[person]).await, [second.id]);
    let revoke = |device, at| {
        let storage = &storage;
        let revoke = operation(clerk, Effect::RevokeDevice { person, device });
        async move { storage.apply(vec![revoke], NOW.plus(at)).await.unwrap() }
    };
    // Who says late that the one before is lost does not end the one after it.
    revoke(old, 10).await;
    assert_eq!(devices(&[person, clerk.0]).await.len(), 2);
    revoke(second.id, 10).await;
    assert_eq!(devices(&[person, clerk.0]).await, [clerk.1]);
    let lost = storage.device(second.id).await.unwrap().unwrap();
    assert_eq!(lost.revoked_at, Some(NOW.plus(10)));
}

pub async fn of_two_devices_let_in_at_once_one_is_bound(place: &Place) {
    let storage = place.open().await;
    let people = enrolled(&*storage, 2).await;
    let ((person, old), clerk) = (people[0], people[1]);
    let [first, second] = [1, 2].map(|n| asking(Some(person), 90 + n, NOW));
    for asking in [&first, &second] {
        storage.ask_device(asking.clone()).await.unwrap();
    }
    let both = vec![deciding(clerk, &first, None), deciding(clerk, &second, None)];
    let applied = storage.apply(both, NOW).await.unwrap();
    assert!(matches!(applied[0], Applied::Accepted(_)));
    assert_eq!(applied[1], Applied::Stale, "letting one in ends the others");
    let bound = storage.devices_of(&[person]).await.unwrap();
    assert_eq!(bound.iter().map(|bound| bound.id).collect::<Vec<_>>(), [first.id]);
    let before = storage.device(old).await.unwrap().unwrap();
    assert_eq!(before.revoked_at, Some(NOW));
}

pub async fn a_request_ends_when_it_is_taken_back_repeated_or_overtaken(place: &Place) {
    let storage = place.open().await;
    let people = enrolled(&*storage, 2).await;
    let waiting = async || {
        let waiting = storage.asking_devices().await.unwrap();
        waiting.into_iter().map(|asking| asking.id).collect::<Vec<_>>()
    };
    // The answer was lost: the same phone asks again.
    let [lost, again] = [0, 1].map(|millis| asking(Some(people[0].0), 90, NOW.plus(millis)));
    storage.ask_device(lost.clone()).await.unwrap();
    storage.ask_device(again.clone()).await.unwrap();
    assert_eq!(waiting().await, [again.id]);
    assert!(storage.withdraw_device(again.id).await.unwrap());
    assert!(!storage.withdraw_device(again.id).await.unwrap(), "once");
    assert_eq!(waiting().await, []);
    // A code is entered meanwhile; what somebody else asked for stays.
    let others = asking(Some(people[1].0), 91, NOW);
    storage
        .ask_device(asking(Some(people[0].0), 90, NOW))
        .await
        .unwrap();
    storage.ask_device(others.clone()).await.unwrap();
    let code = NewCode {
        hash: [77; 32],
        person: people[0].0,
        expires_at: NOW.plus(1),
    };
    storage.issue_code(code).await.unwrap();
    assert!(storage.redeem(redemption([77; 32], 90)).await.unwrap().is_some());
    assert_eq!(waiting().await, [others.id]);
}

pub async fn who_asks_in_the_name_of_others_fills_no_list(place: &Place) {
    let storage = place.open().await;
    let person = enrolled(&*storage, 1).await[0].0;
    for n in 0..9 {
        storage.ask_device(asking(Some(person), n, NOW)).await.unwrap();
    }
    let surplus = asking(Some(person), 9, NOW);
    storage.ask_device(surplus.clone()).await.unwrap();
    assert_eq!(storage.asking_devices().await.unwrap().len(), 5);
    let kept = storage.asking_device(surplus.id).await.unwrap().unwrap();
    assert_eq!(kept.person, None, "it waits in nobody's name");
    // After a week they go.
    let later = asking(Some(person), 10, NOW.plus(7 * 24 * 3_600_000 + 1));
    storage.ask_device(later.clone()).await.unwrap();
    assert_eq!(storage.asking_devices().await.unwrap(), vec![later]);
    assert_eq!(storage.asking_device(surplus.id).await.unwrap(), None);
}

pub async fn the_secret_stays(place: &Place) {
    let storage = place.open().await;
    assert_eq!(storage.secret([1; 32]).await.unwrap(), [1; 32]);
    assert_eq!(storage.secret([2; 32]).await.unwrap(), [1; 32]);
    assert_eq!(place.open().await.secret([3; 32]).await.unwrap(), [1; 32]);
    storage.ready().await.unwrap();
}

pub async fn where_somebody_served_is_kept_and_told(place: &Place) {
    let storage = place.open().await;
    let (county, mut one) = (unit(None, "试县", UnitKind::County), None);
    let mut versions = Vec::new();
    let tenures = [
        Tenure::default(),
        Tenure {
            earlier: vec![
                Posting {
                    unit: Some(county.id),
                    until: "2026-03-09".parse().unwrap(),
                },
                Posting {
                    unit: None,
                    until: "2026-03-31".parse().unwrap(),
                },
            ],
            left: Some("2026-06-30".parse().unwrap()),
            works_since: Some("2010-07-01".parse().unwrap()),
        },
        Tenure::default(),
    ];
    for tenure in tenures {
        let mut listed = one.take().unwrap_or_else(|| listed("1", county.id));
        listed.person.tenure = tenure;
        let edit = RosterEdit {
            units: vec![county.clone()],
            people: vec![listed.clone()],
        };
        storage.save_roster(edit).await.unwrap();
        let roster = storage.roster().await.unwrap();
        assert_eq!(roster.people, [listed.clone()]);
        versions.push((roster.version, roster.since[&listed.person.id]));
        let page = storage
            .changes(0, 100, 100, &reading(Sees::Everyone))
            .await
            .unwrap();
        let told: Change = serde_json::from_str(page.bodies.last().unwrap()).unwrap();
        let person = listed.person.clone();
        assert_eq!(told, Change::Person { person });
        one = Some(listed);
    }
    assert_eq!(
        versions,
        [(2, 2), (4, 2), (6, 2)],
        "they stand where they were told of first"
    );
}

pub async fn a_code_ends_with_the_service_of_its_owner(place: &Place) {
    let storage = place.open().await;
    let (county, last) = (
        unit(None, "试县", UnitKind::County),
        "2026-03-02".parse().unwrap(),
    );
    let mut one = listed("1", county.id);
    one.person.tenure.left = Some(last);
    let person = one.person.id;
    let edit = RosterEdit {
        units: vec![county],
        people: vec![one],
    };
    storage.save_roster(edit).await.unwrap();
    for (hash, today, binds) in [(1, last, true), (2, last.succ_opt().unwrap(), false)] {
        let code = NewCode {
            hash: [hash; 32],
            person,
            expires_at: NOW.plus(1),
        };
        storage.issue_code(code).await.unwrap();
        let redemption = jishi_server::storage::Redemption {
            today,
            ..redemption([hash; 32], hash)
        };
        let device = storage.redeem(redemption).await.unwrap();
        assert_eq!(device.is_some(), binds, "{today}");
    }
}
