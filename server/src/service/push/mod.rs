//! Push: operations on their way to the record. Each is read and its signature checked, judged against what is known,
//! and what passes goes to the record in one transaction.

mod judge;
mod read;

use std::collections::HashMap;
use std::sync::Arc;

use jishi_core::model::{Action, MomentId, OperationId, PersonId, Sha256};
use jishi_core::protocol::{Outcome, PUSH_MAX, Problem, ProblemKind, PushReply, PushRequest};

use super::{Caller, Directory, Service, fail};
use crate::storage::{Applied, Known, MediaRecord};
use read::{Signed, read_all};

/// What a batch is judged against.
struct View<'a> {
    caller: &'a Caller,
    directory: Arc<Directory>,
    known: HashMap<OperationId, Known>,
    authors: HashMap<MomentId, PersonId>,
    media: HashMap<Sha256, MediaRecord>,
}

impl Service {
    pub(super) async fn do_push(&self, caller: &Caller, request: PushRequest) -> Result<PushReply, Problem> {
        if request.operations.len() > PUSH_MAX {
            let detail = format!("at most {PUSH_MAX} operations in one push");
            return Err(Problem::from(ProblemKind::TooLarge).detail(detail));
        }
        let read = read_all(&caller.device, request.operations).await?;
        let mut view = self
            .view(caller, read.iter().filter_map(|read| read.as_ref().ok()))
            .await?;

        let mut outcomes = Vec::with_capacity(read.len());
        let mut passed = Vec::new();
        for read in read {
            outcomes.push(match read.and_then(|signed| view.judge(signed)) {
                Ok(operation) => {
                    passed.push(operation);
                    None
                }
                Err(outcome) => Some(*outcome),
            });
        }
        let ids: Vec<OperationId> = passed.iter().map(|operation| operation.id).collect();
        let applied = if passed.is_empty() {
            Vec::new()
        } else {
            self.inner.storage.apply(passed, self.now()).await.map_err(fail)?
        };
        let mut applied = ids
            .into_iter()
            .zip(applied)
            .map(|(id, applied)| outcome(id, applied));
        let outcomes: Vec<Outcome> = outcomes
            .into_iter()
            .filter_map(|judged| judged.or_else(|| applied.next()))
            .collect();
        self.inner.metrics.count_outcomes(&outcomes);
        Ok(PushReply { outcomes })
    }

    async fn view<'a>(
        &self,
        caller: &'a Caller,
        batch: impl Iterator<Item = &Signed> + Clone + Send,
    ) -> Result<View<'a>, Problem> {
        let ids: Vec<OperationId> = batch.clone().map(|signed| signed.operation.id).collect();
        let mut moments = Vec::new();
        let mut digests = Vec::new();
        for signed in batch {
            match &signed.operation.action {
                Action::React { moment, .. } => moments.push(*moment),
                Action::PostMoment { moment } => {
                    digests.extend(moment.attachments.iter().map(|attachment| attachment.sha256()));
                }
                _ => {}
            }
        }
        let storage = &self.inner.storage;
        Ok(View {
            caller,
            directory: self.directory().await?,
            known: storage.known(&ids).await.map_err(fail)?,
            authors: match moments.as_slice() {
                [] => HashMap::new(),
                moments => storage.authors(moments).await.map_err(fail)?,
            },
            media: match digests.as_slice() {
                [] => HashMap::new(),
                digests => storage.media(digests).await.map_err(fail)?,
            },
        })
    }
}

fn outcome(operation: OperationId, applied: Applied) -> Outcome {
    match applied {
        Applied::Accepted(receipt) => Outcome::Accepted { receipt },
        Applied::Duplicate(receipt) => Outcome::Duplicate { receipt },
        Applied::Conflict => refused(Some(operation), ProblemKind::Conflict),
        // Nothing that is judged here touches a record yet; a client may simply come again.
        Applied::Stale => refused(Some(operation), ProblemKind::Unavailable),
        Applied::NoMoment => refused(Some(operation), ProblemKind::NotFound),
    }
}

fn refused(operation: Option<OperationId>, problem: impl Into<Problem>) -> Outcome {
    Outcome::Refused {
        operation,
        problem: problem.into(),
    }
}
