//! Media, against a running server.

use jishi_core::media::prepare_video;
use jishi_core::model::{Action, Attachment, Lesson, LessonFile, Sha256};
use jishi_core::protocol::{Outcome, ProblemKind};
use reqwest::Method;

use crate::kit::things::lesson;
use crate::kit::{Kit, header, jpeg, location, problem, refusal};

#[tokio::test]
async fn a_photo_comes_in_three_sizes_to_those_who_may_see_it() {
    let kit = Kit::start().await;
    let (alice, bob) = (kit.enrol("Alice").await, kit.enrol("Bob").await);
    let file = jpeg(1600, 1200, 1);
    let sha256 = alice.post_photo(&file, (1600, 1200)).await;
    let path = format!("/v1/media/{sha256}");
    for name in ["Carol", "Heidi", "Olga"] {
        let viewer = kit.enrol(name).await;
        for (size, edge) in [("thumb", 320), ("feed", 1080), ("full", 1600)] {
            let response = viewer.get(&format!("{path}?size={size}")).await;
            assert_eq!(response.status(), 200, "{name} {size}");
            assert_eq!(header(&response, "content-type"), "image/jpeg");
            assert_eq!(
                header(&response, "cache-control"),
                "private, max-age=31536000, immutable"
            );
            assert_eq!(header(&response, "x-content-type-options"), "nosniff");
            let bytes = response.bytes().await.unwrap();
            let picture = image::load_from_memory(&bytes).unwrap();
            assert_eq!(
                (picture.width(), picture.height()),
                (edge, edge * 3 / 4),
                "{size}"
            );
        }
    }
    assert_eq!(problem(bob.get(&path).await).await, (404, "not-found".into()));
    assert_eq!(
        problem(bob.get(&format!("{path}?size=thumb")).await).await,
        (404, "not-found".into())
    );
    let nobody = kit.http.get(kit.url(&path)).send().await.unwrap();
    assert_eq!(problem(nobody).await, (401, "unauthorised".into()));
    assert_eq!(
        problem(alice.get(&format!("{path}?size=huge")).await).await,
        (400, "malformed".into())
    );
    for odd in ["xyz", "..%2f..%2fjishi.sqlite", &"A".repeat(64)] {
        assert_eq!(
            problem(alice.get(&format!("/v1/media/{odd}")).await).await,
            (404, "not-found".into())
        );
    }
    kit.server.shutdown().await;
}

#[tokio::test]
async fn an_upload_without_a_moment_is_its_senders_alone() {
    let kit = Kit::start().await;
    let (alice, carol) = (kit.enrol("Alice").await, kit.enrol("Carol").await);
    let sha256 = alice.upload(&jpeg(40, 40, 2)).await;
    assert_eq!(alice.get(&format!("/v1/media/{sha256}")).await.status(), 200);
    assert_eq!(carol.get(&format!("/v1/media/{sha256}")).await.status(), 404);
    kit.server.shutdown().await;
}

/// Whoever may fetch a file is told that it need not be sent again; so it has to be there for what they post.
#[tokio::test]
async fn a_file_of_a_lesson_can_be_posted_by_whoever_reads_it() {
    let kit = Kit::start().await;
    let (olga, bob) = (kit.enrol("Olga").await, kit.enrol("Bob").await);
    let picture = jpeg(64, 48, 7);
    let sha256 = olga.upload(&picture).await;
    let of_lesson = LessonFile {
        sha256,
        bytes: picture.len() as u64,
        mime: "image/jpeg".into(),
        name: "1.jpg".into(),
    };
    let mut moment = bob.moment("as the lesson shows");
    moment.attachments = vec![Attachment::Photo {
        sha256,
        bytes: of_lesson.bytes,
        width: 64,
        height: 48,
    }];
    assert_eq!(refusal(&bob.post(&moment).await), ProblemKind::MediaMissing);
    let lesson = Lesson {
        files: vec![of_lesson],
        ..lesson(&olga)
    };
    let published = olga.act(Action::PublishLesson { lesson }).await;
    assert!(matches!(published, Outcome::Accepted { .. }), "{published:?}");
    let announced = bob.announce(picture.len(), Some(sha256)).await;
    assert_eq!(header(&announced, "upload-offset"), picture.len().to_string());
    let posted = bob.post(&moment).await;
    assert!(matches!(posted, Outcome::Accepted { .. }), "{posted:?}");
    kit.server.shutdown().await;
}

