//! Attachments to show: asked of the engine once, shared by all who show them.

use std::{
    cell::RefCell,
    collections::HashMap,
    rc::{Rc, Weak},
};

use dioxus::prelude::*;
use jishi_core::engine::{Fault, GetMedia};

use super::{Engine, use_engine, use_topics};
use crate::media_url::MediaUrl;

/// Addresses of media that are on the screen somewhere.
#[derive(Clone, Default)]
pub struct MediaCache(Rc<RefCell<HashMap<GetMedia, Weak<MediaUrl>>>>);

impl MediaCache {
    fn known(&self, media: GetMedia) -> Option<Rc<MediaUrl>> {
        self.0.borrow().get(&media).and_then(Weak::upgrade)
    }

    async fn load(&self, engine: &Engine, media: GetMedia) -> MediaState {
        if let Some(url) = self.known(media) {
            return MediaState::Ready(url);
        }
        let bytes = match engine.ask(media).await {
            Ok(bytes) => bytes,
            Err(fault) => return MediaState::Failed(fault),
        };
        let Some(url) = MediaUrl::new(&bytes).map(Rc::new) else {
            return MediaState::Failed(Fault::NotFound);
        };
        let mut known = self.0.borrow_mut();
        known.retain(|_, url| url.strong_count() > 0);
        known.insert(media, Rc::downgrade(&url));
        MediaState::Ready(url)
    }
}

/// An attachment as far as it is here.
#[derive(Clone, Debug, PartialEq)]
pub enum MediaState {
    /// On its way.
    Loading,
    /// To be shown under this address.
    Ready(Rc<MediaUrl>),
    /// It could not be had.
    Failed(Fault),
}

/// Loads an attachment while `wanted`; tries again when the feed has changed after a failure, and when asked to by the
/// second value.
#[must_use]
pub fn use_media(media: GetMedia, wanted: bool) -> (MediaState, Callback<()>) {
    let engine = use_engine();
    let cache = use_hook(|| try_consume_context::<MediaCache>().unwrap_or_default());
    let known = cache.known(media);
    let mut state = use_signal(|| known.map_or(MediaState::Loading, MediaState::Ready));
    let mut attempt = use_signal(|| 0u32);
    let feed = use_topics().feed;

    use_effect(move || {
        feed();
        if matches!(*state.peek(), MediaState::Failed(_)) {
            attempt += 1;
        }
    });
    use_effect(use_reactive!(|(media, wanted)| {
        attempt();
        if !wanted {
            return;
        }
        let (engine, cache) = (engine.clone(), cache.clone());
        spawn(async move {
            let loaded = cache.load(&engine, media).await;
            if *state.peek() != loaded {
                state.set(loaded);
            }
        });
    }));
    let again = use_callback(move |()| {
        state.set(MediaState::Loading);
        attempt += 1;
    });
    (state(), again)
}
