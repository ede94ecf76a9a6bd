//! Who looked at what.

use chrono::{Days, NaiveDate};
use jishi_core::model::PersonId;
use jishi_core::protocol::{Look, LookKind};
use jishi_server::storage::NewLook;

use crate::place::{NOW, Place, enrolled};

pub async fn looks_of_a_day_are_one_line_and_ones_own_are_none(place: &Place) {
    let storage = place.open().await;
    let people = enrolled(&*storage, 3).await;
    let [viewer, one, other] = [0, 1, 2].map(|index| people[index].0);
    let day: NaiveDate = "2026-03-02".parse().unwrap();
    let look = |viewer: PersonId, what, minutes: i64, day| NewLook {
        viewer,
        what,
        subjects: vec![viewer, one, one, other],
        day,
        at: NOW.plus(minutes * 60_000),
    };
    for new in [
        look(viewer, LookKind::UnitDay, 5, day),
        look(viewer, LookKind::UnitDay, 0, day),
        look(viewer, LookKind::Ledger, 9, day),
        look(other, LookKind::UnitDay, 7, day),
        look(viewer, LookKind::UnitDay, 1, day - Days::new(40)),
    ] {
        storage.note_look(new).await.unwrap();
    }
    let found = place
        .open()
        .await
        .looks_at(one, day - Days::new(30))
        .await
        .unwrap();
    let line = |viewer, what, first: i64, last: i64, times| Look {
        viewer,
        what,
        day,
        first_at: NOW.plus(first * 60_000),
        last_at: NOW.plus(last * 60_000),
        times,
    };
    assert_eq!(
        found,
        [
            line(viewer, LookKind::Ledger, 9, 9, 1),
            line(other, LookKind::UnitDay, 7, 7, 1),
            line(viewer, LookKind::UnitDay, 5, 5, 2),
        ]
    );
    assert_eq!(
        storage.looks_at(viewer, day - Days::new(30)).await.unwrap(),
        [],
        "nobody looks at themselves"
    );
    assert_eq!(storage.looks_at(one, day - Days::new(41)).await.unwrap().len(), 4);
}
