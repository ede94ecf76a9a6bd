//! Files on their way to the server, part by part.

use super::{Change, Engine, Fault, Trouble};
use crate::{
    http::CallFault,
    model::UploadId,
    outbox::{Next, of_fault},
    ports::{Clock, KeyVault},
    protocol::{NewUpload, Problem, ProblemKind, Protocol as _, Upload},
    store::PendingUpload,
};

impl<C: Clock + 'static, V: KeyVault + 'static> Engine<C, V> {
    /// Sends one part of one file, or announces it, or asks how far it is.
    pub(super) async fn upload(&self) -> Result<Option<Next>, Fault> {
        let Some(file) = self.store.next_upload()? else {
            return Ok(None);
        };
        let token = self.live_token().unwrap_or_default();
        let sent = match file.remote {
            None => {
                let new = NewUpload {
                    length: file.length,
                    sha256: Some(file.sha256),
                };
                self.server.create_upload(&token, new).await
            }
            Some(remote) if self.known_upload.get() == Some(remote) => {
                self.append(&token, &file, remote).await?
            }
            // After a cut, or a restart, only the server knows how much of it has arrived.
            Some(remote) => self.server.upload_status(&token, remote).await,
        };
        let next = match sent {
            Ok(upload) => {
                if upload.offset > file.sent {
                    self.progress.set(true);
                }
                self.known_upload.set(Some(upload.id));
                self.store
                    .upload_at(file.sha256, upload.id, upload.offset.min(file.length))?;
                None
            }
            Err(fault) => self.upload_failed(&file, &fault)?,
        };
        for (_, subject) in self.store.waiting_for(file.sha256)? {
            self.tell_delivery(subject)?;
        }
        Ok(next)
    }

    /// Sends the next part, and learns from how that goes how long the one after it may be.
    async fn append(
        &self,
        token: &String,
        file: &PendingUpload,
        remote: UploadId,
    ) -> Result<Result<Upload, CallFault>, Fault> {
        let chunk = self.chunk.get();
        let part = self.store.media_part(file.sha256, file.sent, chunk.bytes())?;
        let (count, began) = (part.len() as u64, self.clock.monotonic_ms());
        let sent = self.server.append_upload(token, remote, file.sent, part).await;
        let took = self.clock.monotonic_ms().saturating_sub(began);
        match &sent {
            Ok(_) => self.chunk.set(chunk.passed(count, took)),
            Err(fault) => {
                self.known_upload.set(None);
                if is_cut(fault) {
                    self.chunk.set(chunk.cut());
                }
            }
        }
        Ok(sent)
    }

    fn upload_failed(&self, file: &PendingUpload, fault: &CallFault) -> Result<Option<Next>, Fault> {
        match of_fault(fault) {
            // The server has more or less of it than thought: the next step asks how much.
            Next::Refused(Problem {
                kind: ProblemKind::Conflict,
                ..
            }) if file.remote.is_some() => Ok(None),
            // A proxy's limit is no reason to wait, as long as there are smaller parts.
            Next::Later(Trouble::TooLargeForTheWay) if file.remote.is_some() => {
                let chunk = self.chunk.get();
                let smaller = chunk.too_large(chunk.bytes().min(file.length - file.sent));
                self.chunk.set(smaller.unwrap_or(chunk));
                Ok(smaller
                    .is_none()
                    .then_some(Next::Later(Trouble::TooLargeForTheWay)))
            }
            // The server has dropped an old upload, or the bytes were damaged on the way: from the beginning.
            Next::Refused(Problem {
                kind: ProblemKind::NotFound | ProblemKind::ChecksumMismatch,
                ..
            }) if file.remote.is_some() => {
                self.store.restart_upload(file.sha256)?;
                Ok(None)
            }
            // The server will not take this file: nor, then, the moment that it hangs on.
            Next::Refused(problem) => {
                for (operation, _) in self.store.waiting_for(file.sha256)? {
                    self.store.refuse(operation, &problem)?;
                }
                self.tell(Change::Records);
                self.recount()?;
                Ok(Some(Next::Refused(problem)))
            }
            next => Ok(Some(next)),
        }
    }
}

/// Whether a part was lost on the way, which a shorter one might not have been: the line broke, the time was up, or the
/// server, or a proxy before it, saw no end of the part.
const fn is_cut(fault: &CallFault) -> bool {
    match fault {
        CallFault::Trouble(trouble) => matches!(
            trouble,
            Trouble::Slow | Trouble::Unreachable | Trouble::ServerFailed { .. }
        ),
        CallFault::Problem(problem) => matches!(problem.kind, ProblemKind::Unavailable),
    }
}
