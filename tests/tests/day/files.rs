//! Videos, documents and lesson files from one phone to another.

use jishi_core::{
    engine::{
        Act, AttachFile, AttachPhoto, Deed, Fault, Form, GetLesson, GetMedia, OpenDraft, OpenForm, Post,
        SaveForm,
    },
    model::{Attachment, LessonId, MomentFault, Topic},
    protocol::MediaSize,
};
use jishi_tests::{County, Weather, photo};

use super::phone::{Phone, run};

/// A video that a real encoder made.
pub fn film(name: &str) -> Vec<u8> {
    let folder = std::env::var_os("JISHI_VIDEO_FIXTURES")
        .expect("JISHI_VIDEO_FIXTURES names no folder of videos: run this test through ./dev test");
    std::fs::read(std::path::PathBuf::from(folder).join(name)).unwrap()
}

#[test]
fn a_video_and_a_document_arrive_whole_and_what_is_neither_is_refused() {
    run(async {
        let county = County::start().await;
        let cadre = Phone::of(&county, "311").await;
        let head = Phone::of(&county, "208").await;
        let draft = cadre.device.ask(OpenDraft).await.unwrap().id;
        let attach = async |name: &str, bytes: Vec<u8>| {
            let name = name.into();
            cadre.device.ask(AttachFile { draft, name, bytes }).await
        };

        let refused = [
            (
                "too long.mp4",
                film("long.mp4"),
                Fault::Moment(MomentFault::VideoLength),
            ),
            (
                "a page.pdf",
                b"<html>".to_vec(),
                Fault::Moment(MomentFault::DocumentKind),
            ),
            (
                "unreadable.mp4",
                b"\x1a\x45\xdf\xa3\x9f\x42\x82\x84webm V_VP9".to_vec(),
                Fault::NotAVideo,
            ),
        ];
        for (name, bytes, fault) in refused {
            assert_eq!(attach(name, bytes).await.unwrap_err(), fault, "{name}");
        }
        let pdf = b"%PDF-1.7\n1 0 obj".to_vec();
        attach("灾情统计表.pdf", pdf.clone()).await.unwrap();
        let first = attach("滑坡点.mov", film("upright.mov")).await.unwrap();
        assert_eq!(first.added, Some(first.draft.attachments[1].sha256()));
        let again = attach("another name.mov", film("upright.mov")).await.unwrap();
        assert_eq!(again.draft.attachments.len(), 2, "the same video twice is one");
        assert_eq!(
            again.added, None,
            "and only the first of them has come to the draft"
        );
        let second = attach("second.mp4", film("clip.mp4")).await;
        assert_eq!(second.unwrap_err(), Fault::Moment(MomentFault::TooManyVideos));

        cadre.device.ask(Post(draft)).await.unwrap();
        cadre.device.until_sent().await;
        head.device
            .until("the head sees it", async |d| !d.feed().await.is_empty())
            .await;
        let seen = head.device.feed().await.remove(0).moment.attachments;
        let [
            Attachment::Document { name, sha256, .. },
            Attachment::Video {
                sha256: video,
                duration_ms: 3000,
                width: 360,
                height: 640,
                ..
            },
        ] = seen.as_slice()
        else {
            panic!("{seen:?}")
        };
        assert_eq!(name, "灾情统计表.pdf");
        let fetch = async |sha256| {
            let size = MediaSize::Full;
            head.device.ask(GetMedia { sha256, size }).await.unwrap()
        };
        let document = fetch(*sha256).await;
        assert_eq!((document.mime.as_str(), document.bytes), ("application/pdf", pdf));
        let video = fetch(*video).await;
        assert_eq!(video.mime, "video/quicktime");
        let place = b"+30.1234".as_slice();
        let names_it = |bytes: &[u8]| bytes.windows(place.len()).any(|part| part == place);
        assert!(names_it(&film("upright.mov")) && !names_it(&video.bytes));
    });
}

