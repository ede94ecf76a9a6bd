//! The way to the engine's thread.

use std::{
    path::PathBuf,
    rc::Rc,
    sync::{Arc, Mutex, PoisonError},
    thread,
};

use dioxus::prelude::spawn;
use futures_channel::{mpsc, oneshot};
use futures_util::StreamExt as _;
use jishi_core::{
    engine::{Change, Command, Engine, EngineHandle, Fault, Reply, Start, from_bytes, to_bytes},
    http::HttpServer,
    ports::{Absent, Answer, EngineLink, OwnCodec, SoftwareVault, key_file},
    store::{Folder, Store},
};

use super::clock::SystemClock;

type Listeners = Arc<Mutex<Vec<mpsc::UnboundedSender<Change>>>>;
type Post = (Vec<u8>, oneshot::Sender<Vec<u8>>);

pub struct ThreadLink {
    post: mpsc::UnboundedSender<Post>,
    listeners: Listeners,
}

impl ThreadLink {
    /// Starts the thread. If the store cannot be opened, every command is answered with the reason.
    pub fn start(folder: PathBuf, server: String) -> Self {
        let (post, letters) = mpsc::unbounded();
        let listeners = Listeners::default();
        let told = listeners.clone();
        let spawned = thread::Builder::new().name("jishi-engine".into()).spawn(move || {
            if let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() {
                tokio::task::LocalSet::new().block_on(&runtime, run(folder, server, letters, told));
            }
        });
        // Without its thread the channel is closed, and every command is answered with `EngineGone`.
        drop(spawned);
        Self { post, listeners }
    }
}

async fn run(
    folder: PathBuf,
    server: String,
    mut letters: mpsc::UnboundedReceiver<Post>,
    listeners: Listeners,
) {
    let (engine, mut changes) = match open(folder, &server) {
        Ok(started) => started,
        Err(fault) => {
            while let Some((_, reply)) = letters.next().await {
                answer(reply, &Err(fault.clone()));
            }
            return;
        }
    };
    tokio::task::spawn_local(async move {
        while let Some(change) = changes.next().await {
            let mut listeners = listeners.lock().unwrap_or_else(PoisonError::into_inner);
            listeners.retain(|listener| listener.unbounded_send(change.clone()).is_ok());
        }
    });
    while let Some((command, reply)) = letters.next().await {
        let Ok(work) = from_bytes(&command).map(|command: Command| engine.ask_now(command)) else {
            continue;
        };
        drop(command);
        tokio::task::spawn_local(async move { answer(reply, &work.await) });
    }
}

/// Without bytes that say it, the page hears that the engine is gone.
fn answer(to: oneshot::Sender<Vec<u8>>, with: &Result<Reply, Fault>) {
    if let Ok(bytes) = to_bytes(with) {
        // The page that asked may be gone.
        let _ = to.send(bytes);
    }
}

fn open(folder: PathBuf, server: &str) -> Result<(EngineHandle, mpsc::UnboundedReceiver<Change>), Fault> {
    let storage = |error: &dyn std::fmt::Display| Fault::Storage(error.to_string());
    std::fs::create_dir_all(&folder).map_err(|error| storage(&error))?;
    let opened = Store::open(Rc::new(Folder(folder.clone())))?;
    // Older versions kept it in the database.
    let before = opened.store.kept_secret()?;
    let secret = key_file(&folder.join("device.key"), || match before {
        Some(secret) => secret
            .try_into()
            .map_err(|_| std::io::ErrorKind::InvalidData.into()),
        None => SoftwareVault::generate().map_err(std::io::Error::other),
    })
    .map_err(|error| storage(&error))?;
    opened.store.forget_secret()?;
    let (handle, changes, engine) = Engine::start(Start {
        vault: SoftwareVault::from_secret(&secret).map_err(|fault| storage(&fault))?,
        store: opened.store,
        moved_aside: opened.moved_aside,
        clock: SystemClock::new(),
        server: HttpServer::new(server),
        connection: Box::new(Absent),
        photos: Box::new(OwnCodec),
    });
    tokio::task::spawn_local(engine);
    Ok((handle, changes))
}

impl EngineLink for ThreadLink {
    fn ask(&self, command: Vec<u8>) -> Answer<Vec<u8>> {
        let (reply, answer) = oneshot::channel();
        // A closed channel drops the sender, and the answer below says so.
        let _ = self.post.unbounded_send((command, reply));
        Box::pin(async move { answer.await.map_err(|_| Fault::EngineGone) })
    }

    fn listen(&self, listener: Box<dyn Fn(Change)>) {
        let (tell, mut heard) = mpsc::unbounded();
        self.listeners
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(tell);
        // On the interface's own thread, where signals live.
        spawn(async move {
            while let Some(change) = heard.next().await {
                listener(change);
            }
        });
    }
}
