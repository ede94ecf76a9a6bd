//! What a browser tells of the line, in the worker (Network Information API). Chromium on phones tells; Firefox and Safari,
//! and most browsers on desks, do not.

use jishi_core::{engine::LineKind, ports::Connection};
use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast as _, JsValue, prelude::Closure};
use web_sys::DedicatedWorkerGlobalScope;

pub struct BrowserConnection {
    information: Option<JsValue>,
}

impl BrowserConnection {
    pub fn new() -> Self {
        let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
        let information = Reflect::get(&scope.navigator(), &"connection".into()).ok();
        Self {
            information: information.filter(JsValue::is_object),
        }
    }

    fn get(&self, name: &str) -> Option<JsValue> {
        Reflect::get(self.information.as_ref()?, &name.into()).ok()
    }
}

impl Connection for BrowserConnection {
    fn kind(&self) -> LineKind {
        let kind = self.get("type").and_then(|kind| kind.as_string());
        let saves = self.get("saveData").and_then(|saves| saves.as_bool());
        match kind.as_deref() {
            Some("wifi" | "ethernet") => LineKind::Unmetered,
            Some("cellular" | "none") => LineKind::Metered,
            // Whoever asks the browser to save data pays for it.
            _ if saves == Some(true) => LineKind::Metered,
            _ => LineKind::Unknown,
        }
    }

    fn on_change(&self, tell: Box<dyn Fn()>) {
        let Some(information) = &self.information else {
            return;
        };
        let Some(listen) = self
            .get("addEventListener")
            .and_then(|listen| listen.dyn_into::<Function>().ok())
        else {
            return;
        };
        let heard = Closure::<dyn Fn()>::new(tell);
        // A browser that refuses to tell of changes still answers when asked.
        let _ = listen.call2(information, &"change".into(), heard.as_ref());
        // The worker lives as long as its engine.
        heard.forget();
    }
}
