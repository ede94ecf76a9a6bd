//! The engine's loop: one thread, many things under way, nothing shared.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use chrono::NaiveDate;
use futures_channel::{mpsc, oneshot};
use futures_util::{
    FutureExt as _, StreamExt as _, future::LocalBoxFuture, select, stream::FuturesUnordered,
};

use super::{Change, Command, Fault, MovedAside, Reply, SyncState};
use crate::{
    http::HttpServer,
    model::UploadId,
    ports::{Clock, Connection, KeyVault, PhotoCodec},
    store::{Opened, Store},
    sync::Chunk,
};

/// A command and where its answer goes.
pub struct Request {
    /// The command.
    pub command: Command,
    /// Where the answer goes.
    pub reply: oneshot::Sender<Result<Reply, Fault>>,
}

/// What the engine is made of.
pub struct Start<C, V> {
    /// The open store.
    pub store: Store,
    /// What was set aside to open it.
    pub moved_aside: Option<MovedAside>,
    /// The host's clock.
    pub clock: C,
    /// The device's key.
    pub vault: V,
    /// The server.
    pub server: HttpServer,
    /// What the host tells of the line.
    pub connection: Box<dyn Connection>,
    /// What the host makes photos with.
    pub photos: Box<dyn PhotoCodec>,
}

/// The engine.
pub struct Engine<C, V> {
    pub(super) store: Store,
    pub(super) moved_aside: Option<MovedAside>,
    pub(super) clock: C,
    pub(super) vault: V,
    pub(super) server: HttpServer,
    pub(super) connection: Box<dyn Connection>,
    pub(super) photos: Box<dyn PhotoCodec>,
    pub(super) token: RefCell<Option<Token>>,
    pub(super) pull_due: Cell<bool>,
    /// Whether there may be files of lessons to fetch ahead.
    pub(super) ahead_due: Cell<bool>,
    /// The day on which places were let go of last.
    pub(super) places_forgotten_on: Cell<Option<NaiveDate>>,
    pub(super) sync_state: RefCell<SyncState>,
    /// How much of a file goes in the next request.
    pub(super) chunk: Cell<Chunk>,
    /// The upload of which the server has told, in this life of the engine, how far it is, and nothing was lost since.
    pub(super) known_upload: Cell<Option<UploadId>>,
    /// Whether files have come further since the exchange was in trouble last.
    pub(super) progress: Cell<bool>,
    /// The store of the person into whose hands the device has come.
    successor: Cell<Option<Opened>>,
    changes: mpsc::UnboundedSender<Change>,
    wake: mpsc::UnboundedSender<()>,
}

/// An access token with its end by the device's monotonic clock.
#[derive(Clone)]
pub(super) struct Token {
    pub(super) text: String,
    pub(super) until_ms: u64,
}

/// The way to a running engine.
#[derive(Clone)]
pub struct EngineHandle {
    inbox: mpsc::UnboundedSender<Request>,
}

impl EngineHandle {
    /// Asks; the answer comes when it is done.
    ///
    /// # Errors
    /// What the engine answers, or `EngineGone`.
    pub async fn ask(&self, command: Command) -> Result<Reply, Fault> {
        self.ask_now(command).await
    }

    /// As [`EngineHandle::ask`], but the command stands in the mailbox when this returns, before anything is awaited:
    /// commands keep the order of these calls.
    pub fn ask_now(&self, command: Command) -> impl Future<Output = Result<Reply, Fault>> + use<> {
        let (reply, answer) = oneshot::channel();
        // If the engine is gone, the sender in the refused request is dropped, and the answer says so.
        let _ = self.inbox.unbounded_send(Request { command, reply });
        async move { answer.await.unwrap_or(Err(Fault::EngineGone)) }
    }
}

