//! A change of device over HTTP: asked for without a token, let in or turned away by the unit, told to nobody else; and a
//! lost one, revoked at once.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use jishi_core::model::{Action, DeviceKey, PersonId};
use jishi_core::protocol::{
    Challenge, DeviceAsked, DeviceRequest, Devices, Enrolled, ProblemKind, TokenRequest, withdraw_message,
};
use p256::ecdsa::Signature;
use p256::ecdsa::signature::Signer as _;

use crate::kit::{self, Device, Kit, key, problem, public_key, refusal};

/// A new phone with this key asks to be somebody's.
async fn asks<'a>(kit: &'a Kit, staff_no: &str, name: &str, seed: u8) -> Device<'a> {
    let request = DeviceRequest {
        staff_no: staff_no.into(),
        name: name.into(),
        public_key: public_key(seed),
        device_name: "新手机".into(),
    };
    let response = kit.post_json("/v1/devices", &request).await;
    assert_eq!(response.status(), 200);
    let asked: DeviceAsked = response.json().await.unwrap();
    Device {
        kit,
        person: kit.person("Alice").await,
        id: asked.device,
        key: key(seed),
        token: String::new(),
    }
}

async fn seen(by: &Device<'_>, of: PersonId) -> Devices {
    let unit = by.kit.unit_of(of).await;
    by.json(&format!("/v1/devices?unit={unit}")).await
}

fn decide(device: &Device<'_>, person: PersonId, seed: u8, granted: bool) -> Action {
    Action::DecideDevice {
        person,
        key: DeviceKey {
            device: device.id,
            public_key: public_key(seed),
        },
        granted,
        reason: if granted { "" } else { "不是本人来办的" }.into(),
    }
}

async fn refused(device: &Device<'_>) -> (u16, String) {
    problem(device.ask_token().await).await
}

#[tokio::test]
async fn a_new_phone_is_let_in_by_the_unit_and_the_old_one_is_revoked() {
    let kit = Kit::start().await;
    let old = kit.enrol("Alice").await;
    let (carol, kim, heidi, mallory) = (
        kit.enrol("Carol").await,
        kit.enrol("Kim").await,
        kit.enrol("Heidi").await,
        kit.enrol("Mallory").await,
    );
    let alice = old.person;
    let mut new = asks(&kit, " 1 ", "Alice", 90).await;
    assert_eq!(refused(&new).await, (403, "device-waiting".into()));
    for (who, sees) in [
        (&kim, true),
        (&heidi, true),
        (&carol, false),
        (&mallory, false),
        (&old, false),
    ] {
        let devices = seen(who, alice).await;
        assert_eq!(devices.waiting.len(), usize::from(sees));
        assert_eq!(devices.bound.iter().any(|bound| bound.person == alice), sees);
    }
    let waiting = seen(&kim, alice).await.waiting.remove(0);
    assert_eq!((waiting.person, waiting.name.as_str()), (alice, "新手机"));
    assert_eq!(waiting.key.public_key, public_key(90));

    for (who, expected) in [(&carol, ProblemKind::Forbidden), (&old, ProblemKind::Forbidden)] {
        assert_eq!(refusal(&who.act(decide(&new, alice, 90, true)).await), expected);
    }
    // Another key, another person.
    for action in [
        decide(&new, alice, 91, true),
        decide(&new, carol.person, 90, true),
    ] {
        assert_eq!(refusal(&kim.act(action).await), ProblemKind::NotFound);
    }
    kim.done(decide(&new, alice, 90, true)).await;
    assert_eq!(
        refusal(&heidi.act(decide(&new, alice, 90, false)).await),
        ProblemKind::AlreadyDecided
    );
    new.renew().await;
    let whose: Enrolled = new.json("/v1/me").await;
    assert_eq!((whose.person.id, whose.device), (alice, new.id));
    assert_eq!(
        problem(old.get("/v1/sync/pull").await).await,
        (401, "device-revoked".into())
    );
    assert_eq!(refused(&old).await, (401, "device-revoked".into()));
    new.post(&new.moment("换了手机")).await;
    assert!(seen(&kim, alice).await.waiting.is_empty());
    assert!(
        jishi_server::audit(kit.server.service().storage(), &[])
            .await
            .unwrap()
            .is_ok()
    );
}

