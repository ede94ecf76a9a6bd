//! The line as bytes: a connection breaks after exactly so many of them, in the middle of whatever they say.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{
        TcpListener, TcpStream,
        tcp::{OwnedReadHalf, OwnedWriteHalf},
    },
    sync::Notify,
};

/// Which way bytes go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Way {
    /// From the phone to the server.
    Up,
    /// From the server to the phone.
    Down,
}

/// A line that breaks on cue.
pub struct Wire {
    /// Where devices connect to.
    pub address: SocketAddr,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    /// Bytes since the cue was given.
    up: Count,
    down: Count,
    cut: Option<(Way, u64)>,
}

#[derive(Default)]
struct Count {
    bytes: u64,
    /// Where each piece began that came in one go.
    pieces: Vec<u64>,
}

impl State {
    fn count(&mut self, way: Way) -> &mut Count {
        match way {
            Way::Up => &mut self.up,
            Way::Down => &mut self.down,
        }
    }

    /// How many of these bytes still pass; fewer than all means that the line breaks after them.
    fn pass(&mut self, way: Way, length: usize) -> usize {
        let cut = self.cut;
        let count = self.count(way);
        let began = count.bytes;
        count.pieces.push(began);
        count.bytes += length as u64;
        match cut {
            Some((of, at)) if of == way && at < began + length as u64 => {
                self.cut = None;
                usize::try_from(at.saturating_sub(began)).unwrap()
            }
            _ => length,
        }
    }
}

impl Wire {
    /// A line to the server at `server`.
    pub async fn to(server: SocketAddr) -> Self {
        let state = Arc::<Mutex<State>>::default();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let shared = state.clone();
        tokio::spawn(async move {
            while let Ok((phone, _)) = listener.accept().await {
                let Ok(server) = TcpStream::connect(server).await else {
                    continue;
                };
                // Bytes go on as they come: waiting for more would be another kind of weather.
                phone.set_nodelay(true).unwrap();
                server.set_nodelay(true).unwrap();
                let broken = Arc::new(Notify::new());
                let ((from_phone, to_phone), (from_server, to_server)) =
                    (phone.into_split(), server.into_split());
                for (way, from, to) in [
                    (Way::Up, from_phone, to_server),
                    (Way::Down, from_server, to_phone),
                ] {
                    tokio::spawn(pump(way, from, to, shared.clone(), broken.clone()));
                }
            }
        });
        Self { address, state }
    }

    /// Counts anew, and breaks the connection that carries the byte after `bytes` that way, once.
    pub fn cut(&self, way: Way, bytes: u64) {
        *self.state.lock().unwrap() = State {
            cut: Some((way, bytes)),
            ..State::default()
        };
    }

    /// Counts anew, and breaks nothing. Returns how many bytes went that way before, and where pieces of them began.
    pub fn count(&self, way: Way) -> (u64, Vec<u64>) {
        let count = std::mem::take(self.state.lock().unwrap().count(way));
        (count.bytes, count.pieces)
    }

    /// Whether the break has yet to come.
    #[must_use]
    pub fn is_armed(&self) -> bool {
        self.state.lock().unwrap().cut.is_some()
    }
}

async fn pump(
    way: Way,
    mut from: OwnedReadHalf,
    mut to: OwnedWriteHalf,
    state: Arc<Mutex<State>>,
    broken: Arc<Notify>,
) {
    let mut buffer = vec![0; 16 * 1024];
    loop {
        let read = tokio::select! {
            read = from.read(&mut buffer) => read,
            () = broken.notified() => return,
        };
        let Ok(read @ 1..) = read else { break };
        let pass = state.lock().unwrap().pass(way, read);
        let written = to.write_all(&buffer[..pass]).await;
        if pass < read || written.is_err() {
            break;
        }
    }
    // Dropping both halves of both connections breaks them.
    broken.notify_waiters();
    broken.notify_one();
}
