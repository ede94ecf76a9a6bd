//! A photo of a moment; the way back closes it.

use dioxus::prelude::*;
use jishi_core::{engine::GetMoment, model::MomentId};

use crate::{
    Route,
    components::{EmptyState, PhotoViewer, Shape, TopBar, photos},
    state::{Loaded, use_engine},
    t,
    texts::{Sentence as _, use_texts},
};

/// Loads the moment whose photos these are.
#[component]
pub fn PhotoPage(id: ReadSignal<MomentId>, index: usize) -> Element {
    let texts = use_texts();
    let engine = use_engine();
    let mut found = use_signal(|| Loaded::Loading);
    use_resource(move || {
        let engine = engine.clone();
        let id = id();
        async move {
            let photos = engine
                .ask(GetMoment(id))
                .await
                .map(|item| (photos(&item.moment.attachments), item.mine));
            found.set(photos.into());
        }
    });
    let close = move |()| {
        let navigator = navigator();
        if navigator.can_go_back() {
            navigator.go_back();
        } else {
            navigator.replace(Route::Moment { id: id() });
        }
    };
    match &*found.read() {
        Loaded::Loading => rsx! { div { class: "viewer", "aria-busy": "true" } },
        Loaded::Ready((photos, mine)) if index < photos.len() => rsx! {
            PhotoViewer {
                photos: photos.clone(),
                index,
                mine: *mine,
                // Moving on replaces the address, so that one step back is out of the viewer.
                onmove: move |index| { navigator().replace(Route::Photo { id: id(), index }); },
                onclose: close,
            }
        },
        Loaded::Ready(_) => rsx! {
            TopBar { title: t!(texts, "detail-title"), back: true }
            EmptyState { shape: Shape::Broken, title: t!(texts, "missing-title"), words: t!(texts, "missing-words") }
        },
        Loaded::Failed(fault) => rsx! {
            TopBar { title: t!(texts, "detail-title"), back: true }
            EmptyState { shape: Shape::Broken, title: t!(texts, "detail-failed"), words: fault.sentence(&texts) }
        },
    }
}
