//! tus 1.0, against a running server.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "helpers of tests may fail as loudly as tests"
)]

mod kit;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use futures_util::{StreamExt as _, stream};
use jishi_core::model::Sha256;
use kit::{Kit, header, jpeg, location, problem};
use reqwest::{Body, Method};
use sha2::Digest as _;

#[tokio::test]
async fn a_file_arrives_in_parts() {
    let kit = Kit::start().await;
    let alice = kit.enrol("Alice").await;
    let file = jpeg(600, 400, 1);
    let response = alice.announce(file.len(), None).await;
    assert_eq!(header(&response, "tus-resumable"), "1.0.0");
    assert!(header(&response, "upload-expires").ends_with("GMT"));
    let path = location(&response);
    let half = file.len() / 2;
    let first = alice.patch(&path, 0, file[..half].to_vec()).send().await.unwrap();
    assert_eq!(
        (first.status().as_u16(), header(&first, "upload-offset")),
        (204, half.to_string().as_str())
    );
    let stale = alice.patch(&path, 0, file[..half].to_vec()).send().await.unwrap();
    assert_eq!(problem(stale).await, (409, "conflict".into()));
    let status = alice.tus(Method::HEAD, &path).send().await.unwrap();
    assert_eq!(header(&status, "upload-offset"), half.to_string());
    assert_eq!(header(&status, "upload-length"), file.len().to_string());
    let rest = alice
        .patch(&path, half, file[half..].to_vec())
        .send()
        .await
        .unwrap();
    assert_eq!(header(&rest, "upload-offset"), file.len().to_string());
    let got = alice.get(&format!("/v1/media/{}", Sha256::of(&file))).await;
    assert_eq!(got.bytes().await.unwrap(), file);
    let known = alice.announce(file.len(), Some(Sha256::of(&file))).await;
    assert_eq!(
        header(&known, "upload-offset"),
        file.len().to_string(),
        "a known file is complete at once"
    );
    kit.server.shutdown().await;
}

