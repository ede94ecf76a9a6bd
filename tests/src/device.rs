//! A device: a real engine on a real database file, with a clock that the test sets.

use std::{
    cell::{Cell, RefCell},
    path::Path,
    rc::Rc,
    time::{Duration, Instant},
};

use futures_channel::mpsc::UnboundedReceiver;
use futures_util::StreamExt as _;
use jishi_core::{
    engine::{
        Ask, AttachPhoto, Change, Delivery, Engine, EngineHandle, Enrol, Fault, FeedItem, GetFeed, GetMoment,
        GetSyncState, LineKind, OpenDraft, Post, SaveDraft, Session, Start, SyncNow, SyncState,
    },
    http::HttpServer,
    model::{MomentId, Place, Timestamp},
    ports::{Absent, Clock, Connection, OwnCodec, SoftwareVault},
    store::{Folder, Store},
};

/// A clock that the test sets; waiting takes real time.
#[derive(Clone)]
pub struct TestClock {
    now: Rc<Cell<i64>>,
    passed: Rc<Cell<u64>>,
    off: Rc<Cell<i64>>,
    began: Instant,
}

impl TestClock {
    /// A clock that begins at `now` and runs on.
    #[must_use]
    pub fn at(now: Timestamp) -> Self {
        Self {
            now: Rc::new(Cell::new(now.0)),
            passed: Rc::default(),
            off: Rc::default(),
            began: Instant::now(),
        }
    }

    /// Sets it forward, as a person sets a clock.
    pub fn advance(&self, millis: i64) {
        self.now.set(self.now.get() + millis);
        self.off.set(self.off.get() + millis);
    }

    /// By how much it was set forward in all.
    #[must_use]
    pub fn off(&self) -> i64 {
        self.off.get()
    }

    /// Lets time pass.
    pub fn pass(&self, millis: u64) {
        self.now.set(self.now.get() + millis as i64);
        self.passed.set(self.passed.get() + millis);
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.now.get() + self.began.elapsed().as_millis() as i64)
    }

    fn monotonic_ms(&self) -> u64 {
        self.passed.get() + self.began.elapsed().as_millis() as u64
    }

    fn boot(&self) -> String {
        "test".into()
    }

    fn sleep(&self, millis: u64) -> impl Future<Output = ()> {
        tokio::time::sleep(Duration::from_millis(millis))
    }
}

/// The time of this machine.
#[derive(Clone)]
pub struct SystemClock {
    began: Instant,
}

impl Default for SystemClock {
    fn default() -> Self {
        Self {
            began: Instant::now(),
        }
    }
}

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is a clock")]
    fn now(&self) -> Timestamp {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        Timestamp(since.unwrap().as_millis() as i64)
    }

    fn monotonic_ms(&self) -> u64 {
        self.began.elapsed().as_millis() as u64
    }

    fn boot(&self) -> String {
        "test".into()
    }

    fn sleep(&self, millis: u64) -> impl Future<Output = ()> {
        tokio::time::sleep(Duration::from_millis(millis))
    }
}

type Listener = Box<dyn Fn()>;

/// What the host tells of the line, as the test sets it.
#[derive(Clone, Default)]
pub struct TestConnection {
    kind: Rc<Cell<LineKind>>,
    listeners: Rc<RefCell<Vec<Listener>>>,
}

impl TestConnection {
    /// Another kind of line from now on.
    pub fn set(&self, kind: LineKind) {
        self.kind.set(kind);
        for tell in self.listeners.borrow().iter() {
            tell();
        }
    }
}

impl Connection for TestConnection {
    fn kind(&self) -> LineKind {
        self.kind.get()
    }

    fn on_change(&self, tell: Box<dyn Fn()>) {
        self.listeners.borrow_mut().push(tell);
    }
}

/// An engine, what it tells, and its work, which has yet to be run.
pub type Started<R> = (EngineHandle, UnboundedReceiver<Change>, R);

/// An engine on the database in `folder`, against the server at `server`, on which it waits for `patience`.
///
/// # Errors
/// [`Fault::Storage`] if the store cannot be opened.
pub fn open_engine<C: Clock + 'static>(
    folder: &Path,
    server: &str,
    clock: C,
    patience: Duration,
) -> Result<Started<impl Future<Output = ()> + use<C>>, Fault> {
    open_engine_on(folder, server, clock, patience, Box::new(Absent))
}

