//! Connections: how many there may be, and how long one may take to say what it wants.

use std::collections::HashMap;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request};
use hyper::body::Incoming;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::task::JoinSet;
use tower::{ServiceExt as _, service_fn};

use crate::config::Limits;
use crate::proxied::Proxies;

/// How long to wait when no connection can be taken, as when the process has no file handle left.
const BREATH: Duration = Duration::from_secs(1);

/// Takes connections until `stopped` turns true, then waits until those that are open have come to their end.
///
/// # Errors
/// None at present: what goes wrong with a connection ends that connection.
pub(crate) async fn serve(
    listener: TcpListener,
    router: Router,
    (limits, proxies): (Limits, Proxies),
    mut stopped: watch::Receiver<bool>,
) -> io::Result<()> {
    let slots = Arc::new(Semaphore::new(limits.connections));
    let addresses = Addresses::default();
    let mut open = JoinSet::new();
    loop {
        let next = async {
            // Who comes when all are taken waits in the system's queue.
            let slot = slots.clone().acquire_owned().await.ok()?;
            Some((accept(&listener).await, slot))
        };
        let ((stream, address), slot) = tokio::select! {
            // An error means that the handle is gone: time to stop as well.
            _ = stopped.wait_for(|stop| *stop) => break,
            next = next => match next {
                Some(next) => next,
                None => break,
            },
        };
        while open.try_join_next().is_some() {}
        let most = if proxies.name(address.ip()) {
            limits.connections
        } else {
            limits.connections_by_address
        };
        let Some(seat) = addresses.sit(address.ip(), most) else {
            // The stream is dropped: whoever holds so many connections can use one of those.
            continue;
        };
        let connection = Connection {
            stream,
            address,
            proxies: proxies.clone(),
            _slot: slot,
            _seat: seat,
        };
        open.spawn(connection.serve(router.clone(), limits.head, stopped.clone()));
    }
    drop(listener);
    while open.join_next().await.is_some() {}
    Ok(())
}

async fn accept(listener: &TcpListener) -> (TcpStream, SocketAddr) {
    loop {
        match listener.accept().await {
            Ok((stream, address)) => {
                // Without it the last piece of an answer waits until the one before is acknowledged, which phones put off
                // for 40 ms. A stream on which it cannot be set is gone, as its first read will tell.
                let _ = stream.set_nodelay(true);
                return (stream, address);
            }
            Err(error) => {
                let by_peer = matches!(
                    error.kind(),
                    io::ErrorKind::ConnectionRefused
                        | io::ErrorKind::ConnectionAborted
                        | io::ErrorKind::ConnectionReset
                );
                if !by_peer {
                    tracing::error!(%error, "no connection can be taken");
                    tokio::time::sleep(BREATH).await;
                }
            }
        }
    }
}

/// An open connection.
struct Connection {
    stream: TcpStream,
    address: SocketAddr,
    proxies: Proxies,
    _slot: OwnedSemaphorePermit,
    _seat: Seat,
}

impl Connection {
    async fn serve(self, router: Router, head: Duration, mut stopped: watch::Receiver<bool>) {
        let (address, proxies) = (self.address, self.proxies);
        let spoken = Arc::new(AtomicBool::new(false));
        let heard = spoken.clone();
        let service = service_fn(move |request: Request<Incoming>| {
            heard.store(true, Ordering::Relaxed);
            let router = router.clone();
            let origin = proxies.origin(address, request.headers());
            async move {
                let mut request = request.map(Body::new);
                request.extensions_mut().insert(ConnectInfo(origin));
                router.oneshot(request).await
            }
        });
        let mut builder = auto::Builder::new(TokioExecutor::new());
        builder.http1().timer(TokioTimer::new()).header_read_timeout(head);
        builder.http2().timer(TokioTimer::new()).keep_alive_interval(head);
        let serving = builder
            .serve_connection_with_upgrades(TokioIo::new(self.stream), TowerToHyperService::new(service));
        let mut serving = pin!(serving);
        // Before the first request nobody knows which protocol it is, so that neither counts the time.
        let mut first = pin!(tokio::time::sleep(head));
        let (mut first_due, mut stopping) = (true, false);
        loop {
            tokio::select! {
                ended = serving.as_mut() => {
                    if let Err(error) = ended {
                        tracing::debug!(%error, "a connection ended");
                    }
                    return;
                }
                () = first.as_mut(), if first_due => {
                    first_due = false;
                    if !spoken.load(Ordering::Relaxed) {
                        return;
                    }
                }
                _ = stopped.wait_for(|stop| *stop), if !stopping => {
                    stopping = true;
                    serving.as_mut().graceful_shutdown();
                }
            }
        }
    }
}

/// How many connections each address has.
#[derive(Clone, Default)]
struct Addresses {
    open: Arc<Mutex<HashMap<IpAddr, usize>>>,
}

impl Addresses {
    /// Counts one more, unless the address has as many as it may.
    fn sit(&self, address: IpAddr, most: usize) -> Option<Seat> {
        let address = address.to_canonical();
        if address.is_loopback() {
            return Some(Seat(None));
        }
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let count = open.entry(address).or_default();
        if *count >= most {
            return None;
        }
        *count += 1;
        Some(Seat(Some((self.clone(), address))))
    }
}

/// A connection that is counted until it ends.
struct Seat(Option<(Addresses, IpAddr)>);

impl Drop for Seat {
    fn drop(&mut self) {
        let Some((addresses, address)) = &self.0 else {
            return;
        };
        let mut open = addresses.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = open.get_mut(address) {
            *count -= 1;
            if *count == 0 {
                open.remove(address);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_so_many_and_gets_one_back_when_one_ends() {
        let addresses = Addresses::default();
        let office: IpAddr = "203.0.113.7".parse().unwrap();
        let same: IpAddr = "::ffff:203.0.113.7".parse().unwrap();
        let first = addresses.sit(office, 2);
        let second = addresses.sit(same, 2);
        assert!(first.is_some() && second.is_some() && addresses.sit(office, 2).is_none());
        assert!(addresses.sit("203.0.113.8".parse().unwrap(), 2).is_some());
        drop(first);
        assert!(addresses.sit(office, 2).is_some());
        drop(second);
        let here = "127.0.0.1".parse().unwrap();
        assert!((0..5).all(|_| addresses.sit(here, 2).is_some()));
        assert!(addresses.open.lock().unwrap().is_empty());
    }
}