#[tokio::test]
async fn what_had_arrived_of_a_cut_request_stays() {
    let kit = Kit::start().await;
    let alice = kit.enrol("Alice").await;
    let file = jpeg(1200, 900, 2);
    let path = location(&alice.announce(file.len(), Some(Sha256::of(&file))).await);
    let part = Bytes::copy_from_slice(&file[..file.len() / 3]);
    let gone = async {
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        Err(std::io::Error::other("the signal is gone"))
    };
    let cut = stream::iter([Ok(part.clone())]).chain(stream::once(gone));
    assert!(
        alice
            .patch(&path, 0, Body::wrap_stream(cut))
            .send()
            .await
            .is_err()
    );
    let mut arrived = 0;
    for _ in 0..50 {
        let status = alice.tus(Method::HEAD, &path).send().await.unwrap();
        arrived = header(&status, "upload-offset").parse::<usize>().unwrap();
        if arrived > 0 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert_eq!(arrived, part.len());
    let rest = alice
        .patch(&path, arrived, file[arrived..].to_vec())
        .send()
        .await
        .unwrap();
    assert_eq!(rest.status(), 204);
    kit.server.shutdown().await;
}

#[tokio::test]
async fn damaged_bytes_are_noticed() {
    let kit = Kit::start().await;
    let alice = kit.enrol("Alice").await;
    let file = jpeg(64, 64, 3);
    let path = location(&alice.announce(file.len(), Some(Sha256::of(&file))).await);
    let mut damaged = file.clone();
    damaged[100] ^= 1;
    for (algorithm, digest) in [
        ("sha1", STANDARD.encode(sha1::Sha1::digest(&file))),
        ("sha256", STANDARD.encode(sha2::Sha256::digest(&file))),
    ] {
        let checked = alice
            .patch(&path, 0, damaged.clone())
            .header("upload-checksum", format!("{algorithm} {digest}"));
        assert_eq!(
            problem(checked.send().await.unwrap()).await,
            (460, "checksum-mismatch".into())
        );
        let status = alice.tus(Method::HEAD, &path).send().await.unwrap();
        assert_eq!(
            header(&status, "upload-offset"),
            "0",
            "nothing of the request is kept"
        );
    }
    let unknown = alice
        .patch(&path, 0, file.clone())
        .header("upload-checksum", "md5 AAAA");
    assert_eq!(
        problem(unknown.send().await.unwrap()).await,
        (400, "malformed".into())
    );
    // Without a checksum of the request, the digest of the file tells; the upload is dropped.
    let whole = alice.patch(&path, 0, damaged).send().await.unwrap();
    assert_eq!(problem(whole).await, (460, "checksum-mismatch".into()));
    assert_eq!(alice.tus(Method::HEAD, &path).send().await.unwrap().status(), 404);
    kit.server.shutdown().await;
}

#[tokio::test]
async fn uploads_are_private_and_can_be_ended() {
    let kit = Kit::start().await;
    let (alice, bob) = (kit.enrol("Alice").await, kit.enrol("Bob").await);
    let path = location(&alice.announce(10, None).await);
    assert_eq!(bob.tus(Method::HEAD, &path).send().await.unwrap().status(), 404);
    assert_eq!(
        problem(bob.patch(&path, 0, "x").send().await.unwrap()).await,
        (404, "not-found".into())
    );
    assert_eq!(bob.tus(Method::DELETE, &path).send().await.unwrap().status(), 404);
    let over = alice.patch(&path, 0, "eleven bytes").send().await.unwrap();
    assert_eq!(problem(over).await, (413, "too-large".into()));
    assert_eq!(
        alice.tus(Method::DELETE, &path).send().await.unwrap().status(),
        204
    );
    assert_eq!(alice.tus(Method::HEAD, &path).send().await.unwrap().status(), 404);
    let ending = location(&alice.announce(10, None).await);
    kit.clock.advance(3_000_000);
    assert_eq!(
        alice.tus(Method::HEAD, &ending).send().await.unwrap().status(),
        200
    );
    kit.clock.advance(7 * 24 * 3_600_000);
    assert_eq!(kit.server.service().sweep_uploads().await.unwrap(), 1);
    kit.server.shutdown().await;
}

#[tokio::test]
async fn what_is_neither_photo_recording_video_nor_document_is_refused() {
    let kit = Kit::start().await;
    let alice = kit.enrol("Alice").await;
    let truncated = {
        let mut file = jpeg(300, 300, 4);
        file.truncate(60);
        file
    };
    for bytes in [
        b"\x89PNG\r\n\x1a\n, a kind of picture that is not sent".to_vec(),
        b"PK\x03\x04 a zip of something else".to_vec(),
        truncated,
        b"<svg onload=alert(1)>".to_vec(),
    ] {
        let path = location(&alice.announce(bytes.len(), None).await);
        let refused = alice.patch(&path, 0, bytes).send().await.unwrap();
        assert_eq!(problem(refused).await, (415, "unsupported-media".into()));
        assert_eq!(alice.tus(Method::HEAD, &path).send().await.unwrap().status(), 404);
    }
    let large = alice.announce(64 * 1024 * 1024 + 1, None).await;
    assert_eq!(problem(large).await, (413, "too-large".into()));
    assert_eq!(
        problem(alice.announce(0, None).await).await,
        (400, "malformed".into())
    );
    kit.server.shutdown().await;
}

#[tokio::test]
async fn the_server_tells_what_its_tus_can_do() {
    let kit = Kit::start().await;
    let alice = kit.enrol("Alice").await;
    let options = kit
        .http
        .request(Method::OPTIONS, kit.url("/v1/uploads"))
        .send()
        .await
        .unwrap();
    assert_eq!(options.status(), 204);
    assert_eq!(header(&options, "tus-version"), "1.0.0");
    assert_eq!(header(&options, "tus-max-size"), "67108864");
    assert!(header(&options, "tus-extension").contains("creation-with-upload"));
    assert_eq!(header(&options, "tus-checksum-algorithm"), "sha1,sha256");
    let old = alice
        .request(Method::POST, "/v1/uploads")
        .header("upload-length", 1)
        .send()
        .await
        .unwrap();
    assert_eq!(header(&old, "tus-version"), "1.0.0");
    assert_eq!(problem(old).await, (412, "tus-version".into()));
    let file = jpeg(20, 20, 5);
    let at_once = alice
        .tus(Method::POST, "/v1/uploads")
        .header("upload-length", file.len());
    let at_once = at_once
        .header("content-type", "application/offset+octet-stream")
        .body(file.clone());
    let at_once = at_once.send().await.unwrap();
    assert_eq!(
        (at_once.status().as_u16(), header(&at_once, "upload-offset")),
        (201, file.len().to_string().as_str())
    );
    kit.server.shutdown().await;
}
