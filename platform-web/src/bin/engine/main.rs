//! The engine in a dedicated worker of the browser: SQLite on the origin's private file system, `fetch` for the network.
#![cfg_attr(not(target_arch = "wasm32"), allow(missing_docs))]

#[cfg(target_arch = "wasm32")]
mod clock;
#[cfg(target_arch = "wasm32")]
mod connection;
#[cfg(target_arch = "wasm32")]
mod databases;
#[cfg(target_arch = "wasm32")]
mod mailbox;
#[cfg(target_arch = "wasm32")]
mod photos;
#[cfg(target_arch = "wasm32")]
mod shelf;
#[cfg(target_arch = "wasm32")]
mod tabs;
#[cfg(target_arch = "wasm32")]
mod vault;

#[cfg(target_arch = "wasm32")]
fn main() {
    console_error_panic_hook::set_once();
    // Before `engine.js` hands over what came while this module was loading.
    let mailbox = mailbox::Mailbox::open();
    wasm_bindgen_futures::spawn_local(run(mailbox));
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}

#[cfg(target_arch = "wasm32")]
async fn run(mut mailbox: mailbox::Mailbox) {
    use futures_util::StreamExt as _;
    use jishi_core::{
        engine::{Change, DeviceKey, Engine, Fault, Start},
        http::HttpServer,
    };

    if !tabs::is_only_tab().await {
        mailbox
            .refuse_until(Fault::OtherTab, tabs::become_only_tab())
            .await;
        mailbox::tell(&Change::Session);
    }
    let opened = match databases::open().await {
        Ok(opened) => opened,
        Err(fault) => return mailbox.refuse_until(fault, std::future::pending()).await,
    };
    let vault = match DeviceKey::settle(&opened.store, vault::WebCrypto::open().await).await {
        Ok(vault) => vault,
        Err(fault) => return mailbox.refuse_until(fault, std::future::pending()).await,
    };
    let (handle, mut changes, engine) = Engine::start(Start {
        store: opened.store,
        moved_aside: opened.moved_aside,
        clock: clock::BrowserClock::new(),
        vault,
        server: HttpServer::new(&mailbox::origin()),
        connection: Box::new(connection::BrowserConnection::new()),
        photos: Box::<photos::BrowserCodec>::default(),
    });
    wasm_bindgen_futures::spawn_local(engine);
    wasm_bindgen_futures::spawn_local(async move {
        while let Some(change) = changes.next().await {
            mailbox::tell(&change);
        }
    });
    mailbox.serve(handle).await;
}