#[test]
fn a_lesson_is_written_as_a_draft_and_read_with_its_files() {
    run(async {
        let county = County::start().await;
        let department = Phone::of(&county, "402").await;
        let cadre = Phone::of(&county, "311").await;
        department.line.set(Weather::Cut);
        let draft = department.device.ask(OpenForm(Form::Lesson)).await.unwrap().id;
        let with_photo = AttachPhoto {
            draft,
            bytes: photo(super::LARGE, 3, 0),
        };
        let picture = department.device.ask(with_photo).await.unwrap().added.unwrap();
        let pdf = b"%PDF-1.7\n1 0 obj".to_vec();
        for (name, bytes) in [("通知.txt", "请各村".as_bytes()), ("会场.mp4", &film("clip.mp4"))] {
            let (name, bytes) = (name.into(), bytes.to_vec());
            let refused = department.device.ask(AttachFile { draft, name, bytes }).await;
            assert_eq!(refused.unwrap_err(), Fault::NotForALesson);
        }
        let with_pdf = AttachFile {
            draft,
            name: "会议精神.pdf".into(),
            bytes: pdf.clone(),
        };
        department.device.ask(with_pdf).await.unwrap();
        let body = format!("传达\n\n![图 1](sha256:{picture})");
        let fields = "{\"title\":\"传达\"}".to_owned();
        let text = body.clone();
        let save = SaveForm { draft, text, fields };
        department.device.ask(save.clone()).await.unwrap();

        // The app is ended while writing.
        let department = department.restart().await;
        let again = department.device.ask(OpenForm(Form::Lesson)).await.unwrap();
        assert_eq!(
            (again.id, again.text, again.fields, again.attachments.len()),
            (draft, save.text, Some(save.fields), 2)
        );
        let day = "2026-03-02".parse().unwrap();
        let publish = Deed::PublishLesson {
            topic: Topic::MeetingSpirit,
            title: "传达".into(),
            body: body.clone(),
            draft: Some(draft),
            opens: day,
            closes: None,
            minimum_seconds: 120,
        };
        let done = department.device.ask(Act(publish)).await.unwrap();
        let new = department.device.ask(OpenForm(Form::Lesson)).await.unwrap();
        assert_ne!(new.id, draft, "the draft has become the lesson");
        department.line.set(Weather::Fair);
        department.device.until_sent().await;

        let lesson = LessonId(done.subject);
        cadre
            .device
            .until("the cadre has the lesson", async |d| {
                d.ask(GetLesson(lesson)).await.is_ok()
            })
            .await;
        let read = cadre.device.ask(GetLesson(lesson)).await.unwrap().lesson;
        assert_eq!((read.body, read.files.len()), (body, 2));
        let file = &read.files[1];
        assert_eq!(
            (file.mime.as_str(), file.name.as_str()),
            ("application/pdf", "会议精神.pdf")
        );
        let (sha256, size) = (file.sha256, MediaSize::Full);
        let fetched = cadre.device.ask(GetMedia { sha256, size }).await.unwrap();
        assert_eq!(fetched.bytes, pdf);
    });
}

#[test]
fn the_files_of_a_lesson_are_there_before_the_signal_goes() {
    run(async {
        let county = County::start().await;
        let department = Phone::of(&county, "402").await;
        let draft = department.device.ask(OpenForm(Form::Lesson)).await.unwrap().id;
        let bytes = photo(super::LARGE, 5, 0);
        let picture = department.device.ask(AttachPhoto { draft, bytes }).await.unwrap();
        let paper = AttachFile {
            draft,
            name: "值班表.pdf".into(),
            bytes: b"%PDF-1.7\n1 0 obj".to_vec(),
        };
        let files = department.device.ask(paper).await.unwrap().draft.attachments;
        assert_eq!((picture.draft.attachments.len(), files.len()), (1, 2));
        let publish = Deed::PublishLesson {
            topic: Topic::Notices,
            title: "值班".into(),
            body: "见附件".into(),
            draft: Some(draft),
            opens: "2026-03-02".parse().unwrap(),
            closes: None,
            minimum_seconds: 120,
        };
        department
            .device
            .until("the department knows the policy, and publishes", async |d| {
                d.ask(Act(publish.clone())).await.is_ok()
            })
            .await;
        department.device.until_sent().await;

        let cadre = Phone::of(&county, "311").await;
        let sizes = [MediaSize::Feed, MediaSize::Full];
        let wanted = files.iter().map(Attachment::sha256).zip(sizes);
        let wanted: Vec<_> = wanted.map(|(sha256, size)| GetMedia { sha256, size }).collect();
        // Nobody asks for them while there is a signal.
        let mut here = false;
        for _ in 0..10 {
            tokio::time::sleep(std::time::Duration::from_secs(1)).await;
            cadre.line.set(Weather::Cut);
            here = true;
            for get in &wanted {
                here &= cadre.device.ask(*get).await.is_ok();
            }
            cadre.line.set(Weather::Fair);
            if here {
                break;
            }
        }
        assert!(here, "a lesson's files were not fetched ahead");
    });
}