#[tokio::test]
async fn who_asks_in_a_name_that_is_nobodys_learns_nothing() {
    let kit = Kit::start().await;
    let kim = kit.enrol("Kim").await;
    for (staff_no, name) in [("1", "Alicia"), ("99", "Alice"), ("", ""), ("2", "Alice")] {
        let device = asks(&kit, staff_no, name, 92).await;
        assert_eq!(refused(&device).await, (403, "device-waiting".into()));
        let alice = kit.person("Alice").await;
        assert!(seen(&kim, alice).await.waiting.is_empty(), "{staff_no} {name}");
        assert_eq!(
            refusal(&kim.act(decide(&device, alice, 92, true)).await),
            ProblemKind::NotFound
        );
    }
    // Without the key of the one that asked there is not even that.
    let mut other = asks(&kit, "1", "Alice", 93).await;
    other.key = key(94);
    assert_eq!(refused(&other).await, (422, "bad-signature".into()));
}

#[tokio::test]
async fn one_that_is_turned_away_is_told_and_a_list_is_not_filled() {
    let kit = Kit::start().await;
    let (kim, alice) = (kit.enrol("Kim").await, kit.person("Alice").await);
    let mut last = None;
    for seed in 100..110 {
        last = Some(asks(&kit, "1", "Alice", seed).await);
    }
    let waiting = seen(&kim, alice).await.waiting;
    assert_eq!(waiting.len(), 5);
    // As for a name that is nobody's: else the sixth would tell that there is somebody.
    assert_eq!(refused(&last.unwrap()).await, (403, "device-waiting".into()));
    let asked = waiting
        .into_iter()
        .find(|waiting| waiting.key.public_key == public_key(100))
        .unwrap();
    let first = Device {
        id: asked.key.device,
        key: key(100),
        ..asks(&kit, "9", "Zed", 111).await
    };
    let without_reason = Action::DecideDevice {
        person: alice,
        key: asked.key,
        granted: false,
        reason: String::new(),
    };
    assert_eq!(refusal(&kim.act(without_reason).await), ProblemKind::Invalid);
    kim.done(decide(&first, alice, 100, false)).await;
    assert_eq!(refused(&first).await, (403, "device-refused".into()));
    assert_eq!(seen(&kim, alice).await.waiting.len(), 4);
}

#[tokio::test]
async fn a_lost_phone_is_revoked_at_once() {
    let kit = Kit::start().await;
    let (alice, kim, carol) = (
        kit.enrol("Alice").await,
        kit.enrol("Kim").await,
        kit.enrol("Carol").await,
    );
    let lost = |reason: &str| Action::RevokeDevice {
        person: alice.person,
        device: alice.id,
        reason: reason.into(),
    };
    assert_eq!(refusal(&carol.act(lost("丢了")).await), ProblemKind::Forbidden);
    assert_eq!(refusal(&kim.act(lost("")).await), ProblemKind::Invalid);
    let queued = alice.sign(&alice.operation(Action::PostMoment {
        moment: alice.moment("捡到手机的人写的"),
    }));
    kim.done(lost("手机丢在路上")).await;
    let push =
        alice
            .request(reqwest::Method::POST, "/v1/sync/push")
            .json(&jishi_core::protocol::PushRequest {
                operations: vec![queued],
                clock: None,
            });
    assert_eq!(
        problem(push.send().await.unwrap()).await,
        (401, "device-revoked".into())
    );
    assert!(
        seen(&kim, alice.person)
            .await
            .bound
            .iter()
            .all(|bound| bound.person != alice.person)
    );
}

