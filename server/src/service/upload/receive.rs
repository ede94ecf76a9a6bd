//! Receiving bytes (tus core, checksum). They are stored piece by piece, so that a request of 64 MB takes little
//! memory and one that is cut off keeps what had arrived.

use bytes::{Bytes, BytesMut};
use jishi_core::model::UploadId;
use jishi_core::protocol::{Problem, ProblemKind};

use super::{Checksum, UploadState};
use crate::media_store::piece_name;
use crate::secret::random;
use crate::service::{Caller, Service, fail};
use crate::storage::{Piece, UploadRecord};

/// Size of a piece in bytes.
const PIECE: usize = 1024 * 1024;
/// A line so bad that it carries less than this between two cuts would take an hour for a photo.
const LEAST_BETWEEN_CUTS: u64 = 16 * 1024;
/// Cuts that any upload may suffer beyond that.
const CUTS: u64 = 512;

/// One request's bytes on their way into an upload.
pub struct Incoming {
    service: Service,
    record: UploadRecord,
    checksum: Option<Checksum>,
    /// Bytes that do not make a piece yet.
    buffer: BytesMut,
    /// Pieces stored, but not counted until the checksum is known to hold.
    held_back: Vec<Piece>,
    /// Where in the file the buffer starts.
    at: u64,
}

impl Service {
    /// Begins to receive bytes at `offset`.
    ///
    /// # Errors
    /// [`Conflict`](ProblemKind::Conflict) if the upload does not stand there. [`NotFound`](ProblemKind::NotFound) also if it
    /// has come in so many pieces that each holds next to nothing; then it is forgotten.
    pub async fn receive_upload(
        &self,
        caller: &Caller,
        id: UploadId,
        offset: u64,
        checksum: Option<Checksum>,
    ) -> Result<Incoming, Problem> {
        let record = self.own_upload(caller, id).await?;
        if record.offset != offset {
            return Err(stands_at(record.offset));
        }
        let pieces = self.inner.storage.pieces(id).await.map_err(fail)?.len() as u64;
        if pieces > CUTS + record.length / LEAST_BETWEEN_CUTS {
            self.forget_upload(id).await?;
            return Err(ProblemKind::NotFound.into());
        }
        Ok(Incoming {
            service: self.clone(),
            record,
            checksum,
            buffer: BytesMut::new(),
            held_back: Vec::new(),
            at: offset,
        })
    }
}

impl Incoming {
    /// Takes the next bytes.
    ///
    /// # Errors
    /// [`TooLarge`](ProblemKind::TooLarge) if there are more than were announced.
    pub async fn take(&mut self, bytes: Bytes) -> Result<(), Problem> {
        if self.at + (self.buffer.len() + bytes.len()) as u64 > self.record.length {
            self.discard().await;
            return Err(Problem::from(ProblemKind::TooLarge).detail("more bytes than were announced"));
        }
        if let Some(checksum) = &mut self.checksum {
            checksum.update(&bytes);
        }
        self.buffer.extend_from_slice(&bytes);
        while self.buffer.len() >= PIECE {
            let piece = self.buffer.split_to(PIECE).freeze();
            self.store(piece).await?;
        }
        Ok(())
    }

    /// The request has come to its end.
    ///
    /// # Errors
    /// [`ChecksumMismatch`](ProblemKind::ChecksumMismatch); then nothing of the request is kept. After the last byte
    /// of the file also whatever speaks against the file as a whole.
    pub async fn end(mut self) -> Result<UploadState, Problem> {
        self.flush().await?;
        if self.checksum.take().is_some_and(|checksum| !checksum.holds()) {
            self.discard().await;
            return Err(ProblemKind::ChecksumMismatch.into());
        }
        let held_back = std::mem::take(&mut self.held_back);
        self.count(held_back).await?;
        self.record.offset = self.at;
        if self.record.offset == self.record.length && !self.record.complete {
            return self.service.complete(self.record).await;
        }
        Ok(self.record.into())
    }

    /// The request was cut off. What has arrived stays, unless a checksum spoke for the whole of it.
    ///
    /// # Errors
    /// If the storage fails.
    pub async fn cut(mut self) -> Result<(), Problem> {
        if self.checksum.is_some() {
            self.discard().await;
            return Ok(());
        }
        self.flush().await
    }

    async fn flush(&mut self) -> Result<(), Problem> {
        let rest = self.buffer.split().freeze();
        if rest.is_empty() {
            Ok(())
        } else {
            self.store(rest).await
        }
    }

    async fn store(&mut self, bytes: Bytes) -> Result<(), Problem> {
        let nonce = u64::from_be_bytes(random().map_err(fail)?);
        let name = piece_name(self.record.id, self.at, nonce);
        let piece = Piece {
            start: self.at,
            bytes: bytes.len() as u64,
            name,
        };
        self.service
            .inner
            .media
            .put(&piece.name, bytes)
            .await
            .map_err(fail)?;
        self.at += piece.bytes;
        if self.checksum.is_some() {
            self.held_back.push(piece);
            return Ok(());
        }
        self.count(vec![piece]).await
    }

    async fn count(&mut self, pieces: Vec<Piece>) -> Result<(), Problem> {
        let id = self.record.id;
        if self
            .service
            .inner
            .storage
            .append_upload(id, pieces.clone())
            .await
            .map_err(fail)?
        {
            return Ok(());
        }
        // Another request for the same upload was faster.
        self.held_back = pieces;
        self.discard().await;
        let record = self.service.inner.storage.upload(id).await.map_err(fail)?;
        Err(record.map_or(ProblemKind::NotFound.into(), |record| stands_at(record.offset)))
    }

    async fn discard(&mut self) {
        for piece in self.held_back.drain(..) {
            if let Err(error) = self.service.inner.media.delete(&piece.name).await {
                tracing::warn!(%error, "a piece of an upload stays behind");
            }
        }
    }
}

fn stands_at(offset: u64) -> Problem {
    Problem::from(ProblemKind::Conflict).detail(format!("the upload stands at {offset}"))
}
