//! One person's day with real engines, a real server and a real line between them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test stops at the first surprise, in its helpers too"
)]

use std::{sync::Arc, time::Duration};

use jishi_core::{
    engine::{
        Act, AttachPhoto, AttachVoice, Change, Deed, Delivery, Fault, GetMedia, GetPlace, GetSyncState,
        OpenDraft, Post, Recording, SaveDraft, SyncNow, Trouble,
    },
    model::{Attachment, ReactionKind},
    protocol::{MediaSize, PlaceOf, ProblemKind},
};
use jishi_server::SetClock;
use jishi_tests::{County, Device, NOW, Weather, photo, place};

mod files;
mod phone;
mod session;
mod uploads;

/// Pixels of the photos: enough that a file is sent in several pieces.
const LARGE: (u32, u32) = (900, 600);

use phone::{Phone, recording, run};

#[test]
fn written_offline_arrived_once_seen_and_liked() {
    run(async {
        let county = County::start().await;
        let cadre = Phone::of(&county, "311").await;
        let colleague = Phone::of(&county, "115").await;
        let head = Phone::of(&county, "208").await;
        let elsewhere = Phone::of(&county, "907").await;

        // No signal.
        cadre.line.set(Weather::Cut);
        let words = "雨后查灾：三户屋后滑坡，已劝离。🌧️";
        let draft = cadre.device.ask(OpenDraft).await.unwrap().id;
        cadre
            .device
            .ask(SaveDraft {
                draft,
                text: words.into(),
                place: Some(place()),
            })
            .await
            .unwrap();
        let bytes = photo(LARGE, 7, 0);
        cadre.device.ask(AttachPhoto { draft, bytes }).await.unwrap();

        // The app is ended while writing: the draft is there when it opens again.
        let cadre = cadre.restart().await;
        let again = cadre.device.ask(OpenDraft).await.unwrap();
        assert_eq!(
            (again.id, again.text.as_str(), again.attachments.len()),
            (draft, words, 1)
        );
        assert_eq!(again.place, Some(place()));
        cadre
            .device
            .ask(AttachVoice {
                draft,
                recording: recording(),
            })
            .await
            .unwrap();
        let moment = cadre.device.ask(Post(draft)).await.unwrap();
        assert_eq!(cadre.device.delivery(moment).await, Delivery::Waiting);
        assert_ne!(
            cadre.device.ask(OpenDraft).await.unwrap().id,
            draft,
            "the draft has become the moment"
        );

        // Ended and opened again, still without signal: it waits.
        let cadre = cadre.restart().await;
        assert_eq!(cadre.device.delivery(moment).await, Delivery::Waiting);

        // The signal returns.
        cadre.line.set(Weather::Fair);
        cadre.device.until_sent().await;
        let Delivery::Received(receipt) = cadre.device.delivery(moment).await else {
            panic!("sent without a receipt")
        };
        assert!(receipt.sequence > 0);

        // The colleague sees it once, with photo and voice.
        colleague
            .device
            .until("the colleague sees it", async |d| !d.feed().await.is_empty())
            .await;
        let feed = colleague.device.feed().await;
        assert_eq!(feed.len(), 1);
        let seen = &feed[0];
        assert_eq!(
            (
                seen.moment.text.as_str(),
                seen.author.name.as_str(),
                seen.unit.as_str()
            ),
            (words, "罗春燕", "东村")
        );
        // Where it was written is asked for.
        assert_eq!((&seen.moment.place, seen.placed), (&None, true));
        let asked = GetPlace(PlaceOf::Moment(seen.moment.id));
        assert_eq!(colleague.device.ask(asked).await.unwrap(), place());
        let (photo, voice) = (&seen.moment.attachments[0], &seen.moment.attachments[1]);
        assert!(matches!(
            voice,
            Attachment::Voice {
                duration_ms: 3_200,
                ..
            }
        ));
        for size in [MediaSize::Thumb, MediaSize::Feed, MediaSize::Full] {
            let there = colleague
                .device
                .ask(GetMedia {
                    sha256: photo.sha256(),
                    size,
                })
                .await
                .unwrap();
            assert_eq!(there.mime, "image/jpeg");
        }
        let get = GetMedia {
            sha256: voice.sha256(),
            size: MediaSize::Full,
        };
        assert_eq!(colleague.device.ask(get).await.unwrap().bytes, recording().bytes);

        // And likes it; the cadre sees who did.
        assert!(seen.may_like && !seen.liked_by_me);
        colleague
            .device
            .ask(Act(Deed::React {
                moment,
                reaction: Some(ReactionKind::Like),
            }))
            .await
            .unwrap();
        assert!(
            colleague.device.feed().await[0].liked_by_me,
            "at once, before it is sent"
        );
        cadre
            .device
            .until("the like arrives", async |d| !d.feed().await[0].likes.is_empty())
            .await;
        assert_eq!(cadre.device.feed().await[0].likes[0].name, "韦国强");

        // The head of the township sees it too; somebody elsewhere neither the moment nor its photo.
        head.device
            .until("the head sees it", async |d| !d.feed().await.is_empty())
            .await;
        elsewhere.device.until_sent().await;
        assert!(elsewhere.device.feed().await.is_empty());
        let get = GetMedia {
            sha256: photo.sha256(),
            size: MediaSize::Thumb,
        };
        let fault = elsewhere.device.ask(get).await.unwrap_err();
        assert!(matches!(fault, Fault::Refused(problem) if problem.kind == ProblemKind::NotFound));
        county.server.shutdown().await;
    });
}

