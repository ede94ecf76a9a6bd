//! The demo county is filled, shows what it should, and stays as it is the second time.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "helpers of tests may fail as loudly as tests"
)]

mod kit;

use jishi_core::model::Timestamp;
use jishi_core::protocol::{Change, EnrolRequest, Protocol as _, PullQuery};
use jishi_server::{Caller, Config, Service, demo, open};

#[tokio::test]
async fn three_people_see_the_cadres_day() {
    let folder = tempfile::tempdir().unwrap();
    let config = Config::in_folder(folder.path(), ([127, 0, 0, 1], 0).into());
    assert!(demo::fill(&config).await.unwrap());
    assert!(!demo::fill(&config).await.unwrap());
    let service = open(&config).await.unwrap();
    let people = demo::people(&service).await.unwrap();
    let text = demo::welcome("http://127.0.0.1:8420", &people);
    assert!(
        text.contains("石门村") && text.contains("云溪镇") && text.contains("县委组织部"),
        "{text}"
    );
    let mut seen = Vec::new();
    for (person, seed) in people.iter().zip(40..) {
        let caller = enter(&service, &person.code, seed).await;
        seen.push(moments(&service, &caller).await);
    }
    let [cadre, leader, organization] = seen.as_slice() else {
        panic!("three people")
    };
    assert!(cadre.len() >= 8, "{}", cadre.len());
    assert!(
        cadre.iter().all(|moment| leader.contains(moment)),
        "the leader sees what the cadre sees"
    );
    assert!(leader.len() < organization.len() && organization.len() >= 40);
    let now = service.now();
    assert!(organization.iter().all(|(_, done_at)| *done_at <= now));
}

async fn enter(service: &Service, code: &str, seed: u8) -> Caller {
    use base64::Engine as _;
    let key = kit::key(seed);
    let point = key.verifying_key().to_encoded_point(true);
    let public_key = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(point.as_bytes());
    let request = EnrolRequest {
        code: code.into(),
        public_key,
        device_name: "test".into(),
    };
    let enrolled = service.enrol(request).await.unwrap();
    assert!(
        service.now().since(enrolled.on_record_since) > 20 * 86_400_000,
        "a new device does not begin the record anew"
    );
    let device = service.storage().device(enrolled.device).await.unwrap().unwrap();
    Caller {
        person: enrolled.person,
        device,
    }
}

async fn moments(service: &Service, caller: &Caller) -> Vec<(String, Timestamp)> {
    let (mut after, mut found) = (None, Vec::new());
    loop {
        let page = service.pull(caller, PullQuery { after }).await.unwrap();
        for change in page.changes {
            if let Change::Moment { moment, receipt } = change {
                assert!(receipt.received_at >= moment.done_at);
                found.push((moment.text, moment.done_at));
            }
        }
        if !page.more {
            return found;
        }
        after = Some(page.next);
    }
}
