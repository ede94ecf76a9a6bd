//! Every route by every kind of caller: one table, held against the paths of the OpenAPI document.

use std::collections::BTreeSet;

use jishi_core::model::Action;
use jishi_core::protocol::EnrolRequest;
use jishi_server::openapi;
use reqwest::{Method, RequestBuilder};
use serde_json::json;

use crate::kit::things::{AT_THE_HALL, delivered_at_the_hall, task};
use crate::kit::{self, Device, Kit, header, jpeg, key, location};

/// Whoever may call. What is asked for is Alice's: her unit, her ledger, her photo, her upload.
const CALLERS: [&str; 11] = [
    "nobody",
    "garbage",
    "ended",
    "revoked",
    "Alice, a cadre",
    "Carol, her colleague",
    "Kim, their clerk",
    "Heidi, a leader above",
    "Mallory, a leader elsewhere",
    "Olga of the organization department",
    "Adam, the administrator",
];

/// A route, what is sent to it, and the status for each of [`CALLERS`].
type Line = (&'static str, &'static str, Send, [u16; 11]);

#[derive(Clone, Copy)]
enum Send {
    Nothing,
    Query(&'static str),
    Json(fn() -> serde_json::Value),
    Tus,
    Part,
}

const fn all(status: u16) -> [u16; 11] {
    [status; 11]
}

/// Nobody without a token that holds; the rest in the order of [`CALLERS`].
const fn known(rest: [u16; 7]) -> [u16; 11] {
    let [alice, carol, kim, heidi, mallory, olga, adam] = rest;
    [401, 401, 401, 401, alice, carol, kim, heidi, mallory, olga, adam]
}

// Skipped, so that the columns stay columns.
#[rustfmt::skip]
const LINES: &[Line] = &[
    ("GET", "/healthz", Send::Nothing, all(200)),
    ("GET", "/readyz", Send::Nothing, all(200)),
    ("GET", "/metrics", Send::Nothing, all(200)),
    ("GET", "/v1/openapi.json", Send::Nothing, all(200)),
    ("POST", "/v1/enrol", Send::Json(wrong_code), all(403)),
    ("POST", "/v1/devices", Send::Json(nobodys_device), all(200)),
    ("GET", "/v1/devices", Send::Query("unit={unit}"), known([200; 7])),
    ("POST", "/v1/devices/withdraw", Send::Json(no_challenge), all(401)),
    ("GET", "/v1/me", Send::Nothing, known([200; 7])),
    ("POST", "/v1/token/challenge", Send::Json(|| json!(null)), all(200)),
    ("POST", "/v1/token", Send::Json(no_challenge), all(401)),
    ("POST", "/v1/sync/push", Send::Json(|| json!({ "operations": [] })), known([200; 7])),
    ("GET", "/v1/sync/pull", Send::Nothing, known([200; 7])),
    ("GET", "/v1/sync/events", Send::Nothing, known([200; 7])),
    //                                                                                 Alice Carol Kim Heidi Mallory Olga Adam
    ("GET", "/v1/unit-day", Send::Query("unit={unit}&day=2026-03-02"),           known([403, 403, 200, 200, 403, 200, 403])),
    ("GET", "/v1/score", Send::Query("person={person}&span=day&day=2026-03-02"), known([200, 403, 403, 200, 403, 200, 403])),
    ("GET", "/v1/ranking", Send::Query("unit={unit}&span=year&day=2026-03-02"),  known([403, 403, 403, 200, 403, 200, 403])),
    ("GET", "/v1/learning", Send::Query("months=1"),                             known([403, 403, 403, 403, 403, 200, 403])),
    ("GET", "/v1/looks", Send::Nothing, known([200; 7])),
    ("GET", "/v1/moments/{moment}/trace", Send::Nothing,                         known([200, 403, 403, 200, 404, 200, 404])),
    ("GET", "/v1/moments/{moment}/place", Send::Nothing,                         known([200, 200, 200, 200, 404, 200, 404])),
    ("GET", "/v1/tasks/{task}/place", Send::Query("result=0"),                   known([200, 404, 404, 200, 404, 404, 404])),
    ("GET", "/v1/media/{sha256}", Send::Nothing,                                 known([200, 200, 200, 200, 404, 200, 404])),
    ("OPTIONS", "/v1/uploads", Send::Nothing, all(204)),
    ("POST", "/v1/uploads", Send::Tus, known([201; 7])),
    ("HEAD", "/v1/uploads/{id}", Send::Tus,                                      known([200, 404, 404, 404, 404, 404, 404])),
    ("PATCH", "/v1/uploads/{id}", Send::Part,                                    known([204, 404, 404, 404, 404, 404, 404])),
    ("DELETE", "/v1/uploads/{id}", Send::Tus,                                    known([204, 404, 404, 404, 404, 404, 404])),
];

fn wrong_code() -> serde_json::Value {
    let point = key(9).verifying_key().to_encoded_point(true);
    use base64::Engine as _;
    let request = EnrolRequest {
        code: "ABCD-2345-WXYZ".into(),
        public_key: base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(point.as_bytes()),
        device_name: "test".into(),
    };
    serde_json::to_value(request).unwrap()
}

fn nobodys_device() -> serde_json::Value {
    let mut request = wrong_code();
    request["staff_no"] = "0".into();
    request["name"] = "Nobody".into();
    request
}

fn no_challenge() -> serde_json::Value {
    json!({ "device": "0190aaaa-0000-7000-8000-000000000000", "challenge": "x", "signature": "x" })
}

fn with(request: RequestBuilder, send: Send) -> RequestBuilder {
    match send {
        Send::Nothing | Send::Query(_) => request,
        Send::Json(body) => request.json(&body()),
        Send::Tus => request
            .header("tus-resumable", "1.0.0")
            .header("upload-length", 10),
        Send::Part => request
            .header("tus-resumable", "1.0.0")
            .header("upload-offset", 0)
            .header("content-type", "application/offset+octet-stream"),
    }
}

#[test]
fn the_table_names_every_route() {
    let document = serde_json::to_value(openapi()).unwrap();
    let mut documented = BTreeSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        let methods = item.as_object().unwrap().keys();
        documented.extend(
            methods
                .filter(|key| *key != "parameters")
                .map(|method| (method.to_uppercase(), path.clone())),
        );
    }
    let told: BTreeSet<_> = LINES
        .iter()
        .map(|(method, path, ..)| ((*method).to_owned(), (*path).to_owned()))
        .collect();
    assert_eq!(told, documented, "each route has a line, and each line a route");
    assert_eq!(told.len(), LINES.len());
}

