//! tus 1.0, against a running server.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use futures_util::{StreamExt as _, stream};
use jishi_core::model::Sha256;
use reqwest::{Body, Method};
use sha2::Digest as _;

use crate::kit::{Kit, header, jpeg, location, problem};

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
    let (mut alice, bob) = (kit.enrol("Alice").await, kit.enrol("Bob").await);
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
    alice.renew().await;
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

fn limited(change: impl FnOnce(&mut jishi_server::Limits)) -> impl FnOnce(&mut jishi_server::Config) {
    |config| change(&mut config.limits)
}

/// One who begins to send and falls silent is told to come again: nothing is wrong with the file.
#[tokio::test]
async fn silence_is_the_lines_fault_and_what_had_arrived_stays() {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    let silence = std::time::Duration::from_millis(200);
    let kit = Kit::with(limited(|limits| limits.silence = silence)).await;
    let alice = kit.enrol("Alice").await;
    let file = jpeg(200, 100, 8);
    let path = location(&alice.announce(file.len(), Some(Sha256::of(&file))).await);
    let mut line = tokio::net::TcpStream::connect(kit.server.address).await.unwrap();
    let head = format!(
        "PATCH {path} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {}\r\ntus-resumable: 1.0.0\r\nupload-offset: 0\r\n\
         content-type: application/offset+octet-stream\r\ncontent-length: {}\r\n\r\n",
        alice.token,
        file.len()
    );
    line.write_all(head.as_bytes()).await.unwrap();
    line.write_all(&file[..100]).await.unwrap();
    let mut answer = vec![0; 2_000];
    let read = line.read(&mut answer).await.unwrap();
    let answer = String::from_utf8_lossy(&answer[..read]).into_owned();
    assert!(answer.starts_with("HTTP/1.1 503"), "{answer}");
    assert!(answer.contains("/problems/unavailable"), "{answer}");
    let status = alice.tus(Method::HEAD, &path).send().await.unwrap();
    assert_eq!(header(&status, "upload-offset"), "100");
    let rest = alice
        .patch(&path, 100, file[100..].to_vec())
        .send()
        .await
        .unwrap();
    assert_eq!(rest.status(), 204);
    kit.server.shutdown().await;
}

#[tokio::test]
async fn one_person_sends_so_much_at_a_time_and_the_oldest_gives_way() {
    let kit = Kit::with(limited(|limits| {
        (limits.open_uploads, limits.open_bytes, limits.week_bytes) = (3, 1_000, 3_000);
    }))
    .await;
    let (alice, bob) = (kit.enrol("Alice").await, kit.enrol("Bob").await);
    let mut paths = Vec::new();
    for _ in 0..4 {
        paths.push(location(&alice.announce(100, None).await));
        // Uploads are told apart in time by their ids.
        kit.clock.advance(1);
    }
    let open = async |path: &str| alice.tus(Method::HEAD, path).send().await.unwrap().status() == 200;
    assert!(!open(&paths[0]).await, "the first has given way");
    for path in &paths[1..] {
        assert!(open(path).await);
    }
    // One that needs nearly all the room gets it.
    let large = location(&alice.announce(950, None).await);
    assert!(open(&large).await && !open(&paths[3]).await);
    kit.clock.advance(1);
    let larger = location(&alice.announce(990, None).await);
    assert!(open(&larger).await && !open(&large).await);
    assert_eq!(bob.announce(990, None).await.status(), 201, "each has their own");

    kit.server.shutdown().await;

    let kit = Kit::with(limited(|limits| limits.week_bytes = 1_000)).await;
    let alice = kit.enrol("Alice").await;
    alice.announce(600, None).await;
    let refused = alice.announce(600, None).await;
    assert_eq!(header(&refused, "retry-after"), "3600");
    assert_eq!(problem(refused).await, (429, "too-many-requests".into()));
    kit.clock.advance(8 * 24 * 3_600_000);
    kit.server.service().sweep_uploads().await.unwrap();
    let mut alice = alice;
    alice.renew().await;
    assert_eq!(alice.announce(600, None).await.status(), 201, "the week is over");
    kit.server.shutdown().await;
}

#[tokio::test]
async fn a_file_does_not_come_byte_by_byte_for_ever() {
    let kit = Kit::start().await;
    let alice = kit.enrol("Alice").await;
    let path = location(&alice.announce(2_000, None).await);
    let mut at = 0;
    let refused = loop {
        let response = alice.patch(&path, at, "x").send().await.unwrap();
        if response.status() != 204 {
            break response;
        }
        at += 1;
        assert!(at < 1_000, "somewhere it ends");
    };
    assert_eq!(problem(refused).await, (404, "not-found".into()));
    assert!(at > 500, "a bad line is borne with: {at}");
    assert_eq!(alice.tus(Method::HEAD, &path).send().await.unwrap().status(), 404);
    kit.server.shutdown().await;
}

/// A process may die between storing a piece and counting it.
#[tokio::test]
async fn pieces_on_which_nobody_counts_are_removed() {
    let folder = tempfile::tempdir().unwrap();
    let media = folder.path().to_owned();
    let kit = Kit::with(|config| config.media = jishi_server::MediaUrl::Folder(media.clone())).await;
    let alice = kit.enrol("Alice").await;
    let path = location(&alice.announce(10, None).await);
    assert_eq!(alice.patch(&path, 0, "abc").send().await.unwrap().status(), 204);
    let upload = path.rsplit('/').next().unwrap();
    let leave = |upload: &str, name: &str| {
        let folder = media.join("uploads").join(upload);
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(name), "left behind").unwrap();
    };
    leave(upload, "3-0123456789abcdef");
    leave("0190aaaa-0000-7000-8000-000000000000", "0-0123456789abcdef");
    leave("0190aaaa-0000-7000-8000-000000000000", "9-0123456789abcdef");
    let service = kit.server.service();
    assert_eq!(
        service.sweep_pieces().await.unwrap(),
        2,
        "those of an upload that goes on wait for its end"
    );
    let status = alice.tus(Method::HEAD, &path).send().await.unwrap();
    assert_eq!(header(&status, "upload-offset"), "3");
    kit.clock.advance(8 * 24 * 3_600_000);
    assert_eq!(service.sweep_uploads().await.unwrap(), 1);
    assert_eq!(service.sweep_pieces().await.unwrap(), 1);
    assert!(
        !media.join("uploads").join(upload).exists(),
        "nor is a folder left"
    );
    kit.server.shutdown().await;
}
