//! Messages between the page and this worker: `[number, bytes]`, number 0 for changes.

use futures_channel::mpsc;
use futures_util::{FutureExt as _, StreamExt as _, pin_mut, select};
use jishi_core::engine::{Change, Command, EngineHandle, Fault, Reply, SyncNow, from_bytes, to_bytes};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue, prelude::Closure};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

struct Letter {
    number: u32,
    command: Result<Command, Fault>,
}

pub struct Mailbox {
    letters: mpsc::UnboundedReceiver<Letter>,
}

impl Mailbox {
    /// Receives from now on. What came before, `engine.js` has kept and sends again.
    pub fn open() -> Self {
        let (put, letters) = mpsc::unbounded();
        let scope = scope();
        let online = put.clone();
        let receive = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let _ = put.unbounded_send(letter(&event.data()));
        });
        scope.set_onmessage(Some(receive.as_ref().unchecked_ref()));
        receive.forget();
        // The browser knows before any timer does that the network is back.
        let back = Closure::<dyn Fn()>::new(move || {
            let _ = online.unbounded_send(Letter {
                number: 0,
                command: Ok(SyncNow.into()),
            });
        });
        scope.set_ononline(Some(back.as_ref().unchecked_ref()));
        back.forget();
        Self { letters }
    }

    /// Answers every command with `fault` until `end`.
    pub async fn refuse_until(&mut self, fault: Fault, end: impl Future<Output = ()>) {
        let end = end.fuse();
        pin_mut!(end);
        loop {
            select! {
                letter = self.letters.next() => match letter {
                    Some(letter) => reply(letter.number, &Err(fault.clone())),
                    None => return,
                },
                () = end => return,
            }
        }
    }

    /// Hands every command to the engine, in order; the answers come as they come.
    pub async fn serve(&mut self, engine: EngineHandle) {
        while let Some(letter) = self.letters.next().await {
            let engine = engine.clone();
            let number = letter.number;
            match letter.command {
                Ok(command) => {
                    let answer = engine.ask_now(command);
                    wasm_bindgen_futures::spawn_local(async move { reply(number, &answer.await) });
                }
                Err(fault) => reply(number, &Err(fault)),
            }
        }
    }
}

/// Tells the page.
pub fn tell(change: &Change) {
    if let Ok(bytes) = to_bytes(change) {
        post(0, &bytes);
    }
}

/// Where this app was served from: its server.
pub fn origin() -> String {
    scope().location().origin()
}

fn letter(message: &JsValue) -> Letter {
    let message: &Array = message.unchecked_ref();
    let number = message.get(0).as_f64().unwrap_or(0.0) as u32;
    let bytes = message.get(1).unchecked_into::<Uint8Array>().to_vec();
    Letter {
        number,
        command: from_bytes(&bytes).map_err(|_| Fault::EngineGone),
    }
}

fn reply(number: u32, answer: &Result<Reply, Fault>) {
    if number == 0 {
        return;
    }
    if let Ok(bytes) = to_bytes(answer) {
        post(number, &bytes);
    }
}

fn post(number: u32, bytes: &[u8]) {
    let bytes = Uint8Array::from(bytes);
    let message = Array::of2(&JsValue::from(number), &bytes);
    // Only a closed page cannot be told.
    let _ = scope().post_message_with_transfer(&message, &Array::of1(&bytes.buffer()));
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}
