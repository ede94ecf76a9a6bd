use super::*;
use proptest::prelude::*;

fn photo(seed: u8) -> Attachment {
    Attachment::Photo {
        sha256: Sha256::of(&[seed]),
        bytes: 1,
        width: 1,
        height: 1,
    }
}

fn voice(seed: u8, duration_ms: u32) -> Attachment {
    Attachment::Voice {
        sha256: Sha256::of(&[seed]),
        bytes: 1,
        duration_ms,
        waveform: vec![],
    }
}

fn document(seed: u8, bytes: u64, mime: &str, name: &str) -> Attachment {
    Attachment::Document {
        sha256: Sha256::of(&[seed]),
        bytes,
        mime: mime.into(),
        name: name.into(),
    }
}

fn pdf(seed: u8) -> Attachment {
    document(seed, 1, "application/pdf", "通知.pdf")
}

fn video(seed: u8, bytes: u64, duration_ms: u32, height: u32) -> Attachment {
    Attachment::Video {
        sha256: Sha256::of(&[seed]),
        bytes,
        duration_ms,
        width: 720,
        height,
    }
}

#[test]
fn attachments_are_counted() {
    for (attachments, expected) in [
        ((0..9).map(photo).collect(), Ok(())),
        (
            (0..10).map(photo).collect(),
            Err(MomentFault::TooManyPhotos { photos: 10 }),
        ),
        ((0..9).map(pdf).collect(), Ok(())),
        (
            (0..12).map(pdf).collect(),
            Err(MomentFault::TooManyDocuments { documents: 12 }),
        ),
        (vec![photo(1), photo(1)], Err(MomentFault::AttachedTwice)),
        (vec![voice(1, 1), pdf(1)], Err(MomentFault::AttachedTwice)),
        (vec![voice(1, 1), voice(2, 1)], Err(MomentFault::TooManyVoices)),
        (
            vec![video(1, 1, 1, 1), video(2, 1, 1, 1)],
            Err(MomentFault::TooManyVideos),
        ),
        (vec![photo(1), voice(2, 1), pdf(3), video(4, 1, 1, 1)], Ok(())),
    ] {
        let attachments: Vec<Attachment> = attachments;
        assert_eq!(check_attachments(&attachments), expected, "{attachments:?}");
    }
}

#[test]
fn each_keeps_to_the_limits_of_its_kind() {
    let pdf = DOCUMENT_TYPES[0];
    let long = "长".repeat(NAME_MAX);
    for (attachment, expected) in [
        (voice(1, VOICE_MAX_MS), Ok(())),
        (voice(1, VOICE_MAX_MS + 1), Err(MomentFault::VoiceLength)),
        (voice(1, 0), Err(MomentFault::VoiceLength)),
        (document(1, DOCUMENT_MAX_BYTES, pdf, &long), Ok(())),
        (
            document(1, DOCUMENT_MAX_BYTES + 1, pdf, "a.pdf"),
            Err(MomentFault::DocumentSize),
        ),
        (document(1, 0, pdf, "a.pdf"), Err(MomentFault::DocumentSize)),
        (
            document(1, 1, "application/msword", "a.doc"),
            Err(MomentFault::DocumentKind),
        ),
        (
            document(1, 1, "text/html", "a.html"),
            Err(MomentFault::DocumentKind),
        ),
        (
            document(1, 1, pdf, &format!("{long}a")),
            Err(MomentFault::DocumentName),
        ),
        (document(1, 1, pdf, " "), Err(MomentFault::DocumentName)),
        (document(1, 1, pdf, "a\n.pdf"), Err(MomentFault::DocumentName)),
        (document(1, 1, pdf, "台账 (2).pdf"), Ok(())),
        // Shown as `台账exe.pdf`.
        (
            document(1, 1, pdf, "台账\u{202e}fdp.exe"),
            Err(MomentFault::DocumentName),
        ),
        (document(1, 1, pdf, "../a.pdf"), Err(MomentFault::DocumentName)),
        (document(1, 1, pdf, "a\\b.pdf"), Err(MomentFault::DocumentName)),
        (video(1, VIDEO_MAX_BYTES, VIDEO_MAX_MS, 1), Ok(())),
        (video(1, VIDEO_MAX_BYTES + 1, 1, 1), Err(MomentFault::VideoSize)),
        (video(1, 0, 1, 1), Err(MomentFault::VideoSize)),
        (video(1, 1, VIDEO_MAX_MS + 1, 1), Err(MomentFault::VideoLength)),
        (video(1, 1, 0, 1), Err(MomentFault::VideoLength)),
        (video(1, 1, 1, 0), Err(MomentFault::VideoLength)),
    ] {
        assert_eq!(
            check_attachments(std::slice::from_ref(&attachment)),
            expected,
            "{attachment:?}"
        );
    }
}

proptest! {
    #[test]
    fn whatever_a_picker_names_a_file_becomes_a_name_or_nothing(given in r".*|[a/\\\u{202a}-\u{202e}\u{2066}-\u{2069}\n]*") {
        let name = file_name(&given);
        prop_assert!(name.trim().is_empty() || name.chars().count() > NAME_MAX || is_file_name(&name), "{name:?}");
        prop_assert_eq!(file_name(&name), name);
    }
}

#[test]
fn a_name_loses_its_folders_and_keeps_its_words() {
    assert_eq!(file_name("C:\\fakepath\\十月 台账.pdf"), "十月 台账.pdf");
    assert_eq!(file_name("下载/台账\u{202e}fdp.txt"), "台账fdp.txt");
}
