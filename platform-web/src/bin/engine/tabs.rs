//! Several tabs, one owner: a Web Lock decides whose worker opens the database.

use std::{cell::Cell, rc::Rc};

use futures_channel::oneshot;
use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast as _, JsValue, prelude::Closure};
use web_sys::DedicatedWorkerGlobalScope;

const LOCK: &str = "jishi-database";

/// Takes the lock if it is free. Holds it until the worker ends.
pub async fn is_only_tab() -> bool {
    request(true).await
}

/// Waits until the other tab is closed, and takes the lock.
pub async fn become_only_tab() {
    request(false).await;
}

async fn request(if_available: bool) -> bool {
    let (tell, heard) = oneshot::channel();
    let tell = Rc::new(Cell::new(Some(tell)));
    let granted = Closure::<dyn FnMut(JsValue) -> JsValue>::new(move |lock: JsValue| {
        let got = !lock.is_null();
        if let Some(tell) = tell.take() {
            let _ = tell.send(got);
        }
        // A promise that stays open keeps the lock.
        if got {
            Promise::new(&mut |_, _| {}).into()
        } else {
            JsValue::NULL
        }
    });
    let options = Object::new();
    let _ = Reflect::set(&options, &"ifAvailable".into(), &if_available.into());
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let callback: &Function = granted.as_ref().unchecked_ref();
    let called = Reflect::get(&scope.navigator(), &"locks".into()).and_then(|locks| {
        let request = Reflect::get(&locks, &"request".into())?.dyn_into::<Function>()?;
        request.call3(&locks, &LOCK.into(), &options, callback)
    });
    granted.forget();
    match called {
        Ok(_) => heard.await.unwrap_or(false),
        // A browser without locks: the file system's own exclusive handles still keep a second tab out.
        Err(_) => true,
    }
}
