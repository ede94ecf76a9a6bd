//! Listening for the server's word that there is news, beside everything else.

use std::pin::Pin;

use futures_util::{FutureExt as _, Stream, StreamExt as _, future::LocalBoxFuture};

use super::Trouble;
use crate::http::HttpServer;

/// Without any sign of life for this long, the stream of events is dead. The server gives one every 15 s.
pub(super) const SILENCE_MS: u64 = 45_000;
/// How often to look for news where no stream of events can be had.
const POLL_MS: u64 = 60_000;

type Events = Pin<Box<dyn Stream<Item = Result<bool, Trouble>>>>;

/// The stream of events, as far as the loop knows of it.
pub(super) enum Listening {
    Not,
    /// Being opened, beside everything else: a line that hangs here must not hold up a moment.
    Opening(LocalBoxFuture<'static, Option<Events>>),
    To(Events),
    Failed,
}

/// What comes while resting.
pub(super) enum Heard {
    /// A sign of life.
    Life,
    /// There may be something to pull.
    News,
    /// The stream broke, or was silent for too long.
    Lost,
    /// No stream can be had for now.
    Nothing,
}

impl Listening {
    /// Begins to listen, without waiting for the stream to open.
    pub(super) fn open(server: HttpServer, token: String) -> Self {
        let opening = async move {
            let events = server.events(&token).await.ok()?;
            Some(Box::pin(events) as Events)
        };
        Self::Opening(opening.boxed_local())
    }

    /// The next thing heard. May be dropped and called again without missing anything.
    pub(super) async fn hear(&mut self) -> Heard {
        match self {
            Self::Not | Self::Failed => std::future::pending().await,
            Self::Opening(opening) => match opening.await {
                Some(events) => {
                    *self = Self::To(events);
                    Heard::News
                }
                None => {
                    *self = Self::Failed;
                    Heard::Nothing
                }
            },
            Self::To(events) => match events.next().await {
                Some(Ok(true)) => Heard::News,
                Some(Ok(false)) => Heard::Life,
                Some(Err(_)) | None => Heard::Lost,
            },
        }
    }

    /// How long the silence may last before it is worth looking.
    pub(super) const fn patience_ms(&self) -> u64 {
        match self {
            Self::Opening(_) | Self::To(_) => SILENCE_MS,
            Self::Not | Self::Failed => POLL_MS,
        }
    }
}
