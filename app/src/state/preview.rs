//! What something would do, before it is done.

use dioxus::prelude::*;
use jishi_core::engine::{Deed, GetPreview, Preview};

use super::{sleep, use_engine, use_topics};

/// Asks when the deed changes, and when moments or records have; `pause_ms` later, if what it is about is only kept then.
/// Nothing while there is no deed, or no answer yet.
#[must_use]
pub fn use_preview(pause_ms: u32, deed: impl Fn() -> Option<Deed> + 'static) -> Signal<Option<Preview>> {
    use_preview_of(pause_ms, move || Some((deed()?, ())))
}

/// The same for a deed that does not say all that matters, as one that is made of a draft: asks also when `Matter` changes.
#[must_use]
pub fn use_preview_of<Matter: PartialEq + 'static>(
    pause_ms: u32,
    deed: impl Fn() -> Option<(Deed, Matter)> + 'static,
) -> Signal<Option<Preview>> {
    let engine = use_engine();
    let topics = use_topics();
    let about = use_memo(deed);
    let mut preview = use_signal(|| None);
    use_resource(move || {
        let deed = about.read().as_ref().map(|(deed, _)| deed.clone());
        let engine = engine.clone();
        topics.refresh();
        async move {
            let Some(deed) = deed else {
                preview.set(None);
                return;
            };
            if pause_ms > 0 {
                sleep(pause_ms).await;
            }
            preview.set(engine.ask(GetPreview(deed)).await.ok());
        }
    });
    preview
}
