//! What holds for every path, and the web app.

use std::fs;
use std::io::Write as _;
use std::time::Duration;

use flate2::{Compression, write::GzEncoder};
use jishi_server::{Config, Limits, Pace, SetClock, StartError, openapi, start};
use reqwest::Method;
use serde_json::json;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::kit::{self, Kit, NOW, header, problem};

#[test]
fn the_document_is_as_it_was() {
    insta::assert_json_snapshot!("openapi", serde_json::to_value(openapi()).unwrap());
}

#[tokio::test]
async fn every_documented_path_is_there() {
    let kit = Kit::start().await;
    let alice = kit.enrol("Alice").await;
    let response = kit.http.get(kit.url("/v1/openapi.json")).send().await.unwrap();
    let document: serde_json::Value = response.json().await.unwrap();
    assert_eq!(document, serde_json::to_value(openapi()).unwrap());
    for (path, item) in document["paths"].as_object().unwrap() {
        for method in item
            .as_object()
            .unwrap()
            .keys()
            .filter(|key| *key != "parameters")
        {
            let method = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
            // Nothing has these ids, so the answer must come from the handler: without a token it is 401.
            let path = path
                .replace("{id}", "0190aaaa-0000-7000-8000-000000000000")
                .replace("{sha256}", &"0".repeat(64));
            let anonymous = kit
                .http
                .request(method.clone(), kit.url(&path))
                .send()
                .await
                .unwrap();
            let status = anonymous.status().as_u16();
            assert!(
                status != 404 && status != 405 && status < 500,
                "{method} {path}: {status}"
            );
            if path.starts_with("/v1/sync") || path.contains("0190") || path.contains("media") {
                assert_eq!(status, 401, "{method} {path}");
            }
        }
    }
    drop(alice);
    kit.server.shutdown().await;
}

#[tokio::test]
async fn every_error_is_a_problem() {
    let kit = Kit::start().await;
    let alice = kit.enrol("Alice").await;
    assert_eq!(
        problem(alice.get("/v1/nothing").await).await,
        (404, "not-found".into())
    );
    let put = alice.request(Method::PUT, "/v1/sync/pull").send().await.unwrap();
    assert_eq!(problem(put).await, (405, "method-not-allowed".into()));
    let post = |body: Vec<u8>, kind: &str| {
        alice
            .request(Method::POST, "/v1/sync/push")
            .header("content-type", kind)
            .body(body)
    };
    let broken = post(b"{".to_vec(), "application/json").send().await.unwrap();
    assert_eq!(problem(broken).await, (400, "malformed".into()));
    let form = post(b"a=b".to_vec(), "application/x-www-form-urlencoded")
        .send()
        .await
        .unwrap();
    assert_eq!(problem(form).await, (415, "unsupported-media".into()));
    let large = post(vec![b' '; 5 * 1024 * 1024], "application/json")
        .send()
        .await
        .unwrap();
    assert_eq!(problem(large).await, (413, "too-large".into()));
    let odd = post(b"x".to_vec(), "application/json")
        .header("content-encoding", "zstd")
        .send()
        .await
        .unwrap();
    assert_eq!(problem(odd).await, (415, "unsupported-media".into()));
    kit.server.shutdown().await;
}

