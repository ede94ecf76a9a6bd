//! Messages between the page and this worker: `[number, bytes]`, number 0 for changes. From the page there may be a file as the
//! third, which the command is about, and a number alone: nobody waits for that any more.

use std::{cell::RefCell, collections::HashSet, rc::Rc};

use futures_channel::mpsc;
use futures_util::{FutureExt as _, StreamExt as _, pin_mut, select};
use jishi_core::engine::{
    Change, Command, EngineHandle, Fault, Reply, SyncNow, from_bytes, put_file, question_to_bytes, to_bytes,
};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue, prelude::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, DedicatedWorkerGlobalScope, MessageEvent};

struct Letter {
    number: u32,
    content: Content,
}

enum Content {
    Command(Vec<u8>),
    /// About a file, which is unread.
    About(Vec<u8>, Blob),
    /// About a file that has been read.
    Read(Result<Vec<u8>, Fault>),
    /// The file need not be read any more.
    GivenUp,
}

pub struct Mailbox {
    letters: mpsc::UnboundedReceiver<Letter>,
    put: mpsc::UnboundedSender<Letter>,
    /// The numbers of those whose file is being read, or was and waits for its turn.
    reading: Rc<RefCell<HashSet<u32>>>,
}

impl Mailbox {
    /// Receives from now on. What came before, `engine.js` has kept and sends again.
    pub fn open() -> Self {
        let (put, letters) = mpsc::unbounded();
        let scope = scope();
        let (arrived, online) = (put.clone(), put.clone());
        let receive = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let _ = arrived.unbounded_send(letter(&event.data()));
        });
        scope.set_onmessage(Some(receive.as_ref().unchecked_ref()));
        receive.forget();
        // The browser knows before any timer does that the network is back.
        let back = Closure::<dyn Fn()>::new(move || {
            let _ = online.unbounded_send(Letter {
                number: 0,
                content: Content::Command(question_to_bytes(&SyncNow).unwrap_or_default()),
            });
        });
        scope.set_ononline(Some(back.as_ref().unchecked_ref()));
        back.forget();
        Self {
            letters,
            put,
            reading: Rc::default(),
        }
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

    /// Hands every command to the engine, in order, one about a file when that has been read; the answers come as they come.
    pub async fn serve(&mut self, engine: EngineHandle) {
        while let Some(Letter { number, content }) = self.letters.next().await {
            match content {
                Content::Command(command) => match from_bytes::<Command>(&command) {
                    Ok(command) => {
                        let answer = engine.ask_now(command);
                        wasm_bindgen_futures::spawn_local(async move { reply(number, &answer.await) });
                    }
                    Err(_) => reply(number, &Err(Fault::EngineGone)),
                },
                Content::About(command, file) => self.read(number, command, file),
                // It was given up while it waited for its turn.
                Content::Read(_) if !self.reading.borrow_mut().remove(&number) => {}
                Content::Read(command) => {
                    let command =
                        command.and_then(|command| from_bytes(&command).map_err(|_| Fault::EngineGone));
                    let answer = match command {
                        // What is asked meanwhile waits: else whoever opens the draft again would not see what is about to
                        // hang on it, and send it unseen.
                        Ok(command) => engine.ask(command).await,
                        Err(fault) => Err(fault),
                    };
                    reply(number, &answer);
                }
                Content::GivenUp => {
                    if self.reading.borrow_mut().remove(&number) {
                        reply(number, &Err(Fault::Unreadable));
                    }
                }
            }
        }
    }

    /// Reads a file while everything else goes on: it may come from a cloud.
    fn read(&self, number: u32, command: Vec<u8>, file: Blob) {
        let (put, reading) = (self.put.clone(), self.reading.clone());
        reading.borrow_mut().insert(number);
        wasm_bindgen_futures::spawn_local(async move {
            let content = Content::Read(with_file(command, &file).await);
            if reading.borrow().contains(&number) {
                let _ = put.unbounded_send(Letter { number, content });
            }
        });
    }
}

/// A command with what its file holds.
async fn with_file(mut command: Vec<u8>, file: &Blob) -> Result<Vec<u8>, Fault> {
    let buffer = JsFuture::from(file.array_buffer())
        .await
        .map_err(|_| Fault::Unreadable)?;
    let bytes = Uint8Array::new(&buffer);
    put_file(&mut command, bytes.length() as usize, |place| {
        bytes.copy_to(place)
    })
    .map_err(|_| Fault::EngineGone)?;
    Ok(command)
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
    let command = message.get(1).dyn_into().map(|bytes: Uint8Array| bytes.to_vec());
    Letter {
        number: message.get(0).as_f64().unwrap_or(0.0) as u32,
        content: match (command, message.get(2).dyn_into()) {
            (Ok(command), Ok(file)) => Content::About(command, file),
            (Ok(command), Err(_)) => Content::Command(command),
            (Err(_), _) => Content::GivenUp,
        },
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
