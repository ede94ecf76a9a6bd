//! The way to the engine's worker. `boot.js` starts the worker before this module runs and leaves it at
//! `globalThis.jishiEngine`; each message is `[number, bytes]`, number 0 for changes that nobody asked for; a question
//! about a file has that as the third, and its number alone says that the file need not be read any more.

use std::{
    any::Any,
    cell::{Cell, RefCell},
    collections::HashMap,
    rc::Rc,
};

use futures_channel::oneshot;
use jishi_core::{
    engine::{Change, Fault},
    ports::{Answer, AnswerAbout, EngineLink},
};
use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue, prelude::Closure};
use web_sys::{File, MessageEvent, Worker};

type Waiting = RefCell<HashMap<u32, oneshot::Sender<Vec<u8>>>>;
type Listeners = RefCell<Vec<Box<dyn Fn(Change)>>>;

pub struct WorkerLink {
    worker: Option<Worker>,
    next: Cell<u32>,
    waiting: Rc<Waiting>,
    listeners: Rc<Listeners>,
}

impl WorkerLink {
    pub fn new() -> Self {
        let worker = Reflect::get(&js_sys::global(), &JsValue::from_str("jishiEngine"))
            .ok()
            .and_then(|worker| worker.dyn_into::<Worker>().ok());
        let link = Self {
            worker,
            next: Cell::new(1),
            waiting: Rc::default(),
            listeners: Rc::default(),
        };
        if let Some(worker) = &link.worker {
            let (waiting, listeners) = (link.waiting.clone(), link.listeners.clone());
            let hear = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
                hear(&event.data(), &waiting, &listeners);
            });
            worker.set_onmessage(Some(hear.as_ref().unchecked_ref()));
            let waiting = link.waiting.clone();
            let fail = Closure::<dyn Fn(JsValue)>::new(move |_: JsValue| {
                // The worker broke; dropping the senders tells all who wait.
                waiting.borrow_mut().clear();
            });
            worker.set_onerror(Some(fail.as_ref().unchecked_ref()));
            // The link lives as long as the page.
            hear.forget();
            fail.forget();
        }
        link
    }
}

impl WorkerLink {
    fn post(&self, command: &[u8], file: &JsValue) -> (u32, oneshot::Receiver<Vec<u8>>) {
        let number = self.next.replace(self.next.get().wrapping_add(1).max(1));
        let (reply, answer) = oneshot::channel();
        let posted = self.worker.as_ref().is_some_and(|worker| {
            let bytes = Uint8Array::from(command);
            // The buffer moves over instead of being copied; a file goes unread.
            let message = Array::of3(&JsValue::from(number), &bytes, file);
            worker
                .post_message_with_transfer(&message, &Array::of1(&bytes.buffer()))
                .is_ok()
        });
        if posted {
            self.waiting.borrow_mut().insert(number, reply);
        }
        (number, answer)
    }
}

/// Whoever waits for an answer about a file. Gone before it is there, because a page was left, it tells the worker: a file that
/// has not been read yet comes to nothing then, and one that has is there before whatever is asked next.
struct Asker {
    number: u32,
    worker: Option<Worker>,
    waiting: Rc<Waiting>,
}

impl Drop for Asker {
    fn drop(&mut self) {
        if self.waiting.borrow_mut().remove(&self.number).is_some() {
            give_up(self.worker.as_ref(), self.number);
        }
    }
}

/// Tells the worker that a file need not be read any more.
fn give_up(worker: Option<&Worker>, number: u32) {
    if let Some(worker) = worker {
        // To one that is gone there is nothing to tell.
        let _ = worker.post_message(&Array::of1(&JsValue::from(number)));
    }
}

fn hear(message: &JsValue, waiting: &Waiting, listeners: &Listeners) {
    let Some(message) = message.dyn_ref::<Array>() else {
        return;
    };
    let number = message.get(0).as_f64().unwrap_or(0.0) as u32;
    let bytes = message.get(1).unchecked_into::<Uint8Array>().to_vec();
    if number == 0 {
        if let Ok(change) = jishi_core::engine::from_bytes::<Change>(&bytes) {
            for listener in listeners.borrow().iter() {
                listener(change.clone());
            }
        }
    } else if let Some(reply) = waiting.borrow_mut().remove(&number) {
        // Whoever asked may have left the page.
        let _ = reply.send(bytes);
    }
}

impl EngineLink for WorkerLink {
    fn ask(&self, command: Vec<u8>) -> Answer<Vec<u8>> {
        let (_, answer) = self.post(&command, &JsValue::UNDEFINED);
        Box::pin(async move { answer.await.map_err(|_| Fault::EngineGone) })
    }

    fn ask_about(&self, command: &[u8], file: &dyn Any) -> Option<AnswerAbout> {
        let (number, answer) = self.post(command, file.downcast_ref::<File>()?);
        let asker = Asker {
            number,
            worker: self.worker.clone(),
            waiting: self.waiting.clone(),
        };
        let worker = self.worker.clone();
        Some(AnswerAbout {
            answer: Box::pin(async move {
                let answer = answer.await.map_err(|_| Fault::EngineGone);
                drop(asker);
                answer
            }),
            give_up: Box::new(move || give_up(worker.as_ref(), number)),
        })
    }

    fn listen(&self, listener: Box<dyn Fn(Change)>) {
        self.listeners.borrow_mut().push(listener);
    }
}