async fn withdraw(device: &Device<'_>, seed: u8) -> reqwest::Response {
    let challenge = device.kit.post_json("/v1/token/challenge", &()).await;
    let challenge: Challenge = challenge.json().await.unwrap();
    let signature: Signature = key(seed).sign(&withdraw_message(device.id, &challenge.challenge));
    let request = TokenRequest {
        device: device.id,
        challenge: challenge.challenge,
        signature: URL_SAFE_NO_PAD.encode(signature.to_bytes()),
    };
    device.kit.post_json("/v1/devices/withdraw", &request).await
}

#[tokio::test]
async fn a_request_that_is_taken_back_is_granted_by_nobody() {
    let kit = Kit::start().await;
    let (alice, kim) = (kit.enrol("Alice").await, kit.enrol("Kim").await);
    let new = asks(&kit, "1", "Alice", 90).await;
    assert_eq!(
        problem(withdraw(&new, 91).await).await,
        (422, "bad-signature".into()),
        "somebody else's key"
    );
    assert_eq!(withdraw(&new, 90).await.status(), 200);
    assert_eq!(withdraw(&new, 90).await.status(), 200, "the answer was lost");
    assert!(seen(&kim, alice.person).await.waiting.is_empty());
    let grant = decide(&new, alice.person, 90, true);
    assert_eq!(refusal(&kim.act(grant).await), ProblemKind::NotFound);
    assert_eq!(alice.get("/v1/me").await.status(), 200, "the phone goes on");

    let late = asks(&kit, "1", "Alice", 92).await;
    kim.done(decide(&late, alice.person, 92, true)).await;
    assert_eq!(
        problem(withdraw(&late, 92).await).await,
        (409, "already-decided".into()),
        "it is theirs by now"
    );
}

#[tokio::test]
async fn who_grants_two_phones_of_one_person_at_once_binds_the_first() {
    let kit = Kit::start().await;
    let (alice, kim) = (kit.enrol("Alice").await, kit.enrol("Kim").await);
    let (first, second) = (
        asks(&kit, "1", "Alice", 90).await,
        asks(&kit, "1", "Alice", 91).await,
    );
    let grant =
        |device: &Device<'_>, seed| kim.sign(&kim.operation(decide(device, alice.person, seed, true)));
    let outcomes = kim.push(vec![grant(&first, 90), grant(&second, 91)]).await;
    assert!(kit::accepted(&outcomes[0]), "{outcomes:?}");
    assert_eq!(refusal(&outcomes[1]), ProblemKind::NotFound);
    let bound = seen(&kim, alice.person).await.bound;
    let theirs = bound.iter().find(|bound| bound.person == alice.person);
    assert_eq!(theirs.map(|bound| bound.device), Some(first.id));
}

#[tokio::test]
async fn who_says_late_that_a_phone_is_lost_does_not_end_the_next_one() {
    let kit = Kit::start().await;
    let (alice, kim, heidi) = (
        kit.enrol("Alice").await,
        kit.enrol("Kim").await,
        kit.enrol("Heidi").await,
    );
    let lost = Action::RevokeDevice {
        person: alice.person,
        device: alice.id,
        reason: "手机丢在路上".into(),
    };
    let late = heidi.sign(&heidi.operation(lost));
    let mut new = asks(&kit, "1", "Alice", 90).await;
    kim.done(decide(&new, alice.person, 90, true)).await;
    new.renew().await;
    assert!(kit::accepted(&heidi.push(vec![late]).await[0]));
    assert_eq!(new.get("/v1/me").await.status(), 200);
}

#[tokio::test]
async fn a_request_ends_after_a_week() {
    let kit = Kit::start().await;
    let alice = kit.enrol("Alice").await;
    let mut kim = kit.enrol("Kim").await;
    let new = asks(&kit, "1", "Alice", 90).await;
    kit.clock.advance(7 * 86_400_000 + 1);
    kim.renew().await;
    assert!(seen(&kim, alice.person).await.waiting.is_empty());
    let grant = decide(&new, alice.person, 90, true);
    assert_eq!(refusal(&kim.act(grant).await), ProblemKind::NotFound);
    assert_eq!(refused(&new).await, (422, "bad-signature".into()));
}
