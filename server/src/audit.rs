//! Looking whether the record is what it was: each operation against its digest, its device's signature and its place in
//! the chain, and receipts that people hold against what stands there now.

use std::collections::HashMap;

use ed25519_dalek::VerifyingKey as ReceiptVerifier;
use jishi_core::model::{DeviceId, Operation, Receipt, Sha256};
use jishi_core::rules::audit::{receipt_message, retired_message};
use jishi_core::rules::retention::place_in;
use p256::ecdsa::signature::Verifier as _;
use p256::ecdsa::{Signature, VerifyingKey};

use crate::secret::from_text;
use crate::storage::{Device, Head, ReceiptKey, Storage, Stored, StoredOperation};

/// Operations looked at in one go.
const PAGE: u32 = 1_000;

/// What was found sound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audited {
    /// Operations on the record.
    pub operations: u64,
    /// Those of them whose place was taken out because its time was over.
    pub retired: u64,
    /// The last link of the chain.
    pub chain: Sha256,
    /// Receipts that were brought, each of which stands on the record as it says.
    pub receipts: usize,
    /// How many keys have signed receipts. More than one, where nobody has lost a key, is a question to ask.
    pub keys: usize,
}

/// Where the record is not what it was, first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Break {
    /// The sequence of the operation.
    pub sequence: u64,
    /// What is wrong there.
    pub fault: AuditFault,
}

/// What can be wrong with an operation on the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AuditFault {
    /// It is not there.
    #[error("was removed")]
    Removed,
    /// It is not what its device signed.
    #[error("was changed: it is not what its device signed")]
    Changed,
    /// It is whole, but was put there later or stood elsewhere, or its time or neighbours were changed.
    #[error("does not belong here: it was put in, moved, or given another time")]
    OutOfPlace,
    /// Somebody holds a receipt for something else in this place.
    #[error("is not what a receipt says that somebody holds")]
    OtherThanReceipt,
    /// The receipt itself is no word of this server.
    #[error("has a receipt that this county's server did not sign")]
    ForgedReceipt,
}

/// Looks at every operation, and at `receipts` that people hold. Nothing is written.
///
/// # Errors
/// If the storage fails. What is found is the answer: the sound record, or the first break.
pub async fn audit(storage: &dyn Storage, receipts: &[Receipt]) -> Stored<Result<Audited, Break>> {
    let keys = storage.receipt_keys().await?;
    let mut claims: HashMap<u64, Vec<&Receipt>> = HashMap::new();
    for receipt in receipts {
        claims.entry(receipt.sequence).or_default().push(receipt);
    }
    let devices = storage.devices().await?;
    let mut audit = Audit {
        devices: devices.into_iter().map(|device| (device.id, device)).collect(),
        keys: &keys,
        claims,
        head: Head::default(),
        retired: 0,
    };
    let end = loop {
        let page = storage.operations(audit.head.sequence, PAGE).await?;
        let at_end = page.is_empty();
        for stored in page {
            if let Err(broken) = audit.step(&stored) {
                return Ok(Err(broken));
            }
        }
        // Read after the rows: what a running server adds meanwhile is looked at too.
        let end = storage.head().await?;
        if at_end || end.sequence <= audit.head.sequence {
            break end;
        }
    };
    Ok(audit.close(end).map(|()| Audited {
        operations: audit.head.sequence,
        retired: audit.retired,
        chain: audit.head.chain,
        receipts: receipts.len(),
        keys: keys.len(),
    }))
}

struct Audit<'a> {
    devices: HashMap<DeviceId, Device>,
    keys: &'a [ReceiptKey],
    /// Receipts that have not been met yet, by their sequence.
    claims: HashMap<u64, Vec<&'a Receipt>>,
    head: Head,
    retired: u64,
}

impl Audit<'_> {
    fn step(&mut self, stored: &StoredOperation) -> Result<(), Break> {
        let sequence = self.head.sequence + 1;
        let broken = |fault| Err(Break { sequence, fault });
        if stored.receipt.sequence != sequence {
            return broken(AuditFault::Removed);
        }
        if !self.as_signed(stored) {
            return broken(AuditFault::Changed);
        }
        let next = self.head.after(stored.entry());
        if stored.chain != next.chain.0 {
            return broken(AuditFault::OutOfPlace);
        }
        for claim in self.claims.remove(&sequence).unwrap_or_default() {
            self.meets(claim, stored, next.chain).or_else(broken)?;
        }
        self.head = next;
        self.retired += u64::from(stored.retired.is_some());
        Ok(())
    }

    /// What is missing or too much at the end, and receipts for what is not there.
    fn close(&self, end: Head) -> Result<(), Break> {
        let broken = |sequence, fault| Err(Break { sequence, fault });
        let last = self.head.sequence;
        if end.sequence < last {
            return broken(end.sequence + 1, AuditFault::OutOfPlace);
        }
        match self.claims.keys().min() {
            Some(0) => broken(0, AuditFault::ForgedReceipt),
            _ if end.sequence > last => broken(last + 1, AuditFault::Removed),
            Some(_) => broken(last + 1, AuditFault::Removed),
            None if end.chain != self.head.chain => broken(last, AuditFault::OutOfPlace),
            None => Ok(()),
        }
    }

    /// Whether the bytes are those of the digest, the device's signature is of them, and they say what the row says.
    fn as_signed(&self, stored: &StoredOperation) -> bool {
        let Some(device) = self.devices.get(&stored.device) else {
            return false;
        };
        let key = VerifyingKey::from_sec1_bytes(&device.public_key);
        let (Ok(key), Ok(signature)) = (key, Signature::from_slice(&stored.signature)) else {
            return false;
        };
        let Ok(operation) = serde_json::from_slice::<Operation>(&stored.bytes) else {
            return false;
        };
        let says_the_same = (operation.id, operation.person, operation.device)
            == (stored.receipt.operation, stored.person, stored.device);
        let is_what_was_signed = match &stored.retired {
            None => {
                Sha256::of(&stored.bytes) == stored.digest && key.verify(&stored.bytes, &signature).is_ok()
            }
            // The device's signature is of what is no longer there; in its stead stands the server's word.
            Some(tombstone) => {
                let (sequence, left) = (stored.receipt.sequence, Sha256::of(&stored.bytes));
                let message = retired_message(sequence, stored.digest, left, tombstone.at);
                place_in(&operation.action).is_none() && self.server_signed(&message, &tombstone.signature)
            }
        };
        device.person == stored.person && says_the_same && is_what_was_signed
    }

    /// Whether the text is a signature of this message by one of the server's keys.
    fn server_signed(&self, message: &[u8], signature: &str) -> bool {
        let bytes = from_text(signature);
        let signature = bytes.and_then(|bytes| ed25519_dalek::Signature::from_slice(&bytes).ok());
        signature.is_some_and(|signature| {
            self.keys.iter().any(|key| {
                ReceiptVerifier::from_bytes(&key.public)
                    .is_ok_and(|key| key.verify_strict(message, &signature).is_ok())
            })
        })
    }

    fn meets(&self, claim: &Receipt, stored: &StoredOperation, chain: Sha256) -> Result<(), AuditFault> {
        let proof = claim.proof.as_ref().ok_or(AuditFault::ForgedReceipt)?;
        if !self.server_signed(&receipt_message(proof.chain), &proof.signature) {
            return Err(AuditFault::ForgedReceipt);
        }
        if proof.chain != chain || claim.operation != stored.receipt.operation {
            return Err(AuditFault::OtherThanReceipt);
        }
        Ok(())
    }
}
