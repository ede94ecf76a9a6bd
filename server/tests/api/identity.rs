//! Enrolment and tokens, against a running server.

use std::num::NonZeroU32;
use std::time::Duration;

use jishi_core::model::Action;
use jishi_core::protocol::{AccessToken, Enrolled, Outcome, ProblemKind};
use jishi_server::{EnrolLimit, Pace};

use crate::kit::{Device, Kit, accepted, header, key, problem, refusal};

#[tokio::test]
async fn a_code_enrols_one_device_and_a_newer_one_revokes_it() {
    let kit = Kit::start().await;
    let alice = kit.enrol("Alice").await;
    let code = kit.code("Alice").await;
    let typed = code.to_lowercase().replace('-', " ");
    let second = kit.try_code(&typed, &key(77)).await;
    let enrolled: Enrolled = second.json().await.unwrap();
    assert_eq!(
        (enrolled.person.name.as_str(), enrolled.unit.name.as_str()),
        ("Alice", "东村")
    );
    assert_eq!(
        problem(alice.get("/v1/sync/pull").await).await,
        (401, "device-revoked".into())
    );
    assert_eq!(
        problem(alice.ask_token().await).await,
        (401, "device-revoked".into())
    );
    // The answer may have been lost: the same key gets the same device. Another key gets nothing.
    let again: Enrolled = kit.try_code(&code, &key(77)).await.json().await.unwrap();
    assert_eq!(again.device, enrolled.device);
    assert_eq!(
        problem(kit.try_code(&code, &key(78)).await).await,
        (403, "wrong-code".into())
    );
    kit.server.shutdown().await;
}

#[tokio::test]
async fn what_is_signed_anew_because_key_and_answer_were_lost_counts_once() {
    let kit = Kit::start().await;
    let before = kit.enrol("Alice").await;
    let moment = before.moment("送出了，回执和密钥都丢了");
    let mut operation = before.operation(Action::PostMoment { moment });
    let Outcome::Accepted { receipt } = before.push(vec![before.sign(&operation)]).await.remove(0) else {
        panic!("not accepted");
    };
    let code = kit.code("Alice").await;
    let other: Enrolled = kit.try_code(&code, &key(88)).await.json().await.unwrap();
    let mut after = Device {
        id: other.device,
        key: key(88),
        token: String::new(),
        ..before
    };
    after.token = after.ask_token().await.json::<AccessToken>().await.unwrap().token;
    operation.device = after.id;
    let outcomes = after.push(vec![after.sign(&operation)]).await;
    assert_eq!(outcomes, [Outcome::Duplicate { receipt }]);
    // Other words under its id are another deed.
    let moment = after.moment("别的话");
    operation.action = Action::PostMoment { moment };
    let outcomes = after.push(vec![after.sign(&operation)]).await;
    assert_eq!(refusal(&outcomes[0]), ProblemKind::Conflict);
}

#[tokio::test]
async fn what_a_phone_did_before_it_was_bound_anew_counts_once() {
    let kit = Kit::start().await;
    let before = kit.enrol("Alice").await;
    let post = |text: &str| {
        let moment = before.moment(text);
        before.sign(&before.operation(Action::PostMoment { moment }))
    };
    let (sent, queued) = (post("送出了，回执丢了"), post("还没送出"));
    assert!(accepted(&before.push(vec![sent.clone()]).await[0]));
    // The same phone, with a new code: another device by the same key.
    let after = kit.enrol("Alice").await;
    assert_ne!(after.id, before.id);
    let outcomes = after.push(vec![sent, queued]).await;
    assert!(matches!(outcomes[0], Outcome::Duplicate { .. }), "{outcomes:?}");
    assert!(accepted(&outcomes[1]), "{outcomes:?}");
    // Another phone speaks for itself alone.
    let code = kit.code("Alice").await;
    let other: Enrolled = kit.try_code(&code, &key(88)).await.json().await.unwrap();
    let mut other = Device {
        id: other.device,
        key: key(88),
        token: String::new(),
        ..after
    };
    other.token = other.ask_token().await.json::<AccessToken>().await.unwrap().token;
    let moment = other.moment("x");
    let mut operation = other.operation(Action::PostMoment { moment });
    operation.device = before.id;
    let refused = other.push(vec![other.sign(&operation)]).await;
    assert_eq!(refusal(&refused[0]), ProblemKind::Forbidden);
    assert!(
        jishi_server::audit(kit.server.service().storage(), &[])
            .await
            .unwrap()
            .is_ok()
    );
    kit.server.shutdown().await;
}