#[test]
fn whatever_stands_in_between_the_moment_stays_queued_and_says_so() {
    run(async {
        let county = County::start().await;
        let cadre = Phone::of(&county, "311").await;
        let table = [
            (Weather::Cut, Trouble::Unreachable),
            (Weather::Portal, Trouble::NotOurServer),
            (Weather::Html(403), Trouble::NotOurServer),
            (Weather::Html(404), Trouble::NotOurServer),
            (Weather::Html(413), Trouble::TooLargeForTheWay),
            (Weather::Html(500), Trouble::ServerFailed { status: 500 }),
            (Weather::Html(503), Trouble::ServerFailed { status: 503 }),
            // It asks for the same files again, whatever is sent.
            (
                Weather::Problem(ProblemKind::MediaMissing),
                Trouble::ServerFailed { status: 424 },
            ),
            (Weather::Hang, Trouble::Slow),
        ];
        for (n, (weather, trouble)) in (0u8..).zip(table) {
            cadre.line.set(weather);
            let moment = cadre
                .device
                .post(&format!("{weather:?}"), &[photo(LARGE, n, 0)], None)
                .await
                .unwrap();
            cadre
                .device
                .until("the trouble is told", async |d| {
                    d.sync_state().await.trouble == Some(trouble)
                })
                .await;
            let delivery = cadre.device.delivery(moment).await;
            assert!(
                matches!(
                    delivery,
                    Delivery::Waiting | Delivery::Uploading { .. } | Delivery::Sending
                ),
                "{weather:?}: {delivery:?}"
            );
            let state = cadre.device.sync_state().await;
            assert_eq!((state.waiting, state.refused), (1, 0), "{weather:?}");
            cadre.line.set(Weather::Fair);
            cadre.device.until_sent().await;
            assert!(
                matches!(cadre.device.delivery(moment).await, Delivery::Received(_)),
                "{weather:?}"
            );
        }
        let head = Phone::of(&county, "208").await;
        head.device
            .until("all arrived", async |d| d.feed().await.len() >= table.len())
            .await;
        assert_eq!(head.device.feed().await.len(), table.len(), "each exactly once");
    });
}

#[test]
fn an_answer_that_is_lost_does_not_double_anything() {
    run(async {
        let county = County::start().await;
        let cadre = Phone::of(&county, "311").await;
        let head = Phone::of(&county, "208").await;
        for n in 0..5u8 {
            cadre.line.set(Weather::CutAnswer);
            let before = cadre.line.passed();
            let moment = cadre
                .device
                .post(&format!("第{n}条"), &[photo(LARGE, 100 + n, 0)], None)
                .await
                .unwrap();
            cadre
                .device
                .until("the server was reached", async |_| {
                    cadre.line.passed() > before + 2
                })
                .await;
            cadre.line.set(Weather::Fair);
            cadre.device.until_sent().await;
            assert!(matches!(
                cadre.device.delivery(moment).await,
                Delivery::Received(_)
            ));
        }
        head.device
            .until("all arrived", async |d| d.feed().await.len() >= 5)
            .await;
        assert_eq!(head.device.feed().await.len(), 5);
    });
}

#[test]
fn a_like_taken_back_offline_is_gone_everywhere() {
    run(async {
        let county = County::start().await;
        let cadre = Phone::of(&county, "311").await;
        let head = Phone::of(&county, "208").await;
        let moment = cadre.device.post("今日下组", &[], None).await.unwrap();
        head.device
            .until("the head sees it", async |d| !d.feed().await.is_empty())
            .await;
        head.device
            .ask(Act(Deed::React {
                moment,
                reaction: Some(ReactionKind::Like),
            }))
            .await
            .unwrap();
        cadre
            .device
            .until("liked", async |d| !d.feed().await[0].likes.is_empty())
            .await;
        head.line.set(Weather::Cut);
        head.device
            .ask(Act(Deed::React {
                moment,
                reaction: None,
            }))
            .await
            .unwrap();
        assert!(!head.device.feed().await[0].liked_by_me);
        head.line.set(Weather::Fair);
        head.device.until_sent().await;
        cadre
            .device
            .until("taken back", async |d| d.feed().await[0].likes.is_empty())
            .await;
    });
}

