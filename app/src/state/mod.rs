//! What the pages share: the way to the engine, what it tells, and the choices of the person.

mod answer;
mod drafts;
mod engine;
mod forms;
mod installation;
mod media;
mod now;
mod opening;
mod preferences;
mod preview;
mod topics;

pub use answer::use_answer;
pub use drafts::{DraftKeeper, Typed};
pub use engine::Engine;
pub use forms::{fields, use_form};
pub use installation::{use_room, use_update};
pub use media::{MediaCache, MediaState, use_media};
pub use now::{Clock, is_visible, sleep, use_now};
pub use opening::Opening;
pub use preferences::{Preferences, TextSize, Theme};
pub use preview::{use_preview, use_preview_of};
pub use topics::{Loaded, Topics, use_topics};

pub(crate) use drafts::provide_drafts;
pub(crate) use now::provide_now;
pub(crate) use topics::provide_topics;

use dioxus::prelude::*;
use jishi_core::ports::Host;

/// The host, as the root was given it.
#[must_use]
pub fn use_host() -> Host {
    use_context::<Host>()
}

/// The way to the engine.
#[must_use]
pub fn use_engine() -> Engine {
    use_hook(|| Engine::new(consume_context::<Host>().engine))
}
