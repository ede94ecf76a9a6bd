//! The photos of a moment: one large, two to four as a square of two, five to nine of three.

use dioxus::prelude::*;
use jishi_core::{
    model::{Attachment, Moment, MomentId, Sha256},
    protocol::MediaSize,
};

use super::Picture;
use crate::{Route, t, texts::use_texts};

/// What the pages know of a photo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Photo {
    /// Digest of its bytes.
    pub sha256: Sha256,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

impl Photo {
    /// In the feed it is all there, with nothing more to see in it as it was sent.
    #[must_use]
    pub fn is_small(self) -> bool {
        let edge = MediaSize::Feed.edge();
        edge.is_none_or(|edge| self.width.max(self.height) <= edge)
    }
}

/// The photos among attachments, in the order shown.
#[must_use]
pub fn photos(attachments: &[Attachment]) -> Vec<Photo> {
    attachments
        .iter()
        .filter_map(|attachment| match *attachment {
            Attachment::Photo {
                sha256,
                width,
                height,
                ..
            } => Some(Photo {
                sha256,
                width,
                height,
            }),
            Attachment::Voice { .. } | Attachment::Document { .. } | Attachment::Video { .. } => None,
        })
        .collect()
}

/// How a single photo is cut: nothing is cut off a usual one, a very long one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Frame {
    class: &'static str,
    width: u32,
    height: u32,
}

fn frame(photo: Photo) -> Frame {
    let (width, height) = (photo.width.max(1), photo.height.max(1));
    if width * 3 > height * 4 {
        Frame {
            class: "is-wide",
            width,
            height: height.max(width.div_ceil(2)),
        }
    } else if height * 3 > width * 4 {
        Frame {
            class: "is-tall",
            width: width.max(height * 9 / 16),
            height,
        }
    } else {
        Frame {
            class: "is-even",
            width,
            height,
        }
    }
}

/// The grid; a tap opens the viewer.
#[component]
pub fn PhotoGrid(moment: ReadSignal<Moment>) -> Element {
    let texts = use_texts();
    let (id, photos) = (moment.read().id, photos(&moment.read().attachments));
    let total = photos.len();
    let label = |index: usize| t!(texts, "photo-label", index = index + 1, total = total);
    match photos.as_slice() {
        [] => rsx! {},
        [photo] => {
            let frame = frame(*photo);
            rsx! {
                Link { class: "photo is-single {frame.class}", to: viewer(id, 0),
                    // The box takes the shape of this drawing before the photo is here.
                    svg { class: "photo-shape", view_box: "0 0 {frame.width} {frame.height}", "aria-hidden": "true" }
                    Picture { sha256: photo.sha256, size: MediaSize::Feed, label: label(0) }
                }
            }
        }
        photos => {
            let columns = if total <= 4 { "is-two" } else { "is-three" };
            rsx! {
                div { class: "photo-grid {columns}",
                    for (index, photo) in photos.iter().enumerate() {
                        Link { key: "{photo.sha256}", class: "photo is-square", to: viewer(id, index),
                            svg { class: "photo-shape", view_box: "0 0 1 1", "aria-hidden": "true" }
                            Picture { sha256: photo.sha256, size: MediaSize::Thumb, label: label(index) }
                        }
                    }
                }
            }
        }
    }
}

const fn viewer(id: MomentId, index: usize) -> Route {
    Route::Photo { id, index }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(width: u32, height: u32) -> (&'static str, u32, u32) {
        let frame = frame(Photo {
            sha256: Sha256([0; 32]),
            width,
            height,
        });
        (frame.class, frame.width, frame.height)
    }

    #[test]
    fn usual_photos_keep_their_shape_and_very_long_ones_are_cut() {
        assert_eq!(cut(2048, 1536), ("is-even", 2048, 1536));
        assert_eq!(cut(1536, 2048), ("is-even", 1536, 2048));
        assert_eq!(cut(1920, 1080), ("is-wide", 1920, 1080));
        assert_eq!(cut(2048, 100), ("is-wide", 2048, 1024));
        assert_eq!(cut(100, 1600), ("is-tall", 900, 1600));
        assert_eq!(cut(0, 0), ("is-even", 1, 1));
    }
}