#[test]
fn a_code_is_good_once() {
    run(async {
        let county = County::start().await;
        let first = tempfile::tempdir().unwrap();
        let url = county.server.url();
        let device = Device::start(first.path(), &url, NOW);
        let fault = device.enrol("WWWW-WWWW").await.unwrap_err();
        assert!(matches!(fault, Fault::Refused(problem) if problem.kind == ProblemKind::WrongCode));
        let code = county.code("904").await;
        let typed = code.to_lowercase().replace('-', " ");
        let session = device.enrol(&typed).await.unwrap();
        let (me, unit) = session.me.unwrap();
        assert_eq!(
            (me.id, me.name.as_str(), unit.name.as_str()),
            (county.person("904").await, "王海", "东镇")
        );
        let second = tempfile::tempdir().unwrap();
        let other = Device::start(second.path(), &url, NOW);
        let fault = other.enrol(&code).await.unwrap_err();
        assert!(matches!(fault, Fault::Refused(problem) if problem.kind == ProblemKind::WrongCode));
    });
}

#[test]
fn before_enrolment_a_draft_can_be_written_but_not_posted() {
    run(async {
        let county = County::start().await;
        let folder = tempfile::tempdir().unwrap();
        let device = Device::start(folder.path(), &county.server.url(), NOW);
        let draft = device.ask(OpenDraft).await.unwrap().id;
        device
            .ask(SaveDraft {
                draft,
                text: "草稿".into(),
                place: None,
            })
            .await
            .unwrap();
        assert_eq!(device.ask(Post(draft)).await.unwrap_err(), Fault::NotEnrolled);
        assert_eq!(device.ask(OpenDraft).await.unwrap().text, "草稿");
        assert_eq!(device.ask(GetSyncState).await.unwrap().waiting, 0);
        device.enrol(&county.code("402").await).await.unwrap();
        device.ask(Post(draft)).await.unwrap();
        device.until_sent().await;
        assert!(
            device
                .heard
                .borrow()
                .iter()
                .any(|change| matches!(change, Change::Session))
        );
    });
}

#[test]
fn a_photo_that_cannot_be_one_leaves_the_draft_as_it_was() {
    run(async {
        let county = County::start().await;
        let cadre = Phone::of(&county, "311").await;
        let draft = cadre.device.ask(OpenDraft).await.unwrap().id;
        cadre
            .device
            .ask(SaveDraft {
                draft,
                text: "先写好".into(),
                place: None,
            })
            .await
            .unwrap();
        let whole = photo(LARGE, 1, 0);
        let bad: [Vec<u8>; 4] = [
            b"<html>".to_vec(),
            whole[..whole.len() / 2].to_vec(),
            b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec(),
            vec![],
        ];
        for bytes in bad {
            let attach = AttachPhoto { draft, bytes };
            assert!(matches!(
                cadre.device.ask(attach).await.unwrap_err(),
                Fault::Photo(_)
            ));
        }
        let attach = AttachVoice {
            draft,
            recording: Recording {
                bytes: vec![1, 2, 3],
                ..recording()
            },
        };
        assert_eq!(cadre.device.ask(attach).await.unwrap_err(), Fault::NotARecording);
        let left = cadre.device.ask(OpenDraft).await.unwrap();
        assert_eq!((left.text.as_str(), left.attachments.len()), ("先写好", 0));
    });
}

#[test]
fn a_phone_that_slept_between_question_and_answer_does_not_mistake_the_time() {
    run(async {
        let clock = Arc::new(SetClock::at(NOW));
        let county = County::at(clock.clone()).await;
        let cadre = Phone::of(&county, "311").await;
        let passed = cadre.line.passed();
        cadre.line.set(Weather::Late(400));
        cadre.device.ask(SyncNow).await.unwrap();
        while cadre.line.passed() == passed {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        // The answer is on its way, and the phone in a pocket until the next morning.
        let night: u64 = 14 * 3_600_000;
        cadre.device.clock.pass(night);
        clock.advance(night as i64);
        tokio::time::sleep(Duration::from_millis(600)).await;
        cadre.line.set(Weather::Cut);
        let moment = cadre.device.post("早上好", &[], None).await.unwrap();
        cadre.line.set(Weather::Fair);
        cadre.device.until_sent().await;
        let delivery = cadre.device.delivery(moment).await;
        let Delivery::Received(receipt) = delivery else {
            panic!("{delivery:?}")
        };
        let seen = cadre.device.feed().await.remove(0).moment;
        assert!(receipt.received_at.since(seen.done_at).abs() < 60_000);
    });
}