#[tokio::test]
async fn wrong_and_ended_codes_are_refused_alike() {
    let kit = Kit::start().await;
    let code = kit.code("Alice").await;
    kit.clock.advance(14 * 24 * 3600 * 1000);
    for code in [code.as_str(), "ABCD-2345-WXYZ", "", "纪实"] {
        assert_eq!(
            problem(kit.try_code(code, &key(9)).await).await,
            (403, "wrong-code".into()),
            "{code}"
        );
    }
    let no_key =
        serde_json::json!({ "code": "ABCD-2345-WXYZ", "public_key": "A".repeat(44), "device_name": "x" });
    assert_eq!(
        problem(kit.post_json("/v1/enrol", &no_key).await).await,
        (400, "malformed".into())
    );
    kit.server.shutdown().await;
}

#[tokio::test]
async fn asking_for_a_phone_has_a_pace_of_its_own() {
    let kit = Kit::with(|config| {
        config.limits.asking = Pace {
            burst: NonZeroU32::new(2).unwrap(),
            every: Duration::from_secs(60),
        };
    })
    .await;
    let ask = async || {
        let request = serde_json::json!({
            "staff_no": "1", "name": "Alice", "public_key": "A".repeat(44), "device_name": "x",
        });
        kit.post_json("/v1/devices", &request).await
    };
    for _ in 0..2 {
        assert_eq!(ask().await.status(), 400, "no such key");
    }
    assert_eq!(problem(ask().await).await, (429, "too-many-requests".into()));
    assert_eq!(
        kit.try_code("ABCD-2345-WXYZ", &key(9)).await.status(),
        403,
        "a code can be tried all the same"
    );
    kit.server.shutdown().await;
}

#[tokio::test]
async fn behind_a_named_proxy_each_address_is_slowed_down_for_itself() {
    let limit = EnrolLimit {
        burst: NonZeroU32::new(2).unwrap(),
        every: Duration::from_secs(60),
    };
    for named in [true, false] {
        let kit = Kit::with(|config| {
            config.enrol_limit = limit;
            config.proxies = if named {
                vec![[127, 0, 0, 1].into()]
            } else {
                vec![]
            };
        })
        .await;
        let from = async |forwarded: &str| {
            let guess = serde_json::json!({
                "code": "ABCD-2345-WXYZ", "public_key": "A".repeat(44), "device_name": "x",
            });
            let request = kit.http.post(kit.url("/v1/enrol")).json(&guess);
            let response = request.header("x-forwarded-for", forwarded).send().await.unwrap();
            response.status().as_u16()
        };
        for _ in 0..2 {
            assert_eq!(from("203.0.113.7").await, 400, "no such key");
        }
        // Who makes up where they come from is known by what the proxy added after it.
        assert_eq!(from("198.51.100.1, 203.0.113.7").await, 429);
        assert_eq!(
            from("203.0.113.8").await,
            if named { 400 } else { 429 },
            "named: {named}"
        );
        kit.server.shutdown().await;
    }
}

#[tokio::test]
async fn guessing_is_slowed_down() {
    let limit = EnrolLimit {
        burst: NonZeroU32::new(3).unwrap(),
        every: Duration::from_secs(60),
    };
    let kit = Kit::with(|config| config.enrol_limit = limit).await;
    for _ in 0..3 {
        assert_eq!(kit.try_code("ABCD-2345-WXYZ", &key(9)).await.status(), 403);
    }
    let response = kit.try_code("ABCD-2345-WXYZ", &key(9)).await;
    let wait: u32 = header(&response, "retry-after").parse().unwrap();
    assert!((1..=61).contains(&wait), "{wait}");
    assert_eq!(problem(response).await, (429, "too-many-requests".into()));
    kit.server.shutdown().await;
}

#[tokio::test]
async fn tokens_end_and_need_the_devices_signature() {
    let kit = Kit::start().await;
    let mut alice = kit.enrol("Alice").await;
    kit.clock.advance(599_000);
    assert_eq!(alice.get("/v1/sync/pull").await.status(), 200);
    kit.clock.advance(1_000);
    assert_eq!(
        problem(alice.get("/v1/sync/pull").await).await,
        (401, "unauthorised".into())
    );
    alice.key = key(99);
    assert_eq!(
        problem(alice.ask_token().await).await,
        (422, "bad-signature".into())
    );
    for token in ["", "x", &"A".repeat(80)] {
        alice.token = token.to_owned();
        assert_eq!(
            problem(alice.get("/v1/sync/pull").await).await,
            (401, "unauthorised".into())
        );
    }
    kit.server.shutdown().await;
}
