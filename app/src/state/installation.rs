//! The app on this device: whether a newer version is ready, and the room for its data.

use dioxus::prelude::*;
use futures_channel::mpsc;
use futures_util::StreamExt as _;
use jishi_core::ports::Room;

use super::{use_host, use_topics};

/// Whether a newer version of the app is ready to begin.
#[must_use]
pub fn use_update() -> Signal<bool> {
    let mut ready = use_signal(|| false);
    let host = use_host();
    use_hook(move || {
        // News arrive outside of any component; the queue carries them to where signals may be written.
        let (sender, mut news) = mpsc::unbounded();
        host.installation.on_update(Box::new(move || {
            let _ = sender.unbounded_send(());
        }));
        spawn(async move {
            while news.next().await.is_some() {
                ready.set(true);
            }
        });
    });
    ready
}

/// The room for data, and again whenever moments have changed. `None` where it is not told.
#[must_use]
pub fn use_room() -> Option<Room> {
    let host = use_host();
    let topics = use_topics();
    let room = use_resource(move || {
        topics.feed.read();
        let installation = host.installation.clone();
        async move { installation.room().await.ok().flatten() }
    });
    room().flatten()
}