impl<C: Clock + 'static, V: KeyVault + 'static> Engine<C, V> {
    /// An engine that has not begun, the way to it, and what it will tell. Run the future; it ends when the last handle
    /// is dropped.
    pub fn start(
        start: Start<C, V>,
    ) -> (
        EngineHandle,
        mpsc::UnboundedReceiver<Change>,
        impl Future<Output = ()>,
    ) {
        let (inbox, requests) = mpsc::unbounded();
        let (changes, heard) = mpsc::unbounded();
        let (wake, woken) = mpsc::unbounded();
        let (line, line_changed) = mpsc::unbounded();
        start.connection.on_change(Box::new(move || {
            // Without its engine there is nobody to tell.
            let _ = line.unbounded_send(());
        }));
        let patience = u64::try_from(start.server.patience().as_millis()).unwrap_or(u64::MAX);
        let engine = Self {
            store: start.store,
            moved_aside: start.moved_aside,
            clock: start.clock,
            vault: start.vault,
            server: start.server,
            connection: start.connection,
            photos: start.photos,
            token: RefCell::default(),
            pull_due: Cell::new(true),
            ahead_due: Cell::new(true),
            places_forgotten_on: Cell::default(),
            sync_state: RefCell::default(),
            chunk: Cell::new(Chunk::new(patience)),
            known_upload: Cell::default(),
            progress: Cell::default(),
            successor: Cell::default(),
            changes,
            wake,
        };
        (
            EngineHandle { inbox },
            heard,
            engine.run(requests, woken, line_changed),
        )
    }

    async fn run(
        mut self,
        mut requests: mpsc::UnboundedReceiver<Request>,
        mut woken: mpsc::UnboundedReceiver<()>,
        mut line_changed: mpsc::UnboundedReceiver<()>,
    ) {
        loop {
            let engine = Rc::new(self);
            let successor = engine.clone().live(&mut requests, woken, &mut line_changed).await;
            // Whatever was under way in the name of the one before has been dropped, and nothing else holds the engine.
            let (Some(Opened { store, moved_aside }), Some(before)) = (successor, Rc::into_inner(engine))
            else {
                return;
            };
            let (wake, wakings) = mpsc::unbounded();
            woken = wakings;
            self = Self {
                store,
                moved_aside: moved_aside.or_else(|| before.moved_aside.clone()),
                wake,
                token: RefCell::default(),
                pull_due: Cell::new(true),
                ahead_due: Cell::new(true),
                places_forgotten_on: Cell::default(),
                sync_state: RefCell::default(),
                known_upload: Cell::default(),
                progress: Cell::default(),
                ..before
            };
        }
    }

    /// Works until the last handle is dropped, or until the device comes into other hands: then what it goes on with.
    async fn live(
        self: Rc<Self>,
        requests: &mut mpsc::UnboundedReceiver<Request>,
        woken: mpsc::UnboundedReceiver<()>,
        line_changed: &mut mpsc::UnboundedReceiver<()>,
    ) -> Option<Opened> {
        // Before anything is asked or sent.
        self.look_at_line_again();
        let mut exchange = Box::pin(self.clone().exchange(woken).fuse());
        let mut under_way: FuturesUnordered<LocalBoxFuture<'_, ()>> = FuturesUnordered::new();
        loop {
            select! {
                request = requests.next() => {
                    let mut work = self.clone().answer(request?).boxed_local();
                    // What needs no network is done at once, so commands take effect in the order given.
                    if (&mut work).now_or_never().is_none() {
                        under_way.push(work);
                    }
                }
                _ = under_way.select_next_some() => {}
                () = line_changed.select_next_some() => self.look_at_line_again(),
                () = exchange => return None,
            }
            if let Some(opened) = self.successor.take() {
                return Some(opened);
            }
        }
    }

    /// The device has come into other hands, whose work is kept in another store.
    pub(super) fn hand_over(&self, opened: Opened) {
        self.successor.set(Some(opened));
    }

    async fn answer(self: Rc<Self>, request: Request) {
        let answer = self.perform(request.command).await;
        // Whoever asked may have gone: a page that was left.
        let _ = request.reply.send(answer);
    }

    pub(super) fn tell(&self, change: Change) {
        // Without a listener there is nobody to tell.
        let _ = self.changes.unbounded_send(change);
    }

    /// Lets the exchange look again at what there is to do.
    pub(super) fn wake(&self) {
        let _ = self.wake.unbounded_send(());
    }
}
