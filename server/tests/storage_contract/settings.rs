//! Policy and calendar.

use jishi_core::protocol::{Change, Settings};
use jishi_core::rules::policy::Policies;
use jishi_server::settings::{evidence_only, shipped_calendar, wangmo_2016};
use jishi_server::storage::Sees;

use crate::place::{Place, reading};

fn settings() -> Settings {
    Settings {
        policies: Policies::new(vec![wangmo_2016().unwrap()]),
        calendar: shipped_calendar().unwrap(),
    }
}

pub async fn what_is_saved_is_there_and_told_to_everyone(place: &Place) {
    let storage = place.open().await;
    assert_eq!(storage.settings().await.unwrap(), None);
    let first = settings();
    storage.save_settings(&first).await.unwrap();
    assert_eq!(storage.settings().await.unwrap(), Some(first.clone()));
    let second = Settings {
        policies: Policies::new(vec![wangmo_2016().unwrap(), evidence_only().unwrap()]),
        ..first.clone()
    };
    storage.save_settings(&second).await.unwrap();
    assert_eq!(storage.settings().await.unwrap(), Some(second.clone()));
    let nobody = reading(Sees::Authors(std::sync::Arc::default()));
    let page = storage.changes(0, 100, 100, &nobody).await.unwrap();
    let told: Vec<Change> = page
        .bodies
        .iter()
        .map(|body| serde_json::from_str(body).unwrap())
        .collect();
    assert_eq!(
        told,
        [first, second].map(|settings| Change::Settings { settings })
    );
}
