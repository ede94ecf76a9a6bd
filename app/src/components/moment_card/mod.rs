//! A moment: who, what, where, when, how far on its way, and what others say to it.

mod dislike;
mod live;
mod long_text;
mod own;
mod reactions;

use dioxus::prelude::*;
use jishi_core::{
    engine::{Delivery, FeedItem},
    model::{Attachment, OperationId},
    protocol::PlaceOf,
};

pub use dislike::DislikeSheet;
pub use live::LiveMoment;
pub use own::{OwnAction, OwnSheet};
use reactions::{DislikeButton, Dislikes, LikeButton, Likes};

use super::{
    Avatar, DeliverySign, FileRow, Icon, LookNote, PhotoGrid, PlaceAsk, PlaceChip, ReceiptSheet,
    RefusedSheet, SealMark, Shape, VideoBox, VoiceBar, WifiSheet,
};
use crate::{
    Route,
    state::use_now,
    t,
    texts::{flags, full_time, relative_time, use_texts},
};

/// What a person does with a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MomentAction {
    /// Likes it, or takes that back.
    Like(bool),
    /// Wants to dislike it, or to change or take back the dislike: a reason is asked for first.
    Dislike,
    /// Wants to change or delete it, being its author.
    Own,
    /// Sends a refused one again.
    Retry(OperationId),
    /// Takes a refused one back into a draft.
    Edit(OperationId),
    /// Sends one that waits for Wi-Fi over any line.
    SendNow(OperationId),
    /// Throws a refused one away.
    Discard(OperationId),
}

/// The moment. On its own page (`whole`) it shows all of its text and the full time.
#[component]
pub fn MomentCard(
    item: ReadSignal<FeedItem>,
    #[props(default)] whole: bool,
    onaction: EventHandler<MomentAction>,
) -> Element {
    let texts = use_texts();
    let now = use_now();
    let mut sheet_open = use_signal(|| false);
    let shown = item.read();
    let moment = &shown.moment;
    let when = if whole {
        full_time(&texts, moment.done_at)
    } else {
        relative_time(&texts, now, moment.done_at)
    };
    let voice = moment.attachments.iter().find_map(|attachment| match attachment {
        Attachment::Voice {
            sha256,
            duration_ms,
            waveform,
            ..
        } => Some((*sha256, *duration_ms, waveform.clone())),
        _ => None,
    });
    let label = t!(
        texts,
        "moment-label",
        name = shown.author.name.as_str(),
        time = when.as_str()
    );
    rsx! {
        article { class: if whole { "moment is-whole" } else { "moment" }, "aria-label": label,
            Avatar { person: shown.author.clone() }
            div { class: "moment-main",
                header { class: "moment-head",
                    bdi { class: "moment-name", {shown.author.name.clone()} }
                    span { class: "moment-post", {byline(&shown)} }
                }
                if !moment.text.is_empty() {
                    long_text::LongText { text: moment.text.clone(), whole }
                }
                PhotoGrid { moment: moment.clone() }
                if let Some((sha256, duration_ms, waveform)) = voice {
                    VoiceBar { sha256, duration_ms, waveform }
                }
                for attachment in &moment.attachments {
                    match attachment {
                        Attachment::Document { sha256, name, bytes, .. } => rsx! {
                            FileRow { key: "{sha256}", sha256: *sha256, name: name.clone(), bytes: *bytes }
                        },
                        Attachment::Video { sha256, duration_ms, width, height, .. } => rsx! {
                            VideoBox {
                                key: "{sha256}",
                                sha256: *sha256,
                                duration_ms: *duration_ms,
                                width: *width,
                                height: *height,
                            }
                        },
                        Attachment::Photo { .. } | Attachment::Voice { .. } => rsx! {},
                    }
                }
                if !shown.mine {
                    LookNote { attachments: moment.attachments.clone() }
                }
                if let Some(place) = moment.place.clone() {
                    PlaceChip { place }
                }
                if shown.placed {
                    PlaceAsk { of: PlaceOf::Moment(moment.id) }
                }
                if let Some(doubt) = &shown.doubt {
                    p { class: "moment-doubt", {t!(texts, "moment-doubt", flags = flags(&texts, &doubt.flags))} }
                }
                footer { class: "moment-foot",
                    if whole {
                        span { class: "moment-time", {when} }
                    } else {
                        Link { class: "moment-time", to: Route::Moment { id: moment.id }, {when} }
                    }
                    DeliverySign { delivery: shown.delivery.clone(), onopen: move |_| sheet_open.set(true) }
                    if matches!(shown.delivery, Delivery::Received(_)) {
                        SealMark { onclick: move |_| sheet_open.set(true) }
                    }
                    if let Some(at) = shown.edited_at {
                        if shown.may_see_trace && matches!(shown.delivery, Delivery::Received(_)) {
                            Link { class: "moment-edited", to: Route::Trace { id: moment.id },
                                {t!(texts, "moment-edited", time = relative_time(&texts, now, at))}
                            }
                        } else {
                            span { class: "moment-edited", {t!(texts, "moment-edited", time = relative_time(&texts, now, at))} }
                        }
                    }
                    span { class: "moment-acts",
                        if shown.edit_until.max(shown.delete_until).is_some_and(|until| now <= until) {
                            button {
                                class: "like",
                                r#type: "button",
                                "aria-label": t!(texts, "own-more"),
                                onclick: move |_| onaction.call(MomentAction::Own),
                                Icon { shape: Shape::More }
                            }
                        }
                        if (shown.may_like || shown.liked_by_me) && !shown.mine {
                            LikeButton { liked: shown.liked_by_me, count: shown.like_count, onaction }
                        }
                        if (shown.may_dislike || shown.disliked_by_me) && !shown.mine {
                            DislikeButton { disliked: shown.disliked_by_me, count: shown.dislikes.len(), onaction }
                        }
                    }
                }
                Likes { likes: shown.likes.clone(), count: shown.like_count }
                Dislikes { dislikes: shown.dislikes.clone() }
            }
            if sheet_open() {
                match shown.delivery.clone() {
                    Delivery::Received(receipt) => rsx! {
                        ReceiptSheet { receipt, done_at: moment.done_at, onclose: move |()| sheet_open.set(false) }
                    },
                    Delivery::Refused { operation, problem } => rsx! {
                        RefusedSheet { operation, problem, onaction, onclose: move |()| sheet_open.set(false) }
                    },
                    Delivery::WaitsForWifi { operation } => rsx! {
                        WifiSheet { operation, onaction, onclose: move |()| sheet_open.set(false) }
                    },
                    Delivery::Waiting | Delivery::Uploading { .. } | Delivery::Sending => rsx! {},
                }
            }
        }
    }
}

fn byline(item: &FeedItem) -> String {
    [item.unit.as_str(), item.author.post.as_str()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · ")
}
