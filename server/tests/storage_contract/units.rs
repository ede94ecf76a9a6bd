//! Where units work, and when.

use jishi_core::model::{Hours, MinuteOfDay, MovedFrom, Shift, Unit, Workplace};
use jishi_core::protocol::Change;
use jishi_server::storage::{Applied, Effect, RosterEdit, Storage};

use crate::place::{NOW, Place, accept, end, enrolled, operation, seeing, told};

/// The county as it stands, and as it would be with a workplace and hours.
async fn county(storage: &dyn Storage) -> (u64, Unit, Unit) {
    let mut roster = storage.roster().await.unwrap();
    let before = roster.units.remove(0);
    let mut after = before.clone();
    after.workplace = Some(Workplace {
        latitude: 25.178_3,
        longitude: 106.099_1,
        radius_m: 150.5,
    });
    after.moved_from = vec![MovedFrom {
        workplace: before.workplace,
        until: NOW,
    }];
    after.hours = vec![Hours {
        from: "2026-03-01".parse().unwrap(),
        shifts: vec![Shift {
            starts: MinuteOfDay(510),
            ends: MinuteOfDay(720),
        }],
    }];
    (roster.version, before, after)
}

pub async fn a_workplace_is_kept_and_told(place: &Place) {
    let storage = place.open().await;
    let people = enrolled(&*storage, 1).await;
    let start = end(&*storage).await;
    let (roster, before, after) = county(&*storage).await;
    let set = |unit: &Unit, roster| {
        let unit = unit.clone();
        operation(people[0], Effect::SetUnit { unit, roster })
    };
    accept(&*storage, set(&after, roster)).await;
    let stands = place.open().await.roster().await.unwrap();
    assert_eq!(stands.units, std::slice::from_ref(&after));
    assert!(stands.version > roster);
    assert_eq!(storage.roster_version().await.unwrap(), stands.version);

    accept(&*storage, set(&before, stands.version)).await;
    assert_eq!(
        storage.roster().await.unwrap().units,
        std::slice::from_ref(&before)
    );
    assert_eq!(
        told(&*storage, start, &seeing(&[])).await,
        [after, before].map(|unit| Change::Unit { unit })
    );
}

pub async fn a_workplace_judged_with_an_older_roster_is_stale(place: &Place) {
    let storage = place.open().await;
    let people = enrolled(&*storage, 1).await;
    let (roster, _, after) = county(&*storage).await;
    let set = |roster| {
        let unit = after.clone();
        operation(people[0], Effect::SetUnit { unit, roster })
    };
    let applied = storage
        .apply(vec![set(roster - 1), set(roster), set(roster)], NOW)
        .await
        .unwrap();
    assert!(
        matches!(
            applied[..],
            [Applied::Stale, Applied::Accepted(_), Applied::Stale]
        ),
        "{applied:?}"
    );
    let applied = storage.apply(vec![set(roster)], NOW).await.unwrap();
    assert_eq!(applied, [Applied::Stale]);
}

/// An import that was planned before somebody set the workplace knows of none.
pub async fn an_import_leaves_the_workplace(place: &Place) {
    let storage = place.open().await;
    let people = enrolled(&*storage, 1).await;
    let (roster, before, mut after) = county(&*storage).await;
    let unit = after.clone();
    accept(&*storage, operation(people[0], Effect::SetUnit { unit, roster })).await;
    let start = end(&*storage).await;
    let renamed = Unit {
        name: "新县".into(),
        ..before
    };
    storage
        .save_roster(RosterEdit {
            units: vec![renamed],
            people: vec![],
        })
        .await
        .unwrap();
    after.name = "新县".into();
    assert_eq!(
        storage.roster().await.unwrap().units,
        std::slice::from_ref(&after)
    );
    assert_eq!(
        told(&*storage, start, &seeing(&[])).await,
        [Change::Unit { unit: after }]
    );
}
