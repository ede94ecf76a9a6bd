//! Files on their way to the server, part by part.

use super::{Change, Engine, Fault};
use crate::{
    http::CallFault,
    outbox::{Next, of_fault},
    ports::{Clock, KeyVault},
    protocol::{NewUpload, Problem, ProblemKind, Protocol as _},
    store::PendingUpload,
};

/// Bytes of a file sent in one request: passes in half a minute on 70 kbit/s.
const CHUNK: u64 = 256 * 1024;

impl<C: Clock + 'static, V: KeyVault + 'static> Engine<C, V> {
    /// Sends one part of one file, or announces it.
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
            Some(remote) => {
                let part = self.store.media_part(file.sha256, file.sent, CHUNK)?;
                match self.server.append_upload(&token, remote, file.sent, part).await {
                    // The server has more or less of it than thought: ask how much.
                    Err(CallFault::Problem(problem)) if problem.kind == ProblemKind::Conflict => {
                        self.server.upload_status(&token, remote).await
                    }
                    other => other,
                }
            }
        };
        let next = match sent {
            Ok(upload) => {
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

    fn upload_failed(&self, file: &PendingUpload, fault: &CallFault) -> Result<Option<Next>, Fault> {
        match of_fault(fault) {
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
