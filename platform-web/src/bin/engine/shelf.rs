//! One place in IndexedDB, for what no file can hold: a key that the browser keeps to itself.

use futures_channel::oneshot;
use js_sys::{Function, Object, Reflect};
use wasm_bindgen::{JsCast as _, JsValue, prelude::Closure};
use web_sys::{
    DedicatedWorkerGlobalScope, IdbDatabase, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction,
};

const DATABASE: &str = "jishi-key";
const STORE: &str = "keys";
const PLACE: &str = "device";

pub struct Shelf(IdbDatabase);

impl Shelf {
    /// Opens it; an error where there is no IndexedDB or it is switched off.
    pub async fn open() -> Result<Self, JsValue> {
        let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
        let factory = scope.indexed_db()?.ok_or("no IndexedDB")?;
        let asked: IdbOpenDbRequest = factory.open_with_u32(DATABASE, 1)?;
        let request = asked.clone();
        let create = Closure::once(move || {
            if let Ok(database) = request.result() {
                // If it fails, so does the opening.
                let _ = database
                    .unchecked_into::<IdbDatabase>()
                    .create_object_store(STORE);
            }
        });
        asked.set_onupgradeneeded(Some(create.as_ref().unchecked_ref()));
        Ok(Self(answer(&asked).await?.unchecked_into()))
    }

    /// What stands there; `undefined` if nothing does.
    pub async fn get(&self) -> Result<JsValue, JsValue> {
        let (_, store) = self.begin("readonly")?;
        answer(&store.get(&PLACE.into())?).await
    }

    /// Puts something there, in the place of what stood there. When this returns it is on the disk.
    pub async fn put(&self, value: &JsValue) -> Result<(), JsValue> {
        let (transaction, store) = self.begin("readwrite")?;
        let done = completion(&transaction);
        store.put_with_key(value, &PLACE.into())?;
        done.await
    }

    fn begin(&self, mode: &str) -> Result<(IdbTransaction, IdbObjectStore), JsValue> {
        // Otherwise browsers call a transaction complete before the disk has it. web-sys counts the option as unstable.
        let options = Object::new();
        Reflect::set(&options, &"durability".into(), &"strict".into())?;
        let begin: Function = Reflect::get(&self.0, &"transaction".into())?.dyn_into()?;
        let transaction: IdbTransaction = begin
            .call3(&self.0, &STORE.into(), &mode.into(), &options)?
            .dyn_into()?;
        let store = transaction.object_store(STORE)?;
        Ok((transaction, store))
    }
}

/// What a request comes to.
async fn answer(request: &IdbRequest) -> Result<JsValue, JsValue> {
    let (tell, heard) = oneshot::channel();
    let asked = request.clone();
    let settle = Closure::once(move || {
        let _ = tell.send(match asked.error() {
            Ok(Some(error)) => Err(error.into()),
            _ => asked.result(),
        });
    });
    let settled = Some(settle.as_ref().unchecked_ref());
    request.set_onsuccess(settled);
    request.set_onerror(settled);
    let answered = heard.await;
    request.set_onsuccess(None);
    request.set_onerror(None);
    answered.unwrap_or(Err("IndexedDB does not answer".into()))
}

/// When a transaction has completed.
fn completion(transaction: &IdbTransaction) -> impl Future<Output = Result<(), JsValue>> + use<> {
    let (tell, heard) = oneshot::channel();
    let watched = transaction.clone();
    let settle = Closure::once(move |event: web_sys::Event| {
        let _ = tell.send(match event.type_().as_str() {
            "complete" => Ok(()),
            _ => Err(watched.error().map_or("aborted".into(), JsValue::from)),
        });
    });
    let settled = Some(settle.as_ref().unchecked_ref());
    transaction.set_oncomplete(settled);
    transaction.set_onabort(settled);
    async move {
        let completed = heard.await;
        drop(settle);
        completed.unwrap_or(Err("IndexedDB does not answer".into()))
    }
}