#[tokio::test]
async fn parts_of_a_recording_can_be_asked_for() {
    let kit = Kit::start().await;
    let alice = kit.enrol("Alice").await;
    // An EBML head that says WebM, then anything.
    let mut voice = b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\xf7\x81\x01\x42\xf2\x81\x04\x42\xf3\x81\x08\x42\x82\x84webm".to_vec();
    voice.extend((0..4096_u32).map(|n| n as u8));
    let sha256 = alice.upload(&voice).await;
    let path = format!("/v1/media/{sha256}");
    let whole = alice.get(&path).await;
    assert_eq!(header(&whole, "content-type"), "audio/webm");
    assert_eq!(header(&whole, "accept-ranges"), "bytes");
    let etag = header(&whole, "etag").to_owned();
    assert_eq!(whole.bytes().await.unwrap(), voice);

    let range = |range: &str| alice.request(Method::GET, &path).header("range", range);
    let part = range("bytes=10-19").send().await.unwrap();
    assert_eq!(part.status(), 206);
    assert_eq!(
        header(&part, "content-range"),
        format!("bytes 10-19/{}", voice.len())
    );
    assert_eq!(part.bytes().await.unwrap(), voice[10..20]);
    let tail = range("bytes=-5").send().await.unwrap();
    assert_eq!(tail.bytes().await.unwrap(), voice[voice.len() - 5..]);
    let beyond = range("bytes=999999-").send().await.unwrap();
    assert_eq!(
        header(&beyond, "content-range"),
        format!("bytes */{}", voice.len())
    );
    assert_eq!(problem(beyond).await, (416, "range-not-satisfiable".into()));
    let other_version = range("bytes=0-1")
        .header("if-range", "\"other\"")
        .send()
        .await
        .unwrap();
    assert_eq!(other_version.status(), 200);
    let known = alice
        .request(Method::GET, &path)
        .header("if-none-match", etag)
        .send()
        .await
        .unwrap();
    assert_eq!(known.status(), 304);
    assert_eq!(
        alice.get(&format!("{path}?size=thumb")).await.status(),
        404,
        "a recording has one size"
    );
    kit.server.shutdown().await;
}

#[tokio::test]
async fn a_video_is_taken_as_the_app_prepares_it_and_never_with_its_place() {
    let folder = std::env::var_os("JISHI_VIDEO_FIXTURES")
        .expect("JISHI_VIDEO_FIXTURES names no folder of videos: run this test through ./dev test");
    let film = |name: &str| std::fs::read(std::path::PathBuf::from(&folder).join(name)).unwrap();
    let kit = Kit::start().await;
    let alice = kit.enrol("Alice").await;
    let prepared = |name: &str| prepare_video(film(name)).unwrap();
    let webm = b"\x1a\x45\xdf\xa3\x9f\x42\x82\x84webm V_VP9".to_vec();
    for (bytes, status) in [
        (film("upright.mov"), 415),
        (prepared("long.mp4").bytes, 413),
        (webm, 415),
    ] {
        let upload = location(&alice.announce(bytes.len(), Some(Sha256::of(&bytes))).await);
        let refused = alice.patch(&upload, 0, bytes).send().await.unwrap();
        assert_eq!(refused.status(), status);
    }
    let video = prepared("upright.mov");
    let sha256 = alice.upload(&video.bytes).await;
    let thumb = alice.get(&format!("/v1/media/{sha256}?size=thumb")).await;
    assert_eq!(thumb.status(), 404, "a video has one size");
    let mut moment = alice.moment("video");
    for (width, height) in [(video.height, video.width), (video.width, video.height)] {
        moment.attachments = vec![Attachment::Video {
            sha256,
            bytes: video.bytes.len() as u64,
            duration_ms: video.duration_ms,
            width,
            height,
        }];
        let outcome = alice.post(&moment).await;
        if width == video.width {
            assert!(matches!(outcome, Outcome::Accepted { .. }), "{outcome:?}");
        } else {
            assert_eq!(refusal(&outcome), ProblemKind::Invalid);
        }
    }
    kit.server.shutdown().await;
}
