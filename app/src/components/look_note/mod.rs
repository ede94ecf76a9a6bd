//! That it is noted who opens somebody else's recordings, videos and documents, said before they are opened.

use dioxus::prelude::*;
use jishi_core::model::Attachment;

use crate::{t, texts::use_texts};

/// The note, where there is something to open. Photos are seen in the feed; the viewer says it of the original.
#[component]
pub fn LookNote(attachments: Vec<Attachment>) -> Element {
    let texts = use_texts();
    let mut files = attachments.iter();
    let opens = files.any(|file| !matches!(file, Attachment::Photo { .. }));
    rsx! {
        if opens {
            p { class: "look-note", {t!(texts, "look-files-note")} }
        }
    }
}
