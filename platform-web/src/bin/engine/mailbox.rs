//! Messages between the page and this worker: `[number, bytes]`, number 0 for changes; a question about a file has that as the
//! third.

use futures_channel::mpsc;
use futures_util::{FutureExt as _, StreamExt as _, pin_mut, select};
use jishi_core::engine::{
    Capability, Change, Command, EngineHandle, Fault, Reply, SyncNow, from_bytes, put_file,
    question_to_bytes, to_bytes,
};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue, prelude::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, DedicatedWorkerGlobalScope, MessageEvent};

struct Letter {
    number: u32,
    command: Vec<u8>,
    /// What the command is about, unread.
    file: Option<Blob>,
}

impl Letter {
    fn command(&self) -> Result<Command, Fault> {
        from_bytes(&self.command).map_err(|_| Fault::EngineGone)
    }

    /// With what its file holds.
    async fn read(mut self) -> Result<Command, Fault> {
        if let Some(file) = self.file.take() {
            let unreadable = |_| Fault::HostFailed(Capability::Photos);
            let buffer = JsFuture::from(file.array_buffer()).await.map_err(unreadable)?;
            let bytes = Uint8Array::new(&buffer);
            put_file(&mut self.command, bytes.length() as usize, |place| {
                bytes.copy_to(place)
            })
            .map_err(|_| Fault::EngineGone)?;
        }
        self.command()
    }
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
                command: question_to_bytes(&SyncNow).unwrap_or_default(),
                file: None,
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
            if letter.file.is_some() {
                // It may come from a cloud, and everything else goes on meanwhile.
                wasm_bindgen_futures::spawn_local(async move {
                    let answer = match letter.read().await {
                        Ok(command) => engine.ask(command).await,
                        Err(fault) => Err(fault),
                    };
                    reply(number, &answer);
                });
                continue;
            }
            match letter.command() {
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
    Letter {
        number,
        command: message.get(1).unchecked_into::<Uint8Array>().to_vec(),
        file: message.get(2).dyn_into().ok(),
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