fn open_engine_on<C: Clock + 'static>(
    folder: &Path,
    server: &str,
    clock: C,
    patience: Duration,
    connection: Box<dyn Connection>,
) -> Result<Started<impl Future<Output = ()> + use<C>>, Fault> {
    let opened =
        Store::open(Rc::new(Folder(folder.into()))).map_err(|fault| Fault::Storage(fault.to_string()))?;
    let secret = opened.store.device_secret(SoftwareVault::generate);
    let secret = secret
        .map_err(|fault| Fault::Storage(fault.to_string()))?
        .unwrap();
    Ok(Engine::start(Start {
        store: opened.store,
        moved_aside: opened.moved_aside,
        clock,
        vault: SoftwareVault::from_secret(&secret).unwrap(),
        server: HttpServer::new(server).with_patience(patience),
        connection,
        photos: Box::new(OwnCodec),
    }))
}

/// A device with its engine running on the current `LocalSet`.
pub struct Device {
    engine: EngineHandle,
    /// Its clock.
    pub clock: TestClock,
    /// What it is told of its line.
    pub connection: TestConnection,
    /// Everything that the engine has told.
    pub heard: Rc<RefCell<Vec<Change>>>,
    task: tokio::task::JoinHandle<()>,
}

impl Device {
    /// Starts the engine on the database in `folder`, against the server at `server`.
    #[must_use]
    pub fn start(folder: &Path, server: &str, now: Timestamp) -> Self {
        Self::by(TestClock::at(now), folder, server)
    }

    /// Starts it by a clock that runs already.
    #[must_use]
    pub fn by(clock: TestClock, folder: &Path, server: &str) -> Self {
        let connection = TestConnection::default();
        let patience = Duration::from_secs(2);
        let told = Box::new(connection.clone());
        let (engine, mut changes, run) =
            open_engine_on(folder, server, clock.clone(), patience, told).unwrap();
        let heard = Rc::<RefCell<Vec<Change>>>::default();
        let into = heard.clone();
        tokio::task::spawn_local(async move {
            while let Some(change) = changes.next().await {
                into.borrow_mut().push(change);
            }
        });
        Self {
            engine,
            clock,
            connection,
            heard,
            task: tokio::task::spawn_local(run),
        }
    }

    /// Ends the engine at once, as when the system ends the app.
    pub async fn kill(self) {
        self.task.abort();
        let _ = self.task.await;
    }

    /// Asks the engine.
    ///
    /// # Errors
    /// What the engine answers.
    pub async fn ask<A: Ask>(&self, ask: A) -> Result<A::Answer, Fault> {
        Ok(A::answer(self.engine.ask(ask.into()).await?).expect("the reply of the same name"))
    }

    /// Enrols with a code.
    ///
    /// # Errors
    /// What the engine answers.
    pub async fn enrol(&self, code: &str) -> Result<Session, Fault> {
        self.ask(Enrol {
            code: code.into(),
            device_name: "test".into(),
        })
        .await
    }

    /// Writes a draft with these photos and posts it.
    ///
    /// # Errors
    /// What the engine answers.
    pub async fn post(
        &self,
        text: &str,
        photos: &[Vec<u8>],
        place: Option<Place>,
    ) -> Result<MomentId, Fault> {
        let draft = self.ask(OpenDraft).await?.id;
        self.ask(SaveDraft {
            draft,
            text: text.into(),
            place,
        })
        .await?;
        for bytes in photos {
            self.ask(AttachPhoto {
                draft,
                bytes: bytes.clone(),
            })
            .await?;
        }
        self.ask(Post(draft)).await
    }

    /// The first page of the feed.
    pub async fn feed(&self) -> Vec<FeedItem> {
        self.ask(GetFeed::after(None, 100)).await.unwrap().items
    }

    /// The feed, page by page to its end.
    pub async fn whole_feed(&self) -> Vec<FeedItem> {
        let (mut seen, mut before) = (Vec::new(), None);
        loop {
            let page = self.ask(GetFeed::after(before, 100)).await.unwrap();
            seen.extend(page.items);
            match page.next {
                Some(next) => before = Some(next),
                None => return seen,
            }
        }
    }

    /// How far a moment is.
    pub async fn delivery(&self, moment: MomentId) -> Delivery {
        self.ask(GetMoment(moment)).await.unwrap().delivery
    }

    /// How the exchange stands.
    pub async fn sync_state(&self) -> SyncState {
        self.ask(GetSyncState).await.unwrap()
    }

    /// Waits until `done` holds, letting the engine try again every now and then; fails after thirty seconds.
    pub async fn until<F: AsyncFn(&Self) -> bool>(&self, what: &str, done: F) {
        let began = Instant::now();
        let mut tried = Instant::now();
        while !done(self).await {
            assert!(
                began.elapsed() < Duration::from_secs(30),
                "{what}: not within thirty seconds"
            );
            if tried.elapsed() > Duration::from_millis(400) {
                tried = Instant::now();
                self.ask(SyncNow).await.unwrap();
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// Waits until nothing is queued.
    pub async fn until_sent(&self) {
        self.until("everything sent", async |device| {
            device.sync_state().await.waiting == 0
        })
        .await;
    }
}
