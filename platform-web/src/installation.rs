//! The web app in its browser: the room that the browser gives, and the newer version that its service worker has fetched
//! (`app/web/boot.js` tells of it).

use jishi_core::{
    engine::{Capability, Fault},
    ports::{Answer, Installation, Room},
};
use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast as _, JsValue, prelude::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{StorageEstimate, StorageManager};

/// What boot.js sends to the window once there is a newer version.
const READY: &str = "jishi-update";
/// What boot.js leaves in the window by then: a function that begins with it.
const BEGIN: &str = "jishiUpdate";
/// Another such function, for when a file of this version cannot be had.
const ANEW: &str = "jishiAnew";

pub struct WebApp;

impl Installation for WebApp {
    fn keep_data(&self) {
        wasm_bindgen_futures::spawn_local(async move {
            // Some browsers ask the person: not again what has been promised. What came of it is read with the room.
            let Some(storage) = storage() else { return };
            let Ok(kept) = storage.persisted() else { return };
            if !JsFuture::from(kept).await.is_ok_and(|kept| kept.is_truthy())
                && let Ok(asked) = storage.persist()
            {
                let _ = JsFuture::from(asked).await;
            }
        });
    }

    fn room(&self) -> Answer<Option<Room>> {
        Box::pin(async {
            let Some(storage) = storage() else {
                return Ok(None);
            };
            let failed = |_: JsValue| Fault::HostFailed(Capability::Storage);
            let estimate = JsFuture::from(storage.estimate().map_err(failed)?).await;
            let estimate: StorageEstimate = estimate.map_err(failed)?.unchecked_into();
            let kept = JsFuture::from(storage.persisted().map_err(failed)?).await;
            Ok(match (bytes(&estimate, "usage"), bytes(&estimate, "quota")) {
                (Some(used), Some(limit)) => Some(Room {
                    used,
                    limit,
                    is_kept: kept.is_ok_and(|kept| kept.is_truthy()),
                }),
                _ => None,
            })
        })
    }

    fn on_update(&self, tell: Box<dyn Fn()>) {
        let Some(window) = web_sys::window() else { return };
        if left(BEGIN).is_some() {
            tell();
        }
        let hear = Closure::<dyn Fn()>::new(tell);
        let _ = window.add_event_listener_with_callback(READY, hear.as_ref().unchecked_ref());
        // As long as the page.
        hear.forget();
    }

    fn update(&self) {
        call(BEGIN);
    }

    fn begin_anew(&self) {
        call(ANEW);
    }

    fn badge(&self, count: u32) {
        let Some(window) = web_sys::window() else { return };
        let navigator = window.navigator();
        // Few browsers have it, and only for an app that is installed.
        let Ok(set) = Reflect::get(&navigator, &"setAppBadge".into()) else {
            return;
        };
        let Ok(set) = set.dyn_into::<Function>() else {
            return;
        };
        let Ok(promise) = set.call1(&navigator, &count.into()) else {
            return;
        };
        wasm_bindgen_futures::spawn_local(async move {
            let _ = JsFuture::from(promise.unchecked_into::<js_sys::Promise>()).await;
        });
    }
}

/// Absent where the page did not come over a safe line.
fn storage() -> Option<StorageManager> {
    let navigator = web_sys::window()?.navigator();
    let storage = Reflect::get(&navigator, &"storage".into()).ok()?;
    storage.is_object().then(|| storage.unchecked_into())
}

/// A number of bytes, which browsers give as a floating-point number.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a disk is smaller than 2^53 bytes, and never less than nothing"
)]
fn bytes(estimate: &StorageEstimate, name: &str) -> Option<u64> {
    let bytes = Reflect::get(estimate, &name.into()).ok()?.as_f64()?;
    (bytes >= 0.0).then_some(bytes as u64)
}

/// A function that boot.js has left in the window.
fn left(name: &str) -> Option<Function> {
    let window = web_sys::window()?;
    Reflect::get(&window, &name.into()).ok()?.dyn_into().ok()
}

fn call(name: &str) {
    if let Some(function) = left(name) {
        let _ = function.call0(&JsValue::NULL);
    }
}
