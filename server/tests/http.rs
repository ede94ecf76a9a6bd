//! What holds for every path, and the web app.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "helpers of tests may fail as loudly as tests"
)]

mod kit;

use std::fs;

use jishi_server::{Config, SetClock, StartError, openapi, start};
use kit::{Kit, NOW, header, problem};
use reqwest::Method;

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
    for (accept, body) in [("br", "br"), ("gzip", "gz"), ("identity", "wasm")] {
        let response = kit
            .http
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