#[tokio::test]
async fn packed_bodies_are_unpacked_no_further_than_is_taken() {
    let kit = Kit::start().await;
    let alice = kit.enrol("Alice").await;
    let post = async |body: Vec<u8>, encoding: &str| {
        let request = alice.request(Method::POST, "/v1/sync/push");
        let request = request
            .header("content-type", "application/json")
            .header("content-encoding", encoding);
        request.body(body).send().await.unwrap()
    };
    let whole = packed(br#"{"operations":[]}"#);
    assert_eq!(post(whole.clone(), "gzip").await.status(), 200);
    // A gigabyte of nothing, in a megabyte.
    let mut bomb = GzEncoder::new(Vec::new(), Compression::best());
    for _ in 0..1_024 {
        bomb.write_all(&vec![b' '; 1 << 20]).unwrap();
    }
    let bomb = bomb.finish().unwrap();
    assert!(bomb.len() < 2 << 20);
    assert_eq!(problem(post(bomb, "gzip").await).await, (413, "too-large".into()));
    let malformed = [
        (whole[..whole.len() - 9].to_vec(), "gzip"),
        (b"not packed at all".to_vec(), "gzip"),
        (packed(&whole), "gzip"),
        (whole.clone(), "br"),
    ];
    for (body, encoding) in malformed {
        assert_eq!(
            problem(post(body, encoding).await).await,
            (400, "malformed".into())
        );
    }
    assert_eq!(
        problem(post(whole, "gzip, gzip").await).await,
        (415, "unsupported-media".into())
    );
    kit.server.shutdown().await;
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(bytes).unwrap();
    gzip.finish().unwrap()
}

#[tokio::test]
async fn health_and_counters_answer() {
    let kit = Kit::start().await;
    let get = |path: &'static str| kit.http.get(kit.url(path)).send();
    assert_eq!(get("/healthz").await.unwrap().text().await.unwrap(), "ok");
    assert_eq!(get("/readyz").await.unwrap().status(), 200);
    let metrics = get("/metrics").await.unwrap().text().await.unwrap();
    assert!(
        metrics.contains(r#"jishi_requests_total{method="GET",route="/healthz",status="200"} 1"#),
        "{metrics}"
    );
    assert!(metrics.contains("jishi_writer_queue 0"), "{metrics}");
    // What comes through a proxy of this machine comes from elsewhere.
    let passed_on = kit
        .http
        .get(kit.url("/metrics"))
        .header("x-forwarded-for", "203.0.113.7");
    assert_eq!(passed_on.send().await.unwrap().status(), 404);
    kit.server.shutdown().await;

    let kit = Kit::with(|config| config.metrics_token = Some("a long word".into())).await;
    let get = |token: Option<&'static str>| {
        let request = kit.http.get(kit.url("/metrics"));
        match token {
            Some(token) => request.bearer_auth(token),
            None => request,
        }
    };
    for (token, expected) in [
        (None, 404),
        (Some("a short word"), 404),
        (Some("a long word"), 200),
    ] {
        assert_eq!(get(token).send().await.unwrap().status(), expected, "{token:?}");
    }
    kit.server.shutdown().await;
}

#[tokio::test]
async fn a_device_that_asks_too_often_waits_and_others_do_not() {
    let kit = Kit::with(|config| {
        config.limits.looks = Pace {
            burst: std::num::NonZeroU32::new(2).unwrap(),
            every: Duration::from_secs(30),
        };
    })
    .await;
    let (alice, carol) = (kit.enrol("Alice").await, kit.enrol("Carol").await);
    let path =
        |device: &kit::Device<'_>| format!("/v1/score?person={}&span=day&day=2026-03-02", device.person);
    for _ in 0..2 {
        assert_eq!(alice.get(&path(&alice)).await.status(), 200);
    }
    let refused = alice.get(&path(&alice)).await;
    let wait: u32 = header(&refused, "retry-after").parse().unwrap();
    assert!((1..=31).contains(&wait), "{wait}");
    assert_eq!(problem(refused).await, (429, "too-many-requests".into()));
    assert_eq!(carol.get(&path(&carol)).await.status(), 200, "each has their own");
    assert_eq!(
        alice.get("/v1/sync/pull").await.status(),
        200,
        "and so has each kind of call"
    );
    kit.server.shutdown().await;
}

#[tokio::test]
async fn each_kind_of_call_has_a_pace_of_its_own() {
    type OneOf = fn(&mut Limits) -> &mut Pace;
    let nothing = "0".repeat(64);
    let kinds: [(OneOf, Method, String); 4] = [
        (|limits| &mut limits.sync, Method::GET, "/v1/sync/pull".into()),
        (
            |limits| &mut limits.uploads,
            Method::HEAD,
            "/v1/uploads/0199c0de-0000-7000-8000-000000000001".into(),
        ),
        (
            |limits| &mut limits.media,
            Method::GET,
            format!("/v1/media/{nothing}"),
        ),
        (|limits| &mut limits.looks, Method::GET, "/v1/looks".into()),
    ];
    for (slowed, (pace, _, _)) in kinds.iter().enumerate() {
        let kit = Kit::with(|config| {
            *pace(&mut config.limits) = Pace {
                burst: std::num::NonZeroU32::new(2).unwrap(),
                every: Duration::from_secs(3_600),
            };
        })
        .await;
        let alice = kit.enrol("Alice").await;
        for (kind, (_, method, path)) in kinds.iter().enumerate() {
            for asked in 0..3 {
                let status = alice.tus(method.clone(), path).send().await.unwrap().status();
                let expected = kind == slowed && asked == 2;
                assert_eq!(
                    status == 429,
                    expected,
                    "{path} while {slowed} is slowed: {status}"
                );
            }
        }
        kit.server.shutdown().await;
    }
}

#[tokio::test]
async fn challenges_are_answered_at_a_pace() {
    let kit = Kit::with(|config| {
        config.limits.tokens = Pace {
            burst: std::num::NonZeroU32::new(3).unwrap(),
            every: Duration::from_secs(3_600),
        };
    })
    .await;
    let mut alice = kit.enrol("Alice").await;
    alice.renew().await;
    alice.renew().await;
    let refused = alice.ask_token().await;
    assert!(header(&refused, "retry-after").parse::<u32>().unwrap() > 1_000);
    assert_eq!(problem(refused).await, (429, "too-many-requests".into()));
    assert_eq!(alice.get("/v1/me").await.status(), 200, "what it has goes on");
}

#[tokio::test]
async fn who_does_not_say_what_they_want_is_not_waited_for() {
    let head = Duration::from_millis(300);
    let kit = Kit::with(|config| config.limits.head = head).await;
    for begun in ["", "PRI", "GET /healthz HTTP/1.1\r\nhost: x\r\n"] {
        let mut line = TcpStream::connect(kit.server.address).await.unwrap();
        line.write_all(begun.as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        let read = line.read_to_end(&mut answer);
        let ended = tokio::time::timeout(Duration::from_secs(10), read).await;
        assert!(ended.is_ok(), "{begun:?} is still waited for");
        let text = String::from_utf8_lossy(&answer).into_owned();
        assert!(text.is_empty() || text.starts_with("HTTP/1.1 4"), "{text}");
    }
    // One that has been heard may take its time with the answer.
    let alice = kit.enrol("Alice").await;
    let mut events = alice.get("/v1/sync/events").await;
    assert!(events.chunk().await.unwrap().is_some());
    tokio::time::sleep(3 * head).await;
    let moment = alice.moment("入户三家");
    alice.post(&moment).await;
    let woken = tokio::time::timeout(Duration::from_secs(10), events.chunk()).await;
    assert!(woken.unwrap().unwrap().is_some(), "the stream goes on");
    drop(events);
    kit.server.shutdown().await;
}

#[tokio::test]
async fn more_connections_than_there_may_be_wait_for_one_to_end() {
    let kit = Kit::with(|config| config.limits.connections = 2).await;
    let ask = "GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n";
    let mut held = Vec::new();
    for _ in 0..2 {
        let mut line = TcpStream::connect(kit.server.address).await.unwrap();
        line.write_all(ask.as_bytes()).await.unwrap();
        let mut answer = [0; 12];
        line.read_exact(&mut answer).await.unwrap();
        assert_eq!(&answer, b"HTTP/1.1 200");
        held.push(line);
    }
    let mut third = TcpStream::connect(kit.server.address).await.unwrap();
    third.write_all(ask.as_bytes()).await.unwrap();
    let mut answer = [0; 12];
    let waits = tokio::time::timeout(Duration::from_millis(300), third.read_exact(&mut answer)).await;
    assert!(waits.is_err(), "both places are taken");
    held.pop();
    tokio::time::timeout(Duration::from_secs(10), third.read_exact(&mut answer))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(&answer, b"HTTP/1.1 200");
    drop((held, third));
    kit.server.shutdown().await;
}

#[tokio::test]
async fn the_web_app_is_served_compressed_cached_and_locked_down() {
    let web = tempfile::tempdir().unwrap();
    let file = |name: &str, content: &str| fs::write(web.path().join(name), content).unwrap();
    file("index.html", "<!doctype html>纪实");
    file("sw.js", "// worker");
    file("app-0123456789abcdef.wasm", "wasm");
    file("app-0123456789abcdef.wasm.br", "br");
    file("app-0123456789abcdef.wasm.gz", "gz");
    let folder = web.path().to_owned();
    let kit = Kit::with(|config| config.web = Some(folder)).await;
    let get = |path: &str| kit.http.get(kit.url(path)).send();
    for page in ["/", "/feed", "/moment/0190"] {
        let response = get(page).await.unwrap();
        assert_eq!(response.status(), 200, "{page}");
        assert!(header(&response, "content-security-policy").contains("require-trusted-types-for 'script'"));
        assert_eq!(header(&response, "cache-control"), "no-cache");
        assert_eq!(header(&response, "referrer-policy"), "no-referrer");
        assert!(header(&response, "content-type").starts_with("text/html"));
        assert_eq!(response.text().await.unwrap(), "<!doctype html>纪实");
    }
    let wasm = "/app-0123456789abcdef.wasm";
    // What is served here only pretends to be packed.
    let as_sent = reqwest::Client::builder().no_gzip().build().unwrap();
    for (accept, body) in [("br", "br"), ("gzip", "gz"), ("identity", "wasm")] {
        let response = as_sent
            .get(kit.url(wasm))
            .header("accept-encoding", accept)
            .send()
            .await
            .unwrap();
        assert_eq!(
            header(&response, "cache-control"),
            "public, max-age=31536000, immutable"
        );
        assert_eq!(header(&response, "content-type"), "application/wasm");
        assert_eq!(response.text().await.unwrap(), body);
    }
    assert_eq!(header(&get("/sw.js").await.unwrap(), "cache-control"), "no-cache");
    assert_eq!(get("/missing.js").await.unwrap().status(), 404);
    assert_eq!(
        problem(get("/v1/nothing").await.unwrap()).await,
        (404, "not-found".into())
    );
    for hostile in [
        "/%2e%2e/jishi.sqlite",
        "/..%2fjishi.sqlite",
        "/%00",
        "/a%5c..%5c..%5cx",
        "//etc/passwd",
    ] {
        let response = get(hostile).await.unwrap();
        let status = response.status();
        let text = response.text().await.unwrap();
        assert!(
            status == 404 || status == 400 || text.contains("纪实"),
            "{hostile}: {status} {text}"
        );
    }
    kit.server.shutdown().await;
}

#[tokio::test]
async fn what_is_sent_to_break_the_database_or_the_parser_is_data_or_refused() {
    let kit = Kit::start().await;
    let alice = kit.enrol("Alice").await;
    let sql = "'; DROP TABLE operation; --";
    let encoded = "%27%3B%20DROP%20TABLE%20operation%3B%20--";
    for path in [
        format!("/v1/unit-day?unit={encoded}&day=2026-03-02"),
        format!("/v1/score?person={}&span={encoded}&day=2026-03-02", alice.person),
        format!("/v1/sync/pull?after={encoded}"),
        format!("/v1/devices?unit={encoded}"),
    ] {
        assert_eq!(alice.get(&path).await.status(), 400, "{path}");
    }
    for path in ["/v1/media/", "/v1/moments/", "/v1/uploads/"] {
        let answer = alice.get(&format!("{path}{encoded}")).await.status();
        assert!(answer == 404 || answer == 405, "{path}: {answer}");
    }
    let named =
        json!({ "staff_no": sql, "name": sql, "public_key": kit::public_key(77), "device_name": sql });
    assert_eq!(kit.post_json("/v1/devices", &named).await.status(), 200);
    let code = json!({ "code": sql, "public_key": kit::public_key(77), "device_name": sql });
    assert_eq!(kit.post_json("/v1/enrol", &code).await.status(), 403);
    let moment = alice.moment(sql);
    assert!(kit::accepted(&alice.post(&moment).await), "words are words");
    let upload = alice
        .tus(Method::POST, "/v1/uploads")
        .header("upload-length", sql)
        .header("upload-metadata", sql);
    assert_eq!(upload.send().await.unwrap().status(), 400);

    let deep = format!(
        "{{\"operations\":{}{}}}",
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    let push = alice
        .request(Method::POST, "/v1/sync/push")
        .header("content-type", "application/json")
        .body(deep);
    assert_eq!(
        problem(push.send().await.unwrap()).await,
        (400, "malformed".into())
    );
    assert!(
        kit::accepted(&alice.post(&alice.moment("照常")).await),
        "all of it is still there"
    );
    kit.server.shutdown().await;
}

#[tokio::test]
async fn bytes_that_end_a_header_end_up_in_no_header() {
    let kit = Kit::start().await;
    let alice = kit.enrol("Alice").await;
    let token = &alice.token;
    let (line_end, nothing, escape) = ("\r", "\0", "\u{1b}[2J");
    for (header, accepted) in [
        (format!("authorization: Bearer {token}"), true),
        (format!("authorization: Bearer {token}{nothing}"), false),
        (format!("authorization: Bearer {token}{line_end}x: y"), false),
        (
            format!("authorization: Bearer {token}\r\nupload-metadata: {escape}"),
            false,
        ),
        (
            format!("authorization: Bearer {token}\r\nx-forwarded-for: 1{nothing}2"),
            false,
        ),
        (
            format!("authorization: Bearer {token}\r\nhost {line_end}: x"),
            false,
        ),
    ] {
        let answer = raw(&kit, &format!("GET /v1/me HTTP/1.1\r\nhost: x\r\n{header}")).await;
        let status = if accepted { "HTTP/1.1 200" } else { "HTTP/1.1 4" };
        assert!(answer.starts_with(status), "{header:?}: {answer}");
    }
    // What is told back of a request has no line of its own.
    let ends = "%0d%0aset-cookie:%20a=b%0d%0a%0d%0a";
    for path in [
        format!("/v1/me{ends}"),
        format!("/v1/media/{ends}"),
        format!("/v1/uploads/{ends}"),
        format!("/v1/sync/pull?after={ends}"),
        format!("/{ends}"),
    ] {
        let asked = format!("GET {path} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {token}");
        let answer = raw(&kit, &asked).await;
        let head = answer.split("\r\n\r\n").next().unwrap();
        assert!(answer.starts_with("HTTP/1.1 4"), "{path}: {answer}");
        assert!(!head.contains("set-cookie"), "{path}: {head}");
    }
    kit.server.shutdown().await;
}

/// What the server answers to these very bytes.
async fn raw(kit: &Kit, head: &str) -> String {
    let mut line = TcpStream::connect(kit.server.address).await.unwrap();
    let asked = format!("{head}\r\nconnection: close\r\n\r\n");
    line.write_all(asked.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    line.read_to_end(&mut answer).await.unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn what_stands_in_the_way_is_one_sentence() {
    let kit = Kit::start().await;
    let folder = tempfile::tempdir().unwrap();
    let mut config = Config::in_folder(folder.path(), kit.server.address);
    config.clock = std::sync::Arc::new(SetClock::at(NOW));
    let taken = start(config.clone()).await.err().unwrap().to_string();
    let port = kit.server.address.port();
    assert_eq!(
        taken,
        format!("port {port} is taken by another program; choose another with --port")
    );
    config.listen.set_port(0);
    config.web = Some(folder.path().join("nothing"));
    assert!(matches!(
        start(config).await.err().unwrap(),
        StartError::NoWebApp(_)
    ));
    // A file where the folder should be: not even root can write into that.
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    let refused = start(Config::in_folder(file.join("data"), ([127, 0, 0, 1], 0).into()))
        .await
        .err()
        .unwrap();
    assert!(refused.to_string().starts_with("the folder "), "{refused}");
    kit.server.shutdown().await;
}