#[tokio::test]
async fn every_caller_gets_what_the_table_says() {
    let kit = Kit::start().await;
    // Bob's token ends; Zed's device is revoked by another one.
    let ended = kit.enrol("Bob").await.token;
    kit.clock.advance(3_600_000);
    let revoked = kit.enrol("Zed").await.token;
    assert_eq!(kit.try_code(&kit.code("Zed").await, &key(77)).await.status(), 200);
    let alice = kit.enrol("Alice").await;
    let photo = jpeg(64, 48, 7);
    let sha256 = alice.post_photo(&photo, (64, 48)).await;
    let mut moment = alice.moment("走访三户");
    moment.place = Some(AT_THE_HALL);
    assert!(kit::accepted(&alice.post(&moment).await));
    let upload = location(&alice.announce(10, None).await);
    let mut tokens = vec![None, Some("x".repeat(64)), Some(ended), Some(revoked)];
    let mut devices: Vec<Device<'_>> = Vec::new();
    for name in ["Carol", "Kim", "Heidi", "Mallory", "Olga", "Adam"] {
        devices.push(kit.enrol(name).await);
    }
    let given = task(&devices[2], &alice, None);
    let id = given.id;
    let task = Box::new(given.clone());
    devices[2].done(Action::GiveTask { task }).await;
    alice.done(delivered_at_the_hall(id)).await;
    tokens.push(Some(alice.token.clone()));
    tokens.extend(devices.iter().map(|device| Some(device.token.clone())));
    assert_eq!(tokens.len(), CALLERS.len());

    let unit = kit.unit_of(alice.person).await.to_string();
    let upload = upload.rsplit('/').next().unwrap();
    let mut wrong = Vec::new();
    for (method, path, send, expected) in LINES {
        let query = match send {
            Send::Query(query) => format!("?{query}"),
            _ => String::new(),
        };
        let url = format!("{path}{query}")
            .replace("{id}", upload)
            .replace("{moment}", &moment.id.to_string())
            .replace("{task}", &given.id.to_string())
            .replace("{sha256}", &sha256.to_string())
            .replace("{unit}", &unit)
            .replace("{person}", &alice.person.to_string());
        for ((caller, token), expected) in CALLERS.iter().zip(&tokens).zip(expected) {
            let method = Method::from_bytes(method.as_bytes()).unwrap();
            let mut request = with(kit.http.request(method.clone(), kit.url(&url)), *send);
            if let Some(token) = token {
                request = request.bearer_auth(token);
            }
            let response = request.send().await.unwrap();
            let status = response.status().as_u16();
            if status != *expected {
                wrong.push(format!("{method} {path} by {caller}: {status}, not {expected}"));
            }
            if status >= 400 && method != Method::HEAD {
                assert_eq!(
                    header(&response, "content-type"),
                    "application/problem+json",
                    "{method} {path} by {caller}"
                );
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
