//! Reading what was pushed, and checking who signed it.

use jishi_core::model::{Operation, OperationId};
use jishi_core::protocol::{Outcome, Problem, ProblemKind, SignedOperation};
use p256::ecdsa::VerifyingKey;

use super::refused;
use crate::service::{fail, signature};
use crate::storage::Device;

/// Batches up to this size are checked where they are; larger ones would hold up other callers.
const INLINE: usize = 4;

/// An operation whose signature is good.
pub(super) struct Signed {
    pub(super) operation: Operation,
    pub(super) bytes: Vec<u8>,
    pub(super) signature: Vec<u8>,
    pub(super) attempt: u32,
}

/// Either may be large; a batch has up to 500 of them.
pub(super) type Read = Result<Signed, Box<Outcome>>;

pub(super) async fn read_all(device: &Device, batch: Vec<SignedOperation>) -> Result<Vec<Read>, Problem> {
    let key = signature::stored_key(&device.public_key)?;
    let small = batch.len() <= INLINE;
    let read_batch = move || batch.into_iter().map(|signed| read(&key, signed)).collect();
    if small {
        Ok(read_batch())
    } else {
        tokio::task::spawn_blocking(read_batch).await.map_err(fail)
    }
}

fn read(key: &VerifyingKey, signed: SignedOperation) -> Read {
    let text = signed.operation.get();
    let bytes = text.as_bytes().to_vec();
    let operation: Operation = serde_json::from_str(text).map_err(|error| {
        // The line and column are the server's; what stands there may be personal and is left out.
        let problem = Problem::from(ProblemKind::Malformed).detail(format!(
            "the operation cannot be read: {:?}, column {}",
            error.classify(),
            error.column()
        ));
        Box::new(refused(id_of(text), problem))
    })?;
    let signature = signature::verify(key, &bytes, &signed.signature)
        .map_err(|problem| Box::new(refused(Some(operation.id), problem)))?;
    Ok(Signed {
        operation,
        bytes,
        signature,
        attempt: signed.attempt,
    })
}

fn id_of(text: &str) -> Option<OperationId> {
    #[derive(serde::Deserialize)]
    struct Named {
        id: OperationId,
    }
    serde_json::from_str::<Named>(text).ok().map(|named| named.id)
}
