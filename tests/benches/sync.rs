//! How fast records arrive that waited for a signal, how many bytes they are on the wire, and how dear it is to keep what one
//! writes: a real engine, a real server, loopback between them, one disk.
//!
//! Run by `./dev bench sync`; it fails where a figure is over what is promised.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark tells its figures, and stops where it cannot measure"
)]

use std::{
    net::SocketAddr,
    process::ExitCode,
    rc::Rc,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use jishi_core::{
    engine::{GetPolicy, OpenDraft, Post, SyncNow},
    model::MomentId,
    store::{Folder, Store},
};
use jishi_tests::{County, Device, NOW, words};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    sync::watch,
};

/// Moments that wait for a signal.
const MOMENTS: u32 = 1_000;
/// What one of them says: a log of ordinary length.
const WORDS: &str = "下午到三组查看水位，比昨天高两厘米，渠口的石头已清开，明早再去一趟。";

/// What is promised: milliseconds until all of [`MOMENTS`] have arrived, bytes for each, and a draft in bare commits.
const PROMISED: [f64; 3] = [1_000.0, 600.0, 1.3];

fn main() -> ExitCode {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let [arriving, bytes] = tokio::task::LocalSet::new().block_on(&runtime, arrival());
    let drafts = drafts();
    let kept = [arriving, bytes, drafts]
        .into_iter()
        .zip(PROMISED)
        .all(|(measured, promised)| measured <= promised);
    println!(
        "promised: {PROMISED:?}: {}",
        if kept { "kept" } else { "NOT kept" }
    );
    if kept {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

async fn arrival() -> [f64; 2] {
    let county = County::start().await;
    let line = Counted::to(county.server.address).await;
    let folder = tempfile::tempdir().unwrap();
    let device = Device::start(folder.path(), &format!("http://{}", line.address), NOW);
    device.enrol(&county.code("311").await).await.unwrap();
    let known = async |d: &Device| d.ask(GetPolicy).await.is_ok_and(|on| !on.modes.is_empty());
    device.until("the county is known", known).await;

    line.open.send_replace(false);
    let began = Instant::now();
    for number in 0..MOMENTS {
        let draft = device.ask(OpenDraft).await.unwrap().id;
        device
            .ask(words(draft, &format!("{WORDS}（{number}）")))
            .await
            .unwrap();
        device.ask(Post(draft)).await.unwrap();
    }
    let writing = began.elapsed();
    assert_eq!(device.sync_state().await.waiting, MOMENTS);

    let before = [&line.up, &line.down].map(|bytes| bytes.load(Ordering::SeqCst));
    line.open.send_replace(true);
    let began = Instant::now();
    device.ask(SyncNow).await.unwrap();
    while device.sync_state().await.waiting > 0 {
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    let arriving = began.elapsed();
    let after = [&line.up, &line.down].map(|bytes| bytes.load(Ordering::SeqCst));
    let each = |index: usize| (after[index] - before[index]) / u64::from(MOMENTS);
    println!(
        "{MOMENTS} moments written without signal   {:>9.3} ms each",
        millis(writing) / f64::from(MOMENTS)
    );
    println!(
        "{MOMENTS} queued moments arrive            {:>9.3} ms in all",
        millis(arriving)
    );
    println!(
        "bytes on the wire for each           {:>9}   {} there, {} back",
        each(0) + each(1),
        each(0),
        each(1)
    );
    [millis(arriving), (each(0) + each(1)) as f64]
}

/// A line that counts what goes over it, and can be shut.
struct Counted {
    address: SocketAddr,
    open: watch::Sender<bool>,
    up: Arc<AtomicU64>,
    down: Arc<AtomicU64>,
}

impl Counted {
    async fn to(server: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (open, shut) = watch::channel(true);
        let (up, down) = (Arc::<AtomicU64>::default(), Arc::<AtomicU64>::default());
        let counters = (up.clone(), down.clone());
        tokio::spawn(async move {
            while let Ok((device, _)) = listener.accept().await {
                let (mut shut, (up, down)) = (shut.clone(), counters.clone());
                tokio::spawn(async move {
                    if !*shut.borrow() {
                        return;
                    }
                    let Ok(server) = TcpStream::connect(server).await else {
                        return;
                    };
                    device.set_nodelay(true).unwrap();
                    server.set_nodelay(true).unwrap();
                    let (from_device, to_device) = device.into_split();
                    let (from_server, to_server) = server.into_split();
                    tokio::select! {
                        () = copy(from_device, to_server, &up) => {}
                        () = copy(from_server, to_device, &down) => {}
                        _ = shut.wait_for(|open| !open) => {}
                    }
                });
            }
        });
        Self {
            address,
            open,
            up,
            down,
        }
    }
}

async fn copy(
    mut from: tokio::net::tcp::OwnedReadHalf,
    mut to: tokio::net::tcp::OwnedWriteHalf,
    counter: &AtomicU64,
) {
    let mut buffer = vec![0; 65_536];
    while let Ok(read) = from.read(&mut buffer).await {
        if read == 0 || to.write_all(&buffer[..read]).await.is_err() {
            return;
        }
        counter.fetch_add(read as u64, Ordering::SeqCst);
    }
}

/// The draft of the store beside a table of one row, on the same disk and as safe, in turn.
fn drafts() -> f64 {
    const TIMES: usize = 400;
    let folder = tempfile::tempdir_in(".").unwrap();
    let store = Store::open(Rc::new(Folder(folder.path().into()))).unwrap().store;
    let bare = rusqlite::Connection::open(folder.path().join("bare.db")).unwrap();
    bare.pragma_update(None, "journal_mode", "wal").unwrap();
    bare.pragma_update(None, "synchronous", "full").unwrap();
    bare.execute_batch(
        "CREATE TABLE draft (id INTEGER PRIMARY KEY, text TEXT NOT NULL); INSERT INTO draft VALUES (1, '')",
    )
    .unwrap();
    let draft = MomentId::new(NOW);
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for number in 0..TIMES {
        let text = format!("{WORDS}（{number}）");
        let began = Instant::now();
        store.save_draft(draft, &text, None).unwrap();
        ours.push(began.elapsed());
        let began = Instant::now();
        bare.execute("UPDATE draft SET text = ?1 WHERE id = 1", [&text])
            .unwrap();
        theirs.push(began.elapsed());
    }
    let (ours, theirs) = (median(ours), median(theirs));
    println!(
        "a draft is kept                      {:>9.3} ms   {:.2} times a bare commit ({:.3} ms)",
        millis(ours),
        millis(ours) / millis(theirs),
        millis(theirs)
    );
    millis(ours) / millis(theirs)
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}
